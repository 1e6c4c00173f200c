# SPDX-License-Identifier: EUPL-1.2
"""The catalogue to look through: search, the demand tree, the matrix, the list and the card (``ux.md`` 2.5.5)."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.app import Desk
from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import CellCount, ItemFilter, ItemRow, ItemStatus, PolicyRow, TopicRow
from desk_app.catalogue.policy import Cell
from desk_app.catalogue.shelf import is_overdue
from desk_app.catalogue.wording import COMPLEXITY_NAMES, FUNDING_NAMES, lead_text, money_text, name_of
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.i18n import N_, _, ngettext
from ui.catalogue.item_card import ItemCard, status_chip
from ui.catalogue.matrix import MatrixView
from ui.catalogue.topic_tree import TopicTree
from ui.catalogue.words import policy_effect
from ui.shell.page import Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain
from ui.widgets.turning import TurningBox

WIDE_FROM = 900
"""Pixels at 100 % from which tree, list and card stand side by side."""
STATUS_COLUMN, READY_COLUMN, PRICE_COLUMN = 2, 3, 4
READY_FROM, PRICE_FROM = 420, 300
"""Pixels at 100 % that the list must be wide for these columns; the card has them too."""
OFFERED, EVERY, REVIEW = "offered", "every", "review"
SHOWN: tuple[tuple[str, str], ...] = (
    (OFFERED, N_("Offered now")),
    (ItemStatus.CONCEPT.value, N_("Concepts")),
    (ItemStatus.EXPIRING.value, N_("With a last day")),
    (ItemStatus.RETIRED.value, N_("Retired")),
    (REVIEW, N_("Review date passed")),
    (EVERY, N_("Everything")),
)
"""What the list can show, by status; an ``ItemStatus`` or one of the three above."""


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows at once."""

    topics: tuple[TopicRow, ...]
    total: int
    cells: tuple[CellCount, ...]
    items: tuple[ItemRow, ...]
    policies: Mapping[Cell, PolicyRow]
    names: Names


class Browser(QWidget):
    """Everything of the page but the editor.

    Signals:
        intake_wanted(int): start an intake with this product.
        edit_wanted: open the product on the card in the editor.
        shown: other rows are in view, or another one is current.
    """

    intake_wanted = Signal(int)
    edit_wanted = Signal()
    shown = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._may_edit = workplace.actor.may(Right.EDIT_CATALOGUE)
        self._wanted: int | None = None
        self._wanted_topic: int | None = None
        self.view: View | None = None
        self.search = SearchBox(name=_("Search product, word, code"))
        self.topic_box = QComboBox()
        self.topic_box.setAccessibleName(_("What does the customer want?"))
        self.topic_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.topic_box.setMinimumContentsLength(14)
        self.status_box = QComboBox()
        self.status_box.setAccessibleName(_("Which products"))
        for key, word in SHOWN:
            self.status_box.addItem(_(word), key)
        self.new_button = button(_("New"), icon="plus")
        set_button_text(self.new_button, _("New"), "Ctrl+N")
        self.new_button.setVisible(self._may_edit)
        self.tree = TopicTree(may_edit=self._may_edit)
        self.missed_button = button(_("Words that found nothing"), icon="search", kind="quiet")
        self.missed_button.setVisible(self._may_edit)
        self.matrix = MatrixView()
        self.policy_words = plain_label("", role="small", colour="muted", wrap=True)
        self.policy_button = button(_("Change"), icon="pencil", kind="quiet")
        self.policy_button.setAccessibleName(_("Change what this group asks"))
        self.model: RowTableModel[ItemRow] = RowTableModel(_columns(), lambda item: item.id, self)
        self._empty = EmptyState("tag", _("No product found. Type another word, or press Esc to see everything."))
        self.list = TableView(self.model, name=_("Products"), empty=self._empty)
        self.card = ItemCard(workplace)
        self._count = plain_label(colour="muted")
        self._body = QGridLayout()
        self._is_wide: bool | None = None
        self._assemble()
        self._connect()
        self._mind_policy()

    @property
    def item(self) -> ItemRow | None:
        """The product under the cursor."""
        row: ItemRow | None = self.list.current_row()
        return row

    @property
    def items(self) -> tuple[ItemRow, ...]:
        """The selected products; the current one when none is."""
        selected = tuple(self.list.selected_rows())
        return selected or ((self.item,) if self.item is not None else ())

    @property
    def which(self) -> str:
        """What the list shows, by status: a key of ``SHOWN``."""
        return str(self.status_box.currentData())

    def show_item(self, item_id: int) -> None:
        """Shows this product; the filter stays when it is in view there, else everything is shown."""
        self._wanted = item_id
        self.refresh()

    def show_topic(self, topic_id: object) -> None:
        """Goes to this branch as soon as it is read."""
        self._wanted_topic = topic_id if isinstance(topic_id, int) else None
        self.refresh()

    def refresh(self) -> None:
        """Reads everything again; the cursor stays on its product."""
        desk, actor, asked, which = self._workplace.desk, self._workplace.actor, self._filter(), self.which
        self._workplace.tasks.run(
            self, lambda: read_view(desk, actor, asked, which), done=self._show, lane="slow", key="catalogue"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._mind_columns()

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(480), look().px(420 if self._is_wide else 1100))

    def _filter(self) -> ItemFilter:
        complexity, funding = self.matrix.cell or (None, None)
        is_status = self.which not in (OFFERED, EVERY, REVIEW)
        return ItemFilter(
            words=self.search.text().strip(),
            topic_id=self.tree.topic_id,
            complexity=complexity,
            funding=funding,
            only_active=self.which == OFFERED,
            status=ItemStatus(self.which) if is_status else None,
        )

    def _show(self, view: View) -> None:
        before = self.item
        self.view = view
        self.tree.show_topics(view.topics, view.total)
        if self._wanted_topic is not None:
            self.tree.go_to(self._wanted_topic)
            self._wanted_topic = None
        self._fill_topic_box(view.topics)
        self.matrix.cells.set_counts(view.cells)
        self.matrix.cells.set_policies({cell: row.content for cell, row in view.policies.items()})
        self._mind_policy()
        self._mind_columns()
        if list(view.items) != list(self.model.rows):
            self.model.set_rows(view.items)
        count = len(view.items)
        set_plain(self._count, ngettext("{count} product", "{count} products", count).format(count=count))
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not self.list.go_to(wanted) and self._loosen():
            self._wanted = wanted
            self.refresh()
            return
        if wanted is None and (before is None or not self.list.go_to(before.id)):
            self.list.go_to_first()
        self.card.show_item(self.item)
        self.shown.emit()

    def _loosen(self) -> bool:
        """Shows everything instead of what was filtered; False when that was so already."""
        is_filtered = bool(self.search.text() or self.tree.topic_id or self.matrix.cell or self.which != EVERY)
        self.search.clear()
        self.tree.show_everything()
        self.matrix.let_go()
        self.status_box.setCurrentIndex(self.status_box.findData(EVERY))
        return is_filtered

    def _fill_topic_box(self, topics: tuple[TopicRow, ...]) -> None:
        self.topic_box.clear()
        self.topic_box.addItem(_("Everything"), None)
        for topic in topics:
            self.topic_box.addItem(topic.name if topic.parent_id is None else f"    {topic.name}", topic.id)
        self.topic_box.setCurrentIndex(max(self.topic_box.findData(self.tree.topic_id), 0))

    def _mind_policy(self) -> None:
        """Under the matrix: what the chosen cell asks, in sentences."""
        cell = self.matrix.cell
        policy = self.view.policies.get(cell) if self.view is not None and cell is not None else None
        self.policy_button.setVisible(self._may_edit and policy is not None)
        if policy is None or self.view is None:
            set_plain(self.policy_words, _("Choose a group with the arrow keys to read what it asks."))
            return
        head = f"{_(COMPLEXITY_NAMES[policy.complexity])} · {_(FUNDING_NAMES[policy.funding])}."
        set_plain(self.policy_words, f"{head} {policy_effect(policy.content, self.view.names)}")

    def _on_cell(self, _cell: object) -> None:
        self._mind_policy()
        self.refresh()

    def _on_moved(self, item: ItemRow | None) -> None:
        self.card.show_item(item)
        self.shown.emit()

    def _on_search_entered(self, _text: str) -> None:
        self.refresh()
        self._to_list()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _start_intake(self, item: ItemRow | None) -> None:
        if item is not None and self._workplace.actor.may(Right.INTAKE):
            self.intake_wanted.emit(item.id)

    def _connect(self) -> None:
        self.search.asked.connect(self.refresh)
        self.search.entered.connect(self._on_search_entered)
        self.search.stepped_down.connect(self._to_list)
        self.status_box.activated.connect(self.refresh)
        self.tree.chosen.connect(self.refresh)
        self.tree.entered.connect(self._to_list)
        self.topic_box.activated.connect(lambda place: self.tree.go_to(self.topic_box.itemData(place)))
        self.matrix.chosen.connect(self._on_cell)
        self.matrix.entered.connect(self._to_list)
        self.list.moved_to.connect(self._on_moved)
        self.list.opened.connect(self._start_intake)
        self.card.intake_wanted.connect(lambda: self._start_intake(self.item))
        self.card.edit_wanted.connect(self.edit_wanted)

    def _assemble(self) -> None:
        bar = TurningBox(WIDE_FROM, spacing=12)
        rest = QWidget()
        row = FlowLayout(rest, spacing=12)
        for widget in (self.topic_box, self.status_box, self.new_button):
            row.addWidget(widget)
        bar.row.addWidget(self.search, 1)
        bar.row.addWidget(rest)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        layout.addWidget(bar)
        pad(self._body, spacing=12)
        layout.addLayout(self._body, 1)
        self._tree_side = QWidget()
        side = QVBoxLayout(self._tree_side)
        pad(side, spacing=8)
        side.addWidget(plain_label(_("What does the customer want?"), role="heading"))
        side.addWidget(self.tree, 1)
        under = QWidget()
        buttons = FlowLayout(under, spacing=4)
        buttons.addWidget(self.missed_button)
        side.addWidget(under)
        under.setVisible(self._may_edit)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        pad(middle, spacing=8)
        middle.addWidget(self.matrix)
        policy = QHBoxLayout()
        pad(policy, spacing=8)
        policy.addWidget(self.policy_words, 1)
        policy.addWidget(self.policy_button)
        middle.addLayout(policy)
        middle.addWidget(self._count)
        middle.addWidget(self.list, 1)

    def _arrange(self) -> None:
        """Side by side where there is room; else the tree is a box above and the card stands under the list."""
        is_wide = self.width() >= look().px(WIDE_FROM)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        for widget in (self._tree_side, self._middle, self.card):
            self._body.removeWidget(widget)
        if is_wide:
            for column, (widget, stretch) in enumerate(((self._tree_side, 25), (self._middle, 48), (self.card, 23))):
                self._body.addWidget(widget, 0, column)
                self._body.setColumnStretch(column, stretch)
        else:
            self._body.addWidget(self._middle, 0, 0, 1, 3)
            self._body.addWidget(self.card, 1, 0, 1, 3)
        self._tree_side.setVisible(is_wide)
        self.topic_box.setVisible(not is_wide)
        self.updateGeometry()

    def _mind_columns(self) -> None:
        """The name needs the room most."""
        has_status = self.which != OFFERED
        self.list.setColumnHidden(STATUS_COLUMN, not has_status)
        self.list.setColumnHidden(READY_COLUMN, has_status or self.list.width() < look().px(READY_FROM))
        self.list.setColumnHidden(PRICE_COLUMN, self.list.width() < look().px(PRICE_FROM))


def read_view(desk: Desk, actor: Actor, asked: ItemFilter, which: str) -> View:
    """On a worker."""
    catalogue, day = desk.catalogue, today(desk.clock)
    items = catalogue.items(actor, asked)
    return View(
        topics=catalogue.topics(actor),
        total=len(catalogue.items(actor, ItemFilter())),
        cells=catalogue.matrix(actor, asked),
        items=items if which != REVIEW else tuple(item for item in items if is_overdue(item, day)),
        policies={(row.complexity, row.funding): row for row in catalogue.policies(actor)},
        names=Names(teams={team.id: team.name for team in desk.who.teams()}),
    )


def _columns() -> tuple[Column[ItemRow], ...]:
    return (
        Column(_("Code"), lambda item: item.code, width=88),
        Column(_("Name"), name_of),
        Column(
            _("Status"),
            lambda item: status_chip(item.status).word,
            chip=lambda item: status_chip(item.status),
            width=104,
        ),
        Column(_("Ready in"), lambda item: lead_text(item.lead), sort=lambda item: item.lead.minutes, width=124),
        Column(
            _("Price"),
            lambda item: money_text(item.price_cents),
            sort=lambda item: item.price_cents,
            width=92,
            align_right=True,
        ),
    )
