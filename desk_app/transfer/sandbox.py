# SPDX-License-Identifier: EUPL-1.2
"""Reads files of others in a child process (``child.py``) and believes nothing that comes out of it.

Whatever a file does to its reader - eat memory, hang, crash, take it over - the program only sees a child that ends.
Called on a slow lane: it waits. Where the system can (not on Windows) Stop is heard within 50 ms; on Windows between
two answers of the child, and a silent child ends itself.
"""

import contextlib
import dataclasses
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _, language
from desk_app.transfer.messages import BadFile, Progress, Stop, Stopped, never_stop, no_progress
from desk_app.transfer.metering import FAULTS, Meter
from desk_app.transfer.shapes import STREAM, Form, Limits

_log = logging.getLogger(__name__)

FRAME = 8_000_000
"""Bytes of one answer, at most."""
SENTENCE = 2_000
"""Characters of a reason."""

_ROOT = Path(__file__).resolve().parents[2]
_START = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module('desk_app.transfer.child', run_name='__main__', alter_sys=True)"
)
"""Isolated (-I): neither the folder it is started in nor an environment variable gives it other code to run."""
_BLINK = 0.05
_AT_ONCE = 65_536
_HEAD = 4
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""All of the environment that a child is given: what Python itself cannot start without."""


class Child:
    """One child at work on one file; a context manager, after which it is gone."""

    def __init__(
        self, reader: str, file: Path, form: Form, limits: Limits, stop: Stop = never_stop, start: str = _START
    ) -> None:
        self._limits = limits
        self._stop = stop
        self._waited = 0.0
        self._left = 10 * (limits.text + limits.cells) + FRAME
        self._width = 0
        question = {
            "as": reader,
            "file": str(file),
            "encoding": form.encoding,
            "delimiter": form.delimiter,
            "limits": dataclasses.asdict(limits),
            "language": language(),
        }
        self._question = json.dumps(question).encode("ascii")
        self._command = [sys.executable, "-I", "-X", "utf8", "-c", start, str(_ROOT)]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Child":
        try:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise Unavailable(_("Files cannot be read now: no process can be started. Try again later.")) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> int:
        """Ends the child, whatever it is doing; returns its exit code."""
        process = self._process
        if process is None:
            return 0
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        return process.wait()

    def answers(self) -> Iterator[Mapping[str, Any]]:
        """Its answers up to ``{"end": true}``. Raises BadFile, Unavailable, Stopped; then the child is gone too."""
        content = bytearray()
        said = self._pieces()
        while True:
            while len(content) < _HEAD or len(content) < _HEAD + int.from_bytes(content[:_HEAD], "big"):
                if len(content) >= _HEAD and int.from_bytes(content[:_HEAD], "big") > FRAME:
                    raise self._nonsense()
                piece = next(said, b"")
                if not piece:
                    raise self._died()
                content += piece
            length = _HEAD + int.from_bytes(content[:_HEAD], "big")
            self._left -= length
            if self._left < 0:
                raise self._nonsense()
            answer = self._understood(bytes(content[_HEAD:length]))
            del content[:length]
            if "end" in answer:
                return
            yield answer

    def _pieces(self) -> Iterator[bytes]:
        """What it says, as it comes; ends when it says no more."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return
        try:
            process.stdin.write(self._question)
            process.stdin.close()
        except OSError:
            return  # it ended before it was asked; its exit code says why
        output = process.stdout.fileno()
        if sys.platform == "win32":
            while not self._stop() and (piece := os.read(output, _AT_ONCE)):
                yield piece
            if self._stop():
                raise Stopped
            return
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while piece := self._next_piece(selector, output):
                yield piece

    def _next_piece(self, selector: selectors.BaseSelector, output: int) -> bytes:
        began = monotonic()
        while not selector.select(_BLINK):
            silent = monotonic() - began
            if self._stop():
                raise Stopped
            if silent > self._limits.silence or self._waited + silent > self._limits.waiting:
                raise BadFile({1: _too_long()})
        self._waited += monotonic() - began
        if self._stop():
            raise Stopped
        return os.read(output, _AT_ONCE)

    def _understood(self, content: bytes) -> Mapping[str, Any]:
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError):
            raise self._nonsense() from None
        match answer:
            case {"refused": dict() as lines}:
                raise BadFile(self._lines(lines))
            case {"unavailable": str() as sentence}:
                raise Unavailable(sentence)
            case {"faults": dict() as lines}:
                return {"faults": self._lines(lines)}
            case {"sheet": [str(), list() as header]} if header and _are_texts(header):
                self._width = len(header)
                return dict(answer)
            case {"rows": list() as rows} if all(_is_row(row, self._width) for row in rows):
                return dict(answer)
            case {"progress": [int(), int()]} | {"end": True}:
                return dict(answer)
        raise self._nonsense()

    def _lines(self, lines: Mapping[str, Any]) -> dict[int, str]:
        known = all(line.isascii() and line.isdecimal() and len(line) < 10 for line in lines)
        if not known or not 0 < len(lines) <= FAULTS or not _are_texts(list(lines.values())):
            raise self._nonsense()
        return {int(line): reason[:SENTENCE] for line, reason in lines.items()}

    def _nonsense(self) -> Unavailable:
        return Unavailable(_("Reading the file went wrong. Nothing was imported. Try again, or save the file anew."))

    def _died(self) -> BadFile:
        process = self._process
        status = 0
        with contextlib.suppress(subprocess.TimeoutExpired):  # it says no more, and is still there
            status = process.wait(1) if process is not None else 0
        _log.warning("the reader of a file ended, status %s", status)
        if sys.platform != "win32" and status == -signal.SIGXCPU:
            return BadFile({1: _too_long()})
        return BadFile({1: _("Reading this file had to be ended. It is damaged, or asks too much of this computer.")})


class FileLines:
    """The rows of a CSV file, read in a child; the same to its user as ``reading.Lines``. Iterate once."""

    def __init__(
        self, file: Path, form: Form, progress: Progress = no_progress, stop: Stop = never_stop, limits: Limits = STREAM
    ) -> None:
        self._child = Child("stream", file, form, limits, stop)
        self._meter = Meter(limits)
        self._progress = progress
        self.faults: dict[int, str] = {}
        self.header: list[str] = []

    def fault(self, line: int, reason: str) -> None:
        """Notes that a line is not right; raises BadFile at the thousandth."""
        self.faults.setdefault(line, reason)
        if len(self.faults) >= FAULTS:
            self._child.end()
            raise BadFile(self.faults)

    def raise_faults(self) -> None:
        """Raises BadFile when a line was not right."""
        if self.faults:
            raise BadFile(self.faults)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """(line number, cells) of every row below the header that has as many cells as the header."""
        with self._child as child:
            for answer in child.answers():
                match answer:
                    case {"rows": rows}:
                        for line, cells in rows:
                            self._meter.row(line, cells)
                            yield line, cells
                    case {"progress": [done, total]}:
                        self._progress(done, total)
                    case {"sheet": [_name, header]}:
                        self.header = self._meter.header(1, header)
                    case {"faults": faults}:
                        self.faults = {**faults, **self.faults}
                        if len(self.faults) >= FAULTS:
                            raise BadFile(self.faults)


def _is_row(row: object, width: int) -> bool:
    match row:
        case [int() as line, list() as cells]:
            return line > 0 and len(cells) == width and _are_texts(cells)
    return False


def _are_texts(values: list[object]) -> bool:
    return set(map(type, values)) <= {str}


def _too_long() -> str:
    return _("Reading this file takes too long. Split it, or save it as CSV.")
