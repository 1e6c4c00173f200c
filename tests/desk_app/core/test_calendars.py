# SPDX-License-Identifier: EUPL-1.2
"""A calendar holds what a person filled in; what cannot be meant is refused with a sentence that says what to change."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from desk_app.core.calendars import Calendar, CalendarFault, ClosedPart, Window, make_calendar
from desk_app.core.clock import DESK_ZONE
from desk_app.core.errors import InvalidInput
from desk_app.core.worktime import (
    ROUND_THE_CLOCK,
    DayEnd,
    add_calendar_days,
    add_working_days,
    add_working_minutes,
    add_working_time,
    closed_days,
    closed_parts,
    next_opening,
    spans_between,
    working_minutes,
    working_seconds_between,
)

DAY_SHIFT = Window(time(9), time(17))
NIGHT_SHIFT = Window(time(22), time(6), next_day=True)
MONDAY, TUESDAY, SUNDAY = 0, 1, 6
NOON = datetime(2026, 11, 24, 12, tzinfo=DESK_ZONE)


def local_time(day: int, hour: int, minute: int = 0) -> datetime:
    """In April 2026, of which the 27th is a Monday."""
    return datetime(2026, 4, day, hour, minute, tzinfo=DESK_ZONE)


@pytest.mark.parametrize(
    ("build", "where", "words"),
    [
        (lambda: Window(time(17), time(9)), "windows", "17.00 – 9.00"),
        (lambda: Window(time(9), time(9)), "windows", "9.00 – 9.00"),
        (lambda: Window(time(9), time(17), next_day=True), "windows", "9.00 – 17.00"),
        (lambda: ClosedPart(date(2026, 12, 24), time(15), time(12), "Kerstavond"), "closures", "Kerstavond"),
        (lambda: make_calendar({}), "windows", "nooit open"),
        (lambda: make_calendar({MONDAY: []}), "windows", "nooit open"),
        (lambda: make_calendar({7: [DAY_SHIFT]}), "windows", "nooit open"),
        (
            lambda: make_calendar({MONDAY: [DAY_SHIFT, Window(time(16), time(18))]}),
            "windows",
            "maandag 9.00 – 17.00 en maandag 16.00 – 18.00",
        ),
        (
            lambda: make_calendar({MONDAY: [NIGHT_SHIFT], TUESDAY: [Window(time(5), time(8))]}),
            "windows",
            "maandag 22.00 – 6.00 en dinsdag 5.00 – 8.00",
        ),
        (
            lambda: make_calendar({SUNDAY: [NIGHT_SHIFT], MONDAY: [Window(time(5), time(8))]}),
            "windows",
            "zondag 22.00 – 6.00 en maandag 5.00 – 8.00",
        ),
        (lambda: make_calendar({MONDAY: [DAY_SHIFT]}, extra={date(2026, 12, 5): []}), "extra", "5 december"),
        (
            lambda: make_calendar(
                {MONDAY: [DAY_SHIFT]}, extra={date(2026, 12, 5): [DAY_SHIFT, Window(time(9), time(10))]}
            ),
            "extra",
            "zaterdag 9.00",
        ),
        (
            lambda: make_calendar(
                {0: [DAY_SHIFT], 4: [NIGHT_SHIFT]}, extra={date(2026, 12, 5): [Window(time(5), time(9))]}
            ),
            "extra",
            "vrijdag 22.00 – 6.00 en zaterdag 5.00 – 9.00",
        ),
        (lambda: add_working_time(ROUND_THE_CLOCK, NOON, -1), "term", "termijn"),
        (lambda: add_working_days(ROUND_THE_CLOCK, NOON, -1), "term", "termijn"),
        (lambda: add_calendar_days(ROUND_THE_CLOCK, NOON, -1), "term", "termijn"),
    ],
)
def test_what_cannot_be_meant_is_refused(build: Callable[[], object], where: str, words: str) -> None:
    with pytest.raises(CalendarFault) as refusal:
        build()

    assert isinstance(refusal.value, InvalidInput)
    assert list(refusal.value.fields) == [where]
    assert words in refusal.value.fields[where]


@pytest.mark.parametrize(
    "ask",
    [
        lambda calendar: next_opening(calendar, NOON),
        lambda calendar: add_working_time(calendar, NOON, 1),
        lambda calendar: add_working_minutes(calendar, NOON, 0),
        lambda calendar: add_working_days(calendar, NOON, 1),
        lambda calendar: add_working_days(calendar, NOON, 1, DayEnd.SAME_TIME),
        lambda calendar: add_calendar_days(calendar, NOON, 1),
    ],
)
def test_a_calendar_that_is_never_open_says_so(ask: Callable[[Calendar], object]) -> None:
    never, once = Calendar({}), Calendar({}, extra={date(2026, 11, 23): ((time(9), time(17)),)})

    for calendar in (never, once):
        with pytest.raises(CalendarFault, match="na 24 november 2026 te weinig open uren"):
            ask(calendar)

    assert not never.is_open(NOON)
    assert list(never.spans(NOON)) == []
    assert working_minutes(never, NOON, NOON + timedelta(days=400)) == 0


def test_a_term_longer_than_a_life_is_refused_at_once() -> None:
    calendar = make_calendar({MONDAY: [DAY_SHIFT]})

    with pytest.raises(CalendarFault, match="te weinig open uren"):
        add_working_time(calendar, NOON, 10**9)


def test_hours_till_midnight_and_round_the_clock_need_no_next_day() -> None:
    evening = make_calendar({MONDAY: [Window(time(18), time(0))]})
    always = make_calendar(dict.fromkeys(range(7), (Window(time(0), time(0)),)))

    assert [last for _first, last in spans_between(evening, local_time(20, 0), local_time(21, 9))] == [
        local_time(21, 0)
    ]
    assert always == ROUND_THE_CLOCK
    assert always.is_open(local_time(20, 0))
    assert always.is_open(local_time(20, 23, 59))


def test_hours_that_touch_are_not_hours_that_overlap() -> None:
    calendar = make_calendar(
        {
            MONDAY: [Window(time(9), time(12)), Window(time(12), time(17)), NIGHT_SHIFT],
            TUESDAY: [Window(time(6), time(9))],
        }
    )

    assert working_seconds_between(calendar, local_time(20, 0), local_time(22, 0)) == (8 + 8 + 3) * 3600


def test_stored_hours_that_overlap_count_once() -> None:
    calendar = Calendar({MONDAY: ((time(13), time(17)), (time(9), time(14)), (time(10), time(11)))})

    assert working_seconds_between(calendar, local_time(20, 0), local_time(21, 0)) == 8 * 3600
    assert next_opening(calendar, local_time(20, 0)) == local_time(20, 9)


def test_stored_hours_in_any_order_count_on_the_night_the_clock_changes() -> None:
    calendar = Calendar({SUNDAY: ((time(13), time(17)), (time(1), time(5)))})
    night = datetime(2026, 3, 29, tzinfo=DESK_ZONE)

    assert working_seconds_between(calendar, night, night + timedelta(days=1)) == (3 + 4) * 3600


def test_a_day_with_hours_of_its_own_is_open_though_it_is_a_holiday() -> None:
    koningsdag = date(2026, 4, 27)
    calendar = make_calendar(
        {MONDAY: [DAY_SHIFT]}, {koningsdag: "Koningsdag"}, extra={koningsdag: [Window(time(8), time(10))]}
    )

    spans = list(spans_between(calendar, local_time(27, 0), local_time(28, 0)))

    assert spans == [(local_time(27, 8), local_time(27, 10))]
    assert closed_days(calendar, local_time(26, 0), local_time(28, 0)) == ()


def test_the_night_before_goes_on_in_a_holiday_with_hours_of_its_own() -> None:
    koningsdag = date(2026, 4, 27)
    calendar = make_calendar(
        {SUNDAY: [NIGHT_SHIFT]}, {koningsdag: "Koningsdag"}, extra={koningsdag: [Window(time(8), time(10))]}
    )

    spans = list(spans_between(calendar, local_time(26, 12), local_time(28, 0)))

    assert spans == [(local_time(26, 22), local_time(27, 6)), (local_time(27, 8), local_time(27, 10))]


def test_a_term_that_meets_the_break_at_the_same_time_ends_after_it() -> None:
    calendar = make_calendar({MONDAY: [DAY_SHIFT], TUESDAY: [Window(time(9), time(12)), Window(time(13), time(17))]})

    due = add_working_days(calendar, local_time(20, 12), 1, DayEnd.SAME_TIME)

    assert due == local_time(21, 13)


def test_two_times_of_one_zone_are_compared_by_moment_not_by_the_wall() -> None:
    first = datetime(2026, 10, 25, 2, 50, tzinfo=DESK_ZONE)
    second = first.replace(minute=10, fold=1)

    assert working_seconds_between(ROUND_THE_CLOCK, first, second) == 20 * 60
    assert working_seconds_between(ROUND_THE_CLOCK, second, first) == 0
    assert list(spans_between(ROUND_THE_CLOCK, first, second)) == [(first.astimezone(UTC), second.astimezone(UTC))]


def test_a_closed_part_is_taken_out_of_the_night_before_too() -> None:
    cleaning = ClosedPart(date(2026, 4, 21), time(1), time(3), "Schoonmaak")
    calendar = make_calendar({MONDAY: [NIGHT_SHIFT]}, parts=[cleaning])

    spans = list(spans_between(calendar, local_time(20, 12), local_time(21, 12)))

    assert spans == [(local_time(20, 22), local_time(21, 1)), (local_time(21, 3), local_time(21, 6))]
    assert closed_parts(calendar, local_time(20, 12), local_time(21, 12)) == (cleaning,)
    assert closed_parts(calendar, local_time(20, 12), local_time(21, 1)) == ()
    assert closed_parts(calendar, local_time(21, 3), local_time(28, 1)) == ()


def test_a_closed_part_that_fills_the_day_closes_it() -> None:
    calendar = make_calendar(
        dict.fromkeys(range(5), (DAY_SHIFT,)), parts=[ClosedPart(date(2026, 4, 21), time(0), time(0), "Verhuizing")]
    )

    due = add_working_days(calendar, local_time(20, 10), 1)

    assert due == local_time(22, 17)


def test_hours_in_the_skipped_hour_begin_and_end_when_the_clock_is_moved() -> None:
    night = datetime(2026, 3, 29, tzinfo=DESK_ZONE)
    calendar = make_calendar({SUNDAY: [Window(time(1), time(2, 30)), Window(time(2, 45), time(4))]})

    spans = list(spans_between(calendar, night, night + timedelta(days=1)))

    moved = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert spans == [(moved - timedelta(hours=1), moved), (moved, moved + timedelta(hours=1))]


def test_a_calendar_does_not_change_with_the_list_it_was_made_of() -> None:
    closures = {date(2026, 4, 27): "Koningsdag"}
    calendar = Calendar({MONDAY: ((time(9), time(17)),)}, closures)

    closures.clear()

    assert not calendar.is_open(local_time(27, 12))
    assert not hasattr(calendar.closures, "__setitem__")


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        next_opening(ROUND_THE_CLOCK, datetime(2026, 4, 27, 12))


def test_twenty_years_measured_at_once_are_the_years_one_by_one() -> None:
    calendar = make_calendar(dict.fromkeys(range(5), (DAY_SHIFT,)), {date(2026, 4, 27): "Koningsdag"})
    years = [datetime(year, 1, 1, tzinfo=DESK_ZONE) for year in range(2015, 2036)]

    whole = working_seconds_between(calendar, years[0], years[-1])

    parts = [working_seconds_between(calendar, *pair) for pair in pairwise(years)]
    assert whole == sum(parts)
    assert add_working_time(calendar, years[0], whole) <= years[-1]
