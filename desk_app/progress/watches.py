# SPDX-License-Identifier: EUPL-1.2
"""Which tickets stand in which list, as conditions on their columns: one definition for counts and lists.

A clock that stands still moves its due time on, so what is paused is neither at risk nor late, unless it was late
before it was paused; the same goes for what was promised. All conditions are about open work that is not done yet, and
are to be asked together with ``OPEN_WORK``, along its partial index.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_, type_coerce
from sqlalchemy.orm.attributes import InstrumentedAttribute

from desk_app.core.base import UTCDateTime
from desk_app.progress.elapsed import SecondsBetween, day_end, day_start, local_day
from desk_app.progress.messages import Watch
from desk_app.tickets.lifecycle import WORKABLE, StepStatus, TicketStatus
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.urgency import LEAST_WARNING

IN_WORK = Ticket.status.in_(sorted(WORKABLE))
"""Not done yet: what lies ready to collect is."""

_IS_PENDING = Ticket.status == TicketStatus.PENDING
_RUNS = Ticket.paused_at.is_(None)


def conditions(now: datetime) -> Mapping[Watch, ColumnElement[bool]]:
    """Per list, what a ticket must be at ``now`` (UTC) to stand in it."""
    today = local_day(now)
    end = day_end(today)
    return {
        Watch.BREAKS_TODAY: and_(IN_WORK, or_(_passes(Ticket.due_at, end), _passes(Ticket.promised_at, end))),
        Watch.LATE: and_(IN_WORK, is_late(now)),
        Watch.AT_RISK: and_(IN_WORK, _RUNS, Ticket.soon_at <= now, Ticket.due_at > now),
        Watch.RESPONSE: and_(IN_WORK, _RUNS, Ticket.responded_at.is_(None), _response_presses(now)),
        Watch.NO_NEXT_STEP: and_(IN_WORK, or_(_nobody_moves_it(), and_(_IS_PENDING, Ticket.follow_up_on.is_(None)))),
        Watch.WAITING_TOO_LONG: and_(_IS_PENDING, or_(Ticket.follow_up_on < today, _stands_still_too_long(now))),
        Watch.PROMISED_TODAY: and_(IN_WORK, Ticket.promised_at >= day_start(today), Ticket.promised_at < end),
    }


def is_late(now: datetime) -> ColumnElement[bool]:
    """The due time passed while the clock ran."""
    return or_(and_(_RUNS, Ticket.due_at <= now), Ticket.due_at < Ticket.paused_at)


def pressing_moment(watch: Watch) -> ColumnElement[Any]:
    """The moment by which a list is ordered, earliest first."""
    if watch is Watch.RESPONSE:
        return Ticket.respond_by.expression
    if watch is Watch.PROMISED_TODAY:
        return Ticket.promised_at.expression
    if watch is Watch.BREAKS_TODAY:
        promised_first = or_(Ticket.due_at.is_(None), Ticket.promised_at < Ticket.due_at)
        return case((promised_first, Ticket.promised_at), else_=Ticket.due_at)
    if watch is Watch.WAITING_TOO_LONG:
        return Ticket.follow_up_on.expression
    return Ticket.due_at.expression


def _passes(moment: InstrumentedAttribute[datetime | None], end: datetime) -> ColumnElement[bool]:
    """It lies before ``end``, and the clock runs, or ran until after it."""
    return or_(and_(_RUNS, moment < end), moment < Ticket.paused_at)


def _response_presses(now: datetime) -> ColumnElement[bool]:
    """A quarter of the time for a first answer is left, or an hour: the rule of ``urgency.soon_at``, by the wall."""
    gone = SecondsBetween(Ticket.registered_at, type_coerce(literal(now, UTCDateTime()), UTCDateTime()))
    whole = SecondsBetween(Ticket.registered_at, Ticket.respond_by)
    return or_(Ticket.respond_by <= now + LEAST_WARNING, and_(Ticket.respond_by.is_not(None), gone * 4 >= whole * 3))


def _nobody_moves_it() -> ColumnElement[bool]:
    can_start = exists().where(TicketStep.ticket_id == Ticket.id, TicketStep.status == StepStatus.READY)
    return and_(~_IS_PENDING, _RUNS, Ticket.assignee_id.is_(None), ~can_start)


def _stands_still_too_long(now: datetime) -> ColumnElement[bool]:
    """Longer than from registration to due, both by the wall: a pause that lasts longer than the whole promise."""
    still = SecondsBetween(Ticket.paused_at, type_coerce(literal(now, UTCDateTime()), UTCDateTime()))
    return still > SecondsBetween(Ticket.registered_at, Ticket.due_at)
