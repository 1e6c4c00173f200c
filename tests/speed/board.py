# SPDX-License-Identifier: EUPL-1.2
"""The board in a window: from the gesture or the event to the painted card, in milliseconds."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent
from PySide6.QtWidgets import QApplication

from desk_app.app import Desk
from desk_app.board.messages import BoardCard, Lane
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import AddNote, ResetTickets
from ui.board.lane_model import LaneModel
from ui.board.page import BoardPage
from ui.shell.bridge import Bridge
from ui.shell.page import Workplace
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks

RUNS = 20
WORDS = ("a", "be", "m26 5", "zzz")
LONGEST_MS = 30_000
CARDS = 10_000
SPREAD = 600
"""Minutes over which the cards become late one after another."""
IN_WORK = (TicketStatus.NEW, TicketStatus.IN_PROGRESS, TicketStatus.PENDING)


def measure(desk: Desk, actor: Actor, runs: int = RUNS) -> dict[str, list[float]]:
    """Milliseconds per run. Needs a QApplication, and new work on the desk that ``actor`` may take; puts it back.

    ``open``: from making the page to painted cards. ``note``: a change was committed until its card is painted.
    ``take``: from the key to the card in its new lane. ``filter``: from the last key of a word (without the pause
    for typing) to the painted lanes; ``unfilter``: back to everything. ``paint``: all visible cards. ``scroll``: one card further.
    """
    problems = Problems()
    tasks = Tasks(problems)
    bridge = Bridge(desk.events)
    workplace = Workplace(desk, tasks, bridge, problems, actor)
    found: dict[str, list[float]] = {}
    pages: list[BoardPage] = []

    def open_page() -> None:
        page = BoardPage(workplace)
        page.resize(1198, 660)
        page.show()
        pages.append(page)

    for _run in range(max(runs // 4, 3)):
        found.setdefault("open", []).append(_timed(open_page, lambda: pages[-1].store.has_cards and not tasks.is_busy))
        if len(pages) > 1:
            _destroy(pages.pop(0))
    page = pages[-1]
    page.bindings()["view_2"]()
    new = page.store.lanes[Lane.NEW]
    busy = page.store.lanes[Lane.IN_PROGRESS]
    for run in range(runs):
        ticket_id = new.cards[0].id
        note = partial(desk.tickets.add_note, actor, AddNote(ticket_id=ticket_id, text="…"))
        found.setdefault("note", []).append(_timed(note, lambda: not tasks.is_busy))
        page.show_target(ticket_id)
        take = partial(page.orders.take, page.chosen_cards())
        found.setdefault("take", []).append(_timed(take, partial(_is_in, busy, ticket_id)))
        desk.tickets.reset(actor, ResetTickets(ticket_ids=(ticket_id,)))
        _timed(_nothing, partial(_is_in, new, ticket_id))
        found.setdefault("filter", []).append(_timed(partial(_filter, page, WORDS[run % len(WORDS)]), _at_once))
        found.setdefault("unfilter", []).append(_timed(partial(_filter, page, ""), _at_once))
        found.setdefault("paint", []).append(_timed(partial(_repaint, page), _at_once))
        found.setdefault("scroll", []).append(_timed(partial(_scroll, page), _at_once))
    _destroy(page)
    tasks.close()
    bridge.close()
    return found


def minutes(desk: Desk, actor: Actor, runs: int = RUNS) -> dict[str, list[float]]:
    """Milliseconds from the tick to the painted lanes, with ten thousand open cards. Needs a card on the board.

    ``a minute passes``: a few dozen cards become soon or late. ``a frame at closing time``: all of them are late at
    once, and follow in as many frames as they need; each of those counts.
    """
    cards = desk.board.cards(actor)
    problems = Problems()
    tasks = Tasks(problems)
    bridge = Bridge(desk.events)
    clock = FixedClock(desk.clock.now())
    page = BoardPage(Workplace(replace(desk, clock=clock), tasks, bridge, problems, actor))
    page.resize(1198, 660)
    page.show()
    _timed(_nothing, lambda: page.store.has_cards and not tasks.is_busy)

    def shown(spread: int) -> None:
        now = clock.now()
        page.store.load((_card(cards[number % len(cards)], number, now, spread) for number in range(CARDS)), now)
        QApplication.processEvents()

    found: dict[str, list[float]] = {
        "a minute passes, 10,000 cards": [],
        "a frame at closing time, 10,000 cards late at once": [],
    }
    ordinary, closing = found.values()
    shown(SPREAD)
    for _run in range(runs):
        clock.advance(timedelta(minutes=1))
        ordinary.append(_timed(page.tick, _at_once))
    shown(1)
    clock.advance(timedelta(minutes=3))
    for _run in range(runs):
        closing.append(_timed(page.tick, _at_once))
    _destroy(page)
    tasks.close()
    bridge.close()
    return found


def _card(like: BoardCard, number: int, now: datetime, spread: int) -> BoardCard:
    due = now + timedelta(minutes=1 + number % spread, seconds=number % 60)
    return replace(
        like,
        id=number + 1,
        status=IN_WORK[number % len(IN_WORK)],
        due_at=due,
        soon_at=due - timedelta(hours=1),
        paused_at=None,
        completed_at=None,
    )


def _is_in(lane: LaneModel, ticket_id: int) -> bool:
    return lane.row_of(ticket_id) >= 0


def _at_once() -> bool:
    return True


def _nothing() -> None:
    """Only the wait is meant."""


def _destroy(page: BoardPage) -> None:
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def _filter(page: BoardPage, word: str) -> None:
    page.bar.words.setText(word)
    page.bar.filter_changed.emit()


def _repaint(page: BoardPage) -> None:
    for box in page.lanes:
        box.view.viewport().update()


def _scroll(page: BoardPage) -> None:
    bar = page.lanes[0].view.verticalScrollBar()
    bar.setValue(bar.value() + 37)


def _timed(act: Callable[[], object], is_done: Callable[[], bool]) -> float:
    """From the act until it is done and painted; raises TimeoutError after half a minute."""
    guard = QElapsedTimer()
    guard.start()
    began = time.perf_counter()
    act()
    QApplication.processEvents()
    while not is_done():
        QApplication.processEvents()
        if guard.hasExpired(LONGEST_MS):
            raise TimeoutError
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000
