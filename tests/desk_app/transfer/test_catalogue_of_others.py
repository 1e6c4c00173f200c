# SPDX-License-Identifier: EUPL-1.2
"""A catalogue of another program comes in through a mapping that is guessed, shown, and remembered by its columns."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app import starter
from desk_app.catalogue.content import ItemContent, LeadTime, PriceLine
from desk_app.catalogue.models import ItemStatus, LeadUnit, Supply, TicketKind, VatRate
from desk_app.core.actor import the_program
from desk_app.core.db import Database
from desk_app.core.errors import InvalidInput
from desk_app.transfer.catalogue_import import CatalogueImporter
from desk_app.transfer.catalogue_mapping import catalogue_mapping, from_json, signature, to_json
from desk_app.transfer.catalogue_messages import CatalogueMapping, ImportCatalogue, Plan
from desk_app.transfer.catalogue_others import derived_code
from desk_app.transfer.catalogue_plan import priced_from
from desk_app.transfer.catalogue_state import CatalogueState, read_state
from tests.databases import open_database, sqlite_copy
from tests.desk_app.transfer.catalogues import bring_in, counted, export, planned, write

ROWS: list[dict[str, object]] = [
    {
        "Productnaam": "Sleutel bijmaken",
        "Artikelnummer": "SL-1",
        "Categorie": "Toegang",
        "Omschrijving": "Wij maken een sleutel bij.",
        "Doorlooptijd": "3 werkdagen",
        "Tarief": "€ 12,50",
        "Behandelgroep": "GEBOUW",
        "Soort": "Aanvraag",
    },
    {
        "Productnaam": "Deur klemt",
        "Artikelnummer": "",
        "Categorie": "Iets is stuk",
        "Omschrijving": "",
        "Doorlooptijd": "2 weken",
        "Tarief": "",
        "Behandelgroep": "GEBOUW",
        "Soort": "Storing",
    },
]


@pytest.fixture
def stocked(db: Database) -> Database:
    """A desk with the starter catalogue."""
    starter.load(db, the_program())
    return db


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Database]:
    """The same in a file only."""
    (tmp_path / "desk").mkdir()
    database = open_database(sqlite_copy(tmp_path / "desk"))
    starter.load(database, the_program())
    yield database
    database.close()


def state_of(db: Database) -> CatalogueState:
    with db.read() as session:
        return read_state(session)


def named(db: Database, name: str) -> ItemContent:
    return next(content for content in state_of(db).items.values() if content.name == name)


def test_columns_are_recognised_by_their_names(here: Database, tmp_path: Path) -> None:
    found = CatalogueImporter(here).look(the_program(), write(tmp_path / "theirs.csv", ROWS))

    assert found.mapping is not None
    assert found.mapping.columns == {
        "name": "Productnaam",
        "code": "Artikelnummer",
        "topic": "Categorie",
        "explanation": "Omschrijving",
        "lead": "Doorlooptijd",
        "price": "Tarief",
        "team": "Behandelgroep",
        "kind": "Soort",
    }
    assert not found.is_remembered


def test_products_of_others_come_in(stocked: Database, tmp_path: Path) -> None:
    bring_in(stocked, write(tmp_path / "theirs.csv", ROWS))

    key, door = named(stocked, "Sleutel bijmaken"), named(stocked, "Deur klemt")
    topics = state_of(stocked).topics
    assert (key.code, key.lead, key.kind) == ("SL-1", LeadTime(3, LeadUnit.WORKING_DAYS), TicketKind.REQUEST)
    assert [(line.price_cents, line.valid_from) for line in key.prices] == [(1250, date(2026, 11, 24))]
    assert (door.code, door.lead) == (derived_code("Deur klemt", "Deur klemt"), LeadTime(14, LeadUnit.CALENDAR_DAYS))
    assert (door.kind, door.status, door.owner) == (TicketKind.INCIDENT, ItemStatus.CONCEPT, "Gebouwbeheer")
    assert [topics[one].name for one in key.topics] == ["Toegang"]
    assert [topics[one].name for one in door.topics] == ["Iets is stuk"]


def test_the_same_file_again_changes_nothing(stocked: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "theirs.csv", ROWS)
    bring_in(stocked, file)

    plan = planned(stocked, file)

    assert counted(plan) == (0, 0, 0, 0)
    assert plan.unchanged == 2


def test_what_they_left_empty_is_not_taken_away(stocked: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "theirs.csv", ROWS)
    bring_in(stocked, file)
    door = named(stocked, "Deur klemt")
    better = {"part": "item", "code": door.code, "explanation": "Wij maken de deur.", "status": "active"}
    bring_in(stocked, write(tmp_path / "better.csv", [better]))

    plan = planned(stocked, file)

    assert counted(plan) == (0, 0, 0, 0)
    assert named(stocked, "Deur klemt").explanation == "Wij maken de deur."


def test_a_mapping_is_remembered_by_its_columns(stocked: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "theirs.csv", [{"Titel": "Iets", "Datum in gebruik": "1", "Klasse": "Rood"}])
    mapping = CatalogueMapping(
        {"name": "Titel", "kind": "Klasse"}, {"kind": {"Rood": "incident"}}, {"team": "AV", "topic": "STUK"}
    )
    importer = CatalogueImporter(stocked)
    importer.bring_in(the_program(), ImportCatalogue(), planned(stocked, file, mapping))
    again = write(tmp_path / "next.csv", [{"Klasse": "Rood", "Titel": "Nog iets", "Datum in gebruik": "2"}])

    found = importer.look(the_program(), again)

    assert found.is_remembered
    assert found.mapping == mapping
    assert named(stocked, "Iets").kind is TicketKind.INCIDENT


def test_a_mapping_survives_the_database_and_a_file() -> None:
    mapping = CatalogueMapping(
        {"name": "Naam"}, {"kind": {"Ö": "request", "x": ""}}, {"team": "AV"}, frozenset({"", "-"})
    )

    assert from_json(json.loads(json.dumps(to_json(mapping)))) == mapping
    assert catalogue_mapping({**to_json(mapping), "unknown": None, "file": {"unknown": ["-"]}})[0] == mapping
    assert signature(("Naam", "Code")) == signature(("code", " NAAM "))
    assert signature(("Naam",)) != signature(("Naam", "Code"))


def test_every_wrong_part_of_a_mapping_is_named() -> None:
    raw = {
        "columns": {"naam": "Naam", "name": 1.5},
        "defaults": {"kind": "sollicitatie", "colour": "x"},
        "words": {"kind": {"Rood": "red"}, "name": {}},
        "file": {"encoding": "ebcdic", "delimiter": ";;", "unknown": "?"},
    }

    with pytest.raises(InvalidInput) as refusal:
        catalogue_mapping(raw)

    assert set(refusal.value.fields) == {
        "columns.naam",
        "columns.name",
        "defaults.colour",
        "defaults.kind",
        "words.kind.Rood",
        "words.name",
        "file.encoding",
        "file.delimiter",
        "file.unknown",
    }


def test_without_a_team_or_a_name_nothing_can_come_in(here: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "theirs.csv", [{"Naam": "Iets", "Kleur": "Rood"}])

    no_team = planned(here, file)
    wrong_team = planned(here, file, team="NIEMAND")
    no_name = planned(here, file, CatalogueMapping({"code": "Kleur"}, {}, {"team": "AV"}))
    gone = planned(here, file, CatalogueMapping({"name": "Titel"}, {}, {"team": "AV"}))

    assert sentence(no_team) == "Choose the team that does the work, for products of which the file does not say it."
    assert sentence(wrong_team) == "There is no team with the code 'NIEMAND'."
    assert sentence(no_name) == "Say which column holds the name of the product."
    assert sentence(gone) == "The first line does not name the column Titel of the mapping."


def test_equal_lines_are_one_product_and_other_ones_are_refused(here: Database, tmp_path: Path) -> None:
    same = {"Naam": "Iets", "Code": "Z-1", "Antwoord": "a"}
    rows = [same, {**same, "Naam": "Anders", "Code": "Z-2"}, same, {**same, "Antwoord": "b"}]

    plan = planned(here, write(tmp_path / "theirs.csv", rows), team="AV")

    assert plan.notes == ("1 line says the same as an earlier one and was taken once: 4.",)
    assert [(fault.spot.line, fault.sentence) for fault in plan.faults] == [
        (5, "Z-1 Iets: Line 2 is about the same product, but says something else in: Antwoord.")
    ]


def test_a_product_in_two_places_hangs_in_both(here: Database, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"Naam": "Iets", "Rubriek": "Iets lenen", "Lead": "1"},
        {"Naam": "Iets", "Rubriek": "Iets is stuk", "Lead": "1"},
    ]

    bring_in(here, write(tmp_path / "theirs.csv", rows), team="AV")

    topics = state_of(here).topics
    assert {topics[one].name for one in named(here, "Iets").topics} == {"Iets lenen", "Iets is stuk"}
    assert counted(planned(here, tmp_path / "theirs.csv")) == (0, 0, 0, 0)


def test_lines_that_others_hang_below_are_branches(here: Database, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": 1, "naam": "Wonen", "parent": ""},
        {"id": 2, "naam": "Kamers", "parent": 1},
        {"id": 3, "naam": "Lamp stuk", "parent": 2},
        {"id": 4, "naam": "Los ding", "parent": ""},
    ]

    bring_in(here, write(tmp_path / "theirs.csv", rows), team="AV")

    topics = {topic.name: topic for topic in state_of(here).topics.values()}
    assert topics["Kamers"].parent_id == topics["Wonen"].id
    assert named(here, "Lamp stuk").topics == (topics["Kamers"].id,)
    assert named(here, "Los ding").topics == (topics["Theirs"].id,)
    assert "Wonen" not in {content.name for content in state_of(here).items.values()}


def test_a_team_of_theirs_is_told_what_it_is_here(here: Database, tmp_path: Path) -> None:
    file = write(tmp_path / "theirs.csv", [{"Naam": "Iets", "Groep": "Technische dienst", "Kleur": "x"}])
    guessed = CatalogueImporter(here).look(the_program(), file).mapping
    mapping = CatalogueMapping({"name": "Naam", "team": "Groep"}, {"team": {"Technische dienst": "GEBOUW"}}, {})

    unknown = planned(here, file, replace(mapping, words={}))
    known = planned(here, file, mapping)

    assert guessed is not None
    assert "team" not in guessed.columns
    assert sentence(unknown).endswith("Groep: There is no team with the code 'Technische dienst'.")
    assert known.faults == ()


def test_a_price_of_others_holds_from_today(here: Database, tmp_path: Path) -> None:
    day = date(2026, 11, 24)
    old = PriceLine(Supply.STOCK, date(2026, 1, 1), date(2026, 12, 31), 500, VatRate.LOW)
    new = PriceLine(Supply.STOCK, date(2027, 1, 1), None, 700, VatRate.LOW)

    changed = priced_from((old, new), 600, day)

    assert changed == (
        new,
        replace(old, valid_until=date(2026, 11, 23)),
        PriceLine(Supply.STOCK, day, date(2026, 12, 31), 600, VatRate.LOW),
    )
    assert priced_from((old, new), 500, day) == (old, new)
    assert priced_from((), 0, day) == ()
    assert priced_from((new,), 300, day)[-1].valid_until == date(2026, 12, 31)


def test_a_derived_code_is_short_and_always_the_same() -> None:
    names = ["Grofvuil", "Überprüfung der Räume im Erdgeschoss", "李", "", "  "]

    codes = [derived_code(name, f"{name}1") for name in names]

    assert codes == [derived_code(name, f"{name}1") for name in names]
    assert all(0 < len(code) <= 32 for code in codes)
    assert len(set(codes)) == len(names)


def test_the_categories_of_signalen_come_in_with_their_promises(here: Database, shared_data: Path) -> None:
    file = shared_data / "signalen" / "categories_slo.csv"
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(keepends=True)))

    bring_in(here, file, team="GEBOUW")

    state = state_of(here)
    items = {content.code: content for content in state.items.values()}
    topics = {topic.name for topic in state.topics.values()}
    units = {"werkdagen": LeadUnit.WORKING_DAYS, "kalenderdagen": LeadUnit.CALENDAR_DAYS}
    promised = [row for row in rows if row["slo_days"]]
    for row in promised:
        slug = row["slug"]
        content = items[slug] if len(slug) <= 32 else items[derived_code(slug, slug)]
        assert content.name == row["name"].strip()
        assert content.lead == LeadTime(int(row["slo_days"]), units[row["slo_kind"]]), slug
        assert content.answer == row["handling_message"].strip()
        assert content.explanation == row["description"].strip()
        assert state.teams.code(content.team_id) == "GEBOUW"
    assert len(rows) == 156
    assert len(promised) == 143
    assert {row["name"] for row in rows if not row["main"]} <= topics
    assert counted(planned(here, file)) == (0, 0, 0, 0)


@pytest.mark.parametrize("name", ["signalen/categories.json", "upl/UPL-actueel.csv"])
def test_other_real_catalogues_come_in_as_they_are(
    here: Database, shared_data: Path, tmp_path: Path, name: str
) -> None:
    file = shared_data / name
    before = len(state_of(here).items)

    found = bring_in(here, file, team="GEBOUW")

    assert found.added > 80
    assert counted(planned(here, file)) == (0, 0, 0, 0)
    assert len(state_of(here).items) > before
    assert counted(planned(here, export(here, tmp_path / "all.xlsx"), retire_missing=True)) == (0, 0, 0, 0)
    with here.read() as session:
        assert session.scalar(text("select count(*) from import_mappings")) == 1


def test_the_long_list_of_product_names_has_a_product_for_every_name(here: Database, shared_data: Path) -> None:
    file = shared_data / "upl" / "UPL-actueel.csv"
    rows = csv.DictReader(file.read_text("utf-8-sig").splitlines(keepends=True))
    names = {row["UniformeProductnaam"] for row in rows}

    bring_in(here, file, team="GEBOUW")

    assert names <= {content.name for content in state_of(here).items.values()}


def sentence(plan: Plan) -> str:
    """The first thing that is wrong."""
    return plan.faults[0].sentence
