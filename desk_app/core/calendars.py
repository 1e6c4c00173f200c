# SPDX-License-Identifier: EUPL-1.2
"""When we are open: hours per weekday, closed days, closed parts of a day, days with hours of their own. Pure.

A moment is open when it lies in the hours of a day and in nothing that is closed:

1. A day with hours of its own (``extra``) has these and no others, also when it is a closed day: who says "the
   Saturday before the move we are open from 10 to 14" means that Saturday.
2. Any other closed day has no hours: a night shift does not begin, and the one of the evening before ends at midnight,
   because a promise that says "27 April closed" cannot end on 27 April.
3. All other days have the hours of their weekday.
4. A closed part of a day is taken out of whatever remains.

Opening belongs to the hours, closing does not: at 17.00 sharp a desk "until 17.00" is closed. Local times are those of
Europe/Amsterdam: the night on which the clock goes forward is an hour shorter, the one on which it goes back longer.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from babel.dates import format_date

from desk_app.core.clock import local
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language
from desk_app.core.open_years import (
    DAY,
    SECOND,
    Hours,
    OpenYear,
    Span,
    midnights_of,
    on_the_wall,
    to_moment,
    to_number,
    without,
    year_of,
)

LONGEST_SEARCH_DAYS = 3660
"""How far ``Calendar.spans`` goes."""

LONGEST_SEARCH_YEARS = 100
"""How far any sum goes; who asks for more made a mistake."""

LONGEST_SPAN = timedelta(hours=25)
"""Hours of a whole day, on the night on which the clock goes back."""

_DAY_SECONDS = 86_400
_MIDNIGHT = time(0)
_A_MONDAY = date(2024, 1, 1)


class CalendarFault(InvalidInput, ValueError):
    """Hours or a term that nothing can be promised with; the sentence says what to change."""


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of one day, local time; ``closes`` 0.00 is midnight, the end of the day.

    ``next_day``: it closes on the day after, like a night shift; without it, hours that end before they begin are a
    mistake. Raises CalendarFault (field ``windows``).
    """

    opens: time
    closes: time
    next_day: bool = False

    def __post_init__(self) -> None:
        if self.closes == _MIDNIGHT:
            return
        if self.next_day and self.closes > self.opens:
            text = _("These hours last longer than a day: {hours}. Give each day its own hours.")
            raise CalendarFault({"windows": text.format(hours=_hours_text(self.opens, self.closes))})
        if not self.next_day and self.closes <= self.opens:
            text = _("These hours end before they begin: {hours}. Swap them, or let them run on into the next day.")
            raise CalendarFault({"windows": text.format(hours=_hours_text(self.opens, self.closes))})


@dataclass(frozen=True, slots=True)
class ClosedPart:
    """A part of one day on which we are closed, local time; ``ends`` 0.00 is midnight, the end of the day.

    Raises CalendarFault (field ``closures``) when it ends before it begins.
    """

    day: date
    begins: time
    ends: time
    name: str

    def __post_init__(self) -> None:
        if self.ends <= self.begins and self.ends != _MIDNIGHT:
            text = _("The closure “{name}” ends before it begins: {hours}. Swap the times.")
            hours = _hours_text(self.begins, self.ends)
            raise CalendarFault({"closures": text.format(name=self.name, hours=hours)})

    @property
    def span(self) -> Span:
        """The moments from and until which it lasts."""
        return _span_on(self.day, self.begins, self.ends)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar; the rules stand at the top of this file.

    ``windows``: per weekday (Monday 0) the hours open; ``closures``: closed day -> name; ``parts``: closed parts of
    days; ``extra``: days with hours of their own. Hours are pairs of local times; those that do not end later than they
    begin run on into the next day. What is stored is taken as it is: hours that overlap count once, and a calendar that
    is never open says so when it is asked for a moment. ``make_calendar`` refuses both.
    """

    windows: Mapping[int, Hours]
    closures: Mapping[date, str] = field(default_factory=dict)
    parts: tuple[ClosedPart, ...] = ()
    extra: Mapping[date, Hours] = field(default_factory=dict)
    _years: dict[int, OpenYear] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("windows", "closures", "extra"):  # counted once per year, so they may not change afterwards
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open spans from ``start`` on, in UTC, ten years far; the first one may begin at ``start`` itself."""
        begin = to_number(start)
        limit = on_the_wall(local(start).date() + timedelta(days=LONGEST_SEARCH_DAYS - 1), _MIDNIGHT)
        for year in self.years(start):
            for place in range(year.place_after(begin), len(year.starts)):
                if year.starts[place] >= limit:
                    return
                yield to_moment(max(year.starts[place], begin)), to_moment(year.ends[place])

    def is_open(self, moment: datetime) -> bool:
        """Whether the desk is open at ``moment``."""
        number = to_number(moment)
        year = next((year for year in self.years(moment) if year.place_after(number) < len(year.ends)), None)
        return year is not None and year.starts[year.place_after(number)] <= number

    def hours_of(self, day: date) -> Hours:
        """The hours that begin on a local day, before closed parts are taken out."""
        if (own := self.extra.get(day)) is not None:
            return own
        return () if day in self.closures else self.windows.get(day.weekday(), ())

    def is_closed_day(self, day: date) -> bool:
        """Whether a local day is closed from midnight to midnight."""
        return day in self.closures and day not in self.extra

    def years(self, start: datetime, end: datetime | None = None) -> Iterator[OpenYear]:
        """The years in which is open what is open after ``start``; the first may lie wholly before it.

        They go on to ``end``; without it to where the calendar is never open again, at most ``LONGEST_SEARCH_YEARS``.
        """
        first = (start.astimezone(UTC) - LONGEST_SPAN).year  # what is open at ``start`` may have begun last year
        if end is not None:
            last = (end.astimezone(UTC) + LONGEST_SPAN).year
        elif any(self.windows.get(weekday) for weekday in range(7)):
            last = first + LONGEST_SEARCH_YEARS
        else:
            last = max((day.year for day in self.extra), default=first - 1)
        return (self.year(number) for number in range(first, last + 1))

    def year(self, number: int) -> OpenYear:
        """The open time of a local year; counted once."""
        year = self._years.get(number)
        if year is None:
            year = self._years[number] = self._count(number)
        return year

    def _count(self, number: int) -> OpenYear:
        first, midnights = date(number, 1, 1).toordinal(), midnights_of(number)
        weekdays = {weekday: _from_midnight(hours) for weekday, hours in self.windows.items()}
        cuts: dict[int, list[Span]] = {}
        for part in self.parts:
            for ordinal in (part.day.toordinal() - 1, part.day.toordinal()):
                cuts.setdefault(ordinal, []).append(part.span)
        days = []
        for place in range(len(midnights) - 2):
            day = date.fromordinal(first - 1 + place)
            hours = self.hours_of(day)
            if not hours:
                continue
            midnight, next_midnight, after = midnights[place : place + 3]
            if next_midnight - midnight == DAY == after - next_midnight:
                plain = _from_midnight(hours) if day in self.extra else weekdays[day.weekday()]
                spans = [(midnight + opens, midnight + closes) for opens, closes in plain]
            else:  # the clock changes
                spans = [_span_on(day, *pair) for pair in sorted(hours)]
            if spans[-1][1] > next_midnight and self.is_closed_day(day + timedelta(days=1)):
                spans = without(spans, [(next_midnight, after)])
            if day.toordinal() in cuts:
                spans = without(spans, cuts[day.toordinal()])
            days.append((day.toordinal(), spans))
        return year_of(days, first)


ROUND_THE_CLOCK = Calendar(dict.fromkeys(range(7), ((_MIDNIGHT, _MIDNIGHT),)))
"""Always open: the time on the clock, also over both nights on which it changes."""


def make_calendar(
    windows: Mapping[int, Iterable[Window]],
    closures: Mapping[date, str] | None = None,
    parts: Iterable[ClosedPart] = (),
    extra: Mapping[date, Iterable[Window]] | None = None,
) -> Calendar:
    """A calendar of what a person filled in; ``windows`` per weekday (Monday 0).

    Raises CalendarFault, fields ``windows`` and ``extra``: never open, hours that overlap, an extra day without hours.
    """
    calendar = Calendar(
        {weekday: _pairs(windows.get(weekday, ())) for weekday in range(7) if windows.get(weekday)},
        dict(closures or {}),
        tuple(parts),
        {day: _pairs(hours) for day, hours in (extra or {}).items()},
    )
    if not any(calendar.windows.values()) and not any(calendar.extra.values()):
        raise CalendarFault({"windows": _("This calendar is never open. Give at least one day opening hours.")})
    week = [_A_MONDAY + timedelta(days=day) for day in range(8)]  # the night from Sunday to Monday too
    _check_overlap("windows", [(day, calendar.windows.get(day.weekday(), ())) for day in week])
    for day, hours in sorted(calendar.extra.items()):
        if not hours:
            text = _("There are no hours for {day}. Give them, or remove this day.")
            raise CalendarFault({"extra": text.format(day=_day_text(day, "EEEE d MMMM y"))})
        around = [day + timedelta(days=shift) for shift in (-1, 0, 1)]
        _check_overlap("extra", [(near, calendar.hours_of(near)) for near in around])
    return calendar


def _check_overlap(where: str, days: Iterable[tuple[date, Hours]]) -> None:
    """Raises CalendarFault for hours that overlap, also those that run on into the next of these days."""
    reached, earlier = -1, ""
    for place, (day, hours) in enumerate(days):
        for opens, closes in sorted(hours):
            begin = place * _DAY_SECONDS + _number(opens) // SECOND
            text = f"{_day_text(day, 'EEEE')} {_hours_text(opens, closes)}"
            if begin < reached:
                sentence = _("These hours overlap: {one} and {other}. Change one of them.")
                raise CalendarFault({where: sentence.format(one=earlier, other=text)})
            reached = (place + (closes <= opens)) * _DAY_SECONDS + _number(closes) // SECOND
            earlier = text


def _from_midnight(hours: Hours) -> list[Span]:
    """The hours of a day on which the clock does not change, from its midnight on."""
    return sorted((_number(opens), _number(closes) + DAY * (closes <= opens)) for opens, closes in hours)


def _span_on(day: date, opens: time, closes: time) -> Span:
    return on_the_wall(day, opens), on_the_wall(day + timedelta(days=closes <= opens), closes)


def _pairs(windows: Iterable[Window]) -> Hours:
    return tuple(sorted((window.opens, window.closes) for window in windows))


def _number(hour: time) -> int:
    return (hour.hour * 3600 + hour.minute * 60 + hour.second) * SECOND + hour.microsecond


def _day_text(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale="nl_NL" if language() == "nl" else "en_GB")


def _hours_text(opens: time, closes: time) -> str:
    mark = "." if language() == "nl" else ":"
    return " – ".join(f"{hour.hour}{mark}{hour.minute:02d}" for hour in (opens, closes))
