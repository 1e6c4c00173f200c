# SPDX-License-Identifier: EUPL-1.2
"""Shift+F1: a few words beside the field with the focus; the next key or click takes them away."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.widgets.announce import announce
from ui.widgets.form import Field
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label

_ENDS = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.FocusOut}


class Explanation(QFrame):
    """Name and explanation of a field, under it or above it, inside its window."""

    def __init__(self, field: QWidget, name: str, words: str) -> None:
        super().__init__(field.window())
        self.setProperty("ground", "popup")
        self._words = words
        layout = QVBoxLayout(self)
        pad(layout, margins=12, spacing=4)
        if name:
            layout.addWidget(plain_label(name, role="strong", wrap=True))
        layout.addWidget(plain_label(words, wrap=True))
        self.setFixedWidth(min(look().px(360), field.window().width() - look().px(16)))
        self.adjustSize()
        self._place(field)
        self.show()
        self.raise_()
        announce(field, f"{name}. {words}" if name else words)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ENDS and shiboken6.isValid(self):
            self.go()
        return False

    def go(self) -> None:
        """Away with it."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _place(self, field: QWidget) -> None:
        window = field.window()
        gap = look().px(6)
        corner = field.mapTo(window, QPoint(0, field.height() + gap))
        if corner.y() + self.height() > window.height():
            corner.setY(max(field.mapTo(window, QPoint(0, 0)).y() - self.height() - gap, 0))
        corner.setX(max(min(corner.x(), window.width() - self.width() - gap), gap))
        self.move(corner)


def own_words(field: QWidget) -> str:
    """What a field says about itself: its what's-this text, or the help under it."""
    words = field.whatsThis()
    place: QWidget | None = field
    while not words and place is not None:
        if isinstance(place, Field):
            words = place.hint
        place = place.parentWidget()
    return words or field.accessibleDescription()


def no_words() -> str:
    """For a field that nobody wrote about."""
    return _("There is no explanation of this one. F1 shows the help of this page.")
