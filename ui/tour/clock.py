# SPDX-License-Identifier: EUPL-1.2
"""The clock of the tour: it stands still in a step, so that every tour makes the same pictures."""

from datetime import datetime, timedelta

from desk_app.core.clock import DESK_ZONE, SystemClock

MORNING = datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE)
"""The moment of the first step: a Tuesday."""
STEP = timedelta(seconds=20)
"""Less than what a computer needs to have slept, which would lock the counter."""


class TourClock:
    """A little later at each step; ``monotonic`` runs, for a scanner and a person differ in milliseconds only."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._now = MORNING.astimezone(self._clock.now().tzinfo)

    def now(self) -> datetime:
        """UTC."""
        return self._now

    def monotonic(self) -> float:
        """Seconds."""
        return self._clock.monotonic()

    def go_on(self) -> None:
        """The next step begins."""
        self._now += STEP
