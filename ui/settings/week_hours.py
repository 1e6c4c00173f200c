# SPDX-License-Identifier: EUPL-1.2
"""Opening hours of a week: a line for each day, written as people say it, with what is made of it beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.contracts.calendar_checks import hours_fault
from desk_app.contracts.calendar_messages import WindowLine
from desk_app.core import formats
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language
from ui.settings.hours_text import Span, clock_text, hours_text, minutes_of, read_hours
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.form import show_wrong
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain

HOURS_WIDTH, LEAST_WIDTH = 260, 110
WORKING_DAYS = range(5)


class WeekHours(QWidget):
    """Seven lines and a tick for hours that run on into the next day.

    Signals:
        edited: somebody changed something.
    """

    edited = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lines = [QLineEdit() for _day in range(7)]
        self._said = [ElidedLabel("", colour="muted") for _day in range(7)]
        self._troubles = [_Trouble() for _day in range(7)]
        self._faults: dict[int, str] = {}
        self.night = QCheckBox(_("With night shifts"))
        self.copy_button = button(_("Monday to Friday the same"), icon="copy", kind="quiet")
        self._total = plain_label("", role="small", colour="muted")
        grid = QGridLayout()
        pad(grid, spacing=8)
        for day, line in enumerate(self.lines):
            line.setAccessibleName(formats.weekday(day))
            line.setPlaceholderText(_("not open"))
            grid.addWidget(plain_label(formats.weekday(day)), 2 * day, 0)
            grid.addWidget(line, 2 * day, 1)
            grid.addWidget(self._said[day], 2 * day, 2)
            grid.addWidget(self._troubles[day], 2 * day + 1, 1, 1, 2)
            line.textEdited.connect(lambda _text, day=day: self._on_edited(day))
            line.editingFinished.connect(lambda day=day: self._judge(day))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 4)
        under = QWidget()
        row = FlowLayout(under, spacing=12)
        row.addWidget(self.night)
        row.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        pad(layout, spacing=8)
        layout.addLayout(grid)
        layout.addWidget(under)
        layout.addWidget(self._total)
        self.setFocusProxy(self.lines[0])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.night.clicked.connect(lambda _is_on: self._on_edited(None))
        self.copy_button.clicked.connect(self._copy)
        self._fit()

    @property
    def windows(self) -> tuple[WindowLine, ...]:
        """The hours as typed; those of a day with a fault are left out."""
        return tuple(line for day in range(7) for line in self._lines_of(day))

    @property
    def faults(self) -> dict[int, str]:
        """What is wrong with the hours of which day, Monday 0."""
        found: dict[int, str] = {}
        for day in range(7):
            fault = self._fault_of(day)
            if fault and fault not in found.values():  # two days that overlap have one fault
                found[day] = fault
        return found

    @property
    def open_days(self) -> frozenset[int]:
        """The days of the week (Monday 0) on which something is filled in."""
        return frozenset(day for day, line in enumerate(self.lines) if line.text().strip())

    def show_windows(self, windows: Sequence[WindowLine]) -> None:
        """Shows these hours, without a signal."""
        self.night.setChecked(any(window.next_day for window in windows))
        for day in range(7):
            line: QLineEdit = self.lines[day]
            spans = [Span(one.opens, one.closes, one.next_day) for one in windows if one.weekday == day]
            line.setText(hours_text(spans))
            line.setCursorPosition(0)
        self.show_faults({})

    def typed(self) -> dict[str, str]:
        """What stands in the lines, as text."""
        night = "yes" if self.night.isChecked() else ""
        return {"night": night, **{f"hours.{day}": line.text() for day, line in enumerate(self.lines)}}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """The way back of ``typed``."""
        self.night.setChecked(bool(typed.get("night")))
        for day in range(7):
            line: QLineEdit = self.lines[day]
            line.setText(typed.get(f"hours.{day}", ""))
        self.show_faults({})

    def show_faults(self, faults: Mapping[int, str]) -> None:
        """What is wrong with which day; the cursor goes to the first."""
        self._faults = dict(faults)
        self.setFocusProxy(self.lines[min(faults)] if faults else self.lines[0])
        self.say()

    def make_read_only(self) -> None:
        """The hours can be read and not changed."""
        for line in self.lines:
            line.setReadOnly(True)
        self.night.setEnabled(False)
        self.copy_button.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "lines"):
            self._fit()

    def _spans(self, day: int) -> tuple[Span, ...]:
        return read_hours(self.lines[day].text(), is_night=self.night.isChecked(), night=self.night.text())

    def _lines_of(self, day: int) -> tuple[WindowLine, ...]:
        try:
            spans = self._spans(day)
        except InvalidInput:
            return ()
        lines = tuple(WindowLine(weekday=day, opens=s.opens, closes=s.closes, next_day=s.next_day) for s in spans)
        return () if hours_fault(lines) else lines

    def _fault_of(self, day: int) -> str:
        """Of its hours by themselves, else beside those of the day before and the day after."""
        try:
            spans = self._spans(day)
        except InvalidInput as error:
            return error.fields["hours"]
        own = [WindowLine(weekday=day, opens=s.opens, closes=s.closes, next_day=s.next_day) for s in spans]
        beside = [(*own, *self._lines_of((day + step) % 7)) for step in (-1, 1)] if own else []
        return next((fault for lines in (own, *beside) if (fault := hours_fault(lines))), "")

    def _judge(self, day: int) -> None:
        """It is left: what is wrong with it is said now, not first when it is saved."""
        fault = self._fault_of(day)
        if fault and fault not in self._faults.values():
            self._faults[day] = fault
            self.say()
            announce(self.lines[day], fault)

    def _on_edited(self, day: int | None) -> None:
        """Another day may have been wrong because of this one."""
        if day is not None:
            self._faults.pop(day, None)
        self._faults = {one: fault for one in self._faults if (fault := self._fault_of(one))}
        self.say()
        self.edited.emit()

    def _copy(self) -> None:
        for day in WORKING_DAYS:
            line: QLineEdit = self.lines[day]
            line.setText(self.lines[0].text())
        self.show_faults({})
        self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def say(self) -> None:
        """Shows what is made of each line, or what is wrong with it."""
        total, is_whole = 0, True
        for day, label in enumerate(self._said):
            fault = self._faults.get(day, "")
            self._troubles[day].show_sentence(fault)
            show_wrong(self.lines[day], fault)
            try:
                spans = () if fault else self._spans(day)
            except InvalidInput:
                spans, is_whole = (), False
            total += minutes_of(spans)
            is_whole = is_whole and not fault
            label.show_text(_day_words(day, spans))
        hours = _("Together {hours} hours a week.").format(hours=_hours(total)) if is_whole and total else ""
        set_plain(self._total, hours)
        self.copy_button.setEnabled(bool(self.lines[0].text().strip()))

    def _fit(self) -> None:
        for line in self.lines:
            line.setMinimumWidth(look().px(LEAST_WIDTH))
            line.setMaximumWidth(look().px(HOURS_WIDTH))


def _day_words(day: int, spans: Sequence[Span]) -> str:
    """``8 uur``; ``8 uur, tot dinsdag 6.00 uur`` for a night shift."""
    if not spans:
        return ""
    words = _("{hours} hours").format(hours=_hours(minutes_of(spans)))
    if spans[-1].next_day:
        until = _("until {day} {time}").format(day=formats.weekday((day + 1) % 7), time=clock_text(spans[-1].closes))
        return f"{words}, {until}"
    return words


def _hours(minutes: int) -> str:
    """``8``, or ``7,5``."""
    return format(minutes / 60, ".4g").replace(".", "," if language() == "nl" else ".")


class _Trouble(QWidget):
    """What is wrong with one day, under its line."""

    def __init__(self) -> None:
        super().__init__()
        self._words = plain_label("", role="small", colour="error", wrap=True)
        row = QHBoxLayout(self)
        pad(row, spacing=4)
        row.addWidget(Mark("circle-alert", "late.text", 16), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Says it, or nothing when empty."""
        set_plain(self._words, sentence)
        self.setVisible(bool(sentence))
