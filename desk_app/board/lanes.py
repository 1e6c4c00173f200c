# SPDX-License-Identifier: EUPL-1.2
"""Where a card stands: whether it is on the board, its place in its lane, and what a move to another lane asks. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from desk_app.board.messages import BoardCard, Lane
from desk_app.core.clock import DESK_ZONE, local
from desk_app.core.errors import Conflict
from desk_app.core.i18n import _
from desk_app.tickets.lifecycle import DONE, OPEN, WORKABLE, Act, TicketStatus, move

_NEVER = datetime(9999, 12, 31, tzinfo=UTC)


def day_start(now: datetime) -> datetime:
    """Midnight at the desk before ``now``: from here on work was done "today"."""
    return datetime.combine(local(now).date(), time(), DESK_ZONE).astimezone(UTC)


def next_day_start(now: datetime) -> datetime:
    """Midnight at the desk after ``now``; a day on which the clock changes lasts 23 or 25 hours."""
    return day_start(day_start(now) + timedelta(hours=36))


def is_on_board(status: TicketStatus, completed_at: datetime | None, now: datetime) -> bool:
    """Open work is, and what was done today."""
    if status in OPEN:
        return True
    return status in DONE and completed_at is not None and completed_at >= day_start(now)


def place_key(card: BoardCard) -> tuple[Any, ...]:
    """Sorts the cards of one lane: overdue first, then due time; no order changes by the passing of time alone.

    Waiting work goes by the day to look at it again, the shelf by how long it waits, done work newest first.
    """
    if card.lane is Lane.PENDING:
        return (card.follow_up_on or date.max, card.due_at or _NEVER, card.id)
    if card.lane is Lane.READY:
        return (card.ready_at or _NEVER, card.id)
    if card.lane is Lane.DONE_TODAY:
        return (-card.completed_at.timestamp() if card.completed_at else 0.0, -card.id)
    return (card.due_at or _NEVER, card.id)


class MoveStep(StrEnum):
    """What a move to a lane needs."""

    NOTHING = "nothing"
    RESET = "reset"
    RESUME = "resume"
    ASK_WAIT = "ask_wait"
    """Reason and follow-up date."""
    ASK_SHELF = "ask_shelf"
    ASK_COMPLETE = "ask_complete"
    HAND_OVER = "hand_over"
    """It lies ready: done means that the customer takes it along, by name."""


@dataclass(frozen=True, slots=True)
class MovePlan:
    """The next step and the tickets it is for; those that are in the lane already are left out."""

    step: MoveStep
    ticket_ids: tuple[int, ...] = ()


def plan_move(cards: Iterable[BoardCard], lane: Lane) -> MovePlan:
    """What moving these cards to ``lane`` asks; raises Conflict with the sentence of the life cycle when one may not."""
    moving = [card for card in cards if card.lane is not lane]
    if not moving:
        return MovePlan(MoveStep.NOTHING)
    if lane is Lane.NEW:
        step = _checked(moving, Act.RESET, MoveStep.RESET)
    elif lane is Lane.IN_PROGRESS:
        step = _checked([card for card in moving if card.status is not TicketStatus.NEW], Act.RESUME, MoveStep.RESUME)
    elif lane is Lane.PENDING:
        step = _checked(moving, Act.WAIT, MoveStep.ASK_WAIT)
    elif lane is Lane.READY:
        step = _to_ready(moving)
    elif all(card.status is TicketStatus.READY for card in moving):
        step = _alone(moving, MoveStep.HAND_OVER)
    else:
        step = _checked(moving, Act.COMPLETE, MoveStep.ASK_COMPLETE)
    return MovePlan(step, tuple(card.id for card in moving))


def _to_ready(moving: list[BoardCard]) -> MoveStep:
    """Work that is not done yet is completed first; that form asks the shelf as well."""
    if all(card.status in WORKABLE for card in moving):
        return MoveStep.ASK_COMPLETE
    return _alone(moving, _checked(moving, Act.MAKE_READY, MoveStep.ASK_SHELF))


def _alone(moving: list[BoardCard], step: MoveStep) -> MoveStep:
    if len(moving) > 1:
        raise Conflict(_("Each thing has its own shelf. Move one ticket at a time."))
    return step


def _checked(moving: list[BoardCard], act: Act, step: MoveStep) -> MoveStep:
    for card in moving:
        move(act, card.status, card.number)
    return step
