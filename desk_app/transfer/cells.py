# SPDX-License-Identifier: EUPL-1.2
"""Text in a CSV that a spreadsheet may open: never a formula, and the same text again when we read it back.

A cell that begins with ``= + - @``, tab or line end gets an apostrophe in front (OWASP, "CSV injection"); so does one
that begins with apostrophes and then such a character, so that reading back is exact.
"""

import re

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def safe_cell(text: str) -> str:
    """The text as it may stand in a file for a spreadsheet."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def plain_cell(cell: str) -> str:
    """The text that ``safe_cell`` was given."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell
