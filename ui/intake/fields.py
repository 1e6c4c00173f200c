# SPDX-License-Identifier: EUPL-1.2
"""Editors that only intake has, and the rule of its keys: Enter in a field of one line goes on."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.look import look, pad
from ui.widgets.text import plain_label

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
COLUMN = 180
"""Pixels at 100 % that a field in a group wants at least."""


class ChoiceBox(QComboBox):
    """One out of a list. The wheel does not change it while the page scrolls by.

    Signals:
        chosen(object): somebody chose; carries the key.
    """

    chosen = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._keys: list[Any] = []
        self.activated.connect(self._on_activated)

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Other options, pairs of key and word; what was on stays on when it is still there."""
        key = self.key
        self._keys = [one for one, _word in options]
        self.clear()
        self.addItems([word for _key, word in options])
        self.set_key(key)

    @property
    def key(self) -> Any:  # noqa: ANN401 -- the type of the caller's options
        """The key of what is on; None while there is nothing to choose."""
        row = self.currentIndex()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def set_key(self, key: object) -> None:
        """Turns another option on, without a signal; none when the key is unknown."""
        self.setCurrentIndex(self._keys.index(key) if key in self._keys else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_activated(self, _row: int) -> None:
        self.chosen.emit(self.key)


class EnterGoesOn(QObject):
    """Enter in a field of one line accepts it and goes on to the next."""

    def watch(self, widget: QWidget) -> None:
        """Minds the Enter of this field."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in ENTER
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            and isinstance(watched, QWidget)
            and not isinstance(watched, QPlainTextEdit)
        ):
            go_on(watched)
            return True
        return super().eventFilter(watched, event)


def go_on(widget: QWidget) -> None:
    """To the next field in Tab order."""
    following: QWidget | None = widget
    for _step in range(500):
        following = following.nextInFocusChain() if following is not None else None
        if following is None or following is widget:
            return
        takes_tab = bool(following.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and following.focusProxy() is None and following.isVisible() and following.isEnabled():
            following.setFocus(Qt.FocusReason.TabFocusReason)
            return


def focused(inside: QWidget) -> QWidget | None:
    """What has the focus inside ``inside``."""
    widget = QApplication.focusWidget()
    return widget if widget is not None and inside.isAncestorOf(widget) else None


def field_of(widget: QWidget | None) -> str:
    """The name of the field that a widget belongs to; empty for a button or nothing."""
    return "" if widget is None else str(widget.property("balie_field") or "")


def cursor_of(widget: QWidget | None) -> int:
    """Where the cursor stands in a field, in characters."""
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    return widget.textCursor().position() if isinstance(widget, QPlainTextEdit) else 0


def set_cursor(widget: QWidget | None, position: int) -> None:
    """Puts the cursor there, or at the end of a shorter text."""
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(position)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(position, widget.document().characterCount() - 1))
        widget.setTextCursor(cursor)


class Hinted(QWidget):
    """An editor with the keys that belong to it at its right; they go where there is no room."""

    def __init__(self, editor: QWidget, *hints: str) -> None:
        super().__init__()
        self.editor = editor
        self.hints = QWidget()
        lines = QVBoxLayout(self.hints)
        pad(lines, spacing=0)
        lines.addStretch(1)
        for hint in hints:
            lines.addWidget(plain_label(hint, role="small", colour="muted"))
        lines.addStretch(1)
        layout = QHBoxLayout(self)
        pad(layout, spacing=12)
        layout.addWidget(editor, 1)
        layout.addWidget(self.hints, alignment=Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(editor.focusProxy() or editor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def show_hints(self, *, is_shown: bool) -> None:
        """With or without the keys."""
        self.hints.setVisible(is_shown)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "hints"):
            self._fit()

    def _fit(self) -> None:
        self.hints.setFixedWidth(look().px(128))
        self.hints.setFixedHeight(look().px("control"))


class Columns(QWidget):
    """Fields beside each other, as many in a row as fit; hidden ones take no place.

    ``wide`` ones take the room of two.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[tuple[QWidget, bool]] = []
        self._shape: tuple[int, tuple[bool, ...]] = (0, ())
        self._grid = QGridLayout(self)
        pad(self._grid, spacing=12)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """One more field at the end."""
        self._cells.append((widget, wide))
        widget.setParent(self)
        self._shape = (0, ())

    def set_cells(self, cells: Sequence[tuple[QWidget, bool]]) -> bool:
        """Other fields, or another order, each with whether it is wide; returns whether anything is different."""
        if list(cells) == self._cells:
            return False
        for widget, _wide in self._cells:
            self._grid.removeWidget(widget)
        self._cells = list(cells)
        for widget, _wide in self._cells:
            if widget.parentWidget() is not self:
                widget.setParent(self)
        self._shape = (0, ())
        return True

    def arrange(self) -> None:
        """Gives every field its place; call it when one was shown or hidden."""
        shown = tuple(widget.isVisibleTo(self) for widget, _wide in self._cells)
        wanted = sum(is_shown * (1 + wide) for (_widget, wide), is_shown in zip(self._cells, shown, strict=True))
        count = max(1, min(4, wanted, self.width() // look().px(COLUMN)))
        if (count, shown) == self._shape:
            return
        self._shape = (count, shown)
        for widget, _wide in self._cells:
            self._grid.removeWidget(widget)
        row = column = 0
        for (widget, wide), is_shown in zip(self._cells, shown, strict=True):
            if not is_shown:
                continue
            span = min(2 if wide else 1, count)
            if column + span > count:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for number in range(4):
            self._grid.setColumnStretch(number, 1 if number < count else 0)

    def minimumSizeHint(self) -> QSize:
        """One column is enough: what does not fit goes below."""
        return QSize(look().px(COLUMN), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_grid"):
            self.arrange()
