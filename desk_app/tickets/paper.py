# SPDX-License-Identifier: EUPL-1.2
"""What the documents of a ticket have in common: letterhead, kind, promise in words."""

from typing import Literal

from sqlalchemy.orm import Session

from desk_app.catalogue.models import TicketKind
from desk_app.core import formats
from desk_app.core.settings import Settings
from desk_app.printing.documents import Letterhead, Promise, PromiseKind, SlipKind
from desk_app.printing.wording import privacy_notice
from desk_app.tickets.models import Ticket
from desk_app.tickets.sold import is_idea


def letterhead(settings: Settings, counter: str, language: Literal["nl", "en"], *, named: bool) -> Letterhead:
    """Who the paper is from; the privacy notice only when it bears a name."""
    notice = privacy_notice(settings.retention_years, settings.privacy_address, language) if named else ""
    return Letterhead(settings.organisation, counter, settings.phone, notice)


def slip_kind(session: Session, ticket: Ticket) -> SlipKind:
    """What the customer came for. A request is a wish when it is an idea from the catalogue, or without product unless
    it is non-standard."""
    if ticket.kind is TicketKind.COMPLAINT:
        return SlipKind.COMPLAINT
    if ticket.kind is TicketKind.INCIDENT:
        return SlipKind.INCIDENT
    if ticket.kind is TicketKind.INFORMATION:
        return SlipKind.QUESTION
    if ticket.catalogue_item_id is None:
        return SlipKind.ORDER if ticket.details.get("non_standard") else SlipKind.WISH
    return SlipKind.WISH if is_idea(session, ticket) else SlipKind.ORDER


def promise_of(ticket: Ticket, kind: SlipKind, language: Literal["nl", "en"]) -> Promise | None:
    """What the customer was told, in words; ``kind`` as ``slip_kind`` says; "you hear from us" where the answer is still a plan."""
    if ticket.completed_at is not None:
        return Promise(PromiseKind.DONE, formats.moment_plain(ticket.completed_at, language))
    if ticket.promised_at is None:
        return None
    hears = kind in (SlipKind.WISH, SlipKind.COMPLAINT) or bool(ticket.details.get("non_standard"))
    what = PromiseKind.HEAR_BY if hears else PromiseKind.READY_BY
    return Promise(what, formats.moment_long(ticket.promised_at, language), ticket.promise_reason)


def language_of(code: str | None) -> Literal["nl", "en"]:
    """The language of a customer's paper; Dutch when unknown."""
    return "en" if code == "en" else "nl"


def visit_reference(interaction_id: int) -> str:
    """How a visit with several tickets is called on its slip."""
    return f"B{interaction_id}"
