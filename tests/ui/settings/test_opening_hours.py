# SPDX-License-Identifier: EUPL-1.2
"""Opening hours that cannot be: said under their day when it is left, with what can be done about it."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.contracts.calendar_messages import WindowLine
from tests.ui.keys import focus, press, typ
from tests.ui.modal import modal
from tests.ui.settings.conftest import OpenSettings
from tests.ui.settings.lists import calm, in_list, said_by
from ui.settings.calendars import CalendarsSection
from ui.settings.closed_forms import OwnDayForm
from ui.settings.page import SettingsPage

WEEK = tuple(WindowLine(weekday=day, opens=time(9), closes=time(17)) for day in range(5))


def the_calendars(page: SettingsPage) -> CalendarsSection:
    """The section in view."""
    section = in_list(page)
    assert isinstance(section, CalendarsSection)
    return section


def test_hours_that_end_before_they_begin_are_refused_beside_their_day(
    qtbot: QtBot, open_settings: OpenSettings
) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)
    form = section.calendar

    form.week.lines[2].setText("17-9")
    form.week.lines[2].setFocus()
    typ(focus(), " ")
    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(form.form.summary))

    assert form.form.field("windows").error == "Kijk hierboven naar de tijden van woensdag."
    assert said_by(page).count("Bij “17.00-9.00” ligt het einde niet na het begin. Draai de tijden om.") == 1
    assert focus() is form.week.lines[2]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("22-6", "Zet dan “Met nachtdiensten” aan."),
        ("17-9", "Draai de tijden om."),
        ("9-12, 11-17", "Deze uren overlappen elkaar: "),
        ("van negen tot vijf", "Schrijf de uren zo: 9.00-12.30, 13.00-17.00."),
    ],
)
def test_wrong_hours_are_said_when_the_day_is_left_and_not_before(
    qtbot: QtBot, open_settings: OpenSettings, typed: str, says: str
) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)
    week = section.calendar.week

    week.lines[2].setFocus()
    week.lines[2].selectAll()
    typ(focus(), typed)
    during = said_by(page)
    press(Qt.Key.Key_Tab)
    after, frame = said_by(page), week.lines[2].property("wrong")
    week.lines[2].selectAll()
    typ(week.lines[2], "9-17")

    assert says not in during
    assert says in after
    assert frame
    assert says not in said_by(page)
    assert not week.lines[2].property("wrong")


def test_ticking_night_shifts_is_the_way_out_that_was_said(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)
    week = section.calendar.week
    week.lines[4].setFocus()
    week.lines[4].selectAll()
    typ(focus(), "22-6")
    press(Qt.Key.Key_Tab)

    week.night.click()

    assert "het einde niet na het begin" not in said_by(page)
    assert "8 uur, tot zaterdag 6.00 uur" in said_by(page)


def test_a_night_that_runs_into_the_next_day_is_told_once(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)
    week = section.calendar.week

    week.night.click()
    for day, typed in ((0, "22-6"), (1, "5-9")):
        week.lines[day].setFocus()
        week.lines[day].selectAll()
        typ(focus(), typed)
        press(Qt.Key.Key_Tab)

    assert list(week.faults) == [0]
    assert said_by(page).count("Deze uren overlappen") == 1


def test_wrong_hours_come_together_with_what_else_is_wrong_with_a_calendar(
    qtbot: QtBot, open_settings: OpenSettings
) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    page.bindings()["new"]()
    calm(qtbot, page)
    form = section.calendar

    for day, typed in ((0, "negen"), (1, "17-9"), (2, "9-17")):
        form.week.lines[day].setText(typed)
    page.bindings()["finish"]()
    qtbot.waitUntil(lambda: bool(form.form.summary))

    wrong = {name: form.form.field(name).error for name in form.form.names if form.form.field(name).error}
    assert list(wrong) == ["code", "name", "windows"]
    assert wrong["windows"] == "Kijk hierboven naar de tijden van maandag, dinsdag."
    assert focus() is form.code
    typ(form.week.lines[2], "9")
    assert [line.property("wrong") for line in form.week.lines[:3]] == [True, True, False]


def test_wrong_hours_of_one_day_are_said_when_they_are_left(qtbot: QtBot, open_settings: OpenSettings) -> None:
    page = open_settings("calendars")
    section = the_calendars(page)
    section.table.opened.emit(section.model.rows[0])
    calm(qtbot, page)
    section.calendar.own.add()
    form = modal(qtbot, OwnDayForm)

    form.hours.setFocus()
    typ(focus(), "22-6")
    press(Qt.Key.Key_Tab)
    said = form.form.field("hours").error
    form.night.click()

    assert "“Loopt door in de volgende dag”" in said
    assert form.form.field("hours").error == ""
    form.reject()
