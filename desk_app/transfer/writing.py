# SPDX-License-Identifier: EUPL-1.2
"""Tables to a file for a spreadsheet: CSV or xlsx, there whole or not at all, with nothing in it that runs.

Read back (``tables.read_tables``) every text is the same again, and both kinds of file give the same texts: numbers as
numbers, days as ``2026-11-24``, moments as ``2026-11-24T17:00:00`` in Amsterdam, ``yes`` and ``no``. Memory stays flat.
"""

import contextlib
import csv
import io
import math
import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from desk_app.core.clock import local
from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _
from desk_app.core.paths import atomic_file
from desk_app.transfer.cells import number_text, safe_cell
from desk_app.transfer.messages import Progress, Stop, Stopped, never_stop, no_progress
from desk_app.transfer.shapes import Cell, Table

_EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; a longer one is written as text."""
_FIRST_YEAR = 1900
_NAME = 31
"""Characters of the name of a sheet."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_AT_ONCE = 200
_WIDEST = 40


def write_csv(file: Path, table: Table, *, progress: Progress = no_progress, stop: Stop = never_stop) -> int:
    """Writes one table; returns the number of rows. Raises Unavailable when the disk refuses, Stopped."""
    with _whole(file) as target:
        text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
        plain = not any(set(name) & {";", "\t"} for name in table.header)
        csv.writer(text, quoting=csv.QUOTE_MINIMAL if plain else csv.QUOTE_ALL).writerow(map(safe_cell, table.header))
        writer = csv.writer(text)
        count = 0
        for count, row in enumerate(table.rows, 1):
            writer.writerow([_safe(cell) for cell in row])
            _look_up(count, table.count, progress, stop)
        text.flush()
        text.detach()  # the file is closed where it was opened, after its fsync
    progress(count, count)
    return count


def write_xlsx(file: Path, *tables: Table, progress: Progress = no_progress, stop: Stop = never_stop) -> int:
    """Writes each table to a sheet; returns the number of rows. Raises Unavailable, also for what no workbook holds."""
    import xlsxwriter  # noqa: PLC0415 -- lazy: xlsxwriter costs 60 ms

    total = sum(table.count for table in tables)
    count = 0
    with _whole(file) as target, _scratch(file) as folder:
        options = {
            "constant_memory": True,
            "tmpdir": str(folder),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        workbook = xlsxwriter.Workbook(target, options)
        try:
            book = _Book(workbook)
            for table in tables:
                sheet = book.sheet(table)
                for place, row in enumerate(table.rows, 1):
                    book.row(sheet, place, row)
                    count += 1
                    _look_up(count, total, progress, stop)
            workbook.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(str(error)) from error
        finally:
            for sheet in workbook.worksheets():
                with contextlib.suppress(OSError):
                    sheet.row_data_fh.close()
    progress(count, count)
    return count


class _Book:
    """A workbook being written."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 -- the library has no types
        self._workbook = workbook
        self._bold = workbook.add_format({"bold": True})
        self._day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._names: set[str] = set()

    def sheet(self, table: Table) -> Any:  # noqa: ANN401 -- the library has no types
        """A new sheet with its header, which stays in sight."""
        sheet = self._workbook.add_worksheet(self._name(table.name))
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(table.header):
            sheet.set_column(column, column, min(max(len(name) + 2, 12), _WIDEST))
        for column, name in enumerate(table.header):
            _written(sheet.write_string(0, column, name, self._bold))
        return sheet

    def row(self, sheet: Any, place: int, cells: Sequence[Cell]) -> None:  # noqa: ANN401 -- the library has no types
        """One row; a text is text, whatever it begins with."""
        for column, cell in enumerate(cells):
            if isinstance(cell, datetime):
                cell = local(cell).replace(tzinfo=None, microsecond=0)
            if isinstance(cell, date) and cell.year >= _FIRST_YEAR:
                look = self._moment if isinstance(cell, datetime) else self._day
                _written(sheet.write_datetime(place, column, cell, look))
            elif (number := _number(cell)) is not None:
                _written(sheet.write_number(place, column, number))
            elif text := cell_text(cell):
                _written(sheet.write_string(place, column, text))

    def _name(self, wish: str) -> str:
        """A name that a sheet may have and that no other sheet here has."""
        name = _NOT_IN_NAMES.sub(" ", wish).strip("' ")[:_NAME] or "1"
        number = 1
        while name.lower() in {*self._names, "history"}:
            number += 1
            name = f"{name[: _NAME - 4]} {number}"
        self._names.add(name.lower())
        return name


def cell_text(cell: Cell) -> str:
    """What a person reads in a cell."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() | Decimal() if (number := _number(cell)) is not None:
            return number_text(number)
        case datetime():
            return local(cell).replace(tzinfo=None).isoformat(timespec="seconds")
        case date():
            return cell.isoformat()
    return str(cell)


def _safe(cell: Cell) -> str:
    return safe_cell(cell_text(cell)) if _number(cell) is None else cell_text(cell)


def _number(cell: Cell) -> float | None:
    """The number as a spreadsheet keeps it; None when it is none, or longer than it can keep."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal)):
        return None
    if not math.isfinite(cell) or not -_EXACT < cell < _EXACT:
        return None
    return float(f"{cell:.15g}")


def _look_up(count: int, total: int, progress: Progress, stop: Stop) -> None:
    """Now and then: tells how far it is, and asks whether to go on."""
    if count % _AT_ONCE == 0:
        progress(count, max(total, count))
        if stop():
            raise Stopped


def _written(refusal: int) -> None:
    if refusal:
        raise Unavailable(
            _("This does not fit in a spreadsheet: it has too many rows, or a text that is too long. Write a CSV file.")
        )


@contextlib.contextmanager
def _whole(file: Path) -> Iterator[IO[bytes]]:
    try:
        with atomic_file(file) as target:
            yield target
    except OSError as error:
        raise Unavailable(
            _("{file} cannot be written. Check the folder, your rights and the room on the disk.").format(file=file)
        ) from error


@contextlib.contextmanager
def _scratch(file: Path) -> Iterator[Path]:
    """A folder of one's own beside the file, for rows on their way; gone afterwards."""
    folder = file.parent / f".{file.name}.{uuid4().hex}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
