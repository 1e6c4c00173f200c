# SPDX-License-Identifier: EUPL-1.2
"""Asking for approval within a command: the request, and the mail with its code, which goes when the request does."""

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem
from desk_app.core.db import Unit
from desk_app.core.settings import read_settings
from desk_app.core.worktime import Calendar, add_working_minutes
from desk_app.mail.models import MailState
from desk_app.mail.service import queue_mail, queued_mail
from desk_app.process.deciders import Approver
from desk_app.process.models import Approval, Decision
from desk_app.process.request_mail import Request, request_mail
from desk_app.process.tokens import hash_of, letters_of, new_token
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import APPROVAL, MAIL, StepWork, load_steps

WORKING_DAY_MINUTES = 480
_CODE = re.compile(r"X(?:-[0-9A-Z]{4}){3}")


def requests_of(unit: Unit, step: TicketStep) -> list[Approval]:
    """Everything that was asked about a step and not withdrawn, oldest first."""
    query = select(Approval).where(Approval.step_id == step.id, Approval.decision != Decision.WITHDRAWN)
    return list(unit.session.scalars(query.order_by(Approval.id)))


def withdraw_requests(work: StepWork, step: TicketStep) -> None:
    """What was asked about this step, or answered, no longer counts."""
    for request in requests_of(work.unit, step):
        work.set_of(APPROVAL, request, decision=Decision.WITHDRAWN)
        hold_mail(work, request)


def hold_mail(work: StepWork, request: Approval) -> None:
    """The mail of a request that no longer stands does not go out, unless it did; it is known by the code in it."""
    if request.token_hash is None:
        return
    for mail in queued_mail(work.unit, work.ticket.number):
        if any(hash_of(letters_of(code) or "") == request.token_hash for code in _CODE.findall(mail.body)):
            work.set_of(MAIL, mail, state=MailState.CANCELLED)


def let_go(unit: Unit, ticket: Ticket) -> dict[str, list[Any]]:
    """The ticket ends, so nobody is asked about it any more; what was answered stays. Answers the changes, for undo."""
    work = StepWork(unit, ticket)
    for step in load_steps(unit, ticket):
        for request in requests_of(unit, step):
            if request.decision is Decision.ASKED:
                work.set_of(APPROVAL, request, decision=Decision.WITHDRAWN)
                hold_mail(work, request)
    return work.changes


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
        requester=display_name(person.given_name, person.infix, person.family_name) if person else "",
        quantity=ticket.quantity,
        price_cents=ticket.price_cents,
        cost_centre=ticket.cost_centre,
        approver=request.approver,
        on_behalf_of=request.on_behalf_of,
        expires_at=request.expires_at,
        token=token,
    )
