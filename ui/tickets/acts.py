# SPDX-License-Identifier: EUPL-1.2
"""What can be done to a ticket now, and why not. Knows no window."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desk_app.core.actor import Actor, Right
from desk_app.core.errors import NotAllowed
from desk_app.core.i18n import N_, _
from desk_app.tickets.lifecycle import STATUS_NAMES, WORKABLE, Act, TicketStatus, may, refusal
from desk_app.tickets.messages import TicketRow


class Gesture(StrEnum):
    """A button of the ticket page."""

    COMPLETE = "complete"
    HAND_OVER = "hand_over"
    ROUTE = "route"
    WAIT = "wait"
    TAKE = "take"
    SHELF = "shelf"
    CLOSE = "close"
    REOPEN = "reopen"
    CANCEL = "cancel"
    OWNER = "owner"
    ESCALATE = "escalate"
    RECLASSIFY = "reclassify"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class GestureSpec:
    """How a button looks; ``key`` is what people press, ``right`` what it takes."""

    text: str
    icon: str
    key: str
    right: Right


GESTURES: dict[Gesture, GestureSpec] = {
    Gesture.COMPLETE: GestureSpec(N_("Report ready"), "check", "Ctrl+G", Right.COMPLETE),
    Gesture.HAND_OVER: GestureSpec(N_("Hand over"), "handshake", "", Right.HAND_OVER),
    Gesture.TAKE: GestureSpec(N_("Take on"), "play", "T", Right.WORK_TICKETS),
    Gesture.ROUTE: GestureSpec(N_("Route on"), "send", "Ctrl+D", Right.WORK_TICKETS),
    Gesture.WAIT: GestureSpec(N_("Wait"), "circle-pause", "", Right.WORK_TICKETS),
    Gesture.SHELF: GestureSpec(N_("On the shelf"), "package", "", Right.HAND_OVER),
    Gesture.CLOSE: GestureSpec(N_("Close it"), "archive", "", Right.COMPLETE),
    Gesture.REOPEN: GestureSpec(N_("Reopen"), "undo-2", "", Right.REOPEN),
    Gesture.CANCEL: GestureSpec(N_("Cancel it"), "ban", "", Right.CANCEL),
    Gesture.OWNER: GestureSpec(N_("Who minds it"), "eye", "O", Right.WORK_TICKETS),
    Gesture.ESCALATE: GestureSpec(N_("Escalate"), "bell", "E", Right.WORK_TICKETS),
    Gesture.RECLASSIFY: GestureSpec(N_("Classify anew"), "tag", "Ctrl+E", Right.WORK_TICKETS),
    Gesture.PRINT: GestureSpec(N_("Print…"), "printer", "Ctrl+P", Right.PRINT),
}
"""In the order of the buttons."""

MINDING = (Gesture.OWNER, Gesture.ESCALATE, Gesture.RECLASSIFY)
"""What is done to the clock of a ticket and who looks after it; these stand beside the clock."""
WORKING = tuple(gesture for gesture in GESTURES if gesture not in MINDING)

_OPEN = (Gesture.COMPLETE, Gesture.TAKE, Gesture.ROUTE, Gesture.WAIT, Gesture.CANCEL, *MINDING)
_SHOWN: dict[TicketStatus, tuple[Gesture, ...]] = {
    TicketStatus.COMPLETED: (Gesture.COMPLETE, Gesture.SHELF, Gesture.CLOSE, Gesture.REOPEN, Gesture.RECLASSIFY),
    TicketStatus.READY: (Gesture.HAND_OVER, Gesture.REOPEN, Gesture.CANCEL, Gesture.RECLASSIFY),
    TicketStatus.COLLECTED: (Gesture.CLOSE, Gesture.REOPEN, Gesture.RECLASSIFY),
    TicketStatus.CLOSED: (Gesture.COMPLETE, Gesture.REOPEN),
    TicketStatus.CANCELLED: (Gesture.COMPLETE, Gesture.REOPEN),
    TicketStatus.VOIDED: (),
}


def shown_in(status: TicketStatus) -> tuple[Gesture, ...]:
    """The buttons that make sense in this status; one that cannot be pressed all the same is grey and says why."""
    return (*_SHOWN.get(status, _OPEN), Gesture.PRINT)


_ACTS = {
    Gesture.COMPLETE: Act.COMPLETE,
    Gesture.HAND_OVER: Act.HAND_OVER,
    Gesture.WAIT: Act.WAIT,
    Gesture.SHELF: Act.MAKE_READY,
    Gesture.CLOSE: Act.CLOSE,
    Gesture.REOPEN: Act.REOPEN,
    Gesture.CANCEL: Act.CANCEL,
}


def why_not(gesture: Gesture, row: TicketRow, actor: Actor, open_step: str = "") -> str:
    """The sentence that says why not; empty when it can be done. ``open_step``: the step that comes first."""
    try:
        actor.require(GESTURES[gesture].right)
    except NotAllowed as error:
        return str(error)
    if gesture in _ACTS:
        refused = refusal(_ACTS[gesture], row.status, row.number)
        if not refused and open_step and gesture is Gesture.COMPLETE:
            return _("First step “{step}”: finish it, or skip it with a reason.").format(step=open_step)
        return refused
    rule = _RULES.get(gesture)
    return rule(row, actor) if rule else ""


def _take(row: TicketRow, actor: Actor) -> str:
    if row.status is TicketStatus.IN_PROGRESS:
        return _("You work on this already.") if row.assignee_id == actor.agent_id else ""
    return refusal(Act.START, row.status, row.number)


def _route(row: TicketRow, _actor: Actor) -> str:
    if may(Act.COMPLETE, row.status):
        return ""
    return _("Ticket {number} is done. Reopen it first, then route it on.").format(number=row.number)


def _mind(row: TicketRow, _actor: Actor) -> str:
    if row.status in WORKABLE:
        return ""
    return _("Ticket {number} is done: nobody has to mind it any more.").format(number=row.number)


def _reclassify(row: TicketRow, _actor: Actor) -> str:
    if Gesture.RECLASSIFY in shown_in(row.status):
        return ""
    words = _("Ticket {number} is {status}. Reopen it first, then say what it is about.")
    return words.format(number=row.number, status=_(STATUS_NAMES[row.status]))


_RULES: dict[Gesture, Callable[[TicketRow, Actor], str]] = {
    Gesture.TAKE: _take,
    Gesture.ROUTE: _route,
    Gesture.OWNER: _mind,
    Gesture.ESCALATE: _mind,
    Gesture.RECLASSIFY: _reclassify,
}
