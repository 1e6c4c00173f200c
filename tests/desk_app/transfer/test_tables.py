# SPDX-License-Identifier: EUPL-1.2
"""Whatever kind of file it is, a person gets its tables as they see them, or the lines that are not right."""

import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.core.errors import Unavailable
from desk_app.transfer.messages import BadFile, Stopped
from desk_app.transfer.shapes import Form, Limits, Sheet
from desk_app.transfer.tables import read_tables
from tests.desk_app.transfer.workbook_files import HEADER, row, text_cell, workbook_parts, zipped

Fill = Callable[..., Path]


@pytest.fixture
def filled(tmp_path: Path) -> Fill:
    """A file with exactly these bytes."""

    def fill(content: bytes | str, name: str = "products.csv") -> Path:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return fill


def refusal_of(file: Path, **asked: Form | Limits) -> dict[int, str]:
    with pytest.raises(BadFile) as refusal:
        read_tables(file, **asked)  # type: ignore[arg-type]  # one of the two
    return refusal.value.lines


PRODUCTS = Sheet("products", ("code", "name"), ((2, ("00042", "Sleutel\nmet label")), (5, ("7", "Café"))))
CSV = 'code;name\r\n00042;"Sleutel\nmet label"\r\n;\r\n7;Café\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_csv_is_read_in_the_encoding_it_is_in(filled: Fill, encoding: str) -> None:
    file = filled(CSV.encode(encoding))

    assert read_tables(file) == (PRODUCTS,)


@pytest.mark.parametrize("packed", [gzip.compress, lzma.compress])
def test_packed_csv_is_read(filled: Fill, packed: Callable[[bytes], bytes]) -> None:
    file = filled(packed(CSV.encode("cp1252")), "products.csv.xz")

    assert read_tables(file) == (PRODUCTS,)


@pytest.mark.parametrize(
    "text",
    [
        b"code,name\n1,Zo\x82\n",  # DOS: é
        b"code,name\n1,Zo\x91\n1,\x8erik\n",  # old Macintosh
        b"code,name\n1,\xc7\xe0\xf2\xe2\xee\xf0\n",  # Russian
        b"code,name\n1,\xa3\xf3d\xbc\n",  # Polish
        "code,name\n1,Café\n".encode() + b"2,Caf\xe9\n",  # UTF-8 with a fault in it
    ],
)
def test_encoding_that_could_be_another_is_told_not_guessed(filled: Fill, text: bytes) -> None:
    lines = refusal_of(filled(text))

    assert all("not utf-8" in reason for reason in lines.values())


def test_windows_text_of_an_office_is_read(filled: Fill) -> None:
    text = "code;name\n1;Foto’s – “één” à € 5 (20 °C)…\n"

    (sheet,) = read_tables(filled(text.encode("cp1252")))

    assert sheet.rows == ((2, ("1", "Foto’s – “één” à € 5 (20 °C)…")),)


def test_encoding_can_be_said(filled: Fill) -> None:
    file = filled("code,name\n1,Ž\n".encode("cp1252"))

    (sheet,) = read_tables(file, form=Form("cp1252"))

    assert sheet.rows == ((2, ("1", "Ž")),)


def test_columns_without_name_or_text_are_left_out(filled: Fill) -> None:
    file = filled("code;;name;;\n1;;a;;\n;;;;\n")

    assert read_tables(file) == (Sheet("products", ("code", "name"), ((2, ("1", "a")),)),)


def test_text_in_a_column_without_name_is_a_fault(filled: Fill) -> None:
    lines = refusal_of(filled("code;;name\n1;;a\n1;x;a\n"))

    assert "no name" in lines[3]
    assert list(lines) == [3]


def test_delimiter_inside_a_quoted_name_is_no_delimiter(filled: Fill) -> None:
    file = filled('"name; short; Dutch",code\nSleutel,1\n')

    assert read_tables(file)[0].header == ("name; short; Dutch", "code")


def test_workbook_gives_a_table_for_each_sheet(filled: Fill) -> None:
    rows = {"Products": HEADER + row(2, text_cell("A2", "1")), "Rooms": HEADER}
    file = filled(zipped(workbook_parts(rows)), "catalogue.xlsx")

    assert read_tables(file) == (
        Sheet("Products", ("code", "name"), ((2, ("1", "")),)),
        Sheet("Rooms", ("code", "name"), ()),
    )


def test_list_of_objects_is_a_table(filled: Fill) -> None:
    file = filled(
        """[
  {"code": 7, "name": "Sleutel", "price": 12.50, "active": true, "tags": ["a", "b"]},
  {"code": "8", "more": {"x": 1}, "name": null}
]""",
        "products.json",
    )

    (sheet,) = read_tables(file)

    assert sheet.header == ("code", "name", "price", "active", "tags", "more")
    assert sheet.rows == (
        (2, ("7", "Sleutel", "12.5", "true", "a, b", "")),
        (3, ("8", "", "", "", "", '{"x": 1}')),
    )


def test_fixture_is_a_table_for_each_model(filled: Fill) -> None:
    file = filled(
        '[{"model": "a.room", "pk": 1, "fields": {"code": "D2"}},\n'
        '{"model": "a.team", "pk": 5, "fields": {"name": "ICT"}},\n'
        '{"model": "a.room", "pk": 2, "fields": {"code": "D3"}}]'
    )

    assert read_tables(file) == (
        Sheet("a.room", ("pk", "code"), ((1, ("1", "D2")), (3, ("2", "D3")))),
        Sheet("a.team", ("pk", "name"), ((2, ("5", "ICT")),)),
    )


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("{}", 1, "not a list"),
        ('[{"a": 1},\n 2]', 2, "something else"),
        ('[{"a": 1},\n{"a": }]', 2, "no JSON"),
        ('[{"a": 1}\n{"a": 2}]', 2, "no JSON"),
        ('[{"a": 1}]\n[]', 1, "no JSON"),
        ('[{"a": NaN}]', 1, "too long or too deep"),
        ('[{"a": 1e999}]', 1, "too long or too deep"),
        ('[{"a": "\\u0000"}]', 1, "cannot be stored"),
        ('[{"a": "\\ud800"}]', 1, "cannot be stored"),
        ('[\n{"model": 5, "fields": {}}]', 2, "something else"),
        ("[" * 100_000, 1, "too long or too deep"),
        ('[{"a": ' + "9" * 5_000 + "}]", 1, "too long or too deep"),
        ("[]", 1, "no table"),
        ("[{}]", 1, "name the columns"),
        (b'[{"a": "\x82"}]', 1, "not utf-8"),
    ],
)
def test_json_that_is_no_table_is_refused_with_its_line(
    filled: Fill, content: str | bytes, line: int, word: str
) -> None:
    lines = refusal_of(filled(content, "products.json"))

    assert word in lines[line]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "name the columns"),
        (b"\n", "name the columns"),
        (b"\xd0\xcf\x11\xe0" + bytes(500), "old kind"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_what_holds_no_table_is_refused(filled: Fill, content: bytes, word: str) -> None:
    assert word in refusal_of(filled(content))[1]


def test_every_bad_line_is_named_at_once(filled: Fill) -> None:
    lines = refusal_of(filled("code,name\n1\n2,a\n3,a,b\n"))

    assert list(lines) == [2, 4]


def test_thousandth_bad_line_is_the_last_one_told(filled: Fill) -> None:
    lines = refusal_of(filled("code,name\n" + "1\n" * 2_000))

    assert len(lines) == 1_000


@pytest.mark.parametrize("name", ["nothing.csv", "."])
def test_file_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unavailable, match=name if name != "." else str(tmp_path)):
        read_tables(tmp_path / name)


def test_progress_is_told_up_to_the_end(filled: Fill) -> None:
    told: list[tuple[int, int]] = []
    file = filled("code,name\n" + "1,a\n" * 40_000)

    read_tables(file, progress=lambda done, total: told.append((done, total)))

    size = file.stat().st_size
    assert told[-1] == (size, size)
    assert told == sorted(told)


def test_stop_ends_the_reading(filled: Fill) -> None:
    with pytest.raises(Stopped):
        read_tables(filled(CSV), stop=lambda: True)


def test_file_is_found_whatever_its_name(tmp_path: Path) -> None:
    file = tmp_path / "pröducten '\"; rm -rf $HOME\n.csv"
    file.write_text(CSV, encoding="utf-8")

    assert read_tables(file)[0].rows == PRODUCTS.rows


def test_real_lists_of_categories_are_read_as_they_are(shared_data: Path) -> None:
    (categories,) = read_tables(shared_data / "signalen" / "categories.json")
    (promises,) = read_tables(shared_data / "signalen" / "categories_slo.csv")
    (products,) = read_tables(shared_data / "upl" / "UPL-actueel.csv")

    assert (categories.name, len(categories.rows)) == ("signals.category", 86)
    assert categories.header[:4] == ("pk", "parent", "slug", "name")
    assert (promises.header[6:8], len(promises.rows)) == (("slo_days", "slo_kind"), 156)
    assert any("\n" in cell for _line, cells in promises.rows for cell in cells)
    assert (products.header[0], len(products.rows)) == ("UniformeProductnaam", 577)
