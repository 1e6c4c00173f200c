# SPDX-License-Identifier: EUPL-1.2
"""Open hours as one long line of minutes, so that a million moments cost nothing to place. Pure."""

from bisect import bisect_right
from datetime import datetime, timedelta

from desk_app.core.worktime import Calendar


class WorkLine:
    """Open minute 0 is the first one after ``start``; the line reaches at least to ``end``."""

    def __init__(self, calendar: Calendar, start: datetime, end: datetime) -> None:
        self._opens: list[datetime] = []
        self._before: list[float] = []
        """Open minutes before each span."""
        total = 0.0
        for first, last in calendar.spans(start):
            self._opens.append(first)
            self._before.append(total)
            total += (last - first).total_seconds() / 60
            if first > end:
                break
        self.length = total

    def at(self, minute: float) -> datetime:
        """The moment (UTC) of an open minute, whole seconds."""
        index = max(bisect_right(self._before, minute) - 1, 0)
        return self._opens[index] + timedelta(seconds=int((minute - self._before[index]) * 60))

    def minute_of(self, moment: datetime) -> float:
        """The open minute of a moment; while closed the last one before it."""
        index = bisect_right(self._opens, moment) - 1
        if index < 0:
            return 0.0
        spent = (moment - self._opens[index]).total_seconds() / 60
        following = self._before[index + 1] if index + 1 < len(self._before) else self.length
        return min(self._before[index] + spent, following - 1 / 60)

    def days(self) -> list[float]:
        """The open minute with which each open span begins."""
        return list(self._before)
