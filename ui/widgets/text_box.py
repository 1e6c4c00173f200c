# SPDX-License-Identifier: EUPL-1.2
"""A box for a few lines of text: Tab moves on, it grows from three to eight lines, and says when it is nearly full."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.i18n import ngettext
from ui.widgets.announce import announce
from ui.widgets.look import look
from ui.widgets.text import plain_label, set_plain

MAX_CHARACTERS = 2000
WARN_FROM = 100


class _Editor(QPlainTextEdit):
    """Lets Ctrl+Enter through to the page, on both Enter keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)


class TextBox(QWidget):
    """A text of at most ``limit`` characters.

    Signals:
        edited: the text changed by typing or pasting, not by ``set_text``.
    """

    edited = Signal()

    def __init__(
        self,
        *,
        name: str,
        lines: int = 3,
        max_lines: int = 8,
        limit: int = MAX_CHARACTERS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._max_lines = max_lines
        self._limit = limit
        self._is_filling = False
        self.editor = _Editor()
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(name)
        self.editor.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._counter = plain_label("", role="small", colour="muted")
        self._counter.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.editor)
        layout.addWidget(self._counter)
        self.setFocusProxy(self.editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editor.textChanged.connect(self._on_text_changed)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """What was typed, as it was typed."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Shows another text."""
        self._is_filling = True
        self.editor.setPlainText(text)
        self._is_filling = False

    def cursor_position(self) -> int:
        """Where the cursor stands, in characters."""
        return self.editor.textCursor().position()

    def set_cursor_position(self, position: int) -> None:
        """Puts the cursor back."""
        cursor = self.editor.textCursor()
        cursor.setPosition(min(position, len(self.text())))
        self.editor.setTextCursor(cursor)

    def setPlaceholderText(self, text: str) -> None:
        """A grey example in the empty box."""
        self.editor.setPlaceholderText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        lines = min(max(round(self.editor.document().size().height()), self._lines), self._max_lines)
        height = self.editor.fontMetrics().lineSpacing() * lines + look().px(20)
        self.editor.setFixedHeight(height)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), super().minimumSizeHint().height())

    def _on_text_changed(self) -> None:
        self._keep_within_limit()
        left = self._limit - len(self.text())
        is_near = left <= WARN_FROM
        self._counter.setVisible(is_near)
        if is_near:
            sentence = ngettext("{count} character left", "{count} characters left", left).format(count=left)
            set_plain(self._counter, sentence)
            if left in (WARN_FROM, 20, 0):
                announce(self.editor, sentence)
        if not self._is_filling:
            self.edited.emit()

    def _keep_within_limit(self) -> None:
        """What does not fit is not taken in; a text set by the program may be longer and stays whole."""
        over = len(self.text()) - self._limit
        if over <= 0 or self._is_filling:
            return
        cursor = self.editor.textCursor()
        end = cursor.position()
        cursor.setPosition(max(end - over, 0), QTextCursor.MoveMode.KeepAnchor)
        self.editor.blockSignals(True)
        cursor.removeSelectedText()
        self.editor.blockSignals(False)
