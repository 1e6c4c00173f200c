# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a file, unpacked on the way when it is xz or gzip, told by its first bytes; within limits.

Nothing is unpacked to disk, no more than a block is held, and a file that grows beyond the limits while it is
unpacked (a "bomb") ends as one plain sentence.
"""

import lzma
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _
from desk_app.transfer.charsets import found_out
from desk_app.transfer.messages import BadFile, Progress
from desk_app.transfer.shapes import Limits

BLOCK = 65_536
_XZ_MEMORY = 128_000_000
MEGA = 1_000_000
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"


def blocks(file: Path, limits: Limits, progress: Progress) -> Iterator[bytes]:
    """The text of the file, a block at a time. Raises BadFile, or Unavailable when it is no file or cannot be read."""
    total = 0
    with opened(file, limits) as (stream, size):
        try:
            for block in _unpacked(stream, size, progress):
                total += len(block)
                if total > limits.unpacked:
                    sentence = _("Unpacked, this file is larger than {most} MB.")
                    raise BadFile({1: sentence.format(most=limits.unpacked // MEGA)})
                yield block
        except (lzma.LZMAError, zlib.error, EOFError) as error:
            raise BadFile({1: _("The file cannot be unpacked: {reason}.").format(reason=error)}) from error


def encoding_of(file: Path, limits: Limits, progress: Progress) -> str:
    """What the text of the file is written in; goes through all of it, which counts as no progress yet."""
    return found_out(blocks(file, limits, lambda _done, total: progress(0, total)))


@contextmanager
def opened(file: Path, limits: Limits) -> Iterator[tuple[IO[bytes], int]]:
    """The file and its size in bytes. Raises BadFile when it is too large, Unavailable when it cannot be read."""
    try:
        facts = file.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise Unavailable(_("{file} is not a file with text.").format(file=file))
        if facts.st_size > limits.packed:
            raise BadFile({1: _("This file is larger than {most} MB.").format(most=limits.packed // MEGA)})
        with file.open("rb") as stream:
            yield stream, facts.st_size
    except OSError as error:
        sentence = (
            _("{file} cannot be found. Check the name and the folder.")
            if isinstance(error, FileNotFoundError)
            else _("{file} cannot be read or written. Check the rights on the file and its folder.")
        )
        raise Unavailable(sentence.format(file=file)) from error


def _unpacked(stream: IO[bytes], size: int, progress: Progress) -> Iterator[bytes]:
    block = stream.read(BLOCK)
    unpack = _way_to_unpack(block)
    done = 0
    while block:
        yield from unpack(block)
        done += len(block)
        progress(done, size)
        block = stream.read(BLOCK)
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
            yield self._stream.decompress(block, BLOCK)
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
            text = self._member.decompress(block, BLOCK)
            yield text
            block = self._member.unused_data.lstrip(b"\0") if self._member.eof else self._member.unconsumed_tail
            if not block and not text:
                return


def _way_to_unpack(start: bytes) -> _Plain | _Xz | _Gzip:
    if start.startswith(b"\xfd7zXZ\0"):
        return _Xz()
    if start.startswith(b"\x1f\x8b"):
        return _Gzip()
    if start.startswith((ZIP, OLE)):
        raise BadFile({1: _("This is a spreadsheet or a zip file. Save it as CSV first.")})
    return _Plain()
