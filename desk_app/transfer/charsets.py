# SPDX-License-Identifier: EUPL-1.2
"""Which encoding the text of a file is in, when nobody said so and only one can be meant.

UTF-8 is believed when every byte fits. UTF-16 says so with its first bytes, or shows it by a zero beside every letter.
A file of Windows (cp1252) is believed when all its characters above ASCII are ones that an office in Western Europe
writes, and that would be nonsense in the code pages they could be confused with; anything else is told, not guessed.
"""

import codecs
import re
from collections.abc import Iterable

UTF_8, CP1252 = "utf-8", "cp1252"

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LETTER_AND_ZERO = (
    (re.compile(rb"(?:[\t -~]\0){2}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\t -~]){2}"), "utf-16-be"),
)
_WESTERN = (
    bytes({*range(0xC0, 0x100)} - {0xD7, 0xF7}) + b"\x80\x85\x91\x92\x93\x94\x96\x97\xa0\xa7\xa9\xab\xb0\xb2\xb4\xbb"
)
_FOREIGN_WORD = re.compile(
    rb"[\xc0-\xff]{3}|[A-Za-z\xc0-\xff][\x80\x85\x91\x93\x94][A-Za-z\xc0-\xff]|[\xc2-\xf4][\x80-\xbf]"
)
"""Three such letters in a row are Cyrillic or Greek; a quote inside a word is a letter of another code page; the last
pair is a letter in UTF-8, so the file is that, with a fault in it."""
_ASCII = bytes(range(128))


def utf16_of(start: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` when the text begins so, else "". The mark itself stays in the text."""
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), "")
    return marked or next((name for pattern, name in _LETTER_AND_ZERO if pattern.match(start)), "")


def found_out(blocks: Iterable[bytes]) -> str:
    """The encoding of a text; ``utf-8`` also when none fits, so that each line that is not is named."""
    decoder = codecs.getincrementaldecoder(UTF_8)()
    fits = True
    could_be_windows = True
    tail = b""
    for place, block in enumerate(blocks):
        if place == 0 and (utf16 := utf16_of(block)):
            return utf16
        if fits:
            fits = _decodes(decoder, block)
        if could_be_windows and not block.isascii():
            could_be_windows = not block.translate(None, _ASCII + _WESTERN) and not _FOREIGN_WORD.search(tail + block)
        tail = block[-2:]
        if not fits and not could_be_windows:
            return UTF_8
    if fits and _decodes(decoder, b"", final=True):
        return UTF_8
    return CP1252 if could_be_windows else UTF_8


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True
