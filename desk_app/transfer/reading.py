# SPDX-License-Identifier: EUPL-1.2
"""Reads a CSV file that may be anything: as a stream, within limits, every fault with its line number.

Packed as xz or gzip or not at all, told by its first bytes. Nothing is unpacked to disk, no more than a block is held,
and a file that grows beyond the limits while it is unpacked (a "bomb") ends as one plain sentence.
"""

import csv
import lzma
import stat
import zlib
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _
from desk_app.transfer.mapping import Form
from desk_app.transfer.messages import BadFile

PACKED = 20_000_000
"""Bytes of the file as it lies there."""
UNPACKED = 200_000_000
"""Bytes of text in it."""
LONGEST_LINE = 1_000_000
ROWS = 300_000
COLUMNS = 200
FAULTS = 1_000
"""Bad lines that are told; who has more needs another mapping first."""

_BLOCK = 65_536
_XZ_MEMORY = 128_000_000


class Lines:
    """The rows of one file; iterate once. ``faults``: line -> reason, collected on the way."""

    def __init__(self, file: Path, form: Form, progress: Callable[[int, int], None]) -> None:
        self._file = file
        self._form = form
        self._progress = progress
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
        texts = self._texts()
        first = next(texts, "")
        delimiter = self._form.delimiter or max(",;\t", key=first.count)
        rows = csv.reader(chain((first,), texts), delimiter=delimiter, strict=True)
        count, line = 0, 1
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                self.fault(line, _("This line cannot be read: {reason}.").format(reason=error))
                line = rows.line_num + 1
                continue
            if not self.header:
                self._take_header(cells)
            elif len(cells) == len(self.header):
                count += 1
                yield line, cells
            elif cells:
                self.fault(
                    line,
                    _("There are {found} cells where the first line has {expected}.").format(
                        found=len(cells), expected=len(self.header)
                    ),
                )
            if count > ROWS:
                raise BadFile({line: _("The file has more than {most} lines. Split it.").format(most=f"{ROWS:,}")})
            line = rows.line_num + 1

    def _take_header(self, cells: list[str]) -> None:
        names = [name.strip() for name in cells]
        if len(names) > COLUMNS or not any(names):
            raise BadFile({1: _("The first line must name the columns.")})
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise BadFile({1: _("The first line names a column twice: {name}.").format(name=sorted(twice)[0])})
        self.header = names

    def _texts(self) -> Iterator[str]:
        for number, line in enumerate(self._lines(), 1):
            try:
                text = line.decode(self._form.encoding)
            except UnicodeDecodeError as error:
                reason = _("The character at place {place} is not {encoding}. Is the file written in another encoding?")
                self.fault(number, reason.format(place=error.start + 1, encoding=self._form.encoding))
                text = line.decode(self._form.encoding, errors="replace")
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
            if len(rest) > LONGEST_LINE:
                raise BadFile({number + 1: _("This line is too long. Is this a CSV file?")})
        if rest:
            yield rest

    def _blocks(self) -> Iterator[bytes]:
        total = 0
        for block in _unpacked(self._file, self._progress):
            total += len(block)
            if total > UNPACKED:
                raise BadFile(
                    {1: _("Unpacked, this file is larger than {most} MB.").format(most=UNPACKED // 1_000_000)}
                )
            yield block


def _unpacked(file: Path, progress: Callable[[int, int], None]) -> Iterator[bytes]:
    try:
        facts = file.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Unavailable(_("{file} is not a file with text.").format(file=file))
        if facts.st_size > PACKED:
            raise BadFile({1: _("This file is larger than {most} MB.").format(most=PACKED // 1_000_000)})
        with file.open("rb") as stream:
            yield from _unpacked_stream(stream, facts.st_size, progress)
    except (lzma.LZMAError, zlib.error, EOFError) as error:
        raise BadFile({1: _("The file cannot be unpacked: {reason}.").format(reason=error)}) from error
    except OSError as error:
        sentence = (
            _("{file} cannot be found. Check the name and the folder.")
            if isinstance(error, FileNotFoundError)
            else _("{file} cannot be read or written. Check the rights on the file and its folder.")
        )
        raise Unavailable(sentence.format(file=file)) from error


def _unpacked_stream(stream: IO[bytes], size: int, progress: Callable[[int, int], None]) -> Iterator[bytes]:
    block = stream.read(_BLOCK)
    unpack = _way_to_unpack(block)
    done = 0
    while block:
        yield from unpack(block)
        done += len(block)
        progress(done, size)
        block = stream.read(_BLOCK)
    if not unpack.finished:
        raise EOFError(_("it is cut off"))


class _Plain:
    """Text that is not packed."""

    finished = True

    def __call__(self, block: bytes) -> Iterator[bytes]:
        yield block


class _Xz:
    """Unpacks xz, also several streams one after another, a block at a time."""

    def __init__(self) -> None:
        self._stream = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)

    @property
    def finished(self) -> bool:
        """Whether the last stream came to its end."""
        return self._stream.eof

    def __call__(self, block: bytes) -> Iterator[bytes]:
        while block or not (self._stream.eof or self._stream.needs_input):
            if self._stream.eof:
                self._stream = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
            yield self._stream.decompress(block, _BLOCK)
            block = self._stream.unused_data.lstrip(b"\0") if self._stream.eof else b""


class _Gzip:
    """Unpacks gzip, also several members one after another, a block at a time."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)

    @property
    def finished(self) -> bool:
        """Whether the last member came to its end."""
        return self._member.eof

    def __call__(self, block: bytes) -> Iterator[bytes]:
        while True:
            if self._member.eof and block:
                self._member = zlib.decompressobj(wbits=31)
            text = self._member.decompress(block, _BLOCK)
            yield text
            block = self._member.unused_data.lstrip(b"\0") if self._member.eof else self._member.unconsumed_tail
            if not block and not text:
                return


def _way_to_unpack(start: bytes) -> _Plain | _Xz | _Gzip:
    if start.startswith(b"\xfd7zXZ\0"):
        return _Xz()
    if start.startswith(b"\x1f\x8b"):
        return _Gzip()
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise BadFile({1: _("This is a spreadsheet or a zip file. Save it as CSV first.")})
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadFile({1: _("This text is UTF-16. Save it as UTF-8 first.")})
    return _Plain()
