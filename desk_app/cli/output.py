# SPDX-License-Identifier: EUPL-1.2
"""How the command line speaks: sentences or JSON on stdout, refusals on stderr, nothing that steers a terminal."""

import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from tqdm import tqdm

from desk_app.core.errors import DeskError, InvalidInput
from desk_app.core.i18n import _
from desk_app.transfer.catalogue_messages import FaultyPlan
from desk_app.transfer.messages import BadFile

_CONTROL = {*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {ord("\n"), ord("\t")}
_HARMLESS = dict.fromkeys(_CONTROL, "\ufffd")
"""What steers a terminal or turns text around is shown as a replacement character."""


class Output:
    """Where answers go; ``as_json`` when another program reads along."""

    def __init__(self, out: TextIO, err: TextIO, *, as_json: bool) -> None:
        self._out = out
        self._err = err
        self.as_json = as_json

    def answer(self, data: Any, *sentences: str) -> None:  # noqa: ANN401 -- anything that JSON can hold
        """The data for a program, or the sentences for a person."""
        if self.as_json:
            _write(self._out, json.dumps(data, default=_plain))
        else:
            for sentence in sentences:
                _write(self._out, sentence)

    def refuse(self, error: DeskError) -> None:
        """Says why not, with every bad line of a file."""
        lines = error.lines if isinstance(error, BadFile) else {}
        for number, reason in lines.items():
            _write(self._err, _("line {number}: {reason}").format(number=number, reason=reason))
        if isinstance(error, InvalidInput) and not lines:
            for sentence in error.fields.values():
                _write(self._err, sentence)
            if isinstance(error, FaultyPlan):
                _write(self._err, str(error))
        else:
            _write(self._err, str(error))
        if self.as_json:
            _write(self._out, json.dumps({"error": str(error), "lines": lines}))

    @contextmanager
    def progress(self, text: str) -> Iterator[Callable[[int, int], None]]:
        """A bar on stderr while the block runs; nothing when stderr is no terminal. The callable takes (done, total)."""
        with tqdm(desc=text, file=self._err, disable=not self._err.isatty(), leave=False) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield show


def standard_output(*, as_json: bool) -> Output:
    """To the terminal or pipe this program was started in."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    return Output(sys.stdout, sys.stderr, as_json=as_json)


def _write(stream: TextIO, text: str) -> None:
    stream.write(text.translate(_HARMLESS) + "\n")


def _plain(value: Any) -> Any:  # noqa: ANN401 -- anything
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value))
