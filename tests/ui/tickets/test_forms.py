# SPDX-License-Identifier: EUPL-1.2
"""The forms of what is done to tickets: keys, errors under the fields, and nothing typed lost."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.printing.documents import DocumentKind, Paper
from desk_app.tickets.lifecycle import Act, PendingReason, TicketStatus
from desk_app.tickets.messages import CancelTickets, TakeTickets
from tests import factories
from tests.ui.keys import press, typ
from tests.ui.listener import Listener, calm, show
from tests.ui.naughty import NAUGHTY, TOO_LONG
from ui.orders.form import OrderForm
from ui.printing.preview import Preview
from ui.shell.page import Workplace
from ui.shell.theme import Theme
from ui.tickets.print_menu import PrintMenu, show_print_menu
from ui.tickets.reason_form import ReasonDialog
from ui.tickets.route_form import RouteDialog
from ui.tickets.wait_form import WaitDialog

Open = Callable[[Callable[[QWidget], OrderForm]], OrderForm]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ids(desk: Desk, actor: Actor) -> tuple[int, ...]:
    """Two new tickets."""
    return (*factories.a_visit(desk, actor).ticket_ids, *factories.a_visit(desk, actor).ticket_ids)


def test_wait_takes_three_keys(
    qtbot: QtBot,
    open_form: Open,
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    ids: tuple[int, ...],
    listener: Listener,
) -> None:
    open_form(lambda parent: WaitDialog(workplace, ids, parent))

    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    calm(qtbot, workplace)

    rows = [desk.ticket_queries.ticket(actor, ticket_id) for ticket_id in ids]
    assert {row.pending_reason for row in rows} == {PendingReason.SUPPLIER}
    assert {row.follow_up_on for row in rows} == {date(2026, 11, 25)}
    assert listener.deeds[0].sentence == "2 meldingen wachten."


def test_route_needs_a_team_and_a_reason_and_says_so_under_them(
    qtbot: QtBot, open_form: Open, workplace: Workplace, desk: Desk, actor: Actor, ids: tuple[int, ...]
) -> None:
    form = open_form(lambda parent: RouteDialog(workplace, ids, parent))
    assert isinstance(form, RouteDialog)

    press(Qt.Key.Key_Return, CTRL)
    without_team = form.form.field("team_id").error
    form.team.setCurrentIndex(1)
    form.submit()
    calm(qtbot, workplace)
    without_reason = form.form.field("reason").error
    typ(form.reason, "hoort bij jullie")
    press(Qt.Key.Key_Return)
    calm(qtbot, workplace)

    assert without_team == "Kies naar wie."
    assert without_reason
    assert desk.ticket_queries.ticket(actor, ids[0]).team != ""


@pytest.mark.parametrize("text", NAUGHTY)
def test_every_reason_is_stored_as_typed(
    qtbot: QtBot, open_form: Open, workplace: Workplace, desk: Desk, actor: Actor, ids: tuple[int, ...], text: str
) -> None:
    form = open_form(lambda parent: ReasonDialog(workplace, ids[:1], Act.CANCEL, parent))
    assert isinstance(form, ReasonDialog)

    form.reason.set_text(text)
    form.submit()
    calm(qtbot, workplace)

    assert desk.ticket_queries.timeline(actor, ids[0])[-1].text == text
    assert desk.ticket_queries.ticket(actor, ids[0]).status is TicketStatus.CANCELLED


def test_a_reason_that_is_too_long_stays_in_the_box(
    qtbot: QtBot, open_form: Open, workplace: Workplace, ids: tuple[int, ...], listener: Listener
) -> None:
    form = open_form(lambda parent: ReasonDialog(workplace, ids, Act.CANCEL, parent))
    assert isinstance(form, ReasonDialog)

    form.reason.set_text(TOO_LONG)
    form.submit()
    calm(qtbot, workplace)

    assert "te lang" in form.form.field("reason").error
    assert form.reason.text() == TOO_LONG
    assert form.isVisible()
    assert not listener.deeds


def test_esc_closes_and_what_was_typed_is_there_next_time(
    qtbot: QtBot, open_form: Open, workplace: Workplace, ids: tuple[int, ...]
) -> None:
    first = open_form(lambda parent: ReasonDialog(workplace, ids, Act.CANCEL, parent))
    assert isinstance(first, ReasonDialog)
    typ(first.reason.editor, "klant belde af")

    press(Qt.Key.Key_Escape)
    is_closed = not first.isVisible()
    calm(qtbot, workplace)
    again = open_form(lambda parent: ReasonDialog(workplace, ids, Act.CANCEL, parent))
    assert isinstance(again, ReasonDialog)

    assert is_closed
    qtbot.waitUntil(lambda: again.reason.text() == "klant belde af")


def test_when_somebody_was_first_the_form_says_so_and_keeps_the_text(
    qtbot: QtBot, open_form: Open, workplace: Workplace, desk: Desk, actor: Actor, ids: tuple[int, ...]
) -> None:
    form = open_form(lambda parent: ReasonDialog(workplace, ids[:1], Act.CANCEL, parent))
    assert isinstance(form, ReasonDialog)
    piet = factories.an_actor(desk.db, "piet", Role.COUNTER)
    desk.tickets.cancel(piet, CancelTickets(ticket_ids=ids[:1], reason="dubbel"))

    form.reason.set_text("hoeft niet")
    form.submit()
    calm(qtbot, workplace)

    assert "geannuleerd" in form.form.summary
    assert form.reason.text() == "hoeft niet"
    assert form.go.isEnabled()


def test_no_button_is_pressed_by_the_enter_of_a_scanner(
    open_form: Open, workplace: Workplace, ids: tuple[int, ...]
) -> None:
    for make in (
        lambda parent: WaitDialog(workplace, ids, parent),
        lambda parent: RouteDialog(workplace, ids, parent),
        lambda parent: ReasonDialog(workplace, ids, Act.CANCEL, parent),
    ):
        form = open_form(make)

        buttons = [form.go, form.not_now]

        assert not any(button.autoDefault() for button in buttons)
        assert all(button.accessibleName() for button in buttons)
        form.reject()


def open_menu(qtbot: QtBot, workplace: Workplace, listener: Listener, ticket_id: int) -> tuple[QWidget, PrintMenu]:
    ground = QWidget()
    show(qtbot, workplace, ground)
    menu = show_print_menu(workplace, ticket_id, ground, listener.deeds.append)
    calm(qtbot, workplace)
    return ground, menu


def test_a_digit_prints_and_the_second_time_it_says_copy(
    qtbot: QtBot, theme: Theme, workplace: Workplace, desk: Desk, ids: tuple[int, ...], listener: Listener
) -> None:
    ground, menu = open_menu(qtbot, workplace, listener, ids[0])

    words = menu.rows[0].words.text()
    press(Qt.Key.Key_1)
    calm(qtbot, workplace)

    jobs = desk.print_queries.open_jobs(workplace.actor.counter_id)
    assert "KOPIE 2" in words
    assert jobs[-1].copy == 2
    assert jobs[-1].paper is Paper.ROLL
    assert listener.deeds[0].sentence == "Ontvangstbewijs gaat naar de printer."
    ground.close()


def test_there_is_no_notice_to_print_before_it_is_ready(
    qtbot: QtBot, theme: Theme, workplace: Workplace, desk: Desk, ids: tuple[int, ...], listener: Listener
) -> None:
    before = len(desk.print_queries.open_jobs(workplace.actor.counter_id))
    ground, menu = open_menu(qtbot, workplace, listener, ids[0])

    press(Qt.Key.Key_2)
    calm(qtbot, workplace)

    assert not menu.rows[1].go.isEnabled()
    assert "nog niet gereed" in menu.rows[1].words.text()
    assert len(desk.print_queries.open_jobs(workplace.actor.counter_id)) == before
    menu.reject()
    ground.close()


def test_the_preview_shows_the_paper_before_it_is_printed(
    qtbot: QtBot, theme: Theme, workplace: Workplace, ids: tuple[int, ...], listener: Listener
) -> None:
    ground, menu = open_menu(qtbot, workplace, listener, ids[0])
    menu.paper.buttons[1].click()

    menu.show_preview(DocumentKind.RECEIPT)
    calm(qtbot, workplace)
    preview = menu.findChild(Preview)

    assert preview is not None
    qtbot.waitUntil(lambda: preview.page_count == 1)
    preview.reject()
    menu.reject()
    ground.close()


def test_one_command_for_the_whole_selection_can_be_undone_at_once(
    qtbot: QtBot,
    open_form: Open,
    workplace: Workplace,
    desk: Desk,
    actor: Actor,
    ids: tuple[int, ...],
    listener: Listener,
) -> None:
    desk.tickets.take(actor, TakeTickets(ticket_ids=ids))
    form = open_form(lambda parent: ReasonDialog(workplace, ids, Act.CANCEL, parent))
    assert isinstance(form, ReasonDialog)

    form.reason.set_text("dubbel")
    form.submit()
    calm(qtbot, workplace)

    assert len(listener.deeds) == 1
    assert {line.status for line in desk.ticket_queries.lines(actor, ids)} == {TicketStatus.CANCELLED}
