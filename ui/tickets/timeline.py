# SPDX-License-Identifier: EUPL-1.2
"""What happened to a ticket, oldest first, as sentences. Rows that did not change keep their widget, so that a text
somebody is reading or copying does not move when something is added."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import _
from desk_app.tickets.messages import TimelineRow
from desk_app.tickets.sentences import NOTES, Line, Names, line_of
from ui.tickets.voice_frame import VoiceFrame
from ui.widgets.breaking import breakable
from ui.widgets.column_area import ColumnArea
from ui.widgets.column_label import ColumnLabel
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.segmented import Segmented
from ui.widgets.text import PlainLabel, plain_label, set_plain
from ui.widgets.turning import TurningBox

TIME_WIDTH = 44
ASKS = 110
"""Height; the rest of the page may give more."""
WHO_BELOW = 420
"""Where a line is narrower than this, the name stands under the sentence."""
EVERYTHING, ONLY_NOTES, ONLY_CUSTOMER = "all", "notes", "customer"


class Timeline(QWidget):
    """The lines with their filter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[int, TimelineRow] = {}
        self._widgets: dict[int, TimelineLine] = {}
        self._is_at_end = True
        self.filter = Segmented(
            [
                (EVERYTHING, _("Everything")),
                (ONLY_NOTES, _("Notes")),
                (ONLY_CUSTOMER, _("For the customer")),
            ],
            name=_("Show"),
        )
        self.nothing = plain_label("", colour="muted", wrap=True)
        self.area = ColumnArea(margins=(0, 0, 12, 8), spacing=4, asks=ASKS)
        self.area.setAccessibleName(_("Timeline"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = self.area.column
        self._column.addWidget(self.nothing)
        self._column.addStretch(1)
        head = QHBoxLayout()
        pad(head, spacing=12)
        head.addWidget(plain_label(_("Timeline"), role="heading"))
        head.addStretch(1)
        head.addWidget(self.filter)
        layout = QVBoxLayout(self)
        pad(layout, spacing=8)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)
        self.filter.chosen.connect(lambda _key: self._apply_filter())
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(self._on_range_changed)
        bar.valueChanged.connect(self._on_scrolled)

    @property
    def lines(self) -> "list[TimelineLine]":
        """The lines that are shown, oldest first."""
        return [widget for widget in self._widgets.values() if not widget.isHidden()]

    def clear(self) -> None:
        """Another ticket comes."""
        for widget in self._widgets.values():
            widget.hide()
            widget.deleteLater()
        self._rows.clear()
        self._widgets.clear()
        self._is_at_end = True
        self.filter.set_key(EVERYTHING)

    def show_rows(self, rows: Sequence[TimelineRow], names: Names, description: str) -> None:
        """Shows these lines; ``description`` is what the customer asked, told with the registration."""
        for row in rows:
            if self._rows.get(row.id) == row:
                continue
            line = line_of(row, names)
            is_first = row is rows[0]
            widget = TimelineLine(row, line, description if is_first and not line.text else line.text)
            old = self._widgets.get(row.id)
            if old is not None:
                self._column.replaceWidget(old, widget)
                old.deleteLater()
            else:
                self._column.insertWidget(self._column.count() - 1, widget)
            self._rows[row.id] = row
            self._widgets[row.id] = widget
        self._apply_filter()

    def _apply_filter(self) -> None:
        wanted = self.filter.key
        day: date | None = None
        count = 0
        for row_id, widget in self._widgets.items():
            row = self._rows[row_id]
            is_shown = (
                wanted == EVERYTHING
                or (wanted == ONLY_NOTES and row.kind in NOTES)
                or (wanted == ONLY_CUSTOMER and row.for_customer)
            )
            widget.setVisible(is_shown)
            if is_shown:
                its_day = local(row.at).date()
                widget.day.setVisible(its_day != day)
                day = its_day
                count += 1
        sentence = (
            _("No notes yet. Type one below.") if wanted == ONLY_NOTES else _("The customer was told nothing yet.")
        )
        set_plain(self.nothing, sentence)
        self.nothing.setVisible(count == 0 and wanted != EVERYTHING)

    def _on_range_changed(self, _low: int, high: int) -> None:
        if self._is_at_end:
            self.area.verticalScrollBar().setValue(high)

    def _on_scrolled(self, value: int) -> None:
        self._is_at_end = value >= self.area.verticalScrollBar().maximum() - look().px(8)


class TimelineLine(QWidget):
    """One line: when, a mark, what happened, what was typed, what changed, and who."""

    def __init__(self, row: TimelineRow, line: Line, text: str) -> None:
        super().__init__()
        moment = local(row.at)
        self.day = plain_label(formats.day_long(moment.date()), role="small", colour="muted")
        self.what = plain_label(breakable(line.what), role="strong", wrap=True)
        self.text = plain_label(breakable(text), wrap=True)
        self.who = plain_label(line.who, role="small", colour="muted")
        self.withdrawn = plain_label(_("undone"), role="small", colour="late")
        self.withdrawn.setVisible(row.withdrawn)
        body = QVBoxLayout()
        pad(body, spacing=2)
        head = TurningBox(WHO_BELOW)
        head.row.addWidget(self.what, 1)
        head.row.addWidget(self.withdrawn)
        head.row.addWidget(self.who)
        body.addWidget(head)
        if text:
            body.addWidget(_framed(self.text, row) if row.kind in NOTES else self.text)
        for change in line.changes:
            changed = plain_label(breakable(change), role="small", colour="muted", wrap=True)
            body.addWidget(changed)
            if row.withdrawn:
                _strike(changed)
        if row.withdrawn:
            _strike(self.what)
            _strike(self.text)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        when = ColumnLabel(formats.clock_time(row.at), TIME_WIDTH, drop=2)
        grid = QGridLayout(self)
        pad(grid, margins=(0, 4, 0, 4), spacing=8)
        grid.addWidget(self.day, 0, 0, 1, 3)
        grid.addWidget(when, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Mark(line.icon, "muted", 18), 1, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(body, 1, 2)
        grid.setColumnStretch(2, 1)
        self.setAccessibleName(
            ". ".join(
                part
                for part in (
                    formats.moment_short(row.at),
                    line.what,
                    self.withdrawn.text() if row.withdrawn else "",
                    text,
                )
                if part
            )
        )


def _framed(text: QLabel, row: TimelineRow) -> QFrame:
    frame = VoiceFrame(is_for_customer=row.for_customer)
    column = QVBoxLayout(frame)
    pad(column, margins=(12, 8, 12, 8), spacing=0)
    column.addWidget(text)
    return frame


def _strike(label: PlainLabel) -> None:
    font = QFont(label.font())
    font.setStrikeOut(True)
    label.setFont(font)
    label.setProperty("colour", "muted")
