# SPDX-License-Identifier: EUPL-1.2
"""Reads a CSV file that may be anything: as a stream, within limits, every fault with its line number."""

import codecs
import csv
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from desk_app.core.i18n import _
from desk_app.transfer.charsets import utf16_of
from desk_app.transfer.messages import BadFile, Progress
from desk_app.transfer.metering import FAULTS, Meter
from desk_app.transfer.shapes import STREAM, Form, Limits
from desk_app.transfer.unpacking import blocks, encoding_of

_QUOTED = re.compile(r'"[^"]*("|$)')
_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\r?\n')
"""What Excel writes above a CSV file, for itself."""


class Lines:
    """The rows of one file; iterate once. ``faults``: line -> reason, collected on the way."""

    def __init__(self, file: Path, form: Form, progress: Progress, limits: Limits = STREAM) -> None:
        self._file = file
        self._form = form
        self._progress = progress
        self._limits = limits
        self._meter = Meter(limits)
        self._encoding = form.encoding
        self.faults: dict[int, str] = {}
        self.header: list[str] = []

    def fault(self, line: int, reason: str) -> None:
        """Notes that a line is not right; raises BadFile at the thousandth."""
        self.faults.setdefault(line, reason)
        if len(self.faults) >= FAULTS:
            raise BadFile(self.faults)

    def raise_faults(self) -> None:
        """Raises BadFile when a line was not right."""
        if self.faults:
            raise BadFile(self.faults)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """(line number, cells) of every row below the header that has as many cells as the header."""
        self._encoding = self._form.encoding or encoding_of(self._file, self._limits, self._progress)
        texts = self._texts()
        first = next(texts, "")
        above = 0
        said = _DELIMITER.fullmatch(first)
        if said:
            first, above = next(texts, ""), 1
        delimiter = self._form.delimiter or (said[1] if said else max(",;\t", key=_QUOTED.sub("", first).count))
        rows = csv.reader(chain((first,), texts), delimiter=delimiter, strict=True)
        line = above + 1
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                self.fault(line, _sentence(error))
                line = above + rows.line_num + 1
                continue
            if not self.header:
                self.header = self._meter.header(line, cells)
            elif len(cells) == len(self.header):
                self._meter.row(line, cells)
                yield line, cells
            elif cells:
                self.fault(
                    line,
                    _("There are {found} cells where the first line has {expected}.").format(
                        found=len(cells), expected=len(self.header)
                    ),
                )
            line = above + rows.line_num + 1

    def _texts(self) -> Iterator[str]:
        encoding = "utf-8" if self._encoding.startswith("utf-16") else self._encoding
        for number, line in enumerate(self._lines(), 1):
            try:
                text = line.decode(encoding)
            except UnicodeDecodeError as error:
                reason = _("The character at place {place} is not {encoding}. Is the file written in another encoding?")
                self.fault(number, reason.format(place=error.start + 1, encoding=encoding))
                text = line.decode(encoding, errors="replace")
            if "\0" in text:
                self.fault(number, _("There is a NUL character in this line. It cannot be stored."))
                text = text.replace("\0", "")
            if number == 1:
                text = text.removeprefix("\ufeff")
            yield text

    def _lines(self) -> Iterator[bytes]:
        rest = b""
        number = 0
        for block in self._blocks():
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                number += 1
                yield line + b"\n"
            if len(rest) > self._limits.longest_row:
                raise BadFile({number + 1: _("This line is too long. Is this a CSV file?")})
        if rest:
            yield rest

    def _blocks(self) -> Iterator[bytes]:
        unpacked = blocks(self._file, self._limits, self._progress)
        if self._encoding.startswith("utf-16"):
            return _transcoded(unpacked, self._encoding)
        return _refuse_utf16(unpacked)


def _sentence(error: csv.Error) -> str:
    if "limit" in str(error):
        sentence = _('A cell in this line is longer than {most} characters. Is a quotation mark (") missing?')
        return sentence.format(most=f"{csv.field_size_limit():,}")
    return _('This line cannot be read. A quotation mark (") is missing, or there is one too many.')


def _refuse_utf16(unpacked: Iterator[bytes]) -> Iterator[bytes]:
    first = next(unpacked, b"")
    if utf16_of(first):
        raise BadFile({1: _("This text is UTF-16. Save it as UTF-8 first.")})
    yield first
    yield from unpacked


def _transcoded(unpacked: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """UTF-16 as UTF-8, so that a line ends with the same byte as in every other file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    try:
        for block in chain(unpacked, (b"",)):
            text = decoder.decode(block, not block)
            line += text.count("\n")
            yield text.encode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile({line: _("From here on this is not UTF-16. The file is damaged.")}) from error
