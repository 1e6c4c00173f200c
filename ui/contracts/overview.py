# SPDX-License-Identifier: EUPL-1.2
"""The lines of the list: an agreement with how it was kept this month, the worst first; and which of them are shown. Pure,
but for what is read on a worker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.app import Desk
from desk_app.contracts.in_force import last_day
from desk_app.contracts.messages import AgreementKind, AgreementRow
from desk_app.core.actor import Actor
from desk_app.core.clock import today
from desk_app.core.i18n import N_
from desk_app.core.words import words
from desk_app.progress.messages import AgreementFigures, Period, Verdict
from ui.contracts.words import KIND_WORDS, TO_DECIDE

CURRENT, OVER, EVERY = "current", "over", "every"
SHOWN: tuple[tuple[str, str], ...] = (
    (CURRENT, N_("In force or still to come")),
    (OVER, N_("Over")),
    (EVERY, N_("All agreements")),
)
"""What the list can show, by term."""

EVERYBODY = "everybody"
KINDS: tuple[tuple[str, str], ...] = (
    (EVERYBODY, N_("With everybody")),
    (AgreementKind.SLA.value, N_("With customers")),
    (AgreementKind.OLA.value, N_("With teams")),
    (AgreementKind.SUPPLIER.value, N_("With suppliers")),
)
"""What the list can show, by party."""


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement; ``figures`` None: no tickets and no targets this month, or they are still on their way."""

    row: AgreementRow
    figures: AgreementFigures | None = None

    @property
    def id(self) -> int:
        """That of the agreement."""
        return self.row.id

    @property
    def is_under(self) -> bool:
        """Whether a norm is not met."""
        return self.figures is not None and self.figures.verdict is Verdict.UNDER

    @property
    def asks_decision(self) -> bool:
        """Whether somebody must decide about it: notice, renewal, end."""
        signal = self.row.signal
        return signal is not None and signal.kind in TO_DECIDE and self.row.notice_given_on is None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted: words in them, with whom, and by term."""

    words: str = ""
    kind: str = EVERYBODY
    shown: str = CURRENT


@dataclass(frozen=True, slots=True)
class Rows:
    """What the list reads first: the agreements, and the day on which they were read (local)."""

    day: date
    rows: tuple[AgreementRow, ...]


def read_rows(desk: Desk, actor: Actor) -> Rows:
    """On a worker."""
    return Rows(today(desk.clock), desk.agreement_queries.agreements(actor))


def read_figures(desk: Desk, actor: Actor) -> Mapping[int, AgreementFigures]:
    """On a worker, as it may take a while: this month up to today, by agreement."""
    found = desk.performance.agreements(actor, this_month(today(desk.clock)))
    return {one.agreement_id: one for one in found if one.agreement_id is not None}


def this_month(day: date) -> Period:
    """From the first of the month up to and with ``day``."""
    return Period(day.replace(day=1), day)


def lines_of(rows: Iterable[AgreementRow], figures: Mapping[int, AgreementFigures]) -> tuple[Line, ...]:
    """The worst first: what asks a decision now, then what is under its norm, then what asks one later, then the rest."""
    return tuple(sorted((Line(row, figures.get(row.id)) for row in rows), key=_badness))


def chosen(lines: Sequence[Line], asked: Asked, day: date) -> tuple[Line, ...]:
    """Those that are wanted, in the same order."""
    wanted = words(asked.words)
    return tuple(
        line
        for line in lines
        if asked.kind in (EVERYBODY, line.row.kind.value)
        and _is_shown(line.row, asked.shown, day)
        and _holds(line.row, wanted)
    )


def to_decide(lines: Iterable[Line]) -> int:
    """How many ask a decision: the number at the page in the rail."""
    return sum(line.asks_decision for line in lines)


def count_decisions(desk: Desk, actor: Actor) -> int:
    """On a worker: the same, before the page was made."""
    return to_decide(Line(row) for row in desk.agreement_queries.agreements(actor))


def _is_shown(row: AgreementRow, shown: str, day: date) -> bool:
    last = last_day(row)
    is_over = last is not None and last < day
    return shown == EVERY or is_over == (shown == OVER)


def _holds(row: AgreementRow, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    own = words(" ".join((row.code, row.name, row.party, row.owner, KIND_WORDS[row.kind])))
    return all(any(one.startswith(word) for one in own) for word in wanted)


def _badness(line: Line) -> tuple[int, int, float, str]:
    signal = line.row.signal
    is_urgent = signal is not None and signal.is_urgent
    rank = 0 if is_urgent else 1 if line.is_under else 2 if line.asks_decision else 3
    gap = 0.0
    if line.figures is not None and line.figures.score is not None and line.figures.norm is not None:
        gap = line.figures.score - line.figures.norm
    return rank, signal.place if signal is not None and rank != 1 else 0, gap if line.is_under else 0.0, line.row.code
