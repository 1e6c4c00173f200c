# SPDX-License-Identifier: EUPL-1.2
"""The figures of kept promises, each counted by the database in one statement.

Measured are the tickets whose last completion lies in the period and that were not cancelled or withdrawn. A ticket was
on time when it was completed at its due time or before; one that was imported without a due time counts by what its old
program said, and what has neither does not count. "Late by" is elapsed time, percentiles are by nearest rank.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, distinct, func, literal, or_, select
from sqlalchemy.orm import Session

from desk_app.contracts.models import AgreementTarget
from desk_app.progress.elapsed import SecondsBetween, day_end, day_start
from desk_app.progress.messages import Figures, Part, Period
from desk_app.progress.surroundings import still_counts
from desk_app.progress.watches import IN_WORK, is_late
from desk_app.tickets.lifecycle import DONE, TicketStatus
from desk_app.tickets.models import OPEN_WORK, REOPENED, Ticket, TicketEvent

FINISHED = Ticket.status.in_(sorted({*DONE, TicketStatus.READY}))
HAS_TERM = or_(Ticket.due_at.is_not(None), Ticket.met_at_source.is_not(None))
MET = or_(Ticket.completed_at <= Ticket.due_at, and_(Ticket.due_at.is_(None), Ticket.met_at_source.is_(True)))
MISSED = or_(Ticket.completed_at > Ticket.due_at, and_(Ticket.due_at.is_(None), Ticket.met_at_source.is_(False)))
RESPONSE_TERM = Ticket.respond_by.is_not(None)
RESPONSE_MET = Ticket.responded_at <= Ticket.respond_by
LATE_SECONDS = SecondsBetween(Ticket.due_at, Ticket.completed_at)

Key = ColumnElement[Any]

EVERYTHING: Key = literal(0)
PER_TARGET: Key = func.coalesce(Ticket.target_id, 0)
"""0: no agreement. As a sum, so that SQLite goes along the moments of completion instead of along all targets."""
PER_AGREEMENT: Key = AgreementTarget.agreement_id.expression


@dataclass(frozen=True, slots=True)
class Scope:
    """Which tickets are measured: those of a period that meet ``wanted``; open work as it is at ``now`` (UTC)."""

    period: Period
    now: datetime
    wanted: tuple[ColumnElement[bool], ...] = ()


def in_period(period: Period) -> ColumnElement[bool]:
    """The last completion lies in it."""
    return and_(Ticket.completed_at >= day_start(period.first), Ticket.completed_at < day_end(period.last), FINISHED)


def measured(scope: Scope, part: Part) -> ColumnElement[bool]:
    """The tickets behind one part of a figure."""
    if part is Part.OPEN_LATE:
        return and_(OPEN_WORK, IN_WORK, is_late(scope.now), *scope.wanted)
    conditions = {
        Part.ALL: HAS_TERM,
        Part.MET: MET,
        Part.MISSED: MISSED,
        Part.RESPONSE_ALL: RESPONSE_TERM,
        Part.RESPONSE_MET: RESPONSE_MET,
        Part.RESPONSE_MISSED: and_(RESPONSE_TERM, or_(Ticket.responded_at.is_(None), ~RESPONSE_MET)),
        Part.REOPENED: Ticket.id.in_(select(TicketEvent.ticket_id).where(REOPENED, still_counts(TicketEvent))),
    }
    return and_(in_period(scope.period), conditions[part], *scope.wanted)


def figures_by(session: Session, scope: Scope, key: Key) -> dict[Any, Figures]:
    """All figures per value of ``key``: of one target, one agreement, or of everything (0)."""
    found: dict[Any, dict[str, int]] = {}
    reopened = select(key, func.count(distinct(Ticket.id))).join(TicketEvent, TicketEvent.ticket_id == Ticket.id)
    reopened = reopened.where(REOPENED, still_counts(TicketEvent), in_period(scope.period), *scope.wanted)
    open_late = select(key, func.count(Ticket.id)).where(measured(scope, Part.OPEN_LATE))
    for names, query in ((_SUMS, _counts(scope, key)), (("reopened",), reopened), (("open_late",), open_late)):
        for value, *numbers in session.execute(_keyed(query, key)):
            found.setdefault(value, {}).update(zip(names, map(int, numbers), strict=True))
    late = lateness_by(session, scope, key)
    return {value: replace(Figures(**numbers), **_spread(late.get(value))) for value, numbers in found.items()}


def lateness_by(session: Session, scope: Scope, key: Key) -> dict[Any, tuple[int, int]]:
    """The elapsed minutes too late, of those that were: the middle one, and the one at nine of ten."""
    place = func.row_number().over(partition_by=key, order_by=LATE_SECONDS)
    many = func.count().over(partition_by=key)
    ranked = select(key.label("key"), LATE_SECONDS.label("late"), place.label("place"), many.label("many"))
    is_late = Ticket.completed_at > Ticket.due_at
    rows = _joined(ranked, key).where(in_period(scope.period), is_late, *scope.wanted).subquery()

    def at(percent: int) -> ColumnElement[int]:
        rank = (rows.c.many * percent + 99) // 100
        return func.max(case((rows.c.place == rank, rows.c.late), else_=None), type_=Integer)

    found = session.execute(select(rows.c.key, at(50), at(90)).group_by(rows.c.key))
    return {value: (int(median) // 60, int(p90) // 60) for value, median, p90 in found}


def by_month(session: Session, scope: Scope, months: Sequence[date]) -> dict[int, tuple[int, int]]:
    """``n`` and ``met`` per month (place in ``months``: first days, rising; the last one is where the period ends)."""
    month = case(
        *((Ticket.completed_at < day_start(after), place) for place, after in enumerate(months[1:])),
        else_=len(months) - 1,
    )
    query = select(month, _sum(HAS_TERM), _sum(MET)).where(in_period(scope.period), *scope.wanted).group_by(month)
    return {place: (int(n), int(met)) for place, n, met in session.execute(query)}


_SUMS = {"n": HAS_TERM, "met": MET, "response_n": RESPONSE_TERM, "response_met": RESPONSE_MET}


def _counts(scope: Scope, key: Key) -> Any:  # noqa: ANN401 -- a select of any columns
    return select(key, *map(_sum, _SUMS.values())).where(in_period(scope.period), *scope.wanted)


def _spread(late: tuple[int, int] | None) -> dict[str, Any]:
    return {} if late is None else {"late_median": late[0], "late_p90": late[1]}


def _sum(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _keyed(query: Any, key: Key) -> Any:  # noqa: ANN401 -- a select of any columns
    joined = _joined(query, key)
    return joined if key is EVERYTHING else joined.group_by(key)


def _joined(query: Any, key: Key) -> Any:  # noqa: ANN401 -- a select of any columns
    if key is PER_AGREEMENT:
        return query.join(AgreementTarget, AgreementTarget.id == Ticket.target_id)
    return query
