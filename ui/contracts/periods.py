# SPDX-License-Identifier: EUPL-1.2
"""The periods over which figures are shown, in local days; pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.progress.messages import Period

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """A period and what it is called."""

    key: str
    words: str
    period: Period


def periods(day: date) -> tuple[Choice, ...]:
    """This month up to today first: what is promised today can still be kept."""
    month, year = day.replace(day=1), day.replace(month=1, day=1)
    before = month - A_DAY
    quarter = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    last_year = Period(year.replace(year=year.year - 1), year - A_DAY)
    return (
        Choice("month", _("This month"), Period(month, day)),
        Choice("last_month", formats.month_plain(before), Period(before.replace(day=1), before)),
        Choice("quarter", _("This quarter"), Period(quarter, day)),
        Choice("year", _("This year"), Period(year, day)),
        Choice("last_year", str(year.year - 1), last_year),
    )


def month_of(first: date) -> Period:
    """The whole month that begins on ``first``."""
    after = (first + timedelta(days=31)).replace(day=1)
    return Period(first, after - A_DAY)
