# SPDX-License-Identifier: EUPL-1.2
"""Time passes over a full board: only the cards whose moment came are looked at, and never too many in one frame."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from desk_app.board.filters import urgency_of
from desk_app.board.messages import BoardCard, BoardFilter, Lane, Pressing
from desk_app.core.actor import the_program
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from desk_app.tickets.urgency import Urgency
from tests.ui.board.scenes import NOON
from tests.ui.board.test_lane_model import MINUTE, a_card
from ui.board.lane_model import CardRole
from ui.board.store import MOST_TURNS, CardStore

MANY = 10_000


@pytest.fixture
def store(qtbot: QtBot) -> CardStore:
    return CardStore(the_program(), NOON)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The cards of which the urgency is worked out, as it is."""
    seen: list[int] = []

    def look(card: BoardCard, now: datetime) -> Urgency:
        seen.append(card.id)
        return urgency_of(card, now)

    monkeypatch.setattr("ui.board.store.urgency_of", look)
    return seen


@pytest.fixture
def painted(store: CardStore) -> list[int]:
    """The cards that are shown anew."""
    rows: list[int] = []
    for model in store.lanes.values():
        model.dataChanged.connect(lambda first, *_rest: rows.append(first.data(CardRole).id))
    return rows


def test_a_minute_costs_what_changes_in_it_not_what_there_is(
    store: CardStore, judged: list[int], painted: list[int]
) -> None:
    store.load([a_card(number, due_at=NOON + number * MINUTE) for number in range(1, MANY + 1)], NOON)
    judged.clear()

    store.tick(NOON + 1 * MINUTE)

    assert set(judged) == {1, 61}  # one is late now, of one an hour is left
    assert set(painted) == {1, 61}
    assert (store.counts().late, store.counts().soon) == (1, 60)


def test_at_closing_time_many_turn_a_hundred_at_a_time(store: CardStore, judged: list[int]) -> None:
    closing = NOON + timedelta(hours=5)
    store.load([a_card(number, due_at=closing) for number in range(450)], NOON + timedelta(hours=4, minutes=30))
    judged.clear()

    store.tick(closing)
    first = (store.counts().late, store.next_change())
    frames = 1
    while store.next_change() is not None:
        store.tick(closing)
        frames += 1

    assert first == (MOST_TURNS, closing)
    assert (store.counts().late, store.counts().soon, store.late_of_ours()) == (450, 0, 450)
    assert len(judged) <= 2 * 450
    assert frames == 450 // MOST_TURNS + 1


def test_waiting_work_turns_late_only_while_its_clock_runs(store: CardStore) -> None:
    waits = replace(a_card(1, TicketStatus.PENDING, NOON + 90 * MINUTE), pending_reason=PendingReason.PART)
    stands_still = replace(waits, id=2, pending_reason=PendingReason.CUSTOMER, paused_at=NOON)
    store.load([waits, stands_still], NOON)
    before = [store.state(card) for card in (waits, stands_still)]

    store.apply(BoardFilter(pressing=Pressing.LATE))
    store.tick(NOON + 90 * MINUTE)

    assert before == [Urgency.ON_TIME, Urgency.WAITING]
    assert [store.state(card) for card in (waits, stands_still)] == [Urgency.LATE, Urgency.WAITING]
    assert [card.id for card in store.lanes[Lane.PENDING].cards] == [1]
    assert (store.counts().open, store.counts().late) == (1, 1)


def test_what_words_are_looked_for_in_is_kept_when_only_time_passes(store: CardStore) -> None:
    store.load([a_card(1, due_at=NOON + MINUTE)], NOON)
    card = store.card(1)
    assert card is not None
    store.remember_texts([(card, "wat anders")])
    store.apply(BoardFilter(words="anders"))

    store.tick(NOON + MINUTE)

    assert [one.id for one in store.lanes[Lane.NEW].cards] == [1]
