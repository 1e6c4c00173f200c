# SPDX-License-Identifier: EUPL-1.2
"""What the documents of a ticket have in common: letterhead, kind, promise in words."""

from typing import Literal

from desk_app.catalogue.models import TicketKind
from desk_app.core import formats
from desk_app.core.settings import Settings
from desk_app.printing.documents import Letterhead, Promise, PromiseKind, SlipKind
from desk_app.printing.wording import privacy_notice
from desk_app.tickets.models import Ticket


def letterhead(settings: Settings, counter: str, language: Literal["nl", "en"], *, named: bool) -> Letterhead:
    """Who the paper is from; the privacy notice only when it bears a name."""
    notice = privacy_notice(settings.retention_years, settings.privacy_address, language) if named else ""
    return Letterhead(settings.organisation, counter, settings.phone, notice)


def slip_kind(ticket: Ticket) -> SlipKind:
    """What the customer came for; a request without product is a wish, unless it is non-standard."""
    if ticket.kind is TicketKind.COMPLAINT:
        return SlipKind.COMPLAINT
    if ticket.kind is TicketKind.INCIDENT:
        return SlipKind.INCIDENT
    if ticket.kind is TicketKind.INFORMATION:
        return SlipKind.QUESTION
    is_wish = ticket.catalogue_item_id is None and not ticket.details.get("non_standard")
    return SlipKind.WISH if is_wish else SlipKind.ORDER


def promise_of(ticket: Ticket, language: Literal["nl", "en"]) -> Promise | None:
    """What the customer was told, in words; "you hear from us" where the answer is still a plan."""
    if ticket.completed_at is not None:
        return Promise(PromiseKind.DONE, formats.moment_plain(ticket.completed_at, language))
    if ticket.promised_at is None:
        return None
    hears = slip_kind(ticket) in (SlipKind.WISH, SlipKind.COMPLAINT) or bool(ticket.details.get("non_standard"))
    kind = PromiseKind.HEAR_BY if hears else PromiseKind.READY_BY
    return Promise(kind, formats.moment_long(ticket.promised_at, language), ticket.promise_reason)


def language_of(code: str | None) -> Literal["nl", "en"]:
    """The language of a customer's paper; Dutch when unknown."""
    return "en" if code == "en" else "nl"


def visit_reference(interaction_id: int) -> str:
    """How a visit with several tickets is called on its slip."""
    return f"B{interaction_id}"
