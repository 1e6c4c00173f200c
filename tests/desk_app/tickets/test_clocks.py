# SPDX-License-Identifier: EUPL-1.2
"""Lives of tickets whose clocks were worked out on paper, each with the reason: the code has to agree with the paper.

May 2026, local time. Office: Monday to Friday 9.00-17.00; Tuesday the fifth is closed, Monday the fourth and Wednesday
the sixth are open. A ticket is registered on Monday the fourth at 10.00 with a term of eight working hours, which is
over on Wednesday at 10.00 (seven hours on Monday, one on Wednesday). Waiting for the customer or for approval stops the
clock; waiting for a supplier or a part does not.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.terms import DEFAULT_PAUSES, Terms
from desk_app.core.clock import DESK_ZONE
from desk_app.core.worktime import ROUND_THE_CLOCK, Calendar
from desk_app.tickets.clocks import Clock, Mark, Run, Span, log_of, run_clock
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from tests.desk_app.tickets.clock_lives import at, life

OFFICE = Calendar(
    {weekday: ((time(9), time(17)),) for weekday in range(5)},
    {date(2026, 5, 5): "Bevrijdingsdag", date(2026, 5, 14): "Hemelvaartsdag"},
)
NIGHT = Calendar(dict.fromkeys(range(7), ((time(22), time(6)),)))
HOURS, DAYS, WORKING_DAYS, CLOCK = (
    LeadUnit.MINUTES,
    LeadUnit.CALENDAR_DAYS,
    LeadUnit.WORKING_DAYS,
    LeadUnit.CLOCK_MINUTES,
)
EIGHT_HOURS = LeadTime(480, HOURS)


def terms(term: LeadTime = EIGHT_HOURS, response: LeadTime | None = None, calendar: Calendar = OFFICE) -> Terms:
    return Terms(term, response, calendar, DEFAULT_PAUSES, None, "")


LIVES: list[tuple[str, tuple[str, ...], str, str, float, bool | None]] = [
    # what it shows, what happened, now, due, hours used, met
    ("nothing happened", (), "04 12:00", "06 10:00", 2, None),
    ("the moment has passed and nothing is ready", ("06 09:00 take",), "06 10:01", "06 10:00", 8 + 1 / 60, False),
    ("ready within the term", ("04 10:30 take", "04 16:00 complete"), "08 12:00", "06 10:00", 6, True),
    ("ready on the second", ("06 10:00 complete",), "08 12:00", "06 10:00", 8, True),
    ("ready a minute too late", ("06 10:01 complete",), "08 12:00", "06 10:00", 8 + 1 / 60, False),
    ("three hours for the customer", ("04 11:00 wait customer", "04 14:00 resume"), "04 15:00", "06 13:00", 2, None),
    (
        "a wait over a closed day counts open time only: one hour on Monday, one on Wednesday",
        ("04 16:00 wait customer", "06 10:00 resume"),
        "06 11:00",
        "06 12:00",
        7,
        None,
    ),
    (
        "a wait that lies in closed time moves nothing",
        ("04 17:30 wait customer", "06 08:00 resume"),
        "06 09:30",
        "06 10:00",
        7.5,
        None,
    ),
    (
        "a supplier does not stop it",
        ("04 11:00 wait supplier", "04 14:00 resume"),
        "04 15:00",
        "06 10:00",
        5,
        None,
    ),
    (
        "first the customer, then a part: only the first hour",
        ("04 11:00 wait customer", "04 12:00 wait part", "04 14:00 resume"),
        "04 15:00",
        "06 11:00",
        4,
        None,
    ),
    (
        "first the supplier, then approval; ready while it waits",
        ("04 11:00 wait supplier", "04 12:00 wait approval", "04 15:00 complete"),
        "08 12:00",
        "06 13:00",
        2,
        True,
    ),
    (
        "customer and approval after each other are one standstill",
        ("04 11:00 wait customer", "04 12:00 wait approval", "04 14:00 resume"),
        "04 15:00",
        "06 13:00",
        2,
        None,
    ),
    ("it still waits, so nothing has moved yet", ("04 11:00 wait customer",), "07 12:00", "06 10:00", 1, None),
    (
        "late before it waited stays late: an hour over, before and after",
        ("06 11:00 wait customer", "06 13:00 resume", "06 14:00 complete"),
        "08 12:00",
        "06 12:00",
        10,
        False,
    ),
    (
        "two waits add up",
        ("04 11:00 wait customer", "04 12:00 resume", "04 13:00 wait approval", "04 15:00 take"),
        "04 16:00",
        "06 13:00",
        3,
        None,
    ),
    (
        "reopened goes on where it was: ready for six open hours, so due six hours later",
        ("04 12:00 complete", "06 10:00 reopen", "06 15:00 complete"),
        "08 12:00",
        "06 16:00",
        7,
        True,
    ),
    (
        "reopened, and then too late",
        ("04 12:00 complete", "06 10:00 reopen", "06 16:30 complete"),
        "08 12:00",
        "06 16:00",
        8.5,
        False,
    ),
    (
        "reopened and still being worked on",
        ("04 12:00 complete", "06 10:00 reopen"),
        "06 11:00",
        "06 16:00",
        3,
        None,
    ),
    (
        "the shelf, the customer and closing change nothing",
        ("04 12:00 complete", "04 12:00 shelf", "07 09:00 collect", "07 09:00 close"),
        "08 12:00",
        "06 10:00",
        2,
        True,
    ),
    (
        "closed and reopened after a fortnight's shelf: two working days and three hours of standing still",
        ("04 12:00 complete", "04 13:00 shelf", "06 09:00 collect", "06 09:00 close", "07 12:00 reopen"),
        "07 12:00",
        "08 10:00",
        2,
        None,
    ),
    (
        "a wait that was undone never was",
        ("04 11:00 wait customer", "04 14:00 undo 1"),
        "04 15:00",
        "06 10:00",
        5,
        None,
    ),
    (
        "going on was undone: it still waits",
        ("04 11:00 wait customer", "04 14:00 resume", "04 15:00 undo 2"),
        "04 16:00",
        "06 10:00",
        1,
        None,
    ),
    (
        "a completion that was undone never was",
        ("04 12:00 complete", "04 15:00 undo 1"),
        "06 09:30",
        "06 10:00",
        7.5,
        None,
    ),
    (
        "undone, and then done again for good",
        ("04 12:00 complete", "04 15:00 undo 1", "04 16:00 complete"),
        "08 12:00",
        "06 10:00",
        6,
        True,
    ),
    ("cancelled keeps no promise and breaks none", ("04 12:00 cancel",), "08 12:00", "06 10:00", 2, None),
    (
        "cancelled and taken up again: two hours stood still",
        ("04 12:00 cancel", "04 14:00 reopen"),
        "04 15:00",
        "06 12:00",
        3,
        None,
    ),
    ("put back among the new runs on", ("04 10:30 take", "04 11:00 reset"), "04 12:00", "06 10:00", 2, None),
    (
        "a counter a minute behind: the wait has no length",
        ("04 11:01 wait customer", "04 11:00 resume"),
        "04 12:00",
        "06 10:00",
        2,
        None,
    ),
    (
        "a counter an hour behind: ready before it was registered counts as at once",
        ("04 09:00 take", "04 09:30 complete"),
        "04 12:00",
        "06 10:00",
        0,
        True,
    ),
    (
        "a counter a day ahead: what comes after it counts as then",
        ("06 11:00 wait customer", "04 12:00 resume", "04 13:00 complete"),
        "08 12:00",
        "06 10:00",
        9,
        False,
    ),
]


@pytest.mark.parametrize(("why", "words", "now", "due", "hours", "met"), LIVES, ids=[case[0] for case in LIVES])
def test_a_clock_agrees_with_the_paper(
    why: str, words: tuple[str, ...], now: str, due: str, hours: float, met: bool | None
) -> None:
    clock = run_clock(at("04 10:00"), log_of(life(words)), terms())

    assert clock.due_at == at(due), why
    assert clock.used_seconds(at(now)) == round(hours * 3600), why
    assert clock.left_seconds(at(now)) == 8 * 3600 - round(hours * 3600), why
    assert clock.is_met(at(now)) is met, why


TERMS: list[tuple[str, Terms, str, tuple[str, ...], str, str]] = [
    # what it shows, terms, registered, what happened, due, three quarters
    ("at once is half an hour", terms(LeadTime(0, HOURS)), "04 10:00", (), "04 10:30", "04 10:22:30"),
    ("two working days end at closing time", terms(LeadTime(2, WORKING_DAYS)), "04 10:00", (), "07 17:00", "07 11:15"),
    (
        "a wait of four hours moves closing time to the next day",
        terms(LeadTime(2, WORKING_DAYS)),
        "04 10:00",
        ("04 11:00 wait customer", "04 15:00 resume"),
        "08 13:00",
        "07 15:15",
    ),
    (
        "two calendar days end on Wednesday at closing time; four hours more",
        terms(LeadTime(2, DAYS)),
        "04 10:00",
        ("04 11:00 wait customer", "04 15:00 resume"),
        "07 13:00",
        "07 09:15",
    ),
    ("registered on a closed day", terms(), "05 12:00", (), "06 17:00", "06 15:00"),
    (
        "day and night: a day, and the three hours of the night that it waited",
        terms(LeadTime(24 * 60, CLOCK)),
        "04 10:00",
        ("04 20:00 wait customer", "04 23:00 resume"),
        "05 13:00",
        "05 07:00",
    ),
    (
        "a night shift: from ten in the evening, an hour of waiting before it is none",
        terms(LeadTime(120, HOURS), calendar=NIGHT),
        "04 20:00",
        ("04 21:00 wait customer", "04 22:30 resume"),
        "05 00:30",
        "05 00:00",
    ),
    (
        "the night on which the clock goes back has an hour more",
        terms(LeadTime(6 * 60, HOURS), calendar=ROUND_THE_CLOCK),
        "2026-10-25 00:00",
        ("2026-10-25 01:00 wait customer", "2026-10-25 04:00 resume"),
        "2026-10-25 09:00",
        "2026-10-25 07:30",
    ),
    (
        "the night on which it goes forward has an hour less",
        terms(LeadTime(6 * 60, HOURS), calendar=ROUND_THE_CLOCK),
        "2026-03-29 00:00",
        ("2026-03-29 01:00 wait customer", "2026-03-29 04:00 resume"),
        "2026-03-29 09:00",
        "2026-03-29 07:30",
    ),
]


@pytest.mark.parametrize(
    ("why", "by", "start", "words", "due", "three_quarters"), TERMS, ids=[case[0] for case in TERMS]
)
def test_every_unit_of_a_term_agrees_with_the_paper(
    why: str, by: Terms, start: str, words: tuple[str, ...], due: str, three_quarters: str
) -> None:
    clock = run_clock(at(start), log_of(life(words)), by)

    assert clock.due_at == at(due).astimezone(UTC), why
    assert clock.three_quarters_at == at(three_quarters).astimezone(UTC), why


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
