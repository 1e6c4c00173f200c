# SPDX-License-Identifier: EUPL-1.2
"""Opening hours and closed days; "two working hours from now". Pure.

All sums run over UTC moments, so the nights on which the clock changes are an hour longer or shorter as they are.
The laws that hold (tested): a start plus minutes minus the start gives the minutes back; adding in two parts is
adding at once; later never gives earlier.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from desk_app.core.clock import DESK_ZONE, local

LONGEST_SEARCH_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Calendar:
    """``windows``: per weekday (Monday 0) the hours open, local time, in order; ``closures``: date -> name."""

    windows: Mapping[int, tuple[tuple[time, time], ...]]
    closures: Mapping[date, str] = field(default_factory=dict)

    def spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open spans from ``start`` on, in UTC; the first one may begin at ``start`` itself."""
        begin = start.astimezone(UTC)
        day = local(begin).date() - timedelta(days=1)  # a night shift began yesterday
        for _ in range(LONGEST_SEARCH_DAYS):
            if day not in self.closures:
                for opens, closes in self.windows.get(day.weekday(), ()):
                    first = _at(day, opens)
                    last = _at(day, closes) if closes > opens else _at(day + timedelta(days=1), closes)
                    if last > begin:
                        yield max(first, begin), last
            day += timedelta(days=1)

    def is_open(self, moment: datetime) -> bool:
        """Whether the desk is open at ``moment``."""
        first = next(self.spans(moment), None)
        return first is not None and first[0] == moment.astimezone(UTC)


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, DESK_ZONE).astimezone(UTC)


def add_working_minutes(calendar: Calendar, start: datetime, minutes: int) -> datetime:
    """The moment at which ``minutes`` open minutes have passed since ``start`` (UTC).

    Raises ValueError when the calendar is never open.
    """
    left = timedelta(minutes=minutes)
    for first, last in calendar.spans(start):
        if last - first >= left:
            return first + left
        left -= last - first
    raise ValueError("the calendar has no open hours")


def working_minutes(calendar: Calendar, start: datetime, end: datetime) -> int:
    """The whole open minutes between two moments; 0 when ``end`` is not after ``start``."""
    total = timedelta()
    end = end.astimezone(UTC)
    for first, last in calendar.spans(start):
        if first >= end:
            break
        total += min(last, end) - first
    return int(total.total_seconds() // 60)


def closed_days(calendar: Calendar, start: datetime, end: datetime) -> tuple[date, ...]:
    """The closed days, weekends not counted, that lie between two moments: the reason of a later promise."""
    first, last = local(start).date(), local(end).date()
    return tuple(
        day for day in sorted(calendar.closures) if first <= day <= last and calendar.windows.get(day.weekday())
    )
