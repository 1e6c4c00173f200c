# SPDX-License-Identifier: EUPL-1.2
"""QR codes for paper: the ticket code and nothing else, drawn as one path."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET = 4
"""Empty modules around the code that the standard asks for."""
MODULES = 21
"""Modules across a code of up to 20 capitals and digits (QR version 1, level M)."""


@lru_cache(maxsize=64)
def _dark_runs(payload: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The size of the code in modules, and its dark runs as (row from the top, column, length)."""
    matrix = segno.make(payload, error="m", micro=False).matrix
    runs: list[tuple[int, int, int]] = []
    for row, modules in enumerate(matrix):
        column = 0
        while column < len(modules):
            start = column
            while column < len(modules) and modules[column]:
                column += 1
            if column > start:
                runs.append((row, start, column - start))
            column += 1
    return len(matrix), tuple(runs)


def draw_qr(canvas: Canvas, payload: str, left: float, top: float, side: float) -> None:
    """Draws the code with its quiet zone in a square of ``side`` points below ``top``."""
    size, runs = _dark_runs(payload)
    module = side / (size + 2 * QUIET)
    path = canvas.beginPath()
    for row, column, length in runs:
        path.rect(left + (QUIET + column) * module, top - (QUIET + row + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)
