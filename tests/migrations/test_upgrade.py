# SPDX-License-Identifier: EUPL-1.2
"""Every earlier schema becomes the newest one and keeps all that was in it, or stays as it was."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from desk_app.core import engines
from desk_app.core.errors import Unavailable
from desk_app.core.i18n import set_language
from desk_app.core.migrations import upgrade
from desk_app.core.migrations.upgrade import LostRows, Preparation, prepare
from desk_app.tickets.models import Ticket
from tests.migrations import old

EARLIER = [revision for revision in old.revisions() if revision != upgrade.HEAD]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("nl")


def _no_backup() -> None:
    raise AssertionError("nobody asked for a backup")


@pytest.mark.parametrize("revision", EARLIER)
def test_earlier_schema_keeps_every_row(database_place: str, revision: str) -> None:
    old.made_by(revision, database_place)
    db = old.opened(database_place)
    with db.engine.connect() as connection:
        columns, before = old.columns_of(connection), old.meaning(connection)
    backups: list[str] = []

    did = prepare(db, lambda: backups.append("made"))

    with db.engine.connect() as connection:
        after = old.meaning(connection, columns)
    assert did is Preparation.UPGRADED
    assert after == before
    assert backups == (["made"] if db.dialect == "sqlite" else [])
    assert prepare(db, _no_backup) is Preparation.CURRENT
    db.close()


def test_what_waited_stands_still_after_the_upgrade(database_place: str) -> None:
    old.made_by("0004", database_place)
    db = old.opened(database_place)
    noon, one = datetime(2026, 11, 24, 12, tzinfo=UTC), datetime(2026, 11, 24, 13, tzinfo=UTC)
    with db.engine.begin() as connection:
        tables = {table.name: table for table in old.tables_of(connection)}
        ticket, event = tables["tickets"], tables["ticket_events"]
        for number, status, reason in ((1, "pending", "customer"), (2, "new", None), (3, "pending", "supplier")):
            row = ticket.update().where(ticket.c.id == number)
            connection.execute(row.values(status=status, pending_reason=reason))
        zone = UTC if db.dialect == "postgresql" else None
        usual = {"agent_name": "", "counter_name": "", "text": "", "changes": {}, "for_customer": False}
        for first, kind, at in ((10, "taken", noon), (20, "waiting", one)):
            for number in (1, 3):
                line = {"id": first + number, "ticket_id": number, "kind": kind, "at": at.replace(tzinfo=zone)}
                connection.execute(insert(event).values(usual | line))

    prepare(db, lambda: None)

    with Session(db.engine) as session:
        rows = session.execute(select(Ticket.paused_at, Ticket.responded_at).order_by(Ticket.id)).all()
    db.close()
    assert [tuple(row) for row in rows] == [(one, noon), (None, None), (None, noon)]


@pytest.mark.parametrize("revision", EARLIER)
def test_upgraded_schema_is_the_same_as_a_new_one(tmp_path: Path, revision: str) -> None:
    upgraded, fresh = tmp_path / "upgraded.db", tmp_path / "fresh.db"
    old.made_by(revision, str(upgraded))

    for file in (upgraded, fresh):
        db = old.opened(str(file))
        prepare(db, lambda: None)
        db.close()

    assert old.schema_of(upgraded) == old.schema_of(fresh)


def test_released_database_still_opens(tmp_path: Path, released: Path) -> None:
    file = tmp_path / "balie.db"
    shutil.copyfile(released, file)
    db = old.opened(str(file))
    with db.engine.connect() as connection:
        columns, before = old.columns_of(connection), old.meaning(connection)

    prepare(db, lambda: None)

    with db.engine.connect() as connection:
        after = old.meaning(connection, columns)
    db.close()
    fresh = tmp_path / "fresh.db"
    new = old.opened(str(fresh))
    prepare(new, lambda: None)
    new.close()
    assert after == before
    assert old.schema_of(file) == old.schema_of(fresh)


def test_new_database_is_made_without_a_backup(database_place: str) -> None:
    db = old.opened(database_place)

    did = prepare(db, _no_backup)

    assert did is Preparation.CREATED
    assert upgrade.stored_revision(db) == upgrade.HEAD
    db.close()


def test_newer_database_is_left_alone(database_place: str) -> None:
    db = old.opened(database_place)
    prepare(db, _no_backup)
    with db.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))

    with pytest.raises(Unavailable, match=r"made by a newer Balie \(9999\)"):
        prepare(db, _no_backup)

    assert upgrade.stored_revision(db) == "9999"
    db.close()


def test_database_of_another_program_is_left_alone(database_place: str) -> None:
    db = old.opened(database_place)
    with db.engine.begin() as connection:
        connection.execute(text("create table recipes (id integer)"))

    with pytest.raises(Unavailable, match="another program"):
        prepare(db, _no_backup)

    with db.engine.connect() as connection:
        assert [table.name for table in old.tables_of(connection)] == ["recipes"]
    db.close()


@pytest.mark.parametrize("content", [b"a holiday picture " * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "balie.db"
    file.write_bytes(content)
    db = old.opened(str(file))

    with pytest.raises(Unavailable, match="damaged"):
        prepare(db, _no_backup)

    db.close()
    assert file.read_bytes() == content


def test_folder_that_is_not_there_is_named_in_a_sentence(tmp_path: Path) -> None:
    db = old.opened(str(tmp_path / "nowhere" / "balie.db"))

    with pytest.raises(Unavailable, match="folder"):
        prepare(db, _no_backup)

    db.close()
    assert not (tmp_path / "nowhere").exists()


def test_locked_database_is_waited_for_and_then_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(tmp_path / "balie.db")
    old.made_by(EARLIER[0], file)
    monkeypatch.setattr(engines, "TURNS", 3)
    db, other = old.opened(file), old.opened(file)
    with other.engine.begin() as busy:
        busy.execute(text("update ticket_numbers set last = last"))

        with pytest.raises(Unavailable, match="busy"):
            prepare(db, lambda: None)

    assert upgrade.stored_revision(db) == EARLIER[0]
    db.close()
    other.close()


Revision = Callable[[str], None]


@pytest.fixture
def next_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Revision:
    """Adds a revision after the newest one, for this test only."""

    def add(body: str) -> None:
        scripts = tmp_path / "migrations"
        shutil.copytree(upgrade.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "9999_next.py").write_text(
            "from alembic import op\n"
            f"revision = '9999'\ndown_revision = '{upgrade.HEAD}'\nbranch_labels = depends_on = None\n"
            f"def upgrade() -> None:\n    {body}\n"
        )
        monkeypatch.setattr(upgrade, "SCRIPTS", scripts)
        monkeypatch.setattr(upgrade, "HEAD", "9999")

    return add


LOSES_CHILDREN = (
    "op.execute('drop trigger ticket_events_no_delete'); op.execute('delete from ticket_events where id = 2')"
)
LEAVES_ORPHANS = "op.execute('delete from buildings where id = 2')"
STOPS_HALF_WAY = "op.execute('create table half (id integer)'); op.execute('nonsense')"


@pytest.mark.parametrize(
    ("body", "error"),
    [(LOSES_CHILDREN, LostRows), (LEAVES_ORPHANS, LostRows), (STOPS_HALF_WAY, Exception)],
)
def test_upgrade_that_goes_wrong_is_taken_back_whole(
    tmp_path: Path, next_revision: Revision, body: str, error: type[Exception]
) -> None:
    file = tmp_path / "balie.db"
    before_head = upgrade.HEAD
    old.made_by(before_head, str(file))
    schema = old.schema_of(file)
    db = old.opened(str(file))
    with db.engine.connect() as connection:
        before = old.meaning(connection)
    next_revision(body)

    with pytest.raises(error):
        prepare(db, lambda: None)

    with db.engine.connect() as connection:
        assert old.meaning(connection) == before
    assert upgrade.stored_revision(db) == before_head
    db.close()
    assert old.schema_of(file) == schema


def test_table_that_is_made_anew_keeps_its_children(tmp_path: Path, next_revision: Revision) -> None:
    file = tmp_path / "balie.db"
    old.made_by(upgrade.HEAD, str(file))
    db = old.opened(str(file))
    with db.engine.begin() as connection:
        connection.execute(text("create table parents (id integer primary key)"))
        connection.execute(text("insert into parents values (1)"))
        connection.execute(
            text("create table children (id integer primary key, parent integer references parents on delete cascade)")
        )
        connection.execute(text("insert into children values (1, 1), (2, 1), (3, 1)"))
    next_revision(
        "op.execute('create table parents_new (id integer primary key, name text)'); "
        "op.execute('insert into parents_new (id) select id from parents'); "
        "op.execute('drop table parents'); op.execute('alter table parents_new rename to parents')"
    )

    prepare(db, lambda: None)

    with db.read() as session:
        assert session.scalar(text("select count(*) from children")) == 3
    db.close()


def test_with_foreign_keys_on_the_children_would_be_gone(tmp_path: Path) -> None:
    db = old.opened(str(tmp_path / "balie.db"))

    with db.engine.begin() as connection:
        for statement in (
            "create table parents (id integer primary key)",
            "insert into parents values (1)",
            "create table children (id integer primary key, parent integer references parents on delete cascade)",
            "insert into children values (1, 1), (2, 1), (3, 1)",
            "drop table parents",
        ):
            connection.execute(text(statement))

    with db.read() as session:
        assert session.scalar(text("select count(*) from children")) == 0
    db.close()
