# SPDX-License-Identifier: EUPL-1.2
"""A backup has everything, counts only when it is whole, and never costs us a good one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from desk_app.backup.messages import BackupReason, MakeBackup, Part
from desk_app.backup.service import BackupService, refuse_server_restore
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotAllowed, Unavailable
from tests.databases import open_database
from tests.desk_app.backup.conftest import add_team, teams


@pytest.fixture
def backups(db: Database, tmp_path: Path) -> BackupService:
    return BackupService(db, tmp_path / "backups")


def _spoil_teams(file: Path) -> None:
    """Damages the page of the table with teams, as a bad disk would."""
    db = open_database(str(file))
    with db.read() as session:
        page = session.scalar(text("select rootpage from sqlite_master where name = 'teams'"))
        size = session.scalar(text("pragma page_size"))
    db.close()
    assert page is not None
    assert size is not None
    content = bytearray(file.read_bytes())
    start = (page - 1) * size
    content[start + size // 2 : start + size] = b"\xa5" * (size // 2)
    file.write_bytes(content)


def test_backup_has_what_is_still_in_the_journal(db: Database, backups: BackupService, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"

    backups.make(the_program(), MakeBackup(file=target))

    assert teams(target) == ["front", "keys", "post"]


def test_copying_the_file_alone_would_have_missed_it(db: Database, desk_file: Path, tmp_path: Path) -> None:
    naive = tmp_path / "naive.db"

    shutil.copyfile(desk_file, naive)

    assert teams(naive) != ["front", "keys", "post"]


def test_backup_never_overwrites_a_file(backups: BackupService, tmp_path: Path) -> None:
    target = tmp_path / "holiday.jpg"
    target.write_bytes(b"a picture")

    with pytest.raises(Conflict):
        backups.make(the_program(), MakeBackup(file=target))

    assert target.read_bytes() == b"a picture"


def test_backup_is_for_who_may(backups: BackupService, tmp_path: Path, names: Callable[[], list[str]]) -> None:
    stranger = Actor(None, "Somebody", Role.COUNTER, frozenset())
    before = names()

    with pytest.raises(NotAllowed):
        backups.make(stranger, MakeBackup(file=tmp_path / "copy.db"))

    assert names() == before


def test_backup_into_a_folder_that_is_not_there_says_so(backups: BackupService, tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "copy.db"

    with pytest.raises(Unavailable, match="nowhere"):
        backups.make(the_program(), MakeBackup(file=target))

    assert not target.parent.exists()


def test_damaged_copy_does_not_count(db: Database, desk_file: Path, tmp_path: Path) -> None:
    db.close()
    _spoil_teams(desk_file)
    spoiled = open_database(str(desk_file))
    backups = BackupService(spoiled, tmp_path / "backups")

    with pytest.raises(Unavailable):
        backups.automatic(BackupReason.START)

    spoiled.close()
    assert list((tmp_path / "backups").iterdir()) == []


def test_start_makes_no_second_backup_of_the_same(db: Database, backups: BackupService) -> None:
    first = backups.automatic(BackupReason.START)

    second = backups.automatic(BackupReason.START)
    add_team(db, "new")
    third = backups.automatic(BackupReason.CHANGED)

    assert first is not None
    assert second is None
    assert third is not None
    assert [row.file for row in backups.kept()] == [third.file, first.file]


def test_good_backup_is_not_thrown_away_for_a_bad_one(db: Database, backups: BackupService, tmp_path: Path) -> None:
    shelf = tmp_path / "backups"
    made = backups.automatic(BackupReason.UPGRADE)
    assert made is not None
    good, bad = (shelf / f"balie-20200106-{hour}0000000000-start.db" for hour in ("10", "11"))
    shutil.copyfile(made.file, good)
    shutil.copyfile(made.file, bad)
    _spoil_teams(bad)

    backups.automatic(BackupReason.UPGRADE)

    assert good.exists()
    assert not bad.exists()


def test_of_two_whole_ones_the_newest_of_an_old_day_stays(backups: BackupService, tmp_path: Path) -> None:
    shelf = tmp_path / "backups"
    made = backups.automatic(BackupReason.UPGRADE)
    assert made is not None
    older, newer = (shelf / f"balie-20200106-{hour}0000000000-start.db" for hour in ("10", "11"))
    shutil.copyfile(made.file, older)
    shutil.copyfile(made.file, newer)

    backups.automatic(BackupReason.UPGRADE)

    assert newer.exists()
    assert not older.exists()


def test_verify_finds_nothing_in_a_whole_database(backups: BackupService) -> None:
    assert backups.verify(the_program()) is None


def test_verify_names_the_changed_line_of_the_trail(db: Database, backups: BackupService) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("drop trigger audit_no_update"))
        connection.execute(text("update audit set command = 'Nothing' where seq = 2"))

    fault = backups.verify(the_program())

    assert fault is not None
    assert (fault.part, fault.detail) == (Part.AUDIT, "2")


def test_verify_names_the_missing_line_of_the_trail(db: Database, backups: BackupService) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("drop trigger audit_no_delete"))
        connection.execute(text("delete from audit where seq = 2"))

    fault = backups.verify(the_program())

    assert fault is not None
    assert (fault.part, fault.detail) == (Part.AUDIT, "2")


def test_verify_names_a_reference_to_nothing(db: Database, backups: BackupService) -> None:
    with db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("pragma foreign_keys=off")
        driver.execute("insert into agent_teams (agent_id, team_id) values (77, 1)")

    fault = backups.verify(the_program())

    assert fault is not None
    assert fault.part is Part.REFERENCES
    assert "agent_teams" in fault.detail


def test_verify_finds_a_search_index_that_no_longer_agrees(db: Database, backups: BackupService) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("insert into person_search (rowid, words) values (99, 'nobody')"))

    fault = backups.verify(the_program())

    assert fault is not None
    assert fault.part is Part.SEARCH
    assert "person_search" in fault.detail


def test_postgresql_is_told_its_own_command(tmp_path: Path) -> None:
    url = URL.create("postgresql+psycopg", "desk", "secret", "server", 5432, "balie")

    with pytest.raises(Unavailable) as refusal:
        refuse_server_restore(url, tmp_path / "balie.dump")

    assert "pg_restore" in str(refusal.value)
    assert "secret" not in str(refusal.value)
