# SPDX-License-Identifier: EUPL-1.2
"""Reads a workbook (xlsx) as a stream, row by row, and gives every cell as the text that a person sees.

Hidden sheets and sheets without a cell are left out. What cannot be told as text is a fault on its row: a cell that
shows an error, a formula whose outcome was never stored.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from desk_app.core.i18n import _
from desk_app.transfer.books import Attributes, TextPieces, local, plan_of, shared_texts
from desk_app.transfer.looks import Look, Untold, looks_of, serial_text
from desk_app.transfer.metering import Meter
from desk_app.transfer.parts import Parts, damaged
from desk_app.transfer.shapes import Limits

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_COLUMNS = 16_384
"""XFD is the last one."""


class Taker(Protocol):
    """Where the tables of a workbook go."""

    def sheet(self, name: str, header: list[str]) -> None:
        """A table begins."""

    def row(self, line: int, cells: list[str]) -> None:
        """One row of it, as long as the header."""

    def fault(self, line: int, reason: str) -> None:
        """A row that is not right."""

    def progress(self, done: int, total: int) -> None:
        """How much of the file was read."""


def read_workbook(content: bytes, limits: Limits, taker: Taker) -> None:
    """Gives all tables of the workbook to ``taker``; raises BadFile."""
    parts = Parts(content, limits, taker.progress)
    plan = plan_of(parts)
    texts = shared_texts(parts, plan.texts) if plan.texts else []
    looks = looks_of(parts, plan.styles) if plan.styles else []
    meter = Meter(limits)
    for name, part in plan.sheets:
        several = name if len(plan.sheets) > 1 else ""
        _Sheet(parts, part, _Cells(texts, looks, plan.counts_from_1904), meter).read(name, several, taker)


@dataclass(slots=True)
class _Cells:
    """What the cells of a workbook mean."""

    texts: list[str]
    looks: list[Look]
    counts_from_1904: bool

    def text(self, kind: str, style: str, raw: str) -> str:
        """The text of one cell; raises Untold, or ValueError or IndexError when it is not what it says."""
        if kind in ("str", "inlineStr"):
            return plain_text(raw)
        if not raw.strip():
            return ""
        match kind:
            case "s":
                return plain_text(self.texts[_number(raw)])
            case "b":
                return "true" if raw.strip() in ("1", "true") else "false"
            case "e":
                raise Untold(_("A cell shows {error}. Mend the formula, or empty the cell.").format(error=raw))
            case "d":
                return raw
        look = self.looks[_number(style)] if style and self.looks else Look()
        value = float(raw)
        if not math.isfinite(value):
            raise ValueError(raw)
        return serial_text(value, look, counts_from_1904=self.counts_from_1904)


class _Sheet:
    """Reads one sheet."""

    def __init__(self, parts: Parts, part: str, cells: _Cells, meter: Meter) -> None:
        self._parts = parts
        self._part = part
        self._cells = cells
        self._meter = meter
        self._row = 0
        self._column = -1
        self._found: dict[int, str] = {}
        self._fault = ""

    def read(self, name: str, several: str, taker: Taker) -> None:
        """Gives its rows to ``taker``; ``several``: the name to put before a fault where there are more sheets."""
        header: list[str] = []

        def finish() -> None:
            nonlocal header
            found = self._found
            if not self._fault and not any(text.strip() for text in found.values()):
                return
            if header and not self._fault and max(found) >= len(header):
                self._fault = _("There is text to the right of the last column that the first line names.")
            if self._fault:
                taker.fault(self._row, f"{several}: {self._fault}" if several else self._fault)
            elif not header:
                header = self._meter.header(self._row, [found.get(place, "") for place in range(max(found) + 1)])
                taker.sheet(name, header)
            else:
                cells = [found.get(place, "") for place in range(len(header))]
                self._meter.row(self._row, cells)
                taker.row(self._row, cells)

        self._parts.parse(self._part, self._parser(finish))

    def _parser(self, finish: Callable[[], None]) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        pieces: list[str] = []
        text = TextPieces(parser, pieces)
        kind = style = ""
        has_value = has_formula = False

        def start(name: str, attributes: Attributes) -> None:
            nonlocal kind, style, has_value, has_formula
            name = local(name)
            if name == "c":
                self._go_to(attributes.get("r", ""))
                kind, style = attributes.get("t", ""), attributes.get("s", "")
                has_value = has_formula = False
                pieces.clear()
            elif name == "v":
                has_value = True
                parser.CharacterDataHandler = pieces.append
            elif name == "row":
                self._begin_row(attributes.get("r", ""))
            elif name == "f":
                has_formula = True
            else:
                text.start(name)

        def end(name: str) -> None:
            name = local(name)
            if name == "v":
                parser.CharacterDataHandler = None
            elif name == "c":
                self._take(kind, style, "".join(pieces), has_value=has_value, has_formula=has_formula)
            elif name == "row":
                finish()
            else:
                text.end(name)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        return parser

    def _begin_row(self, number: str) -> None:
        row = int(number) if number.isdecimal() and len(number) < 8 else self._row + 1
        if row <= self._row:
            raise damaged(_("its rows are mixed up"))
        self._row, self._column = row, -1
        self._found, self._fault = {}, ""

    def _go_to(self, reference: str) -> None:
        match = _REFERENCE.fullmatch(reference)
        self._column = _column(match[1]) if match else self._column + 1
        if self._column >= _COLUMNS:
            raise damaged(_("it has more columns than a spreadsheet can have"))

    def _take(self, kind: str, style: str, raw: str, *, has_value: bool, has_formula: bool) -> None:
        if has_formula and not has_value and kind != "inlineStr":
            reason = _("A formula has no outcome in the file. Open it in a spreadsheet, save it, and try again.")
            self._fault = self._fault or reason
            return
        try:
            text = self._cells.text(kind, style, raw)
        except Untold as error:
            self._fault = self._fault or str(error)
        except (ValueError, IndexError, OverflowError):
            self._fault = self._fault or _("This line cannot be read: {reason}.").format(reason=raw[:50])
        else:
            if text:
                self._found[self._column] = text


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _number(text: str) -> int:
    if not text.isdecimal():  # a negative one would count from the end
        raise ValueError(text)
    return int(text)


def plain_text(text: str) -> str:
    """The text as typed: what XML cannot hold is written as ``_x0007_``. Raises Untold when it cannot be stored."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\0" in text:
        raise Untold(_("There is a NUL character in this line. It cannot be stored."))
    return text
