# SPDX-License-Identifier: EUPL-1.2
"""Boxes for a number, a date and a moment. They are Qt's own, with air before the text (a style sheet cannot give it
to a spin box), a width that tells the length, and no change by a wheel that happens to roll over them."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QDateTimeEdit, QSpinBox, QWidget

from ui.widgets.look import look


class NumberBox(QSpinBox):
    """A whole number from ``low`` to ``high``."""

    def __init__(self, *, name: str, low: int = 1, high: int = 999, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(low, high)
        _Manners(self, "number")


class DateBox(QDateEdit):
    """A date, typed or chosen from a calendar (Alt+Down)."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat("dd-MM-yyyy")
        self.setCalendarPopup(True)
        _Manners(self, "date")


class MomentBox(QDateTimeEdit):
    """A date and a time on the wall clock of the desk."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat("dd-MM-yyyy HH.mm")
        self.setCalendarPopup(True)
        _Manners(self, "moment")


class _Manners(QObject):
    """What the three share; a filter, because Qt does not take a common Python base for them."""

    def __init__(self, box: QAbstractSpinBox, width: str) -> None:
        super().__init__(box)
        self._box = box
        self._width = width
        box.lineEdit().setAccessibleName(box.accessibleName())
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(self)
        self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self._dress()
        elif event.type() == QEvent.Type.Wheel and not self._box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        if isinstance(self._box, QSpinBox):
            self._box.lineEdit().setTextMargins(look().px(8), 0, 0, 0)
        self._box.setFixedWidth(look().px(self._width))
