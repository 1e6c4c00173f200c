# SPDX-License-Identifier: EUPL-1.2
"""What somebody means by what they typed: the sign in front (``ux.md`` 2.2.2), and ticket numbers in short. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from desk_app.core.codes import CodeKind, parse_code
from desk_app.tickets.numbers import number_text


class Scope(StrEnum):
    """Where to look; the value is the sign in front of the words."""

    EVERYTHING = ""
    ACTION = ">"
    TICKET = "#"
    CUSTOMER = "@"
    LOAN_ITEM = "!"
    PRODUCT = "/"
    HELP = "?"


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to look, and for what."""

    scope: Scope
    words: str


_SHORT_NUMBER = re.compile(r"(?:m?(?P<year>\d{2})-)?(?P<serial>\d{1,7})", re.IGNORECASE | re.ASCII)


def parse(text: str) -> Asked:
    """``@jansen`` -> customers, "jansen"; without a sign everything."""
    typed = text.strip()
    if typed and typed[0] in set(Scope) - {Scope.EVERYTHING}:
        return Asked(Scope(typed[0]), typed[1:].strip())
    return Asked(Scope.EVERYTHING, typed)


def ticket_numbers(text: str, year: int) -> tuple[str, ...]:
    """The ticket numbers that ``text`` may stand for: ``M26-004217``, ``26-4217``, a scanned code, or ``4217`` of this
    year and the last."""
    code = parse_code(text)
    if code is not None and code.kind is CodeKind.TICKET:
        return (code.value,)
    short = _SHORT_NUMBER.fullmatch(text.strip())
    if short is None:
        return ()
    serial = int(short["serial"])
    if short["year"]:
        return (number_text(int(short["year"]), serial),)
    return (number_text(year, serial), number_text(year - 1, serial))
