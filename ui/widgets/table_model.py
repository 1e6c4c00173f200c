# SPDX-License-Identifier: EUPL-1.2
"""A table over frozen rows: columns say how a row is shown, three verbs change it: set, upsert, remove.

``data()`` is a look-up without a decision, because one repaint asks it thousands of times.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.widgets.badge import Chip
from ui.widgets.look import look

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

RowRole = int(Qt.ItemDataRole.UserRole)
SortRole = RowRole + 1
ChipRole = RowRole + 2


@dataclass(frozen=True)  # no slots: Python 3.11 cannot call Column[Row](…) on them
class Column(Generic[Row]):
    """One column. ``title`` is translated text; ``show`` gives the text of a cell; ``sort`` what to sort by (else the
    text); ``chip`` a state to paint instead of the text, which is then read aloud; ``heard`` what is read aloud when
    that is more than the text, such as the whole row in its first cell; ``width`` in pixels at 100 %, 0 for what is
    left."""

    title: str
    show: Callable[[Row], str]
    sort: Callable[[Row], Any] | None = None
    chip: Callable[[Row], Chip | None] | None = None
    width: int = 0
    align_right: bool = False
    heard: Callable[[Row], str] | None = None


class RowTableModel(QAbstractTableModel, Generic[Row]):
    """Rows by key.

    Signals:
        more_wanted: the view has come near the end, and there is more to fetch (see ``append_rows``).
    """

    more_wanted = Signal()

    def __init__(
        self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: list[Row] = []
        self._places: dict[Hashable, int] = {}
        self._has_more = False
        self._is_asking = False

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, in the order of the query."""
        return tuple(self._rows)

    def set_rows(self, rows: Sequence[Row], *, has_more: bool = False) -> None:
        """Shows another list: another question. For changed rows use ``upsert``, which keeps the selection."""
        self.beginResetModel()
        self._rows = list(rows)
        self._number()
        self._has_more = has_more
        self._is_asking = False
        self.endResetModel()

    def append_rows(self, rows: Sequence[Row], *, has_more: bool) -> None:
        """The next page, after ``more_wanted``; rows that are here already are brought up to date."""
        fresh = [row for row in rows if self._key(row) not in self._places]
        for row in rows:
            if self._key(row) in self._places:
                self.upsert(row)
        self._has_more = has_more
        self._is_asking = False
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(fresh) - 1)
            self._rows.extend(fresh)
            self._number()
            self.endInsertRows()

    def upsert(self, row: Row, *, at: int | None = None) -> None:
        """Shows a row anew, or adds it (at the end, or ``at`` a place)."""
        place = self._places.get(self._key(row))
        if place is not None:
            if self._rows[place] != row:
                self._rows[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))
            return
        place = len(self._rows) if at is None else at
        self.beginInsertRows(_ROOT, place, place)
        self._rows.insert(place, row)
        self._number()
        self.endInsertRows()

    def remove(self, key: Hashable) -> None:
        """Takes a row away; nothing when it is not here."""
        place = self._places.get(key)
        if place is None:
            return
        self.beginRemoveRows(_ROOT, place, place)
        del self._rows[place]
        self._number()
        self.endRemoveRows()

    def row_of(self, key: Hashable) -> Row | None:
        """The row with this key, if it is here."""
        place = self._places.get(key)
        return None if place is None else self._rows[place]

    def index_of(self, key: Hashable) -> QModelIndex:
        """Where the row with this key is; invalid when it is not here."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place, 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 -- Qt's own
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and column.heard:
            return column.heard(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.show(row)
        if role == RowRole:
            return row
        if role == SortRole:
            return column.sort(row) if column.sort else column.show(row).casefold()
        if role == ChipRole:
            return column.chip(row) if column.chip else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401 -- Qt's own
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.align_right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return look().font("small")
        return None

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return not parent.isValid() and self._has_more and not self._is_asking

    def fetchMore(self, parent: Index = _ROOT) -> None:
        if self.canFetchMore(parent):
            self._is_asking = True
            self.more_wanted.emit()

    def _number(self) -> None:
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}
