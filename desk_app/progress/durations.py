# SPDX-License-Identifier: EUPL-1.2
"""How long tickets took, how often they were passed on or came back, and what their source said of its own promise.

Per source, team or agreement, of the tickets completed in a period, or registered in it and still open. Reopened: a line of that kind. Reassigned: a line
with which one team took over from another. An import writes in a line what its source counted, where that differs; what
was undone never happened. Times are elapsed, not open ones; a ticket done before it came in took no time at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, and_, case, cast, exists, func, literal, not_, or_, select
from sqlalchemy.orm import Session, aliased

from desk_app.contracts.models import AgreementTarget
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.progress.elapsed import SecondsBetween, day_end, day_start
from desk_app.progress.messages import Period
from desk_app.tickets.lifecycle import OPEN, TicketEventKind
from desk_app.tickets.models import OPEN_WORK, Ticket, TicketEvent
from desk_app.tickets.visibility import visible_to

TIMES_REOPENED = "times_reopened"
TIMES_REASSIGNED = "times_reassigned"
"""In ``TicketEvent.changes``: how often before and after this line, as the source of an import counts."""

SHARES = (0.10, 0.50, 0.90, 0.99)
"""Of all tickets, this part took no longer."""


@dataclass(frozen=True, slots=True)
class Which:
    """Which tickets. None and "": all of them; ``source`` is the name of the program of an import."""

    period: Period | None = None
    source: str = ""
    team_id: int | None = None
    agreement_id: int | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """What became of them.

    ``timed``: those of which the moment of completion is known; ``seconds``: per share of ``SHARES`` the elapsed time
    from registration to completion, between two neighbours in proportion; empty without any. ``with_promise``: completed,
    with a moment that the customer was told; ``after_promise``: of those, completed later. ``source_met`` and
    ``source_missed``: what the source said of its promise; ``source_differs``: of ``with_promise``, those whose moments
    say otherwise; ``late_unsaid``: those that were late and of which it said nothing; ``open_missed``: still open, and
    missed by its word. ``most_…``: of one ticket.
    """

    tickets: int = 0
    open: int = 0
    timed: int = 0
    seconds: tuple[float, ...] = ()
    with_promise: int = 0
    after_promise: int = 0
    source_met: int = 0
    source_missed: int = 0
    source_differs: int = 0
    late_unsaid: int = 0
    open_missed: int = 0
    reopened: int = 0
    most_reopened: int = 0
    reassigned: int = 0
    most_reassigned: int = 0

    @property
    def source_percent(self) -> float | None:
        """Met per hundred by the word of the source; None where it said nothing."""
        told = self.source_met + self.source_missed
        return 100 * self.source_met / told if told else None


class HandlingQueries:
    """Reads how tickets were handled, for who may see tickets; confidential ones count for who may see those."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def handling(self, actor: Actor, which: Which) -> Handling:
        """The figures of these tickets."""
        actor.require(Right.SEE_TICKETS)
        condition = and_(visible_to(actor), *_conditions(which))
        with self._db.read() as session:
            counts = session.execute(_counts().where(condition)).one()
            times = session.execute(_times(condition)).one()
            return Handling(
                **counts._asdict(),
                **{name: value or 0 for name, value in times._asdict().items()},
                seconds=_seconds(session, condition, counts.timed),
            )


def _conditions(which: Which) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if which.period is not None:
        begin, end = day_start(which.period.first), day_end(which.period.last)
        completed = and_(Ticket.completed_at >= begin, Ticket.completed_at < end)
        still_open = and_(OPEN_WORK, Ticket.registered_at >= begin, Ticket.registered_at < end)
        found.append(or_(completed, still_open))
    if which.source:
        found.append(Ticket.source == which.source)
    if which.team_id is not None:
        found.append(Ticket.team_id == which.team_id)
    if which.agreement_id is not None:
        targets = select(AgreementTarget.id).where(AgreementTarget.agreement_id == which.agreement_id)
        found.append(Ticket.target_id.in_(targets))
    return found


def _counts() -> Any:  # noqa: ANN401 -- a select of counts
    met, told, done = Ticket.met_at_source, Ticket.promised_at, Ticket.completed_at
    is_open = Ticket.status.in_(sorted(OPEN))
    with_promise = and_(told.is_not(None), done.is_not(None))
    is_late = done > told
    differs = or_(and_(is_late, met.is_(True)), and_(not_(is_late), met.is_(False)))
    counted = {
        "open": is_open,
        "timed": done.is_not(None),
        "with_promise": with_promise,
        "after_promise": and_(with_promise, is_late),
        "source_met": met.is_(True),
        "source_missed": met.is_(False),
        "source_differs": and_(with_promise, differs),
        "late_unsaid": and_(Ticket.source.is_not(None), with_promise, is_late, met.is_(None)),
        "open_missed": and_(is_open, met.is_(False)),
    }
    return select(
        func.count().label("tickets"), *(func.count().filter(what).label(name) for name, what in counted.items())
    ).select_from(Ticket)


def _seconds(session: Session, condition: ColumnElement[bool], timed: int) -> tuple[float, ...]:
    """The elapsed times at the shares, worked out between the two places nearest to each."""
    if not timed:
        return ()
    places = [(timed - 1) * share for share in SHARES]
    wanted = {whole for place in places for whole in (int(place), int(place) + 1)}
    took = SecondsBetween(Ticket.registered_at, Ticket.completed_at)
    inner = select(case((took < 0, 0), else_=took).label("took")).where(condition, Ticket.completed_at.is_not(None))
    lengths = inner.subquery()
    ranked = select(lengths.c.took, (func.row_number().over(order_by=lengths.c.took) - 1).label("place")).subquery()
    query = select(ranked.c.place, ranked.c.took).where(ranked.c.place.in_(wanted))
    at = {row.place: row.took for row in session.execute(query)}
    return tuple([_between(at, place) for place in places])


def _between(at: dict[int, int], place: float) -> float:
    low = at[int(place)]
    return low + (at.get(int(place) + 1, low) - low) * (place - int(place))


def _times(condition: ColumnElement[bool]) -> Any:  # noqa: ANN401 -- a select of four counts
    """Of the lines that may tell of it, how often each ticket came back or was passed on."""
    changes, undoing = TicketEvent.changes, aliased(TicketEvent)
    came_back = TicketEvent.kind == TicketEventKind.REOPENED
    passed_on = and_(*(changes["team_id", place].as_integer().is_not(None) for place in (0, 1)))
    told = [cast(changes, Text).contains(f'"{name}"') for name in ("team_id", TIMES_REOPENED, TIMES_REASSIGNED)]
    """Looked for as text first: taking every line apart costs more than all the rest."""
    undone = exists().where(
        undoing.ticket_id == TicketEvent.ticket_id,
        undoing.kind == TicketEventKind.UNDONE,
        undoing.changes["command", 0].as_string() == TicketEvent.command_id,
    )
    per_ticket = (
        select(
            func.sum(_rise(changes, TIMES_REOPENED, came_back)).label("reopened"),
            func.sum(_rise(changes, TIMES_REASSIGNED, passed_on)).label("reassigned"),
        )
        .join(Ticket, Ticket.id == TicketEvent.ticket_id)
        .where(condition, or_(came_back, *told), not_(undone))
        .group_by(TicketEvent.ticket_id)
        .subquery()
    )
    found: Sequence[Any] = (
        func.count().filter(per_ticket.c.reopened > 0).label("reopened"),
        func.max(per_ticket.c.reopened).label("most_reopened"),
        func.count().filter(per_ticket.c.reassigned > 0).label("reassigned"),
        func.max(per_ticket.c.reassigned).label("most_reassigned"),
    )
    return select(*found).select_from(per_ticket)


def _rise(changes: Any, name: str, otherwise: ColumnElement[bool]) -> ColumnElement[int]:  # noqa: ANN401 -- JSON column
    told = changes[name, 1].as_integer() - changes[name, 0].as_integer()
    return func.coalesce(told, case((otherwise, literal(1, Integer)), else_=literal(0, Integer)))
