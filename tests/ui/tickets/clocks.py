# SPDX-License-Identifier: EUPL-1.2
"""Clocks of tickets on a Tuesday in November, with opening hours on weekdays from 8.00 to 17.00."""

from datetime import datetime, time

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit
from desk_app.contracts.terms import Terms
from desk_app.core.clock import DESK_ZONE
from desk_app.core.worktime import Calendar
from desk_app.tickets.clocks import Clock, Mark, run_clock
from desk_app.tickets.lifecycle import PendingReason, TicketStatus

WEEKDAYS = Calendar({day: ((time(8), time(17)),) for day in range(5)}, {}, (), {})
SOURCE = "SLA-FMG: pas vervangen"
CUSTOMER, SUPPLIER = PendingReason.CUSTOMER, PendingReason.SUPPLIER


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026, at the desk; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=DESK_ZONE)


def a_clock(start: datetime, *log: Mark, hours: int = 8, response: int | None = 60) -> Clock:
    """Of a ticket to be done in ``hours`` working hours, answered in ``response`` working minutes."""
    first = LeadTime(response, LeadUnit.MINUTES) if response is not None else None
    lead = LeadTime(hours * 60, LeadUnit.MINUTES)
    return run_clock(start, log, Terms(lead, first, WEEKDAYS, frozenset({CUSTOMER}), 1, SOURCE))


def taken(moment: datetime) -> Mark:
    """Somebody works on it."""
    return Mark(moment, TicketStatus.IN_PROGRESS)


def waits(moment: datetime, reason: PendingReason = CUSTOMER) -> Mark:
    """It waits."""
    return Mark(moment, TicketStatus.PENDING, reason)


def done(moment: datetime) -> Mark:
    """It is reported ready."""
    return Mark(moment, TicketStatus.COMPLETED)
