# SPDX-License-Identifier: EUPL-1.2
"""Which days and parts of days are closed in a term, as a customer reads it: "5 mei gesloten". Pure."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby

from desk_app.catalogue.models import LeadUnit
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import catalogue
from desk_app.core.worktime import Calendar, ClosedPart, closed_days, closed_parts

MOST_NAMED = 6
"""More days or stretches than this are counted, not named."""

Stretch = tuple[date, date]
"""First and last day."""


def closed_words(calendar: Calendar, start: datetime, due: datetime, unit: LeadUnit, language: str) -> str:
    """``25 en 26 december gesloten``; empty when nothing made the term longer.

    Of calendar days it names every closed day from the last one (``start``) on, also a Sunday: that is why the term
    ends later. Of working days a closed part counts only where it moves closing time.
    """
    if unit is LeadUnit.CALENDAR_DAYS:
        days = _closed_at_the_end(calendar, start, due)
    else:
        days = list(closed_days(calendar, start, due))
    parts: Sequence[ClosedPart] = closed_parts(calendar, start, due) if unit is LeadUnit.MINUTES else ()
    if unit is not LeadUnit.MINUTES:
        last = local(due).date()
        parts = [part for part in calendar.parts if part.day == last and _reaches_closing(calendar, part)]
    texts = catalogue(language)
    said = []
    if days:
        stretches = list(_stretches(calendar, days))
        named = _listed([_month_words(month, language) for month in _by_month(stretches)], language)
        if len(stretches) > MOST_NAMED:
            named = texts.ngettext("{count} day", "{count} days", len(days)).format(count=len(days))
        said.append(texts.gettext("{days} closed").format(days=named))
    if len(parts) > MOST_NAMED:
        said.append(
            texts.ngettext("{count} day closed for a while", "{count} days closed for a while", len(parts)).format(
                count=len(parts)
            )
        )
    else:
        said += [_part_words(calendar, part, language) for part in parts]
    return ", ".join(said)


def _closed_at_the_end(calendar: Calendar, start: datetime, due: datetime) -> list[date]:
    first, last = local(start).date(), local(due).date()
    return [first + timedelta(days=day) for day in range((last - first).days)]


def _stretches(calendar: Calendar, days: Sequence[date]) -> Iterator[Stretch]:
    """Days in order; three or more with no open weekday in between are one stretch."""
    run: list[date] = []
    for day in days:
        if run and not _follows(calendar, run[-1], day):
            yield from _of_run(run)
            run = []
        run.append(day)
    yield from _of_run(run)


def _of_run(run: Sequence[date]) -> Iterator[Stretch]:
    if len(run) > 2:
        yield run[0], run[-1]
    else:
        yield from ((day, day) for day in run)


def _follows(calendar: Calendar, before: date, after: date) -> bool:
    between = (before + timedelta(days=day) for day in range(1, (after - before).days))
    return not any(calendar.hours_of(day) for day in between)


def _by_month(stretches: Sequence[Stretch]) -> Iterator[list[Stretch]]:
    """Stretches that share the name of their month; one that runs over a month stands alone."""
    for _key, group in groupby(
        stretches,
        key=lambda one: (one[0].year, one[0].month) if one[0].month == one[1].month else one,
    ):
        yield list(group)


def _month_words(month: Sequence[Stretch], language: str) -> str:
    """``25 en 26 december``, ``24 tot en met 31 december``, ``29 december tot en met 2 januari``."""
    if month[0][0].month != month[0][1].month:
        begin, end = (formats.day_of_month(day, language) for day in month[0])
        return _from_to(begin, end, language)
    *before, (first, last) = month
    end = formats.day_of_month(last, language)
    words = [
        str(one.day) if one == other else _from_to(str(one.day), str(other.day), language) for one, other in before
    ]
    return _listed([*words, end if first == last else _from_to(str(first.day), end, language)], language)


def _from_to(first: str, last: str, language: str) -> str:
    return catalogue(language).gettext("{first} to {last}").format(first=first, last=last)


def _listed(words: Sequence[str], language: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return catalogue(language).gettext("{list} and {last}").format(list=", ".join(words[:-1]), last=words[-1])


def _reaches_closing(calendar: Calendar, part: ClosedPart) -> bool:
    return part.ends == time(0) or all(
        closes > opens and closes <= part.ends for opens, closes in calendar.hours_of(part.day)
    )


def _part_words(calendar: Calendar, part: ClosedPart, language: str) -> str:
    """``24 december vanaf 15.00 uur gesloten``."""
    texts, day = catalogue(language), formats.day_of_month(part.day, language)
    begins, ends = (_clock(hour, language) for hour in (part.begins, part.ends))
    if _reaches_closing(calendar, part):
        return texts.gettext("{day} closed from {begins}").format(day=day, begins=begins)
    if all(part.begins <= opens for opens, _closes in calendar.hours_of(part.day)):
        return texts.gettext("{day} closed until {ends}").format(day=day, ends=ends)
    return texts.gettext("{day} closed from {begins} to {ends}").format(day=day, begins=begins, ends=ends)


def _clock(hour: time, language: str) -> str:
    mark = "." if language == "nl" else ":"
    return f"{hour.hour}{mark}{hour.minute:02d}"
