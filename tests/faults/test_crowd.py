# SPDX-License-Identifier: EUPL-1.2
"""Twenty programs on one database wait for each other, and nobody overwrites what he has not seen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.core.actor import Role
from tests import databases, factories
from tests.faults.children import report_of
from tests.faults.counter import a_desk_file

ALL_DAY = pytest.mark.faults


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def desk_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a small desk."""
    if request.param == "sqlite":
        yield str(a_desk_file(tmp_path))
        return
    server = str(request.getfixturevalue("postgres_server"))
    address = databases.postgresql_copy(server)
    db = databases.open_database(address)
    factories.a_small_desk(db)
    factories.an_actor(db, "eva", Role.COUNTER)
    db.close()
    yield address
    databases.drop_postgresql(server, address)


@pytest.mark.parametrize(("programs", "times"), [(10, 5), pytest.param(20, 100, marks=ALL_DAY)], ids=["quick", "long"])
def test_many_counters_register_at_once(desk_place: str, programs: int, times: int) -> None:
    found = report_of("crowd", "register", desk_place, programs, times)

    assert found["errors"] == []
    assert found["done"] == programs * times
    assert found["numbers"] == found["distinct"] == 2 * programs * times
    assert (found["half_done"], found["broken"]) == (None, "")


def test_without_taking_the_writers_place_first_most_would_be_refused(tmp_path: Path) -> None:
    found = report_of("crowd", "register", a_desk_file(tmp_path), 20, 5, "reading-first")

    assert len(found["errors"]) > 10


@pytest.mark.parametrize(("programs", "times"), [(8, 10), pytest.param(50, 20, marks=ALL_DAY)], ids=["quick", "long"])
def test_who_edits_an_older_version_hears_so(desk_place: str, programs: int, times: int) -> None:
    found = report_of("crowd", "edit", desk_place, programs, times)

    assert found["errors"] == []
    assert found["counted"] == found["done"] > 0
    assert found["done"] + found["refused"] == programs * times


def test_without_versions_edits_would_be_lost(tmp_path: Path) -> None:
    found = report_of("crowd", "edit", a_desk_file(tmp_path), 8, 10, "unseen")

    assert found["counted"] < found["done"]
