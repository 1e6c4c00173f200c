# SPDX-License-Identifier: EUPL-1.2
"""A guarding page in a window, and work on it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from tests.ui.board.scenes import Work
from tests.ui.listener import Listener, calm, show
from ui.progress.page import ProgressPage
from ui.shell.page import Workplace
from ui.shell.theme import Theme


@pytest.fixture
def open_page(
    qtbot: QtBot, theme: Theme, workplace: Workplace, listener: Listener
) -> Iterator[Callable[..., ProgressPage]]:
    """Opens the page in a window, read, with the focus where the window would put it."""
    opened: list[ProgressPage] = []

    def open_it(actor: Actor | None = None) -> ProgressPage:
        page = ProgressPage(replace(workplace, actor=actor) if actor else workplace)
        opened.append(page)
        listener.hear(page)
        show(qtbot, workplace, page)
        workplace.problems.attach(listener, page)
        calm(qtbot, workplace)
        first = page.first_focus()
        assert first is not None
        first.setFocus()
        return page

    yield open_it
    workplace.problems.detach()
    for page in opened:
        page.close()


@pytest.fixture
def work(desk: Desk, actor: Actor) -> Work:
    """Makes tickets."""
    return Work(desk, actor)
