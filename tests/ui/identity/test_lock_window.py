# SPDX-License-Identifier: EUPL-1.2
"""The window and its cover together: nothing is lost behind it, and nothing of one agent is left for the next."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from tests.ui.keys import focus, press, typ
from ui.help.guide import Guide
from ui.identity.sign_in import NOWHERE, SignInCover
from ui.settings.page import SettingsPage
from ui.settings.section import Equipment
from ui.shell.actions import Actions
from ui.shell.bridge import Bridge
from ui.shell.finder import Finder
from ui.shell.main_window import Frame, MainWindow
from ui.shell.page import Page, Workplace
from ui.shell.pages import PageSpec
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState

MARKER = "MERKTEKEN-VAN-EVA"


class NotesPage(Page):
    """A page with something to type in."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.box = QPlainTextEdit()
        self.box.setAccessibleName("Notitie")
        QVBoxLayout(self).addWidget(self.box)

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        return {"finish": self.box.clear}


class Counter:
    """A window with two pages, and the cover as the desk window uses it."""

    def __init__(self, desk: Desk, tasks: Tasks, problems: Problems, theme: Theme, state: WindowState) -> None:
        self.desk, self.tasks, self.problems, self.theme, self.state = desk, tasks, problems, theme, state
        self.bridge = Bridge(desk.events)
        self.actions = Actions()
        self.window = MainWindow(Frame(tasks, problems, self.actions, Finder(tasks), theme, state))
        self.guide = Guide(self.window, self.actions)

    def begin(self, actor: Actor) -> None:
        """Pages of their own for this agent."""
        workplace = Workplace(self.desk, self.tasks, self.bridge, self.problems, actor)
        equipment = Equipment(self.theme, self.state, None, "balie.db")
        self.window.show_pages(
            [
                PageSpec(
                    "desk", "Counter", "concierge-bell", lambda: NotesPage(workplace), None, frozenset({"finish"})
                ),
                PageSpec("settings", "Settings", "settings", lambda: SettingsPage(workplace, equipment)),
            ]
        )

    def lock(self, actor: Actor) -> SignInCover:
        """The cover, which lets back in or begins anew."""
        cover = SignInCover(self.desk, self.tasks, self.problems, self.state, locked_by=actor)
        cover.unlocked.connect(self.window.unlock)
        cover.signed_in.connect(self._switch)
        self.window.lock(cover)
        return cover

    def _switch(self, actor: Actor) -> None:
        self.window.unlock()
        self.guide.close()
        self.window.clear_person()
        self.begin(actor)


@pytest.fixture
def counter(
    qtbot: QtBot, desk: Desk, tasks: Tasks, problems: Problems, theme: Theme, window_state: WindowState
) -> Iterator[Counter]:
    made = Counter(desk, tasks, problems, theme, window_state)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    tasks.close()
    made.bridge.close()


def texts_in(window: QWidget) -> list[str]:
    """Everything that can be read in a window and its dialogs, shown or hidden."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        found += [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit | QTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(row) for row in range(widget.count())]
    return found


def test_unlocking_gives_back_text_cursor_and_page(qtbot: QtBot, counter: Counter, administrator: Actor) -> None:
    counter.begin(administrator)
    page = counter.window.page
    assert isinstance(page, NotesPage)
    typ(page.box, "half getypt")

    counter.lock(administrator)
    assert not page.box.isVisible()
    typ(focus(), "1357")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not counter.window.is_locked)

    assert counter.window.page is page
    assert (page.box.toPlainText(), page.box.textCursor().position()) == ("half getypt", 11)
    assert page.box.hasFocus()


def test_a_dialog_that_is_open_is_hidden_and_comes_back(qtbot: QtBot, counter: Counter, administrator: Actor) -> None:
    counter.begin(administrator)
    dialog = QDialog(counter.window)
    field = QLineEdit()
    QVBoxLayout(dialog).addWidget(field)
    dialog.open()
    typ(field, "in een venster")

    counter.lock(administrator)
    assert not dialog.isVisible()
    typ(focus(), "1357")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not counter.window.is_locked)

    assert dialog.isVisible()
    assert dialog.isModal()
    assert field.text() == "in een venster"
    dialog.close()


def test_while_locked_no_key_reaches_the_page(qtbot: QtBot, counter: Counter, administrator: Actor) -> None:
    counter.begin(administrator)
    page = counter.window.page
    assert isinstance(page, NotesPage)
    typ(page.box, "blijft staan")
    cover = counter.lock(administrator)

    for key in (Qt.Key.Key_F1, Qt.Key.Key_F3, Qt.Key.Key_F12):
        press(key)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(cover.go.isEnabled)

    assert page.box.toPlainText() == "blijft staan"
    assert counter.window.is_locked
    assert not counter.guide.is_open


def test_nothing_of_one_agent_is_left_for_the_next(qtbot: QtBot, counter: Counter, administrator: Actor) -> None:
    counter.begin(administrator)
    counter.window.top.search.setText(MARKER)
    page = counter.window.page
    assert isinstance(page, NotesPage)
    typ(page.box, MARKER)
    counter.window.go("settings")
    settings = counter.window.page
    assert isinstance(settings, SettingsPage)
    settings.show_target("agents")
    settings.section.add()
    for line in settings.findChildren(QLineEdit):
        line.setText(MARKER)
    counter.guide.open("desk")
    assert counter.guide.pane is not None
    counter.guide.pane.search.setText(MARKER)
    QGuiApplication.clipboard().setText(MARKER)
    assert any(MARKER in text for text in texts_in(counter.window))

    cover = counter.lock(administrator)
    cover.other.click()
    cover.counter.setCurrentIndex(cover.counter.findData(NOWHERE))
    typ(focus(), "piet")
    press(Qt.Key.Key_Return)
    typ(focus(), "2468")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not counter.window.is_locked)
    gone = counter.window
    qtbot.waitUntil(lambda: not any(MARKER in text for text in texts_in(gone)))

    counter.guide.open("desk")
    everywhere = [text for widget in QApplication.topLevelWidgets() for text in texts_in(widget)]
    assert not [text for text in everywhere if MARKER in text or "Eva" in text]
    assert MARKER not in QGuiApplication.clipboard().text()
