# SPDX-License-Identifier: EUPL-1.2
"""The forms of two lines of a calendar: closed days, and a day with hours of its own."""

from datetime import date
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desk_app.contracts.calendar_checks import hours_fault
from desk_app.contracts.calendar_messages import WindowLine
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from ui.settings.calendar_lines import OwnDay, Stretch
from ui.settings.hours_text import Span, hours_text, read_hours
from ui.widgets.boxes import DateBox
from ui.widgets.line_form import LineForm
from ui.widgets.value_boxes import LineBox, MaybeDay

LONGEST_STRETCH_DAYS = 366


class ClosedForm(LineForm):
    """Closed on one day, on several in a row, or on a part of one."""

    JUDGED: ClassVar[frozenset[str]] = frozenset({"last", "hours"})

    def __init__(self, line: Stretch | None, day: date, parent: QWidget | None = None) -> None:
        """``day`` is where a new one begins."""
        super().__init__(
            parent, title=_("Closed days"), words=_("Public holidays need no line: tick them in the calendar.")
        )
        self.first = DateBox(name=_("First day"))
        self.last = MaybeDay(_("up to and including"), name=_("Last day"))
        self.name = LineBox()
        self.hours = QLineEdit()
        self.hours.setPlaceholderText(_("the whole day"))
        self.form.add("day", _("Day"), self.first, required=True)
        self.form.add("last", _("Several days"), self.last)
        self.form.add("name", _("Why"), self.name, required=True, hint=_("Colleagues and customers read it."))
        self.form.add("hours", _("Only these hours"), self.hours, hint=_("For example 12.00-17.00."))
        self.first.show_day(line.first if line else day)
        self.last.set_day(
            line.last if line is not None and line.last != line.first else None, otherwise=line.last if line else day
        )
        if line is not None:
            self.name.show_line(line.name)
        if line is not None and line.begins is not None and line.ends is not None:
            self.hours.setText(hours_text([Span(line.begins, line.ends)]))
        self.first.setFocus()

    def line(self) -> Stretch:
        first, last = self.first.day, self.last.day or self.first.day
        faults = {}
        spans: tuple[Span, ...] = ()
        if not self.name.line.strip():
            faults["name"] = _("Say why it is closed, for example ‘Summer closing’.")
        if last < first:
            faults["last"] = _("The last day is before the first day. Choose a later one.")
        elif (last - first).days > LONGEST_STRETCH_DAYS:
            faults["last"] = _("This is more than a year. Check the days.")
        try:
            spans = read_hours(self.hours.text(), is_night=False)
        except InvalidInput as error:
            faults["hours"] = error.fields["hours"]
        if len(spans) > 1:
            faults["hours"] = _("Give each closed part of a day a line of its own.")
        elif spans and last != first:
            faults["hours"] = _("Closed hours are of one day. Clear them, or choose one day.")
        if faults:
            raise InvalidInput(faults)
        begins, ends = (spans[0].opens, spans[0].closes) if spans else (None, None)
        return Stretch(first, last, self.name.line.strip(), begins, ends)

    def is_last(self, field: QWidget) -> bool:
        return field is self.hours


class OwnDayForm(LineForm):
    """Other hours on one day, also when it is a closed one."""

    JUDGED: ClassVar[frozenset[str]] = frozenset({"hours"})

    def __init__(self, line: OwnDay | None, day: date, parent: QWidget | None = None) -> None:
        """``day`` is where a new one begins."""
        super().__init__(
            parent, title=_("Other hours"), words=_("Only these hours count on that day, also when it is a closed one.")
        )
        self.day = DateBox(name=_("Day"))
        self.hours = QLineEdit()
        self.night = QCheckBox(_("Runs on into the next day"))
        self.form.add("day", _("Day"), self.day, required=True)
        self.form.add(
            "hours", _("Opening hours"), self.hours, required=True, hint=_("For example 10.00-12.00, 13.00-16.00.")
        )
        self.form.add("night", "", self.night)
        self.day.show_day(line.day if line else day)
        self.hours.setText(hours_text(line.spans) if line else "")
        self.night.setChecked(line is not None and any(span.next_day for span in line.spans))
        self.night.clicked.connect(lambda _is_on: self.form.show_error("hours", self.fault_of("hours")))
        self.day.setFocus()

    def line(self) -> OwnDay:
        spans = read_hours(self.hours.text(), is_night=self.night.isChecked(), night=self.night.text())
        day = self.day.day
        if not spans:
            raise InvalidInput({"hours": _("Write hours like this: 9.00-12.30, 13.00-17.00.")})
        lines = [WindowLine(weekday=day.weekday(), opens=s.opens, closes=s.closes, next_day=s.next_day) for s in spans]
        if fault := hours_fault(lines):
            raise InvalidInput({"hours": fault})
        return OwnDay(day, spans)

    def is_last(self, field: QWidget) -> bool:
        return field is self.hours
