# SPDX-License-Identifier: EUPL-1.2
"""Cards come, change, move and go row by row: no reset, and what is selected stays selected."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desk_app.board.messages import BoardCard, BoardFilter, Lane, Pressing
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import the_program
from desk_app.tickets.lifecycle import TicketStatus
from tests.ui.board.scenes import NOON
from ui.board.card_delegate import CardDelegate
from ui.board.lane_model import MOST_RUNS, LaneModel
from ui.board.lane_view import LaneView
from ui.board.store import CardStore

MINUTE = timedelta(minutes=1)


def a_card(number: int, status: TicketStatus = TicketStatus.NEW, due_at: datetime | None = None) -> BoardCard:
    due = due_at or NOON + number * MINUTE
    return BoardCard(
        id=number,
        number=f"M26-{number:06d}",
        kind=TicketKind.REQUEST,
        status=status,
        subject=f"Stoel {number}",
        requester="Sanne Jansen",
        space="",
        team_id=None,
        team="",
        assignee_id=None,
        assignee="",
        registered_at=NOON,
        due_at=due,
        soon_at=due - timedelta(hours=1),
        paused_at=None,
        pending_reason=None,
        follow_up_on=None,
        shelf="",
        ready_at=None,
        completed_at=NOON if status is TicketStatus.COMPLETED else None,
        confidential=False,
    )


@pytest.fixture
def store(qtbot: QtBot) -> CardStore:
    return CardStore(the_program(), NOON)


@pytest.fixture
def resets(store: CardStore) -> Iterator[list[Lane]]:
    """Every lane is watched by Qt's own model tester; a reset is written down."""
    seen: list[Lane] = []
    testers = []
    for lane, model in store.lanes.items():
        testers.append(QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal))
        model.modelReset.connect(lambda lane=lane: seen.append(lane))
    yield seen
    testers.clear()


@pytest.fixture
def new_lane(qtbot: QtBot, store: CardStore) -> LaneView:
    view = LaneView(store.lanes[Lane.NEW], CardDelegate(lambda: store.now, store.state))
    qtbot.addWidget(view)
    return view


def ids(model: LaneModel) -> list[int]:
    return [card.id for card in model.cards]


def selected(view: LaneView) -> list[int]:
    return [card.id for card in view.selected_cards()]


def test_cards_stand_in_order_whatever_happens(store: CardStore, resets: list[Lane]) -> None:
    chance = random.Random(7)
    cards = {number: a_card(number) for number in range(40)}
    store.load(cards.values(), NOON)

    for _turn in range(300):
        number = chance.randrange(60)
        status = chance.choice([TicketStatus.NEW, TicketStatus.IN_PROGRESS, TicketStatus.COMPLETED])
        card = a_card(number, status, NOON + chance.randrange(-90, 900) * MINUTE)
        if chance.random() < 0.25:
            cards.pop(number, None)
            store.change((number,), {}, NOON)
        else:
            cards[number] = card
            store.change((number,), {number: card}, NOON)

    for lane in (Lane.NEW, Lane.IN_PROGRESS):
        wanted = sorted((card.due_at, card.id) for card in cards.values() if card.lane is lane)
        assert [(card.due_at, card.id) for card in store.lanes[lane].cards] == wanted
        assert all(store.lanes[lane].row_of(card.id) == row for row, card in enumerate(store.lanes[lane].cards))
    assert not resets


def test_the_selection_survives_cards_that_come_change_and_go(
    store: CardStore, new_lane: LaneView, resets: list[Lane]
) -> None:
    store.load([a_card(number) for number in range(1, 9)], NOON)
    new_lane.select_ids([3, 5])
    new_lane.go_to_row(4)

    store.change((9,), {9: a_card(9, due_at=NOON)}, NOON)
    store.change((1,), {}, NOON)
    store.change((3,), {3: replace(a_card(3), subject="Tafel")}, NOON)
    store.change((5,), {5: a_card(5, due_at=NOON + 500 * MINUTE)}, NOON)

    assert ids(store.lanes[Lane.NEW]) == [9, 2, 3, 4, 6, 7, 8, 5]
    assert selected(new_lane) == [3, 5]
    assert new_lane.current_card is not None
    assert new_lane.current_card.id == 5
    assert not resets


def test_a_filter_comes_and_goes_without_a_reset(store: CardStore, new_lane: LaneView, resets: list[Lane]) -> None:
    many = MOST_RUNS * 6
    store.load([a_card(number) for number in range(many)], NOON)
    new_lane.select_ids([10, 11])

    store.apply(BoardFilter(words="1"))
    few = ids(store.lanes[Lane.NEW])
    still = selected(new_lane)
    store.apply(BoardFilter())

    assert few == [number for number in range(many) if "1" in f"{number}"]
    assert still == [10, 11]
    assert ids(store.lanes[Lane.NEW]) == list(range(many))
    assert selected(new_lane) == [10, 11]
    assert not resets


def test_a_large_change_from_elsewhere_is_no_reset_either(
    store: CardStore, new_lane: LaneView, resets: list[Lane]
) -> None:
    store.load([a_card(number) for number in range(300)], NOON)
    new_lane.select_ids([200])
    changed = {number: a_card(number, due_at=NOON + (1000 - number) * MINUTE) for number in range(100, 250)}

    store.change(tuple(changed), changed, NOON)

    assert ids(store.lanes[Lane.NEW]) == [*range(100), *range(250, 300), *reversed(range(100, 250))]
    assert selected(new_lane) == [200]
    assert not resets


def test_a_card_becomes_soon_and_late_by_itself(store: CardStore, resets: list[Lane]) -> None:
    store.load([a_card(1, due_at=NOON + 90 * MINUTE), a_card(2, due_at=NOON + 900 * MINUTE)], NOON)
    store.apply(BoardFilter(pressing=Pressing.LATE))
    first = store.next_change()

    store.tick(NOON + 30 * MINUTE)
    soon = (ids(store.lanes[Lane.NEW]), store.next_change(), store.late_of_ours())
    store.tick(NOON + 90 * MINUTE)
    late = (ids(store.lanes[Lane.NEW]), store.counts().late, store.late_of_ours())

    assert first == NOON + 30 * MINUTE
    assert soon == ([], NOON + 90 * MINUTE, 0)
    assert late == ([1], 1, 1)
    assert not resets


def test_counts_are_of_the_cards_that_are_shown(store: CardStore) -> None:
    cards = [
        a_card(1, due_at=NOON - MINUTE),
        a_card(2, TicketStatus.IN_PROGRESS, due_at=NOON + MINUTE),
        a_card(3, due_at=NOON + 900 * MINUTE),
        a_card(4, TicketStatus.COMPLETED),
    ]

    store.load(cards, NOON)
    everything = store.counts()
    store.apply(BoardFilter(words="stoel 3"))
    one = store.counts()

    assert (everything.open, everything.late, everything.soon) == (3, 1, 1)
    assert (one.open, one.late, one.soon) == (1, 0, 0)
