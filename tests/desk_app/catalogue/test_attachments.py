# SPDX-License-Identifier: EUPL-1.2
"""A file with an item is small, and is what its name says."""

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue import attachments
from desk_app.catalogue.attachments import judged, shown_name
from desk_app.core.errors import InvalidInput

PDF = b"%PDF-1.7\n%%EOF"


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBBI", 13, b"IHDR", width, height, 8, 2, 0, 0, 0, 0)


def jpeg(width: int, height: int) -> bytes:
    head = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    return head + b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, height, width, 3) + bytes(9)


def archive(*names: str, first: bytes = b"") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        if first:
            parts.writestr(zipfile.ZipInfo("mimetype"), first)
        for name in names:
            parts.writestr(name, "x")
    return file.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
ODT = archive("content.xml", first=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Regels.PDF", PDF, "application/pdf"),
        ("foto.png", png(800, 600), "image/png"),
        ("foto.jpg", jpeg(800, 600), "image/jpeg"),
        ("foto.jpeg", jpeg(800, 600), "image/jpeg"),
        ("brief.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("lijst.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("brief.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("lees.txt", "café\r\n".encode(), "text/plain"),
        ("lees.txt", "café".encode("cp1252"), "text/plain"),
        ("lees.txt", "café".encode("utf-16"), "text/plain"),
        ("lijst.csv", b"a;b\n1;2\n", "text/csv"),
    ],
)
def test_honest_file_is_kept(name: str, content: bytes, media_type: str) -> None:
    assert judged(name, content) == (name, media_type)


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("groot.pdf", PDF + bytes(31 * 1024 * 1024 - len(PDF)), "Het bestand is 31 MB. Het mag 20 MB zijn."),
        ("leeg.pdf", b"", "leeg"),
        ("zonder", PDF, "soort bestand"),
        ("plaatje.svg", b"<svg/>", "soort bestand"),
        ("pagina.html", b"<html>", "soort bestand"),
        ("programma.exe", b"MZ\x90", "soort bestand"),
        ("macro.docm", DOCX, "soort bestand"),
        ("programma.pdf", b"MZ\x90\0", "geen pdf-bestand"),
        ("plaatje.png", jpeg(8, 6), "geen png-bestand"),
        ("plaatje.png", b"\x89PNG\r\n\x1a\n", "geen png-bestand"),
        ("plaatje.jpg", png(8, 6), "geen jpg-bestand"),
        ("plaatje.jpg", b"\xff\xd8\xff\xe0\0\0\0\0\0\0\0\0", "geen jpg-bestand"),
        ("plaatje.png", png(60_000, 60_000), "60000 bij 60000"),
        ("plaatje.jpg", jpeg(60_000, 60_000), "60000 bij 60000"),
        ("brief.docx", XLSX, "geen docx-bestand"),
        ("brief.docx", archive("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("brief.odt", archive("content.xml"), "geen odt-bestand"),
        ("brief.odt", archive("content.xml", "Basic/Standard/a.xml", first=ODT[38:77]), "macro"),
        ("brief.docx", archive(*(f"{n}.xml" for n in range(2001)), "word/document.xml"), "geen docx-bestand"),
        ("brief.docx", DOCX[:-30], "geen docx-bestand"),
        ("pagina.txt", b" <!DOCTYPE html><script>", "geen txt-bestand"),
        ("programma.txt", b"\x7fELF\0\0", "geen txt-bestand"),
    ],
)
def test_file_that_may_not_be_kept_is_refused_in_a_sentence(name: str, content: bytes, part: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        judged(name, content)

    assert part in refused.value.fields["content"]


def test_archive_that_would_be_huge_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", bytes(attachments.MOST_UNPACKED + 1))

    with pytest.raises(InvalidInput, match="geen docx-bestand"):
        judged("bom.docx", file.getvalue())

    monkeypatch.setattr(attachments, "MOST_UNPACKED", 10 * attachments.MOST_UNPACKED)
    assert judged("bom.docx", file.getvalue())[0] == "bom.docx"


def test_table_of_contents_elsewhere_in_an_archive_is_refused() -> None:
    locator = b"PK\x06\x07" + bytes(16)
    end = DOCX.rfind(b"PK\x05\x06")

    with pytest.raises(InvalidInput):
        judged("brief.docx", DOCX[:end] + locator + DOCX[end:])


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("C:\\Documenten\\Regels.pdf", "Regels.pdf"),
        ("../../etc/Regels.pdf", "Regels.pdf"),
        ("Regels\u202efdp.exe", "Regelsfdp.exe"),
        ("a\nb\0.pdf", "ab.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_name_is_only_a_name(given_name: str, shown: str) -> None:
    assert shown_name(given_name) == shown


@given(st.sampled_from(["pdf", "png", "jpg", "docx", "odt", "txt", "csv"]), st.binary(max_size=400), st.integers(0, 9))
def test_no_bytes_make_the_judge_stumble(ending: str, tail: bytes, start: int) -> None:
    beginnings = (b"", PDF, png(9, 9)[:20], jpeg(9, 9)[:4], DOCX[:60], DOCX[-60:], b"PK\x03\x04", b"\xff\xfe", b"", b"")

    try:
        _name, media_type = judged(f"a.{ending}", beginnings[start] + tail)
    except InvalidInput as refused:
        media_type = str(refused)

    assert media_type
