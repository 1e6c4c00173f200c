# SPDX-License-Identifier: EUPL-1.2
"""One lane: its head with name and number, and its cards. Keys first; the mouse does the same.

The current card (the ring) and the selected cards (the check) are two things: arrows move the ring and leave the
selection alone, Space selects, Shift with an arrow extends. Single letters are heard here only, while a card has the
focus.
"""

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QDragMoveEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView, QWidget

from desk_app.board.messages import LANE_NAMES, BoardCard
from desk_app.core.i18n import _
from ui.board.card_delegate import HEIGHT, CardDelegate
from ui.board.lane_model import CardRole, LaneModel, cards_as_mime
from ui.widgets.look import look

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
LETTERS = {Qt.Key.Key_T: "take", Qt.Key.Key_D: "dispatch", Qt.Key.Key_G: "complete", Qt.Key.Key_P: "print"}
_ROWS = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
}


class LaneView(QTableView):
    """The cards of a lane.

    Signals:
        opened(int): show this ticket.
        ordered(str): take, dispatch, complete or print what is selected.
        move_wanted(int): to this lane, 0 the first.
        asks_lane(bool): M was pressed and a digit is awaited; or no longer.
        stepped(int, int): to the lane at the left (-1) or right (1), at this height in pixels.
        entered_lane: this lane has the focus now.
        card_changed: another card became current.
        picked_alone: a card was clicked without Ctrl or Shift: what was selected elsewhere no longer is.
    """

    opened = Signal(int)
    ordered = Signal(str)
    move_wanted = Signal(int)
    asks_lane = Signal(bool)
    stepped = Signal(int, int)
    entered_lane = Signal()
    card_changed = Signal()
    picked_alone = Signal()

    def __init__(self, model: LaneModel, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = model
        self._asks_lane = False
        self._anchor = -1
        self._pressed = QPoint()
        self._may_drag = False
        self._kept: tuple[list[int], int, int] = ([], 0, 0)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(_(LANE_NAMES[model.lane]))
        self.setProperty("own_ring", True)
        self.setStyleSheet("QTableView { background: transparent; border: 0; }")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self._size_rows()
        model.rewriting.connect(self._remember)
        model.rewritten.connect(self._recall)

    @property
    def current_card(self) -> BoardCard | None:
        """The card with the ring."""
        card: BoardCard | None = self.currentIndex().data(CardRole)
        return card

    def selected_cards(self) -> list[BoardCard]:
        """The selected cards, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.cards.cards[row] for row in rows]

    def select_ids(self, ticket_ids: Iterable[int]) -> None:
        """Selects these cards too, as far as they are here."""
        selection = QItemSelection()
        for ticket_id in ticket_ids:
            row = self.cards.row_of(ticket_id)
            if row >= 0:
                index = self.cards.index(row, 0)
                selection.select(index, index)
        if not selection.isEmpty():
            self.selectionModel().select(selection, Flag.Select)

    def go_to_row(self, row: int) -> None:
        """Makes a row current, or the nearest there is."""
        count = self.cards.rowCount()
        if count:
            self.setCurrentIndex(self.cards.index(min(max(row, 0), count - 1), 0))

    def go_to_height(self, height: int) -> None:
        """Makes the card at this height (pixels from the top) current, or the last."""
        row = self.rowAt(height)
        self.go_to_row(row if row >= 0 else self.cards.rowCount() - 1)

    @property
    def height_of_current(self) -> int:
        """The middle of the current card, in pixels from the top."""
        return self.visualRect(self.currentIndex()).center().y()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
        if self._asks_lane:
            if key not in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt):
                self._take_lane(key)
            return
        if key in _ROWS and (not modifiers or is_shifted):
            self._step(key, extend=is_shifted)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not modifiers:
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1, self.height_of_current)
        elif key == Qt.Key.Key_A and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.selectAll()
        elif modifiers or not self.currentIndex().isValid():
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self._anchor = self.currentIndex().row()
            self.selectionModel().select(self.currentIndex(), Flag.Toggle)
        elif key == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.picked_alone.emit()
        elif key == Qt.Key.Key_M:
            self._ask_lane(is_on=True)
        elif key in LETTERS:
            self.ordered.emit(LETTERS[key])
        else:
            event.ignore()

    def keyboardSearch(self, _search: str) -> None:
        """Letters are orders here, not a search."""

    def selectionCommand(self, _index: Index, _event: QEvent | None = None) -> Flag:
        """The ring moves without the selection; what selects says so itself."""
        return Flag.NoUpdate

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._pressed = event.position().toPoint()
        self._may_drag = index.isValid() and event.button() == Qt.MouseButton.LeftButton
        if not self._may_drag:
            return
        self.setCurrentIndex(index)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._anchor = index.row()
            self.selectionModel().select(index, Flag.Toggle)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._select_rows(self._anchor if self._anchor >= 0 else index.row(), index.row())
        elif not self.selectionModel().isSelected(index):
            self._anchor = index.row()
            self.picked_alone.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt drags only what is selected; here a card can be dragged at once."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        way = event.position().toPoint() - self._pressed
        if self._may_drag and way.manhattanLength() >= QApplication.startDragDistance():
            self._may_drag = False
            self.startDrag(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        was_click, self._may_drag = self._may_drag, False
        if was_click and event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self.picked_alone.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._open(self.indexAt(event.position().toPoint()))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        card = self.current_card
        if card is None:
            return
        selected = self.selected_cards()
        dragged = selected if card in selected else [card]
        drag = QDrag(self)
        drag.setMimeData(cards_as_mime([each.id for each in dragged]))
        drag.setPixmap(self._picture(card))
        drag.setHotSpot(self._pressed - self.visualRect(self.currentIndex()).topLeft())
        drag.exec(Qt.DropAction.MoveAction)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.source() is not self:
            event.acceptProposedAction()  # anywhere in the lane, also below the last card
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to_row(0)
        self.entered_lane.emit()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ask_lane(is_on=False)
        super().focusOutEvent(event)
        self.viewport().update()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """When the card with the ring goes, the next one gets it: Qt would take the one above."""
        if start <= self.currentIndex().row() <= end and end + 1 < self.cards.rowCount():
            self.selectionModel().setCurrentIndex(self.cards.index(end + 1, 0), Flag.NoUpdate)
        super().rowsAboutToBeRemoved(parent, start, end)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.card_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._size_rows()

    def _step(self, key: Qt.Key, *, extend: bool) -> None:
        before = self.currentIndex().row()
        index = self.moveCursor(_ROWS[key], Qt.KeyboardModifier.NoModifier)
        if key == Qt.Key.Key_Home:
            index = self.cards.index(0, 0)
        elif key == Qt.Key.Key_End:
            index = self.cards.index(self.cards.rowCount() - 1, 0)
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        if extend:
            self._select_rows(before, index.row())
        self._anchor = index.row()

    def _select_rows(self, first: int, last: int) -> None:
        top, bottom = sorted((max(first, 0), last))
        chosen = QItemSelection(self.cards.index(top, 0), self.cards.index(bottom, 0))
        self.selectionModel().select(chosen, Flag.Select)

    def _open(self, index: Index) -> None:
        card: BoardCard | None = index.data(CardRole)
        if card is not None:
            self.opened.emit(card.id)

    def _ask_lane(self, *, is_on: bool) -> None:
        if self._asks_lane != is_on:
            self._asks_lane = is_on
            self.asks_lane.emit(is_on)

    def _take_lane(self, key: Qt.Key) -> None:
        self._ask_lane(is_on=False)
        digit = key - Qt.Key.Key_1
        if 0 <= digit < len(LANE_NAMES):
            self.move_wanted.emit(digit)

    def _picture(self, card: BoardCard) -> QPixmap:
        rect = self.visualRect(self.currentIndex())
        picture = QPixmap(rect.size() * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        delegate = self.itemDelegate()
        if isinstance(delegate, CardDelegate):
            area = rect.translated(-rect.topLeft())
            delegate.paint_card(painter, area.toRectF(), card, is_selected=False, is_current=False)
        painter.end()
        return picture

    def _remember(self) -> None:
        card = self.current_card
        chosen = [each.id for each in self.selected_cards()]
        self._kept = (chosen, card.id if card else 0, self.verticalScrollBar().value())

    def _recall(self) -> None:
        chosen, current, scrolled = self._kept
        self.select_ids(chosen)
        row = self.cards.row_of(current) if current else -1
        if row >= 0:
            self.selectionModel().setCurrentIndex(self.cards.index(row, 0), Flag.NoUpdate)
            self.verticalScrollBar().setValue(scrolled)
        self._anchor = row

    def _size_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().px(HEIGHT))
        self.setMinimumHeight(look().px(HEIGHT))
