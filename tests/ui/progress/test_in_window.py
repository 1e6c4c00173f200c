# SPDX-License-Identifier: EUPL-1.2
"""On the whole window: which promises break today, with whom and why, in three keys; and what the foot says."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.core.actor import Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.progress.messages import Addressee, EscalateTicket
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


def test_a_colleague_who_escalates_is_heard_at_the_foot_and_f6_leads_to_the_ticket(
    window: DeskWindow, opened: OpenDesk, qtbot: QtBot
) -> None:
    eva, piet = (factories.an_actor(opened.desk.db, login, Role.COUNTER) for login in ("eva", "piet"))
    ticket_id = Work(opened.desk, eva).taken()
    window.begin(eva)
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    session = window.session
    assert session is not None
    toast, keyboard = window.window.foot.toast, Keyboard()
    with qtbot.waitSignal(session.warner.ticked):
        session.warner.go_round()
    toast.clear()

    order = EscalateTicket(ticket_id=ticket_id, addressee=Addressee.ASSIGNEE, reason="de les begint zo")
    opened.desk.progress.escalate(piet, order)
    session.warner.go_round()
    qtbot.waitUntil(lambda: "Piet" in toast.sentence)
    while focus() is not toast.offer_button and keyboard.pressed < 10:
        keyboard.press(Qt.Key.Key_F6)
    keyboard.press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.window.page_id == "ticket")

    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    page = session.page("ticket")
    assert isinstance(page, TicketPage)
    assert page.row is not None
    assert page.row.id == ticket_id


def test_another_agent_gets_a_warner_of_their_own_and_nobody_none(
    window: DeskWindow, opened: OpenDesk, qtbot: QtBot
) -> None:
    eva, piet = (factories.an_actor(opened.desk.db, login, Role.COUNTER) for login in ("eva", "piet"))
    window.begin(eva)
    qtbot.waitUntil(lambda: not window.tasks.is_busy)
    assert window.session is not None
    first = window.session.warner

    window.switch()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    is_gone = not shiboken6.isValid(first)
    window.begin(piet)
    qtbot.waitUntil(lambda: not window.tasks.is_busy)

    assert is_gone
    assert window.session.warner is not first
