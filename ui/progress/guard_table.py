# SPDX-License-Identifier: EUPL-1.2
"""The table of the guarding page: two lines in a row, orders by single letters, fewer columns where there is no room."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desk_app.core.i18n import _
from desk_app.progress.messages import GuardedRow
from ui.widgets.badge import Chip, paint_chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look
from ui.widgets.table_model import ChipRole, RowTableModel
from ui.widgets.table_view import CellDelegate, TableView
from ui.widgets.two_lines import fitting, two_lines

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 56
LETTERS = {
    Qt.Key.Key_T: "take",
    Qt.Key.Key_O: "own",
    Qt.Key.Key_E: "escalate",
    Qt.Key.Key_M: "message",
    Qt.Key.Key_D: "dispatch",
    Qt.Key.Key_G: "complete",
}
"""What single letters do while the focus is in the list; D and G as on the board."""

SPARED = ((1000, 2), (860, 5))
"""Below so many pixels at 100 % this column goes; the lines under the table say the same."""


class TwoLineDelegate(CellDelegate):
    """The first line as ever, the second smaller; a sentence without a break runs on over both."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, look().colour("select" if is_selected else "surface"))
        px = look().px
        room = QRectF(option.rect).adjusted(px(8), px(6), -px(6), -px(6))
        upper = QRectF(room.left(), room.top(), room.width(), px(22))
        lower = QRectF(room.left(), room.bottom() - px(20), room.width(), px(20))
        chip: Chip | None = index.data(ChipRole)
        first, broken, second = str(index.data(Qt.ItemDataRole.DisplayRole) or "").partition("\n")
        painter.save()
        painter.setPen(look().colour("text"))
        painter.setFont(look().font("body"))
        if chip is not None:
            paint_chip(painter, chip, upper.adjusted(0, -px(1), 0, px(1)))
        elif broken:
            _write(painter, upper, first)
        else:
            first, second = two_lines(first, painter.fontMetrics(), room.width())
            _write(painter, upper, first)
        if broken or chip is not None:
            painter.setPen(look().colour("text" if is_selected else "muted"))
            painter.setFont(look().font("small"))
        _write(painter, lower, second)
        painter.restore()
        self.paint_current(painter, option, index)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(look().px(120), look().px(ROW_HEIGHT))


class GuardTable(TableView):
    """The list.

    Signals:
        ordered(str): a single letter; one of the values of ``LETTERS``.
    """

    ordered = Signal(str)

    def __init__(self, model: RowTableModel[GuardedRow], empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(
            model, name=_("Tickets to guard"), empty=empty, is_sortable=False, row_height=ROW_HEIGHT, parent=parent
        )
        self.setItemDelegate(TwoLineDelegate(self))
        self.setMinimumHeight(look().px(ROW_HEIGHT * 3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = LETTERS.get(Qt.Key(event.key()))
        if letter is not None and not event.modifiers() and self.currentIndex().isValid():
            self.ordered.emit(letter)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._spare()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._spare()

    def _spare(self) -> None:
        for width, column in SPARED:
            self.setColumnHidden(column, self.width() < look().px(width))


def _write(painter: QPainter, room: QRectF, text: str) -> None:
    shown = fitting(painter.fontMetrics(), text, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
