# SPDX-License-Identifier: EUPL-1.2
"""The timeline of a ticket as sentences that a person reads: who did what when, and what changed in words. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk_app.core import formats
from desk_app.core.i18n import N_, _
from desk_app.tickets.lifecycle import (
    OUTCOME_NAMES,
    PENDING_NAMES,
    Outcome,
    PendingReason,
    TicketEventKind,
    TicketStatus,
)
from desk_app.tickets.messages import TimelineRow
from desk_app.tickets.step_sentences import StepStory

K = TicketEventKind


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in the changes are called."""

    teams: Mapping[int, str] = field(default_factory=dict)
    agents: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``what`` happened (a sentence), the ``text`` that somebody typed with it, and ``changes`` in words.

    ``icon`` is an icon or mark of the screen; ``who`` is name and counter.
    """

    what: str
    text: str
    changes: tuple[str, ...]
    who: str
    icon: str


_SENTENCES: dict[TicketEventKind, str] = {
    K.REGISTERED: N_("Registered."),
    K.NOTE: N_("Note for colleagues."),
    K.MESSAGE: N_("For the customer."),
    K.TAKEN: N_("Taken on."),
    K.ASSIGNED: N_("Routed on."),
    K.WAITING: N_("Waits."),
    K.RESUMED: N_("Goes on."),
    K.CHANGED: N_("Changed."),
    K.STEP: N_("A step of the process."),
    K.COMPLETED: N_("Reported ready."),
    K.READY: N_("Waits on the shelf."),
    K.COLLECTED: N_("Handed over."),
    K.CLOSED: N_("Closed."),
    K.REOPENED: N_("Reopened."),
    K.CANCELLED: N_("Cancelled."),
    K.UNDONE: N_("The last action was undone."),
    K.PRINTED: N_("Paper went to the printer."),
    K.MAILED: N_("Mail to the customer."),
    K.IMPORTED: N_("Taken over from another system."),
    K.WARNED: N_("Somebody was warned."),
}

_ICONS: dict[TicketEventKind, str] = {
    K.REGISTERED: "ticket",
    K.NOTE: "users",
    K.MESSAGE: "message-square",
    K.TAKEN: "play",
    K.ASSIGNED: "send",
    K.WAITING: "circle-pause",
    K.RESUMED: "circle-play",
    K.CHANGED: "pencil",
    K.STEP: "clipboard-list",
    K.COMPLETED: "circle-check",
    K.READY: "package",
    K.COLLECTED: "handshake",
    K.CLOSED: "archive",
    K.REOPENED: "undo-2",
    K.CANCELLED: "ban",
    K.UNDONE: "undo-2",
    K.PRINTED: "printer",
    K.MAILED: "mail",
    K.IMPORTED: "download",
    K.WARNED: "bell",
}

_CLASS = frozenset({"kind", "catalogue_item_id", "priority", "space_id"})
"""What a ticket is about."""

NOTES = frozenset({K.NOTE, K.MESSAGE})
"""Lines that somebody wrote to be read."""


def line_of(row: TimelineRow, names: Names) -> Line:
    """A row of the timeline in words, in the language of the screen."""
    who = " · ".join(part for part in (row.agent_name or _("the system"), row.counter_name) if part)
    return Line(_what(row), row.text.strip(), _changes(row, names), who, _ICONS[row.kind])


def _what(row: TimelineRow) -> str:
    if row.kind is K.STEP:
        return StepStory(row.changes).what() or _(_SENTENCES[K.STEP])
    after = {name: pair[1] for name, pair in row.changes.items() if isinstance(pair, list) and len(pair) == 2}
    if row.kind is K.WAITING and "pending_reason" in after:
        return _waits(after)
    if row.kind is K.COMPLETED and "outcome" in after:
        return _("Reported ready: {outcome}.").format(outcome=_(OUTCOME_NAMES[Outcome(after["outcome"])]).lower())
    if row.kind is K.READY and after.get("shelf"):
        return _("Waits on shelf {shelf}.").format(shelf=after["shelf"])
    if row.kind is K.COLLECTED and after.get("collected_by"):
        return _("Handed over to {name}.").format(name=after["collected_by"])
    if row.kind is K.CHANGED and after.get("status") == TicketStatus.VOIDED.value:
        return _("The registration was undone. This number is not used again.")
    if row.kind is K.CHANGED and after.get("status") == TicketStatus.NEW.value:
        return _("Put back among the new work.")
    if row.kind is K.CHANGED and not _CLASS.isdisjoint(after):
        return _("It is about something else than was thought.")
    return _(_SENTENCES[row.kind])


def _waits(after: Mapping[str, Any]) -> str:
    reason = _(PENDING_NAMES[PendingReason(after["pending_reason"])])
    if not after.get("follow_up_on"):
        return _("Waits for {reason}.").format(reason=reason)
    day = formats.day_short(date.fromisoformat(after["follow_up_on"]))
    return _("Waits for {reason}, look again on {day}.").format(reason=reason, day=day)


def _changes(row: TimelineRow, names: Names) -> tuple[str, ...]:
    if row.kind in (K.UNDONE, K.REGISTERED, K.IMPORTED):
        return ()
    lines = []
    for name, pair in row.changes.items():
        if name not in _SHOWN or not isinstance(pair, list) or len(pair) != 2:
            continue
        before, after = (_value(name, value, names) for value in pair)
        if before == after or (name == "follow_up_on" and row.kind is K.WAITING):
            continue
        if before:
            lines.append(
                _("{field}: from {before} to {after}").format(
                    field=_(_SHOWN[name]), before=before, after=after or _("nothing")
                )
            )
        else:
            lines.append(_("{field}: {after}").format(field=_(_SHOWN[name]), after=after))
    if row.kind is K.STEP:
        lines.extend(StepStory(row.changes).changes())
    return tuple(lines)


_SHOWN: dict[str, str] = {
    "assignee_id": N_("Who works on it"),
    "owner_id": N_("Owner"),
    "team_id": N_("Team"),
    "price_cents": N_("Costs"),
    "minutes_spent": N_("Time spent"),
    "late_reason": N_("Reason for the delay"),
    "follow_up_on": N_("Look again on"),
}
"""The other columns are told by the sentence itself."""


def _value(name: str, value: Any, names: Names) -> str:  # noqa: ANN401 -- as stored
    if value in (None, ""):
        return ""
    if name in ("assignee_id", "owner_id"):
        return names.agents.get(value, _("a former colleague"))
    if name == "team_id":
        return names.teams.get(value, _("a former team"))
    if name == "price_cents":
        return formats.money(value) if value else ""
    if name == "minutes_spent":
        return formats.duration(value)
    if name == "follow_up_on":
        return formats.day_short(date.fromisoformat(value))
    return str(value)
