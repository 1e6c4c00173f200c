# SPDX-License-Identifier: EUPL-1.2
"""Which files may lie with an item: small enough, and truly what their name says. Pure; nothing in them is run.

Kinds: a closed list, by the ending of the name and by the first bytes alike (``reliability.md`` 4.5, "Files in"). No SVG,
HTML or programs, no office files with macros. Pixels are counted from the header of a picture, never by decoding it.
"""

import struct
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PureWindowsPath

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.core.text import LINE

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
MOST_UNPACKED = 100 * 1024 * 1024
MOST_PARTS = 2_000
_DIRECTORY = 1024 * 1024
"""Bytes of the table of contents of an archive: 2,000 parts need a fifth of it."""

_PNG = b"\x89PNG\r\n\x1a\n"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers of a frame, which holds the size (ITU-T T.81, table B.1)."""
_LARGER = b"PK\x06\x07"
"""Says that the table of contents of an archive lies elsewhere and may be of any size (zip64)."""
_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def judged(name: str, content: bytes) -> tuple[str, str]:
    """The name to show and the media type. Raises InvalidInput on ``content`` with what is wrong and what to do."""
    shown = shown_name(name)
    if fault := _fault(shown, content):
        raise InvalidInput({"content": fault})
    return shown, _KINDS[_ending(shown)][0]


def shown_name(name: str) -> str:
    """The last part of a path without what cannot be seen (also marks that turn the direction of writing)."""
    plain = "".join(letter for letter in PureWindowsPath(name).name if unicodedata.category(letter)[0] != "C").strip()
    stem, dot, ending = plain.rpartition(".")
    return f"{stem[: LINE - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < LINE else plain[:LINE]


def _fault(name: str, content: bytes) -> str | None:
    if len(content) > MOST_BYTES:
        text = _("The file is {size} MB. The limit is {most} MB. Make it smaller or send a link.")
        return text.format(size=-(-len(content) // (1024 * 1024)), most=MOST_BYTES // (1024 * 1024))
    if not content:
        return _("This file is empty. Choose another one.")
    ending = _ending(name)
    if ending not in _KINDS:
        text = _("Files of this kind cannot be kept here. Choose one of these: {kinds}.")
        return text.format(kinds=", ".join(_KINDS))
    return _KINDS[ending][1](content, ending)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _other_kind(ending: str) -> str:
    text = _("This is not a {kind} file, whatever its name says. Open it and save it as {kind} again.")
    return text.format(kind=ending)


def _pdf(content: bytes, ending: str) -> str | None:
    return None if content.startswith(b"%PDF-") else _other_kind(ending)


def _png(content: bytes, ending: str) -> str | None:
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 33:
        return _other_kind(ending)
    width, height = struct.unpack(">II", content[16:24])
    return _too_many_pixels(width, height)


def _jpeg(content: bytes, ending: str) -> str | None:
    place = 2
    if not content.startswith(b"\xff\xd8\xff"):
        return _other_kind(ending)
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return _too_many_pixels(width, height)
        length = int.from_bytes(content[place + 2 : place + 4], "big")
        place += 1 if marker == 0xFF else 2 + max(length, 2)
    return _other_kind(ending)


def _too_many_pixels(width: int, height: int) -> str | None:
    if width * height <= MOST_PIXELS:
        return None
    text = _("The picture is {width} by {height} pixels. That is too large. Make it smaller.")
    return text.format(width=width, height=height)


def _office(content: bytes, ending: str) -> str | None:
    needed = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}[ending]
    names = _parts(content)
    if names is None or needed not in names:
        return _other_kind(ending)
    if ending == "odt" and b"mimetypeapplication/vnd.oasis.opendocument.text" not in content[:128]:
        return _other_kind(ending)
    if any(part.lower().endswith("vbaproject.bin") or part.lower().startswith("basic/") for part in names):
        return _("There are macros in this file. Save it without macros first.")
    return None


def _parts(content: bytes) -> frozenset[str] | None:
    """The names in an archive; None when it is none, or is larger inside than an honest file."""
    end = content.rfind(b"PK\x05\x06", -65_557)
    if not content.startswith(b"PK\x03\x04") or end < 0 or len(content) < end + 22:
        return None
    count, size = struct.unpack("<HI", content[end + 10 : end + 16])
    if count > MOST_PARTS or size > _DIRECTORY or content[end - 20 : end - 16] == _LARGER:
        return None
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, struct.error, NotImplementedError):
        return None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return None
    return frozenset(part.filename for part in parts)


def _text(content: bytes, ending: str) -> str | None:
    encodings = [_BOMS[content[:2]]] if content[:2] in _BOMS else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        start = text[:1000].lstrip("\ufeff \t\r\n").lower()
        if "\0" not in text and not start.startswith(
            ("<!doctype", "<html", "<svg", "<?xml", "<script", "%pdf", "mz\x90")
        ):
            return None
    return _other_kind(ending)


_KINDS: dict[str, tuple[str, Callable[[bytes, str], str | None]]] = {
    "pdf": ("application/pdf", _pdf),
    "png": ("image/png", _png),
    "jpg": ("image/jpeg", _jpeg),
    "jpeg": ("image/jpeg", _jpeg),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _office),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _office),
    "odt": ("application/vnd.oasis.opendocument.text", _office),
    "txt": ("text/plain", _text),
    "csv": ("text/csv", _text),
}
