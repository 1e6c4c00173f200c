# SPDX-License-Identifier: EUPL-1.2
"""Which promises will we break today, with whom and why: from any page in at most three keys, on the whole window."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.core.actor import Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from tests import databases, factories
from tests.ui.board.scenes import Work
from tests.ui.keys import focus
from ui.desk_opening import OpenDesk, open_for_window
from ui.desk_window import DeskWindow
from ui.progress.page import ProgressPage
from ui.run import Ground
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.tickets.page import TicketPage

CTRL = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """Presses keys on whatever has the focus, and counts them; a chord is one."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        self.pressed += 1
        QTest.keyClick(focus(), Qt.Key(key), modifiers)


@pytest.fixture
def opened(tmp_path: Path) -> OpenDesk:
    """A small desk on a Tuesday morning, opened as a start of the program does."""
    file = databases.sqlite_copy(tmp_path).removeprefix("sqlite:///")
    db = databases.open_database(file)
    factories.a_small_desk(db)
    db.close()
    return open_for_window(file, FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE)))


@pytest.fixture
def window(opened: OpenDesk, theme: Theme, window_state: WindowState, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The whole window, before anybody signed in."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = DeskWindow(opened, Ground(app, theme, window_state))
    window.start()
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    yield window
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    window.put_away()
    opened.desk.close()
    QApplication.sendPostedEvents(None, 0)


@pytest.mark.parametrize("start", ["desk", "board", "settings"])
def test_three_keys_answer_which_promises_break_today_with_whom_and_why(
    window: DeskWindow, opened: OpenDesk, qtbot: QtBot, start: str
) -> None:
    noor = factories.an_actor(opened.desk.db, "noor", Role.MANAGER)
    work = Work(opened.desk, factories.an_actor(opened.desk.db, "eva", Role.COUNTER))
    worst, _next = work.new(-timedelta(hours=1)), work.new(timedelta(hours=2))
    window.begin(noor)
    window.window.go(start)
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    session = window.session
    assert session is not None
    number = [button.page_id for button in window.window.rail.buttons].index("progress") + 1
    keyboard = Keyboard()

    keyboard.press(Qt.Key.Key_0 + number, CTRL)
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    page = session.page("progress")
    assert isinstance(page, ProgressPage)
    head, detail = page.head.text(), page.detail.why.accessibleName()
    with_whom = str(page.rows.index(0, 1).data())
    keyboard.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    ticket = session.page("ticket")

    assert keyboard.pressed <= 3
    assert head == "2 beloften breken vandaag · 2 zonder volgende stap"
    assert with_whom == "Sanne Jansen\nEerste lijn"
    assert detail.endswith("Niemand van Eerste lijn heeft deze melding.")
    assert isinstance(ticket, TicketPage)
    assert ticket.row is not None
    assert ticket.row.id == worst
    assert ticket.clock.sentence.text().startswith("Klok: loopt")
