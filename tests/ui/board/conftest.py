# SPDX-License-Identifier: EUPL-1.2
"""A board in a window, and work on it."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from tests.ui.board.scenes import Work
from tests.ui.listener import Listener
from ui.board.page import BoardPage
from ui.shell.page import Workplace
from ui.shell.theme import Theme


@pytest.fixture
def open_board(
    qtbot: QtBot, theme: Theme, workplace: Workplace, listener: Listener
) -> Iterator[Callable[[], BoardPage]]:
    """Opens the page in a window, loaded, with the focus where the window would put it."""
    opened: list[BoardPage] = []

    def open_it() -> BoardPage:
        page = BoardPage(workplace)
        opened.append(page)
        qtbot.addWidget(page)
        listener.hear(page)
        workplace.problems.attach(listener, page)
        page.resize(1200, 660)
        with qtbot.waitExposed(page):
            page.show()
        first = page.first_focus()
        assert first is not None
        first.setFocus()
        qtbot.waitUntil(lambda: not workplace.tasks.is_busy)
        return page

    yield open_it
    workplace.problems.detach()
    for page in opened:
        page.close()


@pytest.fixture
def work(desk: Desk, actor: Actor) -> Work:
    """Makes tickets."""
    return Work(desk, actor)
