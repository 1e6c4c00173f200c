# SPDX-License-Identifier: EUPL-1.2
"""Why a ticket was late when nobody wrote it down, from its timeline and its steps. Pure.

What explains it, in this order: it was ready and came back; a step that was done after its own time (the one most
late); what took at least a quarter of the time from registration to completion: waiting for somebody, or for the first
colleague who took it. Elapsed time throughout: this explains, it does not measure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desk_app.core import formats
from desk_app.core.i18n import _, ngettext
from desk_app.tickets.lifecycle import PENDING_NAMES, PendingReason, TicketEventKind

_BEGINS = frozenset({TicketEventKind.TAKEN, TicketEventKind.RESUMED, TicketEventKind.WAITING})


@dataclass(frozen=True, slots=True)
class Line:
    """What of a line of the timeline is needed; lines of undone commands are left out before."""

    at: datetime
    kind: TicketEventKind
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LateStep:
    """A step that was done after its own time."""

    name: str
    late: timedelta


def cause_of(
    registered_at: datetime, completed_at: datetime, lines: Sequence[Line], late_steps: Iterable[LateStep]
) -> str:
    """One sentence, in the language of the screen."""
    back = sum(line.kind is TicketEventKind.REOPENED for line in lines)
    if back:
        return ngettext("It was ready and came back.", "It was ready and came back {count} times.", back).format(
            count=back
        )
    slow = max(late_steps, key=lambda step: step.late, default=None)
    if slow is not None:
        return _("Step {step} was {duration} late.").format(step=slow.name, duration=_long(slow.late))
    taken = max(completed_at - registered_at, timedelta())
    waited = _waited(lines, completed_at)
    untouched = next((line.at for line in lines if _is_begin(line)), completed_at) - registered_at
    longest = max(waited, key=lambda reason: waited[reason], default=None)
    if longest is not None and waited[longest] >= max(untouched, taken / 4):
        return _("It waited for {whom} for {duration}.").format(
            whom=_(PENDING_NAMES[longest]), duration=_long(waited[longest])
        )
    if untouched >= taken / 4 and untouched:
        return _("Nobody took it for {duration}.").format(duration=_long(untouched))
    return _("Nobody wrote down why.")


def _is_begin(line: Line) -> bool:
    return line.kind in _BEGINS or bool((line.changes.get("assignee_id") or [None, None])[1])


def _waited(lines: Sequence[Line], completed_at: datetime) -> dict[PendingReason, timedelta]:
    """How long it waited for whom; two waits on end count together."""
    waited: dict[PendingReason, timedelta] = {}
    reason, since = None, completed_at
    for at, after in [*_turns(lines), (completed_at, None)]:
        if reason is not None:
            waited[reason] = waited.get(reason, timedelta()) + max(at - since, timedelta())
        reason, since = after, at
    return waited


def _turns(lines: Sequence[Line]) -> Iterable[tuple[datetime, PendingReason | None]]:
    """When what it waited for became another."""
    for line in lines:
        if "pending_reason" in line.changes:
            after = line.changes["pending_reason"][1]
            yield line.at, PendingReason(after) if after else None


def _long(time: timedelta) -> str:
    return formats.duration(max(0, int(time.total_seconds() // 60)))
