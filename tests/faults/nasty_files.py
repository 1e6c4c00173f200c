# SPDX-License-Identifier: EUPL-1.2
"""Files that are made to hurt whoever reads them: name of the file, what makes its bytes, and a word of the refusal to expect."""

import gzip
import io
import lzma
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.desk_app.transfer.workbook_files import HEADER, row, text_cell, workbook_parts, zipped

MB = 1_000_000
Nasty = tuple[str, Callable[[], bytes], str]

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
XXE = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE w ["
    + '<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)


def nasty_files() -> Iterator[Nasty]:
    """The whole collection, one at a time."""
    yield from _texts()
    yield from _json()
    yield from _workbooks()
    yield from _archives()


def _texts() -> Iterator[Nasty]:
    head = b"code,name\n"
    yield "nul.csv", lambda: head + b"1,a\0b\n", "NUL"
    yield "field.csv", lambda: head + b"1," + b"x" * 200_000 + b"\n", "131,072 characters"
    yield "quote.csv", lambda: head + b'1,"never closed\n' + b"2,b\n" * 40_000, "quotation mark"
    yield "line.csv", lambda: head + b"x" * 3 * MB, "too long"
    yield "utf16-cut.csv", lambda: "code,name\n1,é\n".encode("utf-16")[:-1], "damaged"
    yield "utf16-half.csv", lambda: "code,name\n".encode("utf-16-le") + b"\x00\xd8\x31\x00", "damaged"
    yield "dos.csv", lambda: b"code,name\n1,Zo\x82\n", "not utf-8"
    yield "noise.csv", lambda: random.Random(1).randbytes(2 * MB), "not utf-8"
    yield "rows.csv", lambda: head + b"1,a\n" * 50_001, "more than 50,000 lines"
    yield "columns.csv", lambda: b",".join(b"c%d" % place for place in range(201)) + b"\n", "more than 200 columns"
    yield (
        "cells.csv",
        lambda: b",".join(b"c%d" % place for place in range(200)) + (b"\n" + b"," * 199) * 20_000,
        "cells",
    )
    yield "large.csv", lambda: bytes(21 * MB), "larger than 20 MB"
    yield (
        "bomb.csv.gz",
        lambda: gzip.compress((b"1," + b"x" * 99_997 + b"\n") * 1_010),
        "larger",
    )
    yield "bomb.csv.xz", lambda: lzma.compress((b"1," + b"x" * 99_997 + b"\n") * 1_010, preset=1), "larger than 100 MB"
    yield "matryoshka.csv.gz", lambda: gzip.compress(gzip.compress(b"code,name\n1,a\n")), "not utf-8"


def _json() -> Iterator[Nasty]:
    yield "deep.json", lambda: b"[" * 5 * MB, "too long or too deep"
    yield "deep-object.json", lambda: b'[{"a":' * 3 * MB, "too long or too deep"
    yield "number.json", lambda: b'[{"a": ' + b"9" * 10 * MB + b"}]", "too long or too deep"
    yield "keys.json", lambda: b"[" + b",".join(b'{"k%d": 1}' % place for place in range(40_000)) + b"]", "columns"
    yield "surrogate.json", lambda: b'[{"a": "\\ud800"}]', "cannot be stored"


def _workbooks() -> Iterator[Nasty]:
    parts = workbook_parts(HEADER)
    yield "bomb.xlsx", lambda: zipped({**parts, SHEET: b" " * 101 * MB}), "larger than 100 MB"
    yield "bomb-aside.xlsx", lambda: zipped({**parts, "xl/media/image.png": bytes(101 * MB)}), "larger than 100 MB"
    yield "lying.xlsx", lambda: lying(zipped({**parts, SHEET: b" " * 150 * MB})), "larger than it says"
    yield "xxe.xlsx", lambda: zipped(workbook_parts(row(1, text_cell("A1", "&e;")), before=XXE)), "DTD"
    yield "laughs.xlsx", lambda: zipped(workbook_parts(row(1, text_cell("A1", "&j;")), before=LAUGHS)), "DTD"
    yield "xxe-elsewhere.xlsx", lambda: zipped({**parts, "xl/workbook.xml": XXE + str(parts["xl/workbook.xml"])}), "DTD"
    yield "deep.xlsx", lambda: zipped({**parts, SHEET: b"<a>" * MB}), "damaged"
    yield "tag.xlsx", lambda: zipped({**parts, SHEET: b'<w a="' + b"x" * 90 * MB + b'"/>'}), "sheet1.xml, line 1"
    yield "remark.xlsx", lambda: zipped({**parts, TEXTS: b"<sst><!--" + b"-x" * 40 * MB + b"--></sst>"}), "line 1"
    attributes = " ".join(f'a{place}=""' for place in range(300_000))
    yield "attributes.xlsx", lambda: zipped({**parts, SHEET: f"<w {attributes}><row></w>"}), "damaged"
    yield "wide.xlsx", lambda: zipped(workbook_parts(f"<row>{'<c><v>1</v></c>' * 2 * MB}</row>")), "more columns"
    yield "far.xlsx", lambda: zipped(workbook_parts(HEADER + row(9, "<c r='XFD9'><v>1</v></c>"))), "to the right"
    long = f"<si><t>{'x' * 30_000}</t></si>"
    same = "".join(row(line, f"<c r='A{line}' t='s'><v>0</v></c>") for line in range(2, 5_000))
    yield "same-text.xlsx", lambda: zipped(workbook_parts(HEADER + same, texts=long)), "million characters"
    many = "".join(row(line, f"<c r='A{line}'><v>1</v></c>") for line in range(2, 50_003))
    yield "rows.xlsx", lambda: zipped(workbook_parts(HEADER + many)), "more than 50,000 lines"
    yield "empty-texts.xlsx", lambda: zipped(workbook_parts(HEADER, texts="<si/>" * 2 * MB)), ""


def _archives() -> Iterator[Nasty]:
    parts = workbook_parts(HEADER)
    content = zipped(parts)
    yield "cut.xlsx", lambda: content[:-30], "damaged"
    yield "half.xlsx", lambda: content[: len(content) // 2], "damaged"
    spare = {f"xl/spare/{place}.xml": b"" for place in range(2_001 - len(parts))}
    yield "parts.xlsx", lambda: zipped({**parts, **spare}), "more than 2,000 parts"
    yield "zip.xlsx", lambda: zipped({"inner.zip": zipped({"inner.zip": content})}), "missing"
    yield "twice.xlsx", _twice, "twice"
    yield "overlapping.xlsx", lambda: overlapping(1_500, 80_000), "larger than 100 MB"
    yield (
        "password.xlsx",
        lambda: content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
        "password",
    )
    yield "elsewhere.xlsx", lambda: zipped({**parts, "../../../evil.py": "x", "/etc/evil": "x", "C:\\evil": "x"}), ""
    yield (
        "binary.xlsx",
        lambda: zipped({**parts, "_rels/.rels": str(parts["_rels/.rels"]).replace("book.xml", "book.bin")}),
        "Save",
    )


def lying(content: bytes) -> bytes:
    """The same zip file, which says of its largest part that it is small."""
    largest = max(zipfile.ZipFile(io.BytesIO(content)).infolist(), key=lambda part: part.file_size)
    true, said = struct.pack("<L", largest.file_size), struct.pack("<L", 1_000)
    return content.replace(true, said)


def overlapping(count: int, size: int) -> bytes:
    """A zip file in which ``count`` parts share the bytes of one, as the smallest bombs do."""
    kernel = zlib.compress(bytes(size), 9)[2:-4]
    crc = zlib.crc32(bytes(size))
    facts = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, crc, len(kernel), size, 6, 0)
    local = b"PK\x03\x04" + facts + b"000000" + kernel
    directory = b"".join(
        b"PK\x01\x02" + struct.pack("<H", 20) + facts + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"%06d" % place
        for place in range(count)
    )
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(local), 0)
    return local + directory + b"PK\x05\x06" + end


def _twice() -> bytes:
    content = zipped({"xl/a.xml": "<a/>", "xl/b.xml": "<b/>"})
    return content.replace(b"xl/b.xml", b"xl/a.xml")


def honest_files() -> dict[str, bytes]:
    """Small files with nothing wrong, to change a few bytes of."""
    table = "code,name,price\n" + "".join(f'{line},"Sleutel ""{line}""\né",12.50\n' for line in range(40))
    rows = "".join(
        row(line, text_cell(f"A{line}", f"k{line}"), f"<c r='B{line}' s='1'><v>{line}</v></c>") for line in range(2, 40)
    )
    styles = "<numFmts><numFmt numFmtId='170' formatCode='yyyy'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='170'/></cellXfs>"
    shared = row(41, "<c r='A41' t='s'><v>0</v></c><c r='B41'><f>1+1</f><v>2</v></c>")
    return {
        "table.csv": table.encode(),
        "table-16.csv": table.encode("utf-16"),
        "table.csv.gz": gzip.compress(table.encode(), mtime=0),
        "table.json": b"["
        + b'{"model": "a.b", "pk": 1, "fields": {"name": "\\u00e9", "tags": [1, 2.5, null, true]}},\n' * 20
        + b'{"model": "a.b", "pk": 2, "fields": {}}]',
        "table.xlsx": zipped(workbook_parts(HEADER + rows + shared, styles=styles, texts="<si><t>shared</t></si>")),
    }


def mutants(name: str, content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """The file with a few bytes changed, taken out or put in; of a workbook also inside its parts."""
    chance = random.Random(f"{name} {seed}")
    parts = {}
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {part: archive.read(part) for part in archive.namelist()}
    for number in range(count):
        if parts and number % 4:
            part = chance.choice(list(parts))
            yield zipped({**parts, part: _changed(parts[part], chance)}, level=1)
        else:
            yield _changed(content, chance)


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _time in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 2, 8, 100))
        match chance.randrange(4):
            case 0:
                changed[place : place + length] = chance.randbytes(length)
            case 1:
                del changed[place : place + length]
            case 2:
                changed[place:place] = changed[place : place + length] * chance.choice((1, 2, 50))
            case _:
                changed[place:place] = chance.choice(
                    (b"\0", b'"', b"<", b"&", b"\xff", b"'", b"9" * 30, b"-", b"]]>", b"\r")
                )
    return bytes(changed)
