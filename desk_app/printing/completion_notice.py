# SPDX-License-Identifier: EUPL-1.2
"""The completion notice: your ticket is ready, and what was done (``ux.md`` 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.core.i18n import N_
from desk_app.printing import wording
from desk_app.printing.documents import CompletionNotice, Paper
from desk_app.printing.sheet import MM, Sheet
from desk_app.printing.stationery import draw_foot, draw_head, draw_heading, finished

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

FACE = 8 * MM
"""Across one face of the opinion strip."""


def completion_pdf(notice: CompletionNotice, paper: Paper) -> bytes:
    """The notice as PDF: 80 mm roll, A5 or A4."""
    sheet = Sheet(paper)
    roll, body = sheet.layout.roll, sheet.layout.body
    draw_head(sheet, notice)
    sheet.para(wording.ready_line(notice), body)
    sheet.gap(3)
    column = None if roll else sheet.open_column(notice.code, notice.code)
    rows = [(label, value, body) for label, value in _rows(notice)]
    sheet.pairs([(rows[0][0], notice.number, sheet.layout.strong), *rows[1:]])
    if column is not None:
        sheet.close_column(column)
    for head, text in _sections(notice):
        draw_heading(sheet, head)
        sheet.para(text, body)
    sheet.gap(3 if roll else 7)
    sheet.para(wording.not_right(notice), body)
    if roll:
        sheet.gap(2)
        sheet.code(notice.code, notice.code)
    draw_foot(sheet, notice)
    _opinion(sheet, notice)
    return finished(sheet, notice)


def completion_text(notice: CompletionNotice) -> str:
    """The notice as the text of a mail: the same words."""
    parts = [
        [wording.heading(notice), *(f"[{stamp}]" for stamp in wording.stamps(notice.marks, notice.language))],
        [wording.ready_line(notice)],
        wording.text_rows(_rows(notice)),
        *([head, text] for head, text in _sections(notice)),
        [wording.not_right(notice)],
        wording.sender(notice),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _rows(notice: CompletionNotice) -> list[tuple[str, str]]:
    language = notice.language
    return [
        (wording.say(language, N_("Number")), notice.number),
        (wording.say(language, N_("Reported on")), notice.reported),
        (wording.say(language, N_("Ready on")), wording.ready_on(notice)),
        (wording.say(language, N_("Name")), notice.customer),
        (wording.say(language, N_("Subject")), wording.subject(notice, language)),
        (wording.say(language, N_("Result")), wording.result(notice.result, language)),
        (wording.say(language, N_("Costs")), wording.costs(notice.price, notice.paid, language)),
    ]


def _sections(notice: CompletionNotice) -> list[tuple[str, str]]:
    """Head and text of the parts that have something to say."""
    language = notice.language
    found = [
        (wording.say(language, N_("What was done?")), wording.work_done(notice)),
        (wording.say(language, N_("And now?")), notice.next_step),
        (wording.say(language, N_("Pick up")), wording.pick_up(notice)),
    ]
    return [(head, text) for head, text in found if text]


def _opinion(sheet: Sheet, notice: CompletionNotice) -> None:
    """A strip to tear off: three faces, drawn as shapes because no font of ours can be trusted with them."""
    language = notice.language
    sheet.gap(3)
    sheet.rule(dashed=True)
    sheet.para(
        wording.say(language, N_("How did we do? Mark one and hand in this strip.")), sheet.layout.body, keep=True
    )
    words = [wording.say(language, word) for word in (N_("Good"), N_("So-so"), N_("Not good"))]
    sheet.drawing(FACE + 6, _faces)
    sheet.columns(words, sheet.layout.small)


def _faces(canvas: Canvas, top: float, left: float, width: float) -> None:
    for number, curve in enumerate((1, 0, -1)):
        _face(canvas, left + width * (2 * number + 1) / 6, top - 3 - FACE / 2, curve)


def _face(canvas: Canvas, x: float, y: float, curve: int) -> None:
    """One face around (x, y); ``curve`` 1 smiles, -1 frowns."""
    radius = FACE / 2
    canvas.setLineWidth(1)
    canvas.circle(x, y, radius)
    for side in (-1, 1):
        canvas.circle(x + side * radius * 0.36, y + radius * 0.28, radius * 0.1, stroke=0, fill=1)
    mouth, bend = y - radius * 0.38, curve * radius * 0.3
    half = radius * 0.5
    canvas.bezier(
        x - half,
        mouth + bend / 2,
        x - half / 2,
        mouth - bend / 2,
        x + half / 2,
        mouth - bend / 2,
        x + half,
        mouth + bend / 2,
    )
