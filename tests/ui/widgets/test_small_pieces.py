# SPDX-License-Identifier: EUPL-1.2
"""The small pieces: text boxes, choices side by side, the line at the foot, labels, icons, rows of buttons."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, typ
from ui.widgets.banner import Banner
from ui.widgets.boxes import NumberBox, TypedNumberBox
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.icons import ICON_DIR, STATUS_MARKS
from ui.widgets.search_box import SearchBox
from ui.widgets.segmented import Segmented
from ui.widgets.text import ElidedLabel, plain_box, plain_label, set_plain_tooltip
from ui.widgets.text_box import TextBox
from ui.widgets.toast import Toast

CANARY = '<img src="file:///canary.png"><b>dik</b>'


Show = Callable[..., None]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows widgets side by side, the first with the focus."""
    window = QWidget()
    layout = QHBoxLayout(window)
    qtbot.addWidget(window)

    def show_them(*widgets: QWidget) -> None:
        for widget in widgets:
            layout.addWidget(widget)
        window.resize(700, 300)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        widgets[0].setFocus()

    return show_them


def test_tab_leaves_a_text_box_and_types_nothing(show: Show) -> None:
    box, line = TextBox(name="Omschrijving"), QLineEdit()
    show(box, line)

    press(Qt.Key.Key_Tab)

    assert box.text() == ""
    assert QApplication.focusWidget() is line


def test_a_text_box_grows_from_three_to_eight_lines(show: Show) -> None:
    box = TextBox(name="Omschrijving")
    show(box)
    small = box.editor.height()

    box.set_text("\n".join("regel" for _ in range(6)))
    middle = box.editor.height()
    box.set_text("\n".join("regel" for _ in range(30)))

    assert small < middle < box.editor.height()
    assert box.editor.height() < small * 3


def test_a_text_box_takes_no_more_than_fits_and_keeps_the_beginning(show: Show) -> None:
    box = TextBox(name="Omschrijving", limit=20)
    show(box)

    typ(box.editor, "Dit is een lange zin over een pas")

    assert box.text() == "Dit is een lange zin"


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_enter_goes_through_a_text_box(show: Show, enter: Qt.Key) -> None:
    box = TextBox(name="Omschrijving")
    show(box)

    press(enter, Qt.KeyboardModifier.ControlModifier)

    assert box.text() == ""


def test_arrows_choose_among_options_and_tab_stops_once(qtbot: QtBot, show: Show) -> None:
    kinds = Segmented([("K", "Klacht"), ("W", "Wens"), ("I", "Informatie")], name="Soort")
    line = QLineEdit()
    show(kinds, line)

    with qtbot.waitSignal(kinds.chosen) as chosen:
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Tab)

    assert chosen.args == ["W"]
    assert kinds.key == "W"
    assert QApplication.focusWidget() is line


def test_the_line_at_the_foot_undoes_once(show: Show) -> None:
    toast, undone = Toast(), list[int]()
    show(toast)
    toast.say("M26-004217 geregistreerd.", lambda: undone.append(1))

    toast.undo()
    toast.undo()

    assert undone == [1]
    assert toast.sentence == ""


def test_a_new_sentence_takes_the_place_of_the_old_one(show: Show) -> None:
    toast, undone = Toast(), list[str]()
    show(toast)
    toast.say("Eerste", lambda: undone.append("first"))

    toast.say("Tweede")

    assert toast.sentence == "Tweede"
    assert not toast.can_undo


def test_a_sentence_goes_by_itself(qtbot: QtBot, show: Show) -> None:
    toast = Toast()
    show(toast)
    toast.seconds = 0

    with qtbot.waitSignal(toast.gone):
        toast.say("Klaar")

    assert toast.sentence == ""


def test_a_bar_stays_until_somebody_tries_again(show: Show) -> None:
    bar, tried = Banner(), list[int]()
    show(bar)
    bar.show_sentence("Geen verbinding met de server.", lambda: tried.append(1))

    QTest.mouseClick(bar.retry_button, Qt.MouseButton.LeftButton)

    assert tried == [1]
    assert not bar.isVisible()


def test_typed_text_is_never_read_as_markup(qtbot: QtBot, show: Show) -> None:
    label, elided, box = plain_label(CANARY), ElidedLabel(CANARY), plain_box(None, "Balie", CANARY)
    qtbot.addWidget(box)
    show(label, elided)
    set_plain_tooltip(label, CANARY)

    assert {label.textFormat(), elided.textFormat(), box.textFormat()} == {Qt.TextFormat.PlainText}
    assert label.text() == CANARY
    assert "<img" not in label.toolTip()


def test_escape_empties_a_search_and_recall_brings_it_back(qtbot: QtBot, show: Show) -> None:
    box = SearchBox(name="Zoek")
    show(box)
    with qtbot.waitSignal(box.asked) as asked:
        typ(box, " beemer ")

    press(Qt.Key.Key_Escape)
    was = box.text()
    box.recall()

    assert asked.args == ["beemer"]
    assert was == ""
    assert box.text() == "beemer"


def test_the_wheel_does_not_change_a_number_in_passing(show: Show) -> None:
    number, line = NumberBox(name="Aantal"), QLineEdit()
    show(line, number)

    number.setValue(5)

    assert number.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert number.accessibleName() == "Aantal"


def test_the_arrows_keep_a_typed_number_within_its_bounds_and_nothing_else_does(show: Show) -> None:
    number = TypedNumberBox(name="Norm", low=1, high=100)
    show(number)

    number.show_number(99)
    number.stepBy(5)
    up = number.number
    number.put_back("-3")
    typed = number.number
    number.stepBy(-1)
    down = number.number
    number.put_back("veel")
    is_number = number.is_number
    number.stepBy(1)

    assert (up, typed, down, is_number, number.number) == (100, -3, 1, False, 1)


def test_a_button_is_never_pressed_by_enter_somewhere_else() -> None:
    assert not button("Annuleren").autoDefault()


def test_buttons_go_on_below_where_there_is_no_room(qtbot: QtBot) -> None:
    window = QWidget()
    flow = FlowLayout(window)
    buttons = [QPushButton(f"Knop nummer {number}") for number in range(4)]
    for each in buttons:
        flow.addWidget(each)
    qtbot.addWidget(window)

    flow.setGeometry(QRect(0, 0, buttons[0].sizeHint().width() * 2 + 20, 400))

    assert buttons[0].y() == buttons[1].y()
    assert buttons[2].y() > buttons[1].y()
    assert buttons[2].x() == buttons[0].x()


def test_every_icon_that_the_code_names_is_there(root: Path) -> None:
    named: set[str] = set()
    for file in (root / "ui").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:set_icon\([\w.]+, |icon=|EmptyState\(|Mark\()"([a-z][a-z0-9-]+)"', text))

    missing = {name for name in named if name not in STATUS_MARKS and not (ICON_DIR / f"{name}.svg").exists()}

    assert not missing
