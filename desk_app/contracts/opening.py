# SPDX-License-Identifier: EUPL-1.2
"""Opening hours in a few words, for the customer who comes to collect. Pure."""

from datetime import date, time, timedelta

from babel.dates import format_date

from desk_app.core.worktime import Calendar

_MONDAY = date(2024, 1, 1)


def opening_hours(calendar: Calendar, language: str) -> str:
    """``ma-vr 9.00-17.00``; days with the same hours are joined."""
    groups: list[tuple[int, int, tuple[tuple[time, time], ...]]] = []
    for weekday in range(7):
        spans = tuple(calendar.windows.get(weekday, ()))
        if not spans:
            continue
        if groups and groups[-1][1] == weekday - 1 and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], weekday, spans)
        else:
            groups.append((weekday, weekday, spans))
    return ", ".join(f"{_days(first, last, language)} {_hours(spans, language)}" for first, last, spans in groups)


def _days(first: int, last: int, language: str) -> str:
    names = [
        format_date(_MONDAY + timedelta(days=day), "EEE", locale="nl_NL" if language == "nl" else "en_GB")
        for day in (first, last)
    ]
    return names[0] if first == last else "-".join(names)


def _hours(spans: tuple[tuple[time, time], ...], language: str) -> str:
    mark = "." if language == "nl" else ":"
    return " ".join(f"{_clock(opens, mark)}-{_clock(closes, mark, midnight=24)}" for opens, closes in spans)


def _clock(hour: time, mark: str, midnight: int = 0) -> str:
    """``midnight``: 24 at the end of a day."""
    return f"{hour.hour if hour != time(0) else midnight}{mark}{hour.minute:02d}"
