# SPDX-License-Identifier: EUPL-1.2
"""The clock of one ticket, worked out from its timeline; nothing of it is counted up anywhere. Pure.

The rule. A clock starts at registration and runs by the terms that the ticket has now, also for what happened under
other terms. It stands still while the ticket waits for a reason that the terms name, and while the ticket is done (or
cancelled); a reopened ticket goes on where it was. It is due when its term is over, moved on by all open time that it
stood still, in the calendar of the terms and without rounding. What was undone never happened. The order is that of
the lines of the timeline: a line with an earlier time than the one before it counts as that one, so that no length is
ever negative, whatever the computers at the counters say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Protocol

from desk_app.contracts.promise import counting, due_of, three_quarters_of
from desk_app.contracts.terms import Terms
from desk_app.core.i18n import _
from desk_app.core.worktime import (
    Calendar,
    CalendarFault,
    add_open_time,
    open_time_between,
    working_seconds_between,
)
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind, TicketStatus
from desk_app.tickets.urgency import soon_at

SECOND = timedelta(seconds=1)
_NOTHING = timedelta()
OFFICE_HOURS = Calendar({weekday: ((time(9), time(17)),) for weekday in range(5)})
"""For a clock whose own calendar has no hours."""


class Run(StrEnum):
    """What a clock does."""

    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    DROPPED = "dropped"
    """Cancelled or withdrawn: it kept no promise and broke none."""


_RUNS: dict[TicketStatus, Run] = {
    TicketStatus.NEW: Run.RUNNING,
    TicketStatus.IN_PROGRESS: Run.RUNNING,
    TicketStatus.PENDING: Run.RUNNING,
    TicketStatus.CANCELLED: Run.DROPPED,
    TicketStatus.VOIDED: Run.DROPPED,
}
"""Every other state is done."""

STOPPED = frozenset(TicketStatus) - {TicketStatus.NEW, TicketStatus.IN_PROGRESS, TicketStatus.PENDING}
"""The states in which nothing has to be done any more."""

_UNHEARD = frozenset({TicketStatus.NEW, TicketStatus.VOIDED})
"""Nobody has begun on it."""


class Happening(Protocol):
    """A line of the timeline: a row of ``ticket_events`` or a ``TimelineRow``."""

    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> TicketEventKind: ...
    @property
    def for_customer(self) -> bool: ...
    @property
    def changes(self) -> Mapping[str, Any]: ...
    @property
    def command_id(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment at which something of the clock may change: how the ticket stands from then on.

    ``tells``: the customer was told something with it.
    """

    at: datetime
    status: TicketStatus
    reason: PendingReason | None = None
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the program that a ticket was brought in from promised.

    It stood so at ``since``, the last that is known from there: what stood still before has moved it already.
    """

    due_at: datetime
    since: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """From ``begin`` until ``end`` (None: still so) the clock did the same.

    ``reason``: what the ticket waited for meanwhile, also when that does not stop the clock.
    """

    run: Run
    begin: datetime
    end: datetime | None
    reason: PendingReason | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How far one ticket is; moments aware, UTC. ``term_seconds``: the open seconds of its term.

    ``due_at`` and ``three_quarters_at`` are those after all that is over; while the clock stands still they do not
    move yet. ``done_at`` is the last completion (None again once it was reopened). ``responded_at``: the work was
    begun, or the customer was told something, for the first time.
    """

    terms: Terms
    started_at: datetime
    spans: tuple[Span, ...]
    term_at: datetime
    """When the term was over if the clock had never stood still."""
    term_seconds: int
    due_at: datetime
    three_quarters_at: datetime
    respond_by: datetime | None
    responded_at: datetime | None

    @property
    def run(self) -> Run:
        """What it does now."""
        return self.spans[-1].run

    @property
    def paused_at(self) -> datetime | None:
        """Since when it stands still for somebody; None while it runs or is over."""
        since = None
        for span in reversed(self.spans):
            if span.run is not Run.PAUSED:
                break
            since = span.begin
        return since

    @property
    def done_at(self) -> datetime | None:
        """When the work was reported ready; None while it is not (any more)."""
        return self.spans[-1].begin if self.run is Run.DONE else None

    @property
    def soon_at(self) -> datetime:
        """From when it is "soon"."""
        return soon_at(self.started_at, self.due_at, self.three_quarters_at)

    def used_seconds(self, now: datetime) -> int:
        """The open seconds that it has run up to ``now``; never less than none."""
        calendar, used = counting(self.terms.calendar, self.terms.completion), _NOTHING
        for span in self.spans:
            if span.run is Run.RUNNING:
                used += open_time_between(calendar, span.begin, now if span.end is None else span.end)
        return used // SECOND

    def left_seconds(self, now: datetime) -> int:
        """The open seconds that are left at ``now``; below zero: so much too late."""
        return self.term_seconds - self.used_seconds(now)

    def moved(self, moment: datetime, now: datetime) -> datetime:
        """A moment that somebody was told before, moved on by all open time that the clock stood still up to ``now``."""
        calendar = counting(self.terms.calendar, self.terms.completion)
        waits = (span for span in self.spans if span.run is Run.PAUSED)
        still = (open_time_between(calendar, span.begin, now if span.end is None else span.end) for span in waits)
        return add_open_time(calendar, moment, sum(still, _NOTHING))

    def is_late(self, now: datetime) -> bool:
        """Whether its moment has passed; for what stands still or is done: had passed when it stopped."""
        if self.run is Run.DROPPED:
            return False
        stopped_at = self.paused_at or self.done_at
        return (now if stopped_at is None else stopped_at) > self.due_at

    def is_met(self, now: datetime) -> bool | None:
        """Whether the work was ready in time; None while that is unknown, and for what was dropped."""
        if self.run is Run.DROPPED:
            return None
        if self.is_late(now):
            return False
        return True if self.run is Run.DONE else None

    def response_met(self, now: datetime) -> bool | None:
        """Whether the first answer came in time; None while that is unknown, or when nothing was agreed about it."""
        if self.respond_by is None or (self.responded_at is None and self.run is Run.DROPPED):
            return None
        if self.responded_at is None:
            return False if now > self.respond_by else None
        return self.responded_at <= self.respond_by


def log_of(events: Iterable[Happening]) -> tuple[Mark, ...]:
    """What of a timeline (oldest first) is about the clock; commands that were undone are left out."""
    lines = list(events)
    undone = {line.changes["command"][0] for line in lines if line.kind is TicketEventKind.UNDONE}
    status, reason, marks = TicketStatus.NEW, None, []
    for line in lines:
        if line.command_id is not None and line.command_id in undone:
            continue
        changes = line.changes
        if "status" in changes:
            status = TicketStatus(changes["status"][1])
        if "pending_reason" in changes:
            stored = changes["pending_reason"][1]
            reason = PendingReason(stored) if stored else None
        if line.for_customer or "status" in changes or "pending_reason" in changes:
            marks.append(Mark(line.at, status, reason, line.for_customer))
    return tuple(marks)


def told_due(events: Iterable[Happening]) -> Told | None:
    """What the program that a ticket was brought in from said; None: nothing, or the ticket is our own."""
    lines = [line for line in events if line.command_id is None]
    told = [line.changes["due_at"][1] for line in lines if "due_at" in line.changes]
    return Told(datetime.fromisoformat(told[-1]), lines[-1].at) if told and told[-1] else None


def run_clock(started_at: datetime, log: Sequence[Mark], terms: Terms, told: Told | None = None) -> Clock:
    """The clock of a ticket that was registered at ``started_at``; ``log`` in the order of the timeline.

    ``told`` goes before the term. A calendar that is never open (again) is not followed: no ticket is left without a
    clock, and its terms say so.
    """
    if told is not None:
        terms = replace(terms, source=_("This moment comes from the program that the ticket was brought in from."))
    try:
        return _run(started_at, log, terms, told)
    except CalendarFault:
        note = _("The calendar of this agreement is never open, so that office hours count. {source}")
        source = note.format(source=terms.source).strip()
        return _run(started_at, log, replace(terms, calendar=OFFICE_HOURS, source=source), told)


def _run(started_at: datetime, log: Sequence[Mark], terms: Terms, told: Told | None) -> Clock:
    start = started_at.astimezone(UTC)
    spans, responded_at = _spans(start, log, terms)
    calendar = counting(terms.calendar, terms.completion)
    term_at = due_of(terms.calendar, start, terms.completion) if told is None else told.due_at.astimezone(UTC)
    three_quarters_at = three_quarters_of(terms.calendar, start, term_at, terms.completion)
    since = start if told is None else told.since
    before = sum(
        (open_time_between(calendar, begin, min(end or since, since)) for begin, end in _stops(spans)), _NOTHING
    )
    still = sum((open_time_between(calendar, max(begin, since), end) for begin, end in _stops(spans) if end), _NOTHING)
    return Clock(
        terms=terms,
        started_at=start,
        spans=tuple(spans),
        term_at=term_at,
        term_seconds=max(working_seconds_between(calendar, start, term_at) - before // SECOND, 0),
        due_at=add_open_time(calendar, term_at, still),
        three_quarters_at=add_open_time(calendar, three_quarters_at, still),
        respond_by=due_of(terms.calendar, start, terms.response) if terms.response is not None else None,
        responded_at=responded_at,
    )


def _spans(start: datetime, log: Sequence[Mark], terms: Terms) -> tuple[list[Span], datetime | None]:
    """What the clock did from ``start`` on, without spans of no length; and when the customer first had an answer."""
    turns: list[tuple[Run, PendingReason | None, datetime]] = [(Run.RUNNING, None, start)]
    reached, responded_at = start, None
    for mark in log:
        reached = max(reached, mark.at.astimezone(UTC))
        if responded_at is None and (mark.tells or mark.status not in _UNHEARD):
            responded_at = reached
        run, reason = _after(mark, terms)
        if turns[-1][2] == reached:
            turns.pop()
        if not turns or turns[-1][:2] != (run, reason):
            turns.append((run, reason, reached if turns else start))
    ends = [begin for _run, _reason, begin in turns[1:]]
    spans = [Span(run, begin, end, reason) for (run, reason, begin), end in zip(turns, [*ends, None], strict=True)]
    return spans, responded_at


def _stops(spans: Sequence[Span]) -> Iterator[tuple[datetime, datetime | None]]:
    """When it stood still, from and until; one wait with several reasons is one, so that it moves nothing before it is
    over."""
    for run, some in groupby(spans, lambda span: span.run):
        of_it = list(some)
        if run is not Run.RUNNING:
            yield of_it[0].begin, of_it[-1].end


def _after(mark: Mark, terms: Terms) -> tuple[Run, PendingReason | None]:
    if mark.status is not TicketStatus.PENDING:
        return _RUNS.get(mark.status, Run.DONE), None
    return (Run.PAUSED if mark.reason in terms.pauses else Run.RUNNING), mark.reason
