# SPDX-License-Identifier: EUPL-1.2
"""The ready shelf: what waits for its customer, longest waiting first; Enter or the slip opens the pick-up card."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk_app.completion.messages import ShelfRow
from desk_app.core import formats
from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from desk_app.tickets.messages import TicketChanged
from ui.completion.pick_up import PickUpDialog
from ui.shell.page import Page, Workplace
from ui.widgets.badge import Chip
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label


class ShelfPage(Page):
    """The list, with a box to look in it."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._card: PickUpDialog | None = None
        self._words = ""
        self.rows: RowTableModel[ShelfRow] = RowTableModel(self._columns(), key=lambda row: row.id, parent=self)
        self.search = SearchBox(name=_("Look on the shelf"), placeholder=_("Name, number or shelf"))
        self._empty = EmptyState("package", _("Nothing waits on the shelf. What is reported ready comes here."))
        self.table = TableView(self.rows, name=_("Ready shelf"), empty=self._empty)
        self.give = button(_("Hand over"), icon="handshake", kind="primary")
        set_button_text(self.give, _("Hand over"), "Enter")
        self.open_ticket = button(_("Open the ticket"), icon="ticket")
        self._lay_out()
        self.search.asked.connect(self._on_asked)
        self.search.entered.connect(self._on_entered)
        self.search.stepped_down.connect(self._to_table)
        self.table.opened.connect(lambda row: self.pick_up(row.id))
        self.table.moved_to.connect(lambda _row: self._mind_buttons())
        self.give.clicked.connect(self._on_give)
        self.open_ticket.clicked.connect(self._on_open_ticket)
        workplace.bridge.listen(self, TicketChanged, self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        desk, actor, words = self.workplace.desk, self.workplace.actor, self._words
        self.workplace.tasks.run(
            self, lambda: desk.completion_queries.shelf(actor, words), done=self._show, key="shelf"
        )

    def first_focus(self) -> QWidget | None:
        return self.search

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self.pick_up(target)

    def clear_person(self) -> None:
        if self._card is not None:
            self._card.reject()
        self.search.clear()

    def help_topic(self) -> str:
        return "shelf"

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        return {"finish": self._on_give}

    def take_scan(self, code: ScannedCode) -> bool:
        if self._card is not None and self._card.take_scan(code):
            return True
        if code.kind is not CodeKind.TICKET:
            return False
        row = next((row for row in self.rows.rows if row.number == code.value), None)
        if row is None:
            return False
        if self._card is not None:
            self._card.reject()
        self.pick_up(row.id)
        return True

    def pick_up(self, ticket_id: int) -> PickUpDialog:
        """Opens the pick-up card of a ticket."""
        card = PickUpDialog(self.workplace, ticket_id, self)
        self._card = card
        card.done.connect(self.done)
        card.finished.connect(lambda _result: self._on_closed(card))
        card.open()
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.table.hasFocus():
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def _columns(self) -> list[Column[ShelfRow]]:
        return [
            Column(_("Shelf"), lambda row: row.shelf, width=56),
            Column(_("Number"), lambda row: row.number, width=112),
            Column(_("Subject"), lambda row: " ".join(row.subject.split())),
            Column(_("For"), lambda row: row.requested_for or row.requester or _("Without a name"), width=208),
            Column(
                _("Waits"),
                self._waits,
                sort=lambda row: row.ready_at,
                chip=lambda row: Chip(self._waits(row), "ready"),
                width=120,
            ),
        ]

    def _waits(self, row: ShelfRow) -> str:
        minutes = int((self.workplace.desk.clock.now() - row.ready_at).total_seconds() // 60)
        return formats.duration(max(minutes, 0))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        pad(head, spacing=16)
        head.addWidget(plain_label(_("Ready shelf"), role="title"))
        head.addStretch(1)
        self.search.setFixedWidth(look().px(360))
        head.addWidget(self.search)
        foot = QHBoxLayout()
        pad(foot, spacing=8)
        foot.addWidget(self.give)
        foot.addWidget(self.open_ticket)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)

    def _show(self, rows: Sequence[ShelfRow]) -> None:
        """Row by row, so that the selection stays."""
        wanted = {row.id for row in rows}
        for row in self.rows.rows:
            if row.id not in wanted:
                self.rows.remove(row.id)
        for place, row in enumerate(rows):
            self.rows.upsert(row, at=place)
        sentence = (
            _("Nothing on the shelf fits “{text}”.").format(text=self._words)
            if self._words
            else _("Nothing waits on the shelf. What is reported ready comes here.")
        )
        self._empty.show_sentence(sentence)
        if rows and not self.table.currentIndex().isValid():
            self.table.go_to_first()
        self._mind_buttons()
        if not self._words:
            self.counted.emit(len(rows))

    def _mind_buttons(self) -> None:
        has_row = self.table.current_row() is not None
        self.give.setEnabled(has_row)
        self.open_ticket.setEnabled(has_row)

    def _on_asked(self, text: str) -> None:
        if text != self._words:
            self._words = text
            self.refresh()

    def _on_entered(self, text: str) -> None:
        if text != self._words:
            self._words = text
            self.refresh()
            self._to_table()
        else:
            self._on_give()

    def _to_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_give(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.pick_up(row.id)

    def _on_open_ticket(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.ticket_wanted.emit(row.id)

    def _on_closed(self, card: PickUpDialog) -> None:
        if self._card is card:
            self._card = None

    def _on_changed(self, _event: DomainEvent) -> None:
        self.refresh()
