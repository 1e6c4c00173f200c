# SPDX-License-Identifier: EUPL-1.2
"""One choice out of a few, side by side: the four kinds of ticket, yes or no. Arrow keys move, as with radio buttons."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QPushButton, QSizePolicy, QWidget

from ui.widgets.icons import set_icon
from ui.widgets.look import pad


class _Segment(QPushButton):
    """A radio button that looks like a part of a bar."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class Segmented(QWidget):
    """A row of options of which one is on.

    Signals:
        chosen(object): another option was chosen by the user; carries its key.
    """

    chosen = Signal(object)

    def __init__(self, options: Sequence[tuple[Any, str]], *, name: str, parent: QWidget | None = None) -> None:
        """``options``: pairs of key and translated word; the first is on. A word may hold a mnemonic (``&``)."""
        super().__init__(parent)
        self._keys = [key for key, _word in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        pad(self._row, spacing=0)
        self.setAccessibleName(name)
        self.buttons: list[QPushButton] = []
        for number, (_key, word) in enumerate(options):
            button = _Segment(word)
            button.setAccessibleName(f"{name}: {word.replace('&', '')}")
            button.installEventFilter(self)
            self._group.addButton(button, number)
            self._row.addWidget(button)
            self.buttons.append(button)
            button.setProperty("segment", "first" if number == 0 else "next")
        self.buttons[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(self._on_clicked)
        self._mind_tab_stop()

    @property
    def key(self) -> Any:  # noqa: ANN401 -- the type of the caller's options
        """The key of the option that is on."""
        return self._keys[self._group.checkedId()]

    def set_key(self, key: object) -> None:
        """Turns another option on, without a signal."""
        self.buttons[self._keys.index(key)].setChecked(True)
        self._mind_tab_stop()

    def set_upright(self, *, is_upright: bool) -> None:
        """The options below each other, where there is no room for them side by side."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if is_upright else ways.LeftToRight)
        pad(self._row, spacing=4 if is_upright else 0)
        for number, button in enumerate(self.buttons):
            button.setProperty("segment", "first" if is_upright or number == 0 else "next")
            button.style().unpolish(button)
            button.style().polish(button)
            button.updateGeometry()

    def set_icons(self, names: Sequence[str]) -> None:
        """Icons before the words, in the order of the options."""
        for button, name in zip(self.buttons, names, strict=True):
            set_icon(button, name, size=16)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.buttons[max(self._group.checkedId(), 0)].setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(
            Qt.Key(event.key())
        )
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        number = (self._group.checkedId() + step) % len(self.buttons)
        self.buttons[number].setFocus(Qt.FocusReason.TabFocusReason)
        self.buttons[number].click()

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: ANN401 -- Qt hands in any object
        if event.type() == event.Type.KeyPress and event.key() in (
            Qt.Key.Key_Left,
            Qt.Key.Key_Right,
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        ):
            self.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _on_clicked(self, button: QAbstractButton) -> None:
        self._mind_tab_stop()
        self.chosen.emit(self._keys[self._group.id(button)])

    def _mind_tab_stop(self) -> None:
        """Tab stops once, at the option that is on, as with radio buttons."""
        on = max(self._group.checkedId(), 0)
        for number, button in enumerate(self.buttons):
            is_stop = number == on
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.buttons[on])
