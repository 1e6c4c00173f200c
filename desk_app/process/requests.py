# SPDX-License-Identifier: EUPL-1.2
"""Asking for approval within a command: who decides today, the request, the mail with its code."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desk_app.catalogue.models import CatalogueItem
from desk_app.core.clock import local
from desk_app.core.db import Unit
from desk_app.core.settings import read_settings
from desk_app.core.worktime import Calendar, add_working_minutes
from desk_app.mail.service import queue_mail
from desk_app.process.models import Approval, Decision
from desk_app.process.request_mail import Request, request_mail
from desk_app.process.tokens import hash_of, letters_of, new_token
from desk_app.relations.models import BudgetDelegation, CostCentre, Person
from desk_app.relations.names import display_name
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import APPROVAL, StepWork

WORKING_DAY_MINUTES = 480


@dataclass(frozen=True, slots=True)
class Approver:
    """Who is asked; ``on_behalf_of`` is the budget holder when somebody stands in. ``person_id`` None: only a name."""

    person_id: int | None
    name: str
    on_behalf_of: str = ""
    email: str = ""
    language: str = ""


def holder_of(session: Session, cost_centre: str, day: date) -> Approver | None:
    """Who decides about a cost centre (by code) on ``day`` (local): the budget holder, or who stands in for them."""
    if not cost_centre.strip():
        return None
    holder, delegate = aliased(Person), aliased(Person)
    stands_in = (
        (BudgetDelegation.holder_id == CostCentre.holder_id)
        & (BudgetDelegation.valid_from <= day)
        & (BudgetDelegation.valid_until >= day)
    )
    query = (
        select(holder, delegate)
        .select_from(CostCentre)
        .join(holder, holder.id == CostCentre.holder_id)
        .outerjoin(BudgetDelegation, stands_in)
        .outerjoin(delegate, (delegate.id == BudgetDelegation.delegate_id) & delegate.active)
        .where(CostCentre.code == cost_centre.strip(), CostCentre.active)
        .order_by(delegate.id.is_(None), BudgetDelegation.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    if row[1] is not None:
        return _approver(row[1], on_behalf_of=_name(row[0]))
    return _approver(row[0]) if row[0].active else None


def person_as_approver(session: Session, person_id: int, cost_centre: str, day: date) -> Approver | None:
    """This person, on behalf of the budget holder when they stand in; None when they are not there."""
    decides = holder_of(session, cost_centre, day)
    if decides is not None and decides.person_id == person_id:
        return decides
    person = session.get(Person, person_id)
    return _approver(person) if person is not None and person.active else None


def requests_of(unit: Unit, step: TicketStep) -> list[Approval]:
    """Everything that was asked about a step and not withdrawn, oldest first."""
    query = select(Approval).where(Approval.step_id == step.id, Approval.decision != Decision.WITHDRAWN)
    return list(unit.session.scalars(query.order_by(Approval.id)))


def withdraw_requests(work: StepWork, step: TicketStep) -> None:
    """What was asked about this step, or answered, no longer counts."""
    for request in requests_of(work.unit, step):
        work.set_of(APPROVAL, request, decision=Decision.WITHDRAWN)


def ask(work: StepWork, step: TicketStep, approver: Approver, calendar: Calendar) -> Approval:
    """Asks ``approver``, by mail when they have an address; what was asked before no longer counts."""
    unit, ticket = work.unit, work.ticket
    withdraw_requests(work, step)
    settings = read_settings(unit.session)
    token = new_token() if approver.email else ""
    request = open_request(
        work,
        step,
        approver,
        token_hash=hash_of(letters_of(token) or "") if token else None,
        expires_at=add_working_minutes(calendar, unit.now, settings.approval_days * WORKING_DAY_MINUTES),
    )
    if token:
        subject, body = request_mail(_request(unit.session, ticket, request, token), settings, approver.language)
        queue_mail(unit, about=ticket.number, address=approver.email, name=approver.name, subject=subject, body=body)
    return request


def open_request(work: StepWork, step: TicketStep, approver: Approver, **columns: object) -> Approval:
    """A request as it is stored; taken back it is withdrawn, so that its code never works again."""
    request = Approval(
        step_id=step.id,
        cost_centre=work.ticket.cost_centre,
        approver_id=approver.person_id,
        approver=approver.name,
        on_behalf_of=approver.on_behalf_of,
        asked_at=work.unit.now,
        **{"decision": Decision.ASKED, **columns},
    )
    work.unit.session.add(request)
    work.unit.session.flush()
    work.keep(APPROVAL, request, "decision", Decision.WITHDRAWN, request.decision)
    work.keep(APPROVAL, request, "approver", request.approver, request.approver)
    return request


def _request(session: Session, ticket: Ticket, request: Approval, token: str) -> Request:
    item = session.get(CatalogueItem, ticket.catalogue_item_id) if ticket.catalogue_item_id else None
    person = session.get(Person, ticket.requester_id) if ticket.requester_id else None
    return Request(
        number=ticket.number,
        name=item.name if item else ticket.subject,
        name_en=item.name_en if item else "",
        # what a confidential complaint is about stays with us
        description="" if ticket.confidential else ticket.description,
        requester=_name(person) if person else "",
        quantity=ticket.quantity,
        price_cents=ticket.price_cents,
        cost_centre=ticket.cost_centre,
        approver=request.approver,
        on_behalf_of=request.on_behalf_of,
        expires_at=request.expires_at,
        token=token,
    )


def _approver(person: Person, on_behalf_of: str = "") -> Approver:
    return Approver(person.id, _name(person), on_behalf_of, person.email or "", person.language)


def _name(person: Person) -> str:
    return display_name(person.given_name, person.infix, person.family_name)


def today_of(unit: Unit) -> date:
    """The date at the desk."""
    return local(unit.now).date()
