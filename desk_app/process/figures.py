# SPDX-License-Identifier: EUPL-1.2
"""How the steps of a process do: volume, lead time, late, redone, skipped (``StepFigures`` says what each means). Pure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import NamedTuple

from desk_app.catalogue.models import StepKind
from desk_app.core.worktime import Calendar
from desk_app.process.messages import StepFigures
from desk_app.tickets.lifecycle import StepStatus


class FinishedStep(NamedTuple):
    """One step of one ticket that is over, moments UTC; a tuple, because there are a hundred thousand of them."""

    code: str
    status: StepStatus
    ready_at: datetime | None
    due_at: datetime | None
    done_at: datetime
    times_redone: int


@dataclass(frozen=True, slots=True)
class StepHead:
    """What a step is called, and its place in the process."""

    name: str
    kind: StepKind
    position: int


class OpenTime:
    """The open minutes of a calendar between many pairs of moments: the same as ``working_minutes``, found by halving
    instead of by walking through the days."""

    def __init__(self, calendar: Calendar, first: datetime, last: datetime) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._before: list[float] = []
        total = 0.0
        for start, end in takewhile(lambda span: span[0] < last, calendar.spans(first)):
            self._starts.append(start.timestamp())
            self._ends.append(end.timestamp())
            self._before.append(total)
            total += (end - start).total_seconds()

    def minutes(self, start: datetime, end: datetime) -> int:
        """Whole open minutes between two moments in the range; 0 when ``end`` is not after ``start``."""
        if end <= start:
            return 0
        # a millisecond more: sums of fractions of seconds must not lose a whole minute
        return int((self._until(end.timestamp()) - self._until(start.timestamp()) + 0.001) // 60)

    def _until(self, moment: float) -> float:
        place = bisect_right(self._starts, moment) - 1
        if place < 0:
            return 0.0
        return self._before[place] + min(moment, self._ends[place]) - self._starts[place]


def figures_of(
    steps: Iterable[FinishedStep], heads: Mapping[str, StepHead], calendar: Calendar
) -> tuple[StepFigures, ...]:
    """The figures per step, in the order of the process; ``heads`` names every code among the steps."""
    by_code: defaultdict[str, list[FinishedStep]] = defaultdict(list)
    for step in steps:
        by_code[step.code].append(step)
    if not by_code:
        return ()
    starts = [step.ready_at for of_code in by_code.values() for step in of_code if step.ready_at is not None]
    last = max(step.done_at for of_code in by_code.values() for step in of_code)
    open_time = OpenTime(calendar, min(starts, default=last), last)
    order = sorted(by_code, key=lambda code: (heads[code].position, code))
    return tuple(_figures(code, heads[code], by_code[code], open_time) for code in order)


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """The smallest value that at least ``percent`` of ``ordered`` (ascending) do not exceed; None of none."""
    if not ordered:
        return None
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]


def _figures(code: str, head: StepHead, steps: Sequence[FinishedStep], open_time: OpenTime) -> StepFigures:
    done = [step for step in steps if step.status is StepStatus.DONE]
    taken = sorted(open_time.minutes(step.ready_at or step.done_at, step.done_at) for step in done)
    return StepFigures(
        code=code,
        name=head.name,
        kind=head.kind,
        volume=len(steps),
        done=len(done),
        skipped=len(steps) - len(done),
        late=sum(step.due_at is not None and step.done_at > step.due_at for step in steps),
        redone=sum(step.times_redone > 0 for step in steps),
        median_minutes=nearest_rank(taken, 50),
        p90_minutes=nearest_rank(taken, 90),
    )
