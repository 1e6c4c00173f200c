# SPDX-License-Identifier: EUPL-1.2
"""What another counter does is on this board within a second, and the selection stays."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.board.messages import Lane
from tests.ui.board.scenes import Work, ids_in
from tests.ui.other_counter import OtherCounter
from ui.board.page import BoardPage
from ui.shell.live import LiveChanges
from ui.shell.page import Workplace

HOUR = timedelta(hours=1)


@pytest.fixture
def other(desk: Desk, root: Path) -> Iterator[OtherCounter]:
    counter = OtherCounter(str(desk.db.file), root)
    yield counter
    counter.close()


def test_a_card_taken_at_another_counter_moves_on_this_board_within_a_second(
    qtbot: QtBot, open_board: Callable[[], BoardPage], work: Work, workplace: Workplace, other: OtherCounter
) -> None:
    tickets = [work.new(n * HOUR) for n in (1, 2, 3)]
    live = LiveChanges(workplace.desk, workplace.tasks)
    live.start()
    page = open_board()
    page.lanes[0].view.select_ids(tickets[:2])

    other.take(tickets[1])
    qtbot.waitUntil(lambda: ids_in(page, Lane.IN_PROGRESS) == [tickets[1]], timeout=1000)

    live.stop()
    assert ids_in(page, Lane.NEW) == [tickets[0], tickets[2]]
    assert page.store.lanes[Lane.IN_PROGRESS].cards[0].assignee == "Piet"
    assert [card.id for card in page.chosen_cards()] == tickets[:2]
