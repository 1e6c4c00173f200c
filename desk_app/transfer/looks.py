# SPDX-License-Identifier: EUPL-1.2
"""How a number in a workbook is shown: as a number, a date, a time, a percentage, with zeros in front."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from xml.parsers import expat

from desk_app.core.i18n import _
from desk_app.transfer.cells import number_text
from desk_app.transfer.parts import Parts


class Untold(ValueError):
    """What a cell holds cannot be told as text; ``str`` is the sentence why."""


class Shown(StrEnum):
    """The kinds that matter for the text of a cell."""

    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    DURATION = "duration"
    PERCENT = "percent"
    ZEROS = "zeros"


@dataclass(frozen=True, slots=True)
class Look:
    """The number format of a cell; ``digits`` of ``ZEROS``."""

    shown: Shown = Shown.NUMBER
    digits: int = 0


_BUILT_IN = {
    **dict.fromkeys((9, 10), Look(Shown.PERCENT)),
    **dict.fromkeys((*range(14, 18), *range(27, 37), *range(50, 59)), Look(Shown.DATE)),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), Look(Shown.TIME)),
    22: Look(Shown.MOMENT),
    46: Look(Shown.DURATION),
}
"""Number of a format that every workbook has -> how it looks (ECMA-376, 18.8.30)."""
_ASIDE = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|am/pm|a/p|general')
_LAST_DAY = 2_958_466
"""1 January 10000, counted from 1900."""


def look_of(code: str) -> Look:
    """What a number format says, of which only the part for positive numbers counts."""
    code = _ASIDE.sub("", code.lower()).partition(";")[0]
    if re.search(r"\[[hms]+\]", code):
        return Look(Shown.DURATION)
    day, clock = re.search(r"[yd]", code), re.search(r"[hs]", code)
    if day or (not clock and "m" in code):
        return Look(Shown.MOMENT if clock else Shown.DATE)
    if clock:
        return Look(Shown.TIME)
    if "%" in code:
        return Look(Shown.PERCENT)
    return Look(Shown.ZEROS, len(code)) if re.fullmatch(r"0{2,30}", code) else Look()


def looks_of(parts: Parts, part: str) -> list[Look]:
    """The looks of the styles of a workbook, in the order in which cells refer to them."""
    own: dict[str, Look] = {}
    looks: list[Look] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        name = name.rpartition(":")[2]
        if name == "numFmt":
            own[attributes.get("numFmtId", "")] = look_of(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            looks.append(own.get(number) or _BUILT_IN.get(int(number) if number.isdecimal() else 0, Look()))

    def end(name: str) -> None:
        nonlocal inside
        if name.rpartition(":")[2] == "cellXfs":
            inside = False

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parts.parse(part, parser)
    return looks


def serial_text(value: float, look: Look, *, counts_from_1904: bool) -> str:
    """The text of a number that looks so; raises Untold when that cannot be."""
    match look.shown:
        case Shown.NUMBER:
            return number_text(value)
        case Shown.PERCENT:
            return f"{number_text(round(value * 100, 10))}%"
        case Shown.ZEROS:
            return f"{value:0{look.digits}.0f}"
        case Shown.DURATION:
            minutes, seconds = divmod(round(abs(value) * 86_400), 60)
            text = f"{'-' if value < 0 else ''}{minutes // 60}:{minutes % 60:02}"
            return f"{text}:{seconds:02}" if seconds else text
    if not 0 <= value < _LAST_DAY:
        raise Untold(_("The date {text} cannot be read.").format(text=number_text(value)))
    moment = _moment(value, counts_from_1904=counts_from_1904)
    if look.shown is Shown.DATE:
        return moment.date().isoformat()
    if look.shown is Shown.TIME and value < 1:
        return moment.time().isoformat("seconds" if moment.second else "minutes")
    return moment.isoformat(timespec="seconds")


def _moment(value: float, *, counts_from_1904: bool) -> datetime:
    """Day 1 is 1 January 1900, and 1900 is taken for a leap year, as the first spreadsheets did."""
    if counts_from_1904:
        start = datetime(1904, 1, 1)
    else:
        start = datetime(1899, 12, 31) if value < 60 else datetime(1899, 12, 30)
    return start + timedelta(seconds=round(value * 86_400))
