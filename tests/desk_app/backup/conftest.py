# SPDX-License-Identifier: EUPL-1.2
"""A small desk in a file, and commands that leave a mark in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from desk_app.core.actor import the_program
from desk_app.core.db import Database
from desk_app.core.i18n import set_language
from desk_app.core.messages import Command
from desk_app.identity.models import Team
from tests.databases import open_database, sqlite_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTeam(Command):
    """A command that is easy to recognise afterwards."""

    code: str


def add_team(db: Database, code: str) -> None:
    command = AddTeam(code=code)
    with db.write(the_program(), command) as unit:
        unit.session.add(Team(code=code, name=code * 20, public_name=code))


def teams(place: Path | str) -> list[str]:
    db = open_database(str(place))
    with db.read() as session:
        codes = list(session.scalars(select(Team.code).order_by(Team.id)))
    db.close()
    return codes


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("nl")


@pytest.fixture
def desk_file(tmp_path: Path) -> Path:
    sqlite_copy(tmp_path)
    return tmp_path / "balie.db"


@pytest.fixture
def db(desk_file: Path) -> Iterator[Database]:
    database = open_database(str(desk_file))
    for code in ("front", "keys", "post"):
        add_team(database, code)
    yield database
    database.close()


@pytest.fixture
def names(tmp_path: Path) -> Callable[[], list[str]]:
    """The names of everything that lies in the folder."""
    return lambda: sorted(file.name for file in tmp_path.iterdir())
