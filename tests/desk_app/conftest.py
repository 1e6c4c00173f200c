# SPDX-License-Identifier: EUPL-1.2
"""A desk on a real database, SQLite and PostgreSQL alike, on a clock that stands still."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk_app.app import Desk, build
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from tests import databases, factories


@pytest.fixture
def clock() -> FixedClock:
    """A Tuesday in November, 10:42 at the desk."""
    return FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database."""
    if request.param == "sqlite":
        yield databases.sqlite_copy(tmp_path)
        return
    server = str(request.getfixturevalue("postgres_server"))
    address = databases.postgresql_copy(server)
    yield address
    databases.drop_postgresql(server, address)


@pytest.fixture
def db(place: str, clock: FixedClock) -> Iterator[Database]:
    """The open database."""
    database = Database(database_url(place), clock, EventBus())
    yield database
    database.close()


@pytest.fixture
def desk(db: Database) -> Desk:
    """Every service and query on that database, with a team, a counter, a few people and products."""
    desk = build(db)
    factories.a_small_desk(db)
    return desk


@pytest.fixture
def actor(desk: Desk) -> Actor:
    """An agent at the counter."""
    return factories.an_actor(desk.db, "eva", Role.COUNTER)
