# SPDX-License-Identifier: EUPL-1.2
"""The parts of a zip file, each unpacked in memory and counted; nothing is believed that the file says about itself.

Checked from the directory before anything is unpacked: how many parts, how large they say they are. Checked while
unpacking: how large they are. A part inside a part (a zip in a zip) is bytes like any other and stays packed.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from desk_app.core.i18n import _
from desk_app.transfer.messages import BadFile, Progress, no_progress
from desk_app.transfer.shapes import Limits
from desk_app.transfer.unpacking import BLOCK, MEGA

Parser = Any
"""An expat parser; the stubs have no public name for it."""

_ENTRY = b"PK\x01\x02"
_HEAD = 30
"""Bytes of the head of a part, before its name."""
_STORED, _DEFLATED = 0, 8
_LONGEST = 4_000_000
"""Bytes of one mark of XML (a tag with its attributes): an expat before 2.6 reads an unfinished one again each time."""


class Parts:
    """The parts of one zip file by name. Raises BadFile for a file that is damaged, too large or has too many parts."""

    def __init__(self, content: bytes, limits: Limits, progress: Progress = no_progress) -> None:
        self._content = content
        self._limits = limits
        self._progress = progress
        self._unpacked = 0
        if content.count(_ENTRY) > limits.parts:
            raise BadFile({1: _("There are more than {most} parts in this file.").format(most=f"{limits.parts:,}")})
        entries = entries_of(content)
        self._entries = {entry.filename: entry for entry in entries}
        if len(self._entries) < len(entries):
            raise damaged(_("a part is in it twice"))
        self._size = sum(entry.file_size for entry in entries)
        if self._size > limits.unpacked:
            raise self._too_large()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def blocks(self, name: str) -> Iterator[bytes]:
        """The part, unpacked, a block at a time. Raises BadFile."""
        entry = self._entries.get(name)
        if entry is None:
            raise damaged(_("{part} is missing").format(part=name))
        if entry.flag_bits & 1 or entry.compress_type not in (_STORED, _DEFLATED):
            raise BadFile({1: _("This file has a password or is packed in an unusual way. Save it again without.")})
        size = crc = 0
        try:
            for block in self._inflated(entry):
                size += len(block)
                self._unpacked += len(block)
                if size > entry.file_size:
                    raise damaged(_("{part} is larger than it says").format(part=name))
                if self._unpacked > self._limits.unpacked:
                    raise self._too_large()
                crc = zlib.crc32(block, crc)
                yield block
                self._progress(self._unpacked, self._size)
        except zlib.error as error:
            raise damaged(_("{part} is cut off or changed").format(part=name)) from error
        if size != entry.file_size or crc != entry.CRC:
            raise damaged(_("{part} is cut off or changed").format(part=name))

    def parse(self, name: str, parser: Parser) -> None:
        """Gives the part to an expat parser that may not meet a document type: that is how XML reads other files."""
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.buffer_text = True
        fed = 0
        try:
            for block in self.blocks(name):
                parser.Parse(block, False)
                fed += len(block)
                if fed - parser.CurrentByteIndex > _LONGEST:
                    raise damaged(_("{part}, line {line}").format(part=name, line=parser.CurrentLineNumber))
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise damaged(_("{part}, line {line}").format(part=name, line=error.lineno)) from error

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        start = entry.header_offset
        head = self._content[start : start + _HEAD]
        if len(head) < _HEAD:
            raise damaged(_("{part} is cut off or changed").format(part=entry.filename))
        start += _HEAD + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        packed = memoryview(self._content)[start : start + entry.compress_size]
        if entry.compress_type == _STORED:
            yield from (bytes(packed[place : place + BLOCK]) for place in range(0, len(packed), BLOCK))
            return
        inflate = zlib.decompressobj(wbits=-15)
        for place in range(0, len(packed), BLOCK):
            rest = bytes(packed[place : place + BLOCK])
            while rest and not inflate.eof:
                yield inflate.decompress(rest, BLOCK)
                rest = inflate.unconsumed_tail
        yield inflate.flush(BLOCK)

    def _too_large(self) -> BadFile:
        sentence = _("Unpacked, this file is larger than {most} MB.")
        return BadFile({1: sentence.format(most=self._limits.unpacked // MEGA)})


def entries_of(content: bytes) -> list[zipfile.ZipInfo]:
    """What the directory of a zip file says; raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as directory:
            return directory.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError, struct.error) as error:
        raise damaged(_("it is cut off")) from error


def _refuse_doctype(*_declared: object) -> None:
    raise BadFile({1: _("This file holds instructions (a DTD) that no spreadsheet needs. It is not read.")})


def damaged(reason: object) -> BadFile:
    """The refusal of a file that is not what a spreadsheet is."""
    return BadFile({1: _("This spreadsheet is damaged or is none: {reason}.").format(reason=reason)})
