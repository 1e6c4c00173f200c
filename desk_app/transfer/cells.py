# SPDX-License-Identifier: EUPL-1.2
"""Text in a CSV that a spreadsheet may open: never a formula, and the same text again when we read it back.

A cell that begins with ``= + - @``, tab or line end gets an apostrophe in front (OWASP, "CSV injection"); so does one
that begins with apostrophes and then such a character, so that reading back is exact.
"""

import re
from decimal import Decimal

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_LARGEST = 1e21
"""From here on a number is shown with its power of ten."""


def safe_cell(text: str) -> str:
    """The text as it may stand in a file for a spreadsheet."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def plain_cell(cell: str) -> str:
    """The text that ``safe_cell`` was given."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell


def number_text(value: float) -> str:
    """A number as a spreadsheet shows it: at most 15 digits, none behind the point when it is whole."""
    text = f"{value:.15g}"
    if "e" in text and abs(value) < _LARGEST:
        return f"{Decimal(text):f}"
    return text.upper() if "e" in text else text
