# SPDX-License-Identifier: EUPL-1.2
"""What goes out comes in again without a difference, whatever stands in it, and nothing in the file runs."""

import csv
import json
import string
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app import starter
from desk_app.catalogue.content import EntitlementLine, FieldLine, ItemContent, LeadTime, PriceLine, StepLine
from desk_app.catalogue.editing import tidied
from desk_app.catalogue.models import (
    Complexity,
    CostCentreRule,
    FieldType,
    Funding,
    ItemStatus,
    ItemType,
    LeadUnit,
    StepKind,
    Supply,
    TicketKind,
    VatRate,
)
from desk_app.catalogue.writing import write_items
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.db import Database
from desk_app.core.errors import InvalidInput, NotAllowed, Unavailable
from desk_app.core.text import TEXT, fault_in
from desk_app.identity.rights import rights_of
from desk_app.relations.models import Department
from desk_app.transfer.catalogue_import import CatalogueExporter
from desk_app.transfer.catalogue_messages import ExportCatalogue, ImportCatalogue
from desk_app.transfer.catalogue_state import CatalogueState, read_state
from tests.databases import open_database, sqlite_copy
from tests.desk_app.transfer.catalogues import bring_in, counted, export, last_audit, planned

BOTH = pytest.mark.parametrize("ending", [".xlsx", ".csv"])
CODE_LETTERS = string.ascii_letters + string.digits


@pytest.fixture
def stocked(db: Database) -> Database:
    """A desk with the starter catalogue."""
    starter.load(db, the_program())
    return db


@BOTH
def test_the_starter_comes_back_without_a_difference(stocked: Database, tmp_path: Path, ending: str) -> None:
    file = export(stocked, tmp_path / f"catalogue{ending}")

    plan = planned(stocked, file, retire_missing=True)

    assert counted(plan) == (0, 0, 0, 0)
    assert plan.unchanged == len(read(stocked).items) + len(read(stocked).topics) + 9
    assert plan.notes == ()


@BOTH
def test_a_catalogue_moves_to_an_empty_desk(stocked: Database, tmp_path: Path, ending: str) -> None:
    file = export(stocked, tmp_path / f"catalogue{ending}")
    (tmp_path / "other").mkdir()
    other = open_database(sqlite_copy(tmp_path / "other"))
    starter.load(other, the_program())
    with other.write(the_program(), ImportCatalogue()) as unit:
        emptied = [
            (number, replace(content, name="Iets anders", prices=(), fields=(), steps=(), entitlements=()))
            for number, content in read(other).items.items()
        ]
        write_items(unit, emptied)

    bring_in(other, file)

    assert told(read(other)) == told(read(stocked))
    other.close()


@BOTH
def test_nothing_in_the_file_runs(stocked: Database, tmp_path: Path, ending: str) -> None:
    content = next(iter(read(stocked).items.values()))
    nasty = replace(content, code="P-EVIL", name="=cmd|' /C calc'!A0", name_en="+1", keywords="@SUM(A1)", owner="-1")
    add(stocked, [nasty])

    file = export(stocked, tmp_path / f"catalogue{ending}")

    if ending == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            cells = [cell for row in csv.reader(lines) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    else:
        workbook = python_calamine.CalamineWorkbook.from_path(str(file))
        names = [row[1] for row in workbook.get_sheet_by_name("Items").to_python()]
        assert "=cmd|' /C calc'!A0" in names
        assert runs(file) == []
    assert counted(planned(stocked, file)) == (0, 0, 0, 0)


@BOTH
def test_naughty_strings_come_back_in_every_field(
    stocked: Database, shared_data: Path, tmp_path: Path, ending: str
) -> None:
    strings = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))
    state = read(stocked)
    contents = [naughty(number, text, state) for number, text in enumerate(strings) if not fault_in(text, 190)]
    add(stocked, contents)

    file = export(stocked, tmp_path / f"catalogue{ending}")

    plan = planned(stocked, file, retire_missing=True)
    assert counted(plan) == (0, 0, 0, 0)
    assert len(contents) > 400


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_catalogue_comes_back_without_a_difference(data: st.DataObject, any_desk: Database, tmp_path: Path) -> None:
    state = read(any_desk)
    contents = data.draw(st.lists(items(state), min_size=1, max_size=12, unique_by=lambda one: one.code.upper()))
    known = {content.code.upper() for content in state.items.values()}
    add(any_desk, [content for content in contents if content.code.upper() not in known])

    for ending in (".xlsx", ".csv"):
        file = export(any_desk, tmp_path / f"catalogue{ending}")

        assert counted(planned(any_desk, file, retire_missing=True)) == (0, 0, 0, 0)


@pytest.fixture
def any_desk(tmp_path: Path) -> Iterator[Database]:
    """The starter desk, with departments whose codes are no codes."""
    (tmp_path / "any").mkdir()
    database = open_database(sqlite_copy(tmp_path / "any"))
    starter.load(database, the_program())
    with database.jot() as session:
        session.add_all(
            [Department(code=code, name=f"Afdeling {code}") for code in ("=FAC", "Fac, Zuid;", "fac", "FAC")]
        )
    yield database
    database.close()


def test_export_is_for_who_may_and_says_how_many_rows(stocked: Database, tmp_path: Path) -> None:
    clerk = Actor(None, "Clerk", Role.COUNTER, rights_of(Role.COUNTER))
    file = tmp_path / "catalogue.csv"

    with pytest.raises(NotAllowed):
        CatalogueExporter(stocked).export(clerk, ExportCatalogue(), file)
    assert not file.exists()
    count = CatalogueExporter(stocked).export(the_program(), ExportCatalogue(), file)

    assert last_audit(stocked) == ("ExportCatalogue", f"export catalogue: {count} rows")


def test_export_is_in_the_trail_also_when_the_disk_refuses(stocked: Database, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "catalogue.xlsx"

    with pytest.raises(Unavailable, match="nowhere"):
        CatalogueExporter(stocked).export(the_program(), ExportCatalogue(), target)

    assert last_audit(stocked)[0] == "ExportCatalogue"


def test_a_file_needs_a_name_that_says_what_it_is(stocked: Database, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"\.xlsx or \.csv"):
        CatalogueExporter(stocked).export(the_program(), ExportCatalogue(), tmp_path / "catalogue.pdf")

    assert not (tmp_path / "catalogue.pdf").exists()


def read(db: Database) -> CatalogueState:
    with db.read() as session:
        return read_state(session)


def add(db: Database, contents: Sequence[ItemContent]) -> None:
    with db.write(the_program(), ImportCatalogue()) as unit:
        write_items(unit, [(None, content) for content in contents])


def told(state: CatalogueState) -> dict[str, ItemContent]:
    """What is offered, by code; ids of one desk mean nothing at another, so they are left out."""
    return {
        content.code: replace(content, topics=(), team_id=None, agreement_id=None, steps=(), entitlements=())
        for content in state.items.values()
    }


def runs(file: Path) -> list[str]:
    """The parts of a workbook in which something is worked out."""
    with zipfile.ZipFile(file) as parts:
        return [name for name in parts.namelist() if b"<f>" in parts.read(name) or b"<f " in parts.read(name)]


def naughty(number: int, text: str, state: CatalogueState) -> ItemContent:
    """A product with the text in every field that can hold it."""
    line = " ".join(text.split()) or "-"
    return tidied(
        ItemContent(
            code=f"N-{number}",
            name=line,
            name_en=line,
            keywords=text,
            topics=(next(iter(state.topics)),),
            explanation=text,
            explanation_en=text,
            customer_brings=text,
            customer_brings_en=text,
            answer=text,
            answer_en=text,
            owner=line,
            team_id=next(iter(state.known.teams)),
            fields=(
                FieldLine(
                    "a", FieldType.CHOICE, line, line, line, line, choices=(line, f"{line}2"), choices_en=("1", line)
                ),
            ),
            steps=(
                StepLine("s", StepKind.CHECK, line, line, required_input=line, exit_check=line, required_input_en=line),
            ),
        )
    )


def items(state: CatalogueState) -> st.SearchStrategy[ItemContent]:
    """Any product that could be stored at this desk."""
    codes = st.builds(lambda a, b: f"{a}{b}", st.sampled_from(CODE_LETTERS), st.text("ABCxyz019", max_size=20))
    printable = st.characters(codec="utf-8", exclude_characters="\0")
    line = st.text(printable, max_size=60).map(lambda text: " ".join(text.split()))
    name = line.map(lambda text: text or "Naam")
    long = st.text(printable, max_size=300).filter(lambda text: not fault_in(text, TEXT))
    days = st.dates(date(1890, 1, 1), date(2090, 1, 1))
    lead = st.builds(LeadTime, st.integers(0, 900), st.sampled_from(LeadUnit))
    teams, agreements = st.sampled_from(sorted(state.known.teams)), st.sampled_from(sorted(state.known.agreements))
    departments = st.sampled_from(sorted(state.known.departments))
    choices = st.lists(name, min_size=2, max_size=4, unique=True).map(tuple)
    field = st.builds(
        FieldLine,
        codes,
        st.just(FieldType.CHOICE),
        name,
        line,
        line,
        line,
        st.booleans(),
        choices=choices,
    )
    step = st.builds(
        StepLine,
        codes,
        st.sampled_from(StepKind),
        name,
        line,
        st.none() | teams,
        lead,
        required_input=line,
        required_input_en=line,
        exit_check=line,
        exit_check_en=line,
    )
    entitlement = st.builds(
        EntitlementLine, st.sampled_from(("employee", "student")), st.none() | departments, st.none() | agreements
    )
    built = st.builds(
        ItemContent,
        code=codes,
        name=name,
        name_en=line,
        keywords=long,
        topics=st.sets(st.sampled_from(sorted(state.topics)), min_size=1, max_size=3).map(tuple),
        complexity=st.sampled_from(Complexity),
        funding=st.sampled_from(Funding),
        item_type=st.sampled_from(ItemType),
        kind=st.sampled_from(TicketKind),
        explanation=long,
        explanation_en=long,
        customer_brings=long,
        customer_brings_en=long,
        lead=lead,
        order_lead=st.none() | lead,
        agreement_id=st.none() | agreements,
        prices=st.lists(st.integers(0, 99_999_999), max_size=3).map(prices),
        cost_centre_rule=st.sampled_from(CostCentreRule),
        min_quantity=st.integers(1, 5),
        max_quantity=st.integers(5, 9_999),
        needs_space=st.booleans(),
        entitlements=st.lists(entitlement, max_size=3).map(tuple),
        fields=st.lists(field, max_size=2, unique_by=lambda one: one.code).map(tuple),
        team_id=teams,
        steps=st.lists(step, max_size=3, unique_by=lambda one: one.code).map(chained),
        work_order=st.booleans(),
        lendable=st.booleans(),
        pick_up=st.booleans(),
        answer=long,
        answer_en=long,
        valid_from=st.none() | days,
        valid_until=st.none() | days,
        owner=name,
        review_on=st.none() | days,
        status=st.sampled_from(ItemStatus),
    )
    return built.map(tidied)


def prices(cents: list[int]) -> tuple[PriceLine, ...]:
    """A price for each year."""
    start = date(2025, 1, 1)
    return tuple(
        PriceLine(
            Supply.STOCK,
            start + timedelta(days=365 * year),
            start + timedelta(days=365 * year + 364) if year + 1 < len(cents) else None,
            amount,
            list(VatRate)[amount % 4],
        )
        for year, amount in enumerate(cents)
    )


def chained(steps: list[StepLine]) -> tuple[StepLine, ...]:
    """Each step waits for those before it."""
    return tuple(replace(step, after=tuple(one.code for one in steps[:place])) for place, step in enumerate(steps))
