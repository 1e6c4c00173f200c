# SPDX-License-Identifier: EUPL-1.2
"""The board as a page: what others do arrives, time passes, views and filters, what a screen reader hears."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.board.messages import BoardFilter, Lane, Pressing, SaveView
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.tickets.messages import TakeTickets
from tests.factories import an_actor
from tests.ui.board.scenes import Work, ids_in
from tests.ui.keys import press, typ
from tests.ui.listener import Listener
from ui.board.lane_model import cards_as_mime
from ui.board.page import BoardPage
from ui.board.view_dialog import ViewDialog

Open = Callable[[], BoardPage]
HOUR = timedelta(hours=1)


def test_what_a_colleague_does_arrives_and_the_selection_stays(
    qtbot: QtBot, open_board: Open, work: Work, desk: Desk
) -> None:
    first, second = work.new(1 * HOUR), work.new(2 * HOUR)
    page = open_board()
    resets = [box.view.cards.modelReset for box in page.lanes]
    seen: list[str] = []
    for reset in resets:
        reset.connect(lambda: seen.append("reset"))
    page.lanes[0].view.select_ids([first, second])
    colleague = an_actor(desk.db, "piet", Role.SECOND_LINE)

    desk.tickets.take(colleague, TakeTickets(ticket_ids=(first,)))
    third = work.new(3 * HOUR)
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == [first] and ids_in(page, Lane.NEW) == [second, third])

    assert {card.id for card in page.chosen_cards()} == {first, second}
    assert not seen


def test_after_a_move_the_focus_is_on_the_next_card_of_the_lane(qtbot: QtBot, open_board: Open, work: Work) -> None:
    first, second, third = (work.new(n * HOUR) for n in (1, 2, 3))
    page = open_board()
    page.show_target(second)

    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == [second])

    assert page.view.hasFocus()
    assert page.view.current_card is not None
    assert page.view.current_card.id == third
    assert ids_in(page, Lane.NEW) == [first, third]


def test_the_last_card_of_a_lane_takes_the_focus_along_to_a_lane_with_cards(
    qtbot: QtBot, open_board: Open, work: Work
) -> None:
    only = work.new()
    page = open_board()

    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == [only])

    assert page.view.cards.lane is Lane.IN_PROGRESS
    assert page.view.hasFocus()


def test_a_card_becomes_late_on_the_screen_by_itself(
    qtbot: QtBot, open_board: Open, work: Work, desk: Desk, listener: Listener, clock: FixedClock
) -> None:
    ticket = work.new(2 * HOUR)
    page = open_board()
    before = page.bar.counts.text()

    clock.advance(3 * HOUR)
    page.tick()

    card = page.store.card(ticket)
    assert card is not None
    assert before == "1 open · 0 te laat · 0 bijna"
    assert page.bar.counts.text() == "1 open · 1 te laat · 0 bijna"
    assert listener.badges[-1] == 1


def test_the_timer_waits_for_the_next_change_and_no_longer_than_a_minute(open_board: Open, work: Work) -> None:
    work.new(1 * HOUR + timedelta(seconds=5))
    page = open_board()

    wait = page.milliseconds_to_next_change()

    assert 4_900 <= wait <= 5_100


def test_at_midnight_the_done_lane_is_empty_again(
    qtbot: QtBot, open_board: Open, work: Work, clock: FixedClock
) -> None:
    done = work.done()
    ready = work.done(shelf="14")
    page = open_board()
    before = ids_in(page, Lane.DONE_TODAY)

    clock.advance(timedelta(hours=13, minutes=19))
    page.tick()
    qtbot.waitUntil(lambda: not ids_in(page, Lane.DONE_TODAY))

    assert before == [done]
    assert ids_in(page, Lane.READY) == [ready]


def test_words_filter_as_they_are_typed_and_down_goes_to_the_cards(qtbot: QtBot, open_board: Open, work: Work) -> None:
    work.new(1 * HOUR)
    chair = work.new(2 * HOUR, subject="Café: stoel wiebelt")
    page = open_board()
    page.bar.words.setFocus()

    typ(page.bar.words, "cáfe sto")
    qtbot.waitUntil(lambda: ids_in(page, Lane.NEW) == [chair])
    QTest.keyClick(page.bar.words, Qt.Key.Key_Down)

    assert page.view.hasFocus()
    assert page.bar.counts.text() == "1 open · 0 te laat · 0 bijna"


def test_an_empty_board_says_so_and_an_empty_view_shows_the_way_out(qtbot: QtBot, open_board: Open, work: Work) -> None:
    page = open_board()

    nothing = page.nothing.isVisible()
    ticket = work.new(5 * HOUR)
    qtbot.waitUntil(lambda: ids_in(page, Lane.NEW) == [ticket])
    page.bindings()["view_4"]()
    no_fit = page.no_fit.isVisible()
    page.no_fit.asked.emit()

    assert nothing
    assert no_fit
    assert ids_in(page, Lane.NEW) == [ticket]
    assert not page.no_fit.isVisible()


def test_a_view_is_saved_used_by_its_key_and_warns_of_too_many_cards(
    qtbot: QtBot, open_board: Open, work: Work, listener: Listener
) -> None:
    late = work.new(-1 * HOUR)
    work.new(5 * HOUR)
    page = open_board()
    page.bar.pressing.setCurrentIndex(1)
    page.bar.pressing.activated.emit(1)

    page.bar.save_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ViewDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ViewDialog)
    typ(dialog.name, "Mijn brandjes")
    dialog.limits[Lane.NEW].setValue(1)
    dialog.submit()
    qtbot.waitUntil(lambda: page.bar.view.currentText() == "Mijn brandjes")
    page.bindings()["view_2"]()
    everything = (page.bar.view.currentText(), len(ids_in(page, Lane.NEW)))
    page.bindings()["view_5"]()

    assert everything == ("Alles", 2)
    assert ids_in(page, Lane.NEW) == [late]
    assert page.bar.filter == BoardFilter(pressing=Pressing.LATE)
    assert page.lanes[0].count.text() == "1 / 1"
    assert listener.deeds[-1].sentence == "Weergave Mijn brandjes is bewaard."


def test_more_cards_than_agreed_is_a_warning_and_refuses_nothing(
    qtbot: QtBot, open_board: Open, work: Work, desk: Desk, actor: Actor
) -> None:
    new = [work.new(n * HOUR) for n in (1, 2)]
    desk.views.save(actor, SaveView(name="Krap", filter=BoardFilter(), limits={Lane.IN_PROGRESS: 1}))
    page = open_board()
    page.bindings()["view_5"]()
    lane = page.lanes[1]

    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_T)
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == new)

    assert lane.count.text() == "2 / 1"
    assert "2 kaarten" in lane.view.accessibleDescription()
    assert "meer dan de 1" in lane.view.accessibleDescription()


def test_a_dropped_card_moves_as_a_key_would_move_it(
    qtbot: QtBot, open_board: Open, work: Work, listener: Listener
) -> None:
    ticket = work.new()
    page = open_board()
    target = page.lanes[1].view

    data = cards_as_mime([ticket])
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    target.dropEvent(drop)
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == [ticket])

    assert len(listener.deeds) == 1


def test_a_click_puts_the_ring_and_control_click_selects(open_board: Open, work: Work) -> None:
    first, second = work.new(1 * HOUR), work.new(2 * HOUR)
    page = open_board()
    view = page.lanes[0].view

    def middle(ticket: int) -> QPoint:
        return view.visualRect(view.cards.index(view.cards.row_of(ticket), 0)).center()

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(second))
    alone = [card.id for card in page.chosen_cards()]
    for ticket in (first, second):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, middle(ticket)
        )
    both = [card.id for card in page.chosen_cards()]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(first))

    assert alone == [second]
    assert both == [first, second]
    assert [card.id for card in page.chosen_cards()] == [first]
    assert not view.selected_cards()


def test_a_screen_reader_hears_the_whole_card(open_board: Open, work: Work) -> None:
    work.new(timedelta(minutes=-72), subject="Pas <b>kapot</b>")
    page = open_board()

    lane = QAccessible.queryAccessibleInterface(page.lanes[0].view)
    cell = next(
        lane.child(place)
        for place in range(lane.childCount())
        if lane.child(place).role() in (QAccessible.Role.Cell, QAccessible.Role.ListItem)
    )
    words = cell.text(QAccessible.Text.Name)

    assert lane.text(QAccessible.Text.Name) == "Nieuw"
    assert words.startswith("te laat, M26-")
    assert "Pas <b>kapot</b>" in words
    assert "1 u 12 min te laat" in words


def test_every_field_above_the_lanes_has_a_name(open_board: Open) -> None:
    page = open_board()

    names = [
        widget.accessibleName()
        for widget in (
            page.bar.view,
            page.bar.words,
            page.bar.kind,
            page.bar.team,
            page.bar.pressing,
            page.bar.more,
            *(box.view for box in page.lanes),
        )
    ]

    assert all(names)
    assert len(set(names)) == len(names)
