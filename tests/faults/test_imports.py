# SPDX-License-Identifier: EUPL-1.2
"""A file of others, however nasty, costs one sentence: no memory, no window that stands still, no file elsewhere."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desk_app.core.errors import Unavailable
from desk_app.core.i18n import set_language
from desk_app.transfer import parts
from desk_app.transfer.messages import BadFile
from desk_app.transfer.shapes import TABLES, Limits, Table
from desk_app.transfer.tables import read_tables
from desk_app.transfer.workbooks import read_workbook
from desk_app.transfer.writing import write_csv, write_xlsx
from tests.desk_app.transfer.test_workbooks import Heard
from tests.desk_app.transfer.workbook_files import workbook_parts, zipped
from tests.faults.children import report_of
from tests.faults.nasty_files import SHEET, honest_files, mutants, nasty_files

MEMORY = 50_000_000
"""Bytes that the program may grow by, beyond what it was asked for."""
STALL = 0.1
LONGEST = 10


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("nl")


def test_every_nasty_file_is_one_sentence_and_costs_nothing(tmp_path: Path) -> None:
    found = report_of("imports", "corpus", tmp_path)

    assert [told for told in found["outcomes"] if not told["told"]] == []
    assert max(told["seconds"] for told in found["outcomes"]) < LONGEST
    assert found["growth"] < MEMORY
    assert found["stall"] < STALL
    assert found["children"] == 0
    assert list(tmp_path.iterdir()) == []


def test_largest_workbook_costs_little_more_than_what_it_holds(tmp_path: Path) -> None:
    found = report_of("imports", "large", tmp_path)

    assert found["rows"] == 49_000
    assert found["beyond"] < MEMORY
    assert found["stall"] < STALL


def test_much_work_in_one_value_is_the_work_of_the_child(tmp_path: Path) -> None:
    found = report_of("imports", "heavy", tmp_path, "child")

    assert found["growth"] < MEMORY
    assert found["stall"] < STALL


def test_without_a_child_the_window_would_stand_still(tmp_path: Path) -> None:
    found = report_of("imports", "heavy", tmp_path, "here")

    assert found["growth"] > MEMORY
    assert found["stall"] > STALL


def nasty(name: str) -> bytes:
    return next(make() for other, make, _word in nasty_files() if other == name)


def told(file: Path, limits: Limits) -> str:
    try:
        return f"{sum(len(sheet.rows) for sheet in read_tables(file, limits=limits))} rows"
    except BadFile as refusal:
        return " ".join(refusal.lines.values())


@pytest.mark.parametrize(
    ("name", "lifted", "otherwise"),
    [
        ("rows.csv", Limits(rows=10**6), "50001 rows"),
        ("rows.xlsx", Limits(rows=10**6), "50001 rows"),
        ("columns.csv", Limits(columns=10**6), "0 rows"),
        ("cells.csv", Limits(cells=10**9), "0 rows"),
        ("large.csv", Limits(packed=10**9), "too long"),
        ("parts.xlsx", Limits(parts=10**6), "0 rows"),
        ("bomb-aside.xlsx", Limits(unpacked=10**9), "0 rows"),
        ("bomb.xlsx", Limits(unpacked=10**9), "sheet1.xml, line 1"),
        ("overlapping.xlsx", Limits(unpacked=10**9), "missing"),
        ("same-text.xlsx", Limits(text=10**10), "4998 rows"),
    ],
)
def test_it_is_the_limit_that_refuses(tmp_path: Path, name: str, lifted: Limits, otherwise: str) -> None:
    file = tmp_path / name
    file.write_bytes(nasty(name))

    with_limit, without = told(file, TABLES), told(file, lifted)

    assert otherwise not in with_limit
    assert otherwise in without


def test_what_a_file_says_of_its_size_is_not_enough(tmp_path: Path) -> None:
    content = nasty("lying.xlsx")

    said = sum(entry.file_size for entry in parts.entries_of(content))

    assert said < TABLES.unpacked
    with pytest.raises(BadFile):
        read_workbook(content, TABLES, Heard())


@pytest.mark.parametrize("name", ["xxe.xlsx", "xxe-elsewhere.xlsx"])
def test_document_type_would_be_read_if_it_were_not_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = nasty(name)
    with pytest.raises(BadFile):
        read_workbook(content, TABLES, Heard())

    monkeypatch.setattr(parts, "_refuse_doctype", lambda *_declared: None)

    read_workbook(content, TABLES, Heard())


def test_endless_tag_would_be_read_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped({**workbook_parts(""), SHEET: b'<w a="' + b"x" * 10_000_000 + b'"/>'})
    with pytest.raises(BadFile):
        read_workbook(content, TABLES, Heard())

    monkeypatch.setattr(parts, "_LONGEST", 10**9)

    read_workbook(content, TABLES, Heard())


def _check(found: dict[str, Any], count: int) -> None:
    assert sum(found["outcomes"].values()) == count * len(honest_files())
    assert {"table.csv end", "table.json end", "table.xlsx end", "table.xlsx refused"} <= found["outcomes"].keys()
    assert found["foreign"] == []
    assert found["slowest"] < LONGEST


def test_changed_files_are_tables_or_a_refusal(tmp_path: Path) -> None:
    found = report_of("imports", "mutants", tmp_path, 200)

    _check(found, 200)


@pytest.mark.faults
def test_ten_thousand_changed_files_of_each_kind_are_tables_or_a_refusal(tmp_path: Path) -> None:
    found = report_of("imports", "mutants", tmp_path, 10_000)

    _check(found, 10_000)


@pytest.mark.parametrize("count", [4, pytest.param(400, marks=pytest.mark.faults)])
@pytest.mark.parametrize("name", list(honest_files()))
def test_changed_file_is_tables_or_a_refusal_through_the_child(tmp_path: Path, name: str, count: int) -> None:
    file = tmp_path / name

    for mutant in mutants(name, honest_files()[name], count, seed=2):
        file.write_bytes(mutant)
        outcome = told(file, TABLES)
        assert outcome
        assert "had to be ended" not in outcome


@pytest.mark.parametrize("name", list(honest_files()))
def test_file_that_nobody_changed_is_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(honest_files()[name])

    assert told(file, TABLES) in ("40 rows", "39 rows", "21 rows")


@pytest.mark.parametrize(("write", "name"), [(write_csv, "out.csv"), (write_xlsx, "out.xlsx")])
def test_full_disk_leaves_the_older_file(small_disk: tuple[Path, str], write: Callable[..., int], name: str) -> None:
    folder, way = small_disk
    if way:
        pytest.skip("needs a file system of its own: run as root where mounting is allowed")
    file = folder / name
    file.write_bytes(b"older")
    rows = ((f"text {number} {number * 7919 % 104_729}", "x" * (number % 90)) for number in range(10**7))

    with pytest.raises(Unavailable):
        write(file, Table("T", ("a", "b"), rows))

    assert file.read_bytes() == b"older"
    assert [entry.name for entry in folder.iterdir()] == [name]
