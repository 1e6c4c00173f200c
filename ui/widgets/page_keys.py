# SPDX-License-Identifier: EUPL-1.2
"""Keys of a page that text boxes would keep to themselves: on some systems Ctrl+D deletes a letter, Ctrl+E goes to the
end of the line, Ctrl+P goes up. Here they belong to the page; a shortcut of the window still comes first."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class PageKeys(QObject):
    """Watches the text boxes it is told to; ``keys`` are pressed with Ctrl."""

    def __init__(self, keys: Mapping[Qt.Key, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = dict(keys)

    def guard(self, box: QWidget) -> None:
        """Takes the keys from this box."""
        box.installEventFilter(self)

    def take(self, event: QKeyEvent) -> bool:
        """For ``keyPressEvent`` of the page: does what the key asks; False when it is none of them."""
        act = self._keys.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.ControlModifier else None
        if act is not None:
            act()
        return act is not None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier or Qt.Key(event.key()) not in self._keys:
            return False
        if kind == QEvent.Type.KeyPress:
            self.take(event)
            return True
        event.ignore()
        return True
