# SPDX-License-Identifier: EUPL-1.2
"""Four real desks come in, on both databases, with the figures that were computed from them.

Where a figure was counted by the source itself and its lines do not show every case, the difference is written here.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from desk_app.core.actor import the_program
from desk_app.core.clock import local
from desk_app.core.db import Database
from desk_app.tickets.models import Ticket
from desk_app.transfer.mapping import read_toml, ticket_mapping
from desk_app.transfer.messages import ImportTickets, TicketImport
from desk_app.transfer.tickets import TicketImporter
from tests import databases

UNTOLD = {
    "uci": {"reassigned": 4},
    "bpic14": {"reopened": 5, "reassigned": 21},
}
"""Cases that a counter of the source knows as reopened or reassigned, and no line of the stream tells of."""


@pytest.fixture
def expected(shared_data: Path) -> dict[str, Any]:
    """The figures."""
    figures: dict[str, Any] = json.loads((shared_data / "expected_figures.json").read_text())
    return figures


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty desk."""
    server = "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_server"))
    place = databases.postgresql_copy(server) if server else databases.sqlite_copy(tmp_path)
    db = databases.open_database(place)
    yield db
    db.close()
    if server:
        databases.drop_postgresql(server, place)


def _bring_in(db: Database, shared_data: Path, root: Path, name: str, place: str = "") -> TicketImport:
    mapping = ticket_mapping(read_toml(root / "tests" / "data" / "mappings" / f"{name}.toml"))
    file = shared_data / (place or f"ticket_events/{name}.csv.xz")
    return TicketImporter(db).bring_in(the_program(), ImportTickets(source=mapping.source), file, mapping)


def _stored(db: Database, query: str) -> Any:  # noqa: ANN401 -- one value
    with db.read() as session:
        return session.scalar(text(query))


def test_service_desk_of_an_it_company(
    empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    figures = expected["uci_incident"]

    found = _bring_in(empty, shared_data, root, "uci")

    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    assert found.transitions == figures["state_transitions"]
    assert found.reopened == figures["reopened_cases"]
    assert found.reassigned == figures["reassigned_cases"] - UNTOLD["uci"]["reassigned"]
    assert found.skipped == ()
    assert _stored(empty, "select count(*) from tickets where status = 'closed'") == figures["last_state"]["Closed"]
    added = figures["cases"]  # the line "geopend" before each
    assert _stored(empty, "select count(*) from ticket_events") == figures["events"] + added
    for priority, cases in figures["priority"].items():
        assert _stored(empty, f"select count(*) from tickets where priority = {priority}") == cases


def test_own_table_of_the_same_company_agrees_in_every_figure(
    empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    figures = expected["uci_incident"]

    found = _bring_in(empty, shared_data, root, "servicenow", "servicenow_incidents/events.csv.xz")

    with empty.read() as session:
        rows = session.execute(select(Ticket.registered_at, Ticket.met_at_source)).all()
    hours = Counter(str(local(row.registered_at).hour) for row in rows)
    late = sum(row.met_at_source is False for row in rows)
    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    assert found.transitions == figures["state_transitions"]
    assert found.reopened == figures["reopened_cases"]
    assert found.reassigned == figures["reassigned_cases"]
    assert hours == figures["hour_of_day_opened"]
    assert late == figures["made_sla_false"]


def test_service_desk_of_a_bank(empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]) -> None:
    figures = expected["bpic14_rabobank"]

    found = _bring_in(empty, shared_data, root, "bpic14")

    assert (found.tickets, found.events) == (figures["incidents"], figures["activities"])
    assert found.reopened == figures["reopened"] - UNTOLD["bpic14"]["reopened"]
    assert found.reassigned == figures["reassign_gt0"] - UNTOLD["bpic14"]["reassigned"]
    assert _stored(empty, "select count(*) from ticket_events") == figures["activities"]
    for kind, word in (("incident", "incident"), ("information", "request for information")):
        cases = _stored(empty, f"select count(*) from tickets where kind = '{kind}'")
        assert cases == figures["category"][word]
    for priority, cases in figures["priority"].items():
        assert _stored(empty, f"select count(*) from tickets where priority = {priority}") == cases
    for activity in ("Assignment", "Reassignment", "Mail to Customer"):
        lines = _stored(empty, f"select count(*) from ticket_events where text = '{activity}'")
        assert lines == figures["activity_types"][activity]


def test_help_desk_in_italy(empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]) -> None:
    figures = expected["helpdesk_italy"]

    found = _bring_in(empty, shared_data, root, "helpdesk")

    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    assert (found.reopened, found.reassigned) == (0, 0)
    for activity, lines in figures["activities"].items():
        assert _stored(empty, f"select count(*) from ticket_events where text = '{activity}'") == lines


def test_problems_of_a_maker_of_lorries(
    empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    figures = expected["bpic13_volvo"]

    found = _bring_in(empty, shared_data, root, "bpic13_problems")

    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    assert _stored(empty, "select count(*) from tickets where status = 'closed'") == figures["cases"]


def test_second_import_of_a_real_file_brings_nothing(tmp_path: Path, shared_data: Path, root: Path) -> None:
    db = databases.open_database(databases.sqlite_copy(tmp_path))
    first = _bring_in(db, shared_data, root, "bpic13_problems")

    second = _bring_in(db, shared_data, root, "bpic13_problems")

    assert (second.tickets, second.events, second.transitions) == (0, 0, {})
    assert len(second.skipped) == first.tickets
    db.close()
