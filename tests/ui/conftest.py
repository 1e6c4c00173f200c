# SPDX-License-Identifier: EUPL-1.2
"""What tests of the screen stand on: the two lanes, a theme, and a guard against what they leave behind."""

import gc
import threading
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.app import Desk, build
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from tests import databases, factories
from tests.guards import leftovers
from tests.ui.listener import Listener
from ui.shell.bridge import Bridge
from ui.shell.page import Workplace
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.look import look, use

BETWEEN_SWEEPS = 20
"""Tests after which what they left for the garbage collector is swept up."""
_TESTS = count(1)


@pytest.fixture(autouse=True)
def nothing_is_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fails the test that leaves a window, a timer or a thread.

    What was there before is set aside meanwhile: to look through a million objects costs half a second a test.
    """
    before = set(threading.enumerate())
    gc.freeze()
    yield
    try:
        assert not leftovers(before)
    finally:
        gc.unfreeze()
        if next(_TESTS) % BETWEEN_SWEEPS == 0:
            gc.collect()


@pytest.fixture
def problems() -> Problems:
    """Problems without a window: they are only logged."""
    return Problems()


@pytest.fixture
def tasks(qapp: QApplication, problems: Problems) -> Iterator[Tasks]:
    """The two lanes, closed at the end."""
    lanes = Tasks(problems)
    yield lanes
    lanes.close()


@pytest.fixture
def window_state(tmp_path: Path) -> WindowState:
    """An empty memory of how somebody likes to work."""
    return WindowState(tmp_path / "window.ini")


@pytest.fixture
def theme(qapp: QApplication, window_state: WindowState) -> Iterator[Theme]:
    """The light theme at 100 %; undressed again at the end, so that the next test sees it as new."""
    window_state.keep("look/mode", "light")
    yield Theme(qapp, window_state)
    qapp.setStyleSheet("")
    if look().zoom != 100:
        use(look().zoomed(100))


@pytest.fixture
def clock() -> FixedClock:
    """A Tuesday in November, 10:42 at the desk."""
    return FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE))


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
    """Hears what a page says."""
    return Listener()


@pytest.fixture
def workplace(desk: Desk, actor: Actor, tasks: Tasks, problems: Problems) -> Iterator[Workplace]:
    """What a page stands on."""
    bridge = Bridge(desk.events)
    yield Workplace(desk, tasks, bridge, problems, actor)
    bridge.close()
    tasks.close()
