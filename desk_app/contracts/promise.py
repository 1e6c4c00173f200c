# SPDX-License-Identifier: EUPL-1.2
"""What we promise: a moment, with the reason that the customer reads. Pure.

How each unit counts: working minutes are open time to the second; working days and calendar days end at closing time
(the day of the report does not count, see ``core/worktime.py``); clock minutes run day and night. At once is half an
hour that we are open: no term is ever nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.catalogue.wording import lead_text
from desk_app.contracts.closed_words import closed_words
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import catalogue
from desk_app.core.worktime import (
    ROUND_THE_CLOCK,
    Calendar,
    add_calendar_days,
    add_working_days,
    add_working_time,
    spans_between,
    working_seconds_between,
)

AT_ONCE = LeadTime(30, LeadUnit.MINUTES)
"""What is done "at once" is late after half an hour that we are open."""

_USUAL: dict[TicketKind, LeadTime] = {
    TicketKind.REQUEST: LeadTime(5, LeadUnit.WORKING_DAYS),
    TicketKind.INFORMATION: LeadTime(480, LeadUnit.MINUTES),
    TicketKind.INCIDENT: LeadTime(480, LeadUnit.MINUTES),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """``due_at`` UTC; from ``three_quarters_at`` on a quarter of the time is left.

    In the language of the customer: ``reason`` "8 werkuren, 5 mei gesloten", ``sentence`` "di 6 mei 17.00 uur: 8
    werkuren, 5 mei gesloten".
    """

    due_at: datetime
    three_quarters_at: datetime
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CountedSpan:
    """A stretch of time that counted towards a term, within one local day; UTC."""

    begins: datetime
    ends: datetime

    @property
    def seconds(self) -> int:
        """How long it was."""
        return int((self.ends - self.begins).total_seconds())


def default_lead(kind: TicketKind, complaint_days: int) -> LeadTime:
    """What the organisation promises where no agreement and no product says anything; ``complaint_days`` of the
    calendar, as set (six weeks by article 9:11 Awb)."""
    return _USUAL.get(kind) or LeadTime(max(complaint_days, 1), LeadUnit.CALENDAR_DAYS)


def promise_for(calendar: Calendar, start: datetime, lead: LeadTime, language: str) -> Promise:
    """The promise of something that takes ``lead`` from ``start`` (UTC) on, in the language of the customer."""
    due = due_of(calendar, start, lead)
    reason = reason_of(calendar, start, due, lead, language)
    return Promise(due, three_quarters_of(calendar, start, due, lead), reason, said(due, reason, start, language))


def due_of(calendar: Calendar, start: datetime, lead: LeadTime) -> datetime:
    """When a term that began at ``start`` is over (UTC)."""
    term = lead if lead.amount > 0 else AT_ONCE
    if term.unit is LeadUnit.WORKING_DAYS:
        return add_working_days(calendar, start, term.amount)
    if term.unit is LeadUnit.CALENDAR_DAYS:
        return add_calendar_days(calendar, start, term.amount)
    return add_working_time(counting(calendar, term), start, term.amount * 60)


def three_quarters_of(calendar: Calendar, start: datetime, due: datetime, lead: LeadTime) -> datetime:
    """When three quarters of the open time between two moments have gone (UTC)."""
    by = counting(calendar, lead)
    return min(add_working_time(by, start, working_seconds_between(by, start, due) * 3 // 4), due)


def counting(calendar: Calendar, lead: LeadTime) -> Calendar:
    """The calendar in which time counts for a term: its own, or day and night for clock minutes."""
    return ROUND_THE_CLOCK if lead.unit is LeadUnit.CLOCK_MINUTES else calendar


def counted_spans(calendar: Calendar, start: datetime, due: datetime, lead: LeadTime) -> tuple[CountedSpan, ...]:
    """The open time from ``start`` to ``due``, in order: how one comes to that moment by hand."""
    by = counting(calendar, lead)
    return tuple(CountedSpan(begins, ends) for begins, ends in spans_between(by, start, due) if begins < ends)


def reason_of(calendar: Calendar, start: datetime, due: datetime, lead: LeadTime, language: str) -> str:
    """``8 werkuren, 5 mei gesloten``: the term, and what is closed meanwhile."""
    term, texts = (lead if lead.amount > 0 else AT_ONCE), catalogue(language)
    if term.unit is LeadUnit.CLOCK_MINUTES:
        parts = [_day_and_night(term.amount, language)]
    else:
        closed = closed_words(calendar, _first_that_counts(start, term), due, term.unit, language)
        parts = [lead_text(term, language), *([closed] if closed else [])]
    if _comes_twice(due):
        is_first = local(due).fold == 0
        parts.append(texts.gettext("summer time") if is_first else texts.gettext("winter time"))
    return ", ".join(parts)


def said(moment: datetime, reason: str, now: datetime, language: str) -> str:
    """``di 6 mei 17.00 uur: 8 werkuren``; with the year when it is another one than that of ``now``."""
    day = local(moment).date()
    words = formats.day_short(day, language)
    if day.year != local(now).year:
        words = f"{words} {day.year}"
    pattern = catalogue(language).gettext("{day} at {time}")
    when = pattern.format(day=words, time=formats.clock_time(moment, language))
    return f"{when}: {reason}" if reason else when


def _day_and_night(minutes: int, language: str) -> str:
    """In hours where that comes out even; never rounded."""
    hours, rest = divmod(minutes, 60)
    texts = catalogue(language)
    if rest:
        pattern = texts.ngettext("{count} minute, day and night", "{count} minutes, day and night", minutes)
    else:
        pattern = texts.ngettext("{count} hour, day and night", "{count} hours, day and night", hours)
    return pattern.format(count=minutes if rest else hours)


def _first_that_counts(start: datetime, term: LeadTime) -> datetime:
    """From where on a closed day makes a term longer; of calendar days only the last one does."""
    if term.unit is LeadUnit.MINUTES:
        return start
    days = 1 if term.unit is LeadUnit.WORKING_DAYS else term.amount
    wall = local(start)
    return (wall + timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0, fold=0)


def _comes_twice(moment: datetime) -> bool:
    """Whether the time on the wall is that of two moments: the night on which the clock goes back."""
    wall = local(moment)
    first, second = (wall.replace(fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    return first > second
