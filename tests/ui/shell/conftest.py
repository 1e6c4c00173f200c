# SPDX-License-Identifier: EUPL-1.2
"""A window with pages of its own, for the tests of the shell."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.actions import Actions
from ui.shell.finder import Finder
from ui.shell.main_window import Frame, MainWindow
from ui.shell.pages import Page, PageSpec
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState


class DeskPage(Page):
    """A page with a line and a box, that notes what it was asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.line = QLineEdit()
        self.line.setAccessibleName("Klant")
        self.box = QPlainTextEdit()
        self.box.setAccessibleName("Omschrijving")
        self.panel = QLabel("Sanne Jansen")
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)
        layout.addWidget(self.box)

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        return {name: partial(self.asked.append, name) for name in BOUND}

    def first_focus(self) -> QWidget:
        return self.line

    def side_panel(self) -> QWidget:
        return self.panel

    def show_target(self, target: object) -> None:
        self.asked.append(target)

    def clear_person(self) -> None:
        self.line.clear()


BOUND: tuple[str, ...] = (
    "finish",
    "finish_ready",
    "park",
    "resume",
    "kind_complaint",
    "anonymous",
    "description",
    "complete",
    "dispatch",
)
BOUND += ("print", "intake", "call_next", "call_again", "no_show", "view_1", "edit", "loans", "add_customer")


class Bench:
    """A window, and what stands behind it."""

    def __init__(self, tasks: Tasks, problems: Problems, theme: Theme, state: WindowState) -> None:
        self.actions = Actions()
        self.finder = Finder(tasks)
        self.undone: list[str] = []
        frame = Frame(tasks, problems, self.actions, self.finder, theme, state)
        self.window = MainWindow(frame, undo=lambda: self.undone.append("earlier"))
        self.made: dict[str, DeskPage] = {}
        names = {"desk": "Balie", "board": "Werkbord", "catalogue": "Catalogus"}
        specs = [
            PageSpec(page_id, name, "ticket", partial(self._make, page_id), actions=frozenset(BOUND))
            for page_id, name in names.items()
        ]
        specs.append(PageSpec("ticket", "Melding", "ticket", partial(self._make, "ticket"), in_rail=False))
        self.window.show_pages(list(reversed(specs)))

    def _make(self, page_id: str) -> DeskPage:
        self.made[page_id] = DeskPage()
        return self.made[page_id]


@pytest.fixture
def bench(qtbot: QtBot, tasks: Tasks, problems: Problems, theme: Theme, window_state: WindowState) -> Iterator[Bench]:
    made = Bench(tasks, problems, theme, window_state)
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    made.window.go("desk")
    yield made
    problems.detach()
