# SPDX-License-Identifier: EUPL-1.2
"""The axis of the bar: open time counts, closed time is a fold, and moments never change their order."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.worktime import spans_between
from tests.ui.tickets.clocks import WEEKDAYS, at
from ui.tickets.clock_scale import MOST_FOLDED, Scale, scale_of

FOLD = 0.01


def scale(begin: datetime, end: datetime) -> Scale:
    return scale_of(begin, end, tuple(spans_between(WEEKDAYS, begin, end)), FOLD)


def test_an_open_hour_is_as_long_in_the_morning_as_after_the_night() -> None:
    two_days = scale(at(24, 8), at(25, 17))

    before = two_days.place(at(24, 11)) - two_days.place(at(24, 10))
    after = two_days.place(at(25, 11)) - two_days.place(at(25, 10))

    assert abs(before - after) < 1e-9


def test_a_weekend_is_no_wider_than_a_night() -> None:
    week = scale(at(19, 8), at(24, 17))

    night = week.place(at(20, 8)) - week.place(at(19, 17))
    weekend = week.place(at(23, 8)) - week.place(at(20, 17))

    assert abs(night - FOLD) < 1e-9
    assert abs(weekend - FOLD) < 1e-9
    assert len(week.folds) == 3


def test_a_long_term_is_not_eaten_by_its_nights() -> None:
    year = scale(datetime(2026, 1, 5, 8, tzinfo=at(1, 1).tzinfo), datetime(2026, 12, 30, 17, tzinfo=at(1, 1).tzinfo))

    folded = sum(year.place(last) - year.place(first) for first, last in year.folds)

    assert len(year.folds) > 200
    assert abs(folded - MOST_FOLDED) < 1e-6


def test_without_any_open_time_the_wall_clock_counts() -> None:
    sunday = scale(at(22, 8), at(22, 20))

    assert sunday.place(at(22, 14)) == 0.5
    assert sunday.folds == ()


def test_what_lies_outside_stands_at_the_end() -> None:
    day = scale(at(24, 8), at(24, 17))

    assert (day.place(at(23, 8)), day.place(at(26, 8))) == (0.0, 1.0)


@given(st.lists(st.integers(0, 60 * 24 * 30), min_size=2, max_size=12))
def test_moments_keep_their_order_and_stay_on_the_bar(minutes: list[int]) -> None:
    moments = sorted(at(1, 0) + timedelta(minutes=one) for one in minutes)

    places = [scale(moments[0], moments[-1]).place(moment) for moment in moments]

    assert places == sorted(places)
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in places)
