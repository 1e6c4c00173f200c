# SPDX-License-Identifier: EUPL-1.2
"""Cases of another program come in as they were, all of a file or nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotAllowed
from desk_app.identity.rights import rights_of
from desk_app.tickets.lifecycle import TicketEventKind, TicketStatus
from desk_app.tickets.messages import TicketRow, TimelineRow
from desk_app.tickets.queries import TicketQueries
from desk_app.transfer.mapping import TicketMapping, ticket_mapping
from desk_app.transfer.messages import BadFile, ImportTickets, TicketImport, TicketsImported
from desk_app.transfer.tickets import TicketImporter

Write = Callable[..., Path]

ORDINARY = (
    "7,2026-01-05T09:00:00,made,Open,Ann,Desk,,high,A1",
    "7,2026-01-05T10:00:00,passed on,Busy,Ben,Tech,looks broken,?,?",
    "7,2026-01-06T10:00:00,change,Waiting,Ben,Tech,,,",
    "7,2026-01-07T10:00:00,change,Busy,Ben,Tech,,,",
    "7,2026-01-08T10:00:00,change,Solved,Ben,Tech,,,B2",
    "7,2026-01-09T10:00:00,again,Busy,Ann,Desk,,,",
    "7,2026-01-10T10:00:00,change,Closed,Ann,Desk,,low,",
)


def bring_in(db: Database, file: Path, mapping: TicketMapping) -> TicketImport:
    return TicketImporter(db).bring_in(the_program(), ImportTickets(source=mapping.source), file, mapping)


def ticket(db: Database, number: str = "M26-000001") -> tuple[TicketRow, tuple[TimelineRow, ...]]:
    queries = TicketQueries(db)
    row = queries.by_number(the_program(), number)
    return row, queries.timeline(the_program(), row.id)


def tickets(db: Database) -> int:
    with db.read() as session:
        return session.scalar(text("select count(*) from tickets")) or 0


def priority(db: Database) -> int | None:
    with db.read() as session:
        found: int | None = session.scalar(text("select priority from tickets"))
    return found


def trail(db: Database) -> int:
    with db.read() as session:
        return session.scalar(text("select count(*) from audit")) or 0


def test_case_becomes_a_ticket_with_its_history(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    file = written(*ORDINARY)

    found = bring_in(fresh, file, mapping)

    row, timeline = ticket(fresh)
    assert found == TicketImport(
        tickets=1,
        events=7,
        transitions={
            "Open -> Busy": 1,
            "Busy -> Waiting": 1,
            "Waiting -> Busy": 1,
            "Busy -> Solved": 1,
            "Solved -> Busy": 1,
            "Busy -> Closed": 1,
        },
        reopened=1,
        reassigned=1,
        skipped=(),
    )
    assert (row.status, row.team, priority(fresh)) == (TicketStatus.CLOSED, "Desk", 4)
    assert row.details == {"location": "B2"}
    assert row.completed_at == row.closed_at == timeline[-1].at
    assert [line.kind for line in timeline] == [
        TicketEventKind.REGISTERED,
        TicketEventKind.ASSIGNED,
        TicketEventKind.WAITING,
        TicketEventKind.RESUMED,
        TicketEventKind.COMPLETED,
        TicketEventKind.REOPENED,
        TicketEventKind.CLOSED,
    ]
    assert [line.agent_name for line in timeline] == ["Ann", "Ben", "Ben", "Ben", "Ben", "Ann", "Ann"]
    assert timeline[1].text == "looks broken"
    assert timeline[1].changes["source_status"] == ["Open", "Busy"]


def test_import_is_one_command_and_is_told_once(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    heard: list[int] = []
    fresh.events.subscribe(TicketsImported, lambda event: heard.append(event.id))

    bring_in(fresh, written(*ORDINARY, "8,2026-01-05T09:00:00,made,Open,,,,,"), mapping)

    assert trail(fresh) == 1
    assert len(heard) == 1


def test_history_keeps_the_order_of_its_source(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    file = written(
        "7,2026-01-09T09:00:00,made,Open,,,first,,",
        "7,2026-01-05T09:00:00,change,Closed,,,closed before it was opened,,",
        "7,2026-01-07T09:00:00,change,?,,,third,,",
    )

    bring_in(fresh, file, mapping)

    row, timeline = ticket(fresh)
    assert [line.text for line in timeline] == ["first", "closed before it was opened", "third"]
    assert row.status is TicketStatus.CLOSED
    assert row.closed_at is not None
    assert row.closed_at < row.registered_at


def test_lines_of_cases_may_be_mixed(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    file = written(
        "7,2026-01-05T09:00:00,made,Open,,,a,,",
        "8,2026-01-05T09:00:00,made,Open,,,b,,",
        "7,2026-01-05T10:00:00,change,Busy,,,c,,",
    )

    found = bring_in(fresh, file, mapping)

    assert (found.tickets, found.events) == (2, 3)
    assert [line.text for line in ticket(fresh)[1]] == ["a", "c"]


def test_unknown_and_odd_words_say_nothing(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    file = written(
        "7,2026-01-05T09:00:00,made,-100,?,?,,?,?",
        "7,2026-01-05T10:00:00,?,Odd,,,,,",
    )

    found = bring_in(fresh, file, mapping)

    row, timeline = ticket(fresh)
    assert found.transitions == {}
    assert (row.status, row.team, priority(fresh), row.details) == (TicketStatus.NEW, "", None, {})
    assert [line.kind for line in timeline] == [TicketEventKind.REGISTERED, TicketEventKind.CHANGED]


def test_counters_of_the_source_are_believed(fresh: Database, written: Write) -> None:
    mapping = ticket_mapping(
        {
            "source": "counting",
            "columns": {"case": "nr", "opened": "born", "time": "at", "status": "state"},
            "status": {"Open": "new"},
            "counting": {"reopened": {"counter": "again"}, "reassigned": {"counter": "moved"}},
        }
    )
    header = "nr,born,at,state,again,moved"
    file = written(
        "1,2025-12-01T09:00:00,2026-01-05T09:00:00,Open,0,0",
        "1,2025-12-01T09:00:00,2026-01-06T09:00:00,Open,1,0",
        "2,,2026-01-05T09:00:00,Open,,2",
        header=header,
    )

    found = bring_in(fresh, file, mapping)

    assert (found.reopened, found.reassigned) == (1, 1)
    assert ticket(fresh, "M25-000001")[0].details == {}
    with pytest.raises(BadFile, match="1 line"):
        bring_in(fresh, written("3,,2026-01-05T09:00:00,Open,many,0", header=header), mapping)


def test_number_follows_the_year_in_which_the_case_was_opened(
    fresh: Database, mapping: TicketMapping, written: Write
) -> None:
    file = written(
        "a,2015-12-31T23:30:00Z,made,Open,,,,,",
        "b,2016-06-01T09:00:00,made,Open,,,,,",
        "c,2006-06-01T09:00:00,made,Open,,,,,",
    )

    bring_in(fresh, file, mapping)

    with fresh.read() as session:
        rows = session.execute(text("select external_number, number from tickets")).all()
    assert {row[0]: row[1] for row in rows} == {"a": "M16-000001", "b": "M16-000002", "c": "M06-000001"}


def test_second_import_skips_what_is_here(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    bring_in(fresh, written(*ORDINARY), mapping)

    found = bring_in(fresh, written(*ORDINARY, "8,2026-01-05T09:00:00,made,Open,,,,,"), mapping)

    assert found.skipped == ("7",)
    assert (found.tickets, found.events) == (1, 1)
    assert tickets(fresh) == 2


def test_same_command_is_carried_out_once(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    command = ImportTickets(source=mapping.source)
    importer = TicketImporter(fresh)
    importer.bring_in(the_program(), command, written(*ORDINARY), mapping)

    with pytest.raises(Conflict):
        importer.bring_in(the_program(), command, written("8,2026-01-05T09:00:00,made,Open,,,,,"), mapping)

    assert tickets(fresh) == 1


def test_every_bad_line_is_named_and_nothing_is_imported(
    fresh: Database, mapping: TicketMapping, written: Write
) -> None:
    file = written(
        "7,2026-01-05T09:00:00,made,Open,,,,,",
        "8,yesterday,made,Open,,,,,",
        "9,2026-01-05T09:00:00,made,Opne,,,,,",
        "10,2026-01-05T09:00:00,made,Open,,,",
        ",2026-01-05T09:00:00,made,Open,,,,,",
        f"11,2026-01-05T09:00:00,made,Open,{'x' * 201},,,,",
        "12,0016-01-05T09:00:00,made,Open,,,,,",
        "13,2026-01-05T09:00:00,made,Open,,,,urgent,",
        "14,2026-01-05T09:00:00,gone,Open,,,,,",
    )

    with pytest.raises(BadFile) as refusal:
        bring_in(fresh, file, mapping)

    assert list(refusal.value.lines) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert "yesterday" in refusal.value.lines[3]
    assert "Opne" in refusal.value.lines[4]
    assert "7 cells" in refusal.value.lines[5]
    assert tickets(fresh) == trail(fresh) == 0


def test_dry_run_tells_the_same_and_writes_nothing(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    importer = TicketImporter(fresh)

    told = importer.check(the_program(), written(*ORDINARY), mapping)

    assert tickets(fresh) == trail(fresh) == 0
    assert told == bring_in(fresh, written(*ORDINARY), mapping)


def test_failure_half_way_leaves_nothing(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    lines = [f"{number},2026-01-05T09:00:00,made,Open,,,,," for number in range(1200)]
    with fresh.engine.begin() as connection:
        connection.execute(
            text(
                "create trigger refuse before insert on tickets when new.external_number = '1100' "
                "begin select raise(abort, 'no'); end"
            )
        )

    with pytest.raises(Conflict):
        bring_in(fresh, written(*lines), mapping)

    assert tickets(fresh) == trail(fresh) == 0


def test_import_is_for_who_may(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    clerk = Actor(None, "Clerk", Role.COUNTER, rights_of(Role.COUNTER))

    with pytest.raises(NotAllowed):
        TicketImporter(fresh).bring_in(clerk, ImportTickets(source="x"), written(*ORDINARY), mapping)

    assert tickets(fresh) == 0


def test_case_is_found_by_the_number_it_had(fresh: Database, mapping: TicketMapping, written: Write) -> None:
    bring_in(fresh, written("INC0047,2026-01-05T09:00:00,made,Open,,,,,"), mapping)

    with fresh.read() as session:
        found = session.scalar(text("select count(*) from ticket_search where ticket_search match 'inc0047'"))

    assert found == 1
