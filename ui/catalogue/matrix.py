# SPDX-License-Identifier: EUPL-1.2
"""The two axes of the supply side as nine cells; each cell is a filter that the arrow keys walk through, and says what
a demand in it asks for."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.catalogue.messages import CellCount, Complexity, Funding, PolicyContent
from desk_app.catalogue.policy import Cell
from desk_app.catalogue.wording import COMPLEXITY_NAMES, FUNDING_NAMES
from desk_app.core.i18n import _, ngettext
from ui.catalogue.words import cell_mark
from ui.widgets.look import look

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROWS = tuple(Complexity)
_COLUMNS = tuple(Funding)
MarkRole = int(Qt.ItemDataRole.UserRole)
ROW_HEIGHT = 56


class MatrixModel(QAbstractTableModel):
    """Nine numbers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Cell, int] = {}
        self._chosen: Cell | None = None
        self._marks: dict[Cell, str] = {}

    def set_policies(self, policies: Mapping[Cell, PolicyContent]) -> None:
        """What each cell asks, as a few words under its number."""
        self._marks = {cell: cell_mark(policy) for cell, policy in policies.items()}
        self.dataChanged.emit(self.index(0, 0), self.index(len(_ROWS) - 1, len(_COLUMNS) - 1))

    def mark(self, cell: Cell | None) -> None:
        """Writes the chosen cell and its names in bold."""
        self._chosen = cell
        self.dataChanged.emit(self.index(0, 0), self.index(len(_ROWS) - 1, len(_COLUMNS) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(_COLUMNS) - 1)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(_ROWS) - 1)

    def set_counts(self, counts: Sequence[CellCount]) -> None:
        """Shows other numbers; the cursor stays."""
        self._counts = {(count.complexity, count.funding): count.items for count in counts}
        self.dataChanged.emit(self.index(0, 0), self.index(len(_ROWS) - 1, len(_COLUMNS) - 1))

    def cell(self, index: Index) -> Cell | None:
        """The filter that an index stands for."""
        return (_ROWS[index.row()], _COLUMNS[index.column()]) if index.isValid() else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_ROWS)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 -- Qt's own
        cell = self.cell(index)
        if cell is None:
            return None
        count = self._counts.get(cell, 0)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(count)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            products = ngettext("{count} product", "{count} products", count).format(count=count)
            words = f"{_(COMPLEXITY_NAMES[cell[0]])}, {_(FUNDING_NAMES[cell[1]])}: {products}"
            return f"{words}. {self._marks[cell]}" if self._marks.get(cell) else words
        if role == MarkRole:
            return self._marks.get(cell, "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return look().colour("text" if count else "muted")
        if role == Qt.ItemDataRole.FontRole and cell == self._chosen:
            return look().font("heading")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401 -- Qt's own
        is_row = orientation == Qt.Orientation.Vertical
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(COMPLEXITY_NAMES[_ROWS[section]]) if is_row else _(FUNDING_NAMES[_COLUMNS[section]])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if is_row else Qt.AlignmentFlag.AlignHCenter
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and self._chosen is not None:
            font = look().font("body")
            font.setBold((_ROWS if is_row else _COLUMNS)[section] in self._chosen)
            return font
        return None


class _CellDelegate(QStyledItemDelegate):
    """Paints the number, and small under it what the cell asks."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        mark: str = index.data(MarkRole) or ""
        rect = QRectF(option.rect)
        painter.save()
        is_on = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, look().colour("select" if is_on else "surface"))
        upper = rect.adjusted(0, look().px(2), 0, -rect.height() * 0.58) if mark else rect
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or look().font("body"))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, index.data())
        if mark:
            lower = rect.adjusted(look().px(2), rect.height() * 0.42, -look().px(2), 0)
            painter.setFont(look().font("small"))
            painter.setPen(look().colour("muted"))
            painter.drawText(lower, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), mark)
        view = self.parent()
        if isinstance(view, QTableView) and view.hasFocus() and index == view.currentIndex():
            painter.setPen(QPen(look().colour("focus"), look().px(2)))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class MatrixView(QTableView):
    """Arrow keys choose a cell, Esc or the same cell once more lets go of it.

    Signals:
        chosen(object): another cell is the filter now: (Complexity, Funding), or None for all.
        entered: Enter was pressed: the list wants the focus.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel(self)
        self._cell: Cell | None = None
        self.setModel(self.cells)
        self.setItemDelegate(_CellDelegate(self))
        self.setAccessibleName(_("Complexity and funding"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setCornerButtonEnabled(False)
        self._fit()

    @property
    def cell(self) -> Cell | None:
        """The filter; None when all nine count."""
        return self._cell

    def let_go(self) -> None:
        """No cell is the filter."""
        self.clearSelection()
        self.selectionModel().clearCurrentIndex()
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        arrows = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if key == Qt.Key.Key_Escape and self._cell is not None:
            self.let_go()
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.entered.emit()
        elif key in (*arrows, Qt.Key.Key_Space) and self._cell is None:
            self.setCurrentIndex(self.cells.index(0, 0))
        elif key == Qt.Key.Key_Space:
            self.let_go()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.cells.cell(self.indexAt(event.position().toPoint())) == self._cell is not None:
            self.let_go()
        else:
            super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._cell is None:  # Qt makes the first cell current by itself; coming by is not choosing
            self.selectionModel().clear()

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page here, not a search."""

    def selectionChanged(self, selected: Any, deselected: Any) -> None:  # noqa: ANN401 -- QItemSelection
        super().selectionChanged(selected, deselected)
        indexes = self.selectedIndexes()
        if indexes:
            self._choose(self.cells.cell(indexes[0]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "cells"):
            self._fit()

    def sizeHint(self) -> QSize:
        return QSize(look().px(420), self.minimumHeight())

    def _choose(self, cell: Cell | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self.cells.mark(cell)
            self.chosen.emit(cell)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().px(ROW_HEIGHT))
        self.setFixedHeight(look().px(ROW_HEIGHT) * len(_ROWS) + look().px("row") + 2)
        self.horizontalHeader().setFixedHeight(look().px("row"))
