# SPDX-License-Identifier: EUPL-1.2
"""F1 and Shift+F1 of the window: the help pane follows the page in view; a field is explained where it stands."""

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.help.explanation import Explanation, no_words, own_words
from ui.help.pane import HelpPane
from ui.shell.actions import Actions
from ui.shell.main_window import MainWindow


class Guide(QObject):
    """Make one for each window; it binds the actions ``help`` and ``whats_this``."""

    def __init__(self, window: MainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        self.pane: HelpPane | None = None
        self._is_open = False
        self._came_from: QWidget | None = None
        actions.bind("help", self.toggle)
        actions.bind("whats_this", self.explain)
        window.page_shown.connect(self._follow)

    @property
    def is_open(self) -> bool:
        """Whether the help is at the right side."""
        return self._is_open

    def toggle(self) -> None:
        """F1: shows the help of the page in view; again: closes it, and the focus goes back."""
        if self._is_open and (self.pane is None or self.pane.topic == self._wanted() or self._has_focus()):
            self.close()
        else:
            self.open(self._wanted())

    def open(self, topic: str) -> None:
        """Shows a page of the manual at the right side."""
        if self.pane is None:
            self.pane = HelpPane()
            self.pane.close_wanted.connect(self.close)
        if not self._is_open:
            self._came_from = QApplication.focusWidget()
        self.pane.show_topic(topic)
        self._is_open = True
        self._window.show_help(self.pane)

    def close(self) -> None:
        """Gives the side back to the page."""
        had_focus = self._has_focus()
        self._is_open = False
        self._window.show_help(None)
        came_from, self._came_from = self._came_from, None
        if had_focus and came_from is not None and shiboken6.isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)

    def explain(self) -> Explanation | None:
        """Shift+F1: says what the field with the focus is for."""
        field = QApplication.focusWidget()
        if field is None:
            return None
        pane = self.pane or HelpPane()
        pane.show_topic(self._wanted())
        words = own_words(field) or pane.about_field(field.accessibleName())
        explanation = Explanation(field, field.accessibleName(), words or no_words())
        if pane is not self.pane:
            pane.deleteLater()
        elif self._is_open:
            self._follow(self._window.page_id)
        return explanation

    def _wanted(self) -> str:
        page = self._window.page
        return page.help_topic() if page is not None else ""

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return self.pane is not None and focus is not None and self.pane.isAncestorOf(focus)

    def _follow(self, _page_id: str) -> None:
        if self._is_open and self.pane is not None:
            self.pane.show_topic(self._wanted())
