# SPDX-License-Identifier: EUPL-1.2
"""From the rows of a file to cases with their history, and the figures of it. Knows no database.

Nothing is put right: a case that was closed before it was opened, events out of order and moves that our own life
cycle does not know are kept as the source tells them. Only the last known status decides where the ticket stands.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from desk_app.catalogue.models import TicketKind
from desk_app.core.i18n import _
from desk_app.core.text import LINE
from desk_app.interactions.models import Channel
from desk_app.tickets.lifecycle import DONE, PendingReason, TicketEventKind, TicketStatus
from desk_app.transfer.mapping import Counting, TicketMapping
from desk_app.transfer.messages import BadFile, TicketImport
from desk_app.transfer.sandbox import FileLines

FIRST_YEAR, LAST_YEAR = 1970, 2099
"""Outside these a time is a slip of somebody's pen, and the number of the ticket would lie."""

_LONGEST = {"case": 64, "agent": LINE, "team": LINE, "subject": LINE, "text": 2000, "description": 2000}
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


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file, its words known to the mapping; "" where nothing is known. ``at`` UTC."""

    order: int
    at: datetime
    opened: datetime | None
    event: str
    status: str
    team: str
    agent: str
    text: str
    facts: tuple[str, ...]
    """The cells of ``FACTS``, of the details, and of the counters of the source, in that order."""


@dataclass(frozen=True, slots=True)
class PastEvent:
    """One line of a timeline to be; ``status`` and ``team`` as [before, after] where they changed."""

    at: datetime
    kind: TicketEventKind
    agent_name: str
    text: str
    status: tuple[TicketStatus | None, TicketStatus] | None
    words: tuple[str, str] | None
    """The status in the words of the source, where it changed."""
    team: tuple[str, str] | None


@dataclass(slots=True)
class Case:
    """A ticket to be, with its history."""

    number: str
    registered_at: datetime
    status: TicketStatus = TicketStatus.NEW
    pending_reason: PendingReason | None = None
    completed_at: datetime | None = None
    closed_at: datetime | None = None
    team: str = ""
    subject: str = ""
    description: str = ""
    priority: int | None = None
    channel: Channel = Channel.PHONE
    kind: TicketKind = TicketKind.REQUEST
    details: dict[str, str] = field(default_factory=dict)
    events: list[PastEvent] = field(default_factory=list)


OWN = ("case", "order", "time", "opened", "event", "status", "team", "agent", "text")
"""Columns of every line, as in ``Row``."""
FACTS = ("subject", "description", "priority", "channel", "kind")
"""Columns about the case; the last known cell counts."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where in a row the cells of ``OWN``, of ``FACTS`` and of the details stand."""

    own: tuple[int, ...]
    facts: tuple[int, ...]


class _Clean(dict[str, str]):
    """A cell as it stands in the file -> what it says, "" when that is nothing; each text is kept once."""

    def __init__(self, unknown: frozenset[str]) -> None:
        super().__init__()
        self._unknown = unknown
        self.long = False
        """A cell was longer than the shortest limit."""

    def __missing__(self, raw: str) -> str:
        text = raw.strip()
        self.long = self.long or len(text) > min(_LONGEST.values())
        self[raw] = text = "" if text in self._unknown else text
        return text


def _counters(counting: Counting) -> tuple[str, ...]:
    return tuple(name for name in (counting.reopened_counter, counting.reassigned_counter) if name)


def _refuse_long(cells: Iterable[tuple[str, str]]) -> None:
    for name, text in cells:
        longest = _LONGEST.get(name, 2000)
        if len(text) > longest:
            raise ValueError(_("{column} is longer than {most} characters.").format(column=name, most=longest))


class Histories:
    """Reads the rows of one file by one mapping: ``read``, then ``cases``, then ``figures`` of the cases brought in."""

    def __init__(self, mapping: TicketMapping) -> None:
        self._mapping = mapping
        self._rows: dict[str, list[Row]] = {}
        self._moments: dict[str, datetime | str] = {}
        self._clean = _Clean(mapping.form.unknown)
        self._counters = len(FACTS) + len(mapping.details)
        self._checked: set[tuple[str, ...]] = set()

    def read(self, lines: FileLines) -> None:
        """Takes in every row; raises BadFile with every line that is not right."""
        places: _Places | None = None
        for line, cells in lines:
            places = places or self._places(lines.header)
            try:
                case, row = self._row(line, cells, places)
            except ValueError as error:
                lines.fault(line, str(error))
            else:
                self._rows.setdefault(case, []).append(row)
        if places is None and not lines.faults:
            self._places(lines.header)
        lines.raise_faults()
        for rows in self._rows.values():
            rows.sort(key=lambda row: row.order)

    @property
    def numbers(self) -> list[str]:
        """The numbers of all cases, in the order of the file."""
        return list(self._rows)

    def cases(self, numbers: Iterable[str]) -> Iterator[Case]:
        """The cases with their history, in the order asked."""
        for number in numbers:
            yield self._case(number, self._rows[number])

    def figures(self, numbers: Iterable[str], skipped: tuple[str, ...]) -> TicketImport:
        """What the cases ``numbers`` held."""
        counting = self._mapping.counting
        transitions: Counter[str] = Counter()
        cases = events = reopened = reassigned = 0
        for number in numbers:
            rows = [row for row in self._rows[number] if row.event not in counting.added]
            words = [row.status for row in rows if self._status(row.status)]
            transitions.update(f"{a} -> {b}" for a, b in pairwise(words) if a != b)
            cases += 1
            events += len(rows)
            counted = self._counted(rows)
            reopened += counting.reopened_counter in counted or any(row.event in counting.reopened for row in rows)
            reassigned += (
                counting.reassigned_counter in counted
                or any(row.event in counting.reassigned for row in rows)
                or (counting.team_changes and len({row.team for row in rows}) > 1)
            )
        return TicketImport(cases, events, dict(transitions.most_common()), reopened, reassigned, skipped)

    def _counted(self, rows: list[Row]) -> set[str]:
        """The counters of the source that are above zero in one of the rows."""
        names = _counters(self._mapping.counting)
        return {
            name
            for row in rows
            for name, count in zip(names, row.facts[self._counters :], strict=True)
            if count and int(count) > 0
        }

    def _places(self, header: list[str]) -> "_Places":
        if not header:
            raise BadFile({1: _("The first line must name the columns.")})
        counting = self._mapping.counting
        wanted = (*self._mapping.columns.values(), *self._mapping.details.values(), *_counters(counting))
        missing = [column for column in wanted if column not in header]
        if missing:
            raise BadFile(
                {1: _("The first line does not name the column {name} of the mapping.").format(name=missing[0])}
            )
        place_of = {ours: header.index(theirs) for ours, theirs in self._mapping.columns.items()}
        nowhere = len(header)
        return _Places(
            own=tuple(place_of.get(name, nowhere) for name in OWN),
            facts=(
                *(place_of.get(name, nowhere) for name in FACTS),
                *(header.index(column) for column in self._mapping.details.values()),
                *(header.index(column) for column in _counters(counting)),
            ),
        )

    def _row(self, line: int, cells: list[str], places: "_Places") -> tuple[str, Row]:
        cells.append("")  # what the file has no column for is read from here
        clean = self._clean
        case, order, time, opened, event, status, team, agent, text = [clean[cells[place]] for place in places.own]
        facts = tuple([clean[cells[place]] for place in places.facts])
        if clean.long:
            _refuse_long(
                zip(OWN + FACTS, (case, order, time, opened, event, status, team, agent, text, *facts), strict=False)
            )
        if not case:
            raise ValueError(_("The number of the case is missing."))
        if event and event not in self._mapping.events:
            raise ValueError(_("The mapping does not know the event {word}.").format(word=event))
        if status and status not in self._mapping.status:
            raise ValueError(_("The mapping does not know the status {word}.").format(word=status))
        if order and not order.lstrip("-").isdecimal():
            raise ValueError(_("{word} is not a number.").format(word=order))
        if facts[: len(FACTS)] not in self._checked:
            self._check_words(dict(zip(FACTS, facts, strict=False)))
            self._checked.add(facts[: len(FACTS)])
        for count in facts[self._counters :]:
            if count and not count.isdecimal():
                raise ValueError(_("{word} is not a number.").format(word=count))
        return case, Row(
            order=int(order) if order else line,
            at=self._moment(time),
            opened=self._moment(opened) if opened else None,
            event=event,
            status=status,
            team=team,
            agent=agent,
            text=text,
            facts=facts,
        )

    def _check_words(self, facts: dict[str, str]) -> None:
        mapping = self._mapping
        if facts["channel"] and facts["channel"] not in mapping.channel:
            raise ValueError(_("The mapping does not know the channel {word}.").format(word=facts["channel"]))
        if facts["kind"] and facts["kind"] not in mapping.kind:
            raise ValueError(_("The mapping does not know the kind {word}.").format(word=facts["kind"]))
        if facts["priority"] and facts["priority"] not in mapping.priority:
            raise ValueError(_("The mapping does not know the priority {word}.").format(word=facts["priority"]))

    def _moment(self, text: str) -> datetime:
        known = self._moments.get(text)
        if known is None:
            known = self._moments[text] = self._read_moment(text)
        if isinstance(known, str):
            raise ValueError(known)
        return known

    def _read_moment(self, text: str) -> datetime | str:
        if not text:
            return _("The time is missing.")
        try:
            if self._mapping.time_format == "iso":
                moment = datetime.fromisoformat(text)
            else:
                moment = datetime.strptime(text, self._mapping.time_format)
            if not FIRST_YEAR <= moment.year <= LAST_YEAR:
                return _("The time {text} is not between 1970 and 2099.").format(text=text)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=self._mapping.zone)
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            return _("The time {text} cannot be read.").format(text=text)

    def _status(self, word: str) -> tuple[TicketStatus, PendingReason | None] | None:
        return self._mapping.status[word] if word else None

    def _case(self, number: str, rows: list[Row]) -> Case:
        mapping = self._mapping
        told = [row.opened for row in rows if row.opened is not None]
        opened = [row.at for row in rows if mapping.events.get(row.event) is TicketEventKind.REGISTERED]
        registered_at = (*told, *opened, rows[0].at)[0]
        case = Case(number, registered_at, channel=mapping.default_channel, kind=mapping.default_kind)
        before: TicketStatus | None = None
        word, team = "", ""
        for row in rows:
            known = self._status(row.status)
            status = known[0] if known else before
            words = (word, row.status) if known and row.status != word else None
            case.events.append(self._event(row, before, status, words, team))
            if known:
                case.pending_reason = known[1]
                word = row.status
            if status is not None and status is not before:
                _note_moments(case, before, status, row.at)
            before = status
            team = row.team or team
            self._take_facts(case, row)
        case.status = before or TicketStatus.NEW
        case.team = team
        if case.status is not TicketStatus.PENDING:
            case.pending_reason = None
        if not case.subject:
            case.subject = " · ".join(list(case.details.values())[:2])[:LINE] or number
        return case

    def _event(
        self,
        row: Row,
        before: TicketStatus | None,
        status: TicketStatus | None,
        words: tuple[str, str] | None,
        team: str,
    ) -> PastEvent:
        kind = self._mapping.events.get(row.event) if row.event else None
        if kind is None:
            if status is None or status is before:
                kind = TicketEventKind.CHANGED
            elif status is TicketStatus.IN_PROGRESS and before is TicketStatus.PENDING:
                kind = TicketEventKind.RESUMED
            else:
                kind = _BY_STATUS[status]
        return PastEvent(
            at=row.at,
            kind=kind,
            agent_name=row.agent,
            text=row.text,
            status=(before, status) if status is not None and status is not before else None,
            words=words,
            team=(team, row.team) if row.team and row.team != team else None,
        )

    def _take_facts(self, case: Case, row: Row) -> None:
        facts = dict(zip(FACTS, row.facts, strict=False))
        case.subject = facts["subject"] or case.subject
        case.description = facts["description"] or case.description
        case.priority = self._mapping.priority.get(facts["priority"], case.priority)
        case.channel = self._mapping.channel.get(facts["channel"], case.channel)
        case.kind = self._mapping.kind.get(facts["kind"], case.kind)
        for name, text in zip(self._mapping.details, row.facts[len(FACTS) : self._counters], strict=True):
            if text:
                case.details[name] = text


def _note_moments(case: Case, before: TicketStatus | None, after: TicketStatus, at: datetime) -> None:
    if after in DONE:
        if before not in DONE:
            case.completed_at = at
        case.closed_at = at if after is TicketStatus.CLOSED else None
    else:
        case.completed_at = case.closed_at = None
