# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a team: products and their steps, cells of the matrix, open work, agreements, and what no product routes."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem, CellPolicy, ItemStatus, ProcessStep
from desk_app.contracts.in_force import not_over
from desk_app.contracts.models import Agreement
from desk_app.core.i18n import _, ngettext
from desk_app.identity.models import Team
from desk_app.intake.terms import ACCOUNT_MANAGEMENT, FIRST_LINE
from desk_app.tickets.lifecycle import StepStatus
from desk_app.tickets.models import OPEN_WORK, Ticket, TicketStep


def uses_of_team(session: Session, team_id: int, day: date) -> tuple[str, ...]:
    """Each in a few words, what is most work first; nothing of what is no longer offered, or over on ``day`` (local)."""
    found = [*_open_work(session, team_id)]
    if session.scalar(select(Team.code).where(Team.id == team_id)) in (FIRST_LINE, ACCOUNT_MANAGEMENT):
        found.append(_("the questions that belong to no product"))
    offered = CatalogueItem.status != ItemStatus.RETIRED
    items = select(CatalogueItem.name).where(CatalogueItem.team_id == team_id, offered).order_by(CatalogueItem.name)
    found += session.scalars(items)
    return (*found, *_steps(session, team_id), *_cells(session, team_id), *_agreements(session, team_id, day))


def _open_work(session: Session, team_id: int) -> list[str]:
    found = []
    tickets = session.scalar(select(func.count(Ticket.id)).where(Ticket.team_id == team_id, OPEN_WORK)) or 0
    if tickets:
        found.append(ngettext("{count} open ticket", "{count} open tickets", tickets).format(count=tickets))
    waiting = TicketStep.status.in_((StepStatus.WAITING, StepStatus.READY))
    steps = (
        session.scalar(
            select(func.count(TicketStep.id))
            .join(Ticket, Ticket.id == TicketStep.ticket_id)
            .where(TicketStep.team_id == team_id, waiting, OPEN_WORK)
        )
        or 0
    )
    if steps:
        found.append(
            ngettext("{count} step of an open ticket", "{count} steps of open tickets", steps).format(count=steps)
        )
    return found


def _steps(session: Session, team_id: int) -> list[str]:
    query = (
        select(ProcessStep.name, CatalogueItem.name)
        .join(CatalogueItem, CatalogueItem.id == ProcessStep.item_id)
        .where(ProcessStep.team_id == team_id, CatalogueItem.status != ItemStatus.RETIRED)
        .order_by(CatalogueItem.name, ProcessStep.position)
    )
    return [_("step {step} of {item}").format(step=f"“{step}”", item=item) for step, item in session.execute(query)]


def _cells(session: Session, team_id: int) -> list[str]:
    count = len(session.scalars(select(CellPolicy.complexity).where(CellPolicy.team_id == team_id)).all())
    if not count:
        return []
    return [ngettext("{count} cell of the matrix", "{count} cells of the matrix", count).format(count=count)]


def _agreements(session: Session, team_id: int, day: date) -> list[str]:
    query = select(Agreement.code, Agreement.name).where(Agreement.team_id == team_id, not_over(day))
    found = session.execute(query.order_by(Agreement.code))
    return [_("the agreement {code} · {name}").format(code=code, name=name) for code, name in found]
