# SPDX-License-Identifier: EUPL-1.2
"""Brings a database up to the schema of this program, or says in one sentence why not.

A checked backup first; then every missing revision in one transaction, with foreign keys off where the database is
SQLite (a table that is made anew must not take its children along), rows counted before and after and every reference
checked before the commit: whatever happens half way, the database is the old one or the new one.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, text

from desk_app.core.audit import AUDIT_LOCK
from desk_app.core.db import Database, our_errors
from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _

HEAD = "0005"
"""The newest revision; a test compares it with ``versions/``. Kept here so that a start need not load Alembic."""

SCRIPTS = Path(__file__).parent
"""Where the revisions are."""

UPGRADE_LOCK = AUDIT_LOCK + 1
"""Number of the PostgreSQL advisory lock that lets one program at a time upgrade."""

_TABLES = {
    "sqlite": "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'",
    "postgresql": "select table_name from information_schema.tables"
    " where table_schema = current_schema() and table_type = 'BASE TABLE'",
}


class Preparation(StrEnum):
    """What ``prepare`` found and did."""

    CREATED = "created"
    UPGRADED = "upgraded"
    CURRENT = "current"


class LostRows(Exception):
    """An upgrade would have lost rows or left references to nothing; it was taken back whole."""


def prepare(db: Database, backup: Callable[[], object]) -> Preparation:
    """Makes the schema when there is none, upgrades it when it is behind; ``backup`` is called before an upgrade.

    Raises Unavailable, having changed nothing, when the database is newer than this program, belongs to another
    program, is damaged, locked or read-only, or cannot be reached. PostgreSQL keeps its own backups: there ``backup``
    is not called.
    """
    stored = stored_revision(db)
    if stored == HEAD:
        return Preparation.CURRENT
    if stored is not None and stored > HEAD:
        raise Unavailable(
            _("This database was made by a newer Balie ({revision}). Update Balie on this computer.").format(
                revision=stored
            )
        )
    if stored is not None and db.dialect == "sqlite":
        backup()
    _upgrade(db)
    return Preparation.CREATED if stored is None else Preparation.UPGRADED


def stored_revision(db: Database) -> str | None:
    """The revision that the database has; None when it is empty. Raises Unavailable when it is none of ours."""
    with our_errors(), db.read() as session:
        return _revision(session.connection())


def _revision(connection: Connection) -> str | None:
    tables = _tables(connection)
    if not tables:
        return None
    if "alembic_version" not in tables or not {"tickets", "audit"} <= tables:
        raise Unavailable(_("This is the database of another program. Nothing was changed. Choose another file."))
    return str(connection.scalar(text("select version_num from alembic_version")))


def _tables(connection: Connection) -> set[str]:
    return set(connection.scalars(text(_TABLES[connection.dialect.name])))


def _upgrade(db: Database) -> None:
    with our_errors(), db.engine.connect() as connection:
        _set_foreign_keys(connection, on=False)
        try:
            with connection.begin():
                _wait_for_the_others(connection)
                if _revision(connection) != HEAD:  # else another program was first
                    before = _count_rows(connection)
                    _run_revisions(connection)
                    _check(connection, before)
        finally:
            _set_foreign_keys(connection, on=True)


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    if connection.dialect.name == "sqlite":  # SQLite ignores this inside a transaction: ask the driver before it
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _wait_for_the_others(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # SQLite: BEGIN IMMEDIATE did it
        connection.execute(text("set local statement_timeout = 0"))
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": UPGRADE_LOCK})


def _run_revisions(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 -- lazy: Alembic costs 150 ms and is needed once per release
    from alembic.config import Config  # noqa: PLC0415 -- idem

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _count_rows(connection: Connection) -> dict[str, int]:
    quote = connection.dialect.identifier_preparer.quote
    return {
        table: connection.scalar(text(f"select count(*) from {quote(table)}")) or 0  # noqa: S608 -- names of tables
        for table in sorted(_tables(connection))
    }


def _check(connection: Connection, before: dict[str, int]) -> None:
    after = _count_rows(connection)
    fewer = [table for table, rows in before.items() if after.get(table, 0) < rows]
    if fewer:
        raise LostRows(f"fewer rows than before in {', '.join(fewer)}")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise LostRows(f"row {broken[1]} of {broken[0]} refers to a row of {broken[2]} that is not there")
