# SPDX-License-Identifier: EUPL-1.2
"""A ticket's life in short words, as a timeline: ``04 11:00 wait customer`` is the fourth of May 2026 at eleven."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.terms import DEFAULT_PAUSES, Terms
from desk_app.core.clock import DESK_ZONE
from desk_app.core.worktime import Calendar
from desk_app.tickets.lifecycle import TicketEventKind, TicketStatus

OFFICE = Calendar(
    {weekday: ((time(9), time(17)),) for weekday in range(5)},
    {date(2026, 5, 5): "Bevrijdingsdag", date(2026, 5, 14): "Hemelvaartsdag"},
)
NIGHT = Calendar(dict.fromkeys(range(7), ((time(22), time(6)),)))
HOURS, DAYS, WORKING_DAYS, CLOCK = (
    LeadUnit.MINUTES,
    LeadUnit.CALENDAR_DAYS,
    LeadUnit.WORKING_DAYS,
    LeadUnit.CLOCK_MINUTES,
)
EIGHT_HOURS = LeadTime(480, HOURS)


def terms(term: LeadTime = EIGHT_HOURS, response: LeadTime | None = None, calendar: Calendar = OFFICE) -> Terms:
    return Terms(term, response, calendar, DEFAULT_PAUSES, None, "")


K, S = TicketEventKind, TicketStatus

DEEDS: dict[str, tuple[TicketEventKind, TicketStatus | None]] = {
    "take": (K.TAKEN, S.IN_PROGRESS),
    "resume": (K.RESUMED, S.IN_PROGRESS),
    "reset": (K.CHANGED, S.NEW),
    "complete": (K.COMPLETED, S.COMPLETED),
    "shelf": (K.READY, S.READY),
    "collect": (K.COLLECTED, S.COLLECTED),
    "close": (K.CLOSED, S.CLOSED),
    "reopen": (K.REOPENED, S.IN_PROGRESS),
    "cancel": (K.CANCELLED, S.CANCELLED),
    "note": (K.NOTE, None),
    "tell": (K.MESSAGE, None),
}
"""What is done, the line it leaves, and how the ticket stands then."""


@dataclass(frozen=True)
class Line:
    """A line of the timeline."""

    at: datetime
    kind: TicketEventKind
    changes: dict[str, Any] = field(default_factory=dict)
    for_customer: bool = False
    command_id: str | None = None


def at(words: str) -> datetime:
    """``04 11:00`` or ``04 11:00:30``, in May 2026 at the desk, or with another month ``2026-10-25 02:30``."""
    day, hour = words.split(" ")
    return datetime.fromisoformat(f"{day if '-' in day else f'2026-05-{day}'}T{hour}").replace(tzinfo=DESK_ZONE)


def life(words: Iterable[str]) -> list[Line]:
    """The timeline; ``undo 2`` takes back the second deed."""
    lines: list[Line] = []
    status: TicketStatus = S.NEW
    reason: str | None = None
    before: list[tuple[TicketStatus, str | None]] = [(status, reason)]
    for number, said in enumerate(words, start=1):
        day, hour, deed, *what = said.split(" ")
        moment, command = at(f"{day} {hour}").astimezone(UTC), f"command {number}"
        before.append((status, reason))
        if deed == "undo":
            status, reason = before[int(what[0])]
            lines.append(Line(moment, K.UNDONE, {"command": [f"command {what[0]}", None]}, command_id=command))
            continue
        kind, after = (K.WAITING, S.PENDING) if deed == "wait" else DEEDS[deed]
        wanted = what[0] if deed == "wait" else None
        changes: dict[str, Any] = {}
        if after is not None and after is not status:
            changes["status"] = [status.value, after.value]
        if after is not None and wanted != reason:
            changes["pending_reason"] = [reason, wanted]
        if after is not None:
            status, reason = after, wanted
        lines.append(Line(moment, kind, changes, deed in ("tell", "complete"), command))
    return lines
