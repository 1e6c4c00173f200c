# SPDX-License-Identifier: EUPL-1.2
"""From the lines of a file to cases with their history (``past.py``), and the figures of it. Knows no database."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from desk_app.core.i18n import _
from desk_app.core.text import LINE
from desk_app.transfer.mapping import TicketMapping
from desk_app.transfer.messages import BadFile, TicketImport
from desk_app.transfer.moments import Moments
from desk_app.transfer.past import FACTS, Case, Past, Row, counters
from desk_app.transfer.sandbox import FileLines

_TEXT = 10_000
_LONGEST = {"case": 64, "agent": LINE, "team": LINE, "subject": LINE}
_LONG = 2_000
_TEXTS = ("text", "description", "resolution")

OWN = ("case", "order", "time", "opened", "due", "completed", "closed", "event", "status", "team", "agent", "text")
"""Columns of every line, as in ``Row``."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Take the cells of ``OWN``, and those of ``FACTS``, the details and the counters, out of a row."""

    own: Callable[[list[str]], tuple[str, ...]]
    facts: Callable[[list[str]], tuple[str, ...]]


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


def _refuse_long(cells: Iterable[tuple[str, str]]) -> None:
    for name, text in cells:
        longest = _TEXT if name in _TEXTS else _LONGEST.get(name, _LONG)
        if len(text) > longest:
            raise ValueError(_("{column} is longer than {most} characters.").format(column=name, most=longest))


class Histories:
    """Reads the lines of one file by one mapping: ``read``, then ``cases``, then ``figures`` of the cases asked for."""

    def __init__(self, mapping: TicketMapping) -> None:
        self._mapping = mapping
        self._moments = Moments(mapping.zone, mapping.time_format)
        self._past = Past(mapping, self._moments)
        self._rows: dict[str, list[Row]] = {}
        self._clean = _Clean(mapping.form.unknown)
        self._counters = len(FACTS) + len(mapping.details)
        self._checked: set[tuple[str, ...]] = set()

    def read(self, lines: FileLines) -> None:
        """Takes in every line; raises BadFile with every one that is not right."""
        places: _Places | None = None
        for line, cells in lines:
            places = places or self._places(lines.header)
            try:
                self._take(*self._row(line, cells, places))
            except ValueError as error:
                lines.fault(line, str(error))
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
            yield self._past.case(number, self._rows[number])

    def figures(self, skipped: tuple[str, ...]) -> TicketImport:
        """What the cases held that ``cases`` gave."""
        return self._past.figures(skipped)

    def _take(self, case: str, row: Row) -> None:
        rows = self._rows.setdefault(case, [])
        if rows and self._mapping.is_one_line:
            raise ValueError(_("Case {number} is in line {line} already.").format(number=case, line=rows[0].order))
        rows.append(row)

    def _places(self, header: list[str]) -> "_Places":
        if not header:
            raise BadFile({1: _("The first line must name the columns.")})
        counted = counters(self._mapping.counting)
        wanted = (*self._mapping.columns.values(), *self._mapping.details.values(), *counted)
        missing = [column for column in wanted if column not in header]
        if missing:
            raise BadFile(
                {1: _("The first line does not name the column {name} of the mapping.").format(name=missing[0])}
            )
        place_of = {ours: header.index(theirs) for ours, theirs in self._mapping.columns.items()}
        nowhere = len(header)
        return _Places(
            own=itemgetter(*(place_of.get(name, nowhere) for name in OWN)),
            facts=itemgetter(
                *(place_of.get(name, nowhere) for name in FACTS),
                *(header.index(column) for column in self._mapping.details.values()),
                *(header.index(column) for column in counted),
            ),
        )

    def _row(self, line: int, cells: list[str], places: "_Places") -> tuple[str, Row]:
        cells.append("")  # what the file has no column for is read from here
        clean = self._clean.__getitem__
        own = tuple(map(clean, places.own(cells)))
        facts = tuple(map(clean, places.facts(cells)))
        if self._clean.long:
            _refuse_long(zip(OWN + FACTS, (*own, *facts), strict=False))
        case, order, time, opened, due, completed, closed, event, status, team, agent, text = own
        mapping, moments = self._mapping, self._moments
        if not case:
            raise ValueError(_("The number of the case is missing."))
        if event and event not in mapping.events:
            raise ValueError(_("The mapping does not know the event {word}.").format(word=event))
        if status and status not in mapping.status:
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
            at=moments.read(opened if mapping.is_one_line else time),
            opened=moments.read(opened) if opened else None,
            due=moments.read_end(due) if due else None,
            completed=moments.read(completed) if completed else None,
            closed=moments.read(closed) if closed else None,
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
        if facts["product"] and facts["product"] not in mapping.product:
            raise ValueError(_("The mapping does not know the product {word}.").format(word=facts["product"]))
        if facts["department"] and facts["department"] not in mapping.department:
            raise ValueError(_("The mapping does not know the department {word}.").format(word=facts["department"]))
        if facts["met"] and facts["met"] not in mapping.met:
            raise ValueError(_("The mapping does not know whether {word} is on time.").format(word=facts["met"]))
