# SPDX-License-Identifier: EUPL-1.2
"""What a file of others holds, as tables of text: CSV (also packed), a workbook (xlsx), or JSON."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from desk_app.core.i18n import _
from desk_app.transfer.messages import BadFile, Progress, Stop, never_stop, no_progress
from desk_app.transfer.metering import FAULTS, Meter
from desk_app.transfer.sandbox import Child
from desk_app.transfer.shapes import AS_FOUND, TABLES, Form, Limits, Sheet


def read_tables(
    file: Path,
    *,
    form: Form = AS_FOUND,
    progress: Progress = no_progress,
    stop: Stop = never_stop,
    limits: Limits = TABLES,
) -> tuple[Sheet, ...]:
    """All tables of the file, in its order; columns without a name and rows without text are left out.

    An apostrophe that was put before a formula (``cells.py``) is taken off again. Waits for a child process: call it
    on a slow lane. Raises BadFile with every line that is not right, Unavailable, Stopped.
    """
    tables = _Tables(limits)
    with Child("tables", file, form, limits, stop) as child:
        for answer in child.answers():
            match answer:
                case {"progress": [done, total]}:
                    progress(done, total)
                case _:
                    tables.take(answer)
    return tables.whole()


class _Tables:
    """Builds the sheets; each text that is there often is kept once."""

    def __init__(self, limits: Limits) -> None:
        self._meter = Meter(limits)
        self._known: dict[str, str] = {}
        self._faults: dict[int, str] = {}
        self._sheets: list[Sheet] = []
        self._name = ""
        self._header: list[str] = []
        self._rows: list[tuple[int, tuple[str, ...]]] = []

    def take(self, answer: Mapping[str, Any]) -> None:
        """One answer of the child."""
        match answer:
            case {"sheet": [name, header]}:
                self._close()
                self._name, self._header = name, self._meter.header(1, header)
            case {"rows": rows}:
                self._rows.extend(self._kept(rows))
            case {"faults": faults}:
                self._faults.update(faults)
                self._refuse(at_least=FAULTS)

    def whole(self) -> tuple[Sheet, ...]:
        """All of it; raises BadFile when a line was not right, or when there is nothing at all."""
        self._close()
        self._refuse(at_least=1)
        if not self._sheets:
            raise BadFile({1: _("There is no table in this file.")})
        return tuple(self._sheets)

    def _refuse(self, *, at_least: int) -> None:
        if len(self._faults) >= at_least:
            raise BadFile(dict(sorted(self._faults.items())[:FAULTS]))

    def _kept(self, rows: list[tuple[int, list[str]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
        unnamed = [place for place, name in enumerate(self._header) if not name]
        for line, cells in rows:
            self._meter.row(line, cells)
            if not any(map(str.strip, cells)):
                continue
            if any(cells[place].strip() for place in unnamed):
                self._faults.setdefault(line, _("There is text in a column that has no name in the first line."))
                self._refuse(at_least=FAULTS)
                continue
            kept = (cell for cell, name in zip(cells, self._header, strict=True) if name) if unnamed else cells
            yield line, tuple([self._known.setdefault(cell, cell) for cell in kept])

    def _close(self) -> None:
        if self._header:
            self._sheets.append(Sheet(self._name, tuple(filter(None, self._header)), tuple(self._rows)))
        self._header, self._rows = [], []
