# SPDX-License-Identifier: EUPL-1.2
"""A field to filter or search with: waits for a short pause, remembers the last question, Esc empties it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from desk_app.core.i18n import _
from ui.widgets.icons import Mark, set_icon
from ui.widgets.look import look

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
        self._last = ""
        self._glass = Mark("search", "muted", 18, self)
        self._clear = QToolButton(self)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setAccessibleName(_("Clear"))
        set_icon(self._clear, "x", "muted", 16)
        self._clear.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text_changed)
        self._clear.clicked.connect(self.clear)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = look().px(28)
        gap = (self.height() - side) // 2
        self._glass.setGeometry(gap, gap, side, side)
        self._clear.setGeometry(self.width() - side - gap, gap, side, side)
        self.setTextMargins(look().px(24), 0, look().px(24), 0)

    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._pause.start()

    def _ask(self) -> None:
        self.asked.emit(self.text().strip())
