# SPDX-License-Identifier: EUPL-1.2
"""Everything about one product, in words for the counter: what it is, its versions, the figures of its process."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from desk_app.catalogue.messages import ItemRow, ItemStatus
from desk_app.catalogue.wording import STATUS_NAMES, name_of
from desk_app.core.actor import Right
from desk_app.core.clock import today
from desk_app.core.i18n import _
from ui.catalogue.card_blocks import CardMore, fact_blocks, figure_blocks, read_more, version_blocks
from ui.catalogue.item_files import ItemFiles
from ui.catalogue.step_drawing import StepDrawing
from ui.shell.page import Workplace
from ui.widgets.badge import Badge, Chip
from ui.widgets.blocks import Blocks
from ui.widgets.breaking import breakable
from ui.widgets.buttons import button, set_button_text
from ui.widgets.files_box import FilesBox
from ui.widgets.flow import FlowLayout
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain

CHIPS = {
    ItemStatus.CONCEPT: ("waiting", "square-pen"),
    ItemStatus.ACTIVE: ("done", ""),
    ItemStatus.EXPIRING: ("soon", ""),
    ItemStatus.RETIRED: ("waiting", "archive"),
}
"""State and mark of the chip of each status."""


def status_chip(status: ItemStatus) -> Chip:
    """The status of a product as a chip."""
    state, mark = CHIPS[status]
    return Chip(_(STATUS_NAMES[status]), state, mark)


class ItemCard(QFrame):
    """The card of the current product.

    Signals:
        intake_wanted: start an intake with it.
        edit_wanted: open it in the editor.
        said(str): say this at the foot of the window.
    """

    intake_wanted = Signal()
    edit_wanted = Signal()
    said = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._may_start = workplace.actor.may(Right.INTAKE)
        self._item: ItemRow | None = None
        self._more: CardMore | None = None
        self._name = plain_label(role="title", wrap=True)
        self._code = plain_label(colour="muted")
        self._status = Badge()
        self.facts = Blocks(name=_("Card of the product"))
        self.versions = Blocks(name=_("Versions"), nothing=_("No versions were kept yet."))
        self.figures = Blocks(
            name=_("Figures"), nothing=_("No figures yet. They come by themselves when tickets go through the steps.")
        )
        self._drawing = StepDrawing()
        self.files = FilesBox(
            ItemFiles(workplace.desk, workplace.actor), workplace.tasks, workplace.problems, may_change=False
        )
        self._file_title = plain_label(_("Files"), role="strong")
        for widget in (self._drawing, self._file_title, self.files):
            self.facts.put_below(widget)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("About this product"))
        self.tabs.addTab(self.facts, _("Product"))
        self.tabs.addTab(self.versions, _("Versions"))
        self.tabs.addTab(self.figures, _("Figures"))
        self.start = button(_("Start intake"), icon="plus", kind="primary")
        set_button_text(self.start, _("Start intake"), "Enter")
        self.edit = button(_("Edit"), icon="pencil")
        set_button_text(self.edit, _("Edit"), "Ctrl+E")
        self._may_edit = workplace.actor.may(Right.EDIT_CATALOGUE)
        self._nothing = plain_label(_("Choose a product to see what it is."), colour="muted", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("ground", "card")
        self._lay_out()
        self.start.clicked.connect(self.intake_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        self.files.said.connect(self.said)
        self.files.changed.connect(self.read_again)
        self.show_item(None)

    @property
    def more(self) -> CardMore | None:
        """What was read of the product in view; None while it is on its way."""
        return self._more

    def show_item(self, item: ItemRow | None) -> None:
        """Shows another product, or that none was chosen; what takes longer to read follows."""
        is_same = item is not None and self._item is not None and item.id == self._item.id
        self._item = item
        for widget in (self._head, self.tabs, self._foot):
            widget.setVisible(item is not None)
        self.start.setVisible(item is not None and self._may_start)
        self.edit.setVisible(item is not None and self._may_edit)
        self._nothing.setVisible(item is None)
        if item is None:
            return
        set_plain(self._name, breakable(name_of(item)))
        set_plain(self._code, item.code)
        self._status.show_chip(None if item.status is ItemStatus.ACTIVE else status_chip(item.status))
        if not is_same:
            self._more = None
            for area in (self.facts, self.versions, self.figures):
                area.verticalScrollBar().setValue(0)
        self._show()
        self.read_again()

    def read_again(self) -> None:
        """Reads the rest of the product in view once more."""
        if self._item is None:
            return
        desk, actor, item_id = self._workplace.desk, self._workplace.actor, self._item.id
        self._workplace.tasks.run(
            self, lambda: read_more(desk, actor, item_id), done=self._on_more, lane="slow", key="card"
        )

    def _on_more(self, more: CardMore) -> None:
        if self._item is not None and more.item_id == self._item.id:
            self._more = more
            self._show()

    def _show(self) -> None:
        item, more = self._item, self._more
        if item is None:
            return
        self.facts.show_blocks(fact_blocks(item, more, today(self._workplace.desk.clock)))
        self._drawing.show_steps(item.steps)
        has_files = more is not None and bool(more.files)
        self._file_title.setVisible(has_files)
        self.files.setVisible(has_files)
        if more is not None:
            self.files.show_files(more.item_id, more.files)
            self.versions.show_blocks(version_blocks(more))
            self.figures.show_blocks(figure_blocks(more))

    def _lay_out(self) -> None:
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        pad(head, margins=(16, 12, 16, 0), spacing=4)
        for widget in (self._name, self._code, self._status):
            head.addWidget(widget)
        self._foot = QWidget()
        row = FlowLayout(self._foot)
        pad(row, margins=(16, 4, 16, 12))
        row.addWidget(self.start)
        row.addWidget(self.edit)
        around = QVBoxLayout(self)
        pad(around, margins=1, spacing=0)
        around.addWidget(self._nothing)
        around.addWidget(self._head)
        around.addWidget(self.tabs, 1)
        around.addWidget(self._foot)
