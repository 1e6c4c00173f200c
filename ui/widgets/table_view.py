# SPDX-License-Identifier: EUPL-1.2
"""The view of a ``RowTableModel``: keyboard first, sorted by the header, columns remembered, and a word when empty."""

from collections.abc import Hashable
from typing import Any, Protocol

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.widgets.badge import Chip, chip_size, paint_chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look
from ui.widgets.table_model import ChipRole, RowRole, RowTableModel, SortRole

Index = QModelIndex | QPersistentModelIndex


class Memory(Protocol):
    """What the view needs of ``ui.shell.window_state.WindowState``."""

    def blob(self, name: str) -> QByteArray:
        """What was stored under a name."""
        ...

    def keep(self, name: str, value: QByteArray) -> None:
        """Stores it."""
        ...


class CellDelegate(QStyledItemDelegate):
    """Paints chips, and a line under the current row instead of a dotted box around one cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chip: Chip | None = index.data(ChipRole)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if chip is None:
            super().paint(painter, option, index)
        else:
            ground = "select" if option.state & QStyle.StateFlag.State_Selected else "surface"
            painter.fillRect(option.rect, look().colour(ground))
            inset = look().px(8)
            paint_chip(painter, chip, QRectF(option.rect).adjusted(inset, 0, -inset // 2, 0))
        self.paint_current(painter, option, index)

    def paint_current(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The line under the row that has the cursor."""
        view = self.parent()
        if isinstance(view, QTableView) and index.row() == view.currentIndex().row():
            painter.save()
            painter.setPen(QPen(look().colour("focus" if view.hasFocus() else "control"), look().px(2)))
            bottom = option.rect.bottom() - look().px(1) // 2
            painter.drawLine(option.rect.left(), bottom, option.rect.right(), bottom)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        chip: Chip | None = index.data(ChipRole)
        if chip is not None:
            return chip_size(chip) + QSize(look().px(16), 0)
        return super().sizeHint(option, index)


class TableView(QTableView):
    """Rows of one model.

    Signals:
        opened(object): Enter or a double click on a row; carries the frozen row.
        moved_to(object): another row became current; the frozen row, or None.
    """

    opened = Signal(object)
    moved_to = Signal(object)

    def __init__(
        self,
        model: RowTableModel[Any],
        *,
        name: str,
        empty: EmptyState | None = None,
        memory: Memory | None = None,
        memory_name: str = "",
        is_sortable: bool = True,
        row_height: int | str = "row",
        parent: QWidget | None = None,
    ) -> None:
        """``memory_name`` like ``columns/tickets``: where widths and order are kept. A list that fetches more when
        it scrolls has ``is_sortable=False``: the database sorts. ``row_height`` as ``look().px`` takes it."""
        super().__init__(parent)
        self._row_height = row_height
        self.rows = model
        self._memory = memory
        self._memory_name = memory_name
        self._empty = empty
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(40)
        if is_sortable:
            proxy = QSortFilterProxyModel(self)
            proxy.setSortRole(SortRole)
            proxy.setSourceModel(model)
            self.setModel(proxy)
            self.setSortingEnabled(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.horizontalHeader().setSortIndicatorClearable(True)
        else:
            self.setModel(model)
        if empty is not None:
            empty.setParent(self.viewport())
            for signal in (self.model().rowsInserted, self.model().rowsRemoved, self.model().modelReset):
                signal.connect(self._mind_empty)
            self._mind_empty()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(400)
        self._late.timeout.connect(self._keep_columns)
        self._size_everything()
        self._restore_columns()
        self.horizontalHeader().sectionResized.connect(self._late.start)
        self.horizontalHeader().sectionMoved.connect(self._late.start)
        self.doubleClicked.connect(self._on_open)

    def current_row(self) -> Any:  # noqa: ANN401 -- a row of the model
        """The frozen row under the cursor, or None."""
        return self.currentIndex().data(RowRole)

    def selected_rows(self) -> list[Any]:
        """The frozen rows that are selected, top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [index.data(RowRole) for index in indexes]

    def go_to(self, key: Hashable) -> bool:
        """Makes the row with this key current; False when it is not here."""
        index = self.rows.index_of(key)
        proxy = self.model()
        if isinstance(proxy, QSortFilterProxyModel):
            index = proxy.mapFromSource(index)
        if index.isValid():
            self._make_current(index)
            self.scrollTo(index)
        return index.isValid()

    def go_to_first(self) -> None:
        """Makes the first row current."""
        if self.model().rowCount():
            self._make_current(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain and self.currentIndex().isValid():
            self._on_open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Home and is_plain:
            self.go_to_first()
        elif event.key() == Qt.Key.Key_End and is_plain:
            self.setCurrentIndex(self.model().index(self.model().rowCount() - 1, 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are keys of the page here, not a search."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.viewport().update()
            self.moved_to.emit(current.data(RowRole))

    def focusInEvent(self, event: Any) -> None:  # noqa: ANN401 -- QFocusEvent
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to_first()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_late"):
            self._size_everything()
            self._restore_columns()

    def _make_current(self, index: Index) -> None:
        """The only one that is selected, also while Ctrl is still down from Ctrl+Enter: Qt would add it to the others."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)

    def _on_open(self, index: Index) -> None:
        row = index.data(RowRole)
        if row is not None:
            self.opened.emit(row)

    def _mind_empty(self) -> None:
        if self._empty is not None:
            self._empty.setVisible(self.model().rowCount() == 0)

    def _size_everything(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().px(self._row_height))
        header = self.horizontalHeader()
        for place, column in enumerate(self.rows.columns):
            if column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
                self.setColumnWidth(place, look().px(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _restore_columns(self) -> None:
        if self._memory is not None and self._memory_name:
            stored = self._memory.blob(f"{self._memory_name}-{look().zoom}")
            if not stored.isEmpty():
                self.horizontalHeader().restoreState(stored)

    def _keep_columns(self) -> None:
        if self._memory is not None and self._memory_name:
            self._memory.keep(f"{self._memory_name}-{look().zoom}", self.horizontalHeader().saveState())
