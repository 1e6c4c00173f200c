# SPDX-License-Identifier: EUPL-1.2
"""On time, soon, late, waiting, done."""

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.urgency import Urgency, late_by, next_change, soon_at, time_left, urgency

START = datetime(2026, 11, 24, 8, tzinfo=UTC)
DUE = START + timedelta(hours=8)
SOON = soon_at(START, DUE, START + timedelta(hours=6))


def test_the_last_quarter_warns_and_never_less_than_an_hour() -> None:
    assert START + timedelta(hours=6) == SOON
    assert soon_at(START, START + timedelta(hours=2), START + timedelta(minutes=90)) == START + timedelta(hours=1)
    assert soon_at(START, START + timedelta(minutes=30), START + timedelta(minutes=22)) == START


@pytest.mark.parametrize(
    ("status", "after", "expected"),
    [
        (TicketStatus.NEW, timedelta(0), Urgency.ON_TIME),
        (TicketStatus.IN_PROGRESS, timedelta(hours=6), Urgency.SOON),
        (TicketStatus.IN_PROGRESS, timedelta(hours=8), Urgency.LATE),
        (TicketStatus.PENDING, timedelta(0), Urgency.ON_TIME),
        (TicketStatus.PENDING, timedelta(hours=6), Urgency.SOON),
        (TicketStatus.PENDING, timedelta(hours=9), Urgency.LATE),
        (TicketStatus.READY, timedelta(hours=9), Urgency.DONE),
        (TicketStatus.COMPLETED, timedelta(0), Urgency.DONE),
    ],
)
def test_a_card_says_where_it_stands(status: TicketStatus, after: timedelta, expected: Urgency) -> None:
    assert urgency(status, DUE, SOON, None, START + after) is expected


def test_work_waits_only_while_its_clock_stands_still() -> None:
    assert urgency(TicketStatus.PENDING, DUE, SOON, START, DUE + timedelta(hours=1)) is Urgency.WAITING
    assert urgency(TicketStatus.COMPLETED, DUE, SOON, None, DUE + timedelta(hours=1)) is Urgency.DONE


def test_how_late_work_is_was_settled_when_its_clock_came_to_stand_still() -> None:
    hour = timedelta(hours=1)

    assert late_by(DUE, None, DUE + hour) == hour
    assert late_by(DUE, None, DUE - hour) == timedelta()
    assert late_by(DUE, DUE - hour, DUE + 9 * hour) == timedelta()
    assert late_by(DUE, DUE + hour, DUE + 9 * hour) == hour
    assert late_by(None, None, DUE) == timedelta()


def test_a_ticket_without_a_promise_is_on_time() -> None:
    assert urgency(TicketStatus.NEW, None, None, None, START) is Urgency.ON_TIME
    assert time_left(None, START) == ""


def test_the_words_say_how_much_is_left_or_gone() -> None:
    assert time_left(DUE, START) == "nog 8 u"
    assert time_left(DUE, DUE + timedelta(minutes=72)) == "1 u 12 min te laat"


def test_the_next_change_is_the_warning_and_then_the_promise() -> None:
    assert next_change(DUE, SOON, START) == SOON
    assert next_change(DUE, SOON, SOON) == DUE
    assert next_change(DUE, SOON, DUE) is None
