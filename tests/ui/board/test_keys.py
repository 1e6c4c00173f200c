# SPDX-License-Identifier: EUPL-1.2
"""The board by keyboard: where the focus goes, what is selected, what each key does."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.board.messages import Lane
from desk_app.core.actor import Actor
from desk_app.tickets.lifecycle import TicketStatus
from tests.ui.board.scenes import Work, ids_in, status_of, undo
from tests.ui.keys import press, typ
from tests.ui.listener import Listener
from ui.board.page import BoardPage
from ui.completion.dialog import CompleteDialog
from ui.completion.pick_up import PickUpDialog
from ui.completion.shelf_form import ShelfDialog
from ui.tickets.print_menu import PrintMenu
from ui.tickets.route_form import RouteDialog
from ui.tickets.wait_form import WaitDialog

Open = Callable[[], BoardPage]
HOUR = timedelta(hours=1)
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def current(page: BoardPage) -> int:
    card = page.view.current_card
    assert card is not None
    assert page.view.hasFocus()
    return card.id


def chosen(page: BoardPage) -> set[int]:
    return {card.id for card in page.chosen_cards()}


def the_form(qtbot: QtBot, page: BoardPage, kind: type[QDialog]) -> QDialog:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    form = QApplication.activeModalWidget()
    assert isinstance(form, QDialog)
    assert form.parent() is page
    return form


def shut(qtbot: QtBot, page: BoardPage, form: QDialog) -> None:
    form.reject()
    qtbot.waitUntil(lambda: not page.workplace.tasks.is_busy)


def test_the_focus_begins_at_the_card_that_is_overdue_longest(open_board: Open, work: Work) -> None:
    work.new(2 * HOUR)
    work.new(-1 * HOUR)
    longest = work.taken(-2 * HOUR)

    page = open_board()

    assert current(page) == longest


def test_arrows_go_through_a_lane_and_to_the_same_height_in_the_next(open_board: Open, work: Work) -> None:
    new = [work.new(n * HOUR) for n in (1, 2, 3)]
    waiting = [work.waiting(days) for days in (1, 2)]
    page = open_board()
    page.show_target(new[0])

    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right):
        press(key)
        places.append(current(page))
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Home)
    places.append(current(page))

    assert places == [new[1], waiting[1], waiting[0], new[0], new[2], waiting[1], waiting[0]]


def test_space_and_shift_select_and_escape_lets_go(open_board: Open, work: Work) -> None:
    new = [work.new(n * HOUR) for n in (1, 2, 3)]
    waiting = work.waiting()
    page = open_board()
    page.show_target(new[0])

    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    one = chosen(page)
    press(Qt.Key.Key_Down, SHIFT)
    three = chosen(page)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space)
    over_lanes = chosen(page)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Escape)

    assert one == {new[0]}
    assert three == set(new)
    assert over_lanes == {*new, waiting}
    assert chosen(page) == {current(page)}


def test_control_a_selects_the_lane_and_no_other(open_board: Open, work: Work) -> None:
    new = [work.new(n * HOUR) for n in (1, 2, 3)]
    work.waiting()
    page = open_board()
    page.show_target(new[0])

    press(Qt.Key.Key_A, CONTROL)

    assert chosen(page) == set(new)


def test_enter_opens_the_ticket(open_board: Open, work: Work, listener: Listener) -> None:
    ticket = work.new()
    open_board()

    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)

    assert listener.tickets == [ticket, ticket]


def test_t_takes_the_whole_selection_and_one_undo_gives_all_back(
    qtbot: QtBot, open_board: Open, work: Work, listener: Listener, desk: Desk, actor: Actor
) -> None:
    new = [work.new(n * HOUR) for n in range(1, 11)]
    page = open_board()
    press(Qt.Key.Key_A, CONTROL)

    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == new)
    taken = status_of(desk, actor, *new)
    undo(desk, actor, listener.deeds[-1])
    qtbot.waitUntil(lambda: ids_in(page, Lane.NEW) == new)

    assert set(taken) == {TicketStatus.IN_PROGRESS}
    assert len(listener.deeds) == 1
    assert set(status_of(desk, actor, *new)) == {TicketStatus.NEW}
    assert ids_in(page, Lane.IN_PROGRESS) == []
    assert {card.assignee for card in page.store.lanes[Lane.NEW].cards} == {""}


def test_m_and_a_digit_move_the_selection_to_a_lane_and_back(
    qtbot: QtBot, open_board: Open, work: Work, listener: Listener
) -> None:
    new = [work.new(n * HOUR) for n in (1, 2)]
    page = open_board()
    press(Qt.Key.Key_A, CONTROL)

    press(Qt.Key.Key_M)
    press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == new)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: ids_in(page, Lane.NEW) == new)

    assert [deed.sentence for deed in listener.deeds] == [
        "2 meldingen zijn in behandeling.",
        "2 meldingen zijn weer nieuw.",
    ]
    assert page.view.hasFocus()


def test_a_key_that_is_no_lane_ends_the_move(open_board: Open, work: Work, listener: Listener) -> None:
    ticket = work.new()
    page = open_board()

    press(Qt.Key.Key_M)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_2)

    assert ids_in(page, Lane.NEW) == [ticket]
    assert not listener.deeds


@pytest.mark.parametrize(
    ("keys", "form"),
    [
        ((Qt.Key.Key_M, Qt.Key.Key_3), WaitDialog),
        ((Qt.Key.Key_M, Qt.Key.Key_4), CompleteDialog),
        ((Qt.Key.Key_M, Qt.Key.Key_5), CompleteDialog),
        ((Qt.Key.Key_D,), RouteDialog),
        ((Qt.Key.Key_G,), CompleteDialog),
        ((Qt.Key.Key_P,), PrintMenu),
    ],
)
def test_a_key_opens_the_form_that_the_work_needs(
    qtbot: QtBot, open_board: Open, work: Work, keys: tuple[Qt.Key, ...], form: type[QDialog]
) -> None:
    work.new()
    page = open_board()

    for key in keys:
        press(key)
    shown = the_form(qtbot, page, form)

    assert shown.isVisible()
    shut(qtbot, page, shown)


def test_a_done_card_goes_to_the_shelf_and_a_shelved_one_is_handed_over(
    qtbot: QtBot, open_board: Open, work: Work, listener: Listener
) -> None:
    done, ready = work.done(), work.done(shelf="14")
    page = open_board()

    page.show_target(done)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_4)
    shelf = the_form(qtbot, page, ShelfDialog)
    assert isinstance(shelf, ShelfDialog)
    qtbot.waitUntil(shelf.shelf.hasFocus)
    typ(shelf.shelf, "B7")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: done in ids_in(page, Lane.READY))
    page.activateWindow()
    page.show_target(ready)
    qtbot.waitUntil(page.view.hasFocus)
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_5)
    pick_up = the_form(qtbot, page, PickUpDialog)

    assert isinstance(pick_up, PickUpDialog)
    assert len(listener.deeds) == 1
    assert page.store.card(done).shelf == "B7"  # type: ignore[union-attr]  # it is in the lane, as seen above
    shut(qtbot, page, pick_up)


def test_a_move_against_the_life_cycle_says_why_and_the_card_stays(
    open_board: Open, work: Work, listener: Listener
) -> None:
    done = work.done()
    page = open_board()
    page.show_target(done)

    press(Qt.Key.Key_M)
    press(Qt.Key.Key_1)

    assert ids_in(page, Lane.DONE_TODAY) == [done]
    assert len(listener.notices) == 1
    assert "M26-" in listener.notices[0]


def test_letters_are_typed_in_the_search_box_and_do_nothing_else(
    open_board: Open, work: Work, listener: Listener
) -> None:
    ticket = work.new()
    page = open_board()
    page.bar.words.setFocus()

    typ(page.bar.words, "tgdm2")

    assert page.bar.words.text() == "tgdm2"
    assert not listener.deeds
    assert page.store.card(ticket).lane is Lane.NEW  # type: ignore[union-attr]  # it was just made


def test_control_g_works_from_the_search_box_on_the_card_that_has_the_ring(
    qtbot: QtBot, open_board: Open, work: Work
) -> None:
    ticket = work.new()
    page = open_board()
    page.bar.words.setFocus()

    page.bindings()["complete"]()
    form = the_form(qtbot, page, CompleteDialog)

    assert isinstance(form, CompleteDialog)
    assert form.ticket_ids == (ticket,)
    shut(qtbot, page, form)


def test_tab_stops_once_in_the_lanes(open_board: Open, work: Work) -> None:
    work.new()
    waiting = work.waiting()
    page = open_board()

    page.show_target(waiting)
    stops = [
        box.view.cards.lane
        for box in page.lanes
        if box.view.focusPolicy() & Qt.FocusPolicy.TabFocus and box.view.isEnabled()
    ]

    assert stops == [Lane.PENDING]
