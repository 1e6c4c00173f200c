# SPDX-License-Identifier: EUPL-1.2
"""The card of one customer: who it is, what is open, what was, and what we know (``ux.md`` 2.5.8)."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from desk_app.catalogue.wording import KIND_LETTERS
from desk_app.core import formats
from desk_app.core.i18n import _, language
from desk_app.relations.messages import PERSON_KIND_NAMES, PersonRow
from desk_app.tickets.messages import TicketLine
from ui.tickets.urgency_chip import line_chip
from ui.widgets.breaking import breakable
from ui.widgets.buttons import button, set_button_text
from ui.widgets.column_area import ColumnArea
from ui.widgets.column_label import ColumnLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain
from ui.widgets.turning import TurningBox

LABEL_WIDTH = 176


class CustomerCard(QWidget):
    """The card.

    Signals:
        ticket_wanted(int): show this ticket.
        intake_wanted: start an intake for this customer.
        edit_wanted: change the facts.
    """

    ticket_wanted = Signal(int)
    intake_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.name = plain_label("", role="title", wrap=True)
        self.detail = plain_label("", colour="muted", wrap=True)
        self.reach = plain_label("", wrap=True)
        self.reach.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.attention = QFrame()
        self.attention.setProperty("ground", "notice")
        self.attention_words = plain_label("", wrap=True)
        self.start = button(_("New intake"), icon="plus", kind="primary")
        set_button_text(self.start, _("New intake"), "Enter")
        self.edit = button(_("Change"), icon="pencil")
        set_button_text(self.edit, _("Change"), "Ctrl+E")
        self.open = self._table(_("Open tickets"), _("Nothing is open for this customer."))
        self.history = self._table(_("All tickets"), _("This customer has no tickets yet."))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.facts = ColumnArea(margins=(0, 12, 0, 12), spacing=0, asks=200)
        self._grid: QWidget | None = None
        self._lay_out()
        self.start.clicked.connect(self.intake_wanted)
        self.edit.clicked.connect(self.edit_wanted)
        for table in (self.open, self.history):
            table.opened.connect(lambda line: self.ticket_wanted.emit(line.id))

    def show_person(self, person: PersonRow, *, may_edit: bool) -> None:
        """Shows this customer."""
        set_plain(self.name, breakable(person.name))
        kind = _(PERSON_KIND_NAMES[person.kind])
        set_plain(self.detail, " · ".join(part for part in (kind, person.department, person.space) if part))
        set_plain(self.reach, breakable(" · ".join(part for part in (person.phone, person.email) if part)))
        self.reach.setVisible(bool(self.reach.text()))
        words = person.attention
        if words and person.attention_until:
            words = _("{words} (until {day})").format(words=words, day=formats.day_short(person.attention_until))
        set_plain(self.attention_words, breakable(words))
        self.attention.setVisible(bool(words))
        self.edit.setEnabled(may_edit)
        self._show_facts(person)

    def show_tickets(self, open_: Sequence[TicketLine], history: Sequence[TicketLine]) -> None:
        """Shows their tickets; the selection stays where it can."""
        for table, lines in ((self.open, open_), (self.history, history)):
            _bring_up_to_date(table.rows, lines)
        self.tabs.setTabText(0, _("Open ({count})").format(count=len(open_)))
        self.tabs.setTabText(1, _("History ({count})").format(count=len(history)))

    def _table(self, name: str, nothing: str) -> TableView:
        columns: list[Column[TicketLine]] = [
            Column(_("Number"), lambda line: line.number, width=120),
            Column(_("Kind"), lambda line: KIND_LETTERS[line.kind], width=56),
            Column(_("Subject"), lambda line: " ".join(line.subject.split())),
            Column(
                _("Status"),
                lambda line: line_chip(line, self._now()).word,
                chip=lambda line: line_chip(line, self._now()),
                width=184,
            ),
            Column(
                _("Registered"),
                lambda line: formats.moment_short(line.registered_at),
                sort=lambda line: line.registered_at,
                width=136,
            ),
        ]
        model: RowTableModel[TicketLine] = RowTableModel(columns, key=lambda line: line.id, parent=self)
        return TableView(model, name=name, empty=EmptyState("inbox", nothing))

    def _lay_out(self) -> None:
        notice = QHBoxLayout(self.attention)
        pad(notice, margins=(12, 8, 12, 8), spacing=8)
        notice.addWidget(Mark("triangle-alert", "soon.text", 18))
        notice.addWidget(self.attention_words, 1)
        head = QFrame()
        head.setProperty("ground", "card")
        who = QVBoxLayout()
        pad(who, spacing=4)
        for label in (self.name, self.detail, self.reach):
            who.addWidget(label)
        names = QWidget()
        names.setLayout(who)
        acts = QWidget()
        row = FlowLayout(acts)
        row.addWidget(self.edit)
        row.addWidget(self.start)
        top = TurningBox(600, spacing=12)
        top.row.addWidget(names, 1)
        top.row.addWidget(acts, alignment=Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout(head)
        pad(inner, margins=16, spacing=0)
        inner.addWidget(top)
        self.facts.setAccessibleName(_("What we know"))
        self.tabs.addTab(self.open, _("Open ({count})").format(count=0))
        self.tabs.addTab(self.history, _("History ({count})").format(count=0))
        self.tabs.addTab(self.facts, _("Facts"))
        self.tabs.setAccessibleName(_("About this customer"))
        layout = QVBoxLayout(self)
        pad(layout, spacing=12)
        layout.addWidget(head)
        layout.addWidget(self.attention)
        layout.addWidget(self.tabs, 1)

    def _show_facts(self, person: PersonRow) -> None:
        if self._grid is not None:
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        pad(grid, margins=(8, 0, 8, 0), spacing=8)
        grid.setColumnStretch(1, 1)
        for number, (label, value) in enumerate(_facts(person)):
            name = ColumnLabel(label, LABEL_WIDTH, role="body")
            words = plain_label(breakable(value) or "–", wrap=True)
            words.setAccessibleName(f"{label}: {value}")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, number, 1, Qt.AlignmentFlag.AlignTop)
        self.facts.column.insertWidget(0, self._grid)
        if self.facts.column.count() == 1:
            self.facts.column.addStretch(1)


def _facts(person: PersonRow) -> list[tuple[str, str]]:
    names = {"nl": _("Dutch"), "en": _("English")}
    return [
        (_("Family name"), person.family_name),
        (_("First name"), person.given_name),
        (_("Infix"), person.infix),
        (_("On paper"), person.slip_name),
        (_("Kind of customer"), _(PERSON_KIND_NAMES[person.kind])),
        (_("Part of the organisation"), person.department),
        (_("Room"), person.space),
        (_("Badge number"), person.badge),
        (_("Personnel number"), person.personnel_number),
        (_("E-mail"), person.email),
        (_("Phone"), person.phone),
        (_("Language of letters and slips"), names.get(person.language, names[language()])),
        (_("Prefers e-mail"), _("yes") if person.prefers_mail else _("no")),
    ]


def _bring_up_to_date(model: RowTableModel[TicketLine], lines: Sequence[TicketLine]) -> None:
    wanted = {line.id for line in lines}
    for line in model.rows:
        if line.id not in wanted:
            model.remove(line.id)
    for place, line in enumerate(lines):
        model.upsert(line, at=place)
