# SPDX-License-Identifier: EUPL-1.2
"""Is this database whole? SQLite's own checks find half of the damage at most; the chain of the audit trail more."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from desk_app.backup.messages import Fault, Part
from desk_app.core import audit
from desk_app.core.engines import sqlite_driver


def first_fault(connection: Connection, *, quickly: bool = False) -> Fault | None:
    """The first broken thing in file, references or audit trail; None when all is well.

    ``quickly`` looks at the structure of the file only (3 s per GB), not at indexes, references and the trail.
    """
    try:
        if connection.dialect.name == "sqlite":
            fault = _file_fault(connection, "quick_check" if quickly else "integrity_check")
            if fault or quickly:
                return fault
            row = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if row is not None:
                return Fault(Part.REFERENCES, f"{row[0]} {row[1]} -> {row[2]}")
        return None if quickly else _audit_fault(connection)
    except DatabaseError as error:
        return Fault(Part.FILE, str(error.orig))


def search_fault(connection: Connection) -> Fault | None:
    """The first search index that does not agree with its text; needs a connection that may write, changes nothing."""
    if connection.dialect.name != "sqlite":
        return None
    tables = connection.scalars(
        text("select name from sqlite_master where type = 'table' and sql like 'create virtual table%using fts5%'")
    )
    for table in list(tables):
        quoted = connection.dialect.identifier_preparer.quote(table)
        statement = f"insert into {quoted} ({quoted}, rank) values ('integrity-check', 1)"  # noqa: S608 -- its own name
        try:
            connection.exec_driver_sql(statement)
        except DatabaseError as error:
            return Fault(Part.SEARCH, f"{table}: {error.orig}")
    return None


@contextmanager
def opened(file: Path) -> Iterator[Connection]:
    """A connection to a database file that nobody else uses; to look, not to write."""
    engine = create_engine(
        "sqlite://",
        module=sqlite_driver,
        poolclass=NullPool,
        creator=lambda: sqlite_driver.connect(f"{_uri(file)}", uri=True),
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _uri(file: Path) -> str:
    return f"{file.absolute().as_uri()}?mode=ro&immutable=1"


def _file_fault(connection: Connection, check: str) -> Fault | None:
    found = connection.exec_driver_sql(f"PRAGMA {check}(1)").scalar()
    return None if found == "ok" else Fault(Part.FILE, str(found))


def _audit_fault(connection: Connection) -> Fault | None:
    with Session(connection) as session:
        try:
            broken = audit.first_broken_link(session)
        except ValueError as error:  # a time that is none
            return Fault(Part.AUDIT, str(error))
    return None if broken is None else Fault(Part.AUDIT, f"{broken}")
