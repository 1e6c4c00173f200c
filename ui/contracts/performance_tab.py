# SPDX-License-Identifier: EUPL-1.2
"""How one agreement is kept: each target against its norm, the trend of a year, and the misses with their cause."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from desk_app.progress.messages import (
    AgreementFigures,
    Figure,
    Measured,
    MeasuredRow,
    MonthFigures,
    Part,
    Period,
)
from ui.contracts.behind import Wanted
from ui.contracts.measures import (
    Measure,
    Trend,
    columns,
    measures_of,
    miss_columns,
    month_columns,
    read_trend,
    trend_title,
    whole_words,
)
from ui.contracts.periods import Choice, month_of, periods
from ui.contracts.trend import TrendChart
from ui.contracts.words import score_chip
from ui.shell.page import Workplace
from ui.widgets.badge import Badge
from ui.widgets.buttons import button, set_button_text
from ui.widgets.column_area import ColumnArea
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look, pad
from ui.widgets.table_model import RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain
from ui.widgets.turning import TurningBox

TALL = 52
"""Pixels at 100 % of a row with room for two lines."""
TURN_BELOW = 900
NARROW_BELOW = 640
MOST_TARGETS, MOST_MISSES = 4, 8
SUBJECT_COLUMN = 1
LEFT_OUT = (4, 5)
"""Columns of the targets that a narrow table leaves out."""


class PerformanceTab(QWidget):
    """The tab.

    Signals:
        figure_wanted(Wanted): show the tickets behind this figure.
        ticket_wanted(int): show this ticket.
    """

    figure_wanted = Signal(object)
    ticket_wanted = Signal(int)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._agreement_id: int | None = None
        self._name = ""
        self._choices: tuple[Choice, ...] = ()
        self._months: tuple[MonthFigures, ...] = ()
        self.period_box = QComboBox()
        self.period_box.setAccessibleName(_("Period"))
        self._badge = Badge()
        self._words = plain_label("", wrap=True)
        self.model: RowTableModel[Measure] = RowTableModel(columns(), lambda one: one.target_id, self)
        self.table = TableView(self.model, name=_("On time, per target"), is_sortable=False, row_height=TALL)
        self.table.setWordWrap(True)
        self.chart = TrendChart()
        self.month_model: RowTableModel[MonthFigures] = RowTableModel(month_columns(), lambda one: one.month, self)
        self.month_table = TableView(self.month_model, name=_("On time, per month"), is_sortable=False)
        self.switch = button(_("Table"), icon="list", kind="quiet")
        set_button_text(self.switch, _("Table"), "T")
        self.switch.setCheckable(True)
        self.miss_model: RowTableModel[MeasuredRow] = RowTableModel(miss_columns(), lambda row: row.id, self)
        self.misses = TableView(
            self.miss_model,
            name=_("Too late, with the cause"),
            empty=EmptyState("circle-check", _("Nothing was too late in this period.")),
        )
        self.all_misses = button(_("Show all that were too late"), icon="list", kind="quiet")
        self.all_misses.hide()
        self._miss_title = plain_label("", role="heading", wrap=True)
        self._trend_title = plain_label("", role="heading", wrap=True)
        self._lay_out()
        self._connect()

    @property
    def measure(self) -> Measure | None:
        """The line under the cursor; what the trend and the misses are of."""
        row: Measure | None = self.table.current_row()
        return row

    @property
    def period(self) -> Period | None:
        """The period that is chosen."""
        place = self.period_box.currentIndex()
        return self._choices[place].period if 0 <= place < len(self._choices) else None

    def show_agreement(self, agreement_id: int, name: str, day: date) -> None:
        """Shows how this agreement is kept; the period that was chosen stays."""
        if agreement_id != self._agreement_id:
            self.model.set_rows(())
            self.miss_model.set_rows(())
            self.chart.show_months((), None, "")
            self._badge.show_chip(None)
            set_plain(self._words, _("Reading…"))
        self._agreement_id, self._name = agreement_id, name
        choices = periods(day)
        if choices != self._choices:
            chosen = self.period_box.currentData()
            self._choices = choices
            self.period_box.blockSignals(True)
            self.period_box.clear()
            for choice in choices:
                self.period_box.addItem(choice.words, choice.key)
            self.period_box.setCurrentIndex(max(self.period_box.findData(chosen), 0))
            self.period_box.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Reads the figures again, when somebody looks: of many tickets it takes a while."""
        agreement_id, period = self._agreement_id, self.period
        if agreement_id is None or period is None or not self.isVisible():
            return
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.performance.agreement(actor, agreement_id, period),
            done=lambda found: self._show(agreement_id, period, found),
            lane="slow",
            key="figures",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_T and not event.modifiers():
            self.switch.toggle()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # when the tables have their width

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "misses"):
            self._fit()

    def _show(self, agreement_id: int, period: Period, found: AgreementFigures) -> None:
        if agreement_id != self._agreement_id or period != self.period:
            return
        before = self.measure
        self._badge.show_chip(score_chip(found.score, found.norm, found.verdict))
        set_plain(self._words, whole_words(found))
        self.model.set_rows(measures_of(found))
        if before is None or not self.table.go_to(before.target_id):
            self.table.go_to_first()
        self._fit()
        self._read_line()

    def _read_line(self) -> None:
        """The trend and the misses of the line under the cursor."""
        measure, period, agreement_id = self.measure, self.period, self._agreement_id
        if measure is None or period is None or agreement_id is None:
            return
        desk, actor, target_id = self._workplace.desk, self._workplace.actor, measure.target_id
        figure = self._figure(measure, Part.MISSED, period)
        self._workplace.tasks.run(
            self,
            lambda: read_trend(desk, actor, agreement_id, target_id, period.last),
            done=lambda trend: self._show_trend(agreement_id, trend),
            lane="slow",
            key="trend",
        )
        self._workplace.tasks.run(
            self,
            lambda: desk.performance.tickets_of(actor, figure),
            done=lambda found: self._show_misses(figure, found),
            lane="slow",
            key="misses",
        )

    def _show_trend(self, agreement_id: int, trend: Trend) -> None:
        measure = self.measure
        if agreement_id != self._agreement_id or measure is None or trend.target_id != measure.target_id:
            return
        self._months = trend.months
        set_plain(self._trend_title, trend_title(trend.months, measure))
        self.chart.show_months(trend.months, measure.norm, measure.about)
        self.month_model.set_rows(tuple(reversed(trend.months)))
        self.month_table.go_to_first()

    def _show_misses(self, figure: Figure, found: Measured) -> None:
        measure, period = self.measure, self.period
        if measure is None or period is None or figure != self._figure(measure, Part.MISSED, period):
            return
        self.miss_model.set_rows(found.rows)
        self.misses.go_to_first()
        title = _("Too late: {count}").format(count=found.total)
        if found.hidden:
            title = _("{title}, of which {count} confidential").format(title=title, count=found.hidden)
        self.all_misses.setVisible(found.unlisted > 0)
        if found.unlisted:
            shown = _("You see the first {count}.").format(count=len(found.rows))
            title = f"{title}. {shown}"
        set_plain(self._miss_title, title)
        self._fit()

    def _figure(self, measure: Measure, part: Part, period: Period) -> Figure:
        return Figure(period=period, part=part, agreement_id=self._agreement_id, target_id=measure.target_id)

    def _open(self, part: Part, period: Period | None = None) -> None:
        measure, chosen = self.measure, period or self.period
        if measure is not None and chosen is not None:
            title = _("{agreement}: {about}").format(agreement=self._name, about=measure.about)
            self.figure_wanted.emit(Wanted(self._figure(measure, part, chosen), title))

    def _on_month(self, month: MonthFigures | None) -> None:
        if month is not None:
            self._open(Part.ALL, month_of(month.month))

    def _on_switched(self, is_table: bool) -> None:
        self._trend_stack.setCurrentWidget(self.month_table if is_table else self.chart)
        (self.month_table if is_table else self.chart).setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _connect(self) -> None:
        self.period_box.currentIndexChanged.connect(lambda _place: self.refresh())
        self.table.moved_to.connect(lambda _row: self._read_line())
        self.table.opened.connect(lambda _row: self._open(Part.ALL))
        self.chart.opened.connect(lambda first: self._open(Part.ALL, month_of(first)))
        self.month_table.opened.connect(self._on_month)
        self.switch.toggled.connect(self._on_switched)
        self.all_misses.clicked.connect(lambda: self._open(Part.MISSED))
        self.misses.opened.connect(lambda row: self.ticket_wanted.emit(row.id))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        pad(bar, spacing=12)
        bar.addWidget(self.period_box)
        bar.addWidget(self._badge)
        bar.addWidget(self._words, 1)
        self._trend_stack = QStackedWidget()
        self._trend_stack.addWidget(self.chart)
        self._trend_stack.addWidget(self.month_table)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        pad(column, spacing=4)
        column.addWidget(plain_label(_("Per target"), role="heading"))
        column.addWidget(self.table)
        column.addStretch(1)
        column = QVBoxLayout(right)
        pad(column, spacing=4)
        column.addWidget(self._trend_title)
        column.addWidget(self._trend_stack)
        column.addWidget(self.switch, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        both = TurningBox(TURN_BELOW, spacing=16)
        both.row.addWidget(left, 13)
        both.row.addWidget(right, 8)
        area = ColumnArea(margins=(0, 8, 6, 8), spacing=12, asks=200)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.column.addLayout(bar)
        area.column.addWidget(both)
        area.column.addWidget(self._miss_title)
        area.column.addWidget(self.misses)
        area.column.addWidget(self.all_misses, alignment=Qt.AlignmentFlag.AlignLeft)
        area.column.addStretch(1)
        around = QVBoxLayout(self)
        pad(around, spacing=0)
        around.addWidget(area)
        both.turned.connect(lambda _is_upright: self._fit())
        self._fit()

    def _fit(self) -> None:
        row, edge = look().px("row"), look().px(8)
        targets = min(max(len(self.model.rows), 2), MOST_TARGETS)
        self.table.setFixedHeight(look().px(TALL) * targets + row + edge)
        misses = min(max(len(self.miss_model.rows), 3), MOST_MISSES)
        self.misses.setFixedHeight(row * (misses + 1) + edge)
        is_table = self.switch.isChecked()
        self._trend_stack.setFixedHeight(row * 6 if is_table else self.chart.sizeHint().height())
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, self.table.width() < look().px(NARROW_BELOW))
        self.misses.setColumnHidden(SUBJECT_COLUMN, self.width() < look().px(TURN_BELOW))
