# SPDX-License-Identifier: EUPL-1.2
"""A bar above the page for what lasts: no connection, no printer. It stays until it is answered or over."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desk_app.core.i18n import _
from ui.widgets.announce import announce
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class Banner(QFrame):
    """One sentence with a button to try again and one to close."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "error")
        self._retry: Callable[[], None] | None = None
        self._mark = Mark("triangle-alert", "late.text", 20)
        self._words = plain_label("", wrap=True)
        self.retry_button = QPushButton(_("Try again"))
        self.close_button = QPushButton(_("Close"))
        for button in (self.retry_button, self.close_button):
            button.setAutoDefault(False)
        layout = QHBoxLayout(self)
        pad(layout, margins=(12, 8, 8, 8), spacing=12)
        layout.addWidget(self._mark)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.retry_button)
        layout.addWidget(self.close_button)
        self.retry_button.clicked.connect(self._on_retry)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_sentence(
        self, sentence: str, retry: Callable[[], None] | None = None, *, action: str = "", is_error: bool = True
    ) -> None:
        """Shows a sentence; ``retry`` is what the button (named ``action``) does, no button for None."""
        self.setProperty("ground", "error" if is_error else "notice")
        self._mark.show_mark("triangle-alert" if is_error else "info", "late.text" if is_error else "soon.text")
        self.style().unpolish(self)
        self.style().polish(self)
        for label in self.findChildren(QWidget):
            label.style().polish(label)
        self._retry = retry
        set_plain(self._words, sentence)
        self.retry_button.setText(action or _("Try again"))
        self.retry_button.setVisible(retry is not None)
        self.show()
        announce(self, sentence, urgent=is_error)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _on_retry(self) -> None:
        self.hide()
        if self._retry is not None:
            self._retry()
