# SPDX-License-Identifier: EUPL-1.2
"""The chip that says in a mark and words how a ticket stands: late, soon, on time, waiting, done."""

from datetime import datetime

from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.tickets.lifecycle import PENDING_NAMES, STATUS_NAMES, TicketStatus
from desk_app.tickets.messages import TicketLine, TicketRow
from desk_app.tickets.urgency import URGENCY_NAMES, Urgency, time_left, urgency
from ui.widgets.badge import Chip

STATES: dict[Urgency, str] = {
    Urgency.ON_TIME: "on_time",
    Urgency.SOON: "soon",
    Urgency.LATE: "late",
    Urgency.WAITING: "waiting",
    Urgency.DONE: "done",
}


def chip_of(row: TicketRow, now: datetime) -> Chip:
    """The chip of a whole ticket, with what is left of its time."""
    state = urgency(row.status, row.due_at, row.soon_at, row.paused_at, now)
    return Chip(_words(row, state, row.due_at, now), _state(row.status, state))


def line_chip(line: TicketLine, now: datetime) -> Chip:
    """The chip in a short list; a ticket that is done says how."""
    state = urgency(line.status, line.due_at, line.soon_at, line.paused_at, now)
    if state is Urgency.DONE:
        return Chip(_(STATUS_NAMES[line.status]), _state(line.status, state))
    return Chip(_(URGENCY_NAMES[state]), STATES[state])


def _words(row: TicketRow, state: Urgency, due: datetime | None, now: datetime) -> str:
    if state is Urgency.LATE:
        return time_left(due, now)
    if state is Urgency.WAITING and row.pending_reason is not None:
        reason = _(PENDING_NAMES[row.pending_reason])
        if row.follow_up_on is None:
            return _("waits for {reason}").format(reason=reason)
        day = formats.day_short(row.follow_up_on)
        return _("waits for {reason} until {day}").format(reason=reason, day=day)
    if state is Urgency.DONE:
        return _(STATUS_NAMES[row.status])
    left = time_left(due, now)
    return f"{_(URGENCY_NAMES[state])} · {left}" if left else _(URGENCY_NAMES[state])


def _state(status: TicketStatus, state: Urgency) -> str:
    if status in (TicketStatus.CANCELLED, TicketStatus.VOIDED):
        return "waiting"
    return "ready" if status is TicketStatus.READY else STATES[state]
