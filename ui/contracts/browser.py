# SPDX-License-Identifier: EUPL-1.2
"""The list of agreements, the worst first, with its filters (``ux.md`` 2.5.10)."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.contracts.messages import AgreementChanged
from desk_app.core.actor import Right
from desk_app.core.clock import today
from desk_app.core.i18n import _, ngettext
from desk_app.progress.messages import AgreementFigures
from desk_app.tickets.messages import TicketChanged
from ui.contracts.effect import named
from ui.contracts.overview import (
    EVERY,
    EVERYBODY,
    KINDS,
    SHOWN,
    Asked,
    Line,
    Rows,
    chosen,
    lines_of,
    read_figures,
    read_rows,
    to_decide,
)
from ui.contracts.words import day_digits, is_partly, score_chip, score_sentence, signal_chip, until_words
from ui.shell.page import Workplace
from ui.widgets.badge import Chip
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import look, pad
from ui.widgets.search_box import SearchBox
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain
from ui.widgets.turning import TurningBox
from ui.widgets.value_boxes import Remark, choice_box

TALL = 52
"""Pixels at 100 % of a row with room for two lines."""
WIDE_FROM = 760
"""Pixels at 100 % from which the filters stand beside the search box."""
PARTY_COLUMN, UNTIL_COLUMN, NOTICE_COLUMN, TARGETS_COLUMN = 1, 2, 3, 4
LEFT_OUT_BELOW: Mapping[int, int] = {TARGETS_COLUMN: 1060, NOTICE_COLUMN: 960, UNTIL_COLUMN: 840, PARTY_COLUMN: 740}
"""Columns that a list narrower than this (pixels at 100 %) leaves out; the agreement itself has them too."""
FIGURES_PAUSE_MS = 5_000
"""After a ticket changed; figures of a month need not follow every key."""


class AgreementList(TableView):
    """The list; N is for a new one.

    Signals:
        new_wanted: N was pressed.
    """

    new_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_N and not event.modifiers():
            self.new_wanted.emit()
        else:
            super().keyPressEvent(event)


class Browser(QWidget):
    """Everything of the page but one agreement.

    Signals:
        open_wanted(int): show this agreement.
        new_wanted: make a new one.
        counted(int): so many agreements ask a decision.
    """

    open_wanted = Signal(int)
    new_wanted = Signal()
    counted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._may_edit = workplace.actor.may(Right.EDIT_AGREEMENTS)
        self._rows = Rows(today(workplace.desk.clock), ())
        self._figures: Mapping[int, AgreementFigures] = {}
        self._lines: tuple[Line, ...] = ()
        self._wanted: int | None = None
        self._is_read = False
        self.search = SearchBox(name=_("Search agreement, party, owner"))
        self.kind_box = choice_box(_("With whom"), [(key, _(word)) for key, word in KINDS])
        self.shown_box = choice_box(_("In force or over"), [(key, _(word)) for key, word in SHOWN])
        self.new_button = button(_("New"), icon="plus")
        set_button_text(self.new_button, _("New"), "Ctrl+N")
        self.new_button.setVisible(self._may_edit)
        self.head = plain_label("", colour="muted", wrap=True)
        self.model: RowTableModel[Line] = RowTableModel(self._columns(), lambda line: line.id, self)
        self._empty = EmptyState("handshake", "")
        self.list = AgreementList(self.model, name=_("Agreements"), empty=self._empty, row_height=TALL)
        self.list.setWordWrap(True)
        self.why = Remark()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(FIGURES_PAUSE_MS)
        self._pause.timeout.connect(self._read_figures)
        self._lay_out()
        self._connect()
        self._mind_empty()

    @property
    def line(self) -> Line | None:
        """The agreement under the cursor."""
        row: Line | None = self.list.current_row()
        return row

    def show_agreement(self, agreement_id: int) -> None:
        """Puts the cursor on this agreement; the filter is let go when it hides it."""
        self._wanted = agreement_id
        self.refresh()

    def refresh(self) -> None:
        """Reads everything again; the cursor stays on its agreement."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(self, lambda: read_rows(desk, actor), done=self._on_rows, key="rows")
        self._read_figures()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_read:
            self._read_figures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mind_columns()

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(420), look().px(300 if self.width() >= look().px(WIDE_FROM) else 420))

    def _read_figures(self) -> None:
        desk, actor = self._workplace.desk, self._workplace.actor
        self._pause.stop()
        self._workplace.tasks.run(
            self, lambda: read_figures(desk, actor), done=self._on_figures, lane="slow", key="figures"
        )

    def _on_rows(self, rows: Rows) -> None:
        self._rows = rows
        self._is_read = True
        self._arrange()

    def _on_figures(self, figures: Mapping[int, AgreementFigures]) -> None:
        self._figures = figures
        self._arrange()

    def _arrange(self) -> None:
        self._lines = lines_of(self._rows.rows, self._figures)
        self.counted.emit(to_decide(self._lines))
        self._filter()
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not self.list.go_to(wanted) and any(line.id == wanted for line in self._lines):
            self.search.clear()
            self.kind_box.setCurrentIndex(self.kind_box.findData(EVERYBODY))
            self.shown_box.setCurrentIndex(self.shown_box.findData(EVERY))
            self._filter()
            self.list.go_to(wanted)

    def _filter(self) -> None:
        asked = Asked(self.search.text(), self.kind_box.currentData(), self.shown_box.currentData())
        before = self.line
        lines = chosen(self._lines, asked, self._rows.day)
        if list(lines) != list(self.model.rows):
            self.model.set_rows(lines)
            if before is None or not self.list.go_to(before.id):
                self.list.go_to_first()
        set_plain(self.head, self._head_words(lines))
        self._mind_empty()
        self._mind_why()

    def _head_words(self, lines: tuple[Line, ...]) -> str:
        """``12 overeenkomsten · 2 vragen een besluit · 1 onder de norm``."""
        parts = [ngettext("{count} agreement", "{count} agreements", len(lines)).format(count=len(lines))]
        decide, under = to_decide(lines), sum(line.is_under for line in lines)
        if decide:
            parts.append(
                ngettext("{count} asks for a decision", "{count} ask for a decision", decide).format(count=decide)
            )
        if under:
            parts.append(ngettext("{count} under its norm", "{count} under their norm", under).format(count=under))
        return " · ".join(parts)

    def _mind_empty(self) -> None:
        if self._rows.rows:
            self._empty.show_sentence(_("No agreement found. Type another word, or press Esc to see everything."))
        elif self._may_edit:
            self._empty.show_sentence(_("There are no agreements yet. Press Ctrl+N for the first one."))
        else:
            self._empty.show_sentence(_("There are no agreements yet."))

    def _mind_why(self) -> None:
        """Under the list: what is the matter with the agreement under the cursor, in whole sentences."""
        line = self.line
        said = []
        if line is not None and line.row.signal is not None:
            said.append(line.row.signal.sentence)
        if line is not None and line.is_under:
            said.append(_on_time_words(line))
        self.why.show_sentence(" ".join(f"{one.rstrip('.')}." for one in said))

    def _mind_columns(self) -> None:
        for column, least in LEFT_OUT_BELOW.items():
            self.list.setColumnHidden(column, self.width() < look().px(least))

    def _connect(self) -> None:
        self.search.asked.connect(lambda _text: self._filter())
        self.search.entered.connect(lambda _text: self._to_list())
        self.search.stepped_down.connect(self._to_list)
        for box in (self.kind_box, self.shown_box):
            box.currentIndexChanged.connect(lambda _place: self._filter())
        self.list.opened.connect(lambda line: self.open_wanted.emit(line.id))
        self.list.moved_to.connect(lambda _line: self._mind_why())
        for signal in (self.list.new_wanted, self.new_button.clicked):
            signal.connect(self.new_wanted)
        bridge = self._workplace.bridge
        bridge.listen(self, AgreementChanged, lambda _event: self.refresh())
        bridge.listen(self, TicketChanged, lambda _event: self._pause.start() if self.isVisible() else None)

    def _to_list(self) -> None:
        self._filter()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        bar = TurningBox(WIDE_FROM, spacing=12)
        rest = QWidget()
        row = FlowLayout(rest, spacing=12)
        for widget in (self.kind_box, self.shown_box, self.new_button):
            row.addWidget(widget)
        bar.row.addWidget(self.search, 1)
        bar.row.addWidget(rest)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=8)
        layout.addWidget(bar)
        layout.addWidget(self.head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.why)

    def _columns(self) -> tuple[Column[Line], ...]:
        return (
            Column(_("Agreement"), lambda line: f"{line.row.code} · {line.row.name}"),
            Column(_("Party"), _party, width=190),
            Column(
                _("Runs until"),
                lambda line: until_words(line.row, self._rows.day),
                sort=lambda line: line.row.valid_until or date.max,
                width=104,
            ),
            Column(
                _("Notice before"),
                lambda line: day_digits(line.row.notice_on),
                sort=lambda line: line.row.notice_on or date.max,
                width=124,
            ),
            Column(
                _("Promises"),
                lambda line: str(line.row.target_count),
                sort=lambda line: line.row.target_count,
                width=92,
                align_right=True,
            ),
            Column(_("On time (month)"), _on_time_words, sort=_percent, chip=_on_time_chip, width=150),
            Column(
                _("Signal"),
                self._signal_words,
                sort=lambda line: line.row.signal.place if line.row.signal else 99,
                chip=self._signal_chip,
                width=216,
            ),
        )

    def _signal_chip(self, line: Line) -> Chip | None:
        chip = signal_chip(line.row.signal, self._rows.day)
        if line.is_under and (chip is None or not line.asks_decision):
            figures = line.figures
            if figures is not None and is_partly(figures.score, figures.norm, figures.verdict):
                return Chip(_("a norm not met"), "soon")
            return Chip(_("norm not met"), "late")
        return chip

    def _signal_words(self, line: Line) -> str:
        chip = self._signal_chip(line)
        return chip.word if chip is not None else ""


def _party(line: Line) -> str:
    return named(line.row.departments, 2) or line.row.party or _("products only")


def _on_time_chip(line: Line) -> Chip | None:
    figures = line.figures
    return None if figures is None else score_chip(figures.score, figures.norm, figures.verdict)


def _on_time_words(line: Line) -> str:
    figures = line.figures
    if figures is None or figures.score is None:
        return "–"
    share = figures.figures
    return score_sentence(share.percent, figures.norm, share.n, figures.verdict, figures.score)


def _percent(line: Line) -> float:
    figures = line.figures
    return 1_000.0 if figures is None or figures.score is None else figures.score
