# SPDX-License-Identifier: EUPL-1.2
"""The checklist on the ticket page: by keys, with forms that lose nothing, and what was sold in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desk_app.app import Desk
from desk_app.catalogue.messages import FieldType, SaveItem, SaveTopic
from desk_app.catalogue.models import ServiceLane, StepKind, Supply
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.codes import CodeKind, parse_code
from desk_app.process.messages import (
    ApprovalState,
    ApprovalWay,
    AskApproval,
    FinishStep,
    GiveApproval,
    SkipStep,
    StepStatus,
)
from desk_app.tickets.answers import Answer, to_json
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import CancelTickets
from desk_app.tickets.models import Ticket
from tests import factories, processes
from tests.processes import CENTRE, a_process, a_step, a_ticket, code_in, mails, steps
from tests.ui.keys import press, typ
from tests.ui.listener import Listener, calm
from tests.ui.naughty import NAUGHTY
from ui.completion.dialog import CompleteDialog
from ui.shell.page import Workplace
from ui.shell.page_area import PageArea
from ui.shell.theme import Theme
from ui.tickets.acts import Gesture
from ui.tickets.approval_form import ApprovalDialog, Wanted
from ui.tickets.page import TicketPage
from ui.tickets.reason_form import ReasonDialog
from ui.tickets.sold_as import SoldAsDialog
from ui.tickets.step_forms import FinishStepDialog, StepReasonDialog
from ui.tickets.step_words import StepAct, state_words

Open = Callable[..., TicketPage]
F = TypeVar("F", bound=QDialog)
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
D, R, W, S = StepStatus.DONE, StepStatus.READY, StepStatus.WAITING, StepStatus.SKIPPED


@pytest.fixture
def ticket_id(desk: Desk, actor: Actor) -> int:
    """A check that asks something, then two side by side, then hand over."""
    a_process(
        desk.db,
        "P-PAS",
        a_step("check", StepKind.CHECK, required_input="Welk personeelsnummer?", exit_check="De naam klopt"),
        a_step("order", StepKind.ORDER, after=("check",), team_id=factories.team_id(desk.db, "AV")),
        a_step("place", StepKind.DELIVER, after=("check",)),
        a_step("hand", StepKind.HAND_OVER, after=("order", "place")),
    )
    return a_ticket(desk, actor)


@pytest.fixture
def approval_id(desk: Desk, actor: Actor) -> int:
    """A ticket that waits for Joke Bos."""
    processes.a_budget_holder(desk.db)
    processes.a_cost_centre(desk.db, "Bos")
    a_process(desk.db, "P-PAS", a_step("deliver"))
    processes.approval_is_needed(desk.db, "P-PAS")
    return a_ticket(desk, actor, cost_centre=CENTRE)


def states(page: TicketPage) -> list[StepStatus]:
    return [step.status for step in page.steps.steps]


def open_form(qtbot: QtBot, kind: type[F]) -> F:
    """The form that is open now."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None and found.isAncestorOf(QApplication.focusWidget()))
    return found


def test_alt_p_goes_to_the_step_that_can_be_done_and_the_arrows_walk(open_page: Open, ticket_id: int) -> None:
    page = open_page(ticket_id)

    press(KEY.Key_P, ALT)
    at_first = page.steps.lines[0].hasFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Down)

    assert at_first
    assert page.steps.lines[2].hasFocus()
    assert page.steps.current is not None
    assert page.steps.current.code == "place"
    assert not page.steps.buttons[StepAct.FINISH].isEnabled()
    assert "Check" in page.steps.buttons[StepAct.FINISH].toolTip()


def test_a_step_that_asks_something_is_finished_with_its_answer_and_a_tick(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int, listener: Listener
) -> None:
    page = open_page(ticket_id)
    press(KEY.Key_P, ALT)

    press(KEY.Key_Return)
    asked = open_form(qtbot, FinishStepDialog)
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    errors = (asked.form.field("input").error, asked.form.field("checked").error)
    typ(asked.input.editor, "104711 ✓")
    asked.checked.setFocus()
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    calm(qtbot, workplace)

    check = steps(desk, actor, ticket_id)["check"]
    assert errors == ("Vul dit eerst in.", "Controleer dit eerst. Zet dan het vinkje.")
    assert (check.status, check.input) == (D, "104711 ✓")
    qtbot.waitUntil(lambda: states(page) == [D, R, R, W])
    assert listener.deeds[-1].command_id is not None
    assert "Check" in listener.deeds[-1].sentence


def test_a_step_that_asks_nothing_is_done_with_one_key_and_the_cursor_goes_on(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="check", input="1", checked=True))
    page = open_page(ticket_id)
    press(KEY.Key_P, ALT)

    press(KEY.Key_Space)
    calm(qtbot, workplace)

    qtbot.waitUntil(lambda: states(page) == [D, D, R, W])
    assert page.steps.lines[2].hasFocus()


def test_after_the_last_step_the_form_to_report_ready_opens(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="check", input="1", checked=True))
    for code in ("order", "place"):
        desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code=code))
    page = open_page(ticket_id)
    greyed = page.acts.buttons[Gesture.COMPLETE].toolTip()
    press(KEY.Key_P, ALT)

    press(KEY.Key_Return)
    calm(qtbot, workplace)
    form = open_form(qtbot, CompleteDialog)
    typ(form.work_done.editor, "Pas uitgereikt.")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert "Hand" in greyed
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.COMPLETED


def test_s_skips_with_a_reason_and_r_does_it_again(
    qtbot: QtBot, open_page: Open, workplace: Workplace, ticket_id: int
) -> None:
    page = open_page(ticket_id)
    press(KEY.Key_P, ALT)

    press(KEY.Key_S)
    skip = open_form(qtbot, StepReasonDialog)
    typ(skip.reason.editor, "al bekend")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    qtbot.waitUntil(lambda: states(page) == [S, R, R, W])
    page.steps.lines[0].setFocus()
    press(KEY.Key_R)
    redo = open_form(qtbot, StepReasonDialog)
    typ(redo.reason.editor, "toch niet")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    qtbot.waitUntil(lambda: states(page) == [R, W, W, W])
    assert "1 keer opnieuw" in page.steps.lines[0].notes.text()


def test_what_was_typed_at_a_step_waits_for_the_next_time(
    qtbot: QtBot, open_page: Open, workplace: Workplace, ticket_id: int
) -> None:
    open_page(ticket_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_Return)
    typ(open_form(qtbot, FinishStepDialog).input.editor, "1047")

    press(KEY.Key_Escape)
    calm(qtbot, workplace)
    press(KEY.Key_Return)
    again = open_form(qtbot, FinishStepDialog)

    qtbot.waitUntil(lambda: again.input.text() == "1047")
    press(KEY.Key_Escape)


def test_a_colleague_who_was_first_is_named_in_the_form_and_the_text_stays(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, ticket_id: int
) -> None:
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")
    open_page(ticket_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_Return)
    asked = open_form(qtbot, FinishStepDialog)
    typ(asked.input.editor, "104711")
    asked.checked.setChecked(True)

    desk.process.finish(piet, FinishStep(ticket_id=ticket_id, code="check", input="9", checked=True))
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert "Piet" in asked.form.summary
    assert asked.input.text() == "104711"
    press(KEY.Key_Escape)


def test_a_step_that_cannot_be_done_says_why(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int, listener: Listener
) -> None:
    page = open_page(ticket_id)
    page.steps.lines[3].setFocus()

    press(KEY.Key_Return)

    assert "Order" in listener.notices[-1]


def test_what_a_colleague_does_arrives_in_the_list_and_the_cursor_stays(
    qtbot: QtBot, open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="check", input="1", checked=True))
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")
    page = open_page(ticket_id)
    page.steps.lines[1].setFocus()
    line = page.steps.lines[1]

    desk.process.skip(piet, SkipStep(ticket_id=ticket_id, code="place", reason="ligt er"))
    qtbot.waitUntil(lambda: states(page) == [D, R, S, W])

    assert line.hasFocus()
    assert "Piet" in page.steps.lines[2].state.text()


def test_steps_side_by_side_say_so_and_a_row_is_read_aloud_whole(open_page: Open, ticket_id: int) -> None:
    page = open_page(ticket_id)

    second, third = page.steps.steps[1:3]

    assert state_words(second) == "na Check · tegelijk met stap 3"
    assert state_words(third) == "na Check · tegelijk met stap 2"
    spoken = page.steps.lines[0].accessibleName()
    assert spoken.startswith("Stap 1, Check, nog")
    assert "Eerste lijn" in spoken


def test_a_late_step_says_so_in_word_and_mark(
    qtbot: QtBot, open_page: Open, desk: Desk, actor: Actor, clock: FixedClock, ticket_id: int
) -> None:
    clock.advance(timedelta(days=2))

    page = open_page(ticket_id)

    assert "te laat" in page.steps.lines[0].chip.accessibleName()


def test_a_ticket_without_steps_shows_no_list(open_page: Open, desk: Desk, actor: Actor) -> None:
    page = open_page(a_ticket(desk, actor))

    assert not page.steps.isVisibleTo(page)
    assert page.acts.buttons[Gesture.COMPLETE].isEnabled()


def test_on_a_cancelled_ticket_nothing_can_be_done_to_a_step(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(ticket_id,), reason="niet nodig"))

    page = open_page(ticket_id)

    assert not any(button.isEnabled() for button in page.steps.buttons.values())
    assert "geannuleerd" in page.steps.buttons[StepAct.SKIP].toolTip()


def test_the_answer_of_the_budget_holder_is_written_down_with_a(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int, listener: Listener
) -> None:
    page = open_page(approval_id)
    press(KEY.Key_P, ALT)
    shown = page.steps.lines[0].notes.text()

    press(KEY.Key_A)
    open_form(qtbot, ApprovalDialog)
    calm(qtbot, workplace)
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    request = steps(desk, actor, approval_id)["approval"].approval
    assert shown == "Per mail gevraagd aan Joke Bos op di 24 nov 10.42. De code geldt tot di 8 dec 10.42."
    assert request is not None
    assert (request.state, request.way, request.approver) == (
        ApprovalState.APPROVED,
        ApprovalWay.COUNTER,
        "Joke Bos",
    )
    assert listener.deeds[-1].sentence.startswith("Joke Bos is akkoord met M26-")


def test_a_no_asks_why_and_then_offers_to_cancel_with_that_reason(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    page = open_page(approval_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_Return)
    form = open_form(qtbot, ApprovalDialog)
    form.what.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    error = form.form.field("note").error
    typ(form.note.editor, "te duur")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    qtbot.waitUntil(lambda: page.steps.cancel.isVisibleTo(page))

    page.steps.cancel.click()
    reason = open_form(qtbot, ReasonDialog).reason.text()
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert error == "Schrijf in een paar woorden waarom niet."
    assert "te duur" in page.steps.lines[0].notes.text()
    assert reason == "Joke Bos is niet akkoord: te duur"
    assert desk.ticket_queries.ticket(actor, approval_id).status is TicketStatus.CANCELLED


def test_after_a_no_somebody_else_is_asked(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    processes.a_budget_holder(desk.db, "Visser")
    desk.process.give_approval(
        actor, GiveApproval(ticket_id=approval_id, code="approval", approved=False, note="te duur")
    )
    open_page(approval_id)
    press(KEY.Key_P, ALT)

    press(KEY.Key_A)
    form = open_form(qtbot, ApprovalDialog)
    calm(qtbot, workplace)
    nobody_yet = form.person.choice is None
    form.person.setFocus()
    typ(form.person.edit, "visser")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: form.person.choice is not None)
    wanted = form.what.key
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    request = steps(desk, actor, approval_id)["approval"].approval
    assert wanted is Wanted.ASK
    assert nobody_yet
    assert request is not None
    assert (request.approver, request.state) == ("Joke Visser", ApprovalState.ASKED)


def test_the_code_of_the_mail_is_scanned_into_its_field(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    page = open_page(approval_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_A)
    form = open_form(qtbot, ApprovalDialog)
    written = code_in(mails(desk.db)[0])
    code = parse_code(written)
    assert code is not None
    assert code.kind is CodeKind.APPROVAL

    taken = page.take_scan(code)
    typed = form.token.text()
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    request = steps(desk, actor, approval_id)["approval"].approval
    assert taken
    assert typed == written
    assert request is not None
    assert request.way is ApprovalWay.TOKEN


def test_a_wrong_code_is_said_in_the_form(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    open_page(approval_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_A)
    form = open_form(qtbot, ApprovalDialog)
    form.token.setFocus()
    typ(form.token, "X-0000-0000-0000")

    press(KEY.Key_Return)
    calm(qtbot, workplace)

    assert "ken ik niet" in form.form.summary
    assert steps(desk, actor, approval_id)["approval"].status is R
    press(KEY.Key_Escape)


def test_who_has_no_address_is_said_to_be_asked_in_person(
    open_page: Open, desk: Desk, actor: Actor, approval_id: int
) -> None:
    berg = factories.person_id(desk.db, "Berg")
    desk.process.ask_approval(actor, AskApproval(ticket_id=approval_id, code="approval", person_id=berg))

    page = open_page(approval_id)

    assert "geen adres" in page.steps.lines[0].notes.text()


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_at_a_step_is_shown_as_text(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, ticket_id: int, text: str
) -> None:
    page = open_page(ticket_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_Return)
    form = open_form(qtbot, FinishStepDialog)

    QGuiApplication.clipboard().setText(text)
    form.input.editor.paste()
    form.checked.setChecked(True)
    form.submit()
    calm(qtbot, workplace)

    assert steps(desk, actor, ticket_id)["check"].input == text.strip()
    assert page.steps.lines[0].notes.textFormat() is Qt.TextFormat.PlainText


def facts(page: TicketPage) -> dict[str, str]:
    found = [label.accessibleName() for label in page.facts.findChildren(QLabel)]
    return dict(name.split(": ", 1) for name in found if ": " in name)


def test_answers_way_supply_and_exception_stand_among_the_facts(
    open_page: Open, desk: Desk, actor: Actor, ticket_id: int
) -> None:
    answers = to_json(
        [
            Answer("size", "Welke maat?", "What size?", FieldType.NUMBER, "12.5"),
            Answer("own", "Eigen foto?", "", FieldType.YES_NO, "yes"),
        ]
    )
    with desk.db.jot() as session:
        session.execute(
            update(Ticket)
            .where(Ticket.id == ticket_id)
            .values(
                answers=answers,
                supply=Supply.ORDER,
                lane=ServiceLane.SECOND_LINE,
                exception_reason="werkt hier een week",
                exception_by="Eva",
            )
        )

    shown = facts(open_page(ticket_id))

    assert shown["Welke maat?"] == "12,5"
    assert shown["Eigen foto?"] == "Ja"
    assert shown["Levering"] == "te bestellen"
    assert shown["Route"] == "naar de tweede lijn"
    assert (shown["Waarom"], shown["Besloten door"]) == ("werkt hier een week", "Eva")


def test_how_a_product_was_when_it_was_sold_can_be_read_after_it_changed(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk
) -> None:
    owner = factories.an_actor(desk.db, "olga", Role.MANAGER)
    item_id = factories.item_id(desk.db, "P-PAS")
    topic_id = desk.catalogue_service.save_topic(
        owner, SaveTopic(parent_id=None, code="V-PAS", name="Iets met mijn pas")
    )
    sheet = desk.catalogue.sheet(owner, item_id)
    content = replace(
        sheet.content,
        explanation="U krijgt een nieuwe pas.",
        owner="Olga",
        topics=(topic_id,),
        valid_from=date(2026, 1, 1),
    )
    desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=sheet.version, content=content))
    ticket_id = a_ticket(desk, owner)
    sheet = desk.catalogue.sheet(owner, item_id)
    later = replace(sheet.content, explanation="Dit doen we niet meer.")
    desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=sheet.version, content=later))
    page = open_page(ticket_id, owner)

    button = next(one for one in page.facts.findChildren(QPushButton) if "toen" in one.text())
    button.click()
    dialog = open_form(qtbot, SoldAsDialog)
    calm(qtbot, workplace)

    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "U krijgt een nieuwe pas." in words
    assert any("versie 2" in one for one in words)
    press(KEY.Key_Escape)


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize(("width", "height"), [(1198, 640), (1240, 560)])
def test_the_note_box_and_every_step_can_be_reached_at_every_size(
    qtbot: QtBot, open_page: Open, theme: Theme, ticket_id: int, zoom: int, width: int, height: int
) -> None:
    page = open_page(ticket_id)
    theme.set_zoom(zoom)
    area = PageArea(page)
    qtbot.addWidget(area)
    area.resize(width, height)
    with qtbot.waitExposed(area):
        area.show()
    QApplication.processEvents()

    assert page.width() <= area.viewport().width()
    assert page.steps.area.viewport().height() >= page.steps.lines[0].height()
    for line in page.steps.lines:
        line.setFocus()
        QApplication.processEvents()
        rows = page.steps.area.viewport()
        top = line.mapTo(rows, line.rect().topLeft()).y()
        assert QRect(0, 0, 1, rows.height()).intersects(QRect(0, top, 1, line.height()))
    area.takeWidget()
