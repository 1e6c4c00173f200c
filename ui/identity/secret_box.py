# SPDX-License-Identifier: EUPL-1.2
"""A field for a PIN or password: never readable, never copied out, pasting allowed, empty as soon as it is hidden."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class SecretBox(QLineEdit):
    """Shows dots only; the text is kept as typed, spaces included."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhSensitiveData | hints.ImhHiddenText | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.clear()
