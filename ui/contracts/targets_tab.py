# SPDX-License-Identifier: EUPL-1.2
"""What one agreement promises: its targets in a table, the escalation ladder, and what else was agreed."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.catalogue.wording import lead_text
from desk_app.contracts.line_words import about_words, pauses_words, rung_words
from desk_app.contracts.messages import TargetRow
from desk_app.contracts.wording import EVALUATION_NAMES, RENEWAL_NAMES
from desk_app.core import formats
from desk_app.core.i18n import _
from ui.contracts.effect import named
from ui.contracts.sheet import Shown
from ui.widgets.badge import Chip
from ui.widgets.blocks import Block, Blocks
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look, pad
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView

TALL = 52
"""Pixels at 100 % of a row with room for two lines."""
MOST_SHOWN = 6
NARROW_BELOW = 900
LEFT_OUT = (3, 4, 6, 7)
"""Columns that a narrow table leaves out; the form has them."""


class TargetsTab(QWidget):
    """The tab.

    Signals:
        edit_wanted: Enter on a target, for who may change it.
    """

    edit_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.model: RowTableModel[TargetRow] = RowTableModel(_columns(), lambda row: row.line.id, self)
        self.table = TableView(
            self.model,
            name=_("Targets"),
            empty=EmptyState("clock", _("No targets: it promises nothing about time.")),
            is_sortable=False,
            row_height=TALL,
        )
        self.table.setWordWrap(True)
        self.more = Blocks(name=_("What else was agreed"), margins=(0, 8, 6, 8))
        layout = QVBoxLayout(self)
        pad(layout, spacing=0)
        above = QWidget()
        column = QVBoxLayout(above)
        pad(column, margins=(0, 0, 0, 8), spacing=0)
        column.addWidget(self.table)
        self.more.put_above(above)
        layout.addWidget(self.more)
        self.table.opened.connect(lambda _row: self.edit_wanted.emit())

    def show_agreement(self, shown: Shown) -> None:
        """Shows what this agreement promises."""
        before: TargetRow | None = self.table.current_row()
        self.model.set_rows(shown.targets)
        if before is None or not self.table.go_to(before.line.id):
            self.table.go_to_first()
        self.more.show_blocks(_blocks(shown))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, self.width() < look().px(NARROW_BELOW))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "more"):
            self._fit()

    def _fit(self) -> None:
        rows = min(max(len(self.model.rows), 2), MOST_SHOWN)
        self.table.setFixedHeight(look().px(TALL) * rows + look().px("row") + look().px(8))


def _blocks(shown: Shown) -> list[Block]:
    sheet, names = shown.sheet, shown.names
    products = sorted(names.items.get(one, "?") for one in sheet.item_ids)
    notice = "" if sheet.notice_given_on is None else formats.day_plain(sheet.notice_given_on)
    reminder = "" if sheet.reminder_on is None else formats.day_plain(sheet.reminder_on)
    return [
        Block(_("Penalty or bonus"), _consequences(shown)),
        Block(_("Escalation"), "\n".join(rung_words(line) for line in sheet.rungs)),
        Block(_("What other agreements promise about the same"), "\n".join(shown.beside)),
        Block(_("Products"), named(products) if products else _("every product"), is_short=True),
        Block(_("Gives a right to"), named(shown.use.entitles_to), is_short=True),
        Block(_("Sets the times of"), named(shown.use.terms_of), is_short=True),
        Block(_("Renewal"), _(RENEWAL_NAMES[sheet.renewal]), is_short=True),
        Block(_("Notice was given on"), notice, is_short=True),
        Block(_("Reminder"), reminder, is_short=True),
        Block(_("Evaluation"), _(EVALUATION_NAMES[sheet.evaluation]), is_short=True),
    ]


def _consequences(shown: Shown) -> str:
    """In full; in the table there is little room."""
    rows = [row for row in shown.targets if row.active and row.line.consequence]
    return "\n".join(f"{target_words(row)}: {row.line.consequence}" for row in rows)


def _columns() -> tuple[Column[TargetRow], ...]:
    return (
        Column(_("For which tickets"), target_words),
        Column(_("First answer"), lambda row: lead_text(row.line.response) if row.line.response else "–", width=124),
        Column(_("Ready within"), lambda row: lead_text(row.line.completion), width=112),
        Column(_("Calendar"), lambda row: row.calendar, width=116),
        Column(_("Clock stops for"), lambda row: pauses_words(row.line.pauses), width=144),
        Column(
            _("Norm"),
            lambda row: _("{number} %").format(number=row.line.norm_percent),
            width=64,
            align_right=True,
        ),
        Column(_("Weight"), lambda row: str(row.line.weight), width=72, align_right=True),
        Column(_("Penalty or bonus"), _consequence, chip=_over_chip, width=180),
    )


def target_words(row: TargetRow) -> str:
    """``storingen met prioriteit 1 in gebouw D``."""
    return about_words(row.line, item=row.item, building=row.building)


def _consequence(row: TargetRow) -> str:
    return row.line.consequence if row.active else _("is over")


def _over_chip(row: TargetRow) -> Chip | None:
    return None if row.active else Chip(_("is over"), "waiting", "archive")
