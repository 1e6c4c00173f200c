# SPDX-License-Identifier: EUPL-1.2
"""The slip of a visit, from what is stored: the same at registration and at every copy."""

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import TicketKind
from desk_app.core import formats
from desk_app.core.codes import code_of
from desk_app.core.settings import Settings
from desk_app.identity.models import Counter, Team
from desk_app.interactions.models import Interaction
from desk_app.printing.documents import Receipt, ReceiptEntry
from desk_app.relations.models import Person
from desk_app.relations.names import slip_name
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.models import Ticket
from desk_app.tickets.paper import language_of, letterhead, promise_of, slip_kind, visit_reference


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
        entries=tuple(_entry(settings, ticket, teams.get(ticket.team_id or 0, ""), language) for ticket in shown),
        by_mail=bool(person and person.email),
    )


def _entry(settings: Settings, ticket: Ticket, team: str, language: Literal["nl", "en"]) -> ReceiptEntry:
    answered = ticket.kind is TicketKind.INFORMATION and ticket.completed_at is not None
    return ReceiptEntry(
        kind=slip_kind(ticket),
        number=ticket.number,
        code=code_of(ticket.number),
        subject=ticket.subject,
        description=ticket.description,
        promise=promise_of(ticket, language),
        team=team,
        price=formats.money(ticket.price_cents, language) if ticket.price_cents else "",
        answer=ticket.resolution if answered else "",
        follow_up=settings.complaint_follow_up if ticket.kind is TicketKind.COMPLAINT else "",
        confidential=ticket.confidential,
    )
