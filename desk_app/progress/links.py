# SPDX-License-Identifier: EUPL-1.2
"""How the links behind a promise kept theirs: teams of our own (OLA) and suppliers, worked out from the timeline.

A ticket has one due time, that for the customer; what a link had to do is not kept beside it. So it is measured anew,
with the same clock (``tickets/clocks.py``), over the tickets that were completed in the period:

* a **team**: the tickets that it completed, from the last time they came to it until they were ready;
* a **supplier**: the tickets about a product that the agreement names, as long as they waited for the supplier, all
  such waits of one ticket together. A ticket that never waited for a supplier says nothing about it.

The target is the one of the agreement that holds for the ticket, by the order of precedence of ``contracts/targets.py``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from desk_app.contracts.in_force import holds_on
from desk_app.contracts.models import Agreement, AgreementKind, AgreementTarget, agreement_items
from desk_app.contracts.target_reading import TermsReader, read_target
from desk_app.contracts.targets import Asked, Target, in_order
from desk_app.progress.elapsed import local_day
from desk_app.progress.measuring import Scope, in_period
from desk_app.progress.messages import Figures, Part
from desk_app.progress.watches import IN_WORK
from desk_app.relations.models import Space
from desk_app.tickets.clocks import Mark, log_of, run_clock
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind, TicketStatus
from desk_app.tickets.models import OPEN_WORK, Ticket, TicketEvent

AT_ONCE = 500
"""Tickets in one question about timelines."""

_LINKS = (AgreementKind.OLA, AgreementKind.SUPPLIER)
_NOT_OURS = frozenset({PendingReason.CUSTOMER})
"""While a ticket does not wait for the supplier, the clock of the supplier stands still as if for a customer."""


@dataclass(frozen=True, slots=True)
class Stint:
    """What one link had to do for one ticket; ``done_at`` None: it is busy with it. Moments UTC."""

    ticket_id: int
    agreement_id: int
    target_id: int
    due_at: datetime
    done_at: datetime | None

    def late_seconds(self, now: datetime) -> int:
        """Elapsed, or so far; 0 when it was in time."""
        return max(0, int(((self.done_at or now) - self.due_at).total_seconds()))

    def is_in(self, part: Part, now: datetime) -> bool:
        """Whether it stands behind this part of a figure."""
        late = self.late_seconds(now) > 0
        if self.done_at is None:
            return part is Part.OPEN_LATE and late
        return part is Part.ALL or (part is Part.MISSED and late) or (part is Part.MET and not late)


def read_stints(session: Session, scope: Scope, which: ColumnElement[bool]) -> list[Stint]:
    """Of the agreements with teams and suppliers that meet ``which``: what was completed in the period, and what they
    are busy with now."""
    reader = TermsReader(session)
    found: list[Stint] = []
    for agreement in session.execute(select(*_AGREEMENT).where(Agreement.kind.in_(_LINKS), which)).all():
        targets = _targets(session, agreement.id)
        if targets:
            found += _of_agreement(session, scope, agreement, targets, reader)
    return found


def link_of(session: Session, agreement_id: int | None, target_id: int | None) -> int | None:
    """The agreement with a team or a supplier that is meant; None: it is one with customers, or none at all."""
    query = select(Agreement.id).where(Agreement.kind.in_(_LINKS))
    if target_id is not None:
        target = select(AgreementTarget.agreement_id).where(AgreementTarget.id == target_id)
        return session.scalar(query.where(Agreement.id.in_(target)))
    return None if agreement_id is None else session.scalar(query.where(Agreement.id == agreement_id))


def figures_of(stints: Iterable[Stint], now: datetime) -> Figures:
    """The figures of some of them."""
    done = [stint for stint in stints if stint.done_at is not None]
    late = sorted(seconds // 60 for stint in done if (seconds := stint.late_seconds(now)))
    return Figures(
        n=len(done),
        met=len(done) - len(late),
        late_median=late[-(-len(late) // 2) - 1] if late else None,
        late_p90=late[-(-len(late) * 9 // 10) - 1] if late else None,
        open_late=sum(stint.is_in(Part.OPEN_LATE, now) for stint in stints),
    )


_AGREEMENT = (
    Agreement.id,
    Agreement.kind,
    Agreement.team_id,
    Agreement.valid_from,
    Agreement.valid_until,
    Agreement.renewal,
    Agreement.notice_given_on,
)


def _targets(session: Session, agreement_id: int) -> list[Target]:
    ids = select(AgreementTarget.id).where(AgreementTarget.agreement_id == agreement_id, AgreementTarget.active)
    return [target for one in session.scalars(ids).all() if (target := read_target(session, one)) is not None]


def _of_agreement(
    session: Session,
    scope: Scope,
    agreement: Any,  # noqa: ANN401 -- a row of ``_AGREEMENT``
    targets: Sequence[Target],
    reader: TermsReader,
) -> Iterator[Stint]:
    for ticket, lines in _tickets(session, scope, _covered(agreement)):
        log = _log_of_team(ticket, lines, agreement.team_id) if agreement.team_id else _log_of_supplier(lines)
        if not log:
            continue
        day = local_day(log[0].at)
        asked = Asked(ticket.kind, ticket.catalogue_item_id, ticket.priority, ticket.building_id, None, day)
        order = in_order(targets, asked)
        if not order or not holds_on(agreement, day):
            continue
        terms = reader.terms(order[0], kind=ticket.kind, lead=None)
        if not agreement.team_id:
            terms = replace(terms, pauses=_NOT_OURS)
        clock = run_clock(log[0].at, log, terms)
        if (ticket.completed_at is None) is not (clock.done_at is None):
            continue  # a supplier who is through with an open ticket: it counts when the ticket is ready
        yield Stint(ticket.id, agreement.id, order[0].id, clock.due_at, clock.done_at)


def _covered(agreement: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- a row of ``_AGREEMENT``
    """The tickets that may fall under it: of the team, of the products; without a list of products a team does all."""
    items = select(agreement_items.c.item_id).where(agreement_items.c.agreement_id == agreement.id)
    named = Ticket.catalogue_item_id.in_(items)
    if agreement.kind is AgreementKind.SUPPLIER:
        return named
    return and_(Ticket.team_id == agreement.team_id, or_(~items.exists(), named))


def _tickets(session: Session, scope: Scope, covered: ColumnElement[bool]) -> Iterator[tuple[Any, list[Any]]]:
    """Each with its timeline, oldest first, without what was undone."""
    columns = select(
        Ticket.id,
        Ticket.kind,
        Ticket.status,
        Ticket.catalogue_item_id,
        Ticket.priority,
        Space.building_id,
        Ticket.registered_at,
        Ticket.completed_at,
    ).outerjoin(Space, Space.id == Ticket.space_id)
    tickets = [
        *session.execute(columns.where(in_period(scope.period), covered, *scope.wanted)),
        *session.execute(columns.where(OPEN_WORK, IN_WORK, covered, *scope.wanted)),
    ]
    for first in range(0, len(tickets), AT_ONCE):
        some = tickets[first : first + AT_ONCE]
        lines = _timelines(session, [ticket.id for ticket in some])
        for ticket in some:
            yield ticket, lines.get(ticket.id, [])


def _timelines(session: Session, ticket_ids: Sequence[int]) -> Mapping[int, list[Any]]:
    line = TicketEvent
    query = (
        select(line.ticket_id, line.at, line.kind, line.for_customer, line.changes, line.command_id)
        .where(line.ticket_id.in_(ticket_ids), line.kind.not_in(_SILENT))
        .order_by(line.ticket_id, line.id)
    )
    found = {}
    for ticket_id, rows in groupby(session.execute(query), key=lambda row: row.ticket_id):
        lines = list(rows)
        undone = {row.changes["command"][0] for row in lines if row.kind is TicketEventKind.UNDONE}
        found[ticket_id] = [row for row in lines if row.command_id is None or row.command_id not in undone]
    return found


_SILENT = (
    TicketEventKind.NOTE,
    TicketEventKind.MESSAGE,
    TicketEventKind.PRINTED,
    TicketEventKind.MAILED,
    TicketEventKind.WARNED,
)


def _log_of_team(ticket: Any, lines: Sequence[Any], team_id: int) -> list[Mark]:  # noqa: ANN401 -- a row
    """How the ticket stood from the last time it came to the team; the first mark is its arrival."""
    came = max(
        (place for place, line in enumerate(lines) if (line.changes.get("team_id") or [None, None])[1] == team_id),
        default=-1,
    )
    at = ticket.registered_at if came < 0 else max(lines[came].at, ticket.registered_at)
    whole, before = log_of(lines), log_of(lines[: came + 1])
    stood = before[-1] if before else Mark(at, TicketStatus.NEW)
    log = [replace(stood, at=at), *whole[len(before) :]]
    if ticket.completed_at is not None and log[-1].status in _UNDONE:  # brought in without a timeline
        log.append(Mark(ticket.completed_at, TicketStatus.COMPLETED))
    return log


_UNDONE = frozenset({TicketStatus.NEW, TicketStatus.IN_PROGRESS, TicketStatus.PENDING})


def _log_of_supplier(lines: Sequence[Any]) -> list[Mark]:
    """When it waited for the supplier (as work in progress), and when not (as waiting); done when the last wait ended.
    Empty: it never did."""
    log: list[Mark] = []
    for mark in log_of(lines):
        waits = mark.status is TicketStatus.PENDING and mark.reason is PendingReason.SUPPLIER
        if waits:
            log.append(Mark(mark.at, TicketStatus.IN_PROGRESS))
        elif log and log[-1].status is TicketStatus.IN_PROGRESS:
            log.append(Mark(mark.at, TicketStatus.PENDING, PendingReason.CUSTOMER))
    if log and log[-1].status is TicketStatus.PENDING:
        log[-1] = Mark(log[-1].at, TicketStatus.COMPLETED)
    return log
