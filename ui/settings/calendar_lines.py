# SPDX-License-Identifier: EUPL-1.2
"""The days of a calendar as a form shows them: stretches of closed days, days with hours of their own, and a look at the
closed days of two years. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

from desk_app.contracts.calendar_messages import ClosureLine, HolidayRow, OwnHoursLine
from desk_app.core import formats
from desk_app.core.i18n import _
from ui.settings.hours_text import Span, hours_text

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Closed from one local day up to and including another, or on one day from ``begins`` until ``ends``."""

    first: date
    last: date
    name: str
    begins: time | None = None
    ends: time | None = None


@dataclass(frozen=True, slots=True)
class OwnDay:
    """One day with these hours and no others."""

    day: date
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A day to show beside the choice of holidays; ``what`` in a few words."""

    day: date
    what: str


def stretches(lines: Iterable[ClosureLine]) -> tuple[Stretch, ...]:
    """Closed days that follow each other under one name become one line."""
    in_order = sorted(lines, key=lambda line: (line.day, line.name))
    found = [Stretch(one.day, one.day, one.name, one.begins, one.ends) for one in in_order if one.begins is not None]
    whole: list[Stretch] = []
    for line in in_order:
        if line.begins is not None:
            continue
        last = whole[-1] if whole else None
        if last is not None and last.name == line.name and last.last + _A_DAY == line.day:
            whole[-1] = Stretch(last.first, line.day, line.name)
        else:
            whole.append(Stretch(line.day, line.day, line.name))
    return tuple(sorted((*found, *whole), key=by_day))


def by_day(stretch: Stretch) -> tuple[date, date, str]:
    """The order of a list."""
    return stretch.first, stretch.last, stretch.name


def closure_lines(shown: Sequence[Stretch]) -> tuple[tuple[ClosureLine, ...], tuple[int, ...]]:
    """The way back, and for each line the place of the stretch that it is of."""
    lines, places = [], []
    for place, stretch in enumerate(shown):
        for shift in range((stretch.last - stretch.first).days + 1):
            day = stretch.first + timedelta(days=shift)
            lines.append(ClosureLine(day=day, name=stretch.name, begins=stretch.begins, ends=stretch.ends))
            places.append(place)
    return tuple(lines), tuple(places)


def own_days(lines: Iterable[OwnHoursLine]) -> tuple[OwnDay, ...]:
    """The hours of each day together."""
    in_order = sorted(lines, key=lambda line: (line.day, line.opens))
    return tuple(
        OwnDay(day, tuple(Span(line.opens, line.closes, line.next_day) for line in of_day))
        for day, of_day in groupby(in_order, key=lambda line: line.day)
    )


def own_hours_lines(shown: Sequence[OwnDay]) -> tuple[tuple[OwnHoursLine, ...], tuple[int, ...]]:
    """The way back, and for each line the place of the day that it is of."""
    lines, places = [], []
    for place, own in enumerate(shown):
        for span in own.spans:
            lines.append(OwnHoursLine(day=own.day, opens=span.opens, closes=span.closes, next_day=span.next_day))
            places.append(place)
    return tuple(lines), tuple(places)


def stretch_words(stretch: Stretch) -> str:
    """``24 december 2026 t/m 1 januari 2027 · Kerstsluiting``."""
    if stretch.last != stretch.first:
        days = _("{first} up to and including {last}").format(
            first=formats.day_plain(stretch.first), last=formats.day_plain(stretch.last)
        )
    else:
        days = formats.day_plain(stretch.first)
    hours = f" · {hours_text([_span_of(stretch)])}" if _is_part(stretch) else ""
    return f"{days}{hours} · {stretch.name}"


def own_day_words(own: OwnDay) -> str:
    """``zaterdag 28 november 2026 · 10.00-14.00``."""
    return f"{formats.day_plain(own.day)} · {hours_text(own.spans)}"


def days_to_see(
    year: int,
    *,
    weekdays: frozenset[int],
    holidays: Iterable[HolidayRow],
    closed: Iterable[Stretch],
    own: Iterable[OwnDay],
) -> tuple[Look, ...]:
    """What is special in a year, in order: closed days that would else be open, closed parts, hours of a day itself."""
    special = {one.day: one for one in own if one.day.year == year}
    whole: dict[date, str] = {row.day: row.name for row in holidays if row.day.year == year}
    parts: list[Stretch] = []
    for stretch in closed:
        if _is_part(stretch):
            parts.append(stretch)
            continue
        for day in _days_of(stretch, year):
            whole[day] = stretch.name
    looks = [Look(day, name) for day, name in whole.items() if day.weekday() in weekdays and day not in special]
    looks += [
        Look(part.first, _("{name}, closed {hours}").format(name=part.name, hours=hours_text([_span_of(part)])))
        for part in parts
        if part.first.year == year and (part.first in special or part.first.weekday() in weekdays)
        if part.first not in whole or part.first in special
    ]
    looks += [Look(day, _("open {hours}").format(hours=hours_text(one.spans))) for day, one in special.items()]
    return tuple(sorted(looks, key=lambda look: look.day))


def days_as_text(closed: Sequence[Stretch], own: Sequence[OwnDay]) -> str:
    """The days as one text, to keep them while they are not saved."""
    return json.dumps([[asdict(one) for one in closed], [asdict(one) for one in own]], default=str)


def days_from_text(text: str) -> tuple[tuple[Stretch, ...], tuple[OwnDay, ...]]:
    """The way back of ``days_as_text``; nothing for something else."""
    try:
        closed, own = json.loads(text)
        return (
            tuple(
                Stretch(
                    date.fromisoformat(one["first"]),
                    date.fromisoformat(one["last"]),
                    one["name"],
                    *(time.fromisoformat(one[name]) if one[name] else None for name in ("begins", "ends")),
                )
                for one in closed
            ),
            tuple(
                OwnDay(date.fromisoformat(one["day"]), tuple(_span_from(span) for span in one["spans"])) for one in own
            ),
        )
    except (ValueError, TypeError, KeyError):
        return (), ()


def _span_from(stored: Mapping[str, Any]) -> Span:
    return Span(time.fromisoformat(stored["opens"]), time.fromisoformat(stored["closes"]), bool(stored["next_day"]))


def _days_of(stretch: Stretch, year: int) -> Iterator[date]:
    day, last = max(stretch.first, date(year, 1, 1)), min(stretch.last, date(year, 12, 31))
    while day <= last:
        yield day
        day += _A_DAY


def _is_part(stretch: Stretch) -> bool:
    return stretch.begins is not None


def _span_of(stretch: Stretch) -> Span:
    assert stretch.begins is not None
    assert stretch.ends is not None
    return Span(stretch.begins, stretch.ends)
