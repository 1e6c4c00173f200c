# SPDX-License-Identifier: EUPL-1.2
"""The laws of working time hold, also where the clock changes; sums that break them are noticed."""

import random
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import strategies as st

from desk_app.core.calendars import ROUND_THE_CLOCK, Calendar
from desk_app.core.clock import local
from desk_app.core.worktime import DayEnd, add_working_days, add_working_time, working_seconds_between
from tests.desk_app.core.worktime_laws import (
    LAWS,
    MINUTE_BY_MINUTE,
    OFFICE,
    Law,
    hold,
    later_is_not_sooner,
    moments,
    seconds,
    time_that_was_added_has_passed,
    two_parts_make_the_whole,
)


@pytest.mark.parametrize("name", LAWS)
def test_a_law_of_working_time_holds(name: str) -> None:
    hold(LAWS[name], examples=120)


def test_a_count_minute_by_minute_agrees() -> None:
    hold(MINUTE_BY_MINUTE, examples=150)


def on_the_wall(calendar: Calendar, start: datetime, term: int) -> datetime:
    """Adds on the clock on the wall, as many desks do."""
    assert calendar is ROUND_THE_CLOCK
    return (local(start) + timedelta(seconds=term)).astimezone(UTC)


WALL_LAWS: dict[str, Law] = {
    "time that was added has passed": (
        time_that_was_added_has_passed,
        (st.just(ROUND_THE_CLOCK), moments, seconds),
    ),
    "two parts make the whole": (two_parts_make_the_whole, (st.just(ROUND_THE_CLOCK), moments, seconds, seconds)),
    "later is not sooner": (later_is_not_sooner, (st.just(ROUND_THE_CLOCK), moments, st.integers(1, 3600), seconds)),
}


@pytest.mark.parametrize("name", WALL_LAWS)
def test_adding_on_the_wall_breaks_the_law(name: str) -> None:
    hold(WALL_LAWS[name], examples=50)

    with pytest.raises(AssertionError):
        hold(WALL_LAWS[name], examples=1500, add=on_the_wall)


def whole_days_first(calendar: Calendar, start: datetime, term: int) -> datetime:
    """Adds as if each working day had eight hours and each report came at opening time."""
    return add_working_time(
        calendar, add_working_days(calendar, start, term // 28_800, DayEnd.SAME_TIME), term % 28_800
    )


def test_adding_whole_days_first_breaks_the_law() -> None:
    law: Law = (time_that_was_added_has_passed, (st.just(OFFICE), moments, seconds))

    with pytest.raises(AssertionError):
        hold(law, examples=1500, add=whole_days_first)


def test_ten_thousand_clocks_are_read_within_a_second() -> None:
    chance = random.Random(4)
    starts = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=chance.randrange(31_536_000)) for _ in range(10_000)]
    year_of_work = 2000 * 3600

    begin = perf_counter()
    dues = [add_working_time(OFFICE, start, year_of_work) for start in starts]
    passed = {working_seconds_between(OFFICE, start, due) for start, due in zip(starts, dues, strict=True)}
    lasted = perf_counter() - begin

    assert passed == {year_of_work}
    assert lasted < 1
