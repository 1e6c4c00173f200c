# SPDX-License-Identifier: EUPL-1.2
"""Working time: the laws that any promise rests on, over both nights on which the clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.core.clock import DESK_ZONE
from desk_app.core.worktime import Calendar, add_working_minutes, closed_days, working_minutes

OFFICE = Calendar(
    {day: ((time(8, 30), time(12, 30)), (time(13), time(17))) for day in range(5)},
    {date(2026, 5, 5): "Bevrijdingsdag", date(2026, 12, 25): "Kerst"},
)
ROUND_THE_CLOCK = Calendar({day: ((time(0), time(0)),) for day in range(7)})
NIGHT = Calendar({day: ((time(22), time(6)),) for day in range(7)})
CALENDARS = (OFFICE, ROUND_THE_CLOCK, NIGHT)

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda moment: moment.replace(tzinfo=UTC))
minutes = st.integers(0, 6000)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CALENDARS), moments, minutes)
def test_the_time_that_was_added_is_the_time_that_passed(calendar: Calendar, start: datetime, term: int) -> None:
    due = add_working_minutes(calendar, start, term)

    assert working_minutes(calendar, start, due) == term


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CALENDARS), moments, minutes, minutes)
def test_adding_in_two_parts_is_adding_at_once(calendar: Calendar, start: datetime, one: int, two: int) -> None:
    at_once = add_working_minutes(calendar, start, one + two)
    in_parts = add_working_minutes(calendar, add_working_minutes(calendar, start, one), two)

    assert working_minutes(calendar, start, in_parts) == working_minutes(calendar, start, at_once) == one + two
    assert in_parts == at_once or two == 0


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CALENDARS), moments, st.integers(0, 3000), minutes)
def test_who_comes_later_is_not_ready_sooner(calendar: Calendar, start: datetime, later: int, term: int) -> None:
    first = add_working_minutes(calendar, start, term)

    assert add_working_minutes(calendar, start + timedelta(minutes=later), term) >= first


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CALENDARS), moments, st.integers(1, 1500))
def test_a_minute_by_minute_count_agrees(calendar: Calendar, start: datetime, term: int) -> None:
    start = start.replace(second=0, microsecond=0)
    moment, left = start, term

    while left:
        if calendar.is_open(moment):
            left -= 1
        moment += timedelta(minutes=1)

    assert moment == add_working_minutes(calendar, start, term)


@pytest.mark.parametrize(
    ("night", "hours"),
    [(datetime(2026, 3, 29, tzinfo=DESK_ZONE), 23), (datetime(2026, 10, 25, tzinfo=DESK_ZONE), 25)],
)
def test_the_day_the_clock_changes_is_an_hour_shorter_or_longer(night: datetime, hours: int) -> None:
    next_midnight = datetime.combine(night.date() + timedelta(days=1), time(0), DESK_ZONE)

    assert working_minutes(ROUND_THE_CLOCK, night, next_midnight) == hours * 60


def test_a_closed_day_is_named_and_a_weekend_is_not() -> None:
    friday, wednesday = datetime(2026, 5, 1, 16, tzinfo=DESK_ZONE), datetime(2026, 5, 6, 9, tzinfo=DESK_ZONE)

    assert closed_days(OFFICE, friday, wednesday) == (date(2026, 5, 5),)
    assert add_working_minutes(OFFICE, friday, 60 + 480 + 30) == wednesday


def test_a_desk_that_never_opens_promises_nothing() -> None:
    with pytest.raises(ValueError, match="open"):
        add_working_minutes(Calendar({}), datetime(2026, 5, 1, tzinfo=UTC), 1)
