# SPDX-License-Identifier: EUPL-1.2
"""Reads paper back the way a customer, a scanner or another program would."""

import io
import re
import unicodedata

import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ContentStream, TextStringObject

from desk_app.printing.raster import page_sizes, render

_PAGE_NUMBER = re.compile(r"Bladzijde \d+ van \d+")
_CODE = re.compile(r"\[U\+([0-9A-F]{4,6})\]")


def text_of(pdf: bytes) -> str:
    """All text, page after page."""
    return "\n".join(pages_of(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def story_of(pdf: bytes) -> str:
    """All text without the page numbers, which come between two lines of a text that goes on."""
    return "\n".join(line for line in text_of(pdf).splitlines() if not _PAGE_NUMBER.fullmatch(line))


def compact(text: str) -> str:
    """Without white space: where lines are broken says nothing about the words."""
    return "".join(text.split())


def as_typed(text: str) -> str:
    """What somebody typed, as far as ink can show it: composed, without white space and characters without ink."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if not c.isspace() and not _has_no_ink(c))


def as_printed(text: str) -> str:
    """What stands on paper, with the documented replacements ([U+4E2D]) turned back, to compare with ``as_typed``."""
    return compact(_CODE.sub(lambda found: chr(int(found[1], 16)), text))


def _has_no_ink(character: str) -> bool:
    point = ord(character)
    return unicodedata.category(character) == "Cf" or 0xFE00 <= point <= 0xFE0F or 0xE0100 <= point <= 0xE01EF


def boxes_in(pdf: bytes) -> int:
    """How many characters are drawn as the box of a missing letter: code 0 in each of our fonts."""
    reader = PdfReader(io.BytesIO(pdf))
    found = 0
    for page in reader.pages:
        content = page.get_contents()
        assert isinstance(content, ContentStream)
        for operands, operator in content.operations:
            if operator in (b"Tj", b"'"):
                shown = operands[-1]
                raw = shown.original_bytes if isinstance(shown, TextStringObject) else bytes(shown)
                found += raw.count(b"\0")
    return found


def one_bit(pdf: bytes, page: int = 0) -> Image.Image:
    """The page as a receipt printer burns it: 203 dots per inch, black or white."""
    picture = render(pdf, page, 8)
    image = Image.frombytes("L", (picture.width, picture.height), picture.grey, "raw", "L", picture.stride, 1)
    return image.point(lambda grey: 255 if grey >= 160 else 0).convert("1")


def codes_on(pdf: bytes) -> list[str]:
    """What a scanner reads from the printed pages, from top to bottom."""
    found = []
    for page in range(len(page_sizes(pdf))):
        codes = zxingcpp.read_barcodes(one_bit(pdf, page).convert("L"))
        found += [code.text for code in sorted(codes, key=lambda code: code.position.top_left.y)]
    return found
