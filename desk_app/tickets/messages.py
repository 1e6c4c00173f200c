# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of tickets, what they tell afterwards, and the rows they show.

Orders that a board gives to a selection take several ids: one command, one undo.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk_app.catalogue.models import Complexity, Funding, ServiceLane, Supply, TicketKind
from desk_app.core.events import DomainEvent
from desk_app.core.messages import Command
from desk_app.interactions.models import Channel
from desk_app.tickets.lifecycle import Outcome, PendingReason, TicketEventKind, TicketStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeTickets(Command):
    """I work on these now."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTickets(Command):
    """Route on to a team, or to somebody in it, with the reason why."""

    ticket_ids: tuple[int, ...]
    team_id: int
    reason: str
    agent_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitTickets(Command):
    """These wait for somebody else until ``follow_up_on`` (local date, today or later)."""

    ticket_ids: tuple[int, ...]
    reason: PendingReason
    follow_up_on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTickets(Command):
    """The waiting is over; also starts new work."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetTickets(Command):
    """Back to new, without somebody working on it: the first lane of the board."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseTickets(Command):
    """The customer is done with these."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenTickets(Command):
    """It was not right after all."""

    ticket_ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTickets(Command):
    """It need not be done any more."""

    ticket_ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(Command):
    """A line in the timeline: for colleagues only, or for the customer to read."""

    ticket_id: int
    text: str
    for_customer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReclassifyTicket(Command):
    """It is about something else than was thought: another kind, product, priority (1 highest) or place.

    What is None stays as it is. ``version`` is that of the ticket as it was read. What was agreed is chosen anew, and
    the clock runs by it from the beginning; what the customer was promised stays.
    """

    ticket_id: int
    version: int
    reason: str
    kind: TicketKind | None = None
    item_id: int | None = None
    priority: int | None = None
    space_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reclassified:
    """What a ``ReclassifyTicket`` would do, before it is sent: due now and then (UTC), and why then."""

    due_before: datetime | None
    due_after: datetime
    source: str
    """Which terms hold then."""
    promised_at: datetime | None
    """What the customer was told; it does not move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(Command):
    """Take back everything that one earlier command did to tickets."""

    undone_id: str


@dataclass(frozen=True, slots=True)
class TicketChanged(DomainEvent):
    """A ticket is new, or anything about it changed."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: its id for undo, the numbers for the toast."""

    command_id: str
    ticket_ids: tuple[int, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """Everything the ticket page shows of a ticket; moments aware, UTC; money in cents.

    ``catalogue_version``, sold since ``version_at``, is how the item was when it was asked; ``answers`` as
    ``tickets/answers.py`` reads them; ``exception_reason``: why somebody got what they are not entitled to.
    """

    id: int
    version: int
    number: str
    kind: TicketKind
    status: TicketStatus
    subject: str
    description: str
    channel: Channel
    interaction_id: int | None
    requester_id: int | None
    requester: str
    requested_for_id: int | None
    requested_for: str
    item_id: int | None
    item_code: str
    item: str
    complexity: Complexity | None
    funding: Funding | None
    catalogue_version: int | None
    version_at: datetime | None
    supply: Supply | None
    lane: ServiceLane | None
    answers: list[Any]
    exception_reason: str
    exception_by: str
    space: str
    quantity: int
    details: dict[str, Any]
    confidential: bool
    team_id: int | None
    team: str
    assignee_id: int | None
    assignee: str
    owner_id: int | None
    owner: str
    priority: int | None
    space_id: int | None
    price_cents: int
    cost_centre: str
    target_id: int | None
    registered_at: datetime
    respond_by: datetime | None
    responded_at: datetime | None
    due_at: datetime | None
    soon_at: datetime | None
    paused_at: datetime | None
    promised_at: datetime | None
    promise_reason: str
    pending_reason: PendingReason | None
    follow_up_on: date | None
    completed_at: datetime | None
    outcome: Outcome | None
    resolution: str
    late_reason: str
    minutes_spent: int | None
    ready_at: datetime | None
    shelf: str
    collected_at: datetime | None
    collected_by: str
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket in a short list: customer panel, duplicates, ready shelf."""

    id: int
    number: str
    kind: TicketKind
    status: TicketStatus
    subject: str
    due_at: datetime | None
    soon_at: datetime | None
    registered_at: datetime
    shelf: str
    paused_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One line of the timeline; ``changes`` are field -> [before, after] as stored."""

    id: int
    at: datetime
    kind: TicketEventKind
    agent_name: str
    counter_name: str
    text: str
    for_customer: bool
    changes: dict[str, Any]
    command_id: str | None
    withdrawn: bool
    """Its command was undone."""
