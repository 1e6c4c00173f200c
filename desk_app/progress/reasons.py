# SPDX-License-Identifier: EUPL-1.2
"""Why a ticket stands in a list, in one plain sentence; what holds it up goes before how late it is. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from desk_app.catalogue.models import StepKind
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import _
from desk_app.progress.messages import Watch
from desk_app.tickets.lifecycle import PENDING_NAMES, PendingReason, TicketStatus
from desk_app.tickets.urgency import time_left


@dataclass(frozen=True, slots=True)
class StepFacts:
    """The first step of a process that is not over; ``ready_at`` None: other steps come first."""

    name: str
    kind: StepKind
    team: str
    ready_at: datetime | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentence is made of; ``supplier`` is the name of who works on it from outside."""

    status: TicketStatus
    team: str
    assignee: str
    due_at: datetime | None
    promised_at: datetime | None
    respond_by: datetime | None
    pending_reason: PendingReason | None
    waits_since: datetime | None
    follow_up_on: date | None
    supplier: str
    step: StepFacts | None


def why(facts: Facts, watch: Watch, now: datetime) -> str:
    """The sentence for one ticket in one list."""
    if watch is Watch.RESPONSE:
        return _("No first answer yet: {time}.").format(time=time_left(facts.respond_by, now))
    if facts.status is TicketStatus.PENDING:
        return _waits(facts, now)
    if facts.step is not None and facts.step.ready_at is not None:
        return _at_step(facts.step, facts.step.ready_at, now)
    if not facts.assignee:
        if facts.team:
            return _("Nobody of {team} has taken it yet.").format(team=facts.team)
        return _("Nobody has this ticket: no team and no colleague.")
    moment = min((one for one in (facts.due_at, facts.promised_at) if one is not None), default=None)
    if moment is None:
        return _("{name} works on it; no time was agreed.").format(name=facts.assignee)
    return _("{name} works on it: {time}.").format(name=facts.assignee, time=time_left(moment, now))


def _waits(facts: Facts, now: datetime) -> str:
    """For whom, since when, and whether somebody was to look again."""
    whom = _(PENDING_NAMES[facts.pending_reason]) if facts.pending_reason is not None else _("somebody else")
    if facts.pending_reason is PendingReason.SUPPLIER and facts.supplier:
        whom = facts.supplier
    if facts.follow_up_on is None:
        return _("Waits for {whom}, and nobody chose a day to look again.").format(whom=whom)
    if facts.follow_up_on < local(now).date():
        day = formats.day_short(facts.follow_up_on)
        return _("Waits for {whom}; the day to look again was {day}.").format(whom=whom, day=day)
    if facts.waits_since is None:
        return _("Waits for {whom}.").format(whom=whom)
    return _("Waits for {whom}, {duration} already.").format(whom=whom, duration=_since(facts.waits_since, now))


def _at_step(step: StepFacts, ready_at: datetime, now: datetime) -> str:
    if step.kind is StepKind.APPROVE:
        whom = _("the budget holder")
    else:
        whom = step.team or _("somebody")
    sentence = _("Step {step} waits for {whom}, {duration} already.")
    return sentence.format(step=step.name, whom=whom, duration=_since(ready_at, now))


def _since(moment: datetime, now: datetime) -> str:
    return formats.duration(max(0, int((now - moment).total_seconds() // 60)))
