# SPDX-License-Identifier: EUPL-1.2
"""The life of a ticket: one table of allowed moves. Pure.

NEW -> IN_PROGRESS <-> PENDING -> COMPLETED -> [READY -> COLLECTED] -> CLOSED; CANCELLED from any open state;
a reopened ticket is IN_PROGRESS again; VOIDED only by undoing the registration. Who works on it is not a state.
"""

from enum import StrEnum

from desk_app.contracts.models import PendingReason as PendingReason
from desk_app.core.errors import Conflict
from desk_app.core.i18n import N_, _


class TicketStatus(StrEnum):
    """Where a ticket stands."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
    COMPLETED = "completed"
    READY = "ready"
    COLLECTED = "collected"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    VOIDED = "voided"


class Act(StrEnum):
    """What somebody does to a ticket that moves it."""

    START = "start"
    WAIT = "wait"
    RESUME = "resume"
    RESET = "reset"
    COMPLETE = "complete"
    MAKE_READY = "make_ready"
    HAND_OVER = "hand_over"
    CLOSE = "close"
    CANCEL = "cancel"
    REOPEN = "reopen"
    VOID = "void"


class Outcome(StrEnum):
    """How a completed ticket ended."""

    SOLVED = "solved"
    PARTLY = "partly"
    NOT_SOLVED = "not_solved"


class StepStatus(StrEnum):
    """Where a step of the process stands: other steps come first, it can be done, it is over."""

    WAITING = "waiting"
    READY = "ready"
    DONE = "done"
    SKIPPED = "skipped"


class TicketEventKind(StrEnum):
    """What a line of the timeline tells."""

    REGISTERED = "registered"
    NOTE = "note"
    MESSAGE = "message"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    WAITING = "waiting"
    RESUMED = "resumed"
    CHANGED = "changed"
    STEP = "step"
    COMPLETED = "completed"
    READY = "ready"
    COLLECTED = "collected"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    UNDONE = "undone"
    PRINTED = "printed"
    MAILED = "mailed"
    IMPORTED = "imported"
    WARNED = "warned"


S = TicketStatus
OPEN = frozenset({S.NEW, S.IN_PROGRESS, S.PENDING, S.READY})
"""Somebody still has to do something; READY waits for the customer to collect."""
WORKABLE = frozenset({S.NEW, S.IN_PROGRESS, S.PENDING})
DONE = frozenset({S.COMPLETED, S.COLLECTED, S.CLOSED})

MOVES: dict[Act, tuple[frozenset[TicketStatus], TicketStatus]] = {
    Act.START: (frozenset({S.NEW, S.PENDING}), S.IN_PROGRESS),
    Act.WAIT: (frozenset({S.NEW, S.IN_PROGRESS, S.PENDING}), S.PENDING),
    Act.RESUME: (frozenset({S.PENDING}), S.IN_PROGRESS),
    Act.RESET: (WORKABLE, S.NEW),
    Act.COMPLETE: (WORKABLE, S.COMPLETED),
    Act.MAKE_READY: (frozenset({S.COMPLETED}), S.READY),
    Act.HAND_OVER: (frozenset({S.READY}), S.COLLECTED),
    Act.CLOSE: (frozenset({S.COMPLETED, S.COLLECTED}), S.CLOSED),
    Act.CANCEL: (OPEN, S.CANCELLED),
    Act.REOPEN: (frozenset({S.COMPLETED, S.READY, S.COLLECTED, S.CLOSED, S.CANCELLED}), S.IN_PROGRESS),
    Act.VOID: (OPEN | DONE, S.VOIDED),
}

STATUS_NAMES: dict[TicketStatus, str] = {
    S.NEW: N_("new"),
    S.IN_PROGRESS: N_("in progress"),
    S.PENDING: N_("waiting"),
    S.COMPLETED: N_("completed"),
    S.READY: N_("ready to collect"),
    S.COLLECTED: N_("collected"),
    S.CLOSED: N_("closed"),
    S.CANCELLED: N_("cancelled"),
    S.VOIDED: N_("withdrawn"),
}

PENDING_NAMES: dict[PendingReason, str] = {
    PendingReason.CUSTOMER: N_("the customer"),
    PendingReason.SUPPLIER: N_("a supplier"),
    PendingReason.APPROVAL: N_("approval"),
    PendingReason.PART: N_("a part"),
}

OUTCOME_NAMES: dict[Outcome, str] = {
    Outcome.SOLVED: N_("Solved"),
    Outcome.PARTLY: N_("Partly solved"),
    Outcome.NOT_SOLVED: N_("Not solved"),
}

_REFUSALS: dict[Act, str] = {
    Act.START: N_("Ticket {number} is {status}. Only new or waiting work can be started."),
    Act.WAIT: N_("Ticket {number} is {status}. Only work that is not done yet can wait."),
    Act.RESUME: N_("Ticket {number} is {status}. Only waiting work can go on."),
    Act.RESET: N_("Ticket {number} is {status}. Only work that is not done yet can go back to new."),
    Act.COMPLETE: N_("Ticket {number} is {status}. It cannot be completed again. Reopen it first."),
    Act.MAKE_READY: N_("Ticket {number} is {status}. Complete it first, then put it on the shelf."),
    Act.HAND_OVER: N_("Ticket {number} is {status}. There is nothing on the shelf to hand over."),
    Act.CLOSE: N_("Ticket {number} is {status}. Complete it first, then close it."),
    Act.CANCEL: N_("Ticket {number} is {status}. Only open work can be cancelled."),
    Act.REOPEN: N_("Ticket {number} is {status}. It is still open: just go on with it."),
    Act.VOID: N_("Ticket {number} is {status}. It cannot be withdrawn any more."),
}


def may(act: Act, status: TicketStatus) -> bool:
    """Whether the table allows ``act`` in ``status``."""
    return status in MOVES[act][0]


def refusal(act: Act, status: TicketStatus, number: str) -> str:
    """The sentence that says why ``act`` cannot be done in ``status``; empty when it can."""
    if may(act, status):
        return ""
    return _(_REFUSALS[act]).format(number=number, status=_(STATUS_NAMES[status]))


def move(act: Act, status: TicketStatus, number: str) -> TicketStatus:
    """The status after ``act``; raises Conflict with a plain sentence when the table does not allow it."""
    before, after = MOVES[act]
    if status not in before:
        raise Conflict(refusal(act, status, number))
    return after
