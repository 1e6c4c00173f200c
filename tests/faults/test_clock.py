# SPDX-License-Identifier: EUPL-1.2
"""The clock of a computer jumps; order comes from sequences, never from the clock."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle, pairwise
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desk_app.app import Desk, build
from desk_app.completion.messages import CompleteTickets
from desk_app.contracts.models import PendingReason
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.tickets.clock_keeping import columns_of, read_clock
from desk_app.tickets.messages import (
    AddNote,
    ReopenTickets,
    ResetTickets,
    ResumeTickets,
    TakeTickets,
    TicketChanged,
    Undo,
    WaitTickets,
)
from desk_app.tickets.models import Ticket, TicketEvent
from tests import factories
from tests.databases import sqlite_copy
from tests.faults.counter import broken

JUMPS = [timedelta(hours=-1), timedelta(days=1), timedelta(days=-1), timedelta(hours=1)]


class SteppingClock(FixedClock):
    """A clock that somebody sets while work goes on: each look at it shows another time."""

    def __init__(self, at: datetime, steps: Sequence[timedelta]) -> None:
        super().__init__(at)
        self._steps = cycle(steps)

    def now(self) -> datetime:
        """The time, which has been set again."""
        self.advance(next(self._steps))
        return super().now()


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


def a_day_of_work(desk: Desk, actor: Actor, ticket: int) -> list[Callable[[], object]]:
    """What happens to a ticket, in order."""
    ids, later = (ticket,), date(2026, 12, 24)
    done = CompleteTickets(ticket_ids=ids, work_done="Klaar.", late_reason="druk")
    told = AddNote(ticket_id=ticket, text="Wij zijn bezig.", for_customer=True)
    waits = [WaitTickets(ticket_ids=ids, reason=reason, follow_up_on=later) for reason in PendingReason]
    return [
        lambda: desk.tickets.add_note(actor, told),
        lambda: desk.tickets.take(actor, TakeTickets(ticket_ids=ids)),
        *(lambda order=order: desk.tickets.wait(actor, order) for order in waits),
        lambda: desk.tickets.resume(actor, ResumeTickets(ticket_ids=ids)),
        lambda: desk.completion.complete(actor, done),
        lambda: desk.tickets.reopen(actor, ReopenTickets(ticket_ids=ids, reason="toch niet")),
        lambda: desk.tickets.reset(actor, ResetTickets(ticket_ids=ids)),
        lambda: desk.tickets.wait(
            actor, WaitTickets(ticket_ids=ids, reason=PendingReason.CUSTOMER, follow_up_on=later)
        ),
        lambda: desk.tickets.take(actor, TakeTickets(ticket_ids=ids)),
    ]


def no_clock_is_wrong(desk: Desk, actor: Actor, ticket: int) -> None:
    """No length is negative, and what is kept beside the timeline is what follows from it in the order of its ids."""
    clock = desk.ticket_queries.clock(actor, ticket)
    nows = [clock.started_at + shift for shift in (timedelta(days=-2), timedelta(), timedelta(days=9))]
    assert all(span.end is None or span.end > span.begin for span in clock.spans)
    assert all(before.end == after.begin for before, after in pairwise(clock.spans))
    assert all(clock.used_seconds(now) >= 0 and clock.left_seconds(now) <= clock.term_seconds for now in nows)
    assert clock.responded_at is None or clock.responded_at >= clock.started_at
    with desk.db.read() as session:
        stored = session.get_one(Ticket, ticket)
        wanted = columns_of(read_clock(session, stored), stored.promised_at)
        assert {name: getattr(stored, name) for name in wanted} == wanted


@pytest.mark.parametrize("turn", range(len(JUMPS)))
def test_no_clock_of_a_ticket_runs_back_while_that_of_the_computer_jumps(
    desk: Desk, actor: Actor, clock: FixedClock, turn: int
) -> None:
    ticket = factories.a_visit(desk, actor).ticket_ids[0]
    jumps = cycle(JUMPS[turn:] + JUMPS[:turn])

    for deed in a_day_of_work(desk, actor, ticket):
        clock.advance(next(jumps))
        deed()
        no_clock_is_wrong(desk, actor, ticket)

    clock.advance(timedelta(hours=-1))
    done = desk.tickets.reset(actor, ResetTickets(ticket_ids=(ticket,)))
    desk.undo.undo(actor, Undo(undone_id=done.command_id))
    no_clock_is_wrong(desk, actor, ticket)


def test_a_clock_that_is_set_during_a_write_leaves_whole_lines_in_order(
    desk: Desk, actor: Actor, clock: FixedClock, tmp_path: Path
) -> None:
    stepping = SteppingClock(clock.now(), JUMPS)
    other = build(Database(database_url(str(tmp_path / "balie.db")), stepping, EventBus()))
    tickets = [factories.a_visit(other, actor).ticket_ids[0] for _number in range(3)]

    for deeds in zip(*(a_day_of_work(other, actor, ticket) for ticket in tickets), strict=True):
        for deed in deeds:
            deed()

    with other.db.read() as session:
        columns = select(TicketEvent.command_id, TicketEvent.at, TicketEvent.ticket_id).order_by(TicketEvent.id)
        lines = session.execute(columns).all()
        trail = list(session.scalars(text("select seq from audit order by seq")))
    moments: dict[str | None, set[datetime]] = {}
    for line in lines:
        moments.setdefault(line.command_id, set()).add(line.at)
    assert [line.ticket_id for line in lines[3:]] == tickets * (len(lines) // 3 - 1)
    assert trail == list(range(1, len(trail) + 1))
    assert all(len(at) == 1 for at in moments.values())
    for ticket in tickets:
        no_clock_is_wrong(other, actor, ticket)
    assert broken(other.db) is None
    other.close()
