# SPDX-License-Identifier: EUPL-1.2
"""The laws that any sum with opening hours keeps, over calendars that chance makes up.

``LAWS`` names them; ``hold`` tries one. Moments lie near the nights on which the clock changes, leap days and ends of
years more often than elsewhere. ``open_by_the_wall`` is what the sums are held against: it looks at the clock and at
the hours of the day, minute by minute, and shares no code with them.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.core.calendars import ROUND_THE_CLOCK, Calendar, ClosedPart
from desk_app.core.clock import DESK_ZONE, local
from desk_app.core.open_years import Hours
from desk_app.core.worktime import (
    DayEnd,
    add_calendar_days,
    add_working_days,
    add_working_time,
    closed_parts,
    is_open,
    next_opening,
    spans_between,
    working_seconds_between,
)

Add = Callable[[Calendar, datetime, int], datetime]

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

_MIDNIGHT = time(0)
_FIRST, _LAST = date(2025, 12, 1), date(2028, 4, 30)
_SPECIAL = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2027, 10, 31, 1, tzinfo=UTC),
    datetime(2027, 1, 1, tzinfo=UTC),
    datetime(2028, 1, 1, tzinfo=UTC),
    datetime(2028, 2, 29, tzinfo=UTC),
]

# Hours begin and end on a quarter, not between 2 and 3: by the wall such hours would be open twice on one night.
_quarters = st.integers(0, 95).filter(lambda quarter: not 8 < quarter < 12)
_days = st.dates(_FIRST, _LAST) | st.sampled_from([local(moment).date() for moment in _SPECIAL])
seconds = st.integers(1, 100 * 3600) | st.integers(1, 3600) | st.integers(1, 300).map(lambda hour: hour * 3600)
few_seconds = st.integers(1, 40 * 3600)
few_days = st.integers(0, 30)
some_days = st.integers(1, 30)


def _time(quarter: int) -> time:
    return time(quarter // 4 % 24, quarter % 4 * 15)


@st.composite
def _hours(draw: st.DrawFn, *, by_night: bool) -> Hours:
    """The hours of a day: up to three windows; the last one may go on into the next day, which begins after it."""
    edges = sorted(draw(st.lists(_quarters.filter(lambda quarter: quarter >= 28), max_size=6, unique=True)))
    pairs = [(_time(edges[place]), _time(edges[place + 1])) for place in range(0, len(edges) - 1, 2)]
    if by_night and (not pairs or pairs[-1][1] < time(22)) and draw(st.booleans()):
        pairs.append((time(22), draw(st.sampled_from([_MIDNIGHT, time(1), time(6), time(7)]))))
    return tuple(pairs)


def _closed_part(day: date, edges: list[int]) -> ClosedPart:
    begins, ends = sorted(edges)
    return ClosedPart(day, _time(begins), _time(ends), "Schoonmaak")


@st.composite
def _made_up(draw: st.DrawFn, *, by_night: bool) -> Calendar:
    hours = _hours(by_night=by_night)
    windows = draw(st.dictionaries(st.integers(0, 6), hours, max_size=7))
    windows[draw(st.integers(0, 6))] = ((time(9), time(12)), (time(12, 30), time(17)))
    parts = st.builds(_closed_part, _days, st.lists(_quarters, min_size=2, max_size=2, unique=True))
    return Calendar(
        windows,
        dict.fromkeys(draw(st.lists(_days, max_size=12)), "Gesloten"),
        tuple(draw(st.lists(parts, max_size=4))),
        draw(st.dictionaries(_days, hours.filter(bool), max_size=3)),
    )


OFFICE = Calendar(
    {weekday: ((time(8, 30), time(12, 30)), (time(13), time(17))) for weekday in range(5)},
    {date(2026, 4, 27): "Koningsdag", date(2026, 12, 25): "Eerste kerstdag", date(2027, 1, 1): "Nieuwjaarsdag"},
    (ClosedPart(date(2026, 12, 24), time(15), _MIDNIGHT, "Kerstavond"),),
    {date(2026, 12, 5): ((time(10), time(14)),)},
)
NIGHT = Calendar(dict.fromkeys(range(7), ((time(22), time(6)),)))
_fixed = st.sampled_from([OFFICE, NIGHT, ROUND_THE_CLOCK])
calendars = _fixed | _made_up(by_night=True)
day_calendars = st.just(OFFICE) | _made_up(by_night=False)

moments = st.builds(
    lambda moment, shift: moment + timedelta(seconds=shift), st.sampled_from(_SPECIAL), st.integers(-200_000, 200_000)
) | st.datetimes(datetime(2026, 1, 1), datetime(2028, 3, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
)
minutes = moments.map(lambda moment: moment.replace(second=0))


def open_by_the_wall(calendar: Calendar, moment: datetime) -> bool:
    """Whether we are open, from what the clock on the wall shows."""
    wall = local(moment)
    today, hour = wall.date(), wall.time()
    yesterday = today - DAY
    open_now = any(
        opens <= hour and (hour < closes or closes <= opens) for opens, closes in _hours_by_rule(calendar, today)
    ) or any(
        closes <= opens and hour < closes and not _is_closed(calendar, today)
        for opens, closes in _hours_by_rule(calendar, yesterday)
    )
    return open_now and not any(
        part.day == today and part.begins <= hour and (hour < part.ends or part.ends == _MIDNIGHT)
        for part in calendar.parts
    )


def _is_closed(calendar: Calendar, day: date) -> bool:
    return day in calendar.closures and day not in calendar.extra


def _hours_by_rule(calendar: Calendar, day: date) -> Hours:
    if day in calendar.extra:
        return calendar.extra[day]
    return () if day in calendar.closures else calendar.windows.get(day.weekday(), ())


def time_that_was_added_has_passed(calendar: Calendar, start: datetime, term: int, add: Add = add_working_time) -> None:
    assert working_seconds_between(calendar, start, add(calendar, start, term)) == term


def two_parts_make_the_whole(
    calendar: Calendar, start: datetime, one: int, two: int, add: Add = add_working_time
) -> None:
    assert add(calendar, add(calendar, start, one), two) == add(calendar, start, one + two)


def later_is_not_sooner(
    calendar: Calendar, start: datetime, later: int, term: int, add: Add = add_working_time
) -> None:
    assert add(calendar, start, term) <= add(calendar, start + timedelta(seconds=later), term)
    assert add(calendar, start, term) < add(calendar, start, term + later)


def nothing_ends_while_closed(calendar: Calendar, start: datetime, term: int, days: int) -> None:
    for due in (
        add_working_time(calendar, start, term),
        add_working_days(calendar, start, days),
        add_calendar_days(calendar, start, days),
    ):
        assert due >= start
        assert open_by_the_wall(calendar, due - timedelta(microseconds=1)), due


def next_opening_is_open_and_nothing_before_it_is(calendar: Calendar, start: datetime) -> None:
    opening = next_opening(calendar, start)

    assert is_open(calendar, opening)
    assert open_by_the_wall(calendar, opening)
    assert opening == start or not is_open(calendar, start)
    assert working_seconds_between(calendar, start, opening) == 0


def measured_in_two_parts_is_measured_at_once(calendar: Calendar, start: datetime, one: int, two: int) -> None:
    middle = start + timedelta(seconds=one)
    end = middle + timedelta(seconds=two)
    spans = list(spans_between(calendar, start, end))

    whole = working_seconds_between(calendar, start, end)

    assert whole == working_seconds_between(calendar, start, middle) + working_seconds_between(calendar, middle, end)
    assert whole == sum((last - first).total_seconds() for first, last in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert working_seconds_between(calendar, end, start) == 0


def minute_by_minute_is_the_same(calendar: Calendar, start: datetime, length: int) -> None:
    ticks = [start + MINUTE * tick for tick in range(length)]
    open_ticks = [tick for tick in ticks if open_by_the_wall(calendar, tick)]

    passed = working_seconds_between(calendar, start, start + MINUTE * length)

    assert passed == 60 * len(open_ticks)
    assert [tick for tick in ticks if is_open(calendar, tick)] == open_ticks
    if open_ticks:
        assert add_working_time(calendar, start, passed) == open_ticks[-1] + MINUTE


def working_days_are_counted_one_by_one(calendar: Calendar, start: datetime, days: int) -> None:
    day, closing = local(start).date(), None
    left = days
    while left:
        day += DAY
        closing = _closing_by_the_wall(calendar, day)
        left -= closing is not None

    assert add_working_days(calendar, start, days) == closing


def _closing_by_the_wall(calendar: Calendar, day: date) -> datetime | None:
    """When a day closes, for hours that end on quarters and not after midnight; None when it is closed."""
    quarter = 15 * MINUTE
    end = datetime.combine(day + DAY, _MIDNIGHT, DESK_ZONE).astimezone(UTC)
    while local(end - quarter).date() == day:
        if open_by_the_wall(calendar, end - quarter):
            return end
        end -= quarter
    return None


def calendar_days_end_on_the_first_open_day(calendar: Calendar, start: datetime, days: int) -> None:
    day = local(start).date() + DAY * days
    while (closing := _closing_by_the_wall(calendar, day)) is None or closing < start:
        day += DAY

    assert add_calendar_days(calendar, start, days) == closing


def days_in_two_parts_make_the_whole(calendar: Calendar, start: datetime, one: int, two: int) -> None:
    in_parts = add_working_days(calendar, add_working_days(calendar, start, one), two)

    assert in_parts == add_working_days(calendar, start, one + two)


def days_later_are_not_sooner(calendar: Calendar, start: datetime, later: int, days: int) -> None:
    for add in (add_working_days, add_calendar_days, partial(add_working_days, end=DayEnd.SAME_TIME)):
        assert add(calendar, start, days) <= add(calendar, start + timedelta(seconds=later), days)
        assert add(calendar, start, days) <= add(calendar, start, days + 1)


def the_same_time_is_the_same_time(calendar: Calendar, start: datetime, days: int) -> None:
    begin = local(next_opening(calendar, start))

    due = local(add_working_days(calendar, start, days, DayEnd.SAME_TIME))

    wanted = datetime.combine(due.date(), begin.time(), DESK_ZONE)
    assert due == wanted or not open_by_the_wall(calendar, wanted)
    assert due.date() == local(add_working_days(calendar, begin, days)).date()


def a_closed_part_is_a_reason_when_it_takes_time(calendar: Calendar, start: datetime, length: int) -> None:
    end = start + timedelta(seconds=length)
    without_parts = Calendar(calendar.windows, calendar.closures, (), calendar.extra)

    named = closed_parts(calendar, start, end)

    lost = working_seconds_between(without_parts, start, end) - working_seconds_between(calendar, start, end)
    assert bool(named) == (lost > 0)


Law = tuple[Callable[..., None], tuple[st.SearchStrategy[object], ...]]

LAWS: dict[str, Law] = {
    "time that was added has passed": (time_that_was_added_has_passed, (calendars, moments, seconds)),
    "two parts make the whole": (two_parts_make_the_whole, (calendars, moments, few_seconds, seconds)),
    "later is not sooner": (later_is_not_sooner, (calendars, moments, few_seconds, seconds)),
    "nothing ends while closed": (nothing_ends_while_closed, (calendars, moments, seconds, few_days)),
    "the next opening is open": (next_opening_is_open_and_nothing_before_it_is, (calendars, moments)),
    "measuring in two parts": (
        measured_in_two_parts_is_measured_at_once,
        (calendars, moments, st.integers(0, 2_000_000), st.integers(0, 2_000_000)),
    ),
    "working days one by one": (working_days_are_counted_one_by_one, (day_calendars, moments, some_days)),
    "calendar days one by one": (calendar_days_end_on_the_first_open_day, (day_calendars, moments, few_days)),
    "days in two parts": (days_in_two_parts_make_the_whole, (day_calendars, moments, some_days, few_days)),
    "later days are not sooner": (days_later_are_not_sooner, (day_calendars, moments, few_seconds, few_days)),
    "the same time": (the_same_time_is_the_same_time, (day_calendars, moments, few_days)),
    "a closed part is a reason": (
        a_closed_part_is_a_reason_when_it_takes_time,
        (calendars, moments, st.integers(0, 2_000_000)),
    ),
}

MINUTE_BY_MINUTE: Law = (minute_by_minute_is_the_same, (calendars, minutes, st.integers(1, 2000)))


def hold(law: Law, examples: int, **instead: object) -> None:
    """Tries a law; ``instead`` puts other sums in the place of ours. Raises AssertionError when one breaks it."""
    check, strategies = law

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.tuples(*strategies))
    def tried(case: tuple[object, ...]) -> None:
        check(*case, **instead)

    tried()
