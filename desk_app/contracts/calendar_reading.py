# SPDX-License-Identifier: EUPL-1.2
"""Calendars as stored: hours, closed days, holidays by choice, days with hours of their own."""

from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from desk_app.contracts.models import Closure, OwnHours, ServiceCalendar, ServiceWindow
from desk_app.core.public_holidays import Bridging, HolidayChoice, LiberationDay, holidays_of
from desk_app.core.worktime import Calendar, ClosedPart

ALWAYS_ON_WEEKDAYS = tuple((weekday, time(9), time(17)) for weekday in range(5))
"""Used while no opening hours are stored, so that a promise can always be made."""

HOLIDAY_YEARS = range(2010, 2061)
"""For which years a chosen holiday is a closed day."""

_HOLIDAYS = (
    ServiceCalendar.holidays,
    ServiceCalendar.good_friday,
    ServiceCalendar.liberation_day,
    ServiceCalendar.bridging,
)


# Made once: to build a statement costs more than to carry it out, and every registration asks these.
_COLUMNS = select(ServiceCalendar.id, *_HOLIDAYS)
_ITS_OWN = _COLUMNS.where(ServiceCalendar.id == bindparam("calendar"))
_OF_DESK = _COLUMNS.where(ServiceCalendar.is_desk).order_by(ServiceCalendar.id).limit(1)
_HOURS = select(ServiceWindow.weekday, ServiceWindow.opens, ServiceWindow.closes).where(
    ServiceWindow.calendar_id == bindparam("calendar")
)
_CLOSED = select(Closure.day, Closure.name, Closure.begins, Closure.ends).where(
    Closure.calendar_id == bindparam("calendar")
)
_OWN_HOURS = select(OwnHours.day, OwnHours.opens, OwnHours.closes).where(OwnHours.calendar_id == bindparam("calendar"))


def read_calendar(session: Session, calendar_id: int | None = None) -> Calendar:
    """One calendar, or that of the desk (None, also when it is no longer there); never one without hours."""
    found = _row(session, calendar_id)
    if found is None:
        return _calendar(ALWAYS_ON_WEEKDAYS, (), (), None)
    asks = {"calendar": found.id}
    choice = HolidayChoice(found.good_friday, found.liberation_day, found.bridging) if found.holidays else None
    return _calendar(
        tuple(map(tuple, session.execute(_HOURS, asks))) or ALWAYS_ON_WEEKDAYS,
        tuple(map(tuple, session.execute(_CLOSED, asks))),
        tuple(map(tuple, session.execute(_OWN_HOURS, asks))),
        choice,
    )


def desk_calendar_id(session: Session) -> int | None:
    """The calendar of the desk; None only in a database that somebody emptied."""
    return session.scalar(
        select(ServiceCalendar.id).where(ServiceCalendar.is_desk).order_by(ServiceCalendar.id).limit(1)
    )


def chosen_holidays(choice: HolidayChoice | None) -> dict[date, str]:
    """The closed days by a choice of holidays in all ``HOLIDAY_YEARS`` -> name; none without a choice."""
    return dict(_holidays(choice)) if choice is not None else {}


def _row(session: Session, calendar_id: int | None) -> Row[int, bool, bool, LiberationDay, Bridging] | None:
    found = None
    if calendar_id is not None:
        found = session.execute(_ITS_OWN, {"calendar": calendar_id}).first()
    return session.execute(_OF_DESK).first() if found is None else found


@lru_cache(maxsize=64)
def _calendar(
    windows: tuple[Any, ...], closures: tuple[Any, ...], own: tuple[Any, ...], choice: HolidayChoice | None
) -> Calendar:
    """One object per content: a calendar keeps what it counted per year."""
    closed = chosen_holidays(choice)
    closed |= {day: name for day, name, begins, ends in closures if begins is None or ends is None}
    parts = (
        ClosedPart(day, begins, ends, name)
        for day, name, begins, ends in closures
        if begins is not None and ends is not None and day not in closed
    )
    return Calendar(_by_day(windows), closed, tuple(parts), _by_day(own))


@lru_cache(maxsize=16)
def _holidays(choice: HolidayChoice) -> tuple[tuple[date, str], ...]:
    return tuple(holidays_of(choice, HOLIDAY_YEARS).items())


def _by_day(hours: Iterable[tuple[Any, time, time]]) -> dict[Any, tuple[tuple[time, time], ...]]:
    grouped: dict[Any, list[tuple[time, time]]] = {}
    for day, opens, closes in hours:
        grouped.setdefault(day, []).append((opens, closes))
    return {day: tuple(sorted(spans)) for day, spans in grouped.items()}
