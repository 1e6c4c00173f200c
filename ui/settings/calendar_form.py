# SPDX-License-Identifier: EUPL-1.2
"""The form of one calendar: hours of a week, holidays by choice with the closed days they give, days that differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desk_app.contracts.calendar_checks import calendar_faults
from desk_app.contracts.calendar_messages import (
    Bridging,
    CalendarRow,
    CalendarSheet,
    CalendarUse,
    LiberationDay,
    SaveCalendar,
)
from desk_app.core import formats
from desk_app.core.clock import today
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _, ngettext
from desk_app.core.public_holidays import HolidayChoice
from ui.settings.calendar_lines import (
    by_day,
    closure_lines,
    days_as_text,
    days_from_text,
    own_day_words,
    own_days,
    own_hours_lines,
    stretch_words,
    stretches,
)
from ui.settings.closed_forms import ClosedForm, OwnDayForm
from ui.settings.holiday_look import HolidayLook
from ui.settings.record_form import RecordForm, choice_box
from ui.settings.section import fit_line
from ui.settings.week_hours import WeekHours
from ui.shell.page import Workplace
from ui.widgets.faults import together
from ui.widgets.flow import FlowLayout
from ui.widgets.line_list import LineList
from ui.widgets.look import look, pad
from ui.widgets.turning import TurningBox

LIBERATION_DAYS: dict[LiberationDay, str] = {
    LiberationDay.NEVER: N_("never"),
    LiberationDay.FIVE_YEARLY: N_("every five years"),
    LiberationDay.YEARLY: N_("every year"),
}
BRIDGINGS: dict[Bridging, str] = {
    Bridging.NONE: N_("none"),
    Bridging.ASCENSION: N_("the Friday after Ascension Day"),
    Bridging.ALL: N_("all"),
}
MOST_NAMED = 4
CODE_WIDTH = 200
TURN_BELOW = 640
"""Pixels at 100 % under which the closed days stand below the choice."""


@dataclass(frozen=True, slots=True)
class CalendarCard:
    """A calendar in the list with all that is in it; ``id`` and ``version`` are those of both."""

    row: CalendarRow
    sheet: CalendarSheet

    @property
    def id(self) -> int:
        """Its number."""
        return self.row.id

    @property
    def version(self) -> int:
        """Its version."""
        return self.sheet.version


class CalendarForm(RecordForm):
    """One calendar."""

    NEW: ClassVar[str] = N_("New calendar")

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._use: CalendarUse | None = None
        self._sent: dict[str, tuple[int, ...]] = {}
        """Of each line that was sent: the day of the week, or the place in its list, that it is of."""
        day = today(workplace.desk.clock)
        self.code = QLineEdit()
        self.name = QLineEdit()
        fit_line(self.name)
        self.is_desk = QCheckBox(_("The usual one"))
        self.week = WeekHours(name=_("Opening hours"))
        self.holidays = QCheckBox(_("Closed on those days"))
        self.good_friday = QCheckBox(_("Closed on that day too"))
        self.liberation_day = choice_box((one, _(words)) for one, words in LIBERATION_DAYS.items())
        self.bridging = choice_box((one, _(words)) for one, words in BRIDGINGS.items())
        self.closed = LineList(
            name=_("Closed days"),
            add=_("Closed day"),
            nothing=_("No other closed days."),
            words=stretch_words,
            make_form=lambda line, _place: ClosedForm(line, day),
            is_ordered=False,
        )
        self.own = LineList(
            name=_("Days with other hours"),
            add=_("Day with other hours"),
            nothing=_("No days with other hours."),
            words=own_day_words,
            make_form=lambda line, _place: OwnDayForm(line, day),
            is_ordered=False,
        )
        self.look = HolidayLook(workplace, day.year)
        self._build()
        self._connect()
        self._fit_code()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "look"):
            self._fit_code()

    @property
    def first(self) -> QWidget:
        return self.name if self.row else self.code

    @property
    def choice(self) -> HolidayChoice | None:
        """The holidays as ticked; None: none."""
        if not self.holidays.isChecked():
            return None
        return HolidayChoice(
            self.good_friday.isChecked(),
            LiberationDay(self.liberation_day.currentData()),
            Bridging(self.bridging.currentData()),
        )

    def make_read_only(self) -> None:
        """Everything can be seen."""
        self.show_read_only((self.code, self.name, self.is_desk, self.holidays, self.good_friday))
        self.show_read_only((self.liberation_day, self.bridging))
        self.week.make_read_only()
        for each in (self.closed, self.own):
            each.setEnabled(False)

    def name_of(self, row: CalendarCard) -> str:
        return f"{row.sheet.code} · {row.sheet.name}"

    def fill(self, row: CalendarCard | None) -> None:
        self._use = None
        sheet = row.sheet if row else None
        self.code.setText(sheet.code if sheet else "")
        self.name.setText(sheet.name if sheet else "")
        self.is_desk.setChecked(sheet is not None and sheet.is_desk)
        self.holidays.setChecked(sheet is None or sheet.holidays)
        self.good_friday.setChecked(sheet is not None and sheet.good_friday)
        self._choose(
            sheet.liberation_day if sheet else LiberationDay.FIVE_YEARLY, sheet.bridging if sheet else Bridging.NONE
        )
        self.week.show_windows(sheet.windows if sheet else ())
        self.closed.set_lines(stretches(sheet.closures) if sheet else ())
        self.own.set_lines(own_days(sheet.own_hours) if sheet else ())
        self._mind_choice()

    def typed(self) -> dict[str, str]:
        return {
            "code": self.code.text(),
            "name": self.name.text(),
            "is_desk": "yes" if self.is_desk.isChecked() else "",
            "holidays": "yes" if self.holidays.isChecked() else "",
            "good_friday": "yes" if self.good_friday.isChecked() else "",
            "liberation_day": str(self.liberation_day.currentData()),
            "bridging": str(self.bridging.currentData()),
            **self.week.typed(),
            "days": days_as_text(self.closed.lines, self.own.lines),
        }

    def put_back(self, typed: Mapping[str, str]) -> None:
        self.code.setText(typed.get("code", ""))
        self.name.setText(typed.get("name", ""))
        self.is_desk.setChecked(bool(typed.get("is_desk")))
        self.holidays.setChecked(bool(typed.get("holidays")))
        self.good_friday.setChecked(bool(typed.get("good_friday")))
        self._choose(
            LiberationDay(typed.get("liberation_day", LiberationDay.NEVER)),
            Bridging(typed.get("bridging", Bridging.NONE)),
        )
        self.week.put_back(typed)
        closed, own = days_from_text(typed.get("days", ""))
        self.closed.set_lines(closed)
        self.own.set_lines(own)
        self._mind_choice()

    def command(self) -> SaveCalendar:
        """Raises InvalidInput with everything that is wrong when the hours of a day cannot even be sent."""
        windows = self.week.windows
        closures, closed_places = closure_lines(self.closed.lines)
        own_hours, own_places = own_hours_lines(self.own.lines)
        self._sent = {
            "windows": tuple(window.weekday for window in windows),
            "closures": closed_places,
            "own_hours": own_places,
        }
        command = SaveCalendar(
            calendar_id=self.row.id if self.row else None,
            version=self.row.version if self.row else None,
            code=self.code.text(),
            name=self.name.text(),
            is_desk=self.is_desk.isChecked(),
            holidays=self.holidays.isChecked(),
            good_friday=self.good_friday.isChecked(),
            liberation_day=LiberationDay(self.liberation_day.currentData()),
            bridging=Bridging(self.bridging.currentData()),
            windows=windows,
            closures=closures,
            own_hours=own_hours,
        )
        if faults := self.week.faults:
            found = calendar_faults(command, {})
            said = {f"windows.{day}": sentence for day, sentence in faults.items()}
            self._sent["windows"] = tuple(range(7))
            raise InvalidInput({**{name: one for name, one in found.items() if name != "windows"}, **said})
        return command

    def values(self, row: CalendarCard) -> dict[str, str]:
        sheet = row.sheet
        return {
            "code": sheet.code,
            "name": sheet.name,
            "is_desk": _("yes") if sheet.is_desk else _("no"),
            "windows": row.row.hours,
            "holidays": _("yes") if sheet.holidays else _("no"),
            "good_friday": _("yes") if sheet.good_friday else _("no"),
            "liberation_day": _(LIBERATION_DAYS[sheet.liberation_day]),
            "bridging": _(BRIDGINGS[sheet.bridging]),
            "closures": "; ".join(map(stretch_words, stretches(sheet.closures))),
            "own_hours": "; ".join(map(own_day_words, own_days(sheet.own_hours))),
        }

    def show_use(self, use: CalendarUse) -> None:
        """What runs by it."""
        self._use = use
        self.mind_effect()

    def show_faults(self, error: InvalidInput) -> None:
        """What the desk found wrong, beside the day or the line that it is about."""
        days: dict[int, str] = {}
        lines: dict[str, dict[int, dict[str, str]]] = {"closures": {}, "own_hours": {}}
        shown: dict[str, list[str]] = {}
        for name, sentence in error.fields.items():
            where, _dot, rest = name.partition(".")
            if not rest or where not in (*lines, "windows"):
                shown[name] = [sentence]
                continue
            number, _dot, field = rest.partition(".")
            if where == "windows":
                days[self._sent[where][int(number)]] = sentence
            else:
                lines[where][self._sent[where][int(number)]] = {field or "hours": sentence}
                shown.setdefault(where, []).append(sentence)
        if days:
            names = ", ".join(formats.weekday(day) for day in sorted(days))
            shown.setdefault("windows", []).append(_("Look at the hours of {days} above.").format(days=names))
        self.week.show_faults(days)
        self.closed.show_faults(lines["closures"])
        self.own.show_faults(lines["own_hours"])
        self.form.show_errors({name: together(sentences) for name, sentences in shown.items()})
        self.week.say()

    def effect(self) -> str:
        row: CalendarCard | None = self.row
        said = []
        if self.is_desk.isChecked() and not (row is not None and row.sheet.is_desk):
            said.append(_("From now on the desk works by this calendar."))
        if row is None or not self.is_dirty:
            return " ".join(said)
        said.append(_("What was promised stays as it was."))
        use = self._use
        if use is not None and use.target_count:
            said.append(
                ngettext(
                    "{count} target runs by it: {agreements}.",
                    "{count} targets run by it: {agreements}.",
                    use.target_count,
                ).format(count=use.target_count, agreements=", ".join(use.agreements[:MOST_NAMED]))
            )
        return " ".join(said)

    def _build(self) -> None:
        form = self.form
        self._beside(
            form.add("code", _("Code"), self.code, required=True, placed=False),
            form.add("is_desk", _("Of the desk"), self.is_desk, placed=False),
        )
        form.add("name", _("Name"), self.name, required=True)
        form.add(
            "windows",
            _("Opening hours"),
            self.week,
            required=True,
            hint=_(
                "For example 9.00-12.30, 13.00-17.00. Nothing: closed. With night shifts 22.00-6.00 runs on into the next day."
            ),
        )
        form.add_heading(_("Holidays"))
        chosen = QWidget()
        column = QVBoxLayout(chosen)
        pad(column, spacing=8)
        for field in (
            form.add("holidays", _("Usual holidays"), self.holidays, placed=False),
            form.add("good_friday", _("Good Friday"), self.good_friday, placed=False),
            form.add("liberation_day", _("Liberation Day, 5 May"), self.liberation_day, placed=False),
            form.add("bridging", _("Bridging days"), self.bridging, placed=False),
        ):
            column.addWidget(field)
        column.addStretch(1)
        beside = TurningBox(TURN_BELOW, spacing=16)
        beside.row.addWidget(chosen)
        beside.row.addWidget(self.look, 1)
        form.add_widget(beside)
        form.add_heading(_("Days that differ"))
        self.add_wide("closures", _("Closed days"), self.closed)
        self.add_wide("own_hours", _("Days with other hours"), self.own)

    def _connect(self) -> None:
        for one in (self.holidays, self.good_friday):
            one.clicked.connect(self._mind_choice)
        for box in (self.liberation_day, self.bridging):
            box.activated.connect(self._mind_choice)
        self.week.edited.connect(self._look)
        self.form.edited.connect(self.week.say)  # the form took the frame of its first line away
        self.closed.edited.connect(self._sort)
        self.own.edited.connect(self._sort)

    def _beside(self, *fields: QWidget) -> None:
        row = QWidget()
        flow = FlowLayout(row, spacing=16)
        for field in fields:
            flow.addWidget(field)
        self.form.add_widget(row)

    def _fit_code(self) -> None:
        self.code.setFixedWidth(look().px(CODE_WIDTH))

    def _choose(self, liberation_day: LiberationDay, bridging: Bridging) -> None:
        self.liberation_day.setCurrentIndex(self.liberation_day.findData(liberation_day))
        self.bridging.setCurrentIndex(self.bridging.findData(bridging))

    def _mind_choice(self) -> None:
        for name in ("good_friday", "liberation_day", "bridging"):
            self.form.show_field(name, is_shown=self.holidays.isChecked())
        self._look()

    def _sort(self) -> None:
        """By day, whatever the order in which they were typed."""
        self.closed.set_lines(sorted(self.closed.lines, key=by_day))
        self.own.set_lines(sorted(self.own.lines, key=lambda line: line.day))
        self._look()

    def _look(self) -> None:
        self.look.show_days(self.choice, self.week.open_days, self.closed.lines, self.own.lines)
