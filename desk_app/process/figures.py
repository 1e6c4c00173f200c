# SPDX-License-Identifier: EUPL-1.2
"""How the steps of a process do: volume, lead time, late, redone, skipped (``StepFigures`` says what each means). Pure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from desk_app.catalogue.models import StepKind
from desk_app.core.worktime import Calendar
from desk_app.process.messages import StepFigures
from desk_app.tickets.lifecycle import StepStatus


@dataclass(frozen=True, slots=True)
class FinishedStep:
    """One step of one ticket that is over; ``id`` rises in time, moments are UTC."""

    id: int
    code: str
    name: str
    kind: StepKind
    position: int
    status: StepStatus
    ready_at: datetime | None
    due_at: datetime | None
    done_at: datetime
    times_redone: int


class OpenTime:
    """The open minutes of a calendar between many pairs of moments: the same as ``working_minutes``, found by halving
    instead of by walking through the days."""

    def __init__(self, calendar: Calendar, first: datetime, last: datetime) -> None:
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        self._before: list[timedelta] = []
        total = timedelta()
        for start, end in takewhile(lambda span: span[0] < last, calendar.spans(first)):
            self._starts.append(start)
            self._ends.append(end)
            self._before.append(total)
            total += end - start

    def minutes(self, start: datetime, end: datetime) -> int:
        """Whole open minutes between two moments in the range; 0 when ``end`` is not after ``start``."""
        if end <= start:
            return 0
        return int((self._until(end) - self._until(start)).total_seconds() // 60)

    def _until(self, moment: datetime) -> timedelta:
        place = bisect_right(self._starts, moment) - 1
        if place < 0:
            return timedelta()
        return self._before[place] + min(moment, self._ends[place]) - self._starts[place]


def figures_of(steps: Iterable[FinishedStep], calendar: Calendar) -> tuple[StepFigures, ...]:
    """The figures per step, in the order of the process; the name, kind and place are those of the newest ticket."""
    by_code: defaultdict[str, list[FinishedStep]] = defaultdict(list)
    for step in steps:
        by_code[step.code].append(step)
    if not by_code:
        return ()
    moments = [step.ready_at for of_code in by_code.values() for step in of_code if step.ready_at is not None]
    last = max(step.done_at for of_code in by_code.values() for step in of_code)
    open_time = OpenTime(calendar, min(moments, default=last), last)
    newest = {code: max(of_code, key=lambda step: step.id) for code, of_code in by_code.items()}
    order = sorted(by_code, key=lambda code: (newest[code].position, code))
    return tuple(_figures(newest[code], by_code[code], open_time) for code in order)


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """The smallest value that at least ``percent`` of ``ordered`` (ascending) do not exceed; None of none."""
    if not ordered:
        return None
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]


def _figures(newest: FinishedStep, steps: Sequence[FinishedStep], open_time: OpenTime) -> StepFigures:
    done = [step for step in steps if step.status is StepStatus.DONE]
    taken = sorted(open_time.minutes(step.ready_at or step.done_at, step.done_at) for step in done)
    return StepFigures(
        code=newest.code,
        name=newest.name,
        kind=newest.kind,
        volume=len(steps),
        done=len(done),
        skipped=len(steps) - len(done),
        late=sum(step.due_at is not None and step.done_at > step.due_at for step in steps),
        redone=sum(step.times_redone > 0 for step in steps),
        median_minutes=nearest_rank(taken, 50),
        p90_minutes=nearest_rank(taken, 90),
    )
