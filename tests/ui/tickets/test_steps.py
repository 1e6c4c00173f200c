# SPDX-License-Identifier: EUPL-1.2
"""The checklist on the ticket page: by keys, with forms that lose nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.process.messages import (
    FinishStep,
    SkipStep,
    StepStatus,
)
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import CancelTickets
from tests import factories
from tests.processes import a_ticket, steps
from tests.ui.keys import press, typ
from tests.ui.listener import Listener, calm
from tests.ui.modal import modal
from tests.ui.naughty import NAUGHTY
from ui.completion.dialog import CompleteDialog
from ui.shell.page import Workplace
from ui.shell.page_area import PageArea
from ui.shell.theme import Theme
from ui.tickets.acts import Gesture
from ui.tickets.page import TicketPage
from ui.tickets.step_forms import FinishStepDialog, StepReasonDialog
from ui.tickets.step_words import StepAct, state_words

Open = Callable[..., TicketPage]
KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
D, R, W, S = StepStatus.DONE, StepStatus.READY, StepStatus.WAITING, StepStatus.SKIPPED


def states(page: TicketPage) -> list[StepStatus]:
    return [step.status for step in page.steps.steps]


def test_alt_p_goes_to_the_step_that_can_be_done_and_the_arrows_walk(open_page: Open, stepped_id: int) -> None:
    page = open_page(stepped_id)

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
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, stepped_id: int, listener: Listener
) -> None:
    page = open_page(stepped_id)
    press(KEY.Key_P, ALT)

    press(KEY.Key_Return)
    asked = modal(qtbot, FinishStepDialog)
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    errors = (asked.form.field("input").error, asked.form.field("checked").error)
    typ(asked.input.editor, "104711 ✓")
    asked.checked.setFocus()
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    calm(qtbot, workplace)

    check = steps(desk, actor, stepped_id)["check"]
    assert errors == ("Vul dit eerst in.", "Controleer dit eerst. Zet dan het vinkje.")
    assert (check.status, check.input) == (D, "104711 ✓")
    qtbot.waitUntil(lambda: states(page) == [D, R, R, W])
    assert listener.deeds[-1].command_id is not None
    assert "Check" in listener.deeds[-1].sentence


def test_a_step_that_asks_nothing_is_done_with_one_key_and_the_cursor_goes_on(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, stepped_id: int
) -> None:
    desk.process.finish(actor, FinishStep(ticket_id=stepped_id, code="check", input="1", checked=True))
    page = open_page(stepped_id)
    press(KEY.Key_P, ALT)

    press(KEY.Key_Space)
    calm(qtbot, workplace)

    qtbot.waitUntil(lambda: states(page) == [D, D, R, W])
    assert page.steps.lines[2].hasFocus()


def test_after_the_last_step_the_form_to_report_ready_opens(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, stepped_id: int
) -> None:
    desk.process.finish(actor, FinishStep(ticket_id=stepped_id, code="check", input="1", checked=True))
    for code in ("order", "place"):
        desk.process.finish(actor, FinishStep(ticket_id=stepped_id, code=code))
    page = open_page(stepped_id)
    greyed = page.acts.buttons[Gesture.COMPLETE].toolTip()
    press(KEY.Key_P, ALT)

    press(KEY.Key_Return)
    calm(qtbot, workplace)
    form = modal(qtbot, CompleteDialog)
    typ(form.work_done.editor, "Pas uitgereikt.")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert "Hand" in greyed
    assert desk.ticket_queries.ticket(actor, stepped_id).status is TicketStatus.COMPLETED


def test_s_skips_with_a_reason_and_r_does_it_again(
    qtbot: QtBot, open_page: Open, workplace: Workplace, stepped_id: int
) -> None:
    page = open_page(stepped_id)
    press(KEY.Key_P, ALT)

    press(KEY.Key_S)
    skip = modal(qtbot, StepReasonDialog)
    typ(skip.reason.editor, "al bekend")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)
    qtbot.waitUntil(lambda: states(page) == [S, R, R, W])
    page.steps.lines[0].setFocus()
    press(KEY.Key_R)
    redo = modal(qtbot, StepReasonDialog)
    typ(redo.reason.editor, "toch niet")
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    qtbot.waitUntil(lambda: states(page) == [R, W, W, W])
    assert "1 keer opnieuw" in page.steps.lines[0].notes.text()


def test_what_was_typed_at_a_step_waits_for_the_next_time(
    qtbot: QtBot, open_page: Open, workplace: Workplace, stepped_id: int
) -> None:
    open_page(stepped_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_Return)
    typ(modal(qtbot, FinishStepDialog).input.editor, "1047")

    press(KEY.Key_Escape)
    calm(qtbot, workplace)
    press(KEY.Key_Return)
    again = modal(qtbot, FinishStepDialog)

    qtbot.waitUntil(lambda: again.input.text() == "1047")
    press(KEY.Key_Escape)


def test_a_colleague_who_was_first_is_named_in_the_form_and_the_text_stays(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, stepped_id: int
) -> None:
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")
    open_page(stepped_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_Return)
    asked = modal(qtbot, FinishStepDialog)
    typ(asked.input.editor, "104711")
    asked.checked.setChecked(True)

    desk.process.finish(piet, FinishStep(ticket_id=stepped_id, code="check", input="9", checked=True))
    press(KEY.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert "Piet" in asked.form.summary
    assert asked.input.text() == "104711"
    press(KEY.Key_Escape)


def test_a_step_that_cannot_be_done_says_why(
    open_page: Open, desk: Desk, actor: Actor, stepped_id: int, listener: Listener
) -> None:
    page = open_page(stepped_id)
    page.steps.lines[3].setFocus()

    press(KEY.Key_Return)

    assert "Order" in listener.notices[-1]


def test_what_a_colleague_does_arrives_in_the_list_and_the_cursor_stays(
    qtbot: QtBot, open_page: Open, desk: Desk, actor: Actor, stepped_id: int
) -> None:
    desk.process.finish(actor, FinishStep(ticket_id=stepped_id, code="check", input="1", checked=True))
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")
    page = open_page(stepped_id)
    page.steps.lines[1].setFocus()
    line = page.steps.lines[1]

    desk.process.skip(piet, SkipStep(ticket_id=stepped_id, code="place", reason="ligt er"))
    qtbot.waitUntil(lambda: states(page) == [D, R, S, W])

    assert line.hasFocus()
    assert "Piet" in page.steps.lines[2].state.text()


def test_steps_side_by_side_say_so_and_a_row_is_read_aloud_whole(open_page: Open, stepped_id: int) -> None:
    page = open_page(stepped_id)

    second, third = page.steps.steps[1:3]

    assert state_words(second) == "na Check · tegelijk met stap 3"
    assert state_words(third) == "na Check · tegelijk met stap 2"
    spoken = page.steps.lines[0].accessibleName()
    assert spoken.startswith("Stap 1, Check, nog")
    assert "Eerste lijn" in spoken


def test_a_late_step_says_so_in_word_and_mark(
    qtbot: QtBot, open_page: Open, desk: Desk, actor: Actor, clock: FixedClock, stepped_id: int
) -> None:
    clock.advance(timedelta(days=2))

    page = open_page(stepped_id)

    assert "te laat" in page.steps.lines[0].chip.accessibleName()


def test_a_ticket_without_steps_shows_no_list(open_page: Open, desk: Desk, actor: Actor) -> None:
    page = open_page(a_ticket(desk, actor))

    assert not page.steps.isVisibleTo(page)
    assert page.acts.buttons[Gesture.COMPLETE].isEnabled()


def test_on_a_cancelled_ticket_nothing_can_be_done_to_a_step(
    open_page: Open, desk: Desk, actor: Actor, stepped_id: int
) -> None:
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(stepped_id,), reason="niet nodig"))

    page = open_page(stepped_id)

    assert not any(button.isEnabled() for button in page.steps.buttons.values())
    assert "geannuleerd" in page.steps.buttons[StepAct.SKIP].toolTip()


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_at_a_step_is_shown_as_text(
    qtbot: QtBot, open_page: Open, workplace: Workplace, desk: Desk, actor: Actor, stepped_id: int, text: str
) -> None:
    page = open_page(stepped_id)
    press(KEY.Key_P, ALT)
    press(KEY.Key_Return)
    form = modal(qtbot, FinishStepDialog)

    QGuiApplication.clipboard().setText(text)
    form.input.editor.paste()
    form.checked.setChecked(True)
    form.submit()
    calm(qtbot, workplace)

    assert steps(desk, actor, stepped_id)["check"].input == text.strip()
    assert page.steps.lines[0].notes.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize(("width", "height"), [(1198, 640), (1240, 560)])
def test_the_note_box_and_every_step_can_be_reached_at_every_size(
    qtbot: QtBot, open_page: Open, theme: Theme, stepped_id: int, zoom: int, width: int, height: int
) -> None:
    page = open_page(stepped_id)
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
