# SPDX-License-Identifier: EUPL-1.2
"""The only place that asks the computer what time it is.

Times are stored in UTC and shown in the time zone of the desk.
"""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

DESK_ZONE = ZoneInfo("Europe/Amsterdam")


class Clock(Protocol):
    """What the desk asks about time; tests hand in a clock that stands still."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never runs back."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class FixedClock:
    """A clock that moves only when told to: for tests, the tour and demo data."""

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)
        self._elapsed = 0.0

    def now(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, by: timedelta) -> None:
        """Let ``by`` pass."""
        self._at += by
        self._elapsed += by.total_seconds()


def local(moment: datetime) -> datetime:
    """The same moment on the wall clock of the desk (Europe/Amsterdam)."""
    return moment.astimezone(DESK_ZONE)


def today(clock: Clock) -> date:
    """The date at the desk."""
    return local(clock.now()).date()
