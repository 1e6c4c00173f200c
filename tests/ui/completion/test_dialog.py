# SPDX-License-Identifier: EUPL-1.2
"""Reporting ready: one ticket and a selection, in time and late, with a message to the customer."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.completion.messages import NoticeChoice
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.intake.messages import Question
from desk_app.tickets.lifecycle import Outcome, TicketEventKind, TicketStatus
from tests import factories
from tests.ui.keys import press, typ
from tests.ui.listener import Listener, calm
from tests.ui.naughty import NAUGHTY
from ui.completion.dialog import CompleteDialog
from ui.completion.notice_preview import MailPreview
from ui.orders.form import OrderForm
from ui.printing.preview import Preview
from ui.shell.page import Workplace

Open = Callable[[Callable[[QWidget], OrderForm]], OrderForm]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_complete(open_form: Open, workplace: Workplace) -> Callable[..., CompleteDialog]:
    """Opens the form on these tickets."""

    def open_it(*ids: int) -> CompleteDialog:
        form = open_form(lambda parent: CompleteDialog(workplace, ids, parent))
        assert isinstance(form, CompleteDialog)
        return form

    return open_it


@pytest.fixture
def ticket_id(desk: Desk, actor: Actor) -> int:
    """A new badge for Sanne Jansen, who has an e-mail address."""
    return factories.a_visit(desk, actor).ticket_ids[0]


def test_a_text_and_ctrl_enter_is_enough(
    qtbot: QtBot,
    open_complete: Callable[..., CompleteDialog],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    ticket_id: int,
    listener: Listener,
) -> None:
    form = open_complete(ticket_id)

    typ(form.work_done.editor, "Nieuwe pas gemaakt.")
    press(Qt.Key.Key_Enter, CTRL)
    calm(qtbot, workplace)

    row = desk.ticket_queries.ticket(actor, ticket_id)
    kinds = [line.kind for line in desk.ticket_queries.timeline(actor, ticket_id)]
    assert (row.status, row.outcome, row.resolution) == (TicketStatus.COMPLETED, Outcome.SOLVED, "Nieuwe pas gemaakt.")
    assert TicketEventKind.MAILED in kinds
    assert listener.deeds[0].sentence == f"{row.number} is gereed gemeld."
    assert listener.deeds[0].command_id


def test_without_a_text_the_sentence_stands_under_the_field(
    qtbot: QtBot, open_complete: Callable[..., CompleteDialog], workplace: Workplace, ticket_id: int
) -> None:
    form = open_complete(ticket_id)

    press(Qt.Key.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert form.form.field("work_done").error == "Schrijf wat er is gedaan. De klant leest dit."
    assert form.work_done.editor.hasFocus()


def test_late_work_asks_for_a_reason_of_the_list_or_ones_own(
    qtbot: QtBot,
    open_complete: Callable[..., CompleteDialog],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    clock: FixedClock,
    ticket_id: int,
) -> None:
    clock.advance(timedelta(days=2))
    form = open_complete(ticket_id)
    form.work_done.set_text("Klaar.")

    form.submit()
    calm(qtbot, workplace)
    without = form.form.field("late_reason").error
    form.late.setEditText("De pasprinter was stuk.")
    form.submit()
    calm(qtbot, workplace)

    assert without == "Dit is later dan afgesproken. Kies een reden."
    assert desk.ticket_queries.ticket(actor, ticket_id).late_reason == "De pasprinter was stuk."


def test_in_time_no_reason_is_asked(open_complete: Callable[..., CompleteDialog], ticket_id: int) -> None:
    form = open_complete(ticket_id)

    assert not form.is_late


def test_not_solved_asks_what_happens_now(
    qtbot: QtBot,
    open_complete: Callable[..., CompleteDialog],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    ticket_id: int,
) -> None:
    form = open_complete(ticket_id)
    form.work_done.set_text("Gekeken.")

    form.outcome.buttons[2].click()
    form.submit()
    calm(qtbot, workplace)
    without = form.form.field("next_step").error
    form.next_step.setText("De leverancier belt u morgen.")
    form.submit()
    calm(qtbot, workplace)

    assert without
    assert desk.ticket_queries.ticket(actor, ticket_id).details["next_step"] == "De leverancier belt u morgen."


def test_time_and_cost_are_read_as_people_write_them(
    qtbot: QtBot,
    open_complete: Callable[..., CompleteDialog],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    ticket_id: int,
) -> None:
    form = open_complete(ticket_id)
    form.work_done.set_text("Klaar.")

    form.time.setText("een half uur")
    form.cost.setText("'; drop table")
    form.submit()
    wrong = (form.form.field("minutes_spent").error, form.form.field("cost_cents").error)
    kept = (form.time.text(), form.cost.text())
    form.time.setText("1:20")
    form.cost.setText("€ 12,50")
    form.submit()
    calm(qtbot, workplace)

    row = desk.ticket_queries.ticket(actor, ticket_id)
    assert all(wrong)
    assert kept == ("een half uur", "'; drop table")
    assert (row.minutes_spent, row.price_cents) == (80, 1250)


def test_a_standard_text_is_added_and_never_takes_the_place_of_what_was_typed(
    open_complete: Callable[..., CompleteDialog], desk: Desk, actor: Actor
) -> None:
    parking = Question(item_id=factories.item_id(desk.db, "P-PAR"), answered=False)
    form = open_complete(factories.a_visit(desk, actor, parking).ticket_ids[0])
    typ(form.work_done.editor, "Uitgelegd.")

    form.standard.menu().actions()[0].trigger()

    assert form.work_done.text() == "Uitgelegd.\nOp terrein P2, achter gebouw D."


def test_a_selection_is_reported_ready_with_one_text_and_one_undo(
    qtbot: QtBot,
    open_complete: Callable[..., CompleteDialog],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    listener: Listener,
) -> None:
    ids = [factories.a_visit(desk, actor).ticket_ids[0] for _ in range(3)]
    form = open_complete(*ids)

    typ(form.work_done.editor, "Alle passen liggen klaar.")
    press(Qt.Key.Key_Return, CTRL)
    calm(qtbot, workplace)

    assert {line.status for line in desk.ticket_queries.lines(actor, ids)} == {TicketStatus.COMPLETED}
    assert [deed.sentence for deed in listener.deeds] == ["3 meldingen zijn gereed gemeld."]


def test_the_message_is_chosen_by_what_the_customer_has(
    open_complete: Callable[..., CompleteDialog], desk: Desk, actor: Actor, ticket_id: int
) -> None:
    without_mail = factories.a_visit(desk, actor, customer="Berg").ticket_ids[0]
    nobody = factories.a_visit(desk, actor, customer=None).ticket_ids[0]

    chosen = [open_complete(one).notice.key for one in (ticket_id, without_mail, nobody)]

    assert chosen == [NoticeChoice.MAIL, NoticeChoice.ROLL, NoticeChoice.NONE]


def test_mail_without_an_address_is_refused_and_the_text_stays(
    qtbot: QtBot, open_complete: Callable[..., CompleteDialog], workplace: Workplace, desk: Desk, actor: Actor
) -> None:
    form = open_complete(factories.a_visit(desk, actor, customer="Berg").ticket_ids[0])
    form.work_done.set_text("Klaar.")

    form.notice.buttons[0].click()
    form.submit()
    calm(qtbot, workplace)

    assert "e-mailadres" in form.form.field("notice").error
    assert form.work_done.text() == "Klaar."


def test_the_preview_changes_nothing(
    qtbot: QtBot,
    open_complete: Callable[..., CompleteDialog],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    ticket_id: int,
) -> None:
    form = open_complete(ticket_id)
    form.work_done.set_text("Lamp vervangen en <b>getest</b>.")

    form.preview()
    calm(qtbot, workplace)
    mail = form.findChild(MailPreview)
    form.notice.buttons[1].click()
    form.preview()
    calm(qtbot, workplace)
    paper = form.findChild(Preview)

    assert mail is not None
    assert "Lamp vervangen en <b>getest</b>." in mail.words.toPlainText()
    assert paper is not None
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.NEW
    for window in (mail, paper):
        window.reject()


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_text_is_stored_as_typed(
    qtbot: QtBot,
    open_complete: Callable[..., CompleteDialog],
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    ticket_id: int,
    text: str,
) -> None:
    form = open_complete(ticket_id)

    form.work_done.set_text(text)
    form.shelf.setText("14")
    form.submit()
    calm(qtbot, workplace)

    row = desk.ticket_queries.ticket(actor, ticket_id)
    assert (row.resolution, row.shelf, row.status) == (text, "14", TicketStatus.READY)


def test_a_form_that_grows_at_the_foot_of_the_screen_moves_up(
    qtbot: QtBot, open_complete: Callable[..., CompleteDialog], clock: FixedClock, ticket_id: int
) -> None:
    clock.advance(timedelta(days=30))
    form = open_complete(ticket_id)
    room = form.screen().availableGeometry()
    form.move(room.right() - 100, room.bottom() - 100)

    form.submit()
    qtbot.waitUntil(lambda: bool(form.form.field("work_done").error))

    qtbot.waitUntil(lambda: form.frameGeometry().top() >= 0 and room.contains(form.frameGeometry()))
