# SPDX-License-Identifier: EUPL-1.2
"""Taking times, and the table they end up in."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one job, each run of it."""

    milliseconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the runs were faster."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Nineteen of twenty runs were faster."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, round(len(ordered) * 0.95))]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: ``raw`` is the limit in the same run; ``budget`` is what we aim at, in words."""

    job: str
    tickets: int
    ours: Times
    raw: Times | None = None
    budget: str = ""

    @property
    def ratio(self) -> float | None:
        """Our median over that of the limit."""
        return self.ours.median / self.raw.median if self.raw and self.raw.median else None


def take(runs: int, *jobs: Callable[[int], object]) -> list[Times]:
    """Runs the jobs in turn, ``runs`` times each, so that a busy moment of the machine hits all of them alike.

    Each gets the number of the run. Three runs first that do not count; garbage is collected in between, not during.
    """
    found: list[list[float]] = [[] for _ in jobs]
    for number in range(-3, runs):
        for place, job in enumerate(jobs):
            gc.collect() if number % 20 == 0 else None
            gc.disable()
            began = time.perf_counter()
            job(number)
            elapsed = (time.perf_counter() - began) * 1000
            gc.enable()
            if number >= 0:
                found[place].append(elapsed)
    return [Times(tuple(times)) for times in found]


def table(lines: list[Line]) -> Iterator[str]:
    """The lines as a Markdown table."""
    yield "| job | tickets | ours p50 / p95 ms | raw limit p50 / p95 ms | ratio | budget |"
    yield "|---|---:|---:|---:|---:|---|"
    for line in lines:
        raw = f"{line.raw.median:.2f} / {line.raw.p95:.2f}" if line.raw else ""
        ratio = f"{line.ratio:.1f}" if line.ratio is not None else ""
        ours = f"{line.ours.median:.2f} / {line.ours.p95:.2f}"
        yield f"| {line.job} | {line.tickets:,} | {ours} | {raw} | {ratio} | {line.budget} |"
