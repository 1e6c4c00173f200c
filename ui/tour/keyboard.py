# SPDX-License-Identifier: EUPL-1.2
"""Fingers and a scanner for the tour: keys go where a person's keys go, and are counted as in ``ux.md`` 1.1."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.core.clock import SystemClock

PATIENCE_SECONDS = 10.0
CALM_SECONDS, CALM_ROUNDS = 0.02, 3
"""So long, and so often, nothing may be under way before the next key; an answer is laid out a round after it came."""
BREATH_MS = 4
MOST_TABS = 60


@dataclass(slots=True)
class Count:
    """``keys``: a chord counts each of its keys; ``presses``: a chord is one; ``scans``: pulls of the trigger."""

    keys: int = 0
    presses: int = 0
    scans: int = 0


class Keyboard:
    """Types into whatever has the focus, and waits until the window has answered."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._window: QWidget | None = None
        self._is_busy: Callable[[], bool] = bool
        self._clock = SystemClock()
        self.count = Count()

    def use(self, window: QWidget, is_busy: Callable[[], bool]) -> None:
        """From now on the keys go to this window; ``is_busy``: whether it still waits for an answer."""
        self._window, self._is_busy = window, is_busy

    def press(self, *chords: str) -> None:
        """Chords in Qt's words: ``F2``, ``Ctrl+Return``, ``Down``; waits after each."""
        for chord in chords:
            combination = QKeySequence(chord)[0]  # type: ignore[index]  # the stub forgets operator[]
            modifiers = combination.keyboardModifiers()
            self.count.presses += 1
            self.count.keys += len(chord.removesuffix("+").split("+"))
            QTest.keyClick(self._focus(), combination.key(), modifiers)
            self.settle()

    def tab_to(self, widget: QWidget) -> None:
        """Tab, until the focus is in ``widget``; raises LookupError when it never comes there."""
        for _press in range(MOST_TABS):
            focus = self._focus()
            if focus is widget or widget.isAncestorOf(focus):
                return
            self.press("Tab")
        raise LookupError(f"Tab does not come to {widget.accessibleName() or type(widget).__name__}")

    def type(self, text: str, *, counted: bool = True) -> None:
        """Letters one after the other; free text is not counted."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self._focus(), letter)
                continue
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest ends the process on such a letter
                self._app.sendEvent(self._focus(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
        if counted:
            self.count.keys += len(text)
            self.count.presses += len(text)
        self.settle()

    def write(self, text: str) -> None:
        """What the customer says, in the words of the agent: not counted."""
        self.type(text, counted=False)

    def pick(self, letters: str) -> None:
        """Some letters in a picker, and Enter for the top hit."""
        self.type(letters)
        self.press("Return")

    def scan(self, code: str) -> None:
        """A whole code without a pause, ended by Enter, wherever the focus is."""
        self.count.scans += 1
        for character in code:
            QTest.keyClicks(self._focus(), character)
        QTest.keyClick(self._focus(), Qt.Key.Key_Return)
        self.settle()

    def until(self, holds: Callable[[], object], what: str) -> None:
        """Waits for a fact; raises TimeoutError naming it when it does not come."""
        end = self._clock.monotonic() + PATIENCE_SECONDS
        while not holds():
            if self._clock.monotonic() > end:
                raise TimeoutError(what)
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self) -> None:
        """Waits until nothing is under way for a moment; raises TimeoutError when that never comes."""
        end = self._clock.monotonic() + PATIENCE_SECONDS
        calm_since, rounds = self._clock.monotonic(), 0
        while rounds < CALM_ROUNDS or self._clock.monotonic() - calm_since < CALM_SECONDS:
            QTimer.singleShot(BREATH_MS, self._app, _wake)
            # asleep in between: going round and round would keep the lanes from their work
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            rounds += 1
            if self._is_busy():
                calm_since, rounds = self._clock.monotonic(), 0
            if self._clock.monotonic() > end:
                raise TimeoutError("the window does not come to rest")

    def start(self) -> None:
        """A new count."""
        self.count = Count()

    def _focus(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup.focusWidget() or popup
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return modal.focusWidget() or modal
        if QApplication.activeWindow() is None and self._window is not None:
            self._window.activateWindow()  # without a window manager nobody does so when a dialog goes
            self._app.processEvents()
        widget = QApplication.focusWidget() or (self._window and self._window.focusWidget()) or self._window
        if widget is None:
            raise LookupError("there is no window to type in")
        return widget


def _wake() -> None:
    """Ends a wait."""
