# SPDX-License-Identifier: EUPL-1.2
"""The tickets behind a figure: every percentage opens its list, and Enter opens a ticket of it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desk_app.core import formats
from desk_app.core.i18n import N_, _, ngettext
from desk_app.progress.messages import LISTED_AT_ONCE, Figure, Measured, MeasuredRow, Part
from desk_app.tickets.lifecycle import STATUS_NAMES
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.page_keys import PageKeys
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import ElidedLabel, plain_label, set_plain
from ui.widgets.turning import TurningBox

TURN_BELOW = 760
DUE_COLUMN, COMPLETED_COLUMN, CAUSE_COLUMN = 2, 3, 5
LEFT_OUT_BELOW = {COMPLETED_COLUMN: 1000, DUE_COLUMN: 860, CAUSE_COLUMN: 700}
"""Columns that a list narrower than this (pixels at 100 %) leaves out; the ticket has them."""
PART_NAMES: dict[Part, str] = {
    Part.ALL: N_("All that were completed"),
    Part.MET: N_("On time"),
    Part.MISSED: N_("Too late"),
    Part.RESPONSE_MISSED: N_("First answer too late"),
    Part.REOPENED: N_("Reopened"),
    Part.OPEN_LATE: N_("Late at this moment"),
}
"""What can be listed, in the order of the box."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A figure to open: its tickets, and in words what it is of."""

    figure: Figure
    title: str


class Behind(QWidget):
    """The list.

    Signals:
        closed: back to where the figure stands.
        ticket_wanted(int): show this ticket.
    """

    closed = Signal()
    ticket_wanted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._wanted: Wanted | None = None
        self._limit = LISTED_AT_ONCE
        self._keys = PageKeys({"M": self._show_more}, self)
        self.title = ElidedLabel("", role="title")
        self.back_button = button(_("Back"), icon="arrow-left")
        set_button_text(self.back_button, _("Back"), "Esc")
        self.more_button = button("", icon="chevron-down")
        self.more_button.hide()
        self.part_box = QComboBox()
        self.part_box.setAccessibleName(_("Which tickets"))
        for part, words in PART_NAMES.items():
            self.part_box.addItem(_(words), part)
        self.count = plain_label("", colour="muted", wrap=True)
        self.model: RowTableModel[MeasuredRow] = RowTableModel(_columns(), lambda row: row.id, self)
        self.list = TableView(
            self.model, name=_("Tickets"), empty=EmptyState("ticket", _("There are no such tickets in this period."))
        )
        self._keys.guard(self.list)  # a table searches by letter
        head = TurningBox(TURN_BELOW, spacing=12)
        rest = QWidget()
        row = FlowLayout(rest, spacing=12)
        row.addWidget(self.part_box)
        row.addWidget(self.more_button)
        row.addWidget(self.back_button)
        head.row.addWidget(self.title, 1)
        head.row.addWidget(rest)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=8)
        layout.addWidget(head)
        layout.addWidget(self.count)
        layout.addWidget(self.list, 1)
        self.part_box.currentIndexChanged.connect(lambda _place: self._on_part())
        self.back_button.clicked.connect(self.closed)
        self.more_button.clicked.connect(self._show_more)
        self.list.opened.connect(lambda row: self.ticket_wanted.emit(row.id))

    def show_figure(self, wanted: Wanted) -> None:
        """Shows the tickets of this figure."""
        self._wanted, self._limit = wanted, LISTED_AT_ONCE
        self.title.show_text(wanted.title)
        self.model.set_rows(())
        set_plain(self.count, _("Reading…"))
        self.part_box.blockSignals(True)
        self.part_box.setCurrentIndex(max(self.part_box.findData(wanted.figure.part), 0))
        self.part_box.blockSignals(False)
        self.refresh()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Reads them again, as many as are wanted by now."""
        if self._wanted is None:
            return
        desk, actor, figure, limit = self._workplace.desk, self._workplace.actor, self._wanted.figure, self._limit
        self._workplace.tasks.run(
            self,
            lambda: desk.performance.tickets_of(actor, figure, limit),
            done=lambda found: self._show(figure, found),
            lane="slow",
            key="behind",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not self._keys.take(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Back from a ticket: it may not be late any more."""
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, least in LEFT_OUT_BELOW.items():
            self.list.setColumnHidden(column, self.width() < look().px(least))

    def _on_part(self) -> None:
        if self._wanted is not None:
            figure = replace(self._wanted.figure, part=Part(self.part_box.currentData()))
            self._wanted, self._limit = replace(self._wanted, figure=figure), LISTED_AT_ONCE
            self.refresh()

    def _show_more(self) -> None:
        if not self.more_button.isHidden():
            self._limit += LISTED_AT_ONCE
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # the button may go
            self.refresh()

    def _show(self, figure: Figure, found: Measured) -> None:
        if self._wanted is None or figure != self._wanted.figure:
            return
        before: MeasuredRow | None = self.list.current_row()
        if before is not None and [row.id for row in self.model.rows] == [
            row.id for row in found.rows[: len(self.model.rows)]
        ]:
            self.model.append_rows(found.rows, has_more=False)  # stays where it was scrolled to
        else:
            self.model.set_rows(found.rows)
            if before is None or not self.list.go_to(before.id):
                self.list.go_to_first()
        set_plain(self.count, count_words(figure, found))
        more = min(found.unlisted, LISTED_AT_ONCE)
        words = ngettext("Show the next {count}", "Show the next {count}", more).format(count=more)
        set_button_text(self.more_button, words, "M")
        self.more_button.setVisible(more > 0)


def count_words(figure: Figure, found: Measured) -> str:
    """How many there are, over which days, and which of them are not shown."""
    days = _("{first} to {last}").format(
        first=formats.day_plain(figure.period.first), last=formats.day_plain(figure.period.last)
    )
    said = [ngettext("{count} ticket", "{count} tickets", found.total).format(count=found.total) + f", {days}."]
    if found.hidden:
        said.append(
            ngettext(
                "{count} confidential ticket counts, but is not shown.",
                "{count} confidential tickets count, but are not shown.",
                found.hidden,
            ).format(count=found.hidden)
        )
    if found.unlisted:
        said.append(_("You see the first {count}.").format(count=len(found.rows)))
    return " ".join(said)


def _columns() -> tuple[Column[MeasuredRow], ...]:
    return (
        Column(_("Number"), lambda row: row.number, width=112),
        Column(_("Subject"), lambda row: row.subject),
        Column(
            _("Due"),
            lambda row: formats.moment_short(row.due_at) if row.due_at else "",
            sort=lambda row: row.due_at.timestamp() if row.due_at else 0.0,
            width=128,
        ),
        Column(
            _("Completed"),
            lambda row: formats.moment_short(row.completed_at) if row.completed_at else _(STATUS_NAMES[row.status]),
            sort=lambda row: row.completed_at.timestamp() if row.completed_at else 0.0,
            width=128,
        ),
        Column(_("On time?"), late_words, sort=lambda row: row.late_minutes or 0, chip=_late_chip, width=160),
        Column(_("Cause"), lambda row: row.cause, width=260),
    )


def late_words(row: MeasuredRow) -> str:
    """``1 u 12 te laat``, ``op tijd``; empty when nobody knows."""
    if row.late_minutes is not None:
        return _("{time} too late").format(time=formats.duration(row.late_minutes))
    return _("on time") if row.met else ""


def _late_chip(row: MeasuredRow) -> Chip | None:
    words = late_words(row)
    if not words:
        return None
    return Chip(words, "done" if row.met else "late")
