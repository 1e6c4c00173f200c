# SPDX-License-Identifier: EUPL-1.2
"""A frame around the window for a moment: a scan was understood, or refused. Beside a sound and words, never alone."""

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.look import look

SHOWN_MS = 350
"""At most once in this time, so never more than three times a second (WCAG 2.3.1)."""


class Flash(QWidget):
    """The frame; lives as long as its window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._is_error = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def flash(self, *, is_error: bool) -> None:
        """Shows the frame, without movement; an error also sounds the bell of the system."""
        if is_error:
            QApplication.beep()
        if self._timer.isActive():
            return
        self._is_error = is_error
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._timer.start()

    def paintEvent(self, _event: object) -> None:
        width = look().px(3)
        painter = QPainter(self)
        painter.setPen(QPen(look().colour("late.bar" if self._is_error else "accent"), width))
        painter.drawRect(QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2))
        painter.end()
