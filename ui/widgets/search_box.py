# SPDX-License-Identifier: EUPL-1.2
"""A field to filter or search with: waits for a short pause, remembers the last question, Esc empties it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.icons import set_icon

PAUSE_MS = 60


class SearchBox(QLineEdit):
    """Asks as you type.

    Signals:
        asked(str): the text after a pause of 60 ms, stripped; empty means everything.
        entered(str): Enter was pressed.
        stepped_down: Down was pressed: the list below wants the focus.
    """

    asked = Signal(str)
    entered = Signal(str)
    stepped_down = Signal()

    def __init__(self, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setClearButtonEnabled(True)
        self._last = ""
        glass = QAction(self)
        set_icon(glass, "search", "muted", 18)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._pause.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._pause.stop()
            self._last = self.text().strip() or self._last
            self.entered.emit(self.text().strip())
        elif key == Qt.Key.Key_Escape and self.text():
            self._last = self.text().strip()
            self.clear()
        elif key == Qt.Key.Key_Down:
            self.stepped_down.emit()
        else:
            super().keyPressEvent(event)

    def recall(self) -> None:
        """Puts the last question back (the second F3)."""
        if not self.text() and self._last:
            self.setText(self._last)
        self.selectAll()

    def _ask(self) -> None:
        self.asked.emit(self.text().strip())
