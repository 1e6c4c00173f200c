# SPDX-License-Identifier: EUPL-1.2
"""The laws of clocks hold, over both nights on which the hour changes, holidays and night shifts; clocks that break them
are noticed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desk_app.contracts.terms import Terms
from desk_app.tickets.clocks import Clock, Mark, Run, run_clock
from tests.desk_app.core.worktime_laws import hold
from tests.desk_app.tickets.clock_laws import CLOCK_LAWS, SEEN_MINUTE_BY_MINUTE, RunClock, is_broken


@pytest.mark.parametrize("name", CLOCK_LAWS)
def test_a_law_of_clocks_holds(name: str) -> None:
    hold(CLOCK_LAWS[name], examples=60)


def test_somebody_with_a_watch_agrees() -> None:
    hold(SEEN_MINUTE_BY_MINUTE, examples=150)


_NOTHING = timedelta()


def as_the_wall_goes(started_at: datetime, log: Sequence[Mark], terms: Terms) -> Clock:
    """A wait counts as long as it lasted, as many desks reckon."""
    clock = run_clock(started_at, log, terms)
    waits = [span for span in clock.spans if span.run is not Run.RUNNING and span.end is not None]
    return replace(
        clock, due_at=clock.term_at + sum(((span.end or span.begin) - span.begin for span in waits), _NOTHING)
    )


def by_its_own_times(started_at: datetime, log: Sequence[Mark], terms: Terms) -> Clock:
    """Lines in the order of their times instead of that of the timeline."""
    return run_clock(started_at, sorted(log, key=lambda mark: mark.at), terms)


def without_what_stood_still(started_at: datetime, log: Sequence[Mark], terms: Terms) -> Clock:
    """A clock that nothing stops."""
    return run_clock(started_at, log, replace(terms, pauses=frozenset()))


@pytest.mark.parametrize(
    ("name", "run"),
    [
        ("the term fits between start and due", as_the_wall_goes),
        ("what stood still comes on top", without_what_stood_still),
        ("an earlier time counts as the one before", by_its_own_times),
    ],
)
def test_a_clock_that_breaks_a_law_is_noticed(name: str, run: RunClock) -> None:
    assert is_broken(CLOCK_LAWS[name], 120, run)


@pytest.mark.parametrize("run", [as_the_wall_goes, without_what_stood_still])
def test_the_watch_notices_as_well(run: RunClock) -> None:
    assert is_broken(SEEN_MINUTE_BY_MINUTE, 60, run)
