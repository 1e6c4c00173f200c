# SPDX-License-Identifier: EUPL-1.2
"""A counter that works: the page in a window with all its keys, a real desk behind it, and a count of every key."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from desk_app.intake.draft import IntakeDraft
from desk_app.intake.models import DraftRow
from desk_app.tickets.messages import TicketRow
from desk_app.tickets.models import Ticket
from tests.ui.keys import focus, typ
from tests.ui.listener import Listener
from ui.intake.page import IntakePage
from ui.intake.parked_shelf import ParkedShelf
from ui.shell.actions import Actions
from ui.shell.page import Workplace
from ui.widgets.picker import Picker

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_ONE_EACH = (ALT, CONTROL, SHIFT)


class AtCounter:
    """Somebody at the keyboard of the page Balie."""

    def __init__(self, qtbot: QtBot, workplace: Workplace, listener: Listener) -> None:
        self._qtbot = qtbot
        self.workplace = workplace
        self.listener = listener
        self.keys = 0
        workplace.problems.attach(listener, QWidget())
        self.page = IntakePage(workplace, journal_ms=20)
        self.shelf = ParkedShelf(workplace)
        self.page.shelf_changed.connect(self.shelf.refresh)
        self.shelf.resume_wanted.connect(self.page.resume)
        listener.hear(self.page)
        self.said: list[str] = []
        self.page.said.connect(self._on_said)
        self.undo_said: object = None
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        body = QWidget()
        below = QHBoxLayout()
        below.addWidget(self.page, 1)
        panel = self.page.side_panel()
        assert panel is not None
        panel.setFixedWidth(340)
        below.addWidget(panel)
        column = QVBoxLayout(body)
        column.addWidget(self.shelf)
        column.addLayout(below, 1)
        self.window.setCentralWidget(body)
        self.actions = Actions(parent=self.window)
        for action in self.actions.all():
            self.window.addAction(action)
        for name, run in self.page.bindings().items():
            self.actions.bind(name, run, page=self.page)
        self.actions.bind("clear", self.page.clear_person)
        self.actions.show_page(self.page)
        self.window.resize(1198, 660)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        self.calm()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One chord for whatever has the focus; every key of it counts."""
        self.keys += 1 + sum(bool(modifiers & one) for one in _ONE_EACH)
        QTest.keyClick(focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Letters that count."""
        for letter in text:
            self.keys += 1
            typ(focus(), letter)

    def write(self, text: str) -> None:
        """Free text, which is not counted; any letter of any alphabet."""
        typ(focus(), text)

    def pick(self, text: str) -> None:
        """Types, waits for the list as a person does, and takes the top hit."""
        self.type(text)
        self.calm()
        self.press(KEY.Key_Return)
        self.calm()

    def calm(self) -> None:
        """Waits until nothing is asked and nothing will be asked by itself."""

        def is_calm() -> bool:
            pickers = self.page.findChildren(Picker)
            return not self.workplace.tasks.is_busy and not any(one._pause.isActive() for one in pickers)  # noqa: SLF001 -- the pause before a search

        for _round in range(3):
            self._qtbot.waitUntil(is_calm)

    def activate(self, window: QWidget) -> None:
        """Without a window manager somebody has to say which window is in front."""
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)

    @property
    def draft(self) -> IntakeDraft:
        """The slip on screen."""
        return self.page.draft

    @property
    def field(self) -> str:
        """The name of the field that has the focus."""
        return str(focus().property("balie_field") or "")

    def error(self, name: str) -> str:
        """The sentence under a field."""
        return self.page.slip.form.field(name).error

    def line(self, name: str) -> QLineEdit:
        """The line in which a field is typed."""
        editor: QWidget = self.page.slip.form.field(name).editor
        while (inner := editor.focusProxy()) is not None:
            editor = inner
        assert isinstance(editor, QLineEdit)
        return editor

    def tickets(self) -> list[TicketRow]:
        """Everything that was registered, in order."""
        desk, actor = self.workplace.desk, self.workplace.actor
        with desk.db.read() as session:
            ids = session.scalars(select(Ticket.id).order_by(Ticket.id)).all()
        return [desk.ticket_queries.ticket(actor, ticket_id) for ticket_id in ids]

    def journalled(self) -> list[IntakeDraft]:
        """What the journal holds, oldest first."""
        with self.workplace.desk.db.read() as session:
            return [
                IntakeDraft.from_json(row) for row in session.scalars(select(DraftRow.content).order_by(DraftRow.id))
            ]

    def journal_count(self) -> int:
        """How many slips the journal holds."""
        with self.workplace.desk.db.read() as session:
            return session.scalar(select(func.count(DraftRow.id))) or 0

    def _on_said(self, sentence: str, undo: object) -> None:
        self.said.append(sentence)
        self.undo_said = undo


@pytest.fixture
def counter(qtbot: QtBot, theme: object, workplace: Workplace, listener: Listener) -> Iterator[AtCounter]:
    yield AtCounter(qtbot, workplace, listener)
    workplace.problems.detach()
