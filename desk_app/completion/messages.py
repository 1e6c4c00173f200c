# SPDX-License-Identifier: EUPL-1.2
"""What completion can be asked, and the rows it shows."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desk_app.catalogue.models import TicketKind
from desk_app.core.messages import Command
from desk_app.tickets.lifecycle import Outcome
from desk_app.tickets.messages import TicketLine


class NoticeChoice(StrEnum):
    """How the customer hears that it is ready."""

    MAIL = "mail"
    ROLL = "80mm"
    A5 = "a5"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTickets(Command):
    """Report ready: what was done (the customer reads it), how it ended, how the customer hears.

    ``shelf`` not empty: it waits there to be collected. ``late_reason`` is asked when it is later than agreed;
    ``next_step`` when it was not solved. ``cost_cents`` replaces the price when given.
    """

    ticket_ids: tuple[int, ...]
    work_done: str
    outcome: Outcome = Outcome.SOLVED
    notice: NoticeChoice = NoticeChoice.NONE
    shelf: str = ""
    late_reason: str = ""
    next_step: str = ""
    minutes_spent: int | None = None
    cost_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnShelf(Command):
    """Completed work that waits for the customer after all."""

    ticket_id: int
    shelf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """The customer takes it along; ``signature`` is a PNG; with it the ticket is closed."""

    ticket_ids: tuple[int, ...]
    name: str
    signature: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseExpired(Command):
    """Close what the customer can no longer come back on; given by the program itself."""

    ticket_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CompletionSheet:
    """What is known before somebody reports these tickets ready.

    ``late_minutes``: one number per ticket that is later than agreed. ``standard_text`` belongs to the product that
    all share, in the language that their customers share. ``without_mail``: numbers whose customer has no e-mail address. ``price_cents`` of a single ticket.
    """

    lines: tuple[TicketLine, ...]
    late_minutes: tuple[int, ...]
    standard_text: str
    without_mail: tuple[str, ...]
    price_cents: int | None
    usual_notice: NoticeChoice


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """Something that waits to be collected; ``ready_at`` aware, UTC; names are empty for an anonymous customer."""

    id: int
    number: str
    kind: TicketKind
    subject: str
    shelf: str
    ready_at: datetime
    requester_id: int | None
    requester: str
    requested_for_id: int | None
    requested_for: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Who took it along and when (UTC); ``signature`` is the PNG, None when there is none or the actor may not see it."""

    at: datetime
    name: str
    is_signed: bool
    signature: bytes | None = field(default=None, repr=False)
