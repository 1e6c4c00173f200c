# SPDX-License-Identifier: EUPL-1.2
"""The cards of one lane, in order, as a table of one column. Cards come, change, move and go row by row; never a reset.

A ``QTableView`` with a fixed row height takes a new row at the same price among ten thousand as among ten.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desk_app.board.lanes import place_key
from desk_app.board.messages import LANE_NAMES, BoardCard, Lane
from desk_app.board.wording import spoken
from desk_app.core.i18n import _

Index = QModelIndex | QPersistentModelIndex
CardRole = int(Qt.ItemDataRole.UserRole)
CARDS = "application/x-balie-cards"
MOST_RUNS = 32
"""So many separate pieces of a lane change one by one; more are changed as one piece."""
MOST_KNOWN = 50_000
_ROOT = QModelIndex()


class LaneModel(QAbstractTableModel):
    """The shown cards of one lane.

    Signals:
        dropped(list): cards were dropped here; their ticket ids.
        rewriting: a large piece is about to change at once; remember what is selected.
        rewritten: it has changed.
    """

    dropped = Signal(object)
    rewriting = Signal()
    rewritten = Signal()

    def __init__(self, lane: Lane, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        """``now``: the moment that the words on the cards are for."""
        super().__init__(parent)
        self.lane = lane
        self._now = now
        self._keys: list[tuple[Any, ...]] = []
        self._cards: list[BoardCard] = []
        self._key_of: dict[int, tuple[Any, ...]] = {}
        self._known: dict[int, tuple[BoardCard, tuple[Any, ...]]] = {}

    @property
    def cards(self) -> Sequence[BoardCard]:
        """The shown cards, in order."""
        return self._cards

    def row_of(self, ticket_id: int) -> int:
        """The row of a card; -1 when it is not here."""
        key = self._key_of.get(ticket_id)
        return -1 if key is None else bisect_left(self._keys, key)

    def place(self, card: BoardCard) -> None:
        """Shows a card, new or changed, at its place."""
        key = place_key(card)
        old = self._key_of.get(card.id)
        if old is None:
            row = bisect_left(self._keys, key)
            self.beginInsertRows(_ROOT, row, row)
            self._insert(row, key, card)
            self.endInsertRows()
            return
        row = bisect_left(self._keys, old)
        if old != key:
            target = bisect_left(self._keys, key)
            if target not in (row, row + 1):
                self.beginMoveRows(_ROOT, row, row, _ROOT, target)
                self._delete(row)
                row = target - 1 if target > row else target
                self._insert(row, key, card)
                self.endMoveRows()
            self._keys[row] = key
            self._key_of[card.id] = key
        if self._cards[row] != card or old != key:
            self._cards[row] = card
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def take_away(self, ticket_id: int) -> None:
        """Takes a card out of the lane; nothing when it is not here."""
        row = self.row_of(ticket_id)
        if row >= 0:
            self.beginRemoveRows(_ROOT, row, row)
            self._delete(row)
            self.endRemoveRows()

    def show_anew(self, ticket_id: int) -> None:
        """The words of a card have changed by the passing of time."""
        row = self.row_of(ticket_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def show_all(self, cards: Sequence[BoardCard]) -> None:
        """Shows exactly these, in any order: the difference is made row by row, or as one piece when it is large."""
        fresh = {self._key_for(card): card for card in cards}
        keys = sorted(fresh)
        if keys != self._keys:
            runs = list(_runs(self._keys, keys))
            if len(runs) > MOST_RUNS:
                runs = [_whole(self._keys, keys)]
            is_large = sum(max(last - first, len(put)) for first, last, put in runs) > 1
            if is_large:
                self.rewriting.emit()
            for first, last, put in reversed(runs):
                self._replace(first, last, [(key, fresh[key]) for key in put])
            if is_large:
                self.rewritten.emit()
        for row, key in enumerate(keys):
            card = fresh[key]
            if self._cards[row] is not card and self._cards[row] != card:
                self._cards[row] = card
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def _key_for(self, card: BoardCard) -> tuple[Any, ...]:
        """Its place; made once for each card, because a filter asks for all of them again and again."""
        known = self._known.get(card.id)
        if known is None or known[0] is not card:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            known = self._known[card.id] = (card, place_key(card))
        return known[1]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cards)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 -- Qt's own
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        if role == CardRole:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.number
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(card, self._now())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401 -- Qt's own
        if section == 0 and orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(LANE_NAMES[self.lane])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        return [CARDS]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """The rows move when the command is carried out, so the view must leave them alone: always False."""
        if action == Qt.DropAction.MoveAction and data.hasFormat(CARDS):
            self.dropped.emit(ids_in(data))
        return False

    def _replace(self, first: int, last: int, put: list[tuple[tuple[Any, ...], BoardCard]]) -> None:
        """Rows ``first`` up to (not with) ``last`` make place for others."""
        if last > first:
            self.beginRemoveRows(_ROOT, first, last - 1)
            for key, card in zip(self._keys[first:last], self._cards[first:last], strict=True):
                if self._key_of.get(card.id) == key:  # else it has come back at another place already
                    del self._key_of[card.id]
            del self._cards[first:last]
            del self._keys[first:last]
            self.endRemoveRows()
        if put:
            self.beginInsertRows(_ROOT, first, first + len(put) - 1)
            self._keys[first:first] = [key for key, _card in put]
            self._cards[first:first] = [card for _key, card in put]
            self._key_of.update((card.id, key) for key, card in put)
            self.endInsertRows()

    def _insert(self, row: int, key: tuple[Any, ...], card: BoardCard) -> None:
        self._keys.insert(row, key)
        self._cards.insert(row, card)
        self._key_of[card.id] = key

    def _delete(self, row: int) -> None:
        del self._keys[row]
        del self._key_of[self._cards.pop(row).id]


def cards_as_mime(ticket_ids: Sequence[int]) -> QMimeData:
    """What is dragged: the numbers of rows in the database, nothing else."""
    data = QMimeData()
    data.setData(CARDS, QByteArray(",".join(map(str, ticket_ids)).encode()))
    return data


def ids_in(data: QMimeData) -> list[int]:
    """The ticket ids that are dragged; what is not a number is left out."""
    text = data.data(CARDS).toStdString()
    return [int(part) for part in text.split(",") if part.isascii() and part.isdecimal()]


def _runs(
    old: Sequence[tuple[Any, ...]], new: Sequence[tuple[Any, ...]]
) -> Iterator[tuple[int, int, Sequence[tuple[Any, ...]]]]:
    """Where two sorted lists differ: first and last (not with it) row of the old, and what comes in their place."""
    kept = set(old) & set(new)
    row = place = 0
    while row < len(old) or place < len(new):
        first, start = row, place
        while row < len(old) and old[row] not in kept:
            row += 1
        while place < len(new) and new[place] not in kept:
            place += 1
        if row > first or place > start:
            yield first, row, new[start:place]
        while row < len(old) and place < len(new) and old[row] == new[place]:
            row += 1
            place += 1


def _whole(
    old: Sequence[tuple[Any, ...]], new: Sequence[tuple[Any, ...]]
) -> tuple[int, int, Sequence[tuple[Any, ...]]]:
    """The same as one piece: what stands between the common beginning and the common end."""
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    tail = next((n for n in range(shortest - head) if old[-1 - n] != new[-1 - n]), shortest - head)
    return head, len(old) - tail, new[head : len(new) - tail]
