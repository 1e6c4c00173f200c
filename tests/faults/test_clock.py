# SPDX-License-Identifier: EUPL-1.2
"""The clock of a computer jumps; order comes from sequences, never from the clock."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app.app import Desk, build
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.tickets.messages import AddNote, TakeTickets, TicketChanged
from tests import factories
from tests.databases import sqlite_copy
from tests.faults.counter import broken

JUMPS = [timedelta(hours=-1), timedelta(days=1), timedelta(days=-1), timedelta(hours=1)]


@pytest.fixture
def clock() -> FixedClock:
    """One in the morning of the night on which summer time ends: this hour comes twice."""
    return FixedClock(datetime(2026, 10, 25, 2, 30, tzinfo=DESK_ZONE))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """The small desk on that clock."""
    desk = build(Database(database_url(sqlite_copy(tmp_path)), clock, EventBus()))
    factories.a_small_desk(desk.db)
    yield desk
    desk.close()


@pytest.fixture
def actor(desk: Desk) -> Actor:
    """Who works there."""
    return factories.an_actor(desk.db, "eva", Role.COUNTER)


def test_numbers_and_trail_rise_while_the_clock_jumps(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    numbers: list[str] = []

    for jump in JUMPS * 3:
        numbers += factories.a_visit(desk, actor).numbers
        clock.advance(jump)

    with desk.db.read() as session:
        trail = list(session.scalars(text("select seq from audit order by seq")))
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(JUMPS) * 3
    assert trail == list(range(1, len(trail) + 1))
    assert broken(desk.db) is None


def test_timeline_stays_in_the_order_in_which_things_happened(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = factories.a_visit(desk, actor).ticket_ids[0]

    for number, jump in enumerate(JUMPS):
        clock.advance(jump)
        desk.tickets.add_note(actor, AddNote(ticket_id=ticket, text=f"note {number}"))

    notes = [row.text for row in desk.ticket_queries.timeline(actor, ticket) if row.text.startswith("note")]
    assert notes == [f"note {number}" for number in range(len(JUMPS))]


def test_other_counters_miss_nothing_when_the_clock_goes_back(
    desk: Desk, actor: Actor, clock: FixedClock, tmp_path: Path
) -> None:
    ticket = factories.a_visit(desk, actor).ticket_ids[0]
    other = build(Database(database_url(str(tmp_path / "balie.db")), clock, EventBus()))
    heard: list[int] = []
    other.events.subscribe(TicketChanged, lambda event: heard.append(event.id))
    feed = other.feed()

    clock.advance(timedelta(days=-2))
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket,)))

    feed.poll()
    other.close()
    assert heard == [ticket]
