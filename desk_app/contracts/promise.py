# SPDX-License-Identifier: EUPL-1.2
"""What we promise: a moment in opening hours, with the reason that the customer reads. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.core import formats
from desk_app.core.i18n import catalogue
from desk_app.core.worktime import Calendar, add_working_minutes, closed_days

AT_ONCE_MINUTES = 30
"""A product that is done "at once" is late after half an hour that we are open."""

MINUTES_WITHOUT_PRODUCT: dict[TicketKind, int] = {
    TicketKind.COMPLAINT: 10 * 480,
    TicketKind.REQUEST: 5 * 480,
    TicketKind.INFORMATION: 480,
    TicketKind.INCIDENT: 480,
}
"""Open minutes when no product says otherwise; agreements per customer come on top of this."""


@dataclass(frozen=True, slots=True)
class Promise:
    """``due_at`` UTC; from ``soon_at`` on three quarters of the open time have gone; ``minutes`` open minutes."""

    due_at: datetime
    three_quarters_at: datetime
    minutes: int
    reason: str


def promise(calendar: Calendar, start: datetime, minutes: int, language: str) -> Promise:
    """When ``minutes`` open minutes after ``start`` (UTC) are over, and why then.

    The reason is like "8 werkuren; 5 mei gesloten", in the language of the customer.
    """
    term = minutes or AT_ONCE_MINUTES
    due = add_working_minutes(calendar, start, term)
    closed = [formats.day_of_month(day, language) for day in closed_days(calendar, start, due)]
    parts = [formats.working_duration(term, lang=language)]
    if closed:
        parts.append(catalogue(language).gettext("{days} closed").format(days=", ".join(closed)))
    return Promise(due, add_working_minutes(calendar, start, term * 3 // 4), term, "; ".join(parts))


def promise_for(calendar: Calendar, start: datetime, lead: LeadTime, language: str) -> Promise:
    """The promise of a product with this lead time, from ``start`` (UTC)."""
    if lead.unit is LeadUnit.CALENDAR_DAYS and not lead.is_at_once:
        return term_in_days(calendar, start, lead.amount, language)
    return promise(calendar, start, lead.minutes, language)


def term_in_days(calendar: Calendar, start: datetime, days: int, language: str) -> Promise:
    """A term in calendar days that law counts, such as that of a complaint; ends at closing time of the last day."""
    limit = start + timedelta(days=days)
    due = limit
    for first, last in calendar.spans(start):
        if first > limit:
            break
        due = min(last, limit)
    reason = catalogue(language).ngettext("{count} day", "{count} days", days).format(count=days)
    minutes = days * 24 * 60
    return Promise(due, start + (due - start) * 3 / 4, minutes, reason)
