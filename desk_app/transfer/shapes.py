# SPDX-License-Identifier: EUPL-1.2
"""What goes into the reading of a file and what comes out of it: plain and frozen, known to the child process too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written."""

    encoding: str = "utf-8"
    """Empty: found out, or told plainly when it cannot be (``charsets.py``)."""
    delimiter: str = ""
    """Empty: comma, semicolon or tab, whichever the first line has most of."""
    unknown: frozenset[str] = frozenset({""})


AS_FOUND = Form(encoding="")
"""Nobody said how the file is written."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost (``reliability.md`` F15). Sizes in bytes, times in seconds."""

    packed: int = 20_000_000
    """Of the file as it lies there."""
    unpacked: int = 100_000_000
    """Of everything in it, counted while it is unpacked."""
    parts: int = 2_000
    """In a zip file, which a workbook is."""
    rows: int = 50_000
    columns: int = 200
    cells: int = 2_000_000
    """With something in them: many rows of many columns are more than a memory holds."""
    longest_row: int = 1_000_000
    """Characters."""
    text: int = 100_000_000
    """Characters of all cells; in a workbook one long text can be used in every cell."""
    cpu: int = 10
    memory: int = 512 * 1024 * 1024
    """Address space of the child."""
    silence: float = 8.0
    """How long the child may say nothing while the parent waits for it."""
    waiting: float = 60.0
    """How long the parent waits for it altogether."""


TABLES = Limits()
STREAM = Limits(unpacked=200_000_000, rows=300_000, cells=30_000_000, text=200_000_000, cpu=60, waiting=600.0)
"""For histories of years, which are worked on row by row and never held whole."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file. ``rows``: (line or row number as a person sees it, cells as text), each as long as ``header``.

    Cells are what a person sees: whole numbers without ``.0``, dates as ISO, ``true`` and ``false``, the outcome of a
    formula, ``21%``. They are not stripped.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


Cell = str | int | float | Decimal | bool | date | datetime | None
"""What a cell to be written may be; a moment is aware, and written as the clock in Amsterdam shows it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table to be written. ``rows`` may be made while they are written; ``count``: how many, 0 when unknown."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    count: int = 0
