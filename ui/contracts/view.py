# SPDX-License-Identifier: EUPL-1.2
"""One agreement: what it is in a few lines, and its five tabs (``ux.md`` 2.5.10)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desk_app.contracts.wording import AGREEMENT_KIND_NAMES
from desk_app.core import formats
from desk_app.core.actor import Right
from desk_app.core.clock import local
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.core.messages import FileRow
from desk_app.progress.messages import AgreementFigures
from ui.contracts.actions_tab import ActionsTab
from ui.contracts.costs import cost_blocks, costs_of
from ui.contracts.effect import named
from ui.contracts.performance_tab import PerformanceTab
from ui.contracts.sheet import Documents, Shown, read_shown, read_year
from ui.contracts.targets_tab import TargetsTab
from ui.contracts.words import day_digits
from ui.settings.section import who_may
from ui.shell.page import Workplace
from ui.widgets.banner import Banner
from ui.widgets.blocks import Blocks
from ui.widgets.buttons import button, set_button_text
from ui.widgets.column_area import ColumnArea
from ui.widgets.files_box import FilesBox, file_words
from ui.widgets.flow import FlowLayout
from ui.widgets.look import pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain
from ui.widgets.turning import TurningBox
from ui.widgets.value_boxes import Remark

TURN_BELOW = 700
TARGETS, PERFORMANCE, COSTS, DOCUMENTS, ACTIONS = range(5)
"""The tabs, in order."""


class AgreementView(QWidget):
    """One agreement at a time.

    Signals:
        shown: another agreement was read and is in view.
        closed: back to the list.
        edit_wanted(str): open it in the form; the cursor in this list of it (``targets``), or at the top.
        figure_wanted(Wanted), ticket_wanted(int), done(Deed), said(str), undoable(str, object): as on the tabs.
    """

    shown = Signal()
    closed = Signal()
    edit_wanted = Signal(str)
    figure_wanted = Signal(object)
    ticket_wanted = Signal(int)
    done = Signal(object)
    said = Signal(str)
    undoable = Signal(str, object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._may_edit = workplace.actor.may(Right.EDIT_AGREEMENTS)
        self._agreement_id: int | None = None
        self._shown: Shown | None = None
        self._year: AgreementFigures | None = None
        self.title = ElidedLabel("", role="title")
        self.facts = plain_label("", colour="muted", wrap=True)
        self.signal = Remark()
        self.refusal = Banner()
        self.refusal.close_button.hide()
        self.back_button = button(_("Back"), icon="arrow-left")
        set_button_text(self.back_button, _("Back"), "Esc")
        self.edit_button = button(_("Edit"), icon="pencil")
        set_button_text(self.edit_button, _("Edit"), "Ctrl+E")
        self.edit_button.setVisible(self._may_edit)
        self.targets = TargetsTab()
        self.performance = PerformanceTab(workplace)
        self.costs = Blocks(name=_("Costs"))
        self.files = FilesBox(
            Documents(workplace.desk, workplace.actor),
            workplace.tasks,
            workplace.problems,
            may_change=self._may_edit,
            words=document_words,
        )
        self.todo = ActionsTab(workplace)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("About this agreement"))
        self._lay_out()
        self._connect()

    @property
    def agreement_id(self) -> int | None:
        """The one in view."""
        return self._agreement_id

    @property
    def content(self) -> Shown | None:
        """What was read of it; None while it is on its way."""
        return self._shown

    def show_agreement(self, agreement_id: int) -> None:
        """Shows another one, on the tab that was in view."""
        if agreement_id != self._agreement_id:
            self._shown = self._year = None
        self._agreement_id = agreement_id
        self.refresh()

    def refresh(self) -> None:
        """Reads everything again."""
        agreement_id = self._agreement_id
        if agreement_id is None:
            return
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self, lambda: read_shown(desk, actor, agreement_id), done=self._show, failed=self._on_gone, key="shown"
        )
        self._read_year()

    def _read_year(self) -> None:
        """Only for who looks at the costs: of many tickets it takes a while."""
        agreement_id = self._agreement_id
        if agreement_id is None or self.tabs.currentIndex() != COSTS:
            return
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self, lambda: read_year(desk, actor, agreement_id), done=self._on_year, lane="slow", key="year"
        )

    def let_go(self) -> None:
        """No agreement is in view any more."""
        self._agreement_id = None
        self._shown = self._year = None

    def go_to_tab(self, tab: int) -> None:
        """Shows this tab, with the cursor in it."""
        self.tabs.setCurrentIndex(tab)
        first = (self.targets.table, self.performance.table, self.costs, self.files, self.todo.table)[tab]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif alt and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_5:
            self.go_to_tab(event.key() - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    def _show(self, shown: Shown) -> None:
        if shown.row.id != self._agreement_id:
            return
        is_new = self._shown is None
        self._shown = shown
        self.title.show_text(f"{shown.row.code} · {shown.row.name}")
        set_plain(self.facts, fact_words(shown))
        self.signal.show_sentence(shown.row.signal.sentence if shown.row.signal is not None else "")
        if not self._may_edit:
            self.refusal.show_sentence(who_may(Right.EDIT_AGREEMENTS), is_error=False)
        self.targets.show_agreement(shown)
        self.performance.show_agreement(shown.row.id, shown.row.code, shown.day)
        self.files.show_files(shown.row.id, shown.documents)
        self.todo.show_agreement(shown)
        self._show_costs()
        self._name_tabs(shown)
        self.shown.emit()
        if is_new:
            self.go_to_tab(self.tabs.currentIndex())

    def _on_year(self, year: AgreementFigures) -> None:
        if year.agreement_id == self._agreement_id:
            self._year = year
            self._show_costs()

    def _on_gone(self, error: Exception) -> None:
        self._workplace.problems.show(error, retry=self.refresh)
        if isinstance(error, NotFound):
            self.closed.emit()

    def _show_costs(self) -> None:
        if self._shown is None:
            return
        tickets = self._year.figures.n if self._year is not None else None
        self.costs.show_blocks(cost_blocks(costs_of(self._shown.sheet, self._shown.day), tickets, self._shown.day))

    def _name_tabs(self, shown: Shown) -> None:
        self.tabs.setTabText(TARGETS, _counted(_("Promises"), shown.row.target_count))
        self.tabs.setTabText(DOCUMENTS, _counted(_("Documents"), len(shown.documents)))
        self.tabs.setTabText(ACTIONS, _counted(_("Actions"), shown.row.open_actions))

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.edit_button.clicked.connect(lambda: self.edit_wanted.emit(""))
        self.targets.edit_wanted.connect(lambda: self.edit_wanted.emit("targets"))
        self.performance.figure_wanted.connect(self.figure_wanted)
        self.performance.ticket_wanted.connect(self.ticket_wanted)
        self.tabs.currentChanged.connect(lambda _tab: self._read_year())
        self.files.said.connect(self.said)
        self.files.changed.connect(self.refresh)
        self.todo.done.connect(self.done)
        self.todo.undoable.connect(self.undoable)

    def _lay_out(self) -> None:
        acts = QWidget()
        row = FlowLayout(acts)
        row.addWidget(self.back_button)
        row.addWidget(self.edit_button)
        head = TurningBox(TURN_BELOW, spacing=12)
        head.row.addWidget(self.title, 1)
        head.row.addWidget(acts)
        documents = ColumnArea(margins=(0, 12, 6, 12), spacing=8, asks=160)
        documents.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        documents.column.addWidget(self.files)
        documents.column.addStretch(1)
        for widget, name in (
            (self.targets, _("Promises")),
            (self.performance, _("Performance")),
            (self.costs, _("Costs")),
            (documents, _("Documents")),
            (self.todo, _("Actions")),
        ):
            self.tabs.addTab(widget, name)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=8)
        for part in (head, self.facts, self.signal, self.refusal):
            layout.addWidget(part)
        layout.addWidget(self.tabs, 1)


def _counted(name: str, count: int) -> str:
    return f"{name} ({count})" if count else name


def fact_words(shown: Shown) -> str:
    """``met een leverancier: Beamer bv · loopt tot en met 31-12-2026 · opzeggen voor 30-09-2026 · Mila Bos``."""
    row, sheet = shown.row, shown.sheet
    whom = _(AGREEMENT_KIND_NAMES[row.kind])
    party = named(row.departments) or row.party
    parts = [f"{whom}: {party}" if party else whom]
    first, last = day_digits(sheet.valid_from), day_digits(sheet.valid_until)
    parts.append(_("{first} to {last}").format(first=first, last=last) if last else _("from {day}").format(day=first))
    if sheet.notice_on is not None:
        parts.append(_("notice before {day}").format(day=day_digits(sheet.notice_on)))
    if sheet.owner:
        parts.append(_("owner: {name}").format(name=sheet.owner))
    return " · ".join(parts)


def document_words(file: FileRow) -> str:
    """``voorwaarden.pdf · 31 kB · 24 november 2026, Mila Bos``."""
    day = formats.day_plain(local(file.added_at).date())
    return f"{file_words(file)} · {day}, {file.added_by}" if file.added_by else f"{file_words(file)} · {day}"
