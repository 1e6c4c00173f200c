# SPDX-License-Identifier: EUPL-1.2
"""Page Catalogus: search, the demand tree, the matrix, the list, the card; Enter starts an intake (``ux.md`` 2.5.5)."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.catalogue.messages import CellCount, ItemFilter, ItemRow, TopicRow
from desk_app.catalogue.queries import CatalogueQueries
from desk_app.catalogue.wording import price_text, promise_text
from desk_app.core.actor import Actor, Right
from desk_app.core.i18n import _, ngettext
from ui.catalogue.item_card import ItemCard
from ui.catalogue.matrix import MatrixView
from ui.catalogue.topic_tree import TopicTree
from ui.shell.page import IntakeWish, Page, Workplace
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain

WIDE_FROM = 900
"""Pixels at 100 % from which tree, list and card stand side by side."""


@dataclass(frozen=True, slots=True)
class _View:
    """What the page shows at once."""

    topics: tuple[TopicRow, ...]
    total: int
    cells: tuple[CellCount, ...]
    items: tuple[ItemRow, ...]


class CataloguePage(Page):
    """What we offer, to look at and to start an intake with."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._wanted: int | None = None
        self.search = SearchBox(name=_("Search product, word, code"))
        self.topic_box = QComboBox()
        self.topic_box.setAccessibleName(_("What does the customer want?"))
        self.topic_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.topic_box.setMinimumContentsLength(18)
        self.ended = QCheckBox(_("Also what has ended"))
        self.tree = TopicTree()
        self.matrix = MatrixView()
        self.model: RowTableModel[ItemRow] = RowTableModel(_columns(), lambda item: item.id, self)
        self._empty = EmptyState("tag", _("No product found. Type another word, or press Esc to see everything."))
        self.list = TableView(self.model, name=_("Products"), empty=self._empty)
        self.card = ItemCard(may_start=workplace.actor.may(Right.INTAKE))
        self._count = plain_label(colour="muted")
        self._tree_title = plain_label(_("What does the customer want?"), role="heading")
        self._body = QGridLayout()
        self._is_wide: bool | None = None
        self._assemble()
        self.search.asked.connect(self.refresh)
        self.search.entered.connect(self._on_search_entered)
        self.search.stepped_down.connect(self._to_list)
        self.ended.toggled.connect(self.refresh)
        self.tree.chosen.connect(self._on_topic_chosen)
        self.tree.entered.connect(self._to_list)
        self.topic_box.activated.connect(self._on_topic_picked)
        self.matrix.chosen.connect(self.refresh)
        self.matrix.entered.connect(self._to_list)
        self.list.moved_to.connect(self.card.show_item)
        self.list.opened.connect(self._start_intake)
        self.card.intake_wanted.connect(lambda: self._start_intake(self.list.current_row()))
        self.refresh()

    def first_focus(self) -> QWidget | None:
        return self.search

    def help_topic(self) -> str:
        return "catalogue"

    def show_target(self, target: object) -> None:
        """Shows the product with this id, whatever the filter was."""
        if not isinstance(target, int):
            return
        self._wanted = target
        self.search.clear()
        self.tree.show_everything()
        self.matrix.let_go()
        self.refresh()

    def refresh(self) -> None:
        desk, actor, asked = self.workplace.desk, self.workplace.actor, self._filter()
        self.workplace.tasks.run(
            self, lambda: _read(desk.catalogue, actor, asked), done=self._show, lane="slow", key="catalogue"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(480), look().px(360 if self._is_wide else 980))

    def _filter(self) -> ItemFilter:
        complexity, funding = self.matrix.cell or (None, None)
        return ItemFilter(
            words=self.search.text().strip(),
            topic_id=self.tree.topic_id,
            complexity=complexity,
            funding=funding,
            only_active=not self.ended.isChecked(),
        )

    def _show(self, view: _View) -> None:
        before = self.list.current_row()
        self.tree.show_topics(view.topics, view.total)
        self._fill_topic_box(view.topics)
        self.matrix.cells.set_counts(view.cells)
        if list(view.items) != list(self.model.rows):
            self.model.set_rows(view.items)
        count = len(view.items)
        set_plain(self._count, ngettext("{count} product", "{count} products", count).format(count=count))
        wanted = self._wanted if self._wanted is not None else before.id if before is not None else None
        self._wanted = None
        if wanted is None or not self.list.go_to(wanted):
            self.list.go_to_first()
        self.card.show_item(self.list.current_row())

    def _fill_topic_box(self, topics: tuple[TopicRow, ...]) -> None:
        self.topic_box.clear()
        self.topic_box.addItem(_("Everything"), None)
        for topic in topics:
            self.topic_box.addItem(topic.name if topic.parent_id is None else f"    {topic.name}", topic.id)
        self.topic_box.setCurrentIndex(max(self.topic_box.findData(self.tree.topic_id), 0))

    def _on_topic_chosen(self, _topic_id: object) -> None:
        self.refresh()

    def _on_topic_picked(self, place: int) -> None:
        self.tree.go_to(self.topic_box.itemData(place))

    def _on_search_entered(self, _text: str) -> None:
        self.refresh()
        self._to_list()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _start_intake(self, item: ItemRow | None) -> None:
        if item is not None and self.workplace.actor.may(Right.INTAKE):
            self.intake_wanted.emit(IntakeWish(item_id=item.id))

    def _assemble(self) -> None:
        bar = QHBoxLayout()
        pad(bar, spacing=12)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.topic_box)
        bar.addWidget(self.ended)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        layout.addLayout(bar)
        pad(self._body, spacing=12)
        layout.addLayout(self._body, 1)
        self._tree_side = QWidget()
        side = QVBoxLayout(self._tree_side)
        pad(side, spacing=8)
        side.addWidget(self._tree_title)
        side.addWidget(self.tree, 1)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        pad(middle, spacing=8)
        middle.addWidget(self.matrix)
        middle.addWidget(self._count)
        middle.addWidget(self.list, 1)

    def _arrange(self) -> None:
        """Side by side where there is room; else the tree is a box above and the card stands under the list."""
        is_wide = self.width() >= look().px(WIDE_FROM)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            for widget in (self._tree_side, self._middle, self.card):
                self._body.removeWidget(widget)
            if is_wide:
                for column, (widget, stretch) in enumerate(((self._tree_side, 5), (self._middle, 11), (self.card, 6))):
                    self._body.addWidget(widget, 0, column)
                    self._body.setColumnStretch(column, stretch)
            else:
                self._body.addWidget(self._middle, 0, 0, 1, 3)
                self._body.addWidget(self.card, 1, 0, 1, 3)
            self._tree_side.setVisible(is_wide)
            self.topic_box.setVisible(not is_wide)
            self.updateGeometry()


def _read(catalogue: CatalogueQueries, actor: Actor, asked: ItemFilter) -> _View:
    """On a worker."""
    return _View(
        topics=catalogue.topics(actor),
        total=len(catalogue.items(actor, ItemFilter())),
        cells=catalogue.matrix(actor, asked),
        items=catalogue.items(actor, asked),
    )


def _columns() -> tuple[Column[ItemRow], ...]:
    return (
        Column(_("Code"), lambda item: item.code, width=96),
        Column(_("Name"), lambda item: item.name),
        Column(_("Ready in"), promise_text, sort=lambda item: item.lead.minutes, width=136),
        Column(_("Price"), price_text, sort=lambda item: item.price_cents, width=88, align_right=True),
    )
