# SPDX-License-Identifier: EUPL-1.2
"""A board on a real desk: a SQLite file, a clock that stands still, and somebody who hears what the page says."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.app import Desk, build
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from tests import databases, factories
from tests.ui.board.scenes import NOON, Listener, Work
from ui.board.page import BoardPage
from ui.shell.bridge import Bridge
from ui.shell.page import Workplace
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme


@pytest.fixture
def clock() -> FixedClock:
    """A Tuesday in November, 10:42 at the desk."""
    return FixedClock(NOON)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A small desk in a SQLite file."""
    database = Database(database_url(databases.sqlite_copy(tmp_path)), clock, EventBus())
    desk = build(database)
    factories.a_small_desk(database)
    yield desk
    desk.close()


@pytest.fixture
def actor(desk: Desk) -> Actor:
    """An agent at the counter, in no team."""
    return factories.an_actor(desk.db, "eva", Role.COUNTER)


@pytest.fixture
def listener() -> Listener:
    """Hears what the page says."""
    return Listener()


@pytest.fixture
def workplace(desk: Desk, actor: Actor, tasks: Tasks, problems: Problems) -> Iterator[Workplace]:
    """What the page stands on."""
    bridge = Bridge(desk.events)
    yield Workplace(desk, tasks, bridge, problems, actor)
    bridge.close()
    tasks.close()


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
        page.done.connect(listener.deeds.append)
        page.ticket_wanted.connect(listener.opened.append)
        page.counted.connect(listener.badges.append)
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
