# SPDX-License-Identifier: EUPL-1.2
"""Tables go out whole or not at all, run nothing in a spreadsheet, and come back as the same texts."""

import csv
import io
import json
import re
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from desk_app.core.errors import Unavailable
from desk_app.transfer.messages import Stopped
from desk_app.transfer.shapes import Table
from desk_app.transfer.tables import read_tables
from desk_app.transfer.writing import cell_text, write_csv, write_xlsx

Write = Callable[..., int]
OWN = (
    "=1+1",
    "'=1+1",
    "''=1",
    "'",
    "''",
    "'t Hart",
    "@SUM(A1)",
    "+31 6 12345678",
    "-5",
    "5",
    "1.0",
    "007",
    "TRUE",
    "2026-11-24",
    "https://example.org",
    "mailto:a@example.org",
    "internal:Sheet1!A1",
    "line\r\nline\rline\nline",
    "\ttab ",
    " blank ",
    "\x01\x0b\x1f\x7f\x85",
    "_x0041_ _x005F_ _X0041_ _xFFFE_",
    "\ufffe\uffff\u2028\u202e",
    "<b>&amp;</b>",
    "👩‍🔧 李 ë",
    "＝1",
    "x" * 32_767,
)
each_kind = pytest.mark.parametrize(("write", "suffix"), [(write_csv, ".csv"), (write_xlsx, ".xlsx")])


def texts_of(file: Path) -> list[str]:
    (sheet,) = read_tables(file)
    return [cells[1] for _line, cells in sheet.rows]


def table_of(texts: list[str]) -> Table:
    return Table("Products", ("key", "text"), [("k", text) for text in texts], len(texts))


@each_kind
def test_every_kind_of_cell_comes_back_as_a_person_reads_it(tmp_path: Path, write: Write, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    row = (
        "a",
        None,
        -7,
        12.50,
        1 / 3,
        Decimal("19.95"),
        True,
        date(2026, 11, 24),
        datetime(2026, 7, 1, 12, 0, 5, 999, UTC),
        12_345_678_901_234_567_890,
        float("nan"),
        date(1850, 1, 1),
    )

    count = write(file, Table("T", [f"c{place}" for place in range(len(row))], [row]))

    (sheet,) = read_tables(file)
    assert count == 1
    assert sheet.rows == (
        (
            2,
            (
                "a",
                "",
                "-7",
                "12.5",
                "0.333333333333333",
                "19.95",
                "yes",
                "2026-11-24",
                "2026-07-01T14:00:05",
                "12345678901234567890",
                "nan",
                "1850-01-01",
            ),
        ),
    )
    assert sheet.rows[0][1] == tuple(map(cell_text, row))


@each_kind
def test_awkward_texts_come_back_the_same(tmp_path: Path, write: Write, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"

    write(file, Table("T", OWN[:-1], [OWN[:-1], OWN[1:]]))

    (sheet,) = read_tables(file)
    assert [cells for _line, cells in sheet.rows] == [OWN[:-1], OWN[1:]]
    assert sheet.header == tuple(name.strip() for name in OWN[:-1])


@each_kind
def test_naughty_strings_come_back_the_same(tmp_path: Path, shared_data: Path, write: Write, suffix: str) -> None:
    strings = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))
    file = tmp_path / f"out{suffix}"

    write(file, table_of(strings))

    assert texts_of(file) == strings


@each_kind
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), max_size=60))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_comes_back_the_same(tmp_path: Path, write: Write, suffix: str, texts: list[str]) -> None:
    file = tmp_path / f"out{suffix}"

    write(file, table_of(texts))

    assert texts_of(file) == texts


def what_runs(file: Path) -> list[str]:
    """The parts of a workbook that hold a formula or a link, or are another program."""
    with zipfile.ZipFile(file) as parts:
        return [
            name
            for name in parts.namelist()
            if re.search(rb"<f[ >]|<hyperlink[ >]|relationships/hyperlink", parts.read(name))
            or re.search("externalLink|vba|macro", name)
        ]


def test_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"

    write_xlsx(file, table_of(list(OWN)))

    assert what_runs(file) == []


def test_the_usual_way_to_write_a_workbook_would_run(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"

    with xlsxwriter.Workbook(str(file)) as workbook:
        sheet = workbook.add_worksheet()
        for line, text in enumerate(OWN):
            sheet.write(line, 0, text)

    assert what_runs(file) == ["xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"]


def test_csv_holds_no_cell_that_runs(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"

    write_csv(file, Table("T", ("=name", "number"), [(text, -1) for text in OWN]))

    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert not [row for row in rows if row[0].startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))]
    assert {row[1] for row in rows[1:]} == {"-1"}


def test_numbers_and_days_are_numbers_and_days_in_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"

    write_xlsx(file, Table("T", ("a", "b", "c", "d"), [(7, "7", date(2026, 11, 24), "2026-11-24")]))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes())).get_sheet_by_index(0).to_python()
    assert rows[1] == [7.0, "7", date(2026, 11, 24), "2026-11-24"]


def test_each_table_gets_a_sheet_with_a_name_that_is_allowed(tmp_path: Path) -> None:
    file = tmp_path / "out.xlsx"
    wishes = ("Products", "products", "History", "a/b:c?*[d]\\e", "'", "n" * 40, "N" * 40)

    write_xlsx(file, *(Table(wish, ("a",), [(wish,)]) for wish in wishes))

    sheets = read_tables(file)
    assert [sheet.rows[0][1][0] for sheet in sheets] == list(wishes)
    assert all(0 < len(sheet.name) <= 31 for sheet in sheets)
    assert sheets[0].name == "Products"


def endless() -> Iterator[tuple[str, int]]:
    number = 0
    while True:
        number += 1
        yield "row", number


def failing() -> Iterator[tuple[str, int]]:
    yield "row", 1
    raise LookupError


@each_kind
def test_stop_leaves_the_folder_as_it_was(tmp_path: Path, write: Write, suffix: str) -> None:
    file = tmp_path / f"out{suffix}"
    file.write_bytes(b"older")
    answers = iter([False, False, True])

    with pytest.raises(Stopped):
        write(file, Table("T", ("a", "b"), endless()), stop=lambda: next(answers))

    assert [entry.name for entry in tmp_path.iterdir()] == [file.name]
    assert file.read_bytes() == b"older"


@each_kind
def test_fault_while_rows_are_made_leaves_nothing(tmp_path: Path, write: Write, suffix: str) -> None:
    with pytest.raises(LookupError):
        write(tmp_path / f"out{suffix}", Table("T", ("a", "b"), failing()))

    assert list(tmp_path.iterdir()) == []


@each_kind
def test_folder_that_is_not_there_is_one_sentence(tmp_path: Path, write: Write, suffix: str) -> None:
    with pytest.raises(Unavailable, match="nowhere"):
        write(tmp_path / "nowhere" / f"out{suffix}", table_of(["a"]))


def test_text_too_long_for_a_workbook_is_refused_not_cut(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="CSV"):
        write_xlsx(tmp_path / "out.xlsx", table_of(["x" * 32_768]))

    assert list(tmp_path.iterdir()) == []


@each_kind
def test_progress_is_told(tmp_path: Path, write: Write, suffix: str) -> None:
    told: list[tuple[int, int]] = []

    write(tmp_path / f"out{suffix}", table_of(["a"] * 1_000), progress=lambda *now: told.append(now))

    assert told == [(200, 1000), (400, 1000), (600, 1000), (800, 1000), (1000, 1000), (1000, 1000)]


def rows(count: int) -> Iterator[tuple[str, int]]:
    for number in range(count):
        yield f"a text of some length {number}", number


def peak_of(write: Write, file: Path, count: int) -> int:
    tracemalloc.start()
    write(file, Table("T", ("a", "b"), rows(count), count))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


@each_kind
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, write: Write, suffix: str) -> None:
    write(tmp_path / f"warm{suffix}", table_of(["a"]))

    few, many = (peak_of(write, tmp_path / f"out{suffix}", count) for count in (1_000, 10_000))

    assert many < few + 1_000_000


@pytest.mark.faults
@each_kind
def test_million_rows_go_out_in_flat_memory(tmp_path: Path, write: Write, suffix: str) -> None:
    write(tmp_path / f"warm{suffix}", table_of(["a"]))

    peak = peak_of(write, tmp_path / f"out{suffix}", 1_000_000)

    assert peak < 10_000_000


@pytest.mark.faults
def test_more_rows_than_a_workbook_holds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="too many rows"):
        write_xlsx(tmp_path / "out.xlsx", Table("T", ("a", "b"), rows(1_048_576)))

    assert list(tmp_path.iterdir()) == []
