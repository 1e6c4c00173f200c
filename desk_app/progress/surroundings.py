# SPDX-License-Identifier: EUPL-1.2
"""What lies around a handful of tickets: their step, what the customer was told, who was warned, the supplier.

Each is one question for all of them; ask it for the rows of one page, not for a year.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from desk_app.catalogue.wording import in_language
from desk_app.contracts.in_force import in_force
from desk_app.contracts.models import Agreement, AgreementKind, agreement_items
from desk_app.core.i18n import _
from desk_app.identity.models import Team
from desk_app.progress.messages import Told, WarningRow
from desk_app.progress.models import TicketWarning
from desk_app.progress.reasons import StepFacts
from desk_app.relations.models import Supplier
from desk_app.tickets.lifecycle import StepStatus, TicketEventKind
from desk_app.tickets.models import TicketEvent, TicketStep

WARNING_COLUMNS = tuple(getattr(TicketWarning, name) for name in WarningRow.__slots__)


def still_counts(event: Any) -> ColumnElement[bool]:  # noqa: ANN401 -- TicketEvent, or an alias of it
    """The command of this event was not undone."""
    undoing = aliased(TicketEvent)
    undone = exists().where(
        undoing.ticket_id == event.ticket_id,
        undoing.kind == TicketEventKind.UNDONE,
        undoing.changes["command"][0].as_string() == event.command_id,
    )
    return or_(event.command_id.is_(None), ~undone)


def read_steps(session: Session, ticket_ids: Sequence[int]) -> dict[int, StepFacts]:
    """Per ticket the first step that can be done; else the first that is to come."""
    query = (
        select(
            TicketStep.ticket_id,
            TicketStep.name,
            TicketStep.name_en,
            TicketStep.kind,
            Team.name.label("team"),
            TicketStep.status,
            TicketStep.ready_at,
        )
        .outerjoin(Team, Team.id == TicketStep.team_id)
        .where(TicketStep.ticket_id.in_(ticket_ids), TicketStep.status.in_([StepStatus.READY, StepStatus.WAITING]))
        .order_by(TicketStep.ticket_id, TicketStep.position, TicketStep.id)
    )
    steps: dict[int, StepFacts] = {}
    for row in sorted(session.execute(query), key=lambda row: row.status is not StepStatus.READY):
        ready_at = row.ready_at if row.status is StepStatus.READY else None
        step = StepFacts(in_language(row.name, row.name_en), row.kind, row.team or "", ready_at)
        steps.setdefault(row.ticket_id, step)
    return steps


def read_told(session: Session, ticket_ids: Sequence[int]) -> dict[int, Told]:
    """Per ticket the last line that the customer read, or the last mail to them."""
    reads = or_(TicketEvent.for_customer, TicketEvent.kind == TicketEventKind.MAILED)
    last = _last_events(ticket_ids, reads)
    query = select(TicketEvent.ticket_id, TicketEvent.at, TicketEvent.text).where(TicketEvent.id.in_(last))
    return {row.ticket_id: Told(row.at, row.text or _("A mail.")) for row in session.execute(query)}


def read_waiting_since(session: Session, ticket_ids: Sequence[int]) -> dict[int, datetime]:
    """Per ticket the moment at which it was last put to wait."""
    last = _last_events(ticket_ids, TicketEvent.kind == TicketEventKind.WAITING)
    query = select(TicketEvent.ticket_id, TicketEvent.at).where(TicketEvent.id.in_(last))
    return {row.ticket_id: row.at for row in session.execute(query)}


def read_warnings(session: Session, ticket_ids: Sequence[int]) -> dict[int, tuple[int, WarningRow]]:
    """Per ticket how many warnings were given, and the last one."""
    numbers = (
        select(TicketWarning.ticket_id, func.count().label("many"), func.max(TicketWarning.id).label("last_id"))
        .where(TicketWarning.ticket_id.in_(ticket_ids))
        .group_by(TicketWarning.ticket_id)
        .subquery()
    )
    query = select(numbers.c.many, *WARNING_COLUMNS).join(numbers, numbers.c.last_id == TicketWarning.id)
    return {row.ticket_id: (row.many, WarningRow(*row[1:])) for row in session.execute(query)}


def read_suppliers(session: Session, item_ids: Iterable[int], day: date) -> Mapping[int, str]:
    """Per product the supplier of an agreement that names it and is in force on a local day."""
    query = (
        select(agreement_items.c.item_id, Supplier.name)
        .join(Agreement, Agreement.id == agreement_items.c.agreement_id)
        .join(Supplier, Supplier.id == Agreement.supplier_id)
        .where(
            agreement_items.c.item_id.in_(sorted(set(item_ids))),
            Agreement.kind == AgreementKind.SUPPLIER,
            in_force(day),
        )
        .order_by(Agreement.code.desc())
    )
    return {row.item_id: row.name for row in session.execute(query)}


def _last_events(ticket_ids: Sequence[int], which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(func.max(TicketEvent.id))
        .where(TicketEvent.ticket_id.in_(ticket_ids), which, still_counts(TicketEvent))
        .group_by(TicketEvent.ticket_id)
    )
