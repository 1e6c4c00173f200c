# SPDX-License-Identifier: EUPL-1.2
"""What a file would do to the catalogue, before it does: new, changed, no longer offered, and what is not right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desk_app.core.i18n import _, ngettext
from desk_app.transfer.catalogue_messages import PART_NAMES, Plan, PlannedRow
from ui.widgets.announce import announce
from ui.widgets.empty_state import EmptyState
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain

NARROW = 700


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One line of the file that is not right."""

    number: int
    place: str
    sentence: str


class PreviewPane(QWidget):
    """Four lists on tabs, with the sum above them.

    Signals:
        retire_wanted(bool): whether what is not in the file is no longer offered.
    """

    retire_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan: Plan | None = None
        self._sum = plain_label("", role="strong", wrap=True)
        self._notes = plain_label("", role="small", colour="muted", wrap=True)
        self._trouble = QFrame()
        self._trouble.setProperty("ground", "error")
        self._trouble_words = plain_label("", wrap=True)
        self.retire = QCheckBox(_("What is not in the file is no longer offered"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.added = _table(_("New"), _("Nothing is new."), changes=False)
        self.changed = _table(_("Changed"), _("Nothing changes."), changes=True)
        self.retired = _table(_("No longer offered"), _("Everything stays in the catalogue."), changes=False)
        self.faults = TableView(
            RowTableModel[FaultRow](
                [
                    Column(_("Place"), lambda row: row.place, sort=lambda row: row.number, width=160),
                    Column(_("What is not right"), lambda row: row.sentence),
                ],
                key=lambda row: row.number,
            ),
            name=_("Faults"),
            empty=EmptyState("circle-check", _("Every line is right.")),
        )
        self._detail = plain_label("", wrap=True)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._assemble()

    @property
    def summary(self) -> str:
        """The sentence above the lists."""
        return self._sum.text()

    @property
    def trouble(self) -> str:
        """Why nothing can come in; empty when it can."""
        return self._trouble_words.text() if self._trouble.isVisibleTo(self) else ""

    @property
    def notes(self) -> str:
        """What was taken together or left out, and what is touched."""
        return self._notes.text()

    @property
    def detail(self) -> str:
        """All of the line under the cursor."""
        return self._detail.text()

    def show_plan(self, plan: Plan, open_tickets: int = 0) -> None:
        """Shows what the file would do; what is wrong comes first. ``open_tickets`` have a product that changes."""
        self.plan = plan
        for table, rows in ((self.added, plan.added), (self.changed, plan.changed), (self.retired, plan.retired)):
            table.rows.set_rows(rows)
        self._show_faults([(fault.place, fault.sentence) for fault in plan.faults])
        sentence = _("{added} new, {changed} changed, {retired} no longer offered, {same} the same.")
        set_plain(
            self._sum,
            sentence.format(
                added=len(plan.added), changed=len(plan.changed), retired=len(plan.retired), same=plan.unchanged
            ),
        )
        notes = [*plan.notes, *([_touched(open_tickets)] if open_tickets else [])]
        set_plain(self._notes, " ".join(notes))
        self._notes.setVisible(bool(notes) and not plan.faults)
        self._sum.setVisible(not plan.faults)
        self.retire.setVisible(not plan.faults)
        self._name_tabs()
        announce(self, self.trouble or self.summary)

    def show_refusal(self, lines: Mapping[int, str]) -> None:
        """The file cannot be read at all, or its lines are no table."""
        self.plan = None
        for table in (self.added, self.changed, self.retired):
            table.rows.set_rows([])
        self._show_faults([(_("line {line}").format(line=line), reason) for line, reason in lines.items()])
        for widget in (self._sum, self._notes, self.retire):
            widget.hide()
        self._name_tabs()
        announce(self, self.trouble, urgent=True)

    def set_retire(self, *, is_on: bool) -> None:
        """Shows whether what is missing goes, without a signal."""
        self.retire.blockSignals(True)
        self.retire.setChecked(is_on)
        self.retire.blockSignals(False)

    def first_focus(self) -> QWidget:
        """The list in view."""
        return self.tabs.currentWidget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the code goes: the name says more."""
        super().resizeEvent(event)
        for table in (self.added, self.changed, self.retired):
            table.setColumnHidden(1, self.width() < look().px(NARROW))

    def _show_faults(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults.rows.set_rows([FaultRow(number, *fault) for number, fault in enumerate(faults)])
        sentence = ngettext(
            "{count} line is not right: nothing was brought in. Mend it in the file, and read the file again.",
            "{count} lines are not right: nothing was brought in. Mend them in the file, and read the file again.",
            len(faults),
        )
        set_plain(self._trouble_words, sentence.format(count=len(faults)))
        self._trouble.setVisible(bool(faults))
        if faults:
            self.tabs.setCurrentWidget(self.faults)
        else:
            lists = (self.added, self.changed, self.retired)
            self.tabs.setCurrentWidget(next((one for one in lists if one.rows.rowCount()), self.added))

    def _name_tabs(self) -> None:
        names = (_("New ({count})"), _("Changed ({count})"), _("No longer offered ({count})"), _("Faults ({count})"))
        for place, (name, table) in enumerate(
            zip(names, (self.added, self.changed, self.retired, self.faults), strict=True)
        ):
            self.tabs.setTabText(place, name.format(count=table.rows.rowCount()))
        self._show_detail(self._table_in_view().current_row())

    def _assemble(self) -> None:
        trouble = QHBoxLayout(self._trouble)
        pad(trouble, margins=(12, 8, 12, 8), spacing=8)
        trouble.addWidget(Mark("circle-alert", "late.text", 20))
        trouble.addWidget(self._trouble_words, 1)
        for table in (self.added, self.changed, self.retired, self.faults):
            self.tabs.addTab(table, "")
            table.moved_to.connect(self._show_detail)
        layout = QVBoxLayout(self)
        pad(layout, spacing=8)
        for widget in (self._trouble, self._sum, self._notes, self.retire):
            layout.addWidget(widget)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self._detail)
        self._trouble.hide()
        self.tabs.currentChanged.connect(lambda _place: self._show_detail(self._table_in_view().current_row()))
        self.retire.toggled.connect(self.retire_wanted)

    def _table_in_view(self) -> TableView:
        view = self.tabs.currentWidget()
        assert isinstance(view, TableView)
        return view

    def _show_detail(self, row: object) -> None:
        """What does not fit in the line: every change of a product on a line of its own, or the whole sentence."""
        text = ""
        if isinstance(row, PlannedRow):
            text = "\n".join(f"{change.label}: {change.text}" for change in row.changes)
        elif isinstance(row, FaultRow):
            text = f"{row.place}: {row.sentence}"
        set_plain(self._detail, text)
        self._detail.setVisible(bool(text))
        self._detail.setMaximumHeight(look().px(160))


def _table(name: str, nothing: str, *, changes: bool) -> TableView:
    columns: list[Column[PlannedRow]] = [
        Column(_("Line no."), _place, sort=lambda row: row.spot.line if row.spot else 0, width=80),
        Column(_("Code"), lambda row: row.code, width=200),
        Column(_("Name"), lambda row: row.name, width=0 if not changes else 240),
    ]
    if changes:
        columns.append(Column(_("What changes"), _changes))
    else:
        columns.append(Column(_("What it is"), lambda row: _(PART_NAMES[row.part]), width=200))
    model = RowTableModel(columns, key=lambda row: (row.part, row.code))
    return TableView(model, name=name, empty=EmptyState("library", nothing))


def _touched(count: int) -> str:
    return ngettext(
        "There is still {count} open ticket with a product that changes. It keeps its version.",
        "There are still {count} open tickets with a product that changes. They keep their version.",
        count,
    ).format(count=count)


def _place(row: PlannedRow) -> str:
    return str(row.spot.line) if row.spot else ""


def _changes(row: PlannedRow) -> str:
    return "; ".join(f"{change.label}: {change.text}" for change in row.changes)
