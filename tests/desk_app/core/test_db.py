# SPDX-License-Identifier: EUPL-1.2
"""One command is one transaction and one audit entry; what the database says becomes a plain sentence."""

import json
import stat
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DatabaseError

from desk_app.app import Desk
from desk_app.core.actor import Actor, the_program
from desk_app.core.audit import AuditEntry, first_broken_link
from desk_app.core.changes import ChangeFeed
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.engines import is_safe_for_two_connections, sqlite_version
from desk_app.core.errors import Conflict, Unavailable
from desk_app.core.events import DomainEvent, EventBus
from desk_app.core.messages import Command
from desk_app.identity.models import Counter
from desk_app.tickets.messages import TakeTickets, TicketChanged
from tests import databases
from tests.factories import a_visit


def _names(db: Database) -> set[str]:
    with db.read() as session:
        return set(session.scalars(select(Counter.name)))


class _Accident(Exception):
    """Something in the middle of a command."""


def _half_a_command(db: Database) -> None:
    with db.write(the_program(), Command()) as unit:
        unit.session.add(Counter(name="half"))
        unit.session.flush()
        unit.publish(TicketChanged(1))
        raise _Accident


def test_a_command_that_fails_leaves_nothing_behind(db: Database) -> None:
    with pytest.raises(_Accident):
        _half_a_command(db)

    with db.read() as session:
        assert session.scalar(select(func.count(AuditEntry.seq))) == 0
    assert _names(db) == set()


def test_the_same_command_is_carried_out_once(db: Database) -> None:
    command = Command()
    with db.write(the_program(), command) as unit:
        unit.session.add(Counter(name="eerste"))

    with pytest.raises(Conflict), db.write(the_program(), command) as unit:
        unit.session.add(Counter(name="tweede"))

    assert _names(db) == {"eerste"}


def test_a_reader_cannot_write(db: Database) -> None:
    if db.dialect != "sqlite" or not is_safe_for_two_connections(sqlite_version()):
        pytest.skip("only where SQLite reads and writes on connections of their own")

    with pytest.raises(Unavailable), db.read() as session:
        session.execute(update(Counter).values(name="x"))


def test_nothing_is_told_of_a_command_that_failed(desk: Desk) -> None:
    heard: list[DomainEvent] = []
    desk.events.subscribe(DomainEvent, heard.append)

    with pytest.raises(_Accident):
        _half_a_command(desk.db)

    assert heard == []


@pytest.mark.parametrize("statement", ["update audit set command = 'x'", "delete from audit"])
def test_the_audit_trail_can_only_grow(desk: Desk, actor: Actor, statement: str) -> None:
    a_visit(desk, actor)

    with pytest.raises(DatabaseError), desk.db.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_changed_entry_breaks_the_chain_at_that_entry(desk: Desk, actor: Actor, place: str) -> None:
    for _ in range(3):
        a_visit(desk, actor)
    with desk.db.engine.begin() as connection:
        if desk.db.dialect == "sqlite":
            for (name,) in connection.execute(
                text("select name from sqlite_master where type = 'trigger' and tbl_name = 'audit'")
            ).all():
                connection.execute(text(f'drop trigger "{name}"'))
        else:
            connection.execute(text("alter table audit disable trigger user"))
        connection.execute(text("update audit set agent_id = 4711 where seq = 2"))

    with desk.db.read() as session:
        assert first_broken_link(session) == 2


def test_the_trail_holds_no_word_of_a_customer(desk: Desk, actor: Actor) -> None:
    a_visit(desk, actor)

    with desk.db.read() as session:
        rows = session.execute(text("select * from audit")).all()
    assert not any(word in json.dumps([list(map(str, row)) for row in rows]) for word in ("Jansen", "pas is", "Sanne"))


def test_another_counter_hears_what_this_one_did(desk: Desk, actor: Actor, place: str) -> None:
    other = Database(database_url(place), SystemClock(), EventBus())
    heard: list[DomainEvent] = []
    other.events.subscribe(TicketChanged, heard.append)
    feed, own_feed = ChangeFeed(other), ChangeFeed(desk.db)

    (ticket_id,) = a_visit(desk, actor).ticket_ids
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))

    assert feed.poll() == 2
    assert heard == [TicketChanged(ticket_id)]
    assert feed.poll() == 0
    assert own_feed.poll() == 0
    other.close()


def test_the_safe_pragmas_are_really_on(tmp_path: Path) -> None:
    db = databases.open_database(str(tmp_path / "balie.db"))

    with db.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"pragma {name}").scalar_one()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "secure_delete",
                "trusted_schema",
            )
        }
    db.close()

    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_sqlite_with_the_wal_reset_fault_is_known(version: tuple[int, int, int], safe: bool) -> None:
    assert is_safe_for_two_connections(version) is safe


@pytest.mark.parametrize(
    ("content", "word"), [(b"This is not a database at all, but a letter." * 50, "beschadigd"), (b"", "")]
)
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes, word: str) -> None:
    file = tmp_path / "balie.db"
    file.write_bytes(content)

    if content:
        with pytest.raises(Unavailable, match=word):
            databases.open_database(str(file))
        assert file.read_bytes() == content
    else:
        databases.open_database(str(file)).close()


def test_a_folder_that_is_not_there_is_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="map"):
        databases.open_database(str(tmp_path / "nergens" / "balie.db"))


def test_only_this_user_reads_the_database(tmp_path: Path) -> None:
    databases.open_database(str(tmp_path / "balie.db")).close()

    assert stat.S_IMODE((tmp_path / "balie.db").stat().st_mode) & 0o077 == 0


def test_only_databases_we_know_are_opened() -> None:
    assert database_url("postgresql://localhost/balie").drivername == "postgresql+psycopg"
    with pytest.raises(ValueError, match="mysql"):
        database_url("mysql://localhost/balie")
