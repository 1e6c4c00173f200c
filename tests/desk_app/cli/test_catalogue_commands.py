# SPDX-License-Identifier: EUPL-1.2
"""The catalogue by command: in and out, one product, and what a customer may have."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import main as program
from desk_app import starter
from desk_app.catalogue.messages import EntitlementLine
from desk_app.catalogue.writing import write_items
from desk_app.core.actor import the_program
from desk_app.core.i18n import set_language
from desk_app.relations.models import Department, Person, PersonKind
from desk_app.transfer.catalogue_messages import ImportCatalogue
from desk_app.transfer.catalogue_state import read_state
from tests.databases import open_database, sqlite_copy
from tests.desk_app.transfer.catalogues import an_item, rows_in, write


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:  # noqa: ANN401 -- anything that JSON can hold
        """The answer of ``--json``."""
        return json.loads(self.out)


Type = Callable[..., Answer]


@pytest.fixture
def place(tmp_path: Path) -> str:
    """The starter desk, with a visitor and an employee."""
    place = sqlite_copy(tmp_path)
    db = open_database(place)
    starter.load(db, the_program())
    with db.jot() as session:
        unit = Department(code="FAC", name="Facilitair")
        session.add(unit)
        session.flush()
        session.add(Person(family_name="Jansen", department_id=unit.id, personnel_number="104711", badge="0104711"))
        session.add(Person(family_name="Peters", kind=PersonKind.VISITOR))
    db.close()
    return str(tmp_path / "balie.db")


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], place: str) -> Iterator[Type]:
    """Types a command in English at the starter desk."""

    def type_(*words: str | Path) -> Answer:
        code = program.main(["--language", "en", "--db", place, *map(str, words)])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    yield type_
    set_language("nl")


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_what_was_exported_is_imported_without_a_difference(typed: Type, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"catalogue{ending}"

    out = typed("export", "catalogue", file)
    back = typed("import", "catalogue", file, "--retire-missing")

    assert out.code == 0
    assert out.out.endswith(f"rows written to {file}.\n")
    assert (back.code, back.err) == (0, "")
    assert back.out.startswith("New: 0. Changed: 0. No longer offered: 0. The same as before: ")
    assert not (tmp_path / "backups").exists()


def test_an_import_makes_a_backup_first(typed: Type, tmp_path: Path) -> None:
    file = write(tmp_path / "one.csv", [an_item("X-1")])

    found = typed("import", "catalogue", file, "--json")

    assert (found.code, found.data["imported"]) == (0, True)
    assert [(row["code"], row["line"]) for row in found.data["added"]] == [("X-1", 2)]
    assert len(list((tmp_path / "backups").glob("*.db"))) == 1
    assert typed("catalogue", "show", "x-1").out.startswith("X-1  Dienst X-1\nKind: Request\nStatus: active\n")


def test_a_dry_run_tells_what_would_change_and_writes_nothing(typed: Type, tmp_path: Path) -> None:
    typed("import", "catalogue", write(tmp_path / "one.csv", [an_item("X-1", lead=1, lead_unit="working_days")]))
    other = write(tmp_path / "two.csv", [an_item("X-1", lead=2, lead_unit="working_days"), an_item("X-2")])

    found = typed("import", "catalogue", other, "--dry-run")

    assert found.code == 0
    assert found.out == (
        "X-1  Dienst X-1\n    Ready in: 1 working day → 2 working days\n"
        "New: 1. Changed: 1. No longer offered: 0. The same as before: 0.\n"
    )
    assert typed("catalogue", "show", "X-2").code == 1


def test_every_bad_line_is_on_stderr_and_nothing_comes_in(typed: Type, tmp_path: Path) -> None:
    file = write(tmp_path / "bad.csv", [an_item("X-1"), an_item("X-2", team=""), an_item("X-1")])

    found = typed("import", "catalogue", file)
    data = typed("import", "catalogue", file, "--json")

    assert (found.code, found.out) == (1, "")
    assert found.err.splitlines() == [
        "line 3: X-2 Dienst X-2: Choose the team that does the work.",
        "line 4: Dienst X-1: The code 'X-1' stands in line 2 too. Give one of them another code.",
        "2 lines are not right. Nothing was imported.",
    ]
    assert [fault["line"] for fault in data.data["faults"]] == [3, 4]
    assert (data.code, data.data["imported"]) == (1, False)
    assert typed("catalogue", "show", "X-1").err == (
        "This product is no longer in the catalogue. Choose another one.\n"
    )


def test_a_catalogue_of_others_takes_a_team_or_a_mapping(typed: Type, tmp_path: Path) -> None:
    theirs = write(tmp_path / "theirs.csv", [{"Titel": "Lamp kapot", "Aard": "Rood"}])
    mapping = tmp_path / "theirs.toml"
    mapping.write_text(
        '[columns]\nname = "Titel"\nkind = "Aard"\n[words.kind]\nRood = "incident"\n[defaults]\nteam = "GEBOUW"\ntopic = "STUK"\n'
    )

    without = typed("import", "catalogue", theirs)
    with_team = typed("import", "catalogue", theirs, "--team", "GEBOUW", "--dry-run")
    mapped = typed("import", "catalogue", theirs, "--mapping", mapping)

    assert without.err.startswith("line 1: Choose the team that does the work")
    assert with_team.out.startswith("New: 2.")
    assert mapped.out.startswith("New: 1.")
    shown = typed("catalogue", "find", "lamp kapot", "--json")
    assert shown.code == 0
    assert typed("import", "catalogue", theirs).out.startswith("New: 0. Changed: 0.")


def test_options_of_a_catalogue_are_refused_for_people(typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("family_name\nA\n")

    refused = typed("import", "people", file, "--team", "AV")

    assert (refused.code, refused.err) == (1, "--team and --retire-missing are for a catalogue.\n")


def test_show_tells_all_of_a_product(typed: Type) -> None:
    rows = typed("catalogue", "find", "pas", "--json").data
    code = rows[0]["code"]

    shown, data = typed("catalogue", "show", code), typed("catalogue", "show", code, "--json").data

    assert shown.code == 0
    assert "Price: " in shown.out
    assert data["code"] == code
    assert {"prices", "topics", "steps", "fields", "lead", "open_tickets"} <= data.keys()


def test_find_without_a_hit_says_so(typed: Type) -> None:
    assert typed("catalogue", "find", "zzzzqqqq").out == "Nothing found.\n"
    assert typed("catalogue", "find", "zzzzqqqq", "--json").data == []


@pytest.mark.parametrize(("number", "refusals"), [("104711", []), ("0104711", []), ("2", ["Only for employees."])])
def test_find_for_a_customer_says_why_not(typed: Type, place: str, number: str, refusals: list[str]) -> None:
    db = open_database(place)
    with db.read() as session:
        items = read_state(session).items
    number_of, content = next(iter(items.items()))
    with db.write(the_program(), ImportCatalogue()) as unit:
        changed = {name: getattr(content, name) for name in content.__dataclass_fields__}
        changed |= {"name": "Bijzonder ding", "entitlements": (EntitlementLine("employee"),)}
        write_items(unit, [(number_of, type(content)(**changed))])
    db.close()

    found = typed("catalogue", "find", "bijzonder ding", "--customer", number, "--json").data
    told = typed("catalogue", "find", "bijzonder ding", "--customer", number).out

    mine = [row for row in found if row["name"] == "Bijzonder ding" or row["code"] == content.code]
    assert [row["refusal"] for row in mine if row["refusal"]] == refusals
    assert mine[0]["entitled"] is not bool(refusals)
    assert all(sentence in told for sentence in refusals)


def test_an_unknown_customer_is_one_sentence(typed: Type) -> None:
    refused = typed("catalogue", "find", "pas", "--customer", "999999")

    assert refused.code == 1
    assert len(refused.err.splitlines()) == 1


def test_ctrl_c_stops_with_nothing_written(place: str, tmp_path: Path, root: Path) -> None:
    file = write(tmp_path / "many.csv", [an_item(f"X-{number}") for number in range(8_000)])
    db = open_database(place)
    before = rows_in(db)
    words = ["--language", "en", "--db", place, "import", "catalogue", str(file)]

    running = subprocess.Popen([sys.executable, str(root / "main.py"), *words], stderr=subprocess.PIPE, text=True)
    while not list((tmp_path / "backups").glob("*.db")):
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=0.02)
    running.send_signal(signal.SIGINT)
    _out, err = running.communicate(timeout=60)

    assert (running.returncode, err) == (130, "Stopped. Nothing was changed.\n")
    assert rows_in(db) == before
    db.close()
