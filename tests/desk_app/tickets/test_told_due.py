# SPDX-License-Identifier: EUPL-1.2
"""A ticket of another program runs to the moment that was promised there, until an agreement of ours holds for it."""

from datetime import UTC, datetime

import pytest

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.models import PendingReason
from desk_app.contracts.terms import DEFAULT_PAUSES, Terms
from desk_app.core.worktime import ROUND_THE_CLOCK
from desk_app.tickets.clock_keeping import NewLine
from desk_app.tickets.clocks import Clock, Run, log_of, run_clock, told_due
from desk_app.tickets.lifecycle import TicketEventKind, TicketStatus

HOURS_8 = LeadTime(480, LeadUnit.MINUTES)
TERMS = Terms(HOURS_8, None, ROUND_THE_CLOCK, DEFAULT_PAUSES, None, "the usual term")
KINDS = TicketEventKind


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-05-{text}").replace(tzinfo=UTC)


def line(
    moment: str,
    status: TicketStatus,
    reason: PendingReason | None = None,
    due: str = "",
    command: str | None = None,
    kind: TicketEventKind = KINDS.CHANGED,
) -> NewLine:
    changes = {"status": [None, status.value], "pending_reason": [None, reason.value if reason else None]}
    if due:
        changes["due_at"] = [None, at(due).isoformat()]
    return NewLine(at(moment), kind, False, changes, command)


def clock_after(*lines: NewLine) -> Clock:
    return run_clock(at("04T10:00"), log_of(lines), TERMS, told_due(lines))


def test_promise_of_the_source_goes_before_the_usual_term() -> None:
    clock = clock_after(line("04T10:00", TicketStatus.NEW, due="08T12:00"))

    assert clock.due_at == clock.term_at == at("08T12:00")
    assert clock.term_seconds == 98 * 3600
    assert clock.terms.source != TERMS.source
    assert clock.left_seconds(at("08T11:00")) == 3600


def test_what_stood_still_at_the_source_moves_nothing_any_more() -> None:
    clock = clock_after(
        line("04T10:00", TicketStatus.NEW, due="08T12:00"),
        line("05T10:00", TicketStatus.PENDING, PendingReason.CUSTOMER),
        line("06T10:00", TicketStatus.IN_PROGRESS),
    )

    assert clock.due_at == at("08T12:00")
    assert clock.left_seconds(at("08T11:00")) == 3600
    assert [span.run for span in clock.spans] == [Run.RUNNING, Run.PAUSED, Run.RUNNING]


def test_what_stands_still_with_us_moves_it_on() -> None:
    clock = clock_after(
        line("04T10:00", TicketStatus.NEW, due="08T12:00"),
        line("05T10:00", TicketStatus.PENDING, PendingReason.CUSTOMER, command="ours"),
        line("06T10:00", TicketStatus.IN_PROGRESS, command="ours too"),
    )

    assert clock.due_at == at("09T12:00")
    assert clock.left_seconds(at("09T11:00")) == 3600


def test_our_own_lines_never_set_the_moment() -> None:
    clock = clock_after(line("04T10:00", TicketStatus.NEW, due="08T12:00", command="ours"))

    assert clock.due_at == at("04T18:00")
    assert clock.terms.source == "the usual term"


@pytest.mark.parametrize("due", ["01T12:00", "04T10:00"])
def test_moment_that_was_over_from_the_start_is_late_and_never_negative(due: str) -> None:
    clock = clock_after(line("04T10:00", TicketStatus.NEW, due=due))

    assert clock.term_seconds == 0
    assert clock.used_seconds(at("04T09:00")) == 0
    assert clock.soon_at == at("04T10:00")
    assert clock.is_late(at("04T10:01"))
