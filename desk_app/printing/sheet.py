# SPDX-License-Identifier: EUPL-1.2
"""A sheet of paper that fills from top to bottom: strips of text, lines and codes, and pages when it is full.

A strip is one line high, or one thing that may not be torn (a code, a frame). Text of any length therefore flows over
pages, and nothing can be too large to print. ``para`` is the only way for a text to get on paper; it knows no markup.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from desk_app.printing import fonts, setting
from desk_app.printing.codes import MODULES, QUIET, draw_qr
from desk_app.printing.documents import Language, Paper
from desk_app.printing.setting import Line, Style

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

MM = 72 / 25.4
DOT = MM / 8
"""One dot of a receipt printer: 8 to the millimetre."""
LONGEST_ROLL = 2000 * MM
"""A longer slip goes on as a next page; a PDF page may not be longer than 5 metres."""

_press = Lock()
"""ReportLab keeps the letters used per document inside the shared font: one document at a time."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes of one paper in points; styles by role. ``roll`` pages are as high as their content."""

    width: float
    height: float
    side: float
    top: float
    code: float
    body: Style
    small: Style
    strong: Style
    section: Style
    head: Style
    title: Style
    roll: bool = False


_ROLL = Layout(
    width=72 * MM,
    height=LONGEST_ROLL,
    side=1 * MM,
    top=4 * MM,
    code=29 * 6 * DOT,
    body=Style(9, 12),
    small=Style(7.5, 9.5),
    strong=Style(11, 14, bold=True),
    section=Style(9.5, 13, bold=True),
    head=Style(11, 14, bold=True),
    title=Style(14, 19, bold=True),
    roll=True,
)


def _page(width: float, height: float) -> Layout:
    return Layout(
        width=width * MM,
        height=height * MM,
        side=15 * MM,
        top=15 * MM,
        code=29 * MM,
        body=Style(10.5, 14.5),
        small=Style(8.5, 11.5),
        strong=Style(11.5, 15.5, bold=True),
        section=Style(10.5, 14.5, bold=True),
        head=Style(12, 16, bold=True),
        title=Style(20, 27, bold=True),
    )


LAYOUTS: dict[Paper, Layout] = {Paper.ROLL: _ROLL, Paper.A5: _page(148, 210), Paper.A4: _page(210, 297)}


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of the sheet: ``draw`` gets the canvas and the top edge. ``keep`` holds it to the next strip.

    A ``spring`` pushes what follows to the foot of the page when there is room.
    """

    height: float
    draw: Callable[[Canvas, float], None] | None = None
    keep: bool = False
    spring: bool = False


class Sheet:
    """Collects strips, then makes the PDF."""

    def __init__(self, paper: Paper) -> None:
        self.layout = LAYOUTS[paper]
        self._strips: list[Strip] = []
        self._narrow = 0.0

    @property
    def measure(self) -> float:
        """Width of the text at this place, in points."""
        return self.layout.width - 2 * self.layout.side - self._narrow

    def para(
        self,
        text: str,
        style: Style,
        *,
        centred: bool = False,
        keep: bool = False,
        most: int | None = None,
    ) -> None:
        """Sets a text, exactly as it is; empty text takes no room. ``keep``: not at the foot of a page alone."""
        if not text:
            return
        measure = self.measure
        for line in setting.lines(text, style, measure, most):
            left = self.layout.side + (max(0.0, measure - line.width) / 2 if centred else 0.0)
            self._strips.append(Strip(style.leading, _ink(line, style, left), keep=keep))

    def pairs(self, rows: list[tuple[str, str, Style]], *, most: dict[str, int] | None = None) -> None:
        """Sets label and value beside each other, one column of labels; rows without value are left out."""
        shown = [row for row in rows if row[1]]
        body = self.layout.body
        column = max((fonts.width(label, body.size, bold=False) for label, _, _ in shown), default=0.0)
        column = min(column + 9, self.measure / 2)
        for label, value, style in shown:
            for number, line in enumerate(setting.lines(value, style, self.measure - column, (most or {}).get(label))):
                ink = _ink(line, style, self.layout.side + column)
                name = setting.lines(label, body, column)[0] if number == 0 else None
                self._strips.append(Strip(style.leading, ink if name is None else _both(name, body, ink, self, style)))

    def gap(self, height: float, *, keep: bool = False) -> None:
        """Leaves white; ``height`` in points."""
        self._strips.append(Strip(height, keep=keep))

    def spring(self) -> None:
        """What follows goes to the foot of the page."""
        if not self.layout.roll:
            self._strips.append(Strip(0.0, spring=True))

    def rule(self, *, dashed: bool = False) -> None:
        """A line across; dashed where the paper is to be torn."""
        left, right = self.layout.side, self.layout.width - self.layout.side
        white = 5 if self.layout.roll else 6.5

        def draw(canvas: Canvas, top: float) -> None:
            canvas.saveState()
            canvas.setLineWidth(0.8)
            if dashed:
                canvas.setDash(4, 3)
            canvas.line(left, top - white, right, top - white)
            canvas.restoreState()

        self._strips.append(Strip(2 * white, draw, keep=True))

    def frame(self, text: str) -> None:
        """A text in a box, for KOPIE and the like."""
        style = self.layout.section
        rows = setting.lines(text, style, self.measure - 12)
        left, width = self.layout.side, self.measure
        height = len(rows) * style.leading + 8

        def draw(canvas: Canvas, top: float) -> None:
            canvas.setLineWidth(1)
            canvas.rect(left + 0.5, top - height + 0.5, width - 1, height - 1)
            for number, line in enumerate(rows):
                _ink(line, style, left + (width - line.width) / 2)(canvas, top - 4 - number * style.leading)

        self._strips.append(Strip(height, draw))
        self.gap(6)

    def code(self, payload: str, caption: str) -> None:
        """A QR code in the middle with the number in plain type under it."""
        side, style = self.layout.code, self.layout.strong
        left = self._on_dots((self.layout.width - side) / 2)
        self._code(payload, caption, left, side, style)

    def open_column(self, payload: str, caption: str) -> int:
        """A code at the right edge; what follows stands left of it until ``close_column``."""
        side = self.layout.code
        quiet = side * QUIET / (MODULES + 2 * QUIET)
        left = self.layout.width - self.layout.side - side + quiet
        line = setting.lines(caption, self.layout.section, self.measure)[0]
        under = self.layout.width - self.layout.side - line.width
        self._narrow = max(side - quiet, line.width) + 3 * MM

        def draw(canvas: Canvas, top: float) -> None:
            draw_qr(canvas, payload, left, top + quiet, side)
            _ink(line, self.layout.section, under)(canvas, top - side + quiet * 1.3)

        self._strips.append(Strip(0.0, draw, keep=True))
        return len(self._strips)

    def close_column(self, opened: int) -> None:
        """Ends the column; leaves white when its text was shorter than the code."""
        inside = self._strips[opened:]
        needed = self.layout.code + self.layout.section.leading
        self._strips[opened:] = _kept(inside, needed)
        self.gap(max(0.0, needed - sum(strip.height for strip in inside)))
        self._narrow = 0.0

    def signature(self, label: str) -> None:
        """A line to sign on, with room for a hand above it."""
        left, right = self.layout.side, self.layout.side + min(self.measure, 90 * MM)
        line = setting.lines(label, self.layout.small, right - left)[0]

        def draw(canvas: Canvas, top: float) -> None:
            canvas.setLineWidth(0.8)
            canvas.line(left, top - 12 * MM, right, top - 12 * MM)
            _ink(line, self.layout.small, left)(canvas, top - 12 * MM - 2)

        self._strips.append(Strip(12 * MM + self.layout.small.leading + 4, draw))

    def drawing(self, height: float, draw: Callable[[Canvas, float, float, float], None]) -> None:
        """A drawing with its caption below; ``draw`` gets canvas, top, left edge and width."""
        left, width = self.layout.side, self.measure
        self._strips.append(Strip(height, lambda canvas, top: draw(canvas, top, left, width), keep=True))

    def columns(self, texts: list[str], style: Style) -> None:
        """Short texts beside each other, each in the middle of its column; what does not fit is shortened."""
        column = self.measure / len(texts)
        rows = [setting.lines(text, style, column - 4, most=1)[0] for text in texts]
        places = [self.layout.side + column * (n + 0.5) - row.width / 2 for n, row in enumerate(rows)]
        inks = [_ink(row, style, place) for row, place in zip(rows, places, strict=True)]

        def draw(canvas: Canvas, top: float) -> None:
            for ink in inks:
                ink(canvas, top)

        self._strips.append(Strip(style.leading, draw))

    def _code(self, payload: str, caption: str, left: float, side: float, style: Style) -> None:
        line = setting.lines(caption, style, self.measure)[0]
        middle = left + (side - line.width) / 2

        def draw(canvas: Canvas, top: float) -> None:
            draw_qr(canvas, payload, left, self._on_dots(top), side)
            _ink(line, style, middle)(canvas, top - side + 5)

        self._strips.append(Strip(side + style.leading - 3, draw))

    def _on_dots(self, place: float) -> float:
        return round(place / DOT) * DOT if self.layout.roll else place

    def pdf(self, *, title: str, author: str, language: Language, page_text: str) -> bytes:
        """The finished document; the same sheet gives the same bytes. ``page_text`` has {page} and {pages}."""
        from reportlab.pdfgen.canvas import Canvas as PdfCanvas  # noqa: PLC0415 -- lazy: reportlab costs 130 ms

        layout = self.layout
        pages = _paginate(self._strips, layout.height - 2 * layout.top)
        out = io.BytesIO()
        with _press:
            canvas = PdfCanvas(out, pageCompression=1, invariant=1, lang={"nl": "nl-NL", "en": "en-GB"}[language])
            canvas.setTitle(setting.printed(title))
            canvas.setAuthor(setting.printed(author))
            canvas.setCreator("Balie")
            for number, page in enumerate(pages, start=1):
                height = self._page_height(page)
                canvas.setPageSize((layout.width, height))
                top = height - layout.top
                for strip in page:
                    if strip.draw is not None:
                        strip.draw(canvas, top)
                    top -= strip.height
                if len(pages) > 1 and not layout.roll:
                    self._number(canvas, page_text.format(page=number, pages=len(pages)))
                canvas.showPage()
            canvas.save()
        return out.getvalue()

    def _page_height(self, page: list[Strip]) -> float:
        if not self.layout.roll:
            return self.layout.height
        content = sum(strip.height for strip in page) + 2 * self.layout.top
        return -(-content // DOT) * DOT

    def _number(self, canvas: Canvas, text: str) -> None:
        line = setting.lines(text, self.layout.small, self.measure)[0]
        right = self.layout.width - self.layout.side - line.width
        _ink(line, self.layout.small, right)(canvas, 11 * MM)


def _ink(line: Line, style: Style, left: float) -> Callable[[Canvas, float], None]:
    def draw(canvas: Canvas, top: float) -> None:
        if not line.runs:
            return
        text = canvas.beginText(left, top - style.size * 1.05)
        for font, run in line.runs:
            text.setFont(font, style.size)
            text.textOut(run)
        canvas.drawText(text)

    return draw


def _both(
    label: Line, body: Style, value: Callable[[Canvas, float], None], sheet: Sheet, style: Style
) -> Callable[[Canvas, float], None]:
    """Label and value on one baseline, whatever the size of the value."""
    name = _ink(label, body, sheet.layout.side)
    lower = (style.size - body.size) * 1.05

    def draw(canvas: Canvas, top: float) -> None:
        name(canvas, top - lower)
        value(canvas, top)

    return draw


def _kept(strips: list[Strip], height: float) -> list[Strip]:
    """Ties the first strips, ``height`` points of them, together."""
    tied: list[Strip] = []
    for strip in strips:
        tied.append(Strip(strip.height, strip.draw, keep=height > 0, spring=strip.spring))
        height -= strip.height
    return tied


def _paginate(strips: list[Strip], room: float) -> list[list[Strip]]:
    """The strips per page. Strips tied with ``keep`` move to the next page together, if they fit on one."""
    pages: list[list[Strip]] = [[]]
    left = room
    for number, strip in enumerate(strips):
        if strip.spring:
            rest = sum(later.height for later in strips[number:])
            if rest < left:
                pages[-1].append(Strip(left - rest))
                left = rest
            continue
        block = _block_height(strips, number)
        starts_block = number == 0 or not strips[number - 1].keep
        if strip.height > left or (starts_block and left < block <= room):
            pages.append([])
            left = room
        if strip.draw is None and not pages[-1]:
            continue
        pages[-1].append(strip)
        left -= strip.height
    return pages


def _block_height(strips: list[Strip], start: int) -> float:
    height = 0.0
    for strip in strips[start:]:
        height += strip.height
        if not strip.keep:
            break
    return height
