# SPDX-License-Identifier: EUPL-1.2
"""Counts what comes out of a file against its limits: the child does it while it reads, the parent does it again."""

from collections.abc import Sequence

from desk_app.core.i18n import _
from desk_app.transfer.messages import BadFile
from desk_app.transfer.shapes import Limits

FAULTS = 1_000
"""Bad lines that are told; who has more needs another mapping first."""


class Meter:
    """The sum of all rows so far."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = 0
        self._cells = 0
        self._text = 0

    def row(self, line: int, cells: Sequence[str]) -> None:
        """Counts one row; raises BadFile when it is one too many."""
        self._rows += 1
        if self._rows > self._limits.rows:
            sentence = _("The file has more than {most} lines. Split it.")
            raise BadFile({line: sentence.format(most=f"{self._limits.rows:,}")})
        self._count(line, cells)

    def header(self, line: int, cells: Sequence[str]) -> list[str]:
        """The names of the columns; a column without a name is "". Raises BadFile when they are not names."""
        self._count(line, cells)
        names = [name.strip() for name in cells]
        if not any(names):
            raise BadFile({line: _("The first line must name the columns.")})
        if len(names) > self._limits.columns:
            sentence = _("The first line names more than {most} columns.")
            raise BadFile({line: sentence.format(most=self._limits.columns)})
        twice = {name for name in names if name and names.count(name) > 1}
        if twice:
            raise BadFile({line: _("The first line names a column twice: {name}.").format(name=sorted(twice)[0])})
        return names

    def _count(self, line: int, cells: Sequence[str]) -> None:
        limits = self._limits
        length = sum(map(len, cells))
        self._cells += len(cells)
        self._text += length
        if length > limits.longest_row:
            raise BadFile({line: _("This line is too long. Is this a CSV file?")})
        if self._cells > limits.cells:
            sentence = _("The file has more than {most} cells. Split it.")
            raise BadFile({line: sentence.format(most=f"{limits.cells:,}")})
        if self._text > limits.text:
            sentence = _("There is more text in this file than {most} million characters. Split it.")
            raise BadFile({line: sentence.format(most=limits.text // 1_000_000)})
