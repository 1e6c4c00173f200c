# SPDX-License-Identifier: EUPL-1.2
"""The holidays on which an organisation is closed: computed by hand, and as others publish them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.core.calendars import CalendarFault
from desk_app.core.public_holidays import (
    EVERYBODY_FREE,
    HOLIDAY_NAMES,
    Bridging,
    Holiday,
    HolidayChoice,
    LiberationDay,
    holidays_of,
)

EVERYTHING = HolidayChoice(good_friday=True, liberation_day=LiberationDay.YEARLY)
PUBLISHED_NAMES = {
    "New Year's Day": "New Year’s Day",
    "King's Day": "King’s Day",
    "Queen's Day": "Queen’s Day",
    "Pentecost": "Whit Sunday",
    "Pentecost Monday": "Whit Monday",
    "Second Day of Christmas": "Boxing Day",
}


def easter(year: int) -> date:
    """Easter Sunday, by the rule of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    leaps, over = divmod(century, 4)
    epact = (19 * (year % 19) + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * over + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", range(1966, 2101))
def test_all_holidays_of_a_year(year: int) -> None:
    days = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    days |= {easter(year) + timedelta(days=shift) for shift in (-2, 0, 1, 39, 49, 50)}
    if year >= 1982 or year % 5 == 0:
        days.add(date(year, 5, 5))
    birthday = date(year, 4, 27) if year >= 2014 else date(year, 4, 30)
    if birthday.weekday() == 6:
        birthday += timedelta(days=1 if year < 1980 else -1)
    days.add(birthday)

    found = holidays_of(EVERYTHING, [year])

    assert set(found) == days


def test_the_holidays_are_those_that_others_publish(shared_data: Path) -> None:
    published = {
        date.fromisoformat(day): sorted(PUBLISHED_NAMES.get(name, name) for name in names.split("; "))
        for day, names in json.loads((shared_data / "holidays" / "NL_COMMON.json").read_text("utf-8")).items()
    }
    years = range(1966, 2051)

    found = holidays_of(EVERYTHING, years, "en")

    assert {day.year for day in published} == set(years)
    assert {day: sorted(names.split("; ")) for day, names in found.items()} == published


@pytest.mark.parametrize(
    ("choice", "closed", "open_days"),
    [
        (
            HolidayChoice(),
            [date(2026, 4, 6), date(2026, 4, 27), date(2025, 5, 5)],
            [date(2026, 4, 3), date(2026, 5, 5)],
        ),
        (HolidayChoice(good_friday=True), [date(2026, 4, 3)], [date(2026, 5, 5)]),
        (HolidayChoice(liberation_day=LiberationDay.YEARLY), [date(2025, 5, 5), date(2026, 5, 5)], [date(2026, 5, 4)]),
        (HolidayChoice(liberation_day=LiberationDay.NEVER), [date(2026, 5, 14)], [date(2025, 5, 5), date(2026, 5, 5)]),
        (HolidayChoice(others=EVERYBODY_FREE - {Holiday.WHIT_MONDAY}), [date(2026, 4, 6)], [date(2026, 5, 25)]),
        (HolidayChoice(), [date(2025, 4, 26), date(2031, 4, 26)], [date(2025, 4, 27), date(2031, 4, 27)]),
        (HolidayChoice(bridging=Bridging.ASCENSION), [date(2026, 5, 15)], [date(2026, 1, 2)]),
        (
            HolidayChoice(liberation_day=LiberationDay.YEARLY, bridging=Bridging.ALL),
            [date(2026, 1, 2), date(2026, 5, 4), date(2026, 5, 15)],
            [date(2026, 4, 28), date(2026, 12, 24), date(2026, 12, 28)],
        ),
        (HolidayChoice(bridging=Bridging.ALL), [], [date(2026, 5, 4)]),
    ],
)
def test_an_organisation_is_closed_when_it_chose_so(
    choice: HolidayChoice, closed: list[date], open_days: list[date]
) -> None:
    found = holidays_of(choice, [2025, 2026, 2031])

    assert [day for day in closed if day not in found] == []
    assert [day for day in open_days if day in found] == []


def test_a_bridge_to_new_year_belongs_to_the_old_year() -> None:
    found = holidays_of(HolidayChoice(bridging=Bridging.ALL), [2018])  # 1 January 2019 is a Tuesday

    assert found[date(2018, 12, 31)] == "Brugdag"
    assert {day.year for day in found} == {2018}


def test_a_bridge_is_never_a_holiday_itself() -> None:
    found = holidays_of(HolidayChoice(bridging=Bridging.ALL), [2025])  # 25 December 2025 is a Thursday

    assert found[date(2025, 12, 26)] == "Tweede kerstdag"


def test_two_holidays_on_one_day_are_both_named() -> None:
    both = holidays_of(EVERYTHING, [2016])[date(2016, 5, 5)]
    one = holidays_of(HolidayChoice(), [2016])[date(2016, 5, 5)]

    assert both == "Bevrijdingsdag; Hemelvaartsdag"
    assert one == "Hemelvaartsdag"


def test_holidays_are_named_in_the_language_that_is_asked_for() -> None:
    day = date(2026, 4, 27)

    assert holidays_of(HolidayChoice(), [2026])[day] == "Koningsdag"
    assert holidays_of(HolidayChoice(), [2026], "en")[day] == "King’s Day"
    assert holidays_of(HolidayChoice(), [2000])[date(2000, 4, 29)] == "Koninginnedag"
    assert set(HOLIDAY_NAMES) == set(Holiday)


@pytest.mark.parametrize("years", [[1965], [2026, 2201]])
def test_years_that_are_not_known_are_refused(years: list[int]) -> None:
    with pytest.raises(CalendarFault) as refusal:
        holidays_of(HolidayChoice(), years)

    assert list(refusal.value.fields) == ["years"]
    assert holidays_of(HolidayChoice(), []) == {}
