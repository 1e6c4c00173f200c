# SPDX-License-Identifier: EUPL-1.2
"""A moment as somebody at a counter types it: ``24-11 17.00``, ``morgen 10``, ``vr 9.30``, ``17u``. Pure.

Dutch and English words are both understood, whatever the language of the screen.
"""

import re
from datetime import date, datetime, time, timedelta

from desk_app.core.clock import DESK_ZONE, local

END_OF_DAY = time(17)
"""When only a day is typed."""
LONG_AGO = timedelta(days=60)
"""A day without a year that is longer ago than this, is meant next year."""

_WORDS = {
    "vandaag": 0,
    "today": 0,
    "morgen": 1,
    "tomorrow": 1,
    "overmorgen": 2,
}
_WEEKDAYS = (("ma", "mon"), ("di", "tue"), ("wo", "wed"), ("do", "thu"), ("vr", "fri"), ("za", "sat"), ("zo", "sun"))
_MONTHS = ("jan", "feb", "m(?:aa|a|r)", "apr", "me|may", "jun", "jul", "aug", "sep", "o[kc]t", "nov", "dec")

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:(?:[.:](?P<minute>\d{2}))|(?P<minutes>\d{2}))?\s*(?:u|uur|h)?$")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_DAY = re.compile(r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})(?:[-/](?P<year>\d{4}|\d{2}))?(?![\d.:])")
_NAMED = re.compile(r"(?P<day>\d{1,2})\s+(?P<word>[a-z]{3,9})\.?(?:\s+(?P<year>\d{4}))?(?![\d.:])")
_WORD = re.compile(r"(?P<word>[a-z]+)\.?")


def read_moment(typed: str, now: datetime) -> datetime | None:
    """The moment (aware, zone of the desk), or None when this is no moment. ``now`` is UTC."""
    text = " ".join(typed.lower().replace(",", " ").split())
    if not text:
        return None
    today = local(now).date()
    day, rest = _read_day(text, today)
    rest = re.sub(r"^(om|at)\b", "", rest.strip()).strip()
    if not rest:
        return None if day is None else datetime.combine(day, END_OF_DAY, DESK_ZONE)
    clock = _read_clock(rest)
    return None if clock is None else datetime.combine(day or today, clock, DESK_ZONE)


def read_day(typed: str, today: date) -> date | None:
    """The day that was typed (``24-11``, ``vr``, ``5 mei 2027``), or None when this is no day."""
    day, rest = _read_day(" ".join(typed.lower().replace(",", " ").split()), today)
    return None if rest.strip() else day


def write_day(day: date) -> str:
    """``24-11-2026``: what ``read_day`` reads back."""
    return f"{day.day}-{day.month}-{day.year}"


def write_moment(moment: datetime, now: datetime) -> str:
    """``24-11 17.00``, with the year when it is another one: what ``read_moment`` reads back."""
    at = local(moment)
    year = "" if at.year == local(now).year else f"-{at.year}"
    return f"{at.day}-{at.month}{year} {at.hour}.{at.minute:02d}"


def _read_day(text: str, today: date) -> tuple[date | None, str]:
    """The day at the beginning of ``text``, and what comes after it."""
    word = _WORD.match(text)
    if word is not None and word["word"] in _WORDS:
        return today + timedelta(days=_WORDS[word["word"]]), text[word.end() :]
    weekday = None if word is None else _weekday(word["word"])
    if word is not None and weekday is not None:
        after = text[word.end() :].strip()
        written, rest = _read_written(after, today)
        if written is not None:
            return written, rest
        return today + timedelta(days=(weekday - today.weekday()) % 7), after
    return _read_written(text, today)


def _read_written(text: str, today: date) -> tuple[date | None, str]:
    for pattern in (_ISO, _DAY, _NAMED):
        found = pattern.match(text)
        if found is None:
            continue
        parts = found.groupdict()
        month = int(parts["month"]) if parts.get("month") else _month(parts.get("word") or "")
        day = _day(parts["year"], month, int(parts["day"]), today)
        if day is not None:
            return day, text[found.end() :]
    return None, text


def _day(year: str | None, month: int, day: int, today: date) -> date | None:
    try:
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        meant = date(today.year, month, day)
        return meant if today - meant < LONG_AGO else date(today.year + 1, month, day)
    except ValueError:
        return None


def _read_clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["minutes"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _weekday(word: str) -> int | None:
    return next(
        (number for number, names in enumerate(_WEEKDAYS) if any(word[:3] == name or word == name for name in names)),
        next(
            (
                number
                for number, (dutch, _english) in enumerate(_WEEKDAYS)
                if word.startswith(dutch) and word.endswith("dag")
            ),
            None,
        ),
    )


def _month(word: str) -> int:
    """1 to 12; 0 for a word that is no month."""
    return next((number for number, start in enumerate(_MONTHS, start=1) if re.match(start, word)), 0)
