# SPDX-License-Identifier: EUPL-1.2
"""The fonts that ship with Balie, and which of them draws which character.

Noto Sans first; then the small Noto font of the script; then DejaVu Sans, which also has Hebrew, Arabic with its joined
forms, Armenian, Georgian and many signs. A font file is read when the first character asks for it.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby

from desk_app.core.paths import RESOURCES

REGULAR = "NotoSans-Regular"
BOLD = "NotoSans-Bold"

_FALLBACKS: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (
    ("NotoSansThai-Regular", ((0x0E00, 0x0E7F),)),
    ("NotoSansEthiopic-Regular", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F))),
    ("NotoSansDevanagari-Regular", ((0x0900, 0x097F), (0xA8E0, 0xA8FF))),
    ("NotoSansBengali-Regular", ((0x0980, 0x09FF),)),
    ("NotoSansGurmukhi-Regular", ((0x0A00, 0x0A7F),)),
    ("NotoSansTamil-Regular", ((0x0B80, 0x0BFF),)),
    ("DejaVuSans", ((0x0250, 0xFFFD),)),
)
"""Font and the ranges in which it is asked, in this order."""
LAST_POINT = 0xFFFF
"""ReportLab writes a wrong letter table for characters past this one (emoji): copied text would be spoilt."""


@dataclass(frozen=True, slots=True)
class Face:
    """One font: its name in ReportLab and the advance of each character it has, in thousandths of its size."""

    name: str
    widths: dict[int, float]


@cache
def face(name: str) -> Face:
    """Reads the font file and makes it known to ReportLab; 5 to 10 ms, once."""
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415 -- lazy: reportlab costs 130 ms
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415 -- lazy: reportlab costs 130 ms

    font = TTFont(name, str(RESOURCES / "fonts" / f"{name}.ttf"), asciiReadable=False)
    registerFont(font)
    default = font.face.defaultWidth
    return Face(name, {point: font.face.charWidths.get(point, default) for point in font.face.charToGlyph})


@cache
def face_for(character: str, *, bold: bool) -> Face | None:
    """The first font that has the character; None when none has. Fallbacks have no bold."""
    point = ord(character)
    if point > LAST_POINT:
        return None
    first = face(BOLD if bold else REGULAR)
    if point in first.widths:
        return first
    for name, ranges in _FALLBACKS:
        if any(low <= point <= high for low, high in ranges) and point in face(name).widths:
            return face(name)
    return None


def can_draw(character: str) -> bool:
    """Whether some shipped font has it."""
    return face_for(character, bold=False) is not None


def width(text: str, size: float, *, bold: bool) -> float:
    """How wide the text is set, in points. Every character must be drawable."""
    first = face(BOLD if bold else REGULAR).widths
    try:
        return sum([first[point] for point in map(ord, text)]) * size / 1000
    except KeyError:
        return sum(_advance(character, bold=bold) for character in text) * size / 1000


def _advance(character: str, *, bold: bool) -> float:
    found = face_for(character, bold=bold)
    return found.widths[ord(character)] if found else 0.0


def runs(text: str, *, bold: bool) -> list[tuple[str, str]]:
    """The text in pieces that one font draws: (font name, piece)."""
    first = face(BOLD if bold else REGULAR)
    if all(point in first.widths for point in map(ord, text)):
        return [(first.name, text)] if text else []
    named = ((found.name if (found := face_for(c, bold=bold)) else first.name, c) for c in text)
    return [(name, "".join(c for _, c in piece)) for name, piece in groupby(named, key=lambda pair: pair[0])]
