# SPDX-License-Identifier: EUPL-1.2
"""Any calendar that somebody can fill in is refused with a reason, or is open at the same moments when it is read back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from desk_app.app import Desk
from desk_app.contracts.calendar_checks import calendar_faults, made
from desk_app.contracts.calendar_messages import (
    Bridging,
    ClosureLine,
    LiberationDay,
    OwnHoursLine,
    RemoveCalendar,
    SaveCalendar,
    WindowLine,
)
from desk_app.contracts.calendar_reading import chosen_holidays, read_calendar
from desk_app.core.actor import Role
from desk_app.core.errors import InvalidInput
from desk_app.core.public_holidays import HolidayChoice
from desk_app.core.worktime import next_opening
from tests import factories

FIRST = date(2026, 12, 10)
QUARTERS = st.lists(st.integers(0, 40 * 96), min_size=5, max_size=5)
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
DAYS = st.integers(0, 30).map(lambda days: FIRST + timedelta(days=days))


@st.composite
def spans(draw: st.DrawFn) -> dict[str, object]:
    """Hours, mostly such as can be."""
    opens, closes = draw(HOURS), draw(HOURS)
    runs_on = closes < opens and closes != time()
    return {"opens": opens, "closes": closes, "next_day": runs_on if draw(st.integers(0, 9)) else not runs_on}


@st.composite
def windows(draw: st.DrawFn) -> WindowLine:
    """Hours of a weekday."""
    return WindowLine(weekday=draw(st.integers(0, 6)), **draw(spans()))  # type: ignore[arg-type]  # fields of the line


@st.composite
def own_hours(draw: st.DrawFn) -> OwnHoursLine:
    """Hours of one day."""
    return OwnHoursLine(day=draw(DAYS), **draw(spans()))  # type: ignore[arg-type]  # fields of the line


@st.composite
def closures(draw: st.DrawFn) -> ClosureLine:
    """A closed day, or a part of one."""
    if draw(st.booleans()):
        return ClosureLine(day=draw(DAYS), name="Dicht")
    begins, ends = sorted((draw(HOURS), draw(HOURS)))
    return ClosureLine(day=draw(DAYS), name="Dicht", begins=begins, ends=ends)


CALENDARS = st.builds(
    SaveCalendar,
    code=st.just("PROEF"),
    name=st.just("Proef"),
    holidays=st.booleans(),
    good_friday=st.booleans(),
    liberation_day=st.sampled_from(LiberationDay),
    bridging=st.sampled_from(Bridging),
    windows=st.lists(windows(), max_size=4).map(tuple),
    closures=st.lists(closures(), max_size=3).map(tuple),
    own_hours=st.lists(own_hours(), max_size=2).map(tuple),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CALENDARS, QUARTERS)
def test_any_calendar_is_refused_or_the_same_when_it_is_read_back(
    desk: Desk, command: SaveCalendar, quarters: list[int]
) -> None:
    manager = factories.an_actor(desk.db, "mila", Role.MANAGER)
    choice = HolidayChoice(command.good_friday, command.liberation_day, command.bridging)
    holidays = chosen_holidays(choice if command.holidays else None)
    if faults := calendar_faults(command, holidays):
        event("refused")
        with pytest.raises(InvalidInput) as refused:
            desk.calendars.save(manager, command)
        assert refused.value.fields == faults
        return

    event("kept")
    number = desk.calendars.save(manager, command)
    sheet = desk.calendar_queries.calendar(manager, number)
    with desk.db.read() as session:
        stored = read_calendar(session, number)
    desk.calendars.remove(manager, RemoveCalendar(calendar_id=number, version=sheet.version))

    meant = made(command, holidays)
    moments = [datetime(2026, 12, 1, tzinfo=UTC) + timedelta(minutes=15 * quarter) for quarter in quarters]
    assert [stored.is_open(moment) for moment in moments] == [meant.is_open(moment) for moment in moments]
    assert next_opening(stored, moments[0]) == next_opening(meant, moments[0])
    assert sorted((line.weekday, line.opens, line.closes) for line in sheet.windows) == sorted(
        (line.weekday, line.opens, line.closes) for line in command.windows
    )
