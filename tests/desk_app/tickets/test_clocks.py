# SPDX-License-Identifier: EUPL-1.2
"""What a clock tells: the first answer, what it did and why, what moves and what does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk_app.catalogue.messages import LeadTime
from desk_app.core.clock import DESK_ZONE
from desk_app.core.worktime import Calendar
from desk_app.tickets.clocks import Clock, Mark, Run, Span, log_of, run_clock
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from tests.desk_app.tickets.clock_lives import HOURS, at, life, terms

ANSWERS: list[tuple[tuple[str, ...], str | None, bool | None]] = [
    # what happened, first answer, in time at 12:00 (an hour was agreed)
    ((), None, False),
    (("04 10:20 take",), "04 10:20", True),
    (("04 10:20 note", "04 11:30 take"), "04 11:30", False),
    (("04 10:40 tell", "04 11:30 take"), "04 10:40", True),
    (("04 10:40 take", "04 10:50 reset"), "04 10:40", True),
    (("04 10:40 take", "04 10:50 undo 1", "04 11:20 take"), "04 11:20", False),
    (("04 10:40 tell", "04 10:50 undo 1"), None, False),
    (("04 09:58 take",), "04 10:00", True),
    (("04 10:30 cancel",), "04 10:30", True),
]


@pytest.mark.parametrize(("words", "first", "met"), ANSWERS)
def test_the_first_answer_is_work_that_begins_or_a_word_to_the_customer(
    words: tuple[str, ...], first: str | None, met: bool | None
) -> None:
    clock = run_clock(at("04 10:00"), log_of(life(words)), terms(response=LeadTime(60, HOURS)))

    assert clock.respond_by == at("04 11:00")
    assert clock.responded_at == (at(first) if first else None)
    assert clock.response_met(at("04 12:00")) is met


def test_nothing_agreed_about_a_first_answer_is_neither_met_nor_missed() -> None:
    clock = run_clock(at("04 10:00"), log_of(life(("04 12:00 take",))), terms())

    assert clock.respond_by is None
    assert clock.response_met(at("08 12:00")) is None


def test_a_first_answer_that_can_still_come_is_neither() -> None:
    clock = run_clock(at("04 10:00"), (), terms(response=LeadTime(60, HOURS)))

    assert clock.response_met(at("04 10:59")) is None


def test_spans_tell_what_the_clock_did_and_why() -> None:
    words = (
        "04 10:30 take",
        "04 11:00 wait supplier",
        "04 12:00 wait customer",
        "04 13:00 resume",
        "04 14:00 complete",
    )

    clock = run_clock(at("04 10:00"), log_of(life(words)), terms())

    utc = [at(f"04 {hour}:00").astimezone(UTC) for hour in range(10, 15)]
    assert clock.spans == (
        Span(Run.RUNNING, utc[0], utc[1]),
        Span(Run.RUNNING, utc[1], utc[2], PendingReason.SUPPLIER),
        Span(Run.PAUSED, utc[2], utc[3], PendingReason.CUSTOMER),
        Span(Run.RUNNING, utc[3], utc[4]),
        Span(Run.DONE, utc[4], None),
    )
    assert (clock.run, clock.paused_at, clock.done_at) == (Run.DONE, None, utc[4])


def test_a_standstill_began_with_the_first_of_its_reasons() -> None:
    words = ("04 11:00 wait customer", "04 12:00 wait approval")

    clock = run_clock(at("04 10:00"), log_of(life(words)), terms())

    assert (clock.run, clock.paused_at) == (Run.PAUSED, at("04 11:00"))


def test_other_terms_judge_the_whole_life() -> None:
    log = log_of(life(("04 11:00 wait supplier", "04 15:00 resume")))

    before = run_clock(at("04 10:00"), log, terms())
    after = run_clock(
        at("04 10:00"), log, replace(terms(LeadTime(120, HOURS)), pauses=frozenset({PendingReason.SUPPLIER}))
    )

    assert before.due_at == at("06 10:00")
    assert after.due_at == at("04 16:00")


def test_a_promise_moves_on_by_what_stood_still_and_by_nothing_else() -> None:
    words = (
        "04 11:00 wait customer",
        "04 13:00 resume",
        "04 14:00 complete",
        "04 15:00 reopen",
        "04 16:00 wait customer",
    )

    clock = run_clock(at("04 10:00"), log_of(life(words)), terms())

    assert clock.moved(at("04 12:00"), at("04 16:30")) == at("04 14:30")


def test_pauses_shorter_than_a_second_are_not_lost() -> None:
    begin = datetime(2026, 5, 4, 9, tzinfo=UTC)
    half = timedelta(milliseconds=500)
    log = []
    for turn in range(20):
        log.append(Mark(begin + 2 * turn * half, TicketStatus.PENDING, PendingReason.CUSTOMER))
        log.append(Mark(begin + (2 * turn + 1) * half, TicketStatus.IN_PROGRESS))

    clock = run_clock(datetime(2026, 5, 4, 10, tzinfo=DESK_ZONE), log, terms())

    assert clock.due_at == at("06 10:00:10")


def test_a_calendar_that_never_opens_leaves_no_ticket_without_a_clock() -> None:
    shut = Calendar({}, {}, (), {})

    clock = run_clock(at("04 10:00"), (), terms(calendar=shut))

    assert isinstance(clock, Clock)
    assert clock.due_at == at("05 10:00")
    assert clock.terms.source
