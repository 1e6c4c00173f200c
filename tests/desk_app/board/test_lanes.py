# SPDX-License-Identifier: EUPL-1.2
"""The order in a lane, and what a move asks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desk_app.board.lanes import MoveStep, day_start, is_on_board, next_day_start, place_key, plan_move
from desk_app.board.messages import BoardCard, Lane
from desk_app.catalogue.models import TicketKind
from desk_app.core.errors import Conflict
from desk_app.tickets.lifecycle import TicketStatus

NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def a_card(
    number: int,
    status: TicketStatus = TicketStatus.NEW,
    *,
    due_at: datetime | None = None,
    follow_up_on: date | None = None,
    ready_at: datetime | None = None,
    completed_at: datetime | None = None,
) -> BoardCard:
    return BoardCard(
        id=number,
        number=f"M26-{number:06d}",
        kind=TicketKind.REQUEST,
        status=status,
        subject="Pas vervangen",
        requester="Sanne Jansen",
        space="",
        team_id=None,
        team="",
        assignee_id=None,
        assignee="",
        registered_at=NOW,
        due_at=due_at,
        soon_at=None,
        paused_at=None,
        pending_reason=None,
        follow_up_on=follow_up_on,
        shelf="",
        ready_at=ready_at,
        completed_at=completed_at,
        confidential=False,
    )


def in_order(*cards: BoardCard) -> list[int]:
    return [card.id for card in sorted(cards, key=place_key)]


def test_what_is_overdue_longest_comes_first_and_what_has_no_term_last() -> None:
    without = a_card(1)
    later = a_card(2, due_at=NOW + timedelta(days=3))
    overdue = a_card(3, due_at=NOW - timedelta(hours=1))

    order = in_order(without, later, overdue)

    assert order == [3, 2, 1]


def test_waiting_work_goes_by_the_day_to_look_again() -> None:
    next_week = a_card(1, TicketStatus.PENDING, follow_up_on=date(2026, 12, 1), due_at=NOW)
    today = a_card(2, TicketStatus.PENDING, follow_up_on=date(2026, 11, 24), due_at=NOW + timedelta(days=9))

    order = in_order(next_week, today)

    assert order == [2, 1]


def test_the_shelf_shows_the_longest_waiting_first_and_done_work_the_newest() -> None:
    hour = timedelta(hours=1)
    shelf = [a_card(n, TicketStatus.READY, ready_at=NOW - n * hour) for n in (1, 2)]
    done = [a_card(n, TicketStatus.COMPLETED, completed_at=NOW - n * hour) for n in (3, 4)]

    orders = in_order(*shelf), in_order(*done)

    assert orders == ([2, 1], [3, 4])


def test_today_begins_at_midnight_at_the_desk() -> None:
    midnight = datetime(2026, 11, 23, 23, tzinfo=UTC)

    start = day_start(NOW)

    assert start == midnight
    assert is_on_board(TicketStatus.CLOSED, midnight, NOW)
    assert not is_on_board(TicketStatus.CLOSED, midnight - timedelta(seconds=1), NOW)
    assert not is_on_board(TicketStatus.CANCELLED, NOW, NOW)
    assert is_on_board(TicketStatus.READY, midnight - timedelta(days=9), NOW)


@pytest.mark.parametrize(
    ("noon", "hours"),
    [(datetime(2026, 3, 29, 12, tzinfo=UTC), 23), (datetime(2026, 10, 25, 12, tzinfo=UTC), 25), (NOW, 24)],
)
def test_a_day_lasts_as_long_as_the_clock_on_the_wall_says(noon: datetime, hours: int) -> None:
    start = day_start(noon)

    end = next_day_start(noon)

    assert end - start == timedelta(hours=hours)


S = TicketStatus


@pytest.mark.parametrize(
    ("status", "lane", "step"),
    [
        (S.IN_PROGRESS, Lane.NEW, MoveStep.RESET),
        (S.NEW, Lane.IN_PROGRESS, MoveStep.RESUME),
        (S.PENDING, Lane.IN_PROGRESS, MoveStep.RESUME),
        (S.NEW, Lane.PENDING, MoveStep.ASK_WAIT),
        (S.IN_PROGRESS, Lane.READY, MoveStep.ASK_COMPLETE),
        (S.COMPLETED, Lane.READY, MoveStep.ASK_SHELF),
        (S.PENDING, Lane.DONE_TODAY, MoveStep.ASK_COMPLETE),
        (S.READY, Lane.DONE_TODAY, MoveStep.HAND_OVER),
        (S.NEW, Lane.NEW, MoveStep.NOTHING),
    ],
)
def test_a_move_asks_what_the_lane_needs(status: TicketStatus, lane: Lane, step: MoveStep) -> None:
    card = a_card(1, status)

    plan = plan_move([card], lane)

    assert plan.step is step


@pytest.mark.parametrize(
    ("status", "lane"),
    [
        (S.COMPLETED, Lane.NEW),
        (S.READY, Lane.IN_PROGRESS),
        (S.CLOSED, Lane.PENDING),
        (S.CLOSED, Lane.READY),
    ],
)
def test_a_move_against_the_life_cycle_says_why_not(status: TicketStatus, lane: Lane) -> None:
    card = a_card(1, status)

    with pytest.raises(Conflict, match="M26-000001"):
        plan_move([card], lane)


def test_cards_that_are_in_the_lane_already_stay_out_of_the_command() -> None:
    new, busy = a_card(1), a_card(2, S.IN_PROGRESS)

    plan = plan_move([new, busy], Lane.IN_PROGRESS)

    assert plan.ticket_ids == (1,)


def test_two_things_do_not_lie_on_one_shelf() -> None:
    done = [a_card(1, S.COMPLETED), a_card(2, S.COMPLETED)]

    with pytest.raises(Conflict):
        plan_move(done, Lane.READY)
