# SPDX-License-Identifier: EUPL-1.2
"""The demo desk is believable: the life cycle holds, every lane has work, and the same seed gives the same desk."""

from collections import Counter as Tally
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from desk_app.app import Desk, build
from desk_app.board.messages import Lane
from desk_app.catalogue.messages import ItemFilter
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.contracts.messages import AgreementKind
from desk_app.contracts.target_reading import read_asked, read_choice
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.clock import DESK_ZONE, FixedClock, local
from desk_app.core.db import Database, database_url
from desk_app.core.errors import Conflict
from desk_app.core.events import EventBus
from desk_app.core.worktime import Calendar, add_working_minutes
from desk_app.demo import service
from desk_app.demo.workline import WorkLine
from desk_app.identity.messages import SignIn
from desk_app.identity.models import Agent
from desk_app.process.models import Approval, Decision
from desk_app.progress.messages import Figure, Part, Period
from desk_app.relations.models import Person, Space
from desk_app.tickets.clock_keeping import columns_of, read_clocks
from desk_app.tickets.lifecycle import DONE, MOVES, PendingReason, StepStatus, TicketStatus
from desk_app.tickets.models import Ticket, TicketEvent, TicketStep
from desk_app.tickets.urgency import Urgency, urgency
from tests import databases, factories

TICKETS, PEOPLE = 400, 300


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small demo desk, that all these tests look at."""
    server = "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_server"))
    place = databases.postgresql_copy(server) if server else databases.sqlite_copy(tmp_path_factory.mktemp("demo"))
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE))
    db = Database(database_url(place), clock, EventBus())
    service.load(db, the_program(), tickets=TICKETS, people_count=PEOPLE)
    yield build(db)
    db.close()
    if server:
        databases.drop_postgresql(server, place)


@pytest.fixture
def actor(desk: Desk) -> Actor:
    return factories.an_actor(desk.db, "karin", Role.MANAGER, "Balie Hoofdgebouw")


def test_every_life_follows_the_table_of_moves(desk: Desk) -> None:
    allowed = {(before, after) for befores, after in MOVES.values() for before in befores}
    with desk.db.read() as session:
        events = session.execute(
            select(TicketEvent.ticket_id, TicketEvent.at, TicketEvent.changes).order_by(TicketEvent.id)
        ).all()
        now_is = {row.id: row for row in session.execute(select(Ticket.id, Ticket.status, Ticket.registered_at))}

    status = dict.fromkeys(now_is, TicketStatus.NEW)
    last = {ticket_id: row.registered_at for ticket_id, row in now_is.items()}
    for ticket_id, at, changes in events:
        assert last[ticket_id] <= at <= desk.clock.now()
        last[ticket_id] = at
        if "status" in changes:
            before, after = (TicketStatus(word) for word in changes["status"])
            assert before is status[ticket_id]
            assert (before, after) in allowed
            status[ticket_id] = after

    assert status == {ticket_id: row.status for ticket_id, row in now_is.items()}


def test_board_has_work_in_every_lane_and_every_urgency(desk: Desk, actor: Actor) -> None:
    cards = desk.board.cards(actor)

    lanes = Tally(card.lane for card in cards)
    states = Tally(urgency(card.status, card.due_at, card.soon_at, card.paused_at, desk.clock.now()) for card in cards)

    assert set(lanes) == set(Lane)
    assert all(count >= 6 for count in lanes.values())
    assert 50 <= sum(count for lane, count in lanes.items() if lane is not Lane.DONE_TODAY) <= 75
    assert set(states) == set(Urgency)
    assert states[Urgency.LATE] >= 5
    assert states[Urgency.SOON] >= 3


def test_tickets_come_in_while_the_counter_is_open(desk: Desk) -> None:
    with desk.db.read() as session:
        calendar = read_calendar(session)
        tickets = session.execute(select(Ticket.registered_at, Ticket.due_at)).all()

    assert all(calendar.is_open(ticket.registered_at) for ticket in tickets)
    assert all(ticket.due_at > ticket.registered_at for ticket in tickets)


def test_clock_of_every_ticket_is_what_its_timeline_says(desk: Desk) -> None:
    names = ("due_at", "soon_at", "respond_by", "responded_at", "paused_at")
    with desk.db.read() as session:
        stored = {row.id: row for row in session.execute(select(Ticket.__table__))}

        counted = {
            ticket_id: columns_of(clock, stored[ticket_id].promised_at)
            for ticket_id, clock in read_clocks(session, list(stored))
        }

    assert {ticket_id: {name: getattr(row, name) for name in names} for ticket_id, row in stored.items()} == counted


def test_target_of_every_ticket_is_the_one_that_would_be_chosen(desk: Desk) -> None:
    wrong = []
    with desk.db.read() as session:
        tickets = session.execute(select(Ticket.__table__)).all()

        for row in tickets:
            asked = read_asked(
                session,
                kind=row.kind,
                item_id=row.catalogue_item_id,
                priority=row.priority,
                space_id=row.space_id,
                holder_id=row.requested_for_id or row.requester_id,
                day=local(row.registered_at).date(),
            )
            target = read_choice(session, asked).target
            if (target.id if target else None) != row.target_id:
                wrong.append(row.number)

    assert wrong == []
    assert sum(1 for row in tickets if row.target_id is not None) > len(tickets) // 6


def test_every_list_of_guarding_has_work_and_every_reason_to_wait_occurs(desk: Desk, actor: Actor) -> None:
    counts = desk.progress_queries.counts(actor)
    with desk.db.read() as session:
        reasons = set(session.scalars(select(Ticket.pending_reason).where(Ticket.status == TicketStatus.PENDING)))
        owners = session.scalar(select(func.count()).where(Ticket.owner_id.is_(None)))

    assert {watch for watch, count in counts.items() if not count} == set()
    assert reasons == set(PendingReason)
    assert owners == 0


def test_promises_are_missed_with_a_cause_and_contracts_have_something_to_decide(desk: Desk, actor: Actor) -> None:
    until = local(desk.clock.now()).date()
    period = Period(until - timedelta(days=365), until)

    agreements = desk.agreement_queries.agreements(actor)
    missed = desk.performance.tickets_of(actor, Figure(period, Part.MISSED))
    kinds = Tally(row.kind for row in agreements)

    assert missed.rows
    assert all(row.cause for row in missed.rows)
    assert kinds[AgreementKind.SUPPLIER] == 2
    assert {row.code for row in agreements if row.signal} >= {"CON-BEELD", "CON-VERH"}
    assert any(row.open_actions for row in agreements)


def test_desk_has_people_rooms_counters_and_agents(desk: Desk, actor: Actor) -> None:
    with desk.db.read() as session:
        people = session.scalar(select(func.count(Person.id)))
        rooms = session.scalar(select(func.count(Space.id)))
        agents = session.scalars(select(Agent.login).order_by(Agent.id)).all()

    signed_in = desk.identity.sign_in(SignIn(login="eva", pin=service.PIN))

    assert people == PEOPLE
    assert rooms is not None
    assert rooms > 400
    assert len(agents) == 8
    assert signed_in.role is Role.COUNTER
    assert desk.people.find_people(actor, "sanne jansen")[0].detail == "Facilitair · 0104711 · B2.14"
    assert desk.people.find_people(actor, "jans")[0].name == "Sanne Jansen"
    assert desk.search.search(actor, "beamer")


def test_steps_are_done_in_order_and_all_of_them_when_the_ticket_is_done(desk: Desk) -> None:
    with desk.db.read() as session:
        status = {row.id: row.status for row in session.execute(select(Ticket.id, Ticket.status))}
        steps = session.execute(select(TicketStep.__table__).order_by(TicketStep.id)).all()
    by_ticket: dict[int, dict[str, Any]] = {}
    for step in steps:
        by_ticket.setdefault(step.ticket_id, {})[step.code] = step

    assert len(by_ticket) > TICKETS // 10
    for ticket_id, of_ticket in by_ticket.items():
        over = [step for step in of_ticket.values() if step.status in (StepStatus.DONE, StepStatus.SKIPPED)]
        if status[ticket_id] in DONE | {TicketStatus.READY}:
            assert len(over) == len(of_ticket)
        else:
            assert any(step.status is StepStatus.READY for step in of_ticket.values())
        for step in over:
            before = [of_ticket[code] for code in step.after if code in of_ticket]
            assert step.ready_at <= step.done_at <= desk.clock.now()
            assert all(first.done_at <= step.done_at for first in before)


def test_owner_sees_figures_of_processes_exceptions_and_approvals(desk: Desk, actor: Actor) -> None:
    until = desk.clock.now()
    since = until - timedelta(days=365)
    rows = desk.catalogue.items(actor, ItemFilter())

    figures = [desk.process_queries.step_figures(actor, row.id, since, until) for row in rows]
    exceptions = desk.process_queries.exceptions(actor, since, until)
    with desk.db.read() as session:
        decisions = set(session.scalars(select(Approval.decision)))

    assert sum(1 for one in figures if one and one[0].volume >= 2) >= 5
    assert exceptions
    assert Decision.APPROVED in decisions


def test_new_ticket_gets_the_next_number(desk: Desk) -> None:
    eva = factories.an_actor(desk.db, "eva", Role.COUNTER, "Balie Hoofdgebouw")
    with desk.db.read() as session:
        newest = session.scalar(select(func.max(Ticket.number)).where(Ticket.number.startswith("M26")))

    visit = factories.a_visit(desk, eva, customer=None)

    assert newest is not None
    assert visit.numbers == (f"M26-{int(newest[4:]) + 1:06d}",)


def test_same_seed_gives_the_same_desk(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE))
    told: list[list[tuple[object, ...]]] = []
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        (tmp_path / name).mkdir()
        db = Database(database_url(databases.sqlite_copy(tmp_path / name)), clock, EventBus())
        service.load(db, the_program(), tickets=120, people_count=PEOPLE, seed=seed)
        with db.read() as session:
            told.append([tuple(row) for row in session.execute(select(Ticket.number, Ticket.subject, Ticket.due_at))])
        db.close()

    assert told[0] == told[1]
    assert told[0] != told[2]


@pytest.mark.parametrize(
    ("day", "hour"),  # a Saturday and a Tuesday
    [
        (21, 12),
        (24, 3),
        (24, 23),
        *(pytest.param(*at, marks=pytest.mark.faults) for at in ((21, 3), (24, 8), (24, 12))),
    ],
)
def test_demo_can_be_made_at_any_hour(tmp_path: Path, day: int, hour: int) -> None:
    clock = FixedClock(datetime(2026, 11, day, hour, 5, tzinfo=DESK_ZONE))
    db = Database(database_url(databases.sqlite_copy(tmp_path)), clock, EventBus())

    service.load(db, the_program(), tickets=150, people_count=PEOPLE)

    desk = build(db)
    cards = desk.board.cards(factories.an_actor(db, "karin", Role.MANAGER, "Balie Hoofdgebouw"))
    with db.read() as session:
        latest = session.scalar(select(func.max(TicketEvent.at)))
    db.close()
    assert latest is not None
    assert latest <= clock.now()
    assert {card.lane for card in cards} == set(Lane)


def test_desk_with_people_is_left_alone(desk: Desk) -> None:
    with desk.db.read() as session:
        before = session.scalar(select(func.count(Ticket.id)))

    with pytest.raises(Conflict):
        service.load(desk.db, the_program(), tickets=10)

    with desk.db.read() as session:
        assert session.scalar(select(func.count(Ticket.id))) == before


def test_work_line_counts_as_the_calendar_does(desk: Desk) -> None:
    with desk.db.read() as session:
        calendar: Calendar = read_calendar(session)
    start = desk.clock.now() - timedelta(days=40)
    line = WorkLine(calendar, start, desk.clock.now() + timedelta(days=60))

    for minutes in range(0, 12_000, 487):
        moment = add_working_minutes(calendar, start, minutes)

        assert abs((line.at(minutes) - moment).total_seconds()) < 60 or line.minute_of(moment) == pytest.approx(minutes)
        assert line.minute_of(line.at(minutes + 0.5)) == pytest.approx(minutes + 0.5, abs=0.02)
