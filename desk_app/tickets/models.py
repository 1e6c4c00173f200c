# SPDX-License-Identifier: EUPL-1.2
"""Tables of the ticket and of what happened to it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.catalogue.models import LeadUnit, ServiceLane, StepKind, Supply, TicketKind
from desk_app.core.base import Base, EnumText, IntKey, Key
from desk_app.interactions.models import Channel
from desk_app.tickets.lifecycle import Outcome, PendingReason, StepStatus, TicketEventKind, TicketStatus

OPEN_WORK = text("tickets.status IN ('new', 'in_progress', 'pending', 'ready')")
"""The condition of the partial index; repeat it word for word in every query on open work, or it is not used."""

_INDEX_CONDITION = text("status IN ('new', 'in_progress', 'pending', 'ready')")

REOPENED = text("ticket_events.kind = 'reopened'")
"""The condition of the partial index of reopened tickets; as with ``OPEN_WORK``, word for word."""

_REOPENED_CONDITION = text("kind = 'reopened'")


class Ticket(Base):
    """One question of one customer. ``due_at`` is what agreements say, ``promised_at`` what the customer was told.

    ``due_at``, ``soon_at``, ``respond_by``, ``responded_at`` and ``paused_at`` follow from the timeline; they are kept
    beside it so that lists can be sorted by them, and written anew in the transaction of each event that moves them
    (``clock_keeping.py``).
    """

    __tablename__ = "tickets"
    __table_args__ = (
        Index(
            "ix_tickets_open_due",
            "due_at",
            "id",
            sqlite_where=_INDEX_CONDITION,
            postgresql_where=_INDEX_CONDITION,
        ),
        Index("ix_tickets_completed_at", "completed_at"),
        Index("ix_tickets_target_id", "target_id", "completed_at"),
        Index("ix_tickets_requester_id", "requester_id", "id"),
        Index("ix_tickets_requested_for_id", "requested_for_id"),
        Index("ix_tickets_interaction_id", "interaction_id"),
        Index("ix_tickets_catalogue_item_id", "catalogue_item_id", "registered_at"),
        Index("uq_tickets_source_external_number", "source", "external_number", unique=True),
    )

    id: Mapped[IntKey]
    number: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[TicketKind] = mapped_column(EnumText(TicketKind))
    status: Mapped[TicketStatus] = mapped_column(EnumText(TicketStatus))
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id"))
    channel: Mapped[Channel] = mapped_column(EnumText(Channel))
    requester_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    requested_for_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    catalogue_item_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_items.id"))
    catalogue_version: Mapped[int | None]
    """The version of the item that was sold (``catalogue_versions``)."""
    supply: Mapped[Supply | None] = mapped_column(EnumText(Supply))
    lane: Mapped[ServiceLane | None] = mapped_column(EnumText(ServiceLane))
    """Which way it went when it was registered; a later change of the matrix does not touch it."""
    answers: Mapped[list[Any]] = mapped_column(default=list)
    """Answers to the extra fields, each as ``tickets/answers.py`` writes it: with its own label, so that it still reads
    when the field has changed."""
    exception_reason: Mapped[str] = mapped_column(String(200), default="")
    """Why a customer got what they are not entitled to; empty: they are."""
    exception_by: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(200))
    """Product and first line of the description; what lists and slips show."""
    description: Mapped[str] = mapped_column(default="")
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"))
    quantity: Mapped[int] = mapped_column(default=1)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """The fields of its kind (``intake/draft.py`` names them); empty ones are left out."""
    confidential: Mapped[bool] = mapped_column(default=False)
    priority: Mapped[int | None]
    """1 highest; from impact and need at a fault, or from an import."""
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"), index=True)
    """Who minds it until the customer is done, whoever works on it."""
    price_cents: Mapped[int] = mapped_column(default=0)
    cost_centre: Mapped[str] = mapped_column(String(64), default="")
    target_id: Mapped[int | None] = mapped_column(ForeignKey("agreement_targets.id"))
    """The target of an agreement that its clock runs by; None: the lead time of the product, or the default."""
    registered_at: Mapped[datetime]
    respond_by: Mapped[datetime | None]
    responded_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    promised_at: Mapped[datetime | None]
    promise_reason: Mapped[str] = mapped_column(String(200), default="")
    soon_at: Mapped[datetime | None]
    """From here on the ticket is "soon": a quarter of the open time is left, and at least an hour."""
    paused_at: Mapped[datetime | None]
    """Since when the clock stands still; None: it runs, or the ticket is done."""
    pending_reason: Mapped[PendingReason | None] = mapped_column(EnumText(PendingReason))
    follow_up_on: Mapped[date | None]
    completed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None] = mapped_column(EnumText(Outcome))
    resolution: Mapped[str] = mapped_column(default="")
    late_reason: Mapped[str] = mapped_column(String(200), default="")
    minutes_spent: Mapped[int | None]
    ready_at: Mapped[datetime | None]
    shelf: Mapped[str] = mapped_column(String(32), default="")
    collected_at: Mapped[datetime | None]
    collected_by: Mapped[str] = mapped_column(String(200), default="")
    closed_at: Mapped[datetime | None]
    met_at_source: Mapped[bool | None]
    """Whether the promise was kept, as the program it was imported from said; None: not imported, or not said."""
    source: Mapped[str | None] = mapped_column(String(32))
    external_number: Mapped[str | None] = mapped_column(String(64))
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


class TicketEvent(Base):
    """One thing that happened to a ticket; rows are only ever added (a trigger holds that).

    ``changes``: field -> [before, after], enough to undo; ``for_customer`` marks what the customer reads.
    """

    __tablename__ = "ticket_events"
    __table_args__ = (
        Index("ix_ticket_events_ticket_id", "ticket_id", "id"),
        Index("ix_ticket_events_command_id", "command_id"),
        Index(
            "ix_ticket_events_reopened",
            "ticket_id",
            sqlite_where=_REOPENED_CONDITION,
            postgresql_where=_REOPENED_CONDITION,
        ),
    )

    id: Mapped[IntKey]
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    at: Mapped[datetime]
    kind: Mapped[TicketEventKind] = mapped_column(EnumText(TicketEventKind))
    agent_id: Mapped[int | None] = mapped_column(Key)
    agent_name: Mapped[str] = mapped_column(String(200), default="")
    counter_name: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(default="")
    for_customer: Mapped[bool] = mapped_column(default=False)
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    command_id: Mapped[str | None] = mapped_column(String(36))


class TicketStep(Base):
    """One step of the process of a ticket, as the item had it when it was sold.

    It can start (``ready_at``) when every step in ``after`` is over; ``done_by`` is who finished or skipped it.
    """

    __tablename__ = "ticket_steps"
    __table_args__ = (
        Index("uq_ticket_steps_ticket_id_code", "ticket_id", "code", unique=True),
        Index("ix_ticket_steps_item_id", "item_id", "ready_at"),
        Index("ix_ticket_steps_team_id", "team_id", "status"),
    )

    id: Mapped[IntKey]
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_items.id"))
    code: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(EnumText(StepKind))
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    lead_amount: Mapped[int]
    lead_unit: Mapped[LeadUnit] = mapped_column(EnumText(LeadUnit))
    after: Mapped[list[Any]] = mapped_column(default=list)
    required_input: Mapped[str] = mapped_column(String(200), default="")
    required_input_en: Mapped[str] = mapped_column(String(200), default="")
    exit_check: Mapped[str] = mapped_column(String(200), default="")
    exit_check_en: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[StepStatus] = mapped_column(EnumText(StepStatus))
    ready_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str] = mapped_column(String(200), default="")
    input: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(String(200), default="")
    """Why it was skipped, or done again."""
    times_redone: Mapped[int] = mapped_column(default=0)


class TicketNumber(Base):
    """The last number given in a year; a number is never given twice."""

    __tablename__ = "ticket_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class UnfinishedText(Base):
    """What an agent is typing at a ticket and has not sent; ``content`` is field -> text."""

    __tablename__ = "unfinished_texts"

    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"), primary_key=True, autoincrement=False)
    about: Mapped[str] = mapped_column(String(100), primary_key=True)
    content: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]
