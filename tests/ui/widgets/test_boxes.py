# SPDX-License-Identifier: EUPL-1.2
"""A date that is typed is the date that is taken."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.boxes import DateBox
from ui.widgets.typed_day import read_day

SHOWN = date(2026, 11, 24)


@pytest.fixture
def box(qtbot: QtBot) -> DateBox:
    """A box that shows 24-11-2026 and has the keys at its day."""
    made = DateBox(name="Dag")
    qtbot.addWidget(made)
    made.show_day(SHOWN)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    made.setSelectedSection(DateBox.Section.DaySection)
    return made


@pytest.mark.parametrize("selects_all", [False, True])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31-12-2030", date(2030, 12, 31)),
        ("01-01-2020", date(2020, 1, 1)),
        ("1-2-2027", date(2027, 2, 1)),
        ("31122030", date(2030, 12, 31)),
        ("31/12/2030", date(2030, 12, 31)),
        ("31.12.2030", date(2030, 12, 31)),
        ("29-02-2028", date(2028, 2, 29)),
        ("31-12", date(2026, 12, 31)),
        ("31-12-30", date(2030, 12, 31)),
    ],
)
def test_a_date_as_people_type_it_is_taken(box: DateBox, typed: str, day: date, *, selects_all: bool) -> None:
    if selects_all:
        box.selectAll()

    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Tab)

    assert box.day == day


@pytest.mark.parametrize("typed", ["31-02-2031", "31-04-2027", "00-01-2027", "12-13-2027", "31-2", "1-1-203"])
def test_a_day_that_does_not_exist_is_no_other_day(box: DateBox, typed: str) -> None:
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Tab)

    assert box.day == SHOWN


def test_a_day_that_may_not_be_chosen_is_no_other_day(box: DateBox) -> None:
    box.setMinimumDate(box.date())

    QTest.keyClicks(box, "01-01-2020")

    assert box.day == SHOWN


def test_arrows_and_single_parts_go_on_to_work(box: DateBox) -> None:
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClicks(box, "05")
    QTest.keyClick(box, Qt.Key.Key_Down)

    assert box.day == date(2026, 10, 5)


def test_what_is_on_its_way_to_be_a_day_is_waited_for() -> None:
    assert [read_day(typed, 2026) for typed in ("3", "31", "31-", "30-0", "29-2", "29-2-20")] == [None] * 6
