# SPDX-License-Identifier: EUPL-1.2
"""The demand side: what customers say they want, as a tree; with each branch the number of products, and how often they
were asked in a year."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from desk_app.catalogue.messages import TopicRow
from desk_app.core.i18n import _, ngettext
from ui.widgets.look import look

Index = QModelIndex | QPersistentModelIndex
USES_COLUMN = 2
USES_FROM = 240
"""Pixels at 100 % that the tree must be wide for it."""
_IdRole = int(Qt.ItemDataRole.UserRole)


class TopicTree(QTreeView):
    """The branches; the first row is everything.

    Signals:
        chosen(object): another branch is current: its id, or None for everything.
        entered: Enter was pressed: the list wants the focus.
        deed_wanted(str): new, move, remove, cut or paste, for the branch under the cursor; only who may edit.
    """

    chosen = Signal(object)
    entered = Signal()
    deed_wanted = Signal(str)

    def __init__(self, *, may_edit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_edit = may_edit
        self._items: dict[int | None, tuple[QStandardItem, QStandardItem, QStandardItem]] = {}
        self._topic_id: int | None = None
        self._shape: list[tuple[int, int | None]] | None = None
        self._model = QStandardItemModel(0, 3, self)
        self._model.setHorizontalHeaderLabels(["", _("Offer"), _("Times")])
        self.setModel(self._model)
        self.setAccessibleName(_("What does the customer want?"))
        self.header().setSectionsClickable(False)
        self.header().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self._fit()

    @property
    def topic_id(self) -> int | None:
        """The branch under the cursor; None for everything."""
        topic_id: int | None = self.currentIndex().siblingAtColumn(0).data(_IdRole)
        return topic_id

    def show_topics(self, topics: Sequence[TopicRow], total: int) -> None:
        """Shows the branches with their numbers; ``total`` is the number of all products. The cursor stays."""
        shape = [(topic.id, topic.parent_id) for topic in topics]
        if shape != self._shape:
            self._shape = shape
            self._plant(topics)
        all_uses = sum(one.uses for one in topics if one.parent_id is None)
        for topic_id, name, count, uses in (
            (None, _("Everything"), total, all_uses),
            *((one.id, one.name, one.items, one.uses) for one in topics),
        ):
            word, number, asked = self._items[topic_id]
            word.setData(name, Qt.ItemDataRole.DisplayRole)
            products = ngettext("{count} product", "{count} products", count).format(count=count)
            times = ngettext("asked {count} time in a year", "asked {count} times in a year", uses).format(count=uses)
            word.setData(f"{name}, {products}, {times}", Qt.ItemDataRole.AccessibleTextRole)
            number.setData(str(count), Qt.ItemDataRole.DisplayRole)
            asked.setData(str(uses), Qt.ItemDataRole.DisplayRole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_plain:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.topic_id is not None:
            self.show_everything()
        elif self._may_edit and (deed := _deed_of(event)):
            self.deed_wanted.emit(deed)
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnHidden(USES_COLUMN, self.width() < look().px(USES_FROM))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_model"):
            self._fit()

    def _plant(self, topics: Sequence[TopicRow]) -> None:
        before = self._topic_id
        open_ones = [topic_id for topic_id, (word, *_rest) in self._items.items() if self.isExpanded(word.index())]
        self._model.removeRows(0, self._model.rowCount())
        self._items = {}
        for topic_id, parent_id in ((None, None), *((topic.id, topic.parent_id) for topic in topics)):
            word, number, asked = QStandardItem(), QStandardItem(), QStandardItem()
            word.setData(topic_id, _IdRole)
            for one in (number, asked):
                one.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                one.setForeground(look().colour("muted"))
            parent = self._items[parent_id][0] if parent_id is not None else self._model.invisibleRootItem()
            parent.appendRow([word, number, asked])
            self._items[topic_id] = (word, number, asked)
        for topic_id in open_ones:
            if topic_id in self._items:
                self.expand(self._items[topic_id][0].index())
        kept = self._items.get(before, self._items[None])[0]
        self.setCurrentIndex(self._model.indexFromItem(kept))

    def _fit(self) -> None:
        self.setIndentation(look().px(16))
        self.header().setFont(look().font("small"))
        for column, width in ((1, 60), (2, 56)):
            self.setColumnWidth(column, look().px(width))
        for _word, *numbers in self._items.values():
            for number in numbers:
                number.setForeground(look().colour("muted"))


def _deed_of(event: QKeyEvent) -> str:
    """What a key asks of the branch under the cursor; empty for nothing."""
    if event.matches(QKeySequence.StandardKey.Cut):
        return "cut"
    if event.matches(QKeySequence.StandardKey.Paste):
        return "paste"
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return ""
    return {Qt.Key.Key_Insert: "new", Qt.Key.Key_Delete: "remove", Qt.Key.Key_M: "move"}.get(Qt.Key(event.key()), "")
