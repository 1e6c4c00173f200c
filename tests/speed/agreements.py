# SPDX-License-Identifier: EUPL-1.2
"""Clocks, kept promises and what is guarded, against plain SQL that reads the same rows of the same file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from desk_app.app import Desk
from desk_app.catalogue.models import CatalogueItem
from desk_app.contracts.models import AgreementTarget, agreement_departments
from desk_app.core.actor import Actor
from desk_app.core.clock import today
from desk_app.core.messages import new_command_id
from desk_app.intake.messages import Question, RegisterVisit
from desk_app.progress.durations import Which
from desk_app.progress.elapsed import day_end, day_start
from desk_app.progress.messages import Period, Watch
from desk_app.relations.models import Person
from desk_app.tickets.clock_keeping import SILENT, read_clocks
from desk_app.tickets.models import Ticket
from tests.speed.measuring import Line, take
from tests.speed.raw import OPEN, Raw

CLOCKS = 10_000
RUNS = 7
REGISTERED = 100
LONG_AGO = date(2000, 1, 1)
MONTHS = 36
"""As far back as the demo desk reaches."""
SILENT_KINDS = ", ".join(f"'{kind.value}'" for kind in SILENT)
DONE = "status IN ('completed', 'ready', 'collected', 'closed')"


def lines(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Iterator[Line]:
    """Every job about agreements; ``actor`` sees everything."""
    yield _clocks(desk, raw, tickets)
    yield from _performance(desk, actor, raw, tickets)
    yield from _guarding(desk, actor, raw, tickets)
    yield _register(desk, actor, raw, tickets)


def _clocks(desk: Desk, raw: Raw, tickets: int) -> Line:
    """Each clock from its whole timeline; at the limit the same lines are only read and looked into.

    The newest tickets, as if all of them were open: those that are done have the longest timelines.
    """
    with desk.db.read() as session:
        ids = sorted(session.scalars(select(Ticket.id).order_by(Ticket.id.desc()).limit(CLOCKS)))

    def ours(_run: int) -> int:
        with desk.db.read() as session:
            return sum(1 for _clock in read_clocks(session, ids))

    limit = _counting(
        raw,
        "SELECT t.id, t.registered_at, t.target_id, count(*), max(e.at), count(json_extract(e.changes, '$.status'))"
        " FROM tickets t JOIN ticket_events e ON e.ticket_id = t.id"
        f" WHERE t.id BETWEEN {ids[0]} AND {ids[-1]} AND (e.kind NOT IN ({SILENT_KINDS}) OR e.command_id IS NULL)"
        " GROUP BY t.id",
    )
    found, plain = take(RUNS, ours, limit)
    return Line(f"clocks of {len(ids):,} tickets from their timelines", tickets, found, plain, "2 s, <= 40 x")


def _performance(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Iterator[Line]:
    day = today(desk.clock)
    before = day.replace(day=1) - timedelta(days=1)
    month, year = Period(before.replace(day=1), before), Period(before.replace(day=1, month=1), before)
    for name, period in (("a month", month), ("a year", year)):
        ours, limit = take(RUNS, _agreements(desk, actor, period), _counting(raw, _kept("target_id", period)))
        yield Line(f"kept promises of {name}, per agreement and target", tickets, ours, limit, "<= 8 x")
    ours, limit = take(
        RUNS,
        lambda _run: desk.performance.trend(actor, day, months=MONTHS),
        _counting(raw, _kept("substr(completed_at, 1, 7)", Period(LONG_AGO, day))),
    )
    yield Line(f"kept promises, month by month for {MONTHS} months", tickets, ours, limit, "<= 4 x")
    ours, limit = take(
        RUNS,
        lambda _run: desk.handling.handling(actor, Which(month)),
        _counting(raw, _handled(month)),
    )
    yield Line("how the tickets of a month were handled", tickets, ours, limit, "<= 8 x")


def _kept(key: str, period: Period) -> str:
    begin, end = _text(period)
    return (
        f"SELECT {key}, count(*), sum(completed_at <= due_at), count(respond_by), sum(responded_at <= respond_by)"
        f" FROM tickets WHERE completed_at >= '{begin}' AND completed_at < '{end}' AND {DONE} GROUP BY 1"
    )


def _handled(period: Period) -> str:
    begin, end = _text(period)
    return (
        "SELECT count(*), sum(completed_at > promised_at), sum(met_at_source), sum((SELECT count(*) FROM ticket_events e"
        " WHERE e.ticket_id = tickets.id AND e.kind IN ('reopened', 'assigned'))),"
        " avg(julianday(completed_at) - julianday(registered_at))"
        f" FROM tickets WHERE completed_at >= '{begin}' AND completed_at < '{end}'"
    )


def _agreements(desk: Desk, actor: Actor, period: Period) -> Callable[[int], object]:
    return lambda _run: desk.performance.agreements(actor, period)


def _counting(raw: Raw, sql: str) -> Callable[[int], object]:
    return lambda _run: raw.count(sql)


def _guarded(desk: Desk, actor: Actor, watch: Watch) -> Callable[[int], object]:
    return lambda _run: desk.progress_queries.guarded(actor, watch)


def _text(period: Period) -> tuple[str, str]:
    """The moments of a period as SQLite keeps them."""
    begin, end = day_start(period.first), day_end(period.last)
    return f"{begin:%Y-%m-%d %H:%M:%S.%f}", f"{end:%Y-%m-%d %H:%M:%S.%f}"


def _guarding(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Iterator[Line]:
    now = f"{desk.clock.now():%Y-%m-%d %H:%M:%S.%f}"
    counted = ", ".join(
        f"sum({one} < '{now}')" for one in ("due_at", "soon_at", "respond_by", "promised_at", "paused_at")
    )
    ours, limit = take(
        RUNS * 3,
        lambda _run: desk.progress_queries.counts(actor),
        _counting(raw, f"SELECT {counted} FROM tickets WHERE {OPEN}"),
    )
    yield Line("guarding: the numbers of all lists", tickets, ours, limit, "<= 4 x")
    row = (
        "SELECT t.id, t.number, t.subject, t.due_at, p.family_name, m.name, a.name FROM tickets t"
        " LEFT JOIN persons p ON p.id = t.requester_id LEFT JOIN teams m ON m.id = t.team_id"
        " LEFT JOIN agents a ON a.id = t.assignee_id"
        f" WHERE t.{OPEN} AND t.due_at <= '{now}' ORDER BY t.due_at, t.id LIMIT 200"
    )
    for watch in Watch:
        ours, limit = take(RUNS, _guarded(desk, actor, watch), _counting(raw, row))
        yield Line(f"guarding: list {watch.value.replace('_', ' ')}", tickets, ours, limit, "150 ms on screen")


def _register(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Line:
    """For customers whose part of the organisation has an agreement with targets."""
    with desk.db.read() as session:
        signed = select(agreement_departments.c.department_id).join(
            AgreementTarget, AgreementTarget.agreement_id == agreement_departments.c.agreement_id
        )
        people = list(session.scalars(select(Person.id).where(Person.department_id.in_(signed)).limit(500)))
        item = session.scalars(select(CatalogueItem.id).where(CatalogueItem.needs_space.is_(False)).limit(1)).one()
    order = RegisterVisit(requester_id=None, questions=(Question(item_id=item, description="pas is gebroken"),))

    def register(run: int) -> None:
        desk.intake.register(actor, replace(order, requester_id=people[run % len(people)], command_id=new_command_id()))

    ours, limit = take(REGISTERED, register, raw.register)
    return Line("register for a customer with an agreement, its clock set (one commit)", tickets, ours, limit, "<= 8 x")
