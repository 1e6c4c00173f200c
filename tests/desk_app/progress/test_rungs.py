# SPDX-License-Identifier: EUPL-1.2
"""Which rung a ticket has come to, and whom it reaches; without a database."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.models import Addressee, PendingReason
from desk_app.contracts.terms import Terms
from desk_app.core.worktime import Calendar
from desk_app.progress.rungs import Guarded, LadderRung, first_there, passed, percent_moment
from desk_app.tickets.lifecycle import TicketStatus
from tests.guarding import at

OFFICE = Calendar({weekday: ((time(9), time(17)),) for weekday in range(5)})
PLAIN = Guarded(
    ticket_id=1,
    status=TicketStatus.IN_PROGRESS,
    registered_at=at(23, 9),
    due_at=at(24, 17),
    soon_at=at(24, 13),
    paused_at=None,
    follow_up_on=None,
    has_owner=True,
    target_id=7,
)


def _terms(amount: int, unit: LeadUnit = LeadUnit.MINUTES) -> Terms:
    return Terms(LeadTime(amount, unit), None, OFFICE, frozenset({PendingReason.CUSTOMER}), 7, "")


def _rungs(ticket: Guarded, now: datetime) -> list[str]:
    terms = _terms(16 * 60)

    def moment(one: Guarded, percent: int) -> datetime:
        return percent_moment(terms, one.registered_at, one.due_at or one.registered_at, percent)

    return [due.rung for due in passed(ticket, now, moment)]


@pytest.mark.parametrize(
    ("now", "rungs"),
    [
        (at(24, 12, 59), []),
        (at(24, 13), ["soon"]),
        (at(24, 16, 59), ["soon"]),
        (at(24, 17), ["late", "late-owner"]),
        (at(30, 9), ["late", "late-owner"]),
    ],
)
def test_soon_ends_where_late_begins(now: datetime, rungs: list[str]) -> None:
    assert _rungs(PLAIN, now) == rungs


def test_nobody_is_warned_about_a_clock_that_stands_still() -> None:
    now = at(30, 9)
    waits = replace(PLAIN, status=TicketStatus.PENDING, paused_at=at(24, 12), follow_up_on=date(2026, 11, 30))

    assert _rungs(waits, now) == []
    assert _rungs(replace(waits, follow_up_on=date(2026, 11, 29)), now) == ["waiting"]


def test_the_ladder_counts_open_time() -> None:
    ladder = tuple(LadderRung(percent, Addressee.MANAGER, "te lang") for percent in (50, 100, 150))
    ticket = replace(PLAIN, ladder=ladder)

    found = {now: len([rung for rung in _rungs(ticket, now) if rung.startswith("percent")]) for now in _MOMENTS}

    assert found == _MOMENTS


_MOMENTS = {at(23, 16, 59): 0, at(23, 17): 1, at(24, 16, 59): 1, at(24, 17): 2, at(25, 16, 59): 2, at(25, 17): 3}
"""Sixteen working hours from Monday 9.00: half of it is over on Monday 17.00, half as much again on Wednesday 17.00."""


def test_time_that_the_clock_stood_still_is_no_time_of_the_term() -> None:
    eight_hours = _terms(8 * 60)
    due_after_a_pause_of_eight_hours = at(24, 17)

    half = percent_moment(eight_hours, at(23, 9), due_after_a_pause_of_eight_hours, 50)
    day_and_night = percent_moment(_terms(24 * 60, LeadUnit.CLOCK_MINUTES), at(21, 12), at(22, 12), 75)

    assert half == at(24, 13)
    assert day_and_night == at(22, 6)


@pytest.mark.parametrize(
    ("addressee", "there", "reached"),
    [
        (Addressee.ASSIGNEE, {Addressee.ASSIGNEE: "Piet"}, (Addressee.ASSIGNEE, "Piet")),
        (Addressee.ASSIGNEE, {Addressee.TEAM: "AV"}, (Addressee.TEAM, "AV")),
        (Addressee.OWNER, {Addressee.ASSIGNEE: "Piet", Addressee.TEAM: "AV"}, (Addressee.ASSIGNEE, "Piet")),
        (Addressee.AGREEMENT_OWNER, {Addressee.MANAGER: "Noor"}, (Addressee.MANAGER, "Noor")),
        (Addressee.MANAGER, {Addressee.TEAM: "AV"}, (Addressee.TEAM, "AV")),
        (Addressee.TEAM, {}, (Addressee.MANAGER, "")),
    ],
)
def test_who_is_not_there_is_replaced(
    addressee: Addressee, there: dict[Addressee, str], reached: tuple[Addressee, str]
) -> None:
    assert first_there(addressee, there) == reached
