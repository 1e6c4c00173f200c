# SPDX-License-Identifier: EUPL-1.2
"""Keys of a page that text boxes would keep to themselves: on some systems Ctrl+D deletes a letter, Ctrl+E goes to the
end of the line, Alt+Q types a q. Here they belong to the page; a shortcut of the window still comes first."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class PageKeys(QObject):
    """Watches the text boxes it is told to; ``keys`` as people write them: ``Ctrl+E``."""

    def __init__(self, keys: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = {QKeySequence(key).toString(): act for key, act in keys.items()}

    def guard(self, box: QWidget) -> None:
        """Takes the keys from this box."""
        box.installEventFilter(self)

    def take(self, event: QKeyEvent) -> bool:
        """For ``keyPressEvent`` of the page: does what the key asks; False when it is none of them."""
        act = self._keys.get(QKeySequence(event.keyCombination()).toString())
        if act is not None:
            act()
        return act is not None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.KeyPress:
            return self.take(event)
        is_ours = QKeySequence(event.keyCombination()).toString() in self._keys
        if is_ours:
            event.ignore()
        return is_ours
