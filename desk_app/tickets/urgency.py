# SPDX-License-Identifier: EUPL-1.2
"""On time, soon, late, waiting or done: what the colour, the icon and the words of a card say. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from desk_app.core import formats
from desk_app.core.i18n import N_, _
from desk_app.tickets.lifecycle import WORKABLE, TicketStatus


class Urgency(StrEnum):
    """The five states of ``ux.md`` 3.3; the values are the names of the colour tokens."""

    ON_TIME = "op_tijd"
    SOON = "bijna"
    LATE = "te_laat"
    WAITING = "wacht"
    DONE = "gereed"


URGENCY_NAMES: dict[Urgency, str] = {
    Urgency.ON_TIME: N_("on time"),
    Urgency.SOON: N_("soon"),
    Urgency.LATE: N_("late"),
    Urgency.WAITING: N_("waiting"),
    Urgency.DONE: N_("done"),
}

LEAST_WARNING = timedelta(hours=1)


def soon_at(start: datetime, due: datetime, three_quarters: datetime) -> datetime:
    """From when a ticket is "soon": 25 % of the open time is left, or an hour, whichever comes first."""
    return min(max(start, three_quarters), warned_at(start, due))


def warned_at(start: datetime, moment: datetime) -> datetime:
    """An hour before something that was promised, and not before ``start``."""
    return max(start, moment - LEAST_WARNING)


def urgency(
    status: TicketStatus, due: datetime | None, soon: datetime | None, paused: datetime | None, now: datetime
) -> Urgency:
    """Where a ticket stands against its clock at ``now``; it waits only while the clock stands still (``paused``)."""
    if status not in WORKABLE:
        return Urgency.DONE
    if paused is not None:
        return Urgency.WAITING
    if due is not None and now >= due:
        return Urgency.LATE
    if soon is not None and now >= soon:
        return Urgency.SOON
    return Urgency.ON_TIME


def late_by(due: datetime | None, paused: datetime | None, now: datetime) -> timedelta:
    """How far past its moment work is at ``now``, or was when its clock came to stand still; nothing while in time."""
    moment = now if paused is None else paused
    return timedelta() if due is None else max(moment - due, timedelta())


def time_left(due: datetime | None, now: datetime) -> str:
    """``3 days left``, ``1 h 12 min late``; empty without a due time."""
    if due is None:
        return ""
    minutes = int((due - now).total_seconds() // 60)
    if minutes >= 0:
        return _("{duration} left").format(duration=formats.duration(minutes))
    return _("{duration} late").format(duration=formats.duration(-minutes))


def next_change(due: datetime | None, soon: datetime | None, now: datetime) -> datetime | None:
    """When the urgency of open work changes by itself; None when it no longer does."""
    return min((moment for moment in (soon, due) if moment is not None and moment > now), default=None)
