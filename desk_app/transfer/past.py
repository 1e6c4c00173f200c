# SPDX-License-Identifier: EUPL-1.2
"""What a case of another program was, and its history as ours: made of the lines of a file. Knows no database.

Nothing is put right: a case that was closed before it was opened, lines out of order and moves that our own life cycle
does not know are kept as the source tells them. Only the last known status decides where the ticket stands.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from desk_app.catalogue.models import TicketKind
from desk_app.core.text import LINE
from desk_app.interactions.models import Channel
from desk_app.progress.durations import TIMES_REASSIGNED, TIMES_REOPENED
from desk_app.tickets.lifecycle import DONE, WORKABLE, PendingReason, TicketEventKind, TicketStatus
from desk_app.transfer.mapping import Counting, TicketMapping
from desk_app.transfer.messages import TicketImport
from desk_app.transfer.moments import Moments

FACTS = ("subject", "description", "resolution", "priority", "channel", "kind", "met", "product", "department")
"""Columns about the case; the last known cell counts."""
_DETAILS_FROM = len(FACTS)

_BY_STATUS = {
    TicketStatus.NEW: TicketEventKind.CHANGED,
    TicketStatus.IN_PROGRESS: TicketEventKind.TAKEN,
    TicketStatus.PENDING: TicketEventKind.WAITING,
    TicketStatus.COMPLETED: TicketEventKind.COMPLETED,
    TicketStatus.READY: TicketEventKind.READY,
    TicketStatus.COLLECTED: TicketEventKind.COLLECTED,
    TicketStatus.CLOSED: TicketEventKind.CLOSED,
    TicketStatus.CANCELLED: TicketEventKind.CANCELLED,
    TicketStatus.VOIDED: TicketEventKind.CHANGED,
}
_REPORTED_READY = DONE | {TicketStatus.READY}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file, its words known to the mapping; "" where nothing is known. Moments UTC."""

    order: int
    at: datetime
    opened: datetime | None
    due: datetime | None
    completed: datetime | None
    closed: datetime | None
    event: str
    status: str
    team: str
    agent: str
    text: str
    facts: tuple[str, ...]
    """The cells of ``FACTS``, of the details, and of the counters of the source, in that order."""


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One line of a timeline to be; ``status``, ``reason``, ``team`` as [before, after] where they changed.

    ``words``: the status in the words of the source, where it changed. ``times``: how often the case was reopened or
    reassigned before and after this line, where our own reading of the line would say something else.
    """

    at: datetime
    kind: TicketEventKind
    agent_name: str
    text: str
    status: tuple[TicketStatus | None, TicketStatus] | None
    words: tuple[str, str] | None
    reason: tuple[PendingReason | None, PendingReason | None] | None
    team: tuple[str, str] | None
    times: tuple[tuple[str, int, int], ...] = ()


@dataclass(slots=True)
class Case:
    """A ticket to be, with its history. ``due_at``, ``met``: what the source says; None: nothing."""

    number: str
    registered_at: datetime
    status: TicketStatus = TicketStatus.NEW
    pending_reason: PendingReason | None = None
    due_at: datetime | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    met: bool | None = None
    team: str = ""
    subject: str = ""
    description: str = ""
    resolution: str = ""
    priority: int | None = None
    channel: Channel = Channel.PHONE
    kind: TicketKind = TicketKind.REQUEST
    product: str = ""
    department: str = ""
    """Our codes."""
    details: dict[str, str] = field(default_factory=dict)
    events: list[PastEvent] = field(default_factory=list)


def counters(counting: Counting) -> tuple[str, ...]:
    """The columns in which the source counts by itself."""
    return tuple(name for name in (counting.reopened_counter, counting.reassigned_counter) if name)


class Past:
    """Makes cases of one file, and remembers what they held."""

    def __init__(self, mapping: TicketMapping, moments: Moments) -> None:
        self._mapping = mapping
        self._moments = moments
        self._transitions: Counter[str] = Counter()
        self._held: Counter[str] = Counter()

    def case(self, number: str, rows: Sequence[Row]) -> Case:
        """The case that these lines tell of, in their order."""
        mapping = self._mapping
        told = [row.opened for row in rows if row.opened is not None]
        opened = [row.at for row in rows if mapping.events.get(row.event) is TicketEventKind.REGISTERED]
        registered_at = (*told, *opened, rows[0].at)[0]
        case = Case(
            number,
            registered_at,
            channel=mapping.default_channel,
            kind=mapping.default_kind,
            product=mapping.default_product,
            department=mapping.default_department,
        )
        if mapping.is_one_line:
            self._whole(case, rows[0])
        else:
            self._lines(case, rows)
        facts: tuple[str, ...] = ()
        for row in rows:
            case.due_at = row.due or case.due_at
            if row.facts != facts:
                facts = row.facts
                self._take_facts(case, facts)
        if case.status is not TicketStatus.PENDING:
            case.pending_reason = None
        if not case.subject:
            case.subject = " · ".join(list(case.details.values())[:2])[:LINE] or number
        self._held.update(tickets=1, met=case.met is True, not_met=case.met is False)
        return case

    def figures(self, skipped: tuple[str, ...]) -> TicketImport:
        """What the cases made so far held."""
        held = self._held
        return TicketImport(
            tickets=held["tickets"],
            events=held["events"],
            transitions=dict(self._transitions.most_common()),
            reopened=held["reopened"],
            reassigned=held["reassigned"],
            met=held["met"],
            not_met=held["not_met"],
            skipped=skipped,
        )

    def _lines(self, case: Case, rows: Sequence[Row]) -> None:
        """A history of several lines, each with its own time."""
        mapping = self._mapping
        times = _Times(mapping.counting)
        before, reason, at = None, None, rows[0].at
        word, own_word, team = "", "", ""
        for row in rows:
            at = self._moments.not_before(row.at, at)
            known = mapping.status[row.status] if row.status else None
            status, next_reason = known or (before, reason)
            kind = self._kind(row, before, status)
            change = (team, row.team) if row.team and row.team != team else None
            is_own = row.event not in mapping.counting.added
            case.events.append(
                PastEvent(
                    at=at,
                    kind=kind,
                    agent_name=row.agent,
                    text=row.text,
                    status=(before, status) if status is not None and status is not before else None,
                    words=(word, row.status) if known and row.status != word else None,
                    reason=(reason, next_reason) if next_reason is not reason else None,
                    team=change,
                    times=times.of(row, kind, change, is_own=is_own),
                )
            )
            if is_own:
                self._held["events"] += 1
                if known:
                    if own_word and row.status != own_word:
                        self._transitions[f"{own_word} -> {row.status}"] += 1
                    own_word = row.status
            if known:
                word = row.status
            if status is not None and status is not before:
                _note_moments(case, before, status, at)
            before, reason, team = status, next_reason, row.team or team
        case.status, case.pending_reason, case.team = before or TicketStatus.NEW, reason, team
        self._held.update(reopened=times.reopened > 0, reassigned=times.reassigned > 0)
        self._believe(case, rows)

    def _believe(self, case: Case, rows: Sequence[Row]) -> None:
        """The source's own word on when a case was completed and closed goes before what its lines show."""
        if "completed" in self._mapping.columns and case.completed_at is not None:
            case.completed_at = _last([row.completed for row in rows])
        if "closed" in self._mapping.columns and case.closed_at is not None:
            case.closed_at = _last([row.closed for row in rows])

    def _whole(self, case: Case, row: Row) -> None:
        """A case of one line: it began, and if it is over it ended; what lies between the source does not say."""
        known = self._mapping.status[row.status] if row.status else None
        case.status, case.pending_reason = known or (TicketStatus.NEW, None)
        case.team = row.team
        ends = list(self._ends(case, row))
        words = ("", row.status) if known else None
        first = TicketStatus.NEW if ends else case.status
        began = PastEvent(
            at=case.registered_at,
            kind=TicketEventKind.REGISTERED,
            agent_name=row.agent,
            text="" if ends else row.text,
            status=(None, first),
            words=None if ends else words,
            reason=(None, case.pending_reason) if case.pending_reason else None,
            team=("", row.team) if row.team else None,
        )
        case.events.append(began)
        before = first
        for place, (at, status) in enumerate(ends, 1):
            is_last = place == len(ends)
            case.events.append(
                PastEvent(
                    at=at,
                    kind=_BY_STATUS[status],
                    agent_name=row.agent,
                    text=row.text if is_last else "",
                    status=(before, status),
                    words=words if is_last else None,
                    reason=None,
                    team=None,
                )
            )
            before = status
        times = _Times(self._mapping.counting)
        last = case.events[-1]
        counted = times.of(row, last.kind, None, is_own=True)
        if counted:
            case.events[-1] = replace(last, times=counted)
        self._held.update(events=1, reopened=times.reopened > 0, reassigned=times.reassigned > 0)

    def _ends(self, case: Case, row: Row) -> Iterator[tuple[datetime, TicketStatus]]:
        """When the case was completed and closed, as far as the source says; notes it in the case."""
        status, said = case.status, self._mapping.columns
        if status in WORKABLE:
            return
        begin = case.registered_at
        completed = self._moments.not_before(row.completed, begin) if row.completed else None
        closed = self._moments.not_before(row.closed, completed or begin) if row.closed else None
        if status in _REPORTED_READY:
            case.completed_at = completed if "completed" in said else closed
        if status is TicketStatus.CLOSED:
            case.closed_at = closed if "closed" in said else completed
            if completed and closed:
                yield completed, TicketStatus.COMPLETED
        elif status not in _REPORTED_READY:
            case.closed_at = closed or completed
        end = (closed or completed) if status is TicketStatus.CLOSED else (completed or closed)
        if end is not None:
            yield end, status

    def _kind(self, row: Row, before: TicketStatus | None, status: TicketStatus | None) -> TicketEventKind:
        told = self._mapping.events.get(row.event) if row.event else None
        if told is not None:
            return told
        if status is None or status is before:
            return TicketEventKind.CHANGED
        if before is not None and before not in WORKABLE and status in WORKABLE:
            return TicketEventKind.REOPENED
        if status is TicketStatus.IN_PROGRESS and before is TicketStatus.PENDING:
            return TicketEventKind.RESUMED
        return _BY_STATUS[status]

    def _take_facts(self, case: Case, facts: tuple[str, ...]) -> None:
        mapping = self._mapping
        subject, description, resolution, priority, channel, kind, met, product, department = facts[:_DETAILS_FROM]
        case.subject = subject or case.subject
        case.description = description or case.description
        case.resolution = resolution or case.resolution
        case.priority = mapping.priority.get(priority, case.priority)
        case.channel = mapping.channel.get(channel, case.channel)
        case.kind = mapping.kind.get(kind, case.kind)
        case.met = mapping.met.get(met, case.met)
        case.product = mapping.product.get(product, case.product)
        case.department = mapping.department.get(department, case.department)
        for name, text in zip(mapping.details, facts[_DETAILS_FROM:], strict=False):
            if text:
                case.details[name] = text


class _Times:
    """How often one case was reopened and reassigned, by the lines of it so far."""

    def __init__(self, counting: Counting) -> None:
        self._counting = counting
        self._counters = len(counters(counting))
        self._team: str | None = None
        self.reopened = 0
        self.reassigned = 0

    def of(
        self, row: Row, kind: TicketEventKind, team: tuple[str, str] | None, *, is_own: bool
    ) -> tuple[tuple[str, int, int], ...]:
        """Counts a line; returns what our own reading of it does not show. A line that is not the source's counts not."""
        read_reopened, read_reassigned = kind is TicketEventKind.REOPENED, team is not None and team[0] != ""
        reopened, reassigned = self.reopened, self.reassigned
        if is_own:
            self._count(row, read_reopened, read_reassigned)
            self._team = row.team
        told = (
            (TIMES_REOPENED, reopened, self.reopened, read_reopened),
            (TIMES_REASSIGNED, reassigned, self.reassigned, read_reassigned),
        )
        return tuple([(name, before, after) for name, before, after, read in told if after - before != read])

    def _count(self, row: Row, read_reopened: bool, read_reassigned: bool) -> None:
        counting = self._counting
        cells = list(row.facts[len(row.facts) - self._counters :])
        if counting.reopened_counter:
            self.reopened = max(self.reopened, int(cells.pop(0) or 0))
        elif counting.reopened:
            self.reopened += row.event in counting.reopened
        else:
            self.reopened += read_reopened
        if counting.reassigned_counter:
            self.reassigned = max(self.reassigned, int(cells.pop(0) or 0))
        elif counting.reassigned or counting.team_changes:
            is_other = counting.team_changes and self._team is not None and row.team != self._team
            self.reassigned += is_other or row.event in counting.reassigned
        else:
            self.reassigned += read_reassigned


def _note_moments(case: Case, before: TicketStatus | None, after: TicketStatus, at: datetime) -> None:
    if after in _REPORTED_READY:
        if before not in _REPORTED_READY:
            case.completed_at = at
    else:
        case.completed_at = None
    case.closed_at = at if after in (TicketStatus.CLOSED, TicketStatus.CANCELLED) else None


def _last(moments: list[datetime | None]) -> datetime | None:
    return next((moment for moment in reversed(moments) if moment is not None), None)
