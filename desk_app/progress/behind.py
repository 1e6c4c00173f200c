# SPDX-License-Identifier: EUPL-1.2
"""The tickets behind a figure, each late one with its cause."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desk_app.catalogue.wording import in_language
from desk_app.contracts.models import Agreement, AgreementTarget
from desk_app.core.actor import Actor
from desk_app.progress.causes import LateStep, Line, cause_of
from desk_app.progress.elapsed import SecondsBetween
from desk_app.progress.links import AT_ONCE, Stint
from desk_app.progress.measuring import LATE_SECONDS, Scope, measured
from desk_app.progress.messages import Measured, MeasuredRow, Part
from desk_app.progress.surroundings import still_counts
from desk_app.tickets.models import Ticket, TicketEvent, TicketStep
from desk_app.tickets.visibility import visible_to

_COPIED = tuple(name for name in MeasuredRow.__slots__ if name in Ticket.__table__.c)
"""The fields of a row that are columns of the ticket."""


def read_measured(session: Session, actor: Actor, scope: Scope, part: Part, limit: int) -> Measured:
    """The tickets of one part that the actor may see, longest late first, then the last that were ready."""
    condition = measured(scope, part)
    total = session.scalar(select(func.count()).select_from(Ticket).where(condition)) or 0
    seen = select(func.count()).select_from(Ticket).where(condition, visible_to(actor))
    query = _columns().where(condition, visible_to(actor)).order_by(*_order(part), Ticket.id.desc()).limit(limit)
    found = session.execute(query).all()
    late = {row.id: seconds for row in found if (seconds := _late_seconds(row, scope.now)) is not None}
    causes = _causes(session, [row for row in found if row.id in late or _is_met(row) is False], scope.now)
    rows = tuple(_row(row, late.get(row.id), causes.get(row.id, "")) for row in found)
    return Measured(rows, total, total - (session.scalar(seen) or 0))


def read_stint_rows(
    session: Session, actor: Actor, stints: Iterable[Stint], part: Part, now: datetime, limit: int
) -> Measured:
    """The same for what a team or a supplier had to do: with their due time, and when they were done with it."""
    wanted = {stint.ticket_id: stint for stint in stints if stint.is_in(part, now)}
    order = sorted(wanted, key=lambda ticket_id: (-wanted[ticket_id].late_seconds(now), -ticket_id))
    seen: list[int] = []
    for first in range(0, len(order), AT_ONCE):
        some = order[first : first + AT_ONCE]
        visible = set(session.scalars(select(Ticket.id).where(Ticket.id.in_(some), visible_to(actor))))
        seen += [ticket_id for ticket_id in some if ticket_id in visible]
    found = {row.id: row for row in session.execute(_columns().where(Ticket.id.in_(seen[:limit])))}
    late = [found[ticket_id] for ticket_id in seen[:limit] if wanted[ticket_id].late_seconds(now)]
    causes = _causes(session, late, now)
    rows = tuple(
        replace(
            _row(found[ticket_id], wanted[ticket_id].late_seconds(now) or None, causes.get(ticket_id, "")),
            due_at=wanted[ticket_id].due_at,
            completed_at=wanted[ticket_id].done_at,
            met=None if wanted[ticket_id].done_at is None else not wanted[ticket_id].late_seconds(now),
        )
        for ticket_id in seen[:limit]
    )
    return Measured(rows, len(order), len(order) - len(seen))


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(getattr(Ticket, name) for name in _COPIED),
            Ticket.registered_at,
            Ticket.late_reason,
            Ticket.met_at_source,
            Agreement.code.label("agreement"),
        )
        .outerjoin(AgreementTarget, AgreementTarget.id == Ticket.target_id)
        .outerjoin(Agreement, Agreement.id == AgreementTarget.agreement_id)
    )


def _order(part: Part) -> tuple[Any, ...]:
    if part is Part.MISSED:
        return (LATE_SECONDS.desc().nulls_last(),)
    if part is Part.OPEN_LATE:
        return (Ticket.due_at,)
    return (Ticket.completed_at.desc(),)


def _is_met(row: Any) -> bool | None:  # noqa: ANN401 -- a row of the query
    """None while it is open, and for what has neither a due time nor a word of the old program."""
    if row.completed_at is None:
        return None
    return bool(row.completed_at <= row.due_at) if row.due_at is not None else row.met_at_source


def _late_seconds(row: Any, now: datetime) -> int | None:  # noqa: ANN401 -- a row of the query
    """How much too late it was, or is by now; None: not late, or nobody can say."""
    if row.due_at is None:
        return None
    seconds = int(((row.completed_at or now) - row.due_at).total_seconds())
    return seconds if seconds > 0 else None


def _row(row: Any, late_seconds: int | None, cause: str) -> MeasuredRow:  # noqa: ANN401 -- a row of the query
    return MeasuredRow(
        agreement=row.agreement or "",
        late_minutes=None if late_seconds is None else late_seconds // 60,
        met=_is_met(row),
        cause=cause,
        **{name: getattr(row, name) for name in _COPIED},
    )


def _causes(session: Session, late: Sequence[Any], now: datetime) -> dict[int, str]:
    """What somebody wrote, else what the timeline shows."""
    told = {row.id: row.late_reason for row in late if row.late_reason}
    ids = [row.id for row in late if not row.late_reason]
    if not ids:
        return told
    lines: dict[int, list[Line]] = {}
    events = (
        select(TicketEvent.ticket_id, TicketEvent.at, TicketEvent.kind, TicketEvent.changes)
        .where(TicketEvent.ticket_id.in_(ids), still_counts(TicketEvent))
        .order_by(TicketEvent.ticket_id, TicketEvent.id)
    )
    for ticket_id, *columns in session.execute(events):
        lines.setdefault(ticket_id, []).append(Line(*columns))
    steps: dict[int, list[LateStep]] = {}
    step = TicketStep
    too_late = SecondsBetween(step.due_at, step.done_at)
    slow = select(step.ticket_id, step.name, step.name_en, too_late).where(
        step.ticket_id.in_(ids), step.done_at > step.due_at
    )
    for ticket_id, name, name_en, seconds in session.execute(slow):
        one = LateStep(in_language(name, name_en), timedelta(seconds=seconds))
        steps.setdefault(ticket_id, []).append(one)
    return told | {
        row.id: cause_of(row.registered_at, row.completed_at or now, lines.get(row.id, ()), steps.get(row.id, ()))
        for row in late
        if row.id in set(ids)
    }
