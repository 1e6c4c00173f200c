# SPDX-License-Identifier: EUPL-1.2
"""Hours of one day as people write them, ``9.00-12.30, 13.00-17.00``: read, and written back. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language

_MIDNIGHT = time(0)
_PARTS = re.compile(r"\s*(?:[,;/+&]|\ben\b|\band\b)\s*", re.IGNORECASE)
_SPAN = re.compile(
    r"(?P<opens>\d{1,2})(?:[.:u](?P<opens_minute>\d{2}))?\s*(?:-|–|—|tot|to|until)\s*"
    r"(?P<closes>\d{1,2})(?:[.:u](?P<closes_minute>\d{2}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Hours of one day, local; ``closes`` 0.00 is midnight. ``next_day``: it closes on the day after."""

    opens: time
    closes: time
    next_day: bool = False


def read_hours(text: str, *, is_night: bool, night: str = "") -> tuple[Span, ...]:
    """The hours in a text, in order; none in an empty one. ``is_night``: what ends before it begins, ends the next day.

    ``night``: the words at the tick for that, if there is one. Raises InvalidInput (field ``hours``) for what is not
    hours, or ends before it begins.
    """
    parts = [part for part in _PARTS.split(text.strip()) if part]
    spans = tuple(sorted(_span(part, is_night=is_night) for part in parts))
    turned = next((span for span in spans if _MIDNIGHT < span.closes <= span.opens and not span.next_day), None)
    if turned is None:
        return spans
    if night:
        sentence = _(
            "The times in “{hours}” are the wrong way round. Swap them, or tick “{tick}” if it runs on into the next day."
        ).format(hours=hours_text([turned]), tick=night)
    else:
        sentence = _(
            "The times in “{hours}” are the wrong way round. Swap them. Over midnight: make two lines, one for each day."
        ).format(hours=hours_text([turned]))
    raise InvalidInput({"hours": sentence})


def hours_text(spans: Iterable[Span]) -> str:
    """``9.00-12.30, 13.00-17.00``; midnight as the end is 24."""
    return ", ".join(
        f"{clock_text(span.opens)}-{clock_text(span.closes) if span.closes != _MIDNIGHT else _midnight()}"
        for span in sorted(spans)
    )


def minutes_of(spans: Iterable[Span]) -> int:
    """How long these hours last together, on a day on which the clock does not change."""
    return sum(_length(span) for span in spans)


def _span(part: str, *, is_night: bool) -> Span:
    match = _SPAN.fullmatch(part.strip())
    if match is None:
        raise InvalidInput({"hours": _("Write hours like this: 9.00-12.30, 13.00-17.00.")})
    opens = _time(match["opens"], match["opens_minute"])
    closes = _time(match["closes"], match["closes_minute"])
    if opens is None or closes is None or int(match["opens"]) == 24:
        raise InvalidInput({"hours": _("This is no time of day: {text}.").format(text=part.strip())})
    return Span(opens, closes, next_day=is_night and _MIDNIGHT < closes <= opens)


def _time(hour: str, minute: str | None) -> time | None:
    """None when the clock does not know it; 24.00 is midnight."""
    hours, minutes = int(hour), int(minute or 0)
    if (hours, minutes) == (24, 0):
        return _MIDNIGHT
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def _length(span: Span) -> int:
    opens, closes = (each.hour * 60 + each.minute for each in (span.opens, span.closes))
    return closes - opens if closes > opens else closes - opens + 24 * 60


def clock_text(hour: time) -> str:
    """``9.00``, or ``9:00`` in English."""
    mark = "." if language() == "nl" else ":"
    return f"{hour.hour}{mark}{hour.minute:02d}"


def _midnight() -> str:
    return "24.00" if language() == "nl" else "24:00"
