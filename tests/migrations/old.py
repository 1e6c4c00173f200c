# SPDX-License-Identifier: EUPL-1.2
"""Databases as earlier revisions made them, with something in every table, and what they mean."""

import hashlib
import json
import warnings
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
    insert,
    inspect,
    literal_column,
    select,
)

from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.core.migrations import upgrade

ROWS = 3
_NOT_OURS = ("alembic_version",)
_RENAMED = {("catalogue_items", "promise_minutes"): "lead_amount"}
"""Columns that a later revision calls otherwise."""
_MOVED = {("catalogue_items", "price_cents"): ("catalogue_prices", "price_cents")}
"""Columns that became rows of another table."""
_FILLED = {"service_calendars": 1}
"""Tables that a revision itself puts rows in -> how many."""


def revisions() -> list[str]:
    """Every revision, oldest first."""
    return [script.revision for script in ScriptDirectory(str(upgrade.SCRIPTS)).walk_revisions()][::-1]


def opened(place: str) -> Database:
    """The database as it is."""
    return Database(database_url(place), SystemClock(), EventBus())


def made_by(revision: str, place: str) -> None:
    """Makes a database with the schema of ``revision`` and rows in every table."""
    db = opened(place)
    with db.engine.begin() as connection:
        run_to(revision, connection)
    with db.engine.begin() as connection:
        for table in tables_of(connection):
            first = _FILLED.get(table.name, 0) + 1
            connection.execute(insert(table), [_row(table, number) for number in range(first, ROWS + 1)])
    db.close()


def run_to(revision: str, connection: Connection) -> None:
    """Runs the revisions up to ``revision`` on a connection."""
    config = Config()
    config.set_main_option("script_location", str(upgrade.SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def tables_of(connection: Connection) -> list[Table]:
    """Our tables, parents first; search indexes follow from them and are left out."""
    metadata = MetaData()
    names = [
        name
        for name in inspect(connection).get_table_names()
        if name not in _NOT_OURS and "_search" not in name and not name.startswith("sqlite_")
    ]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Skipped unsupported reflection")  # of an index on an expression
        metadata.reflect(connection, only=names)
    return metadata.sorted_tables


def meaning(connection: Connection, columns: dict[str, list[str]] | None = None) -> dict[str, str]:
    """Table -> hash of all its rows; with ``columns`` of these columns only."""
    found = {}
    for table in tables_of(connection):
        if columns is not None and table.name not in columns:
            continue
        names = [column.name for column in table.columns] if columns is None else columns[table.name]
        wanted = [_column(table, name) for name in names]
        rows = connection.execute(select(*wanted).order_by(*table.primary_key.columns)).all()
        content = json.dumps([[repr(value) for value in row] for row in rows])
        found[table.name] = hashlib.sha256(content.encode()).hexdigest()
    return found


def _column(table: Table, name: str) -> ColumnElement[Any]:
    """What an earlier revision called ``name``, wherever it is kept now."""
    if name in table.c:
        return table.c[name]
    if (table.name, name) in _RENAMED:
        return table.c[_RENAMED[table.name, name]]
    to, column = _MOVED[table.name, name]
    return literal_column(f"(select {column} from {to} where item_id = {table.name}.id)")


def columns_of(connection: Connection) -> dict[str, list[str]]:
    """Table -> its columns."""
    return {table.name: [column.name for column in table.columns] for table in tables_of(connection)}


def schema_of(file: Path) -> set[tuple[str, str, str]]:
    """Everything that a SQLite file defines, in its own words."""
    db = opened(str(file))
    with db.read() as session:
        rows = session.connection().exec_driver_sql("select type, name, coalesce(sql, '') from sqlite_master").all()
    db.close()
    return {(row[0], row[1], " ".join(row[2].split())) for row in rows}


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(table, column, number) for column in table.columns}


def _value(table: Table, column: Column[Any], number: int) -> Any:  # noqa: ANN401 -- any column value
    kind = column.type
    if column.foreign_keys or isinstance(kind, Integer):
        return number
    if isinstance(kind, DateTime):
        return None if column.nullable else datetime(2026, 11, 24, 9, number, tzinfo=_zone(kind))
    if isinstance(kind, Date):
        return date(2026, 11, number)
    if isinstance(kind, Time):
        return time(8 + number)
    if isinstance(kind, Boolean):
        return number % 2 == 0
    if isinstance(kind, JSON):
        return {"number": number, "text": "Łódź"}
    if isinstance(kind, LargeBinary):
        return bytes([number]) * 10
    if isinstance(kind, String):
        return f"{number} {column.name} ë"[: kind.length or 100]
    raise TypeError(f"{table.name}.{column.name}: {kind}")


def _zone(kind: DateTime) -> Any:  # noqa: ANN401 -- tzinfo or None
    return UTC if kind.timezone else None
