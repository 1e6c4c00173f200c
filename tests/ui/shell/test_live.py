# SPDX-License-Identifier: EUPL-1.2
"""What another process commits is told here by itself, whether or not the system tells of the journal."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher
from pytestqt.qtbot import QtBot

from desk_app.app import Desk, build
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import DomainEvent, EventBus
from desk_app.tickets.messages import AddNote, TicketChanged
from tests import databases, factories
from tests.ui.other_counter import OtherCounter
from ui.shell.live import LiveChanges
from ui.shell.tasks import Tasks


@pytest.fixture
def place(tmp_path: Path) -> str:
    return databases.sqlite_copy(tmp_path)


@pytest.fixture
def desk(place: str) -> Iterator[Desk]:
    database = Database(database_url(place), SystemClock(), EventBus())
    desk = build(database)
    factories.a_small_desk(database)
    yield desk
    desk.close()


@pytest.fixture
def actor(desk: Desk) -> Actor:
    return factories.an_actor(desk.db, "eva", Role.COUNTER)


@pytest.fixture
def other(place: str, desk: Desk, root: Path) -> Iterator[OtherCounter]:
    counter = OtherCounter(place, root)
    yield counter
    counter.close()


@pytest.fixture
def live(qtbot: QtBot, desk: Desk, tasks: Tasks) -> Iterator[LiveChanges]:
    following = LiveChanges(desk, tasks)
    yield following
    following.stop()
    tasks.close()


@pytest.fixture
def told(desk: Desk) -> Iterator[list[DomainEvent]]:
    seen: list[DomainEvent] = []
    stop = desk.events.subscribe(DomainEvent, seen.append)
    yield seen
    stop()


def test_a_change_of_another_process_is_told_within_a_second(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    other: OtherCounter,
    live: LiveChanges,
    tasks: Tasks,
    told: list[DomainEvent],
) -> None:
    tickets = [factories.a_visit(desk, actor).ticket_ids[0] for _ in range(3)]
    live.start()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    told.clear()

    for ticket in tickets:
        other.take(ticket)
        qtbot.waitUntil(partial(told.__contains__, TicketChanged(ticket)), timeout=1000)

    assert live.is_watching
    assert told == [TicketChanged(ticket) for ticket in tickets]


def test_without_word_from_the_system_the_question_every_second_finds_it(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    other: OtherCounter,
    live: LiveChanges,
    tasks: Tasks,
    told: list[DomainEvent],
) -> None:
    ticket = factories.a_visit(desk, actor).ticket_ids[0]
    live.start()
    for watcher in live.findChildren(QFileSystemWatcher):
        watcher.blockSignals(True)
    qtbot.waitUntil(lambda: not tasks.is_busy)
    told.clear()

    other.take(ticket)
    qtbot.waitUntil(lambda: TicketChanged(ticket) in told, timeout=2500)

    assert told == [TicketChanged(ticket)]


def test_what_this_process_does_itself_is_told_once(
    qtbot: QtBot, desk: Desk, actor: Actor, live: LiveChanges, tasks: Tasks, told: list[DomainEvent]
) -> None:
    ticket = factories.a_visit(desk, actor).ticket_ids[0]
    live.start()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    told.clear()

    desk.tickets.add_note(actor, AddNote(ticket_id=ticket, text="gebeld"))
    live.ask()
    qtbot.waitUntil(lambda: not tasks.is_busy)

    assert told == [TicketChanged(ticket)]


def test_a_database_that_does_not_answer_is_said_once_and_its_return_too(
    qtbot: QtBot, desk: Desk, live: LiveChanges, tasks: Tasks, break_off: Callable[[], Callable[[], None]]
) -> None:
    live.start()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    states: list[bool] = []
    live.connection_changed.connect(states.append)

    restore = break_off()
    for _ in range(3):
        live.ask()
        qtbot.waitUntil(lambda: not tasks.is_busy)
    restore()
    live.ask()
    qtbot.waitUntil(lambda: not tasks.is_busy)

    assert states == [False, True]


@pytest.fixture
def break_off(desk: Desk) -> Callable[[], Callable[[], None]]:
    """Takes the table of changes away, and gives it back."""

    def take_away() -> Callable[[], None]:
        with desk.db.engine.begin() as connection:
            connection.exec_driver_sql("alter table audit rename to gone")

        def restore() -> None:
            with desk.db.engine.begin() as connection:
                connection.exec_driver_sql("alter table gone rename to audit")

        return restore

    return take_away


def test_the_journal_is_watched_again_after_it_went(qtbot: QtBot, desk: Desk, live: LiveChanges, tasks: Tasks) -> None:
    live.start()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    before = live.is_watching

    desk.db.close()
    qtbot.waitUntil(lambda: not live.is_watching)
    qtbot.waitUntil(lambda: live.is_watching, timeout=4000)

    assert before
