# SPDX-License-Identifier: EUPL-1.2
"""The form of an approval: what was said, by whom, with the code of the mail or in person."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.core.codes import CodeKind, parse_code
from desk_app.process.messages import (
    ApprovalState,
    ApprovalWay,
    AskApproval,
    GiveApproval,
    StepStatus,
)
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import Undo
from tests import factories, processes
from tests.processes import code_in, mails, steps
from tests.ui.keys import press, typ
from tests.ui.listener import Listener, calm
from tests.ui.modal import modal
from ui.shell.page import Workplace
from ui.tickets.acts import Gesture
from ui.tickets.approval_form import ApprovalDialog, Wanted
from ui.tickets.page import TicketPage
from ui.tickets.reason_form import ReasonDialog

Open = Callable[..., TicketPage]
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
D, R, W, S = StepStatus.DONE, StepStatus.READY, StepStatus.WAITING, StepStatus.SKIPPED


def test_the_answer_of_the_budget_holder_is_written_down_with_a(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int, listener: Listener
) -> None:
    page = open_page(approval_id)
    press(KEY.Key_P, ALT)
    shown = page.steps.lines[0].notes.text()

    press(KEY.Key_A)
    modal(qtbot, ApprovalDialog)
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
    form = modal(qtbot, ApprovalDialog)
    form.what.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    error = form.form.field("note").error
    typ(form.note.editor, "te duur")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    qtbot.waitUntil(lambda: "te duur" in page.steps.lines[0].notes.text())

    page.acts.buttons[Gesture.CANCEL].click()
    reason = modal(qtbot, ReasonDialog).reason.text()
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
    form = modal(qtbot, ApprovalDialog)
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
    form = modal(qtbot, ApprovalDialog)
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
    form = modal(qtbot, ApprovalDialog)
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


def test_who_asks_does_not_approve_by_typing_her_name(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    open_page(approval_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_A)
    form = modal(qtbot, ApprovalDialog)
    calm(qtbot, workplace)

    form.person.setFocus()
    press(KEY.Key_A, CTRL)
    typ(form.person.edit, "Sanne Jansen")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert form.form.field("person").error == "Kies wie dit zegt uit de lijst."
    assert steps(desk, actor, approval_id)["approval"].status is R
    press(KEY.Key_Escape)
    press(KEY.Key_Escape)


def test_who_is_not_the_budget_holder_is_asked_why_and_the_row_says_it_plainly(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    processes.a_budget_holder(desk.db, "Visser")
    page = open_page(approval_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_A)
    form = modal(qtbot, ApprovalDialog)
    calm(qtbot, workplace)
    form.person.setFocus()
    press(KEY.Key_A, CTRL)
    typ(form.person.edit, "visser")
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: form.person.choice is not None and form.person.choice.title == "Joke Visser")

    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    error = form.form.field("note").error
    typ(form.note.editor, "Joke Bos is ziek")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert error == "Joke Visser is niet de budgethouder; Joke Bos beslist. Schrijf waarom Joke Visser dit zegt."
    qtbot.waitUntil(lambda: "niet de budgethouder" in page.steps.lines[0].notes.text())
    assert "Reden: Joke Bos is ziek" in page.steps.lines[0].notes.text()


def test_a_no_with_a_code_asks_why_too(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    open_page(approval_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_A)
    form = modal(qtbot, ApprovalDialog)
    calm(qtbot, workplace)
    typ(form.token, code_in(mails(desk.db)[0]))
    form.what.setFocus()
    press(KEY.Key_Right)

    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert form.form.field("note").error == "Schrijf in een paar woorden waarom niet."
    press(KEY.Key_Escape)


def test_after_taking_back_an_approval_the_cursor_stands_on_it_again(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, approval_id: int
) -> None:
    page = open_page(approval_id)
    press(KEY.Key_P, ALT)
    order = GiveApproval(ticket_id=approval_id, code="approval", approved=True)
    desk.process.give_approval(actor, order)
    qtbot.waitUntil(lambda: [step.status for step in page.steps.steps] == [D, R])
    calm(qtbot, workplace)
    went_on = page.steps.lines[1].hasFocus()

    desk.undo.undo(actor, Undo(undone_id=order.command_id))
    qtbot.waitUntil(lambda: [step.status for step in page.steps.steps] == [R, W])
    calm(qtbot, workplace)

    assert went_on
    assert page.focusWidget() is page.steps.lines[0]
    assert page.steps.current is not None
    assert page.steps.current.code == "approval"


def test_a_no_of_somebody_else_is_not_called_that_of_the_budget_holder(
    open_page: Open, desk: Desk, actor: Actor, approval_id: int
) -> None:
    visser = processes.a_budget_holder(desk.db, "Visser")
    order = GiveApproval(ticket_id=approval_id, code="approval", approved=False, person_id=visser, note="te duur")
    desk.process.give_approval(actor, order)

    page = open_page(approval_id)

    assert page.steps.lines[0].notes.text().startswith("Joke Visser, niet de budgethouder, gaf geen akkoord")
