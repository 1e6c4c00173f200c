# SPDX-License-Identifier: EUPL-1.2
"""A restore brings back what the backup had, and loses nothing of what was there."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app.backup.messages import MakeBackup
from desk_app.backup.restore import restore
from desk_app.backup.service import BackupService
from desk_app.core.actor import the_program
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, Unavailable
from tests.databases import open_database
from tests.desk_app.backup.conftest import add_team, teams

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOLD_OPEN = """
import sys
from pysqlite3 import dbapi2
connection = dbapi2.connect(sys.argv[1])
connection.execute("pragma journal_mode=wal")
connection.execute("select count(*) from teams").fetchall()
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def backup(db: Database, tmp_path: Path) -> Path:
    """A copy with three teams; the desk goes on to a fourth and closes."""
    target = tmp_path / "copy.db"
    BackupService(db, tmp_path / "backups").make(the_program(), MakeBackup(file=target))
    add_team(db, "later")
    db.close()
    return target


@pytest.fixture
def other_program(desk_file: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(desk_file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield program
        program.kill()


def test_restore_brings_back_the_backup_and_sets_the_present_aside(desk_file: Path, backup: Path) -> None:
    aside = restore(desk_file, backup, NOW)

    assert aside is not None
    assert teams(desk_file) == ["front", "keys", "post"]
    assert teams(aside) == ["front", "keys", "post", "later"]
    assert teams(backup) == ["front", "keys", "post"]


def test_restore_where_nothing_was(tmp_path: Path, backup: Path) -> None:
    target = tmp_path / "new.db"

    aside = restore(target, backup, NOW)

    assert aside is None
    assert teams(target) == ["front", "keys", "post"]


def test_restore_waits_until_every_counter_has_closed(
    desk_file: Path, backup: Path, other_program: subprocess.Popen[str], names: Callable[[], list[str]]
) -> None:
    assert other_program.stdout is not None
    assert other_program.stdout.readline() == "open\n"
    before = names()

    with pytest.raises(Conflict):
        restore(desk_file, backup, NOW)

    assert names() == before
    other_program.kill()
    other_program.wait()
    assert teams(desk_file) == ["front", "keys", "post", "later"]


def test_restore_keeps_what_a_killed_program_left_in_its_journal(
    desk_file: Path, backup: Path, other_program: subprocess.Popen[str]
) -> None:
    assert other_program.stdout is not None
    assert other_program.stdout.readline() == "open\n"
    db = open_database(str(desk_file))
    add_team(db, "last")
    db.close()  # not the last to close: what it wrote stays in the journal
    other_program.kill()
    other_program.wait()
    assert desk_file.with_name("balie.db-wal").stat().st_size > 0

    aside = restore(desk_file, backup, NOW)

    assert aside is not None
    assert teams(desk_file) == ["front", "keys", "post"]
    assert teams(aside)[-1] == "last"


def test_damaged_database_is_set_aside_as_it_is(desk_file: Path, backup: Path) -> None:
    desk_file.write_bytes(b"no database at all " * 1000)

    aside = restore(desk_file, backup, NOW)

    assert aside is not None
    assert aside.read_bytes() == b"no database at all " * 1000
    assert teams(desk_file) == ["front", "keys", "post"]


@pytest.mark.parametrize("content", [b"", b"a holiday picture" * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_backup_changes_nothing(
    desk_file: Path, backup: Path, content: bytes, names: Callable[[], list[str]]
) -> None:
    backup.write_bytes(content)
    before = names()

    with pytest.raises(Unavailable, match="not a whole Balie database"):
        restore(desk_file, backup, NOW)

    assert names() == before
    assert teams(desk_file) == ["front", "keys", "post", "later"]


def test_backup_with_a_broken_trail_is_refused(desk_file: Path, backup: Path) -> None:
    db = open_database(str(backup))
    with db.engine.begin() as connection:
        connection.execute(text("drop trigger audit_no_update"))
        connection.execute(text("update audit set about = 'x' where seq = 1"))
    db.close()

    with pytest.raises(Unavailable):
        restore(desk_file, backup, NOW)

    assert teams(desk_file) == ["front", "keys", "post", "later"]


def test_backup_of_a_newer_program_is_refused(desk_file: Path, backup: Path) -> None:
    db = open_database(str(backup))
    with db.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    db.close()

    with pytest.raises(Unavailable, match="9999"):
        restore(desk_file, backup, NOW)

    assert teams(desk_file) == ["front", "keys", "post", "later"]
