# SPDX-License-Identifier: EUPL-1.2
"""How each kind of database is opened, and what its errors mean in plain words.

SQLite: WAL and synchronous FULL, because only that pair lost nothing in a simulated power cut; writes begin
IMMEDIATE, so that twenty programs wait for each other instead of failing. SQLite 3.7.0 up to 3.51.2 has the
"WAL-reset" fault, which needs two connections: on such a version one exclusive connection does all the work.
PostgreSQL: time-outs, so that a pulled cable is an error after seconds instead of a frozen counter.
"""

import os
import random
import sqlite3
from contextlib import suppress
from threading import Event
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DatabaseError

from desk_app.core.errors import DeskError, Unavailable
from desk_app.core.i18n import _

try:
    from pysqlite3 import dbapi2 as _driver
except ImportError:  # no wheel for this computer: Python's own SQLite, with the guard below
    _driver = sqlite3

sqlite_driver: Any = _driver
"""The module that speaks to SQLite; it has the interface of ``sqlite3``."""

BUSY_SECONDS = 5
BEGIN_WRITE = "BEGIN IMMEDIATE"
"""Takes the place of the writer at once: who begins by reading is refused when somebody else wrote meanwhile."""
PAUSES = (0.002, 0.012)
"""Seconds between two attempts to become the writer."""
TURNS = 700
"""Attempts: about five seconds."""
_PAUSE = Event()
"""Never set: waiting for it is a pause."""

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "fullfsync=ON",
    "cache_size=-16384",
    "temp_store=MEMORY",
)
POSTGRESQL = {
    "connect_timeout": 3,
    "tcp_user_timeout": 4000,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000"
    " -c timezone=UTC",
}


def is_safe_for_two_connections(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL-reset fault (mended in 3.51.3, and in 3.44.6 and 3.50.7)."""
    if version >= (3, 51, 3):
        return True
    return version[:2] in ((3, 44), (3, 50)) and version >= {44: (3, 44, 6), 50: (3, 50, 7)}[version[1]]


def sqlite_version() -> tuple[int, int, int]:
    """The version of the SQLite in use."""
    major, minor, patch = sqlite_driver.sqlite_version_info
    return major, minor, patch


def make(url: URL) -> tuple[Engine, Engine]:
    """The engine that writes and the engine that reads; the same one where one connection must do all."""
    if url.get_backend_name() == "postgresql":
        engine = create_engine(url, connect_args=POSTGRESQL, pool_size=4, pool_pre_ping=True)
        return engine, engine
    shared = is_safe_for_two_connections(sqlite_version())
    writer = _sqlite(url, size=1, begin=BEGIN_WRITE, extra=() if shared else ("locking_mode=EXCLUSIVE",))
    if not shared:
        return writer, writer
    return writer, _sqlite(url, size=4, begin="BEGIN", extra=("query_only=ON",))


def _sqlite(url: URL, *, size: int, begin: str, extra: tuple[str, ...]) -> Engine:
    engine = create_engine(
        url,
        module=sqlite_driver,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=30,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "do_connect")
    def _keep_private(*_arguments: object) -> None:
        # SQLite gives its journals the rights of the file, so only the file must be made by us.
        with suppress(OSError):  # it is there already, or SQLite will say what is wrong
            os.close(os.open(url.database or "", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:  # noqa: ANN401 -- the driver's own type
        connection.isolation_level = None
        for pragma in (*extra, *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if begin == BEGIN_WRITE:
            _begin_write(connection)
        else:
            connection.exec_driver_sql(begin)

    return engine


def _begin_write(connection: Connection) -> None:
    """Begins a write among others who want to: every few milliseconds all of them have the same chance.

    SQLite's own waiting grows to a tenth of a second, so that of twenty programs some wait in vain for five.
    """
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA busy_timeout=0")
    try:
        for _turn in range(TURNS):
            try:
                driver.execute(BEGIN_WRITE)
            except sqlite_driver.OperationalError as error:
                if "locked" not in str(error):
                    break
                _PAUSE.wait(random.uniform(*PAUSES))
            else:
                return
        connection.exec_driver_sql(BEGIN_WRITE)  # what is refused again is an error of SQLAlchemy
    finally:
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def explain(error: DatabaseError) -> DeskError:
    """The sentence for a person: what happened, what to do, what is safe."""
    return explain_reason(str(error.orig))


def explain_reason(reason: str) -> DeskError:
    """The same for the words of a driver that was used directly."""
    reason = reason.lower()
    if "locked" in reason or "lock timeout" in reason:
        sentence = _("The computer is still busy saving. Your text is kept. Try again in a moment.")
    elif "disk is full" in reason or "disk i/o" in reason or "no space" in reason:
        sentence = _("The disk is full: nothing was saved, your text is still here. Free some space and try again.")
    elif "readonly" in reason or "read-only" in reason or "query_only" in reason:
        sentence = _("The database may only be read here. Ask your administrator to check the rights on the file.")
    elif "malformed" in reason or "not a database" in reason:
        sentence = _("The database is damaged. Nothing was overwritten. Restore a backup: main.py restore FILE.")
    elif "unable to open" in reason:
        sentence = _("The database cannot be opened. Check that the folder exists and that you may write in it.")
    else:
        sentence = _("The database does not answer. Your text is kept. Try again in a moment.")
    return Unavailable(sentence)
