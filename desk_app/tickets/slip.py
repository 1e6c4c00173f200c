# SPDX-License-Identifier: EUPL-1.2
"""The slip of a visit, from what is stored: the same at registration and at every copy."""

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import StepKind, Supply, TicketKind
from desk_app.core import formats
from desk_app.core.codes import code_of
from desk_app.core.settings import Settings
from desk_app.identity.models import Counter, Team
from desk_app.interactions.models import Interaction
from desk_app.printing.documents import Delivery, Receipt, ReceiptEntry
from desk_app.relations.models import Person
from desk_app.relations.names import slip_name
from desk_app.tickets.answers import from_json, rows_of
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.paper import language_of, letterhead, promise_of, slip_kind, visit_reference
from desk_app.tickets.prices import vat_of, with_vat
from desk_app.tickets.sold import subject_in
from desk_app.tickets.steps import OVER


def receipt_of(session: Session, settings: Settings, tickets: Iterable[Ticket]) -> Receipt:
    """The slip with these tickets of one visit; a number that was voided is left out."""
    shown = [ticket for ticket in tickets if ticket.status is not TicketStatus.VOIDED]
    visit = session.get(Interaction, shown[0].interaction_id) if shown[0].interaction_id else None
    person = session.get(Person, shown[0].requester_id) if shown[0].requester_id else None
    counter = session.get(Counter, visit.counter_id) if visit and visit.counter_id else None
    language = language_of(person.language if person else settings.language)
    teams = dict(session.execute(select(Team.id, Team.public_name)).all())
    return Receipt(
        letterhead=letterhead(settings, counter.name if counter else "", language, named=person is not None),
        language=language,
        reference=visit_reference(visit.id) if visit else shown[0].number,
        moment=formats.moment_plain(shown[0].registered_at, language),
        customer=slip_name(person.given_name, person.infix, person.family_name) if person else "",
        entries=tuple(
            _entry(session, settings, ticket, teams.get(ticket.team_id or 0, ""), language) for ticket in shown
        ),
        by_mail=bool(person and person.email),
    )


def _entry(
    session: Session, settings: Settings, ticket: Ticket, team: str, language: Literal["nl", "en"]
) -> ReceiptEntry:
    answered = ticket.kind is TicketKind.INFORMATION and ticket.completed_at is not None
    kind = slip_kind(session, ticket)
    return ReceiptEntry(
        kind=kind,
        number=ticket.number,
        code=code_of(ticket.number),
        subject=subject_in(session, ticket, language),
        description=ticket.description,
        promise=promise_of(ticket, kind, language),
        team=team,
        price=with_vat(ticket.price_cents, vat_of(session, ticket), language) if ticket.price_cents else "",
        answer=ticket.resolution if answered else "",
        follow_up=settings.complaint_follow_up if ticket.kind is TicketKind.COMPLAINT else "",
        quantity=ticket.quantity,
        supply=_SUPPLIES[ticket.supply] if ticket.supply is not None else None,
        answers=rows_of(from_json(ticket.answers), language),
        confidential=ticket.confidential,
        approval=_waits_for_approval(session, ticket),
        cost_centre=ticket.cost_centre,
    )


_SUPPLIES = {Supply.STOCK: Delivery.STOCK, Supply.ORDER: Delivery.ORDER}


def _waits_for_approval(session: Session, ticket: Ticket) -> bool:
    """Whether somebody has to approve before all of it goes on."""
    step = select(TicketStep.id).where(TicketStep.ticket_id == ticket.id, TicketStep.kind == StepKind.APPROVE)
    return session.scalar(step.where(TicketStep.status.not_in(OVER)).limit(1)) is not None
