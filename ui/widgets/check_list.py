# SPDX-License-Identifier: EUPL-1.2
"""Several of many: a list with a box before each line and a field above it to search. Space ticks, and what is ticked
stays ticked while the search shows something else."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from desk_app.core.words import fold
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.text import plain_label, set_plain

HEIGHT = 152


class _Boxes(QListWidget):
    """Space ticks the line under the cursor, wherever the cursor came from; Enter is for the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                is_on = item.checkState() == Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


class CheckList(QWidget):
    """Lines to tick, by key.

    Signals:
        edited: somebody ticked or unticked one.
    """

    edited = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._is_filling = False
        self._is_read_only = False
        self._checked: set[int] = set()
        self.setAccessibleName(name)
        self.search = SearchBox(name=_("Search in: {name}").format(name=name), placeholder=_("Search"))
        self.list = _Boxes()
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._count = plain_label("", role="small", colour="muted")
        layout = QVBoxLayout(self)
        pad(layout, spacing=4)
        for widget in (self.search, self.list, self._count):
            layout.addWidget(widget)
        self.setFocusProxy(self.search)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.asked.connect(self._filter)
        self.search.entered.connect(lambda _text: self._go_down())
        self.search.stepped_down.connect(self._go_down)
        self.list.itemChanged.connect(self._on_changed)
        self._fit()

    @property
    def checked(self) -> frozenset[int]:
        """The keys that are ticked, also those that the search hides and those that are no line any more."""
        return frozenset(self._checked)

    def show_lines(self, lines: Sequence[tuple[int, str]]) -> None:
        """The lines there are, as (key, words); what is ticked stays ticked."""
        self._is_filling = True
        self.list.clear()
        for key, words in lines:
            item = QListWidgetItem(words, self.list)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._is_filling = False
        self._tick()
        self._filter(self.search.text())

    def check(self, keys: Iterable[int]) -> None:
        """Ticks these and no others, without a signal."""
        self._checked = set(keys)
        self._tick()
        self.search.clear()
        self._filter("")
        self.list.setCurrentRow(0)
        self.list.scrollToTop()

    def make_read_only(self) -> None:
        """What is ticked can be seen and searched, and not changed."""
        self._is_read_only = True
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "list"):
            self._fit()

    def _tick(self) -> None:
        self._is_filling = True
        for item in self._items():
            is_on = item.data(Qt.ItemDataRole.UserRole) in self._checked
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            if self._is_read_only:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        self._is_filling = False
        self._mind_count()

    def _filter(self, text: str) -> None:
        asked = fold(text).split()
        for item in self._items():
            words = fold(item.text())
            item.setHidden(not all(word in words for word in asked))
        rows = [row for row, item in enumerate(self._items()) if not item.isHidden()]
        if self.list.currentRow() not in rows:
            self.list.setCurrentRow(rows[0] if rows else -1)
        self._mind_count()

    def _go_down(self) -> None:
        self._filter(self.search.text())
        if self.list.currentRow() >= 0:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self, item: QListWidgetItem) -> None:
        if self._is_filling:
            return
        key = int(item.data(Qt.ItemDataRole.UserRole))
        if item.checkState() == Qt.CheckState.Checked:
            self._checked.add(key)
        else:
            self._checked.discard(key)
        self._mind_count()
        self.edited.emit()

    def _mind_count(self) -> None:
        shown = sum(1 for item in self._items() if not item.isHidden())
        words = _("{checked} of {all} chosen").format(checked=len(self._checked), all=self.list.count())
        if shown < self.list.count():
            words = _("{words}; the list shows {shown}").format(words=words, shown=shown)
        set_plain(self._count, words)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _fit(self) -> None:
        self.list.setFixedHeight(look().px(HEIGHT))
