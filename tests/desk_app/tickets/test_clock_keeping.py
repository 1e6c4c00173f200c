# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a clock beside its timeline follows each deed, and each deed that is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import event, insert, select

from desk_app.app import Desk, build
from desk_app.catalogue.models import TicketKind
from desk_app.completion.messages import CompleteTickets
from desk_app.contracts.calendar_reading import desk_calendar_id
from desk_app.contracts.models import Closure, PendingReason
from desk_app.core.actor import Actor
from desk_app.core.clock import DESK_ZONE, FixedClock, local
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.intake.messages import Question
from desk_app.interactions.models import Channel
from desk_app.tickets.clock_keeping import KEPT, columns_of, read_clock, read_clocks
from desk_app.tickets.clocks import Run
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import (
    AddNote,
    AssignTickets,
    Done,
    ReclassifyTicket,
    ReopenTickets,
    ResumeTickets,
    TakeTickets,
    TicketRow,
    Undo,
    WaitTickets,
)
from desk_app.tickets.models import Ticket
from desk_app.tickets.ticket_terms import TicketTerms
from tests.desk_app.tickets.agreed import a_target, an_agreement
from tests.factories import a_visit, item_id, team_id

HOUR = timedelta(hours=1)
CUSTOMER, PART = PendingReason.CUSTOMER, PendingReason.PART


def at(day: int, hour: int, minute: int = 42) -> datetime:
    """A moment in November 2026 at the desk."""
    return datetime(2026, 11, day, hour, minute, tzinfo=DESK_ZONE).astimezone(UTC)


def a_badge(desk: Desk, actor: Actor) -> int:
    """A ticket of eight working hours, registered on Tuesday 24 November at 10.42: due on Wednesday at 10.42."""
    return a_visit(desk, actor).ticket_ids[0]


def row(desk: Desk, actor: Actor, ticket: int) -> TicketRow:
    return desk.ticket_queries.ticket(actor, ticket)


def wait(desk: Desk, actor: Actor, ticket: int, reason: PendingReason = CUSTOMER) -> Done:
    day = local(desk.clock.now()).date() + timedelta(days=3)
    return desk.tickets.wait(actor, WaitTickets(ticket_ids=(ticket,), reason=reason, follow_up_on=day))


def resume(desk: Desk, actor: Actor, ticket: int) -> Done:
    return desk.tickets.resume(actor, ResumeTickets(ticket_ids=(ticket,)))


def complete(desk: Desk, actor: Actor, ticket: int) -> Done:
    order = CompleteTickets(ticket_ids=(ticket,), work_done="Klaar.", late_reason="druk")
    return desk.completion.complete(actor, order)


def undo(desk: Desk, actor: Actor, done: Done) -> None:
    desk.undo.undo(actor, Undo(undone_id=done.command_id))


def kept(desk: Desk, ticket: int) -> dict[str, Any]:
    """The columns of the clock, as stored."""
    with desk.db.read() as session:
        found = session.execute(select(*(getattr(Ticket, name) for name in KEPT)).where(Ticket.id == ticket))
        return dict(found.mappings().one())


def reckoned(desk: Desk, ticket: int) -> dict[str, Any]:
    """The same, worked out from the timeline."""
    with desk.db.read() as session:
        one = session.get_one(Ticket, ticket)
        return columns_of(read_clock(session, one), one.promised_at)


def test_waiting_for_the_customer_moves_the_moment(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_badge(desk, actor)
    first = row(desk, actor, ticket)

    clock.advance(HOUR)
    wait(desk, actor, ticket)
    waiting = row(desk, actor, ticket)
    clock.advance(3 * HOUR)
    resume(desk, actor, ticket)

    after = row(desk, actor, ticket)
    assert (first.due_at, first.paused_at) == (at(25, 10), None)
    assert (waiting.due_at, waiting.paused_at) == (at(25, 10), at(24, 11))
    assert (after.due_at, after.paused_at) == (at(25, 13), None)
    assert after.promised_at == first.promised_at
    line = desk.ticket_queries.timeline(actor, ticket)[-1]
    assert line.changes["due_at"] == [at(25, 10).isoformat(), at(25, 13).isoformat()]


def test_waiting_for_a_part_moves_nothing(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_badge(desk, actor)

    wait(desk, actor, ticket, PART)
    clock.advance(3 * HOUR)
    waiting = row(desk, actor, ticket)
    resume(desk, actor, ticket)

    assert waiting.paused_at is None
    assert row(desk, actor, ticket).due_at == at(25, 10)


def test_a_wait_that_is_undone_never_was(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_badge(desk, actor)
    before = kept(desk, ticket)

    done = wait(desk, actor, ticket)
    clock.advance(2 * HOUR)
    undo(desk, actor, done)

    assert kept(desk, ticket) == before


def test_a_completion_that_is_undone_never_was(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_badge(desk, actor)
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket,)))
    before = kept(desk, ticket)

    done = complete(desk, actor, ticket)
    clock.advance(2 * HOUR)
    undo(desk, actor, done)

    assert kept(desk, ticket) == before


def test_going_on_that_is_undone_waits_since_the_wait(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_badge(desk, actor)
    wait(desk, actor, ticket)
    waiting = kept(desk, ticket)

    clock.advance(2 * HOUR)
    done = resume(desk, actor, ticket)
    clock.advance(HOUR)
    undo(desk, actor, done)

    assert kept(desk, ticket) == waiting


def test_reopened_goes_on_where_it_was(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_badge(desk, actor)
    clock.advance(HOUR)
    complete(desk, actor, ticket)

    clock.advance(2 * HOUR)
    desk.tickets.reopen(actor, ReopenTickets(ticket_ids=(ticket,), reason="toch niet"))

    assert row(desk, actor, ticket).due_at == at(25, 12)


def test_what_came_after_still_counts_when_something_before_it_is_undone(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    an_agreement(desk.db, a_target(2, pauses=frozenset({CUSTOMER}), priority=1))
    ticket = a_badge(desk, actor)
    order = ReclassifyTicket(
        ticket_id=ticket, version=row(desk, actor, ticket).version, reason="Het is dringend.", priority=1
    )
    urgent = desk.reclassification.reclassify(actor, order)
    sooner = row(desk, actor, ticket).due_at
    wait(desk, actor, ticket)
    clock.advance(HOUR)
    resume(desk, actor, ticket)

    undo(desk, actor, urgent)

    assert sooner == at(24, 12)
    after = row(desk, actor, ticket)
    assert (after.due_at, after.priority, after.target_id) == (at(25, 11), None, None)
    assert kept(desk, ticket) == reckoned(desk, ticket)


def test_the_first_answer_is_the_first_that_was_not_undone(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    an_agreement(desk.db, a_target(8, response=1))
    ticket = a_badge(desk, actor)
    told = desk.tickets.add_note(actor, AddNote(ticket_id=ticket, text="Wij zijn ermee bezig.", for_customer=True))
    first = row(desk, actor, ticket)
    clock.advance(HOUR)
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket,)))

    undo(desk, actor, told)

    assert (first.respond_by, first.responded_at) == (at(24, 11), at(24, 10))
    assert row(desk, actor, ticket).responded_at == at(24, 11)


def test_a_calendar_that_changes_later_moves_nothing_by_itself(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_badge(desk, actor)
    before = kept(desk, ticket)
    with desk.db.jot() as session:
        session.add(Closure(calendar_id=desk_calendar_id(session), day=date(2026, 11, 25), name="Verhuizing"))

    desk.tickets.add_note(actor, AddNote(ticket_id=ticket, text="intern"))
    team = AssignTickets(ticket_ids=(ticket,), team_id=team_id(desk.db, "AV"), reason="hoort bij jullie")
    desk.tickets.assign(actor, team)
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket,)))
    untouched = kept(desk, ticket)
    wait(desk, actor, ticket)
    resume(desk, actor, ticket)

    assert untouched == before | {"responded_at": at(24, 10)}
    assert row(desk, actor, ticket).due_at == at(26, 10)


def test_a_promise_that_is_sooner_than_the_term_warns_sooner(desk: Desk, actor: Actor) -> None:
    noon = at(24, 13, 0)
    question = Question(item_id=item_id(desk.db, "P-PAS"), due=noon, due_reason="examen")

    ticket = row(desk, actor, a_visit(desk, actor, question).ticket_ids[0])

    assert (ticket.due_at, ticket.soon_at) == (at(25, 10), at(24, 12, 0))


@contextmanager
def statements(db: Database) -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    asked: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:  # noqa: ANN401 -- of SQLAlchemy
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield asked
    event.remove(db.engine, "before_cursor_execute", listen)


def test_work_that_begins_asks_the_database_nothing_more(desk: Desk, actor: Actor) -> None:
    ticket = a_badge(desk, actor)

    with statements(desk.db) as asked:
        desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket,)))
    with statements(desk.db) as asked_to_wait:
        wait(desk, actor, ticket)

    assert not [one for one in asked if "FROM ticket_events" in one or "service_windows" in one]
    assert [one for one in asked_to_wait if "FROM ticket_events" in one]
    assert row(desk, actor, ticket).responded_at == at(24, 10)


def test_two_computers_whose_clocks_differ_never_make_a_negative_wait(
    desk: Desk, actor: Actor, place: str, clock: FixedClock
) -> None:
    ticket = a_badge(desk, actor)
    behind = build(Database(database_url(place), FixedClock(clock.now() - timedelta(minutes=1)), EventBus()))

    wait(desk, actor, ticket)
    resume(behind, actor, ticket)
    complete(behind, actor, ticket)
    behind.close()

    reckoning = desk.ticket_queries.clock(actor, ticket)
    assert [span.run for span in reckoning.spans] == [Run.DONE]
    assert reckoning.done_at == reckoning.started_at == at(24, 10)
    assert row(desk, actor, ticket).due_at == at(25, 10)
    assert kept(desk, ticket) == reckoned(desk, ticket)


def test_a_ticket_without_a_timeline_has_a_clock_by_its_columns(desk: Desk, actor: Actor) -> None:
    columns = {
        "number": "M25-000001",
        "kind": TicketKind.REQUEST,
        "status": TicketStatus.CLOSED,
        "channel": Channel.COUNTER,
        "subject": "Oude zaak",
        "registered_at": at(10, 10),
        "completed_at": at(11, 10),
        "version": 1,
    }
    with desk.db.jot() as session:
        ticket = session.scalar(insert(Ticket).values(columns).returning(Ticket.id))
    assert ticket is not None

    clock = desk.ticket_queries.clock(actor, ticket)

    assert (clock.run, clock.done_at, clock.is_met(at(24, 10))) == (Run.DONE, at(11, 10), True)


def test_a_target_that_is_gone_leaves_the_usual_term_and_says_so(desk: Desk, actor: Actor) -> None:
    ticket = a_badge(desk, actor)

    with desk.db.read() as session:
        stored = session.get_one(Ticket, ticket)
        session.expunge(stored)
        stored.target_id = 4711
        terms = TicketTerms(session).of(stored)

    assert terms.target_id is None
    assert terms.completion.amount == 480
    assert "niet meer" in terms.source


def test_many_clocks_are_those_of_each(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    an_agreement(desk.db, a_target(4, pauses=frozenset({PART}), item_id=item_id(desk.db, "P-BEA")))
    fault = Question(item_id=item_id(desk.db, "P-BEA"), kind=TicketKind.REQUEST)
    tickets = [a_badge(desk, actor), *a_visit(desk, actor, fault).ticket_ids, a_badge(desk, actor)]
    wait(desk, actor, tickets[0])
    clock.advance(HOUR)
    done = resume(desk, actor, tickets[0])
    complete(desk, actor, tickets[2])
    undo(desk, actor, done)

    with desk.db.read() as session:
        many = dict(read_clocks(session, [*tickets, 4711]))

    assert many == {ticket: desk.ticket_queries.clock(actor, ticket) for ticket in tickets}
