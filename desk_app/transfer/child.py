# SPDX-License-Identifier: EUPL-1.2
"""The process in which files of others are read: ``python -m desk_app.transfer.child``, started by ``sandbox.py``.

It knows no database, no screen and no password, may write no file, and has a limit on time and memory where the system
has them (Linux; macOS without memory; on Windows the clock and the limits on sizes remain). It is asked once, as JSON
on its input, and answers with frames on its output: four bytes of length, then one JSON object.

    {"sheet": [name, [column, ...]]}       a table begins
    {"rows": [[line, [cell, ...]], ...]}   rows of it
    {"faults": {line: sentence}}           lines that are not right; the rest still comes
    {"progress": [done, total]}            bytes
    {"refused": {line: sentence}}          the file as a whole is not right; the last frame
    {"unavailable": sentence}              the file is not there; the last frame
    {"end": true}                          everything was told; the last frame
"""

import contextlib
import faulthandler
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _, set_language
from desk_app.transfer.cells import plain_cell
from desk_app.transfer.messages import BadFile
from desk_app.transfer.metering import FAULTS
from desk_app.transfer.reading import Lines
from desk_app.transfer.records import header_of, read_records
from desk_app.transfer.shapes import Form, Limits
from desk_app.transfer.unpacking import BLOCK, OLE, ZIP, blocks, opened
from desk_app.transfer.workbooks import read_workbook

if sys.platform != "win32":
    import resource

REQUEST = 1_000_000
"""Bytes of a question, at most."""

_ROWS_AT_ONCE = 500
_TEXT_AT_ONCE = 100_000
_GRACE = 4
"""Seconds after the parent's patience ends in which the child ends by itself, should the parent be gone."""
_NO_FILE = 0

Frame = dict[str, Any]
"""One answer."""


class Teller:
    """Sends what is found to the parent, many rows at a time."""

    def __init__(self, out: IO[bytes], patience: float) -> None:
        self._out = out
        self._patience = patience
        self._rows: list[tuple[int, list[str]]] = []
        self._text = 0
        self._faults: dict[int, str] = {}

    def sheet(self, name: str, header: list[str]) -> None:
        """A table begins."""
        self._send_rows()
        self.send({"sheet": [name, header]})

    def row(self, line: int, cells: list[str]) -> None:
        """One row of it."""
        self._rows.append((line, cells))
        self._text += sum(map(len, cells))
        if len(self._rows) >= _ROWS_AT_ONCE or self._text > _TEXT_AT_ONCE:
            self._send_rows()

    def fault(self, line: int, reason: str) -> None:
        """A line that is not right; raises BadFile at the thousandth."""
        self._faults[line] = f"{self._faults[line]} {reason}" if line in self._faults else reason
        if len(self._faults) >= FAULTS:
            raise BadFile(self._faults)

    def progress(self, done: int, total: int) -> None:
        """How far the file was read."""
        self.send({"progress": [done, total]})

    def end(self) -> None:
        """Everything was told."""
        self._send_rows()
        if self._faults:
            self.send({"faults": self._faults})
        self.send({"end": True})

    def send(self, frame: Frame) -> None:
        """One frame; the clock that ends a silent child starts anew."""
        content = json.dumps(frame, separators=(",", ":")).encode("ascii")
        self._out.write(len(content).to_bytes(4, "big") + content)
        self._out.flush()
        self.arm()

    def arm(self) -> None:
        """From now on silence ends this process, whatever it is doing."""
        faulthandler.dump_traceback_later(self._patience, exit=True, file=_NOWHERE)

    def _send_rows(self) -> None:
        if self._rows:
            self.send({"rows": self._rows})
            self._rows, self._text = [], 0


def main() -> None:
    """Answers one question."""
    question = json.loads(sys.stdin.buffer.read(REQUEST))
    limits = Limits(**question["limits"])
    form = Form(question["encoding"], question["delimiter"])
    set_language(question["language"])
    teller = Teller(sys.stdout.buffer, limits.silence + _GRACE)
    teller.arm()
    _limit(limits)
    answer(teller, lambda: READERS[question["as"]](Path(question["file"]), form, limits, teller))


def answer(teller: Teller, read: Callable[[], None]) -> None:
    """Tells what ``read`` finds, or why it cannot be read."""
    with contextlib.suppress(BrokenPipeError):  # the parent wants no more
        try:
            read()
            teller.end()
        except BadFile as refusal:
            teller.send({"refused": refusal.lines})
        except Unavailable as error:
            teller.send({"unavailable": str(error)})
        except MemoryError:
            teller.send({"refused": {1: _("Reading this file needs more memory than it may have. Split it.")}})
        except Exception as error:  # noqa: BLE001 -- whatever a file does to a parser, a person gets a sentence
            reason = _("This line cannot be read: {reason}.").format(reason=type(error).__name__)
            teller.send({"refused": {1: reason}})


def read_stream(file: Path, form: Form, limits: Limits, teller: Teller) -> None:
    """A CSV file, its cells as they stand there."""
    _read_csv(file, form, limits, teller, cell=str)


def read_tables(file: Path, form: Form, limits: Limits, teller: Teller) -> None:
    """Any file with tables: a workbook, JSON or CSV, told by what is in it."""
    with opened(file, limits) as (stream, _size):
        start = stream.read(BLOCK)
        if start.startswith(ZIP):
            content = start + stream.read(limits.packed + 1 - len(start))
            read_workbook(content, limits, teller)
            return
    if start.startswith(OLE):
        raise BadFile({1: _("This spreadsheet is of an old kind, or has a password. Save it as .xlsx without one.")})
    if _is_json(file, limits):
        for name, records in read_records(file, form, limits, teller.progress).items():
            header = header_of(records, limits)
            teller.sheet(name, header)
            for line, record in records:
                teller.row(line, [record.get(column, "") for column in header])
    else:
        _read_csv(file, form, limits, teller, cell=plain_cell)


READERS = {"stream": read_stream, "tables": read_tables}
"""What can be asked for."""


def _read_csv(file: Path, form: Form, limits: Limits, teller: Teller, cell: Callable[[str], str]) -> None:
    lines = Lines(file, form, teller.progress, limits)
    name = file.name.partition(".")[0]
    told = False
    for line, cells in lines:
        if not told:
            teller.sheet(name, [cell(column) for column in lines.header])
            told = True
        teller.row(line, [cell(text) for text in cells])
    if lines.header and not told:
        teller.sheet(name, [cell(column) for column in lines.header])
    for line, reason in lines.faults.items():
        teller.fault(line, reason)


def _is_json(file: Path, limits: Limits) -> bool:
    if ".json" in (suffix.lower() for suffix in file.suffixes):
        return True
    first = next(blocks(file, limits, lambda _done, _total: None), b"")
    text = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith(b"[") and text[1:].lstrip().startswith((b"{", b"]"))


def _limit(limits: Limits) -> None:
    """Time, memory, and no files: whatever a parser is talked into, it cannot do more."""
    if sys.platform == "win32":
        return
    for what, most in (
        (resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1)),
        (resource.RLIMIT_AS, (limits.memory, limits.memory)),
        (resource.RLIMIT_FSIZE, (_NO_FILE, _NO_FILE)),
        (resource.RLIMIT_CORE, (_NO_FILE, _NO_FILE)),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system may know a limit and not keep it
            resource.setrlimit(what, most)


_NOWHERE = os.open(os.devnull, os.O_WRONLY)

if __name__ == "__main__":
    main()
