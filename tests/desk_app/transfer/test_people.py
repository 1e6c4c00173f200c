# SPDX-License-Identifier: EUPL-1.2
"""People go out and come in again the same, and nothing in the file runs as a formula."""

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.db import Database
from desk_app.core.errors import NotAllowed, Unavailable
from desk_app.identity.rights import rights_of
from desk_app.relations.models import Building, Department, Person, PersonKind, Space
from desk_app.transfer.cells import plain_cell, safe_cell
from desk_app.transfer.export import PEOPLE_COLUMNS, Exporter
from desk_app.transfer.mapping import PeopleMapping, people_mapping
from desk_app.transfer.messages import BadFile, ExportPeople, ExportTickets, ImportPeople, PeopleImport
from desk_app.transfer.people import PeopleImporter
from tests.databases import open_database, sqlite_copy

OWN = PeopleMapping()
NASTY = (
    "=cmd|' /C calc'!A0",
    "+31 6 12345678",
    "-1+1",
    "@SUM(A1)",
    "'=1",
    "''=1",
    "'t Hart",
    'Jan "de Vries", jr.',
    "a;b\tc",
    "line\r\nline",
    "<b>bold</b>",
    "Łukaszewicz-Şahin 李",
    "\u202egnirts",
    "👩‍🔧",
    "'; drop table persons; --",
)


def bring_in(db: Database, file: Path, mapping: PeopleMapping = OWN) -> PeopleImport:
    return PeopleImporter(db).bring_in(the_program(), ImportPeople(), file, mapping)


def everybody(db: Database) -> list[dict[str, object]]:
    with db.read() as session:
        rows = session.execute(
            select(Person.__table__, Department.name.label("department"), Space.code.label("space"), Building.code)
            .outerjoin(Department, Department.id == Person.department_id)
            .outerjoin(Space, Space.id == Person.space_id)
            .outerjoin(Building, Building.id == Space.building_id)
            .order_by(Person.id)
        ).mappings()
        return [{name: value for name, value in row.items() if not name.endswith("_id")} for row in rows]


@pytest.fixture
def peopled(fresh: Database) -> Database:
    """People with every kind of awkward text in every field."""
    with fresh.jot() as session:
        department = Department(code="=FAC", name="-Facilitair")
        building = Building(code="D", name="Gebouw D")
        session.add_all([department, building])
        session.flush()
        room = Space(building_id=building.id, code="+D2.14")
        session.add(room)
        session.flush()
        for number, nasty in enumerate(NASTY):
            session.add(
                Person(
                    given_name=nasty,
                    infix=nasty[:64].strip(),
                    family_name=nasty,
                    kind=list(PersonKind)[number % 4],
                    department_id=department.id if number % 2 else None,
                    space_id=room.id if number % 3 else None,
                    badge=f"-{number}" if number % 2 else None,
                    personnel_number=f"@{number}",
                    email=f"=p{number}@example.org",
                    attention=nasty[:80].strip(),
                    language="en" if number % 2 else "nl",
                    prefers_mail=bool(number % 2),
                    active=bool(number % 5),
                )
            )
    return fresh


def test_people_come_back_the_same(peopled: Database, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    count = Exporter(peopled).people(the_program(), ExportPeople(), file)
    (tmp_path / "other").mkdir()
    other = open_database(sqlite_copy(tmp_path / "other"))

    found = bring_in(other, file)

    assert found == PeopleImport(added=count, changed=0, unchanged=0)
    assert count == len(NASTY)
    assert everybody(other) == everybody(peopled)
    other.close()


def test_what_comes_back_changes_nothing(peopled: Database, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    Exporter(peopled).people(the_program(), ExportPeople(), file)
    before = everybody(peopled)

    found = bring_in(peopled, file)

    assert found == PeopleImport(added=0, changed=0, unchanged=len(NASTY))
    assert everybody(peopled) == before


def test_no_cell_runs_as_a_formula(peopled: Database, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"

    Exporter(peopled).people(the_program(), ExportPeople(), file)

    with file.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_apostrophe_is_put_and_taken_exactly(shared_data: Path) -> None:
    strings = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))

    changed = [one for one in strings if plain_cell(safe_cell(one)) != one]

    assert changed == []
    assert safe_cell("=1") == "'=1"
    assert safe_cell("'t Hart") == "'t Hart"


def test_known_people_get_the_new_facts(fresh: Database, tmp_path: Path) -> None:
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_text("family_name;personnel_number;email;department\nJansen;17;s@example.org;Facilitair\n")
    second.write_text("family_name;personnel_number;email\nJansen-Bakker;17;\nPeters;18;p@example.org\n")
    bring_in(fresh, first)

    found = bring_in(fresh, second)

    people = everybody(fresh)
    assert found == PeopleImport(added=1, changed=1, unchanged=0)
    assert [person["family_name"] for person in people] == ["Jansen-Bakker", "Peters"]
    assert people[0]["email"] == "s@example.org"
    assert people[0]["department"] == "Facilitair"
    assert people[0]["version"] == 2


def test_columns_of_others_are_mapped(fresh: Database, tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("Achternaam,Tel,Salaris\nVries,06-12345678,1\n")
    mapping = people_mapping({"columns": {"family_name": "Achternaam", "phone": "Tel"}}, PEOPLE_COLUMNS)

    bring_in(fresh, file, mapping)

    person = everybody(fresh)[0]
    assert (person["family_name"], person["phone"], person["phone_digits"]) == ("Vries", "06-12345678", "612345678")


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("family_name,email\n,a@example.org\nB,nowhere\n", [2, 3]),
        ("family_name,personnel_number\nA,1\nB,1\n", [3]),
        ("family_name,kind\nA,king\n", [2]),
        ("family_name,active\nA,perhaps\n", [2]),
        ("family_name,attention_until\nA,tomorrow\n", [2]),
        ("family_name,space\nA,D2.14\n", [2]),
        (f"family_name\n{'x' * 201}\n", [2]),
        ("family_name,shoe_size\nA,43\n", [1]),
        ("given_name\nA\n", [1]),
        ("", [1]),
    ],
)
def test_bad_lines_are_named_and_nobody_is_imported(
    fresh: Database, tmp_path: Path, content: str, lines: list[int]
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(content)

    with pytest.raises(BadFile) as refusal:
        bring_in(fresh, file)

    assert list(refusal.value.lines) == lines
    assert everybody(fresh) == []


def test_dry_run_of_people_writes_nothing(fresh: Database, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("family_name\nA\nB\n")

    found = PeopleImporter(fresh).check(the_program(), file, OWN)

    assert found == PeopleImport(added=2, changed=0, unchanged=0)
    assert everybody(fresh) == []


def test_import_and_export_are_for_who_may(peopled: Database, tmp_path: Path) -> None:
    clerk = Actor(None, "Clerk", Role.COUNTER, rights_of(Role.COUNTER))
    file = tmp_path / "people.csv"
    file.write_text("family_name\nA\n")

    with pytest.raises(NotAllowed):
        PeopleImporter(peopled).bring_in(clerk, ImportPeople(), file, OWN)
    with pytest.raises(NotAllowed):
        Exporter(peopled).people(clerk, ExportPeople(), tmp_path / "out.csv")
    with pytest.raises(NotAllowed):
        Exporter(peopled).tickets(clerk, ExportTickets(), tmp_path / "out.csv")

    assert not (tmp_path / "out.csv").exists()


def test_export_is_in_the_trail_also_when_the_disk_refuses(peopled: Database, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "people.csv"

    with pytest.raises(Unavailable, match="nowhere"):
        Exporter(peopled).people(the_program(), ExportPeople(), target)

    with peopled.read() as session:
        assert session.scalar(text("select about from audit order by seq desc limit 1")) == "export people"
    assert not target.parent.exists()
