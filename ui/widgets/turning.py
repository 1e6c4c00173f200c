# SPDX-License-Identifier: EUPL-1.2
"""A row that becomes a column where there is no room beside each other: at 200 % nothing scrolls sideways."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.widgets.look import look, pad


class TurningBox(QWidget):
    """Its widgets beside each other from ``turn_below`` pixels (at 100 %) on, else below each other.

    Signals:
        turned(bool): it stands (True) or lies now; also when the zoom changed.
    """

    turned = Signal(bool)

    def __init__(self, turn_below: int, *, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turn_below = turn_below
        self._is_upright: bool | None = None
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        pad(self.row, spacing=spacing)

    @property
    def is_upright(self) -> bool:
        """Whether the widgets stand below each other."""
        return bool(self._is_upright)

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest widget."""
        items = [self.row.itemAt(place) for place in range(self.row.count())]
        width = max((item.minimumSize().width() for item in items if item is not None), default=0)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_upright = self.width() < look().px(self._turn_below)
        if is_upright != self._is_upright:
            self._turn(is_upright=is_upright)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._is_upright is not None:
            self._turn(is_upright=self.width() < look().px(self._turn_below))

    def _turn(self, *, is_upright: bool) -> None:
        self._is_upright = is_upright
        direction = QBoxLayout.Direction.TopToBottom if is_upright else QBoxLayout.Direction.LeftToRight
        self.row.setDirection(direction)
        self.turned.emit(is_upright)
