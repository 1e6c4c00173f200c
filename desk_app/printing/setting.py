# SPDX-License-Identifier: EUPL-1.2
"""Typesetting: user text becomes lines that fit a width.

Written out here because ReportLab's Paragraph reads text as markup, has one font per run and refuses words that
do not fit. Here a text is only ever a text: nothing in it is an order.
"""

import re
from dataclasses import dataclass

from desk_app.printing import fonts, lettering

_WORDS = re.compile(r"[^ \-/]*[\-/]+|[^ \-/]+| +")
ELLIPSIS = "…"
WIDOW = 6
"""A last word of so few letters does not stand alone."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size and distance between baselines in points."""

    size: float
    leading: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line in the order of ink: runs of (font name, text), and its width in points."""

    runs: tuple[tuple[str, str], ...]
    width: float


def printed(text: str) -> str:
    """The text as paper will show it, in reading order (see ``lettering``)."""
    return lettering.printable(text, fonts.can_draw)


def lines(text: str, style: Style, width: float, most: int | None = None) -> tuple[Line, ...]:
    """The text in lines no wider than ``width`` points; past ``most`` lines the last one ends with an ellipsis.

    Line ends in the text are kept, a word that is too long is broken between letters.
    """
    turns = lettering.has_right_to_left(text)
    if turns:
        text = lettering.joined(text, fonts.can_draw)
    found: list[Line] = []
    for paragraph in printed(text).split("\n"):
        backwards = turns and lettering.reads_right_to_left(paragraph)
        for row in _rows(paragraph, style, width):
            found.append(_line(row, style, turns=turns, backwards=backwards))
            if most is not None and len(found) > most:
                last = _shortened("".join(piece for _, piece in found[most - 1].runs), style, width)
                return (*found[: most - 1], _line(last, style, turns=False, backwards=False))
    return tuple(found)


def _rows(paragraph: str, style: Style, width: float) -> list[str]:
    rows: list[str] = []
    row, used = "", 0.0
    for word in _WORDS.findall(paragraph):
        wide = fonts.width(word, style.size, bold=style.bold)
        if used + wide <= width:
            row, used = row + word, used + wide
        elif word.isspace():
            rows.append(row)
            row, used = "", 0.0
        elif wide <= width:
            rows.append(row.rstrip(" "))
            row, used = word, wide
        else:
            row, used = _break_word(rows, row, used, word, style, width)
    rows.append(row.rstrip(" "))
    return _without_widow(rows, style, width)


def _without_widow(rows: list[str], style: Style, width: float) -> list[str]:
    """A last line of one short word ("uur") gets a second one from the line above."""
    if len(rows) < 2 or " " in rows[-1] or not 0 < len(rows[-1]) <= WIDOW or rows[-2].count(" ") < 2:
        return rows
    above, _, moved = rows[-2].rpartition(" ")
    last = f"{moved} {rows[-1]}"
    if not moved or fonts.width(last, style.size, bold=style.bold) > width:
        return rows
    return [*rows[:-2], above.rstrip(" "), last]


def _break_word(rows: list[str], row: str, used: float, word: str, style: Style, width: float) -> tuple[str, float]:
    for piece in lettering.clusters(word):
        wide = fonts.width(piece, style.size, bold=style.bold)
        if used + wide > width and row:
            rows.append(row.rstrip(" "))
            row, used = "", 0.0
        row, used = row + piece, used + wide
    return row, used


def _shortened(row: str, style: Style, width: float) -> str:
    pieces = lettering.clusters(row.rstrip())
    while pieces and fonts.width("".join(pieces) + ELLIPSIS, style.size, bold=style.bold) > width:
        pieces.pop()
    return "".join(pieces).rstrip(" ,;:-") + ELLIPSIS


def _line(row: str, style: Style, *, turns: bool, backwards: bool) -> Line:
    shown = "".join(lettering.visual(lettering.clusters(row), right_to_left=backwards)) if turns else row
    return Line(tuple(fonts.runs(shown, bold=style.bold)), fonts.width(shown, style.size, bold=style.bold))
