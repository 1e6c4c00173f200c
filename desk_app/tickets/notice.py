# SPDX-License-Identifier: EUPL-1.2
"""The completion notice, from what is stored."""

from sqlalchemy.orm import Session

from desk_app.contracts.calendar_reading import read_calendar
from desk_app.contracts.opening import opening_hours
from desk_app.core import formats
from desk_app.core.codes import code_of
from desk_app.core.i18n import N_, catalogue
from desk_app.core.settings import Settings
from desk_app.printing.documents import CompletionNotice, PickUp, Result
from desk_app.relations.models import Person
from desk_app.relations.names import slip_name
from desk_app.tickets.clock_keeping import read_clock
from desk_app.tickets.lifecycle import Outcome
from desk_app.tickets.models import Ticket
from desk_app.tickets.paper import language_of, letterhead, slip_kind
from desk_app.tickets.prices import vat_of, with_vat
from desk_app.tickets.sold import subject_in

SHELF = N_("Shelf {shelf}")
_RESULTS = {Outcome.SOLVED: Result.SOLVED, Outcome.PARTLY: Result.PARTLY, Outcome.NOT_SOLVED: Result.NOT}


def notice_of(session: Session, settings: Settings, ticket: Ticket, counter: str = "") -> CompletionNotice:
    """The notice of a completed ticket; raises ValueError when it is not completed."""
    if ticket.completed_at is None:
        raise ValueError(ticket.number)
    person = session.get(Person, ticket.requester_id) if ticket.requester_id else None
    language = language_of(person.language if person else settings.language)
    pick_up = None
    if ticket.shelf:
        place = catalogue(language).gettext(SHELF).format(shelf=ticket.shelf)
        pick_up = PickUp(place, opening_hours=opening_hours(read_calendar(session), language))
    return CompletionNotice(
        letterhead=letterhead(settings, counter, language, named=person is not None),
        language=language,
        kind=slip_kind(session, ticket),
        number=ticket.number,
        code=code_of(ticket.number),
        customer=slip_name(person.given_name, person.infix, person.family_name) if person else "",
        reported=formats.moment_plain(ticket.registered_at, language),
        completed=formats.moment_plain(ticket.completed_at, language),
        subject=subject_in(session, ticket, language),
        work_done=ticket.resolution,
        result=_RESULTS[ticket.outcome or Outcome.SOLVED],
        next_step=str(ticket.details.get("next_step", "")),
        delay=_delay(session, ticket, language),
        delay_reason=ticket.late_reason,
        price=with_vat(ticket.price_cents, vat_of(session, ticket), language) if ticket.price_cents else "",
        pick_up=pick_up,
        reopen_days=settings.reopen_working_days,
        confidential=ticket.confidential,
    )


def _delay(session: Session, ticket: Ticket, language: str) -> str:
    """How much later than the customer was told; while we waited for them, that moment moved on."""
    if ticket.promised_at is None or ticket.completed_at is None or ticket.completed_at <= ticket.promised_at:
        return ""
    promised_at = read_clock(session, ticket).moved(ticket.promised_at, ticket.completed_at)
    if ticket.completed_at <= promised_at:
        return ""
    return formats.duration(max(1, int((ticket.completed_at - promised_at).total_seconds() // 60)), language)
