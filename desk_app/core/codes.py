# SPDX-License-Identifier: EUPL-1.2
"""The codes on badges, slips, items and cards: what a scanner reads, and the character that catches a misread.

Codes use only ``A-Z 0-9 -``; quotes and accents are dead keys on some Dutch keyboards. The check character is a
weighted sum modulo 31: it catches every wrong digit and every swap of two neighbours, also with the check character
itself (ISO/IEC 7064 MOD 37,36 misses some of those), and is never a letter that looks like a digit or another letter.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CHECKS = "0123456789ABCDEFGHJKLMNPRTVWXYZ"
_WEIGHT = 3
"""Its powers modulo 31 all differ, and none of the first fourteen is -1: that is what catches the swaps."""


class CodeKind(StrEnum):
    """What a code stands for."""

    BADGE = "badge"
    TICKET = "ticket"
    ITEM = "item"
    PRODUCT = "product"
    COMMAND = "command"
    APPROVAL = "approval"


class CommandCard(StrEnum):
    """The cards that lie on the counter; the words are printed on them, so they are Dutch."""

    FINISH = "KLAAR"
    PARK = "PARKEER"
    UNDO = "ONGEDAAN"
    NEXT = "VOLGENDE"
    TAKE_IN = "INNEMEN"


@dataclass(frozen=True, slots=True)
class ScannedCode:
    """A code that was read. ``value`` is what to look up: badge number, ticket number ``M26-004217``, item code
    ``V-00231``, product code ``P-PAS``, the word of a command card, or the twelve characters that approve."""

    kind: CodeKind
    value: str


def check_character(number: str) -> str:
    """The check character of a number; dashes do not count. ValueError for other characters."""
    characters = number.upper().replace("-", "")
    total = sum(
        _VALUES.index(character) * pow(_WEIGHT, place, 31)
        for place, character in enumerate(reversed(characters), start=1)
    )
    return _CHECKS[total % 31]


def code_of(number: str) -> str:
    """The number as it is printed in a code: ``M26-004217`` becomes ``M26-004217-K``."""
    return f"{number}-{check_character(number)}"


BADGE_PATTERN = r"\d{6,14}"
"""Raw badge numbers; the desk may set another pattern."""

_CHECKED = re.compile(r"(?P<number>M\d{2}-\d{6}|V-\d{5,6})-(?P<check>[0-9A-Z])")
_PRODUCT = re.compile(r"P-[A-Z0-9]{2,12}(-[A-Z0-9]{1,8})?")
_COMMAND = re.compile(r"C-(?P<word>" + "|".join(CommandCard) + ")")

APPROVAL_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet: of what a code in a mail that asks for approval consists. ``X-`` stands in front: a letter that
is hardly ever typed, because the first letter of a code is held back for a moment."""

_APPROVAL = re.compile(rf"X-(?P<letters>[{APPROVAL_LETTERS}]{{4}}(-[{APPROVAL_LETTERS}]{{4}}){{2}})")

# What a code looks like while it is still arriving, for ``may_become_code``.
_BEGINNINGS = (
    r"M\d{0,2}|M\d{2}-\d{0,6}|M\d{2}-\d{6}-[0-9A-Z]?",
    r"V|V-\d{0,6}|V-\d{5,6}-[0-9A-Z]?",
    r"P|P-[A-Z0-9]{0,12}|P-[A-Z0-9]{2,12}-[A-Z0-9]{0,8}",
    r"C|C-[A-Z]{0,8}",
    r"X|X-[0-9A-Z]{0,4}|X-[0-9A-Z]{4}-[0-9A-Z]{0,4}|X-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{0,4}",
    r"\d{1,14}",
)
_ARRIVING = re.compile("|".join(_BEGINNINGS))


def parse_code(text: str, badge_pattern: str = BADGE_PATTERN) -> ScannedCode | None:
    """The code in ``text``, or None when it is none of ours or its check character is wrong."""
    code = text.strip().upper()
    if checked := _CHECKED.fullmatch(code):
        number = checked["number"]
        if check_character(number) != checked["check"]:
            return None
        return ScannedCode(CodeKind.TICKET if number.startswith("M") else CodeKind.ITEM, number)
    if _PRODUCT.fullmatch(code):
        return ScannedCode(CodeKind.PRODUCT, code)
    if command := _COMMAND.fullmatch(code):
        return ScannedCode(CodeKind.COMMAND, command["word"])
    if approval := _APPROVAL.fullmatch(code):
        return ScannedCode(CodeKind.APPROVAL, approval["letters"].replace("-", ""))
    if re.fullmatch(badge_pattern, code):
        return ScannedCode(CodeKind.BADGE, code)
    return None


def may_become_code(text: str) -> bool:
    """Whether the characters so far can still grow into a code; so ordinary typing is never held up."""
    return _ARRIVING.fullmatch(text.upper()) is not None
