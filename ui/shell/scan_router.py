# SPDX-License-Identifier: EUPL-1.2
"""Catches what a scanner types, whatever has the focus, before it reaches a field, a list or a button.

One filter over the whole program. Characters that may be the beginning of a code wait at most 55 ms; when no code
comes of them they are typed after all, in the place where they were meant to go.
"""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.shell.scan_codes import ScanRecogniser

_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_KEY_PRESS = QEvent.Type.KeyPress
_SHORTCUT = QEvent.Type.ShortcutOverride
_INTERRUPTIONS = {QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod, QEvent.Type.WindowDeactivate}


class ScanRouter(QObject):
    """The scanner of this program.

    Signals:
        scanned(ScannedCode): a code of ours was read.
        refused(ScannedCode): one was read while an error waits for an answer; it was thrown away.
    """

    scanned = Signal(object)
    refused = Signal(object)

    def __init__(
        self,
        app: QApplication,
        now_ms: Callable[[], float],
        recogniser: ScanRecogniser | None = None,
        parent: QObject | None = None,
    ) -> None:
        """``now_ms`` counts milliseconds from any moment, and never runs back."""
        super().__init__(parent)
        self._app = app
        self._now = now_ms
        self._recogniser = recogniser or ScanRecogniser()
        self._waiting: list[tuple[QWidget, int, Qt.KeyboardModifier, str]] = []
        self._is_typing = False
        self._is_blocked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.release)
        self.set_gap(round(self._recogniser.gap_ms))
        app.installEventFilter(self)

    @property
    def is_blocked(self) -> bool:
        """Whether an error waits for an answer."""
        return self._is_blocked

    def block(self, *, is_blocked: bool) -> None:
        """While an error is on screen the next scans must not slip past it."""
        self._is_blocked = is_blocked

    def set_gap(self, milliseconds: int) -> None:
        """The longest time between two keys of this scanner, 20 to 150 ms."""
        gap = min(max(milliseconds, 20), 150)
        self._recogniser.gap_ms = float(gap)
        self._timer.setInterval(gap + 1)

    def close(self) -> None:
        """Types what waits and looks no further."""
        self.release()
        self._app.removeEventFilter(self)

    def release(self) -> None:
        """Types what was held back, where it was meant to go."""
        self._recogniser.give_up()
        self._type_waiting()

    def _type_waiting(self) -> None:
        self._timer.stop()
        waiting, self._waiting = self._waiting, []
        self._is_typing = True
        try:
            for widget, key, modifiers, text in waiting:
                if shiboken6.isValid(widget):
                    QCoreApplication.sendEvent(widget, QKeyEvent(_KEY_PRESS, key, modifiers, text))
        finally:
            self._is_typing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _KEY_PRESS:
            if self._is_typing or not isinstance(event, QKeyEvent) or not _has_the_keys(watched):
                return False
            return self._on_key(watched, event)
        if not self._waiting or self._is_typing:
            return False
        if kind == _SHORTCUT and isinstance(event, QKeyEvent):
            return self._on_shortcut(event)
        if kind in _INTERRUPTIONS:
            self.release()
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        is_plain = not event.modifiers() & ~_PLAIN and not event.isAutoRepeat()
        text = event.text()
        if is_plain and event.key() in _ENDS:
            return self._on_end()
        if is_plain and len(text) == 1 and text.isascii() and (text.isalnum() or text == "-"):
            verdict = self._recogniser.character(text, self._now())
            if verdict.release:
                self._type_waiting()
            if verdict.hold and isinstance(watched, QWidget):
                self._waiting.append((watched, event.key(), event.modifiers(), text))
                self._timer.start()
                return True
            return False
        if self._waiting:
            self.release()
        return False

    def _on_end(self) -> bool:
        verdict = self._recogniser.end(self._now())
        if verdict.release:
            self.release()
        if verdict.drop:
            self._waiting.clear()
            self._timer.stop()
        if verdict.code is not None:
            (self.refused if self._is_blocked else self.scanned).emit(verdict.code)
        return verdict.drop

    def _on_shortcut(self, event: QKeyEvent) -> bool:
        """Shortcuts come before key presses: type first what waits; and a code's Enter is no shortcut."""
        if event.key() in _ENDS and self._recogniser.is_complete():
            event.accept()
            return True
        if event.modifiers() & ~_PLAIN and event.key() not in _MODIFIERS:
            self.release()
        return False


def _has_the_keys(watched: QObject) -> bool:
    """Whether this object is the one that the key is for; a key that is passed up to parents is seen only once."""
    if not isinstance(watched, QWidget):
        return False
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return watched is (popup.focusWidget() or popup)
    focus = QApplication.focusWidget()
    return watched is focus or (focus is None and watched.isWindow())
