# SPDX-License-Identifier: EUPL-1.2
"""Real desks come in, on both databases, and our own queries give the figures that were computed from their files.

Where a figure was counted by the source itself and its lines do not show every case, or where it is counted otherwise
than we do, the difference is written here.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text

from desk_app.core.actor import the_program
from desk_app.core.clock import local
from desk_app.core.db import Database
from desk_app.identity.models import Team
from desk_app.progress.durations import SHARES, Handling, HandlingQueries, Which
from desk_app.tickets.models import Ticket
from desk_app.transfer.mapping import TicketMapping, read_toml, ticket_mapping
from desk_app.transfer.messages import ImportTickets, TicketImport
from desk_app.transfer.tickets import TicketImporter
from tests import databases

UNTOLD = {
    "uci": {"reassigned": 4},
    "bpic14": {"reopened": 5, "reassigned": 21},
}
"""Cases that a counter of the source knows as reopened or reassigned, and no line of the stream tells of."""

CLOCK_FORWARD = 0.05
"""Hours by which the median of the city is shorter when the night is counted on which its clock went forward: their
figure takes one time from another as they stand on the wall."""

ROUNDED = 0.005
"""The expected figures have two places."""

P10, P50, P90, P99 = range(len(SHARES))


@pytest.fixture(scope="module")
def expected(shared_data: Path) -> dict[str, Any]:
    """The figures."""
    figures: dict[str, Any] = json.loads((shared_data / "expected_figures.json").read_text())
    return figures


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A desk without tickets of the source that comes in; every file has one of its own."""
    server = "" if request.param == "sqlite" else str(request.getfixturevalue("postgres_server"))
    place = databases.postgresql_copy(server) if server else databases.sqlite_copy(tmp_path_factory.mktemp("real"))
    db = databases.open_database(place)
    yield db
    db.close()
    if server:
        databases.drop_postgresql(server, place)


def _mapping(root: Path, name: str) -> TicketMapping:
    return ticket_mapping(read_toml(root / "tests" / "data" / "mappings" / f"{name}.toml"))


def _bring_in(db: Database, shared_data: Path, root: Path, name: str, place: str = "") -> TicketImport:
    mapping = _mapping(root, name)
    file = shared_data / (place or f"ticket_events/{name}.csv.xz")
    return TicketImporter(db).bring_in(the_program(), ImportTickets(source=mapping.source), file, mapping)


def _stored(db: Database, source: str, condition: str = "true") -> int:
    """Tickets of a source."""
    query = f"select count(*) from tickets where source = '{source}' and ({condition})"
    with db.read() as session:
        return session.scalar(text(query)) or 0


def _lines(db: Database, source: str, condition: str = "true") -> int:
    """Lines of the timelines of its tickets."""
    query = (
        "select count(*) from ticket_events e join tickets t on t.id = e.ticket_id "
        f"where t.source = '{source}' and ({condition})"
    )
    with db.read() as session:
        return session.scalar(text(query)) or 0


def _handling(db: Database, source: str, team_id: int | None = None) -> Handling:
    return HandlingQueries(db).handling(the_program(), Which(source=source, team_id=team_id))


def _hours(found: Handling, share: int) -> float:
    return found.seconds[share] / 3600


def _clocks_that_make_no_sense(db: Database, source: str) -> int:
    """Answered before it was registered, standing still since before that, or due never."""
    return _stored(db, source, "responded_at < registered_at or paused_at < registered_at or due_at is null")


def test_service_desk_of_an_it_company(
    empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    figures = expected["uci_incident"]

    found = _bring_in(empty, shared_data, root, "uci")

    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    assert found.transitions == figures["state_transitions"]
    assert found.reopened == figures["reopened_cases"]
    assert found.reassigned == figures["reassigned_cases"] - UNTOLD["uci"]["reassigned"]
    assert (found.not_met, found.skipped) == (figures["made_sla_false"], ())
    assert _stored(empty, "uci", "status = 'closed'") == figures["last_state"]["Closed"]
    added = figures["cases"]  # the line "geopend" before each
    assert _lines(empty, "uci") == figures["events"] + added
    for priority, cases in figures["priority"].items():
        assert _stored(empty, "uci", f"priority = {priority}") == cases
    handled = _handling(empty, "uci")
    assert handled.source_percent == pytest.approx(figures["made_sla_pct"], abs=ROUNDED)
    assert (handled.reopened, handled.most_reopened) == (figures["reopened_cases"], figures["max_reopen"])
    assert (handled.reassigned, handled.most_reassigned) == (found.reassigned, figures["max_reassign"])
    assert handled.timed == figures["cases"]  # without a column that says so, the line that completed a case counts
    assert _clocks_that_make_no_sense(empty, "uci") == 0


def test_own_table_of_the_same_company_agrees_in_every_figure(
    empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    figures = expected["uci_incident"]

    found = _bring_in(empty, shared_data, root, "servicenow", "servicenow_incidents/events.csv.xz")

    with empty.read() as session:
        opened = session.scalars(select(Ticket.registered_at).where(Ticket.source == "servicenow"))
        hours = Counter(str(local(moment).hour) for moment in opened)
    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    assert found.transitions == figures["state_transitions"]
    assert hours == figures["hour_of_day_opened"]
    handled = _handling(empty, "servicenow")
    assert (handled.tickets, handled.open) == (figures["cases"], 0)
    assert handled.source_missed == found.not_met == figures["made_sla_false"]
    assert handled.source_percent == pytest.approx(figures["made_sla_pct"], abs=ROUNDED)
    assert handled.reopened == found.reopened == figures["reopened_cases"]
    assert handled.reassigned == found.reassigned == figures["reassigned_cases"]
    assert (handled.most_reopened, handled.most_reassigned) == (figures["max_reopen"], figures["max_reassign"])
    assert handled.tickets - handled.timed == figures["resolved_at_missing"]
    assert _hours(handled, P50) == pytest.approx(figures["median_hours_open_to_resolved"], abs=ROUNDED)
    assert _hours(handled, P90) == pytest.approx(figures["p90_hours_open_to_resolved"], abs=ROUNDED)
    assert _clocks_that_make_no_sense(empty, "servicenow") == 0


def test_service_desk_of_a_bank(empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]) -> None:
    figures = expected["bpic14_rabobank"]

    found = _bring_in(empty, shared_data, root, "bpic14")

    assert (found.tickets, found.events) == (figures["incidents"], figures["activities"])
    assert found.reopened == figures["reopened"] - UNTOLD["bpic14"]["reopened"]
    assert found.reassigned == figures["reassign_gt0"] - UNTOLD["bpic14"]["reassigned"]
    assert _lines(empty, "bpic14") == figures["activities"]
    for kind, word in (("incident", "incident"), ("information", "request for information")):
        assert _stored(empty, "bpic14", f"kind = '{kind}'") == figures["category"][word]
    for priority, cases in figures["priority"].items():
        assert _stored(empty, "bpic14", f"priority = {priority}") == cases
    for activity in ("Assignment", "Reassignment", "Mail to Customer"):
        assert _lines(empty, "bpic14", f"e.text = '{activity}'") == figures["activity_types"][activity]
    handled = _handling(empty, "bpic14")
    assert (handled.reopened, handled.reassigned) == (found.reopened, found.reassigned)


def test_help_desk_in_italy(empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]) -> None:
    figures = expected["helpdesk_italy"]

    found = _bring_in(empty, shared_data, root, "helpdesk")

    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    handled = _handling(empty, "helpdesk")
    assert (found.reopened, found.reassigned) == (handled.reopened, handled.reassigned)
    for activity, lines in figures["activities"].items():
        assert _lines(empty, "helpdesk", f"e.text = '{activity}'") == lines


def test_problems_of_a_maker_of_lorries(
    empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    figures = expected["bpic13_volvo"]

    found = _bring_in(empty, shared_data, root, "bpic13_problems")

    assert (found.tickets, found.events) == (figures["cases"], figures["events"])
    assert _stored(empty, "bpic13", "status = 'closed'") == figures["cases"]


def test_front_desk_of_a_city(empty: Database, shared_data: Path, root: Path, expected: dict[str, Any]) -> None:
    figures = expected["boston311_2015"]["front_desk"]

    _bring_in(empty, shared_data, root, "city_front_desk", "boston_front_desk/front_desk_2015-01_04.csv")

    # the file holds the queues of five desks; the figures are those of the largest
    with empty.read() as session:
        team = session.scalars(select(Team.id).where(Team.name.like("%FrontDesk%"))).one()
    handled = _handling(empty, "city-front-desk", team)
    assert handled.tickets == figures["rows"]
    assert list(handled.seconds) == pytest.approx(list(figures["seconds_open_to_close"].values()))


def _check_the_city(db: Database, expected: dict[str, Any]) -> None:
    figures = expected["boston311_2015"]
    handled = _handling(db, "city-requests")
    assert handled.tickets == figures["rows"]
    assert {"Open": handled.open, "Closed": handled.tickets - handled.open} == figures["status"]
    told = {"ONTIME": handled.source_met, "OVERDUE": handled.source_missed}
    assert told | {"(leeg)": handled.tickets - sum(told.values())} == figures["ontime_flag"]
    assert handled.with_promise == figures["with_target_and_closed"]
    assert handled.after_promise == figures["closed_after_target"]
    # where it disagrees the source says nothing; it never says the opposite of its own dates
    assert handled.late_unsaid == figures["flag_disagrees_with_dates"]
    assert handled.source_differs == 0
    assert handled.open_missed == figures["open_and_overdue"]
    assert _hours(handled, P50) == pytest.approx(figures["median_hours_to_close"] - CLOCK_FORWARD, abs=ROUNDED)
    assert _clocks_that_make_no_sense(db, "city-requests") == 0


CITY = ("city_requests", "boston_front_desk/requests_2015-01_04.csv.xz")


def test_requests_of_a_city(tmp_path: Path, shared_data: Path, root: Path, expected: dict[str, Any]) -> None:
    db = databases.open_database(databases.sqlite_copy(tmp_path))

    found = _bring_in(db, shared_data, root, *CITY)

    assert (found.tickets, found.not_met) == (
        expected["boston311_2015"]["rows"],
        expected["boston311_2015"]["ontime_flag"]["OVERDUE"],
    )
    _check_the_city(db, expected)
    db.close()


@pytest.mark.faults
@pytest.mark.postgres
def test_requests_of_a_city_on_a_server(
    postgres_server: str, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    place = databases.postgresql_copy(postgres_server)
    db = databases.open_database(place)

    _bring_in(db, shared_data, root, *CITY)

    _check_the_city(db, expected)
    db.close()
    databases.drop_postgresql(postgres_server, place)


@pytest.mark.faults
def test_a_city_counted_by_the_wall_has_the_median_of_its_own(
    tmp_path: Path, shared_data: Path, root: Path, expected: dict[str, Any]
) -> None:
    db = databases.open_database(databases.sqlite_copy(tmp_path))
    mapping = replace(_mapping(root, CITY[0]), zone=ZoneInfo("UTC"))

    TicketImporter(db).bring_in(the_program(), ImportTickets(source=mapping.source), shared_data / CITY[1], mapping)

    figures = expected["boston311_2015"]
    assert _hours(_handling(db, mapping.source), P50) == pytest.approx(figures["median_hours_to_close"], abs=ROUNDED)
    db.close()


def test_second_import_of_a_real_file_brings_nothing(tmp_path: Path, shared_data: Path, root: Path) -> None:
    db = databases.open_database(databases.sqlite_copy(tmp_path))
    first = _bring_in(db, shared_data, root, "bpic13_problems")

    second = _bring_in(db, shared_data, root, "bpic13_problems")

    assert (second.tickets, second.events, second.transitions) == (0, 0, {})
    assert len(second.skipped) == first.tickets
    db.close()
