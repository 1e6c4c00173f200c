# SPDX-License-Identifier: EUPL-1.2
"""The laws that any clock keeps, over calendars and lives that chance makes up; ``hold`` (of working time) tries one.

``seen_minute_by_minute`` shares no code with the clock: it walks through the life with a watch and a list of hours.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.terms import DEFAULT_PAUSES, Terms
from desk_app.core.calendars import ROUND_THE_CLOCK, Calendar
from desk_app.core.worktime import working_seconds_between
from desk_app.tickets.clocks import Clock, Mark, run_clock
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from tests.desk_app.core.worktime_laws import MINUTE, Law, calendars, minutes, moments, open_by_the_wall

S = TicketStatus
Turn = tuple[int, TicketStatus, PendingReason | None]
"""So long after the turn before it (may be less than nothing), the ticket stands so."""

RunClock = Callable[[datetime, Sequence[Mark], Terms], Clock]

_states = st.sampled_from(
    [
        (S.IN_PROGRESS, None),
        (S.PENDING, PendingReason.CUSTOMER),
        (S.PENDING, PendingReason.APPROVAL),
        (S.PENDING, PendingReason.SUPPLIER),
        (S.COMPLETED, None),
        (S.NEW, None),
        (S.CANCELLED, None),
    ]
)


_DOES = {
    (S.NEW, None): "runs",
    (S.IN_PROGRESS, None): "runs",
    (S.PENDING, PendingReason.SUPPLIER): "runs",
    (S.PENDING, PendingReason.CUSTOMER): "waits",
    (S.PENDING, PendingReason.APPROVAL): "waits",
    (S.COMPLETED, None): "done",
    (S.CANCELLED, None): "dropped",
}


def _turns(shortest: int, longest: int, unit: int = 1) -> st.SearchStrategy[list[Turn]]:
    lengths = st.integers(shortest, longest)
    return st.lists(st.builds(lambda length, state: (length * unit, *state), lengths, _states), max_size=8)


lives = _turns(0, 400_000)
jumpy_lives = _turns(-90_000, 200_000)
short_lives = _turns(0, 200, unit=60)
leads = st.builds(
    LeadTime, st.integers(1, 4000), st.sampled_from([LeadUnit.MINUTES, LeadUnit.CLOCK_MINUTES])
) | st.builds(LeadTime, st.integers(1, 20), st.sampled_from([LeadUnit.WORKING_DAYS, LeadUnit.CALENDAR_DAYS]))
short_leads = st.builds(LeadTime, st.integers(1, 600), st.just(LeadUnit.MINUTES))


def log_from(start: datetime, turns: Sequence[Turn]) -> list[Mark]:
    """The timeline of a life that began at ``start``."""
    marks, moment = [], start
    for length, status, reason in turns:
        moment += timedelta(seconds=length)
        marks.append(Mark(moment, status, reason))
    return marks


def terms(calendar: Calendar, lead: LeadTime) -> Terms:
    """These terms, with the usual pauses."""
    return Terms(lead, None, calendar, DEFAULT_PAUSES, None, "")


def the_term_fits_between_start_and_due(
    calendar: Calendar, start: datetime, turns: list[Turn], lead: LeadTime, run: RunClock = run_clock
) -> None:
    """The clock that goes on from here has used up exactly its term at the moment at which it is due."""
    begun = log_from(start, turns)
    last = begun[-1].at if begun else start
    clock = run(start, [*begun, Mark(last, S.IN_PROGRESS)], terms(calendar, lead))
    if clock.due_at >= last:
        assert clock.used_seconds(clock.due_at) == clock.term_seconds
        assert clock.left_seconds(clock.due_at) == 0
        assert clock.is_met(clock.due_at) is None
        assert clock.is_met(clock.due_at + timedelta(microseconds=1)) is False
    else:
        assert clock.used_seconds(last) >= clock.term_seconds


def a_wait_in_two_parts_is_one_wait(
    calendar: Calendar, start: datetime, lead: LeadTime, lengths: list[int], run: RunClock = run_clock
) -> None:
    before, one, two, after = lengths
    waits = (S.PENDING, PendingReason.CUSTOMER)
    whole = log_from(start, [(before, *waits), (one + two, S.IN_PROGRESS, None), (after, S.COMPLETED, None)])
    parts = log_from(
        start,
        [
            (before, *waits),
            (one, S.IN_PROGRESS, None),
            (0, *waits),
            (two, S.IN_PROGRESS, None),
            (after, S.COMPLETED, None),
        ],
    )
    at_once, in_two = (run(start, log, terms(calendar, lead)) for log in (whole, parts))
    assert at_once.due_at == in_two.due_at
    assert at_once.used_seconds(start) == in_two.used_seconds(start)
    assert at_once.is_met(start) is in_two.is_met(start)


def what_stood_still_comes_on_top(
    calendar: Calendar, start: datetime, lead: LeadTime, lengths: list[int], run: RunClock = run_clock
) -> None:
    before, one, two, _after = lengths
    waits = (S.PENDING, PendingReason.APPROVAL)
    log = log_from(start, [(before, *waits), (one, S.IN_PROGRESS, None), (two, S.IN_PROGRESS, None)])
    by = ROUND_THE_CLOCK if lead.unit is LeadUnit.CLOCK_MINUTES else calendar

    clock = run(start, log, terms(calendar, lead))

    still = working_seconds_between(by, log[0].at, log[1].at)
    assert working_seconds_between(by, clock.term_at, clock.due_at) == still
    assert clock.due_at >= clock.term_at


def later_is_never_better(
    calendar: Calendar, start: datetime, turns: list[Turn], lead: LeadTime, later: int, run: RunClock = run_clock
) -> None:
    log = log_from(start, turns)
    last = log[-1].at if log else start
    clock = run(start, log, terms(calendar, lead))
    nows = [last + timedelta(seconds=later * number) for number in range(4)]
    done = [run(start, [*log, Mark(now, S.COMPLETED)], terms(calendar, lead)) for now in nows]
    longer = run(start, log, terms(calendar, LeadTime(lead.amount + 1, lead.unit)))

    assert all(first.used_seconds(last) <= then.used_seconds(last) for first, then in pairwise(done))
    assert all(clock.used_seconds(first) <= clock.used_seconds(then) for first, then in pairwise(nows))
    if not log or log[-1].status in (S.NEW, S.IN_PROGRESS):
        met = [one.is_met(last) for one in done]
        assert met == sorted(met, key=bool, reverse=True)
    assert longer.due_at >= clock.due_at
    assert longer.used_seconds(last) == clock.used_seconds(last)


def nothing_is_less_than_nothing(
    calendar: Calendar, start: datetime, turns: list[Turn], lead: LeadTime, run: RunClock = run_clock
) -> None:
    log = log_from(start, turns)
    clock = run(start, log, terms(calendar, lead))
    nows = [start + timedelta(seconds=shift) for shift in (-100_000, -1, 0, 1, 100_000)]

    assert clock.spans[0].begin == start
    assert [span.end for span in clock.spans[:-1]] == [span.begin for span in clock.spans[1:]]
    assert clock.spans[-1].end is None
    assert all(span.end is None or span.end > span.begin for span in clock.spans)
    assert all(clock.used_seconds(now) >= 0 for now in nows)
    assert all(clock.left_seconds(now) <= clock.term_seconds for now in nows)
    assert start <= clock.term_at <= clock.due_at
    assert clock.three_quarters_at <= clock.due_at
    assert start <= clock.soon_at <= clock.due_at
    assert clock.responded_at is None or clock.responded_at >= start
    assert clock.paused_at is None or clock.paused_at >= start


def an_earlier_time_counts_as_the_one_before(
    calendar: Calendar, start: datetime, turns: list[Turn], lead: LeadTime, run: RunClock = run_clock
) -> None:
    log = log_from(start, turns)
    again = [*log, Mark(start, log[-1].status if log else S.NEW, log[-1].reason if log else None)]

    assert run(start, again, terms(calendar, lead)) == run(start, log, terms(calendar, lead))


def seen_minute_by_minute(
    calendar: Calendar, start: datetime, turns: list[Turn], lead: LeadTime, run: RunClock = run_clock
) -> None:
    """Somebody with a watch: each minute we are open counts for the clock, or for what stood still."""
    log, quarters = log_from(start, turns), dict[datetime, bool]()

    def is_open(moment: datetime) -> bool:
        quarter = moment.replace(minute=moment.minute // 15 * 15)  # hours begin and end on quarters
        if quarter not in quarters:
            quarters[quarter] = open_by_the_wall(calendar, quarter)
        return quarters[quarter]

    used = still = this_time = 0
    moment, does = start, "runs"
    for mark in {mark.at: mark for mark in log}.values():  # of one moment the last one
        while moment < mark.at:
            used, this_time = (used + is_open(moment), 0) if does == "runs" else (used, this_time + is_open(moment))
            moment += MINUTE
        if _DOES[mark.status, mark.reason] != does:
            still, this_time, does = still + this_time, 0, _DOES[mark.status, mark.reason]

    clock = run(start, log, terms(calendar, lead))

    assert clock.used_seconds(moment) == 60 * used
    left, due = lead.amount + still, start
    while left:
        left -= is_open(due)
        due += MINUTE
    assert clock.due_at == due
    if does == "done" and used != lead.amount:
        assert clock.is_met(moment) is (used < lead.amount)


_lengths = st.lists(st.integers(0, 300_000), min_size=4, max_size=4)
_later = st.integers(0, 300_000)

CLOCK_LAWS: dict[str, Law] = {
    "the term fits between start and due": (the_term_fits_between_start_and_due, (calendars, moments, lives, leads)),
    "a wait in two parts": (a_wait_in_two_parts_is_one_wait, (calendars, moments, leads, _lengths)),
    "what stood still comes on top": (what_stood_still_comes_on_top, (calendars, moments, leads, _lengths)),
    "later is never better": (later_is_never_better, (calendars, moments, lives, leads, _later)),
    "nothing is less than nothing": (nothing_is_less_than_nothing, (calendars, moments, jumpy_lives, leads)),
    "an earlier time counts as the one before": (
        an_earlier_time_counts_as_the_one_before,
        (calendars, moments, lives, leads),
    ),
}

SEEN_MINUTE_BY_MINUTE: Law = (seen_minute_by_minute, (calendars, minutes, short_lives, short_leads))


def is_broken(law: Law, examples: int, run: RunClock) -> bool:
    """Whether chance finds a case in which another clock breaks the law; it is not made small, that takes long."""
    check, strategies = law
    broken = False

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.tuples(*strategies))
    def tried(case: tuple[object, ...]) -> None:
        nonlocal broken
        if broken:
            return
        try:
            check(*case, run=run)
        except AssertionError:
            broken = True

    tried()
    return broken
