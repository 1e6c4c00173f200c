# SPDX-License-Identifier: EUPL-1.2
"""The columns of a ticket that follow from its clock, written anew within the command that moves it.

They are worked out from the timeline each time, never from what they were. The ledger calls here, and nobody else
writes them. A calendar or target that changes later moves nothing until something happens to the ticket.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk_app.contracts.terms import Terms
from desk_app.tickets.clocks import STOPPED, Clock, Happening, Mark, log_of, run_clock, told_due
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind, TicketStatus
from desk_app.tickets.models import Ticket, TicketEvent
from desk_app.tickets.ticket_terms import Promised, TicketTerms
from desk_app.tickets.urgency import warned_at

KEPT = ("due_at", "soon_at", "respond_by", "responded_at", "paused_at")
"""The columns that are written here."""

TERMS = (
    "target_id",
    "kind",
    "catalogue_item_id",
    "catalogue_version",
    "supply",
    "priority",
    "space_id",
    "promised_at",
)
"""The columns that say, or lead to, the terms by which a clock runs, and when it warns."""

SILENT = (
    TicketEventKind.REGISTERED,
    TicketEventKind.NOTE,
    TicketEventKind.ASSIGNED,
    TicketEventKind.PRINTED,
    TicketEventKind.MAILED,
    TicketEventKind.WARNED,
)
"""Lines that say nothing about a clock, but for those of another program: there one line can tell several things."""

AT_ONCE = 500
"""Tickets in one question."""

Changes = Mapping[str, Sequence[Any]]
"""Column -> before and after, as the timeline keeps it."""


class Clocked(Promised, Protocol):
    """A ticket, or the columns of it that its clock needs beside its timeline."""

    @property
    def id(self) -> int: ...
    @property
    def status(self) -> TicketStatus: ...
    @property
    def pending_reason(self) -> PendingReason | None: ...
    @property
    def registered_at(self) -> datetime: ...
    @property
    def completed_at(self) -> datetime | None: ...
    @property
    def closed_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line of the timeline that is about to be written."""

    at: datetime
    kind: TicketEventKind
    for_customer: bool
    changes: Changes
    command_id: str | None


def columns_of(clock: Clock, promised_at: datetime | None) -> dict[str, datetime | None]:
    """What is kept of a clock; a promise sooner than the term warns sooner."""
    promise = promised_at if promised_at is not None and promised_at < clock.term_at else None
    return {
        "due_at": clock.due_at,
        "soon_at": clock.soon_at if promise is None else min(clock.soon_at, warned_at(clock.started_at, promise)),
        "respond_by": clock.respond_by,
        "responded_at": clock.responded_at,
        "paused_at": clock.paused_at,
    }


def clock_of(ticket: Clocked, lines: Iterable[Happening], terms: Terms) -> Clock:
    """The clock of a ticket with this timeline (oldest first).

    Where the timeline does not tell how the ticket came to stand as it does (it was brought in without one), the
    moments in its columns do. Where no agreement holds, what the program it came from promised does.
    """
    lines = list(lines)
    log = log_of(lines)
    if (log[-1].status if log else TicketStatus.NEW) is not ticket.status:
        at = ticket.completed_at or ticket.closed_at or ticket.registered_at
        log = (*log, Mark(at, ticket.status, ticket.pending_reason))
    return run_clock(ticket.registered_at, log, terms, told_due(lines) if terms.target_id is None else None)


def read_clock(session: Session, ticket: Clocked, terms: Terms | None = None) -> Clock:
    """The clock of one ticket; ``terms``: other ones than it has now."""
    return clock_of(ticket, _read_lines(session, ticket.id), terms or TicketTerms(session).of(ticket))


def read_clocks(session: Session, ticket_ids: Sequence[int]) -> Iterator[tuple[int, Clock]]:
    """The clocks of many tickets by id, in no order; one that is not there is left out."""
    book = TicketTerms(session)
    columns = select(*(getattr(Ticket, name) for name in _CLOCKED))
    for first in range(0, len(ticket_ids), AT_ONCE):
        some = ticket_ids[first : first + AT_ONCE]
        query = _lines().where(TicketEvent.ticket_id.in_(some)).order_by(TicketEvent.ticket_id, TicketEvent.id)
        lines = {
            ticket_id: list(rows) for ticket_id, rows in groupby(session.execute(query), lambda row: row.ticket_id)
        }
        for row in session.execute(columns.where(Ticket.id.in_(some))):
            yield row.id, clock_of(row, lines.get(row.id, ()), book.of(row))


def start(session: Session, ticket: Ticket, terms: Terms | None = None) -> None:
    """The columns of a ticket that is being registered; ``terms`` where they were read for its promise."""
    _write(ticket, clock_of(ticket, (), terms or TicketTerms(session).of(ticket)))


def lines_if_moved(session: Session, ticket: Ticket, changes: Changes) -> list[Happening] | None:
    """The timeline so far, when these changes (not made yet) move the clock in more than its first answer; else None.

    Work that begins, or ends without having waited, costs no question to the database.
    """
    before = ticket.status
    after = TicketStatus(changes["status"][1]) if "status" in changes else before
    waits = TicketStatus.PENDING in (before, after) and not changes.keys().isdisjoint(("status", "pending_reason"))
    goes_on = before in STOPPED and after not in STOPPED
    has_other_terms = not changes.keys().isdisjoint(TERMS)
    never_answered = ticket.responded_at is None and before is not TicketStatus.NEW and after is not before
    if waits or goes_on or has_other_terms or never_answered:
        return _read_lines(session, ticket.id)
    return None


def follow(session: Session, ticket: Ticket, lines: list[Happening] | None, line: NewLine) -> dict[str, list[Any]]:
    """Writes the columns after ``line`` (its changes are made); returns those that changed, with before and after.

    ``lines``: what ``lines_if_moved`` answered.
    """
    if lines is not None:
        with session.no_autoflush:
            terms = TicketTerms(session).of(ticket)
        return _write(ticket, clock_of(ticket, [*lines, line], terms))
    begins = "status" in line.changes and ticket.status is not TicketStatus.VOIDED
    if ticket.responded_at is not None or not (begins or line.for_customer):
        return {}
    ticket.responded_at = max(line.at, ticket.registered_at)
    return {"responded_at": [None, ticket.responded_at]}


def recompute(session: Session, ticket: Ticket, line: NewLine) -> dict[str, list[Any]]:
    """The same after something was undone: ``line`` says what."""
    return follow(session, ticket, _read_lines(session, ticket.id), line)


def _write(ticket: Ticket, clock: Clock) -> dict[str, list[Any]]:
    changed: dict[str, list[Any]] = {}
    for name, after in columns_of(clock, ticket.promised_at).items():
        before = getattr(ticket, name)
        if before != after:
            changed[name] = [before, after]
            setattr(ticket, name, after)
    return changed


_CLOCKED = (
    "id",
    "kind",
    "status",
    "target_id",
    "catalogue_item_id",
    "catalogue_version",
    "supply",
    "pending_reason",
    "registered_at",
    "completed_at",
    "closed_at",
)


def _lines() -> Any:  # noqa: ANN401 -- the select that both readers narrow
    line = TicketEvent
    columns = select(line.ticket_id, line.at, line.kind, line.for_customer, line.changes, line.command_id)
    return columns.where(or_(line.kind.not_in(SILENT), line.command_id.is_(None)))


def _read_lines(session: Session, ticket_id: int) -> list[Happening]:
    query = _lines().where(TicketEvent.ticket_id == ticket_id).order_by(TicketEvent.id)
    return list(session.execute(query))
