# SPDX-License-Identifier: EUPL-1.2
"""The demand side: what customers say they want, as a tree with the number of products in each branch."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from desk_app.catalogue.messages import TopicRow
from desk_app.core.i18n import _
from ui.widgets.look import look

Index = QModelIndex | QPersistentModelIndex
_IdRole = int(Qt.ItemDataRole.UserRole)


class TopicTree(QTreeView):
    """The branches; the first row is everything.

    Signals:
        chosen(object): another branch is current: its id, or None for everything.
        entered: Enter was pressed: the list wants the focus.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[int | None, tuple[QStandardItem, QStandardItem]] = {}
        self._topic_id: int | None = None
        self._model = QStandardItemModel(0, 2, self)
        self.setModel(self._model)
        self.setAccessibleName(_("What does the customer want?"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self._fit()

    @property
    def topic_id(self) -> int | None:
        """The branch under the cursor; None for everything."""
        topic_id: int | None = self.currentIndex().siblingAtColumn(0).data(_IdRole)
        return topic_id

    def show_topics(self, topics: Sequence[TopicRow], total: int) -> None:
        """Shows the branches with their numbers; ``total`` is the number of all products. The cursor stays."""
        if [None, *(topic.id for topic in topics)] != list(self._items):
            self._plant(topics)
        for topic_id, name, count in (
            (None, _("Everything"), total),
            *((one.id, one.name, one.items) for one in topics),
        ):
            word, number = self._items[topic_id]
            word.setData(name, Qt.ItemDataRole.DisplayRole)
            number.setData(str(count), Qt.ItemDataRole.DisplayRole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.topic_id is not None:
            self.show_everything()
        else:
            super().keyPressEvent(event)

    def go_to(self, topic_id: int | None) -> None:
        """Makes a branch current."""
        item = self._items.get(topic_id)
        if item is not None:
            self.setCurrentIndex(self._model.indexFromItem(item[0]))

    def show_everything(self) -> None:
        """Makes the first row current."""
        self.go_to(None)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.topic_id != self._topic_id:
            self._topic_id = self.topic_id
            self.chosen.emit(self._topic_id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_model"):
            self._fit()

    def _plant(self, topics: Sequence[TopicRow]) -> None:
        before = self._topic_id
        self._model.removeRows(0, self._model.rowCount())
        self._items = {}
        for topic_id, parent_id in ((None, None), *((topic.id, topic.parent_id) for topic in topics)):
            word, number = QStandardItem(), QStandardItem()
            word.setData(topic_id, _IdRole)
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            number.setForeground(look().colour("muted"))
            parent = self._items[parent_id][0] if parent_id is not None else self._model.invisibleRootItem()
            parent.appendRow([word, number])
            self._items[topic_id] = (word, number)
        kept = self._items.get(before, self._items[None])[0]
        self.setCurrentIndex(self._model.indexFromItem(kept))

    def _fit(self) -> None:
        self.setIndentation(look().px(16))
        self.setColumnWidth(1, look().px(44))
        for _word, number in self._items.values():
            number.setForeground(look().colour("muted"))
