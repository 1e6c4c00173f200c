# SPDX-License-Identifier: EUPL-1.2
"""F1 and Shift+F1 in a real window: the right page at the right side, searched and linked, never fetched."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, typ
from ui.help.explanation import Explanation
from ui.help.guide import Guide
from ui.help.leaf import HelpLeaf
from ui.help.pane import HelpPane
from ui.shell.actions import Actions
from ui.shell.bridge import Bridge
from ui.shell.finder import Finder
from ui.shell.main_window import Frame, MainWindow
from ui.shell.page import Page, Workplace
from ui.shell.pages import PageSpec
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.form import Form

NAUGHTY = ("<b>", "<img src='http://example.org/x.png'>", "{0}", "\u202eabc", "👩‍👩‍👧‍👦", "x" * 10_000)


class FormPage(Page):
    """A page with three fields: with help under it, in the manual, and nowhere."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.form = Form()
        self.hinted, self.known, self.unknown = QLineEdit(), QLineEdit(), QLineEdit()
        self.form.add("hinted", "Telefoon", self.hinted, hint="Alleen cijfers.")
        self.form.add("known", "Klant", self.known)
        self.form.add("unknown", "Iets anders", self.unknown)
        QVBoxLayout(self).addWidget(self.form)

    def first_focus(self) -> QWidget:
        return self.hinted

    def help_topic(self) -> str:
        return "desk"


class EmptyPage(Page):
    """A page about something else."""

    def help_topic(self) -> str:
        return "board"


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> HelpPane:
    made = HelpPane()
    qtbot.addWidget(made)
    made.resize(340, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.search.setFocus()
    return made


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace, theme: Theme, window_state: WindowState) -> Iterator[MainWindow]:
    frame = Frame(workplace.tasks, workplace.problems, Actions(), Finder(workplace.tasks), theme, window_state)
    made = MainWindow(frame)
    made.guide = Guide(made, frame.actions)  # type: ignore[attr-defined]  # kept for the test
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    specs = [
        PageSpec("desk", "Counter", "concierge-bell", lambda: FormPage(workplace)),
        PageSpec("board", "Board", "square-kanban", lambda: EmptyPage(workplace)),
    ]
    made.show_pages(specs)
    yield made
    Bridge.close(workplace.bridge)


def _guide(window: MainWindow) -> Guide:
    guide = window.findChild(Guide)
    assert isinstance(guide, Guide)
    return guide


def _words(pane: HelpPane | None) -> str:
    assert pane is not None
    return pane.leaf.toPlainText().replace("\u00a0", " ")


def test_f1_shows_the_page_in_view_and_gives_the_side_back(window: MainWindow) -> None:
    guide = _guide(window)
    page = window.page
    assert isinstance(page, FormPage)
    typ(page.hinted, "03")

    press(Qt.Key.Key_F1)
    assert guide.is_open
    assert guide.pane is not None
    assert guide.pane.topic == "desk"
    assert guide.pane.isVisible()
    assert page.hinted.hasFocus()

    press(Qt.Key.Key_F1)
    assert not guide.is_open
    assert not guide.pane.isVisible()


def test_the_help_follows_the_page(window: MainWindow) -> None:
    guide = _guide(window)
    press(Qt.Key.Key_F1)

    window.go("board")

    assert guide.pane is not None
    assert guide.pane.topic == "board"
    assert _words(guide.pane).startswith("Werkbord")


def test_escape_in_the_help_goes_back_to_the_field(window: MainWindow) -> None:
    guide = _guide(window)
    page = window.page
    assert isinstance(page, FormPage)
    press(Qt.Key.Key_F1)
    assert guide.pane is not None
    guide.pane.search.setFocus()

    press(Qt.Key.Key_Escape)

    assert not guide.is_open
    assert page.hinted.hasFocus()


def test_links_go_to_other_pages_and_back(pane: HelpPane) -> None:
    pane.show_topic("desk")

    pane.leaf.anchorClicked.emit(QUrl("search"))
    assert pane.topic == "search"
    press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert pane.topic == "desk"


def test_a_search_answers_as_one_types_and_enter_opens(qtbot: QtBot, pane: HelpPane) -> None:
    pane.search.setFocus()

    typ(pane.search, "handtekening")
    qtbot.waitUntil(lambda: "over “handtekening”" in _words(pane))
    press(Qt.Key.Key_Return)

    assert pane.topic == "shelf"
    assert pane.search.text() == ""
    assert pane.leaf.hasFocus()


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_searched_is_only_text(qtbot: QtBot, pane: HelpPane, text: str) -> None:
    pane.search.setText(text)

    qtbot.waitUntil(lambda: "Niets gevonden" in _words(pane))

    assert text in pane.leaf.toPlainText()


def test_nothing_is_ever_loaded(pane: HelpPane) -> None:
    asked = pane.leaf.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl.fromLocalFile("/etc/hostname"))

    pane.leaf.anchorClicked.emit(QUrl("http://example.org/"))

    assert isinstance(asked, QImage)
    assert asked.isNull()
    assert pane.topic == "desk"
    assert not pane.leaf.openExternalLinks()


def test_keys_are_drawn_as_caps_and_stay_text(pane: HelpPane) -> None:
    pane.show_topic("desk")

    caps = pane.leaf._caps()  # noqa: SLF001 -- where they are drawn

    assert "Ctrl+Enter" in _words(pane)
    assert len(caps) > 10
    assert all(0 < cap.width() < 200 and 8 < cap.height() < 40 for cap in caps)


def test_the_page_is_drawn_anew_in_another_theme(pane: HelpPane, theme: Theme) -> None:
    before = _words(pane)

    theme.set_mode("dark")
    theme.set_zoom(200)

    assert _words(pane) == before
    assert isinstance(pane.leaf, HelpLeaf)
    theme.set_zoom(100)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("hinted", "Alleen cijfers."),
        ("known", "Wie het vraagt. Naam, pasnummer, personeelsnummer, e-mail of telefoon."),
        ("unknown", "Hier is geen uitleg bij. F1 toont de hulp bij deze pagina."),
    ],
)
def test_shift_f1_explains_the_field(window: MainWindow, field: str, words: str) -> None:
    page = window.page
    assert isinstance(page, FormPage)
    getattr(page, field).setFocus()

    press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)

    explanation = window.findChild(Explanation)
    assert isinstance(explanation, Explanation)
    assert explanation.words == words
    QApplication.processEvents()
    assert explanation.isVisible()
    typ(getattr(page, field), "x")
    assert not explanation.isVisible()
    assert getattr(page, field).text() == "x"
