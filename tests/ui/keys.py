# SPDX-License-Identifier: EUPL-1.2
"""Keys for tests: any letter of any alphabet, and a scanner."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def typ(widget: QWidget, text: str) -> None:
    """Types any text; ``qtbot.keyClicks`` ends the process on a letter outside ASCII."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key for whatever has the focus."""
    QTest.keyClick(focus(), key, modifiers)


def scan(code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """What a scanner types, without any pause, into whatever has the focus."""
    for character in code:
        QTest.keyClicks(focus(), character)
    QTest.keyClick(focus(), end)


def focus() -> QWidget:
    """What has the keys now; waits for a window that was only just shown."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        return popup.focusWidget() or popup
    if QApplication.focusWidget() is None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.activateWindow()
                QTest.qWaitForWindowActive(window, 1000)
                break
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget
