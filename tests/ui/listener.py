# SPDX-License-Identifier: EUPL-1.2
"""Stands where the window stands: opens a page or a form, and hears what it says."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.page import Deed, IntakeWish, Page, Workplace

PATIENCE = 20_000
"""Milliseconds that an answer may take on a busy machine; a wait ends when it is there."""


class Listener:
    """What was said, and what was wanted."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.notices: list[str] = []
        self.tickets: list[int] = []
        self.people: list[int] = []
        self.wishes: list[IntakeWish] = []
        self.badges: list[int] = []

    def show_notice(self, sentence: str, *, is_error: bool = False) -> None:
        """A sentence at the foot."""
        assert is_error
        self.notices.append(sentence)

    def show_outage(self, sentence: str, _retry: Callable[[], None] | None) -> None:
        """A bar that stays."""
        self.notices.append(sentence)

    def hear(self, page: Page) -> None:
        """Writes down what this page says."""
        page.done.connect(self.deeds.append)
        page.ticket_wanted.connect(self.tickets.append)
        page.person_wanted.connect(self.people.append)
        page.intake_wanted.connect(self.wishes.append)
        page.counted.connect(self.badges.append)


def calm(qtbot: QtBot, workplace: Workplace) -> None:
    """Waits until every answer is in, also to what the answers asked."""
    for _round in range(3):
        qtbot.waitUntil(lambda: not workplace.tasks.is_busy, timeout=PATIENCE)


def show(qtbot: QtBot, workplace: Workplace, widget: QWidget, *, width: int = 1190, height: int = 660) -> None:
    """Puts a widget on screen and waits until it is read."""
    qtbot.addWidget(widget)
    widget.resize(width, height)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    calm(qtbot, workplace)
