# SPDX-License-Identifier: EUPL-1.2
"""The frame around words that tells at a glance who reads them: broken and grey for colleagues, whole and blue for the
customer. Never the colour alone: an icon and words stand by."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.look import look


class VoiceFrame(QFrame):
    """A frame; ``is_for_customer`` decides how it looks."""

    def __init__(self, *, is_for_customer: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_for_customer = is_for_customer

    @property
    def is_for_customer(self) -> bool:
        """Whether the customer reads what is in it."""
        return self._is_for_customer

    def show_voice(self, *, is_for_customer: bool) -> None:
        """Changes who reads it."""
        self._is_for_customer = is_for_customer
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = look().px(2)
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = look().px("card_radius")
        if self._is_for_customer:
            painter.setPen(QPen(look().colour("accent"), width))
            painter.setBrush(look().colour("on_time.tint"))
        else:
            pen = QPen(look().colour("control"), max(width / 2, 1))
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)
        painter.end()
