# SPDX-License-Identifier: EUPL-1.2
"""What a person feels: from the key to the painted window, in a process of its own on a big desk.

``python -m tests.speed.screen DATABASE RUNS`` prints one JSON object: job -> milliseconds per run; ``memory`` -> MB.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.speed import board
from tests.speed.services import an_agent
from ui.desk_opening import open_for_window
from ui.desk_window import DeskWindow
from ui.intake.page import IntakePage
from ui.run import prepare
from ui.tickets.page import TicketPage

LONGEST_SECONDS = 300
"""The first start on a big desk also looks it over and makes a backup."""
NAMES = ("jans", "berg", "vis", "smit", "dorn")
CONTROL = Qt.KeyboardModifier.ControlModifier


class Screen:
    """The real window on a big desk, offscreen."""

    def __init__(self, database: str, folder: Path) -> None:
        ground = prepare(["bench"], folder / "bench.ini")
        opened = open_for_window(database)
        self.desk = opened.desk
        self.counter = DeskWindow(opened, ground)
        self.counter.window.resize(1366, 768)
        self.counter.start()
        self.counter.window.activateWindow()
        self.counter.begin(an_agent(self.desk))
        self.rest()

    def until(self, holds: Callable[[], bool]) -> float:
        """Milliseconds until a fact holds and is painted."""
        began = time.perf_counter()
        while not holds():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            if time.perf_counter() - began > LONGEST_SECONDS:
                raise TimeoutError
        QApplication.processEvents()
        return (time.perf_counter() - began) * 1000

    def rest(self) -> None:
        """Until nothing is under way."""
        self.until(lambda: not self.counter.tasks.is_busy)
        self.until(lambda: not self.counter.tasks.is_busy)

    def focus(self) -> QWidget:
        """What has the keys."""
        return QApplication.focusWidget() or self.counter.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        QTest.keyClick(self.focus(), key, modifiers)

    def intake(self) -> IntakePage:
        """The page Balie, in view."""
        self.counter.window.go("desk")
        page = self.counter.window.page
        assert isinstance(page, IntakePage)
        return page


def measure(screen: Screen, runs: int) -> dict[str, list[float]]:
    """All jobs of the window."""
    found: dict[str, list[float]] = {}
    for run in range(runs):
        _register(screen, found, NAMES[run % len(NAMES)])
    ids = [card.id for card in screen.desk.board.cards(an_agent(screen.desk))][:runs]
    for ticket_id in ids:
        screen.counter.window.go("desk")
        session = screen.counter.session
        assert session is not None
        session.show_ticket(ticket_id)
        page = session.page("ticket")
        found.setdefault("ticket opened with its history", []).append(screen.until(partial(_shows, page, ticket_id)))
    found["memory"] = [psutil.Process().memory_info().rss / 1e6]
    for name, times in board.measure(screen.desk, an_agent(screen.desk), runs).items():
        found[f"board: {name}"] = times
    for name, times in board.minutes(screen.desk, an_agent(screen.desk), runs).items():
        found[f"board: {name}"] = times
    return found


def _shows(page: object, ticket_id: int) -> bool:
    return isinstance(page, TicketPage) and page.row is not None and page.row.id == ticket_id


def _register(screen: Screen, found: dict[str, list[float]], name: str) -> None:
    page = screen.intake()
    page.new_slip()
    screen.rest()
    page.slip.go_to("customer")
    picker = page.slip.customer.picker
    QTest.keyClicks(screen.focus(), name[:-1])
    screen.until(lambda: picker.answered == name[:-1])
    QTest.keyClicks(screen.focus(), name[-1])
    found.setdefault("customer picker: key to painted list", []).append(screen.until(lambda: picker.answered == name))
    screen.press(Qt.Key.Key_Return)
    screen.rest()
    QTest.keyClicks(screen.focus(), "pas")
    screen.until(lambda: page.slip.question.item_picker.answered == "pas")
    screen.press(Qt.Key.Key_Return)
    screen.rest()
    QTest.keyClicks(screen.focus(), "pas is gebroken")
    screen.rest()
    before = screen.counter.window.foot.toast.sentence
    began = time.perf_counter()
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.until(lambda: page.draft.is_empty)
    found.setdefault("Ctrl+Enter to cleared form", []).append((time.perf_counter() - began) * 1000)
    screen.until(lambda: screen.counter.window.foot.toast.sentence not in ("", before))
    found.setdefault("Ctrl+Enter to registered", []).append((time.perf_counter() - began) * 1000)
    screen.rest()


def main() -> None:
    """Measures and prints."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    database, runs = sys.argv[1], int(sys.argv[2])
    screen = Screen(database, Path(database).parent)
    sys.stdout.write(json.dumps(measure(screen, runs)))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
