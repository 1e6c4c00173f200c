# SPDX-License-Identifier: EUPL-1.2
"""Sums with opening hours: "two working hours from now", "within five working days". Pure.

Moments are aware and may stand in any zone; what comes back is in UTC. Local means Europe/Amsterdam. All sums run over
UTC moments, so the nights on which the clock changes are an hour longer or shorter as they are. The laws that hold
(tested): a start plus time minus the start gives the time back; adding in two parts is adding at once; later never
gives earlier; nothing ends while closed.

Terms in days. Three are in use in the Netherlands, and they differ; an agreement says which one it means:

* *within n working days* (``DayEnd.CLOSING``, the usual one): the day of the report does not count, whatever the hour,
  and the term is over at closing time of the n-th open day after it. That is how a customer reads "morgen klaar", and
  how the law counts: a term begins on the day after (Algemene wet bestuursrecht 6:8), and Saturdays, Sundays and
  holidays are not days on which it ends (Algemene termijnenwet 1). Tuesday 10.00 + 1 is Wednesday at closing time.
* *n working days later at the same time* (``DayEnd.SAME_TIME``, how suppliers count "24 hours on working days"):
  Tuesday 10.00 + 1 is Wednesday 10.00. A report outside the hours counts from the next opening.
* *within n calendar days* (``add_calendar_days``, terms of the law such as those of a complaint): all days count; when
  the last one is closed, the next open day is the last one. It is over at closing time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from desk_app.core import formats
from desk_app.core.calendars import ROUND_THE_CLOCK as ROUND_THE_CLOCK
from desk_app.core.calendars import Calendar as Calendar
from desk_app.core.calendars import CalendarFault as CalendarFault
from desk_app.core.calendars import ClosedPart as ClosedPart
from desk_app.core.calendars import Window as Window
from desk_app.core.calendars import make_calendar as make_calendar
from desk_app.core.clock import DESK_ZONE, local
from desk_app.core.i18n import _
from desk_app.core.open_years import MICROSECOND, SECOND, OpenYear, on_the_wall, to_moment, to_number


class DayEnd(StrEnum):
    """When a term in working days is over: at closing time, or at the time of day at which it began."""

    CLOSING = "closing"
    SAME_TIME = "same_time"


def is_open(calendar: Calendar, moment: datetime) -> bool:
    """Whether ``moment`` is open; the moment of opening is, the moment of closing is not."""
    return calendar.is_open(moment)


def next_opening(calendar: Calendar, moment: datetime) -> datetime:
    """``moment`` itself while open, else the moment at which we open next (UTC).

    Raises CalendarFault when the calendar never opens again.
    """
    number = to_number(moment)
    for year in calendar.years(moment):
        place = year.place_after(number)
        if place < len(year.starts):
            return to_moment(max(year.starts[place], number))
    raise _too_few(moment)


def add_working_time(calendar: Calendar, start: datetime, seconds: int) -> datetime:
    """The first moment (UTC) at which ``seconds`` of open time have passed since ``start``.

    A term that is filled at closing time ends at closing time, not at the next opening. No time at all ends at
    ``start``, open or not. Raises CalendarFault for less than no time, and when the calendar has too little left.
    """
    return add_open_time(calendar, start, timedelta(seconds=seconds))


def add_open_time(calendar: Calendar, start: datetime, length: timedelta) -> datetime:
    """The same for a length that need not be whole seconds: what ``open_time_between`` measured."""
    left = length // MICROSECOND
    if left < 0:
        raise CalendarFault({"term": _("A term cannot be less than nothing. Give a longer one.")})
    if not left:
        return start.astimezone(UTC)
    number = to_number(start)
    for year in calendar.years(start):
        gone = year.until(number)
        if left <= year.total - gone:
            return to_moment(year.at(gone + left))
        left -= year.total - gone
    raise _too_few(start)


def working_seconds_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    """The whole seconds of open time between two moments; 0 when ``end`` is not after ``start``."""
    return _open_between(calendar, start, end) // SECOND


def open_time_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    """The open time between two moments, to the microsecond; none when ``end`` is not after ``start``."""
    return timedelta(microseconds=_open_between(calendar, start, end))


def spans_between(calendar: Calendar, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open spans between two moments (UTC), in order, cut off at both."""
    first, last = to_number(start), to_number(end)
    for year in calendar.years(start, end):
        for place in range(year.place_after(first), len(year.starts)):
            if year.starts[place] >= last:
                return
            yield to_moment(max(year.starts[place], first)), to_moment(min(year.ends[place], last))


def add_working_days(calendar: Calendar, start: datetime, days: int, end: DayEnd = DayEnd.CLOSING) -> datetime:
    """The end (UTC) of a term of ``days`` working days; how they count stands at the top of this file.

    A working day is a day with open time, however short. A night shift belongs to the evening on which it begins: who
    reports at 2.00 during the shift of Monday reports on Monday. No days at all is the day itself, or the next open
    day when it is over. ``SAME_TIME`` on a day that is closed at that time: the next opening on that day, or its
    closing time when there is none; of an hour that comes twice it is the first.
    Raises CalendarFault for less than no days, and when the calendar has too few left.
    """
    if days < 0:
        raise CalendarFault({"term": _("A term cannot be less than nothing. Give a longer one.")})
    if end is DayEnd.SAME_TIME:
        return _same_time(calendar, next_opening(calendar, start), days)
    day = _working_day(calendar, start)
    if not days:
        return _closing_from(calendar, start, day)
    year, place = _open_day_after(calendar, day, days)
    return to_moment(year.closings[place])


def add_calendar_days(calendar: Calendar, start: datetime, days: int) -> datetime:
    """The end (UTC) of a term of ``days`` calendar days: closing time of the last day, or of the next open day.

    The local day of the report does not count. No days at all is the day itself, or the next open day when it is over.
    Raises CalendarFault for less than no days, and when the calendar never opens again.
    """
    if days < 0:
        raise CalendarFault({"term": _("A term cannot be less than nothing. Give a longer one.")})
    return _closing_from(calendar, start, local(start).toordinal() + days)


def closed_days(calendar: Calendar, start: datetime, end: datetime) -> tuple[date, ...]:
    """The closed days, weekends not counted, that lie between two moments: the reason of a later promise."""
    first, last = local(start).date(), local(end).date()
    return tuple(
        day
        for day in sorted(calendar.closures)
        if first <= day <= last and calendar.windows.get(day.weekday()) and day not in calendar.extra
    )


def closed_parts(calendar: Calendar, start: datetime, end: datetime) -> tuple[ClosedPart, ...]:
    """The closed parts of days that take open time away between two moments, in order: the other reason."""
    bare = Calendar(calendar.windows, calendar.closures, (), calendar.extra)
    return tuple(
        part
        for part in sorted(calendar.parts, key=lambda part: (part.day, part.begins))
        if _open_between(bare, max(to_moment(part.span[0]), start), min(to_moment(part.span[1]), end))
    )


def add_working_minutes(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    """The moment at which ``minutes`` open minutes have passed since ``start`` (UTC); of no minutes the next opening.

    Raises CalendarFault when the calendar is never open.
    """
    if minutes <= 0:
        return next_opening(calendar, start) + timedelta(minutes=minutes)
    return add_working_time(calendar, start, minutes * 60)


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """The whole open minutes between two moments; 0 when ``end`` is not after ``start``."""
    return working_seconds_between(calendar, start, end) // 60


def _open_between(calendar: Calendar, start: datetime, end: datetime) -> int:
    first, last = to_number(start), to_number(end)  # two times in one zone compare by the wall
    if last <= first:
        return 0
    return sum(year.until(last) - year.until(first) for year in calendar.years(start, end))


def _working_day(calendar: Calendar, moment: datetime) -> int:
    """The day (ordinal) on which the hours began that are running at ``moment``, else its local day."""
    number = to_number(moment)
    for year in calendar.years(moment):
        place = year.place_after(number)
        if place < len(year.starts):
            if year.starts[place] <= number:
                return year.span_days[place]
            break
    return local(moment).toordinal()


def _open_day_after(calendar: Calendar, day: int, count: int) -> tuple[OpenYear, int]:
    """The year and the place in its ``days`` of the ``count``-th open day after a day (ordinal)."""
    left = count
    for year in calendar.years(_morning(day)):
        place = bisect_right(year.days, day) + left - 1
        if place < len(year.days):
            return year, place
        left = place - len(year.days) + 1
    raise _too_few(_morning(day))


def _closing_from(calendar: Calendar, start: datetime, day: int) -> datetime:
    """Closing time of the first open day from a day (ordinal) on that is not over at ``start``."""
    number = to_number(start)
    for year in calendar.years(_morning(day)):
        for place in range(bisect_left(year.days, day), len(year.days)):
            if year.closings[place] >= number:
                return to_moment(year.closings[place])
    raise _too_few(start)


def _morning(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time(), DESK_ZONE)


def _same_time(calendar: Calendar, begin: datetime, days: int) -> datetime:
    """``days`` open days after ``begin``, which is open, as late on the clock."""
    if not days:
        return begin
    first = _working_day(calendar, begin)
    year, place = _open_day_after(calendar, first, days)
    day, wall = year.days[place], local(begin)
    same_day = date.fromordinal(day + wall.toordinal() - first)  # a night shift may be past midnight
    wanted = on_the_wall(same_day, wall.time().replace(fold=0))
    for opens, closes in year.spans_of(day):
        if wanted < closes:
            return to_moment(max(opens, wanted))
    return to_moment(year.closings[place])


def _too_few(moment: datetime) -> CalendarFault:
    text = _("This calendar has too few opening hours after {day}. Add hours, or remove closed days.")
    return CalendarFault({"windows": text.format(day=formats.day_plain(local(moment).date()))})
