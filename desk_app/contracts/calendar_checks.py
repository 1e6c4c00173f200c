# SPDX-License-Identifier: EUPL-1.2
"""Whether a calendar can be saved: every fault as a sentence under the name of its field. Pure.

Lines count from 0: ``windows.2``, ``closures.0.name``, ``own_hours.1``. What concerns all hours together, such as a
calendar that is never open, stands under ``windows`` or ``own_hours``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from desk_app.catalogue.checks import MOST_LEAD
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.calendar_messages import ClosureLine, OwnHoursLine, SaveCalendar, WindowLine
from desk_app.core import formats
from desk_app.core.calendars import Calendar, CalendarFault, ClosedPart, Window, make_calendar
from desk_app.core.clock import DESK_ZONE
from desk_app.core.i18n import _
from desk_app.core.public_holidays import FIRST_YEAR, LAST_YEAR
from desk_app.core.text import LINE, fault_in_line
from desk_app.core.worktime import add_working_time

LONGEST_CODE = 32
MOST_WINDOWS = 100
MOST_DAYS = 2_000
"""Closed days, or days with hours of their own."""

_SOME_DAY = datetime(2026, 1, 5, 12, tzinfo=DESK_ZONE)
_LONGEST_TERM_SECONDS = MOST_LEAD[LeadUnit.MINUTES] * 60
"""Whatever term somebody agrees on, it ends: a calendar with a minute a week would outlive everybody."""

Fault = tuple[str, str]


def calendar_faults(command: SaveCalendar, holidays: Mapping[date, str]) -> dict[str, str]:
    """Everything that keeps the calendar from being saved; empty when it can be. One sentence per field.

    ``holidays`` are the closed days by its choice of holidays.
    """
    found: dict[str, str] = {}
    for check in (_texts, _counts, _windows, _closures, _own_hours):
        for name, sentence in check(command):
            found.setdefault(name, sentence)
    if not found:
        try:
            add_working_time(made(command, holidays), _SOME_DAY, _LONGEST_TERM_SECONDS)
        except CalendarFault as fault:
            found = {"own_hours" if name == "extra" else name: text for name, text in fault.fields.items()}
    return found


def hours_fault(lines: Iterable[WindowLine]) -> str | None:
    """What is wrong with these hours of a week by themselves: each of them, or two that overlap. None: nothing, or none."""
    lines = tuple(lines)
    fault = next((fault for line in lines if (fault := _fault_of(_window, line))), None)
    if fault is None and lines:
        fault = _fault_of(make_calendar, _by_day((line.weekday, _window(line)) for line in lines))
    return fault


def made(command: SaveCalendar, holidays: Mapping[date, str]) -> Calendar:
    """The calendar as it was filled in. Raises CalendarFault (``make_calendar``)."""
    return make_calendar(
        _by_day((line.weekday, _window(line)) for line in command.windows),
        {**holidays, **{line.day: line.name for line in command.closures if line.begins is None}},
        [_part(line) for line in command.closures if line.begins is not None],
        _by_day((line.day, _window(line)) for line in command.own_hours),
    )


def _texts(command: SaveCalendar) -> Iterator[Fault]:
    code, name = command.code.strip(), command.name.strip()
    if not code:
        yield "code", _("Choose a short code, for example NACHT.")
    elif fault := fault_in_line(code, LONGEST_CODE):
        yield "code", fault
    if not name:
        yield "name", _("Fill in the name.")
    elif fault := fault_in_line(name, LINE):
        yield "name", fault


def _counts(command: SaveCalendar) -> Iterator[Fault]:
    text = _("This list can have {most} lines. Remove some.")
    lists: tuple[tuple[str, Sequence[object], int], ...] = (
        ("windows", command.windows, MOST_WINDOWS),
        ("closures", command.closures, MOST_DAYS),
        ("own_hours", command.own_hours, MOST_DAYS),
    )
    for name, lines, most in lists:
        if len(lines) > most:
            yield name, text.format(most=most)


def _windows(command: SaveCalendar) -> Iterator[Fault]:
    if not command.windows:  # days with hours of their own are not enough: after the last one nothing can be promised
        yield "windows", _("This calendar is never open. Give at least one day opening hours.")
    for number, line in enumerate(command.windows[:MOST_WINDOWS]):
        if not 0 <= line.weekday <= 6:
            yield f"windows.{number}", _("Choose a day of the week.")
        elif fault := _fault_of(_window, line):
            yield f"windows.{number}", fault


def _closures(command: SaveCalendar) -> Iterator[Fault]:
    whole: set[date] = set()
    for number, line in enumerate(command.closures[:MOST_DAYS]):
        at = f"closures.{number}"
        if not line.name.strip():
            yield f"{at}.name", _("Say why it is closed, for example ‘Summer closing’.")
        elif fault := fault_in_line(line.name, LINE):
            yield f"{at}.name", fault
        if fault := _day_fault(line.day):
            yield at, fault
        elif (line.begins is None) is not (line.ends is None):
            yield at, _("Fill in from when until when it is closed, or leave both empty for the whole day.")
        elif line.begins is not None:
            if fault := _fault_of(_part, line):
                yield at, fault
        elif line.day in whole:
            yield at, _("{day} stands in the list twice. Remove one of them.").format(day=formats.day_plain(line.day))
        else:
            whole.add(line.day)


def _own_hours(command: SaveCalendar) -> Iterator[Fault]:
    for number, line in enumerate(command.own_hours[:MOST_DAYS]):
        if fault := _day_fault(line.day) or _fault_of(_window, line):
            yield f"own_hours.{number}", fault


def _day_fault(day: date) -> str | None:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return _("Choose a day in the years {first} to {last}.").format(first=FIRST_YEAR, last=LAST_YEAR)


def _fault_of(make: Callable[[Any], object], line: object) -> str | None:
    try:
        make(line)
    except CalendarFault as fault:
        return str(fault)
    return None


def _window(line: WindowLine | OwnHoursLine) -> Window:
    return Window(line.opens, line.closes, line.next_day)


def _part(line: ClosureLine) -> ClosedPart:
    assert line.begins is not None
    assert line.ends is not None
    return ClosedPart(line.day, line.begins, line.ends, line.name.strip())


def _by_day(lines: Iterable[tuple[Any, Window]]) -> dict[Any, list[Window]]:
    found: dict[Any, list[Window]] = {}
    for day, window in lines:
        found.setdefault(day, []).append(window)
    return found
