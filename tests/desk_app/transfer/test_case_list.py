# SPDX-License-Identifier: EUPL-1.2
"""A list of cases, one on each line, comes in as tickets with their promise, their end and their clock."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import CatalogueItem, LeadUnit
from desk_app.contracts.models import Agreement, AgreementKind, AgreementTarget, PendingReason, agreement_departments
from desk_app.core.actor import Actor, the_program
from desk_app.core.db import Database
from desk_app.core.errors import InvalidInput
from desk_app.relations.models import Department
from desk_app.tickets.lifecycle import TicketEventKind, TicketStatus
from desk_app.tickets.messages import ResumeTickets
from desk_app.tickets.models import Ticket
from desk_app.transfer.mapping import ticket_mapping
from desk_app.transfer.messages import BadFile, ImportTickets, TicketImport
from desk_app.transfer.tickets import TicketImporter

RAW: dict[str, Any] = {
    "source": "old-list",
    "file": {"unknown": ["?"]},
    "columns": {
        "case": "nr",
        "opened": "opened",
        "due": "target",
        "completed": "solved",
        "closed": "closed",
        "status": "state",
        "met": "on time",
        "subject": "about",
        "resolution": "how",
        "team": "group",
        "priority": "urgency",
        "channel": "by",
    },
    "details": {"location": "where"},
    "status": {
        "Open": "new",
        "Busy": "in_progress",
        "Customer": "pending.customer",
        "Done": "completed",
        "Closed": "closed",
        "Gone": "cancelled",
        "Odd": "",
    },
    "met": {"yes": True, "no": False},
    "priority": {"high": 1, "low": 4},
    "channel": {"tel": "phone", "desk": "counter"},
}
HEADER = "nr,opened,target,solved,closed,state,on time,about,how,group,urgency,by,where"
DAY = "2026-01-{}".format


def bring_in(db: Database, folder: Path, *lines: str, **parts: Any) -> TicketImport:  # noqa: ANN401 -- parts of a mapping
    mapping = ticket_mapping(RAW | parts)
    file = folder / "list.csv"
    file.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return TicketImporter(db).bring_in(the_program(), ImportTickets(source=mapping.source), file, mapping)


def ticket(db: Database, number: str) -> Ticket:
    with db.read() as session:
        found = session.scalars(select(Ticket).where(Ticket.external_number == number)).one()
        session.expunge(found)
    return found


def kinds(desk: Desk, number: str) -> list[TicketEventKind]:
    return [line.kind for line in desk.ticket_queries.timeline(the_program(), ticket(desk.db, number).id)]


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def test_line_becomes_a_ticket_with_its_promise_and_its_end(desk: Desk, tmp_path: Path) -> None:
    line = "7,2026-01-05T09:00,2026-01-09,2026-01-08T10:00,2026-01-12T10:00,Closed,yes,Lamp,new lamp,Tech,high,desk,A1"

    found = bring_in(desk.db, tmp_path, line)

    row = ticket(desk.db, "7")
    assert (found.tickets, found.events, found.met, found.not_met) == (1, 1, 1, 0)
    assert row.status is TicketStatus.CLOSED
    assert row.registered_at == utc("2026-01-05T08:00")
    assert row.due_at == row.promised_at == utc("2026-01-09T23:00")
    assert (row.completed_at, row.closed_at) == (utc("2026-01-08T09:00"), utc("2026-01-12T09:00"))
    assert (row.met_at_source, row.target_id, row.priority) == (True, None, 1)
    assert (row.subject, row.resolution, row.details) == ("Lamp", "new lamp", {"location": "A1"})
    assert kinds(desk, "7") == [TicketEventKind.REGISTERED, TicketEventKind.COMPLETED, TicketEventKind.CLOSED]


def test_list_comes_in_once(desk: Desk, tmp_path: Path) -> None:
    first, second = "1,2026-01-05T09:00,,,,Open,,,,,,,", "2,2026-01-05T09:00,,,,Open,,,,,,,"
    bring_in(desk.db, tmp_path, first)

    again = bring_in(desk.db, tmp_path, first, second)

    assert (again.tickets, again.skipped) == (1, ("1",))


T = "2026-01-05T09:00"
ODD_LINES: dict[str, tuple[str, str | None, str | None]] = {
    f"{T},,,,Open,,": ("new", None, None),
    f"{T},,,,?,,": ("new", None, None),
    f"{T},,,,Odd,,": ("new", None, None),
    f"{T},,,,Busy,no,": ("in_progress", None, None),
    f"{T},,{T},{T},Open,,": ("new", None, None),
    f"{T},{T},{T},{T},Closed,yes,": ("closed", "2026-01-05T08:00", "2026-01-05T08:00"),
    f"{T},,?,2026-01-06T09:00,Closed,,": ("closed", None, "2026-01-06T08:00"),
    f"{T},,,,Closed,,": ("closed", None, None),
    f"{T},,2026-01-04T09:00,2026-01-03T09:00,Closed,,": ("closed", "2026-01-04T08:00", "2026-01-03T08:00"),
    f"{T},,2026-01-06T09:00,,Done,,": ("completed", "2026-01-06T08:00", None),
    f"{T},,,2026-01-06T09:00,Gone,,": ("cancelled", None, "2026-01-06T08:00"),
}
"""What stands between the number and the subject; the status, and when it was completed and closed."""


def test_what_is_missing_equal_or_out_of_order_is_kept_as_it_is(desk: Desk, tmp_path: Path) -> None:
    lines = [f"{number},{cells},,,,," for number, cells in enumerate(ODD_LINES)]

    bring_in(desk.db, tmp_path, *lines)

    for number, (status, completed, closed) in enumerate(ODD_LINES.values()):
        row = ticket(desk.db, str(number))
        clock = desk.ticket_queries.clock(the_program(), row.id)
        assert row.status == status
        assert (row.completed_at, row.closed_at) == (completed and utc(completed), closed and utc(closed))
        assert row.due_at is not None
        assert clock.used_seconds(desk.clock.now()) >= 0
        assert all(span.end is None or span.end >= span.begin for span in clock.spans)
        assert kinds(desk, str(number))[0] is TicketEventKind.REGISTERED


def test_hours_of_the_nights_on_which_the_clock_changes(desk: Desk, tmp_path: Path) -> None:
    spring = "1,2026-03-29T01:30,,2026-03-29T03:30,,Done,,,,,,,"
    autumn = "2,2026-10-25T02:50,,2026-10-25T02:10,,Done,,,,,,,"
    lost = "3,2026-03-29T02:30,,2026-03-29T03:45,,Done,,,,,,,"

    bring_in(desk.db, tmp_path, spring, autumn, lost)

    took = [(row.completed_at or row.registered_at) - row.registered_at for row in (ticket(desk.db, n) for n in "123")]
    assert [int(one.total_seconds() // 60) for one in took] == [60, 20, 15]


def test_what_waits_for_the_customer_stands_still_and_goes_on(desk: Desk, actor: Actor, tmp_path: Path) -> None:
    bring_in(desk.db, tmp_path, "7,2026-11-20T09:00,2026-11-30T17:00,,,Customer,,,,,,,")
    before = ticket(desk.db, "7")

    desk.tickets.resume(actor, ResumeTickets(ticket_ids=(before.id,)))

    after = ticket(desk.db, "7")
    assert (before.pending_reason, before.paused_at) == (PendingReason.CUSTOMER, before.registered_at)
    assert before.due_at is not None
    assert after.due_at is not None
    assert after.due_at > before.due_at
    assert after.paused_at is None
    assert after.promised_at == before.promised_at == before.due_at


def test_every_bad_line_is_named_and_nothing_comes_in(desk: Desk, tmp_path: Path) -> None:
    good = "1,2026-01-05T09:00,,,,Open,,,,,,,"
    with pytest.raises(BadFile) as refusal:
        bring_in(
            desk.db,
            tmp_path,
            good,
            "1,2026-01-06T09:00,,,,Open,,,,,,,",
            "2,,,,,Open,,,,,,,",
            "3,2026-01-05T09:00,soon,,,Open,,,,,,,",
            "4,2026-01-05T09:00,,,,Open,perhaps,,,,,,",
            "5,2026-01-05T09:00,,,1-1-2026,Closed,,,,,,,",
            f"6,2026-01-05T09:00,,,,Open,,,{'x' * 10_001},,,,",
        )

    assert list(refusal.value.lines) == [3, 4, 5, 6, 7, 8]
    assert "2" in refusal.value.lines[3]
    assert "perhaps" in refusal.value.lines[6]
    with desk.db.read() as session:
        assert session.scalar(text("select count(*) from tickets")) == 0


def an_agreement(desk: Desk) -> int:
    """With the department FAC: two working hours for what is urgent."""
    with desk.db.jot() as session:
        unit = session.scalars(select(Department.id).where(Department.code == "FAC")).one()
        agreement = Agreement(
            code="SLA-FAC", name="Facilitair", kind=AgreementKind.SLA, valid_from=datetime(2026, 1, 1).date()
        )
        session.add(agreement)
        session.flush()
        session.execute(agreement_departments.insert().values(agreement_id=agreement.id, department_id=unit))
        lead = LeadTime(120, LeadUnit.MINUTES)
        target = AgreementTarget(
            agreement_id=agreement.id,
            position=1,
            priority=1,
            completion_amount=lead.amount,
            completion_unit=lead.unit,
            response_amount=30,
            response_unit=lead.unit,
            pauses=[PendingReason.CUSTOMER.value],
        )
        session.add(target)
        session.flush()
        return target.id


def test_agreement_that_held_then_counts_and_the_word_of_the_source_stays_apart(desk: Desk, tmp_path: Path) -> None:
    target_id = an_agreement(desk)
    urgent = "1,2026-01-05T09:00,2026-01-09T17:00,2026-01-05T10:00,,Done,no,,,,high,,"
    calm = "2,2026-01-05T09:00,2026-01-09T17:00,,,Open,,,,,low,,"
    old = "3,2025-12-05T09:00,2026-01-09T17:00,,,Open,,,,,high,,"

    bring_in(desk.db, tmp_path, urgent, calm, old, defaults={"department": "FAC", "product": "P-PAS"})

    rows = [ticket(desk.db, number) for number in "123"]
    with desk.db.read() as session:
        item_id = session.scalars(select(CatalogueItem.id).where(CatalogueItem.code == "P-PAS")).one()
    assert [row.target_id for row in rows] == [target_id, None, None]
    assert {row.catalogue_item_id for row in rows} == {item_id}
    assert rows[0].due_at is not None
    assert rows[0].due_at < utc("2026-01-05T12:00")
    assert (rows[0].respond_by is not None, rows[0].responded_at) == (True, utc("2026-01-05T09:00"))
    assert rows[0].met_at_source is False
    assert [row.promised_at for row in rows] == [utc("2026-01-09T16:00")] * 3
    assert rows[1].due_at == utc("2026-01-09T16:00")


def test_mapping_to_what_is_not_here_is_refused(desk: Desk, tmp_path: Path) -> None:
    for part in ({"defaults": {"department": "NONE"}}, {"product": {"pass": "P-NONE"}}):
        with pytest.raises(InvalidInput, match=r"NONE"):
            bring_in(desk.db, tmp_path, "1,2026-01-05T09:00,,,,Open,,,,,,,", **part)

    with desk.db.read() as session:
        assert session.scalar(text("select count(*) from tickets")) == 0
