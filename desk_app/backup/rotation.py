# SPDX-License-Identifier: EUPL-1.2
"""Which backups stay: everything of the last 24 hours, then one of each of 7 days, 5 weeks and 12 months. Pure."""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta

from desk_app.core.clock import local

ALL_FOR = timedelta(hours=24)
DAYS, WEEKS, MONTHS = 7, 5, 12


def groups(moments: Iterable[datetime], now: datetime) -> list[list[datetime]]:
    """The moments in groups of which one must stay, newest first in each; what is in no group may go.

    One moment can be in several groups: the newest of a day may stand for its week as well. ``now`` counts as the
    newest moment, so that a clock that was set back throws nothing away.
    """
    newest_first = sorted(moments, reverse=True)
    end = max([now, *newest_first[:1]])
    found = [[moment] for moment in newest_first if end - moment <= ALL_FOR]
    for count, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        found += _newest_periods(newest_first, count, period)
    return found


def _newest_periods(
    newest_first: list[datetime], count: int, period: Callable[[date], Hashable]
) -> list[list[datetime]]:
    periods: dict[Hashable, list[datetime]] = {}
    for moment in newest_first:
        periods.setdefault(period(local(moment).date()), []).append(moment)
    return list(periods.values())[:count]


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
