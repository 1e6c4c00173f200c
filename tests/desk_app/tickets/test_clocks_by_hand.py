# SPDX-License-Identifier: EUPL-1.2
"""Lives of tickets whose clocks were worked out on paper, each with the reason: the code has to agree with the paper.

May 2026, local time. Office: Monday to Friday 9.00-17.00; Tuesday the fifth is closed, Monday the fourth and Wednesday
the sixth are open. A ticket is registered on Monday the fourth at 10.00 with a term of eight working hours, which is
over on Wednesday at 10.00 (seven hours on Monday, one on Wednesday). Waiting for the customer or for approval stops the
clock; waiting for a supplier or a part does not.
"""

from datetime import UTC

import pytest

from desk_app.catalogue.messages import LeadTime
from desk_app.contracts.terms import Terms
from desk_app.core.worktime import ROUND_THE_CLOCK
from desk_app.tickets.clocks import log_of, run_clock
from tests.desk_app.tickets.clock_lives import CLOCK, DAYS, HOURS, NIGHT, WORKING_DAYS, at, life, terms

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
