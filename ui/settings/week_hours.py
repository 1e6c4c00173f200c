# SPDX-License-Identifier: EUPL-1.2
"""Opening hours of a week: a line for each day, written as people say it, with what is made of it beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk_app.contracts.calendar_messages import WindowLine
from desk_app.core import formats
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language
from ui.settings.hours_text import Span, clock_text, hours_text, minutes_of, read_hours
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
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
        self._faults: dict[int, str] = {}
        self.night = QCheckBox(_("With night shifts"))
        self.copy_button = button(_("Monday to Friday the same"), icon="copy", kind="quiet")
        self._total = plain_label("", role="small", colour="muted")
        grid = QGridLayout()
        pad(grid, spacing=8)
        for day, line in enumerate(self.lines):
            line.setAccessibleName(formats.weekday(day))
            line.setPlaceholderText(_("not open"))
            grid.addWidget(plain_label(formats.weekday(day)), day, 0)
            grid.addWidget(line, day, 1)
            grid.addWidget(self._said[day], day, 2)
            line.textEdited.connect(lambda _text, day=day: self._on_edited(day))
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
        """The hours as typed; raises InvalidInput (field ``windows``) for a line that is not hours."""
        found: list[WindowLine] = []
        for day in range(7):
            try:
                spans = self._spans(day)
            except InvalidInput as error:
                sentence = error.fields["hours"]
                self.show_faults({day: sentence})
                raise InvalidInput({"windows": _named(day, sentence)}) from error
            found += [WindowLine(weekday=day, opens=s.opens, closes=s.closes, next_day=s.next_day) for s in spans]
        return tuple(found)

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
        self._say()

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
        return read_hours(self.lines[day].text(), is_night=self.night.isChecked())

    def _on_edited(self, day: int | None) -> None:
        for one in [day] if day is not None else list(self._faults):
            self._faults.pop(one, None)
        self._say()
        self.edited.emit()

    def _copy(self) -> None:
        for day in WORKING_DAYS:
            line: QLineEdit = self.lines[day]
            line.setText(self.lines[0].text())
        self.show_faults({})
        self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _say(self) -> None:
        total, is_whole = 0, True
        for day, label in enumerate(self._said):
            words = self._faults.get(day, "")
            label.setProperty("colour", "late" if words else "muted")
            if not words:
                try:
                    spans = self._spans(day)
                except InvalidInput:
                    is_whole = False
                else:
                    total += minutes_of(spans)
                    words = _day_words(day, spans)
            label.show_text(words)
            label.style().unpolish(label)
            label.style().polish(label)
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


def _named(day: int, sentence: str) -> str:
    return _("{day}: {sentence}").format(day=formats.weekday(day).capitalize(), sentence=sentence)
