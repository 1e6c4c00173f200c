# SPDX-License-Identifier: EUPL-1.2
"""Every command as a person or another program types it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

import main as program
from desk_app.app import build
from desk_app.core.actor import Role
from desk_app.core.i18n import set_language
from desk_app.core.migrations.upgrade import HEAD
from tests import factories
from tests.databases import open_database, sqlite_copy
from tests.migrations import old


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
    """A small desk with one ticket, M26-000001, and one more that is completed, M26-000002."""
    place = sqlite_copy(tmp_path)
    db = open_database(place)
    factories.a_small_desk(db)
    actor = factories.an_actor(db, "eva", Role.COUNTER)
    desk = build(db)
    first = factories.a_visit(desk, actor)
    db.close()
    assert first.numbers[0].endswith("-000001")
    return str(tmp_path / "balie.db")


@pytest.fixture
def number(place: str) -> str:
    """The number of the one ticket."""
    db = open_database(place)
    with db.read() as session:
        found = str(session.scalar(text("select number from tickets")))
    db.close()
    return found


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], place: str) -> Iterator[Type]:
    """Types a command in English at the small desk."""

    def type_(*words: str | Path, db: str | None = None) -> Answer:
        code = program.main(["--language", "en", "--db", db or place, *map(str, words)])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    yield type_
    set_language("nl")


def test_search_finds_ticket_person_and_product(typed: Type, number: str) -> None:
    found = typed("search", "pas", "--json")

    assert found.code == 0
    assert number in [hit["code"] for hit in found.data]
    assert "P-PAS" in [hit["code"] for hit in found.data]
    assert typed("search", "Jansen").out.startswith("Customer")


def test_search_for_nothing_says_so(typed: Type) -> None:
    found = typed("search", "zzzzqqqq")

    assert (found.code, found.out) == (0, "Nothing found.\n")


def test_show_tells_the_ticket_and_its_history(typed: Type, number: str) -> None:
    told = typed("show", number.lower())
    data = typed("show", number, "--json").data

    assert told.code == 0
    assert "Sanne Jansen" in told.out
    assert data["number"] == number
    assert data["timeline"][0]["kind"] == "registered"


def test_unknown_number_is_one_sentence(typed: Type) -> None:
    refused = typed("show", "M26-999999")

    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "There is no ticket with this number.\n"


def test_refusal_is_data_for_a_program(typed: Type) -> None:
    refused = typed("show", "M26-999999", "--json")

    assert refused.code == 1
    assert refused.data == {"error": "There is no ticket with this number.", "lines": {}}


def test_receipt_becomes_a_pdf(typed: Type, number: str, tmp_path: Path) -> None:
    target = tmp_path / "receipt.pdf"

    done = typed("print", "receipt", number, "--out", target)

    assert done.code == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_notice_of_a_ticket_that_is_not_completed_is_refused(typed: Type, number: str, tmp_path: Path) -> None:
    refused = typed("print", "completion", number, "--out", tmp_path / "notice.pdf")

    assert refused.code == 1
    assert "not completed yet" in refused.err
    assert not (tmp_path / "notice.pdf").exists()


def test_pdf_into_a_folder_that_is_not_there_is_refused(typed: Type, number: str, tmp_path: Path) -> None:
    refused = typed("print", "receipt", number, "--out", tmp_path / "nowhere" / "x.pdf")

    assert refused.code == 1
    assert "nowhere" in refused.err


def test_backup_and_restore(typed: Type, number: str, tmp_path: Path, place: str) -> None:
    copy = tmp_path / "copies" / "monday.db"
    copy.parent.mkdir()
    saved = typed("backup", copy)
    db = open_database(place)
    with db.jot() as session:
        session.execute(text("update tickets set subject = 'spoiled'"))
    db.close()

    restored = typed("restore", copy, "--json")

    assert (saved.code, restored.code) == (0, 0)
    assert "spoiled" not in typed("show", number).out
    assert Path(restored.data["set_aside"]).exists()
    assert typed("verify").out == "The database is whole.\n"


def test_verify_names_what_is_broken(typed: Type, place: str) -> None:
    db = open_database(place)
    with db.engine.begin() as connection:
        connection.execute(text("drop trigger audit_no_update"))
        connection.execute(text("update audit set about = 'x' where seq = 1"))
    db.close()

    found = typed("verify")
    data = typed("verify", "--json")

    assert (found.code, data.code) == (1, 1)
    assert found.err == "The trail of what was done was changed: 1.\n"
    assert data.data["fault"]["part"] == "audit"


def test_migrate_makes_then_leaves(typed: Type, tmp_path: Path) -> None:
    new = str(tmp_path / "new.db")

    made = typed("migrate", "--json", db=new)
    again = typed("migrate", "--json", db=new)

    assert made.data == {"schema": HEAD, "did": "created"}
    assert again.data == {"schema": HEAD, "did": "current"}


def test_older_database_is_upgraded_after_a_backup_by_migrate_only(typed: Type, tmp_path: Path) -> None:
    older = str(tmp_path / "older" / "balie.db")
    Path(older).parent.mkdir()
    old.made_by("0001", older)

    refused = typed("search", "x", db=older)
    migrated = typed("migrate", "--json", db=older)

    assert refused.code == 1
    assert "main.py migrate" in refused.err
    assert migrated.code == 1
    assert "trail" in migrated.err  # the invented rows have no trail: the copy is not trusted, nothing is upgraded


@pytest.mark.parametrize(
    "command", [("search", "x"), ("show", "M26-000001"), ("verify",), ("export", "people", "x.csv")]
)
def test_missing_database_is_not_made_by_who_only_asks(typed: Type, tmp_path: Path, command: tuple[str, ...]) -> None:
    missing = tmp_path / "missing.db"

    refused = typed(*command, db=str(missing))

    assert refused.code == 1
    assert "migrate" in refused.err
    assert not missing.exists()


@pytest.mark.parametrize(
    ("db", "word"),
    [
        ("mysql://host/db", "no database"),
        ("postgresql://host:port/db", "no database"),
        ("://", "no database"),
        (".", "folder"),
    ],
)
def test_place_that_is_no_database_is_named(typed: Type, db: str, word: str) -> None:
    refused = typed("verify", db=db)

    assert refused.code == 1
    assert word in refused.err


def test_damaged_and_newer_databases_are_left_alone(typed: Type, tmp_path: Path, place: str) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"a holiday picture " * 500)
    db = open_database(place)
    with db.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    db.close()

    for command in (("verify",), ("migrate",), ("search", "x")):
        assert "damaged" in typed(*command, db=str(damaged)).err
        assert "newer Balie (9999)" in typed(*command).err

    assert damaged.read_bytes() == b"a holiday picture " * 500


def test_people_go_out_and_in(typed: Type, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"

    written = typed("export", "people", file, "--json")
    read = typed("import", "people", file, "--json")

    assert written.data["rows"] == 3
    assert read.data == {"added": 0, "changed": 0, "unchanged": 3}


def test_tickets_go_out(typed: Type, number: str, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"

    written = typed("export", "tickets", file)

    assert written.code == 0
    assert number in file.read_text("utf-8-sig")


MAPPING = """
source = "old"
[columns]
case = "nr"
time = "at"
status = "state"
[status]
"Open" = "new"
"Done" = "closed"
"""


def test_tickets_come_in(typed: Type, tmp_path: Path) -> None:
    mapping, file = tmp_path / "old.toml", tmp_path / "old.csv"
    mapping.write_text(MAPPING)
    file.write_text("nr,at,state\n1,2026-01-05T09:00:00,Open\n1,2026-01-06T09:00:00,Done\n")

    tried = typed("import", "tickets", file, "--mapping", mapping, "--dry-run", "--json")
    done = typed("import", "tickets", file, "--mapping", mapping, "--json")
    again = typed("import", "tickets", file, "--mapping", mapping, "--json")

    assert done.data == tried.data
    numbers = {"tickets": 1, "events": 2, "reopened": 0, "reassigned": 0, "met": 0, "not_met": 0}
    assert done.data == numbers | {"transitions": {"Open -> Done": 1}, "skipped": []}
    assert again.data["skipped"] == ["1"]
    assert done.err == ""


def test_bad_lines_are_listed(typed: Type, tmp_path: Path) -> None:
    mapping, file = tmp_path / "old.toml", tmp_path / "old.csv"
    mapping.write_text(MAPPING)
    file.write_text("nr,at,state\n1,soon,Open\n2,2026-01-06T09:00:00,Gone\n")

    refused = typed("import", "tickets", file, "--mapping", mapping)
    data = typed("import", "tickets", file, "--mapping", mapping, "--dry-run", "--json")

    assert refused.code == data.code == 1
    assert [line[:7] for line in refused.err.splitlines()] == ["line 2:", "line 3:", "2 lines"]
    assert list(data.data["lines"]) == ["2", "3"]


def test_import_of_tickets_needs_a_mapping(typed: Type, tmp_path: Path) -> None:
    refused = typed("import", "tickets", tmp_path / "x.csv")

    assert refused.code == 1
    assert "--mapping" in refused.err


def test_demo_fills_an_empty_database_only(typed: Type, tmp_path: Path) -> None:
    made = typed("demo", "--tickets", "20", "--seed", "7", "--json", db=str(tmp_path / "demo.db"))
    refused = typed("demo", "--tickets", "20")

    assert made.code == 0
    assert made.data["tickets"] == 20
    assert refused.code == 1


def test_text_of_customers_does_not_steer_the_terminal(typed: Type, place: str, number: str) -> None:
    db = open_database(place)
    with db.jot() as session:
        session.execute(text("update tickets set description = :text"), {"text": "\x1b[2J\u202egone\x9b31m"})
    db.close()

    shown = typed("show", number).out
    data = typed("show", number, "--json").out

    assert not set(shown + data) & {"\x1b", "\u202e", "\x9b"}


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["show"],
        ["print", "poem", "M26-000001", "--out", "x"],
        ["import", "cats", "x.csv"],
        ["demo", "--tickets", "many"],
        ["demo", "--tickets", "-5"],
        ["--language", "fr", "verify"],
    ],
)
def test_what_is_not_understood_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        program.main(words)

    assert end.value.code == 2
    assert "usage" in capsys.readouterr().err


def _run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(program.__file__).parent,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_database_can_be_named_in_the_environment(place: str, number: str) -> None:
    done = _run("show", number, BALIE_DB=place)

    assert done.returncode == 0
    assert number in done.stdout


def test_answers_are_dutch_unless_asked_otherwise(place: str) -> None:
    dutch = _run("--db", place, "show", "M26-999999")
    english = _run("--db", place, "--language", "en", "show", "M26-999999")

    assert dutch.stderr == "Er is geen melding met dit nummer.\n"
    assert english.stderr == "There is no ticket with this number.\n"


def test_command_line_loads_no_screen_and_no_migrations(place: str) -> None:
    done = _run("--db", place, "search", "pas", PYTHONPROFILEIMPORTTIME="1")

    assert done.returncode == 0
    assert "PySide6" not in done.stderr
    assert "alembic" not in done.stderr


def test_reader_that_goes_away_is_no_fault(place: str) -> None:
    command = f"{sys.executable} main.py --db {place} search pas --json | head -c 1"

    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=Path(program.__file__).parent
    )

    assert done.stderr == ""
