# SPDX-License-Identifier: EUPL-1.2
"""Databases with the newest schema, made once per run and copied for each test."""

import os
import shutil
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql

from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.core.migrations import upgrade

_TEMPLATE = f"balie_template_{upgrade.HEAD}"
_TEMPLATE_LOCK = 4_217_900


def open_database(place: str) -> Database:
    """The database at ``place``, migrated, on the clock of this computer."""
    db = Database(database_url(place), SystemClock(), EventBus())
    upgrade.prepare(db, lambda: None)
    return db


def sqlite_copy(folder: Path) -> str:
    """The address of a new SQLite database with the newest schema in ``folder``."""
    target = folder / "balie.db"
    shutil.copyfile(_sqlite_template(), target)
    return f"sqlite:///{target}"


@cache
def _sqlite_template() -> Path:
    template = Path(os.environ["BALIE_TEST_HOME"], f"template-{os.getpid()}.db")
    open_database(str(template)).close()
    return template


def postgresql_copy(server: str) -> str:
    """The address of a new PostgreSQL database with the newest schema on ``server``; ``drop_postgresql`` removes it."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", (_TEMPLATE_LOCK,))  # the workers share one server
        if not connection.execute("select 1 from pg_database where datname = %s", (_TEMPLATE,)).fetchone():
            _make_template(server, connection)
        connection.execute(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(name), sql.Identifier(_TEMPLATE)
            )
        )
    return _address(server, name)


def _make_template(server: str, connection: psycopg.Connection[tuple[object, ...]]) -> None:
    draft = f"draft_{uuid4().hex}"
    connection.execute(sql.SQL("create database {}").format(sql.Identifier(draft)))
    open_database(_address(server, draft)).close()
    connection.execute(
        sql.SQL("alter database {} rename to {}").format(sql.Identifier(draft), sql.Identifier(_TEMPLATE))
    )


def drop_postgresql(server: str, address: str) -> None:
    """Removes a database that ``postgresql_copy`` made, whoever is still connected."""
    name = address.split("?")[0].rsplit("/", 1)[1]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _address(server: str, name: str) -> str:
    place, _, options = server.partition("?")
    return f"{place.rsplit('/', 1)[0]}/{name}?{options}"
