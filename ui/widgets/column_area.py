# SPDX-License-Identifier: EUPL-1.2
"""A column of widgets that scrolls up and down, as high as its texts really are at this width.

Qt gives a scrolled widget with wrapped labels the height they would have in a very narrow window; that leaves an empty
end to scroll into.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.widgets.look import look, pad


class _Content(QWidget):
    """Leaves its height to the width."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class ColumnArea(QScrollArea):
    """A scroll area around one column; ``column`` is its layout.

    ``asks`` is the height it asks for, in pixels at 100 %; 0 for all of its content, so that a dialog with room does not
    scroll. It takes less when there is less.
    """

    def __init__(
        self,
        *,
        margins: int | tuple[int, int, int, int] = 0,
        spacing: int = 8,
        asks: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content = _Content()
        self.column = QVBoxLayout(self.content)
        pad(self.column, margins=margins, spacing=spacing)
        self.setWidget(self.content)
        self._asks = asks

    def sizeHint(self) -> QSize:
        if self._asks:
            return QSize(self.column.totalMinimumSize().width(), look().px(self._asks))
        width = max(self.viewport().width(), self.column.totalMinimumSize().width())
        has_wrapped = self.column.hasHeightForWidth()
        height = self.column.totalHeightForWidth(width) if has_wrapped else self.column.totalSizeHint().height()
        return QSize(self.column.totalMinimumSize().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, look().px(96))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
