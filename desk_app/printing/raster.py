# SPDX-License-Identifier: EUPL-1.2
"""PDF pages as pixels: for the preview on screen, for receipt printers, for tests. Safe from any thread."""

from dataclasses import dataclass
from threading import Lock

import pypdfium2

_pdfium = Lock()
"""PDFium is not made for more than one thread."""
_HAIR = 1 - 1e-5
"""PDFium rounds up, and a page of 576.0003 dots must not become 577: the printer has 576."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page in grey: a byte per pixel, 0 is black; rows of ``stride`` bytes from the top."""

    width: int
    height: int
    stride: int
    grey: bytes


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in millimetres."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        return tuple(
            (width * 25.4 / 72, height * 25.4 / 72)
            for width, height in map(document.get_page_size, range(len(document)))
        )


def render(pdf: bytes, page: int, dots_per_mm: float) -> Picture:
    """One page, counted from 0."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[page].render(scale=dots_per_mm * 25.4 / 72 * _HAIR, grayscale=True)
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def page_text(pdf: bytes, page: int) -> str:
    """The words on one page, counted from 0: for a screen reader."""
    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        return str(document[page].get_textpage().get_text_range())
