# SPDX-License-Identifier: EUPL-1.2
"""Calendars and suppliers by keyboard: what is typed, what is seen before it is saved, what is refused and why."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.contracts.calendar_messages import Bridging, CalendarSheet, LiberationDay, SaveCalendar, WindowLine
from desk_app.core.actor import Actor, Role
from tests.ui.keys import focus, press, typ
from tests.ui.settings.conftest import OpenSettings
from tests.ui.settings.lists import calm, in_list, said_by
from ui.settings.calendar_lines import Stretch
from ui.settings.calendars import CalendarsSection
from ui.settings.closed_forms import ClosedForm, OwnDayForm
from ui.settings.page import SettingsPage
from ui.settings.suppliers import SuppliersSection
from ui.widgets.line_form import LineForm

WEEK = tuple(WindowLine(weekday=day, opens=time(9), closes=time(17)) for day in range(5))


def sheet_of(desk: Desk, actor: Actor, code: str) -> CalendarSheet:
    """A whole calendar by its code."""
    row = next(row for row in desk.calendar_queries.calendars(actor) if row.code == code)
    return desk.calendar_queries.calendar(actor, row.id)


def the_calendars(page: SettingsPage) -> CalendarsSection:
    """The section in view."""
    section = in_list(page)
    assert isinstance(section, CalendarsSection)
    return section


def open_line_form() -> LineForm:
    """The small form in front."""
    form = QApplication.activeModalWidget()
    assert isinstance(form, LineForm)
    return form


def test_new_calendar_with_a_break_and_a_night_shift_by_keyboard(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)

    page.bindings()["new"]()
    calm(qtbot, page)
    typ(focus(), "NACHT")
    section.calendar.name.setFocus()
    typ(focus(), "Nachtportier")
    section.calendar.week.lines[0].setFocus()
    typ(focus(), "9-12.30, 13-17")
    section.calendar.week.lines[4].setFocus()
    typ(focus(), "22-6")
    section.calendar.week.night.click()
    seen = said_by(page)
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert "8 uur, tot zaterdag 6.00 uur" in seen
    assert "Samen 15,5 uur per week." in seen
    assert sheet_of(desk, administrator, "NACHT").windows == (
        WindowLine(weekday=0, opens=time(9), closes=time(12, 30)),
        WindowLine(weekday=0, opens=time(13), closes=time(17)),
        WindowLine(weekday=4, opens=time(22), closes=time(6), next_day=True),
    )


def test_monday_is_copied_to_all_working_days(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars")
    week = the_calendars(page).calendar.week
    page.bindings()["new"]()
    calm(qtbot, page)
    week.lines[0].setFocus()
    typ(focus(), "8.30-17")

    week.copy_button.click()

    assert [line.text() for line in week.lines] == [*["8.30-17"] * 5, "", ""]


def test_choice_of_holidays_shows_the_closed_days_of_two_years(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    desk.calendars.save(administrator, SaveCalendar(code="FEEST", name="Feestdagen", windows=WEEK))
    page = open_settings("calendars")
    section = the_calendars(page)
    form = section.calendar
    section.table.opened.emit(next(card for card in section.model.rows if card.row.code == "FEEST"))
    calm(qtbot, page)
    before = [column.text() for column in form.look.columns]

    form.good_friday.click()
    for box, value in ((form.liberation_day, LiberationDay.YEARLY), (form.bridging, Bridging.ALL)):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    calm(qtbot, page)
    after = [column.text() for column in form.look.columns]

    assert "vr 25 dec · Eerste kerstdag" in before[0]
    assert "Goede Vrijdag" not in before[0] + before[1]
    assert "wo 5 mei · Bevrijdingsdag" in after[1]
    assert "vr 26 mrt · Goede Vrijdag" in after[1]
    assert "vr 7 mei · Brugdag" in after[1]


def test_closed_days_and_days_with_other_hours_are_lines(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    desk.calendars.save(administrator, SaveCalendar(code="ZAAL", name="Zalen", windows=WEEK))
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(next(card for card in section.model.rows if card.row.code == "ZAAL"))
    calm(qtbot, page)
    form = section.calendar

    form.closed.add()
    closing = open_line_form()
    assert isinstance(closing, ClosedForm)
    closing.first.show_day(date(2026, 12, 28))
    closing.last.tick.click()
    closing.last.box.show_day(date(2026, 12, 30))
    closing.name.setText("Sluiting")
    closing.submit()
    form.own.add()
    other = open_line_form()
    assert isinstance(other, OwnDayForm)
    other.day.show_day(date(2026, 12, 29))
    other.hours.setText("10-12")
    other.submit()
    seen = form.look.columns[0].text()
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    sheet = sheet_of(desk, administrator, "ZAAL")
    assert [line.day.day for line in sheet.closures] == [28, 29, 30]
    assert [(line.day.day, line.opens, line.closes) for line in sheet.own_hours] == [(29, time(10), time(12))]
    assert "di 29 dec · open 10.00-12.00" in seen
    assert "wo 30 dec · Sluiting" in seen


def test_closed_day_that_is_refused_is_marked_in_its_list(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)
    form = section.calendar
    twice = Stretch(date(2026, 12, 28), date(2026, 12, 30), "Sluiting")

    form.closed.set_lines([twice, Stretch(date(2026, 12, 29), date(2026, 12, 29), "Nog eens")])
    form.closed.edited.emit()
    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(form.form.summary))

    assert "staat twee keer" in form.form.field("closures").error
    assert form.closed.rows.currentRow() == 1


def test_who_was_second_sees_what_is_stored_and_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    number = desk.calendars.save(administrator, SaveCalendar(code="ZAAL", name="Zalen", windows=WEEK))
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(next(card for card in section.model.rows if card.row.code == "ZAAL"))
    calm(qtbot, page)
    form = section.calendar
    form.name.setFocus()
    typ(focus(), " in de avond")
    version = desk.calendar_queries.calendar(administrator, number).version
    desk.calendars.save(
        administrator,
        SaveCalendar(calendar_id=number, version=version, code="ZAAL", name="Zalen", windows=WEEK, good_friday=True),
    )

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(form.form.summary))
    told = form.form.field("good_friday").error
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert told == "Er staat nu: ja"
    assert desk.calendar_queries.calendar(administrator, number).name == "Zalen in de avond"


def test_calendar_that_is_never_open_is_refused(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars")
    form = the_calendars(page).calendar
    page.bindings()["new"]()
    calm(qtbot, page)
    typ(focus(), "NOOIT")
    form.name.setFocus()
    typ(focus(), "Nooit open")

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(form.form.summary))

    assert form.form.field("windows").error.startswith("Deze kalender is nooit open.")


def test_text_that_is_no_hour_stays_and_is_explained(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars")
    form = the_calendars(page).calendar
    page.bindings()["new"]()
    calm(qtbot, page)
    form.week.lines[1].setText("van negen tot vijf")

    page.bindings()["finish"]()

    assert form.form.field("windows").error == "Kijk hierboven naar de tijden van dinsdag."
    assert "Schrijf de uren zo: 9.00-12.30, 13.00-17.00." in said_by(page)
    assert form.week.lines[1].text() == "van negen tot vijf"


def test_what_was_typed_in_a_calendar_and_not_saved_comes_back(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    page.bindings()["new"]()
    calm(qtbot, page)
    section.calendar.week.lines[3].setFocus()
    typ(focus(), "10-11")

    press(Qt.Key.Key_Escape)
    calm(qtbot, page)
    page.bindings()["new"]()
    calm(qtbot, page)

    assert section.calendar.week.lines[3].text() == "10-11"


def test_unused_calendar_is_removed_and_can_come_back(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    desk.calendars.save(administrator, SaveCalendar(code="OVER", name="Overbodig", windows=WEEK))
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(next(card for card in section.model.rows if card.row.code == "OVER"))
    calm(qtbot, page)

    with qtbot.waitSignal(section.undoable) as told:
        section.remove_button.click()
    gone = [row.code for row in desk.calendar_queries.calendars(administrator)]
    assert told.args is not None
    told.args[1]()
    calm(qtbot, page)

    assert "OVER" not in gone
    assert sheet_of(desk, administrator, "OVER").windows == WEEK


def test_counter_agent_sees_the_hours_and_who_may_change_them(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars", Role.COUNTER)
    section = the_calendars(page)

    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)

    assert all(line.isReadOnly() for line in section.calendar.week.lines)
    assert section.save_button.isHidden()
    assert "Alleen deze rollen" in said_by(page)


def test_new_supplier_by_keyboard_and_a_wrong_address_is_said(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_settings: OpenSettings
) -> None:
    page = open_settings("suppliers")
    section = in_list(page)
    assert isinstance(section, SuppliersSection)
    page.bindings()["new"]()
    for answer in ("LIFT", "Hoog & Laag", "hooglaag"):
        typ(focus(), answer)
        press(Qt.Key.Key_Return)

    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(section.supplier.form.summary))
    wrong = section.supplier.form.field("email").error
    section.supplier.email.setText("storing@hooglaag.example")
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert wrong == "Controleer het e-mailadres. Er mist een @."
    assert [(row.code, row.email) for row in desk.people.suppliers(administrator)] == [
        ("LIFT", "storing@hooglaag.example")
    ]


def test_supplier_that_is_switched_off_says_what_that_means(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("suppliers")
    section = in_list(page)
    page.bindings()["new"]()
    for answer in ("LIFT", "Hoog & Laag"):
        typ(focus(), answer)
        press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()
    qtbot.waitUntil(lambda: len(section.model.rows) == 1)
    section.table.opened.emit(section.model.rows[0])

    section.supplier.active.click()

    assert section.supplier.effect_words.startswith("Niemand kan er nog een nieuw contract mee maken.")


def test_team_keeps_the_address_for_its_reminders(qtbot: QtBot, desk: Desk, open_settings: OpenSettings) -> None:
    page = open_settings("teams")
    section = in_list(page)
    section.table.opened.emit(next(row for row in section.model.rows if row.code == "AV"))

    section.team.email.setFocus()
    typ(focus(), "av@voorbeeld.example")
    with qtbot.waitSignal(page.said):
        page.bindings()["finish"]()

    assert next(card.email for card in desk.who.team_cards() if card.code == "AV") == "av@voorbeeld.example"
