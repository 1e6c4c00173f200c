# SPDX-License-Identifier: EUPL-1.2
"""A catalogue that is not right is refused as a whole, with every line that is wrong and a sentence that says why."""

import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app import starter
from desk_app.core.actor import the_program
from desk_app.core.db import Database
from desk_app.core.errors import DeskError
from desk_app.transfer.catalogue_import import CatalogueImporter
from desk_app.transfer.catalogue_mapping import FIELDS
from desk_app.transfer.catalogue_messages import CatalogueMapping, FoundFile, Plan
from desk_app.transfer.catalogue_shape import ALL_COLUMNS
from desk_app.transfer.messages import BadFile
from desk_app.transfer.shapes import Sheet
from tests.databases import open_database, sqlite_copy
from tests.desk_app.transfer.catalogues import an_item, bring_in, counted, export, planned, rows_in, write

Rows = list[dict[str, object]]

PRICE: dict[str, object] = {"part": "price", "item": "X-1", "price": "5", "valid_from": "2026-01-01"}
STEP: dict[str, object] = {"part": "step", "item": "X-1", "step_kind": "deliver"}
TOPIC: dict[str, object] = {"part": "topic"}
FIELD: dict[str, object] = {"part": "field", "item": "X-1"}

BAD: dict[str, tuple[Rows, list[int], str]] = {
    "a code that stands there twice": (
        [an_item("X-1"), an_item("X-2"), an_item("x-1", name="Dubbel")],
        [4],
        "Dubbel: The code 'x-1' stands in line 2 too. Give one of them another code.",
    ),
    "a circle in the tree": (
        [
            {**TOPIC, "code": "A", "name": "Aa", "parent": "C"},
            {**TOPIC, "code": "B", "name": "Bee", "parent": "A"},
            {**TOPIC, "code": "C", "name": "Cee", "parent": "B"},
        ],
        [2],
        "A Aa: The questions of the customer hang below each other in a circle: A → C → B → A. Let one go.",
    ),
    "a branch below itself": (
        [{**TOPIC, "code": "STUK", "parent": "STUK"}],
        [2],
        "STUK: The questions of the customer hang below each other in a circle: STUK → STUK. Let one go.",
    ),
    "a branch below one that is not there": (
        [{**TOPIC, "code": "A", "name": "Aa", "parent": "NERGENS"}],
        [2],
        "A Aa: There is no question of the customer with the code 'NERGENS'.",
    ),
    "two prices at once": (
        [an_item("X-1"), {**PRICE, "valid_until": "2026-12-31"}, {**PRICE, "valid_from": "2026-06-01"}],
        [4],
        "X-1 Dienst X-1: Two prices hold at once: that of 1 January 2026 up to and including 31 December 2026 and that "
        "of 1 June 2026 and later. Let one end before the other starts.",
    ),
    "no team": (
        [an_item("X-1"), an_item("X-2", team="")],
        [3],
        "X-2 Dienst X-2: Choose the team that does the work.",
    ),
    "a team that is not there": (
        [an_item("X-1", team="NIEMAND")],
        [2],
        "X-1 Dienst X-1: team: There is no team with the code 'NIEMAND'.",
    ),
    "steps that wait for each other": (
        [
            an_item("X-1"),
            {**STEP, "code": "a", "name": "Eerst", "after": "b"},
            {**STEP, "code": "b", "name": "Dan", "after": "a"},
        ],
        [3, 4],
        "X-1 Dienst X-1: Step 'Eerst' can never start: these steps wait for each other: Eerst → Dan → Eerst. Let one of "
        "them wait no more.",
    ),
    "a step after one that is not there": (
        [an_item("X-1"), {**STEP, "code": "a", "name": "Eerst", "after": "zz"}],
        [3],
        "X-1 Dienst X-1: Step 'Eerst' waits for 'zz', which is not a step here. Choose another step, or none.",
    ),
    "a choice without choices": (
        [an_item("X-1"), {**FIELD, "code": "k", "label": "Kleur?", "field_type": "choice", "choices": "rood"}],
        [3],
        "X-1 Dienst X-1: Give field 'Kleur?' at least two choices, and leave none empty.",
    ),
    "a branch that is not there": (
        [an_item("X-1", topics="STUK, WEG")],
        [2],
        "X-1 Dienst X-1: There is no question of the customer with the code 'WEG'.",
    ),
    "a word that is none of ours": (
        [an_item("X-1", kind="sollicitatie")],
        [2],
        "X-1 Dienst X-1: kind: 'sollicitatie' must be one of: Complaint, Request, Information, Fault.",
    ),
    "a date that is none": (
        [an_item("X-1", valid_from="31-02-2026")],
        [2],
        "X-1 Dienst X-1: valid_from: The date 31-02-2026 cannot be read.",
    ),
    "an amount that can be two": (
        [an_item("X-1"), {**PRICE, "price": "1.250"}],
        [3],
        "X-1 Dienst X-1: price: '1.250' can mean two amounts. Write it as 1250,00.",
    ),
    "a price of nothing we know": (
        [{**PRICE, "item": "NIETS"}],
        [2],
        "There is no product with the code 'NIETS'.",
    ),
    "a code of strange letters": (
        [an_item("P PAS")],
        [2],
        "P PAS Dienst P PAS: Use letters, digits and - in the code 'P PAS', for example P-PAS.",
    ),
    "a line without a code": ([an_item("", name="Naamloos")], [2], "There is nothing in the column code."),
    "a part that does not exist": (
        [{"part": "colour", "code": "X"}, an_item("X-1")],
        [2],
        "The part 'colour' does not exist. Choose one of: topic, item, price, field, step, entitlement, policy.",
    ),
    "a group twice": (
        [{"part": "policy", "complexity": "operational", "funding": "plus"}] * 2,
        [3],
        "The code 'operational, plus' stands in line 2 too. Give one of them another code.",
    ),
    "a name that is too long": (
        [an_item("X-1", name="x" * 201)],
        [2],
        f"X-1 {'x' * 201}: This is 1 character too long. Make it shorter.",
    ),
}


@pytest.fixture
def stocked(db: Database) -> Database:
    """A desk with the starter catalogue."""
    starter.load(db, the_program())
    return db


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named_and_nothing_comes_in(stocked: Database, tmp_path: Path, name: str) -> None:
    rows, lines, sentence = BAD[name]
    before = rows_in(stocked)

    plan = planned(stocked, write(tmp_path / "bad.csv", rows))

    assert [fault.spot.line for fault in plan.faults] == lines
    assert plan.faults[0].sentence == sentence
    with pytest.raises(DeskError):
        bring_in(stocked, tmp_path / "bad.csv")
    assert rows_in(stocked) == before


def test_a_workbook_names_the_sheet_too(stocked: Database, tmp_path: Path) -> None:
    file = export(stocked, tmp_path / "catalogue.xlsx")
    spoiled = spoil(file, "xl/worksheets/sheet3.xml", b">stock<", b">stack<")

    plan = planned(stocked, spoiled)

    assert {fault.spot.sheet for fault in plan.faults} == {"Prices"}
    assert plan.faults[0].place == "Prices, line 2"
    assert "'stack' must be one of: from stock, to order." in plan.faults[0].sentence


def test_a_column_that_we_do_not_know_is_refused(stocked: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "bad.csv", [an_item("X-1", colour="blue")])

    with pytest.raises(BadFile, match="1 line is not right") as refusal:
        planned(stocked, file)

    assert refusal.value.lines == {
        1: "We do not know the column colour. Name the columns as in an export, or give a mapping."
    }


def test_every_fault_of_the_file_is_told_at_once(stocked: Database, tmp_path: Path) -> None:
    rows = [an_item("X-1", team=""), an_item("X-2", lead="veel"), an_item("X-3"), an_item("X-4", owner="", topics="")]

    plan = planned(stocked, write(tmp_path / "bad.csv", rows))

    assert [fault.spot.line for fault in plan.faults] == [2, 3, 5, 5]
    assert all(fault.sentence.startswith(f"X-{fault.spot.line - 1} Dienst X-") for fault in plan.faults)


def test_a_thousand_faults_are_enough(stocked: Database, tmp_path: Path) -> None:
    rows = [an_item(f"X-{number}", team="") for number in range(1_200)]

    plan = planned(stocked, write(tmp_path / "bad.csv", rows))

    assert counted(plan)[3] == 1_000


def nul(content: bytes) -> bytes:
    return content.replace(b"Dienst", b"Di\0nst", 1)


def one_huge_cell(content: bytes) -> bytes:
    return content.replace(b"Dienst X-1", b"x" * 1_200_000, 1)


def unclosed(content: bytes) -> bytes:
    return content.replace(b"Dienst X-1", b'"Dienst X-1', 1)


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2] + b"\xff\xfe\xfd"


def nothing(_content: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("harm", [nul, one_huge_cell, unclosed, cut_off, nothing])
def test_a_hostile_csv_is_a_sentence(stocked: Database, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    file = write(tmp_path / "bad.csv", [an_item("X-1"), an_item("X-2")])
    file.write_bytes(harm(file.read_bytes()))
    before = rows_in(stocked)

    refusal = refused(stocked, file)

    assert refusal
    assert rows_in(stocked) == before


def test_a_hostile_workbook_is_a_sentence(stocked: Database, tmp_path: Path) -> None:
    file = export(stocked, tmp_path / "catalogue.xlsx")
    entities = b'<!DOCTYPE worksheet [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<worksheet'
    bomb = spoil(file, "xl/worksheets/sheet2.xml", b"<worksheet", entities)
    before = rows_in(stocked)

    refusal = refused(stocked, bomb)

    assert refusal
    assert rows_in(stocked) == before


def test_mutilated_files_never_end_the_program(stocked: Database, tmp_path: Path) -> None:
    good = {ending: export(stocked, tmp_path / f"good{ending}").read_bytes() for ending in (".csv", ".xlsx")}
    chance = random.Random(4217)
    before = None

    for number in range(16):
        ending = (".csv", ".xlsx")[number % 2]
        content = bytearray(good[ending])
        for _time in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        file = tmp_path / f"mutant{ending}"
        file.write_bytes(content)
        before = before or rows_in(stocked)
        outcome(stocked, file)

    assert rows_in(stocked) == before


def any_table(columns: Sequence[str]) -> st.SearchStrategy[Sheet]:
    """A table with some of these columns, and cells that are right, wrong or nonsense."""
    cell = st.sampled_from(
        ("", "item", "price", "step", "topic", "policy", "X-1", "X-2", "STUK", "GEBOUW", "?", "1,50", "1.250", "-1", "ja",
         "2026-01-01", "31-02-2026", "3 weken", "9" * 40, "kalenderdagen", "operational", "basic", "a, b", "a\nb")
    ) | st.text(max_size=12)  # fmt: skip
    header = st.lists(st.sampled_from(columns), min_size=1, max_size=12, unique=True).map(tuple)
    return header.flatmap(
        lambda names: st.lists(st.tuples(*[cell] * len(names)), max_size=8).map(
            lambda rows: Sheet("any", names, tuple(enumerate(rows, start=2)))
        )
    )


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_stands_in_the_cells_there_is_a_plan_or_a_sentence(data: st.DataObject, one_desk: Database) -> None:
    importer = CatalogueImporter(one_desk)
    ours, theirs = data.draw(any_table(ALL_COLUMNS)), data.draw(any_table(("A", "B", "C", "D", "E", "F")))
    fields = data.draw(st.permutations(sorted(FIELDS)))
    mapping = CatalogueMapping(dict(zip(fields, theirs.header, strict=False)), {}, {"team": "GEBOUW"})

    for found in (FoundFile("ours.csv", (ours,)), FoundFile("theirs.csv", (theirs,), mapping, theirs)):
        with suppress(DeskError):
            plan = importer.plan(the_program(), found, retire_missing=True)
            assert all(fault.sentence and fault.spot.line >= 1 for fault in plan.faults)
            assert all(row.code and row.name.strip() for row in plan.added) or plan.faults


@pytest.fixture
def one_desk(tmp_path: Path) -> Iterator[Database]:
    """The starter desk in a file."""
    database = open_database(sqlite_copy(tmp_path))
    starter.load(database, the_program())
    yield database
    database.close()


def refused(db: Database, file: Path) -> str:
    """The sentence with which a file is refused; empty when it is not."""
    found = outcome(db, file)
    if isinstance(found, DeskError):
        return str(found)
    return found.faults[0].sentence if found.faults else ""


def outcome(db: Database, file: Path) -> Plan | DeskError:
    """The plan of a file, or why there is none; anything else would be a fault of ours."""
    importer = CatalogueImporter(db)
    try:
        return importer.plan(the_program(), importer.look(the_program(), file))
    except DeskError as error:
        return error


def spoil(file: Path, part: str, old: bytes, new: bytes) -> Path:
    """The workbook with other bytes in one of its parts."""
    target = file.with_name("spoiled.xlsx")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content = content.replace(old, new)
            parts.writestr(name, content)
    return target
