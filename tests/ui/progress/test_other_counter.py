# SPDX-License-Identifier: EUPL-1.2
"""What another counter does is on this page within a second, and the cursor stays."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from tests.ui.board.scenes import Work
from tests.ui.keys import press
from tests.ui.other_counter import OtherCounter
from ui.progress.page import ProgressPage
from ui.shell.live import LiveChanges
from ui.shell.page import Workplace

HOUR = timedelta(hours=1)


@pytest.fixture
def other(desk: Desk, root: Path) -> Iterator[OtherCounter]:
    """A second process."""
    counter = OtherCounter(str(desk.db.file), root)
    yield counter
    counter.close()


def test_a_ticket_taken_at_another_counter_says_so_here_within_a_second(
    qtbot: QtBot, open_page: Callable[[], ProgressPage], work: Work, workplace: Workplace, other: OtherCounter
) -> None:
    tickets = [work.new(n * HOUR) for n in (1, 2, 3)]
    live = LiveChanges(workplace.desk, workplace.tasks)
    live.start()
    page = open_page()
    press(Qt.Key.Key_Down)

    other.take(tickets[0])
    qtbot.waitUntil(lambda: page.rows.rows[0].assignee == "Piet", timeout=1500)

    live.stop()
    assert "Piet werkt eraan" in page.rows.rows[0].why
    assert page.table.current_row().id == tickets[1]
