# SPDX-License-Identifier: EUPL-1.2
"""User text made fit for paper, without a font in sight: pure, and reversible where it replaces something.

* Letters are composed (NFC). Line ends of every kind become one; other spaces stay spaces.
* Characters without ink (zero-width, direction marks, variation selectors) are left out: nobody ever saw them.
* What no shipped font can draw (Chinese, emoji, control characters) becomes its code, ``[U+4E2D]``: visible,
  and nothing is lost.
* Arabic letters take their joined forms, and right-to-left runs are put in the order of ink (``visual``).

Devanagari, Bengali, Tamil and Gurmukhi are drawn letter by letter, without their joined forms: readable, not pretty.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_JOINING_FORMS = ("isolated", "final", "initial", "medial")


def printable(text: str, can_draw: Callable[[str], bool]) -> str:
    """The text as it will stand on paper, in reading order; ``can_draw`` answers for one character."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    if text.isascii() and text.replace("\n", " ").isprintable():
        return text
    return "".join(_shown(character, can_draw) for character in unicodedata.normalize("NFC", text))


def _shown(character: str, can_draw: Callable[[str], bool]) -> str:
    if character == "\n" or " " <= character <= "~":
        return character
    category = unicodedata.category(character)
    if category == "Cf" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return ""
    if category == "Zs":
        return character if character == "\u00a0" else " "
    if category in ("Cc", "Cs", "Co", "Cn") or not can_draw(character):
        return f"[U+{ord(character):04X}]"
    return character


def has_right_to_left(text: str) -> bool:
    """Whether the order of ink may differ from the order of reading."""
    return _RIGHT_TO_LEFT.search(text) is not None


def clusters(text: str) -> list[str]:
    """The text in pieces that may not be torn apart: a letter with the marks that belong to it."""
    pieces: list[str] = []
    for character in text:
        if pieces and unicodedata.category(character) in ("Mn", "Me", "Mc") and pieces[-1] != "\n":
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def joined(text: str, can_draw: Callable[[str], bool]) -> str:
    """Arabic letters in the form their neighbours ask for; every other letter as it is."""
    forms = _arabic_forms()
    letters = list(text)
    for position, letter in enumerate(letters):
        if letter not in forms:
            continue
        before = _neighbour(text, position, -1)
        after = _neighbour(text, position, 1)
        joins_before = before in forms and "initial" in forms[before] and "final" in forms[letter]
        joins_after = after in forms and "final" in forms[after] and "initial" in forms[letter]
        form = _JOINING_FORMS[joins_before + 2 * joins_after]
        shape = forms[letter].get(form, letter)
        letters[position] = shape if can_draw(shape) else letter
    return "".join(letters)


def _neighbour(text: str, position: int, step: int) -> str:
    position += step
    while 0 <= position < len(text) and unicodedata.category(text[position]) == "Mn":
        position += step
    return text[position] if 0 <= position < len(text) else ""


@cache
def _arabic_forms() -> dict[str, dict[str, str]]:
    """Per letter its presentation forms, as Unicode itself lists them."""
    forms: dict[str, dict[str, str]] = {}
    for point in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        parts = unicodedata.decomposition(chr(point)).split()
        if len(parts) == 2 and parts[0].strip("<>") in _JOINING_FORMS:
            forms.setdefault(chr(int(parts[1], 16)), {})[parts[0].strip("<>")] = chr(point)
    return forms


def visual(line: list[str], *, right_to_left: bool) -> list[str]:
    """The clusters of one line in the order of ink, left to right.

    A short form of Unicode's bidirectional algorithm (UAX 9) without explicit marks: those are not printed.
    ``right_to_left`` is the direction of the paragraph.
    """
    levels = list(_levels(line, base=int(right_to_left)))
    order = list(range(len(line)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return [line[i].translate(_MIRRORED) if levels[i] % 2 else line[i] for i in order]


def reads_right_to_left(text: str) -> bool:
    """The direction of a paragraph: that of its first letter with a direction."""
    strong = next((d for c in text if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL")), "L")
    return strong != "L"


def _levels(line: list[str], base: int) -> Iterator[int]:
    kinds = [_kind(piece) for piece in line]
    for position, piece in enumerate(line):
        inside = 0 < position < len(line) - 1
        if piece in ".,:/-" and inside and kinds[position - 1] == kinds[position + 1] == "number":
            kinds[position] = "number"
    strong = "right" if base else "left"
    for position, kind in enumerate(kinds):
        if kind == "neutral":
            after = next((k for k in kinds[position:] if k != "neutral"), "right" if base else "left")
            same = (strong == "right") == (after == "right" or (after == "number" and strong == "right"))
            yield {"right": 1, "left": 2 * base}[strong] if same else base
            continue
        if kind != "number":
            strong = kind
        if kind == "right":
            yield 1
        elif kind == "left":
            yield 2 * base
        else:
            yield 2 if strong == "right" or base else 0


def _kind(piece: str) -> str:
    direction = unicodedata.bidirectional(piece[0])
    if direction in ("R", "AL"):
        return "right"
    if direction in ("EN", "AN"):
        return "number"
    return "left" if direction == "L" else "neutral"
