# SPDX-License-Identifier: EUPL-1.2
"""Finding a customer or a product while typing."""

import threading
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, typ
from ui.shell.tasks import Tasks
from ui.widgets.choice_list import Choice
from ui.widgets.picker import Picker

PEOPLE = (
    Choice(1, "Jansen, Sanne", "104711 · Facilitair"),
    Choice(2, "Jansen, Piet", "104712 · Financiën"),
    Choice(3, "Łukaszewicz, Ş.", "104713 · ICT"),
)
NON_STANDARD = Choice("other", "+ Niet-standaard verzoek")


class Counter(QWidget):
    """A form with a picker and the field after it. ``gate`` holds the search back until it is set."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.picker = Picker(tasks, self._search, name="Klant", fixed=[NON_STANDARD])
        self.after = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.picker)
        layout.addWidget(self.after)
        self.resize(600, 500)

    def _search(self, text: str) -> Sequence[Choice]:
        self.gate.wait(5)
        self.asked.append(text)
        return [person for person in PEOPLE if text.casefold() in person.title.casefold()]


@pytest.fixture
def counter(qtbot: QtBot, tasks: Tasks) -> Counter:
    window = Counter(tasks)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    window.picker.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.picker.edit)
    return window


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_takes_the_top_hit_and_goes_on(qtbot: QtBot, counter: Counter, enter: Qt.Key) -> None:
    QTest.keyClicks(counter.picker.edit, "jans")
    qtbot.waitUntil(counter.picker.popup.isVisible)

    with qtbot.waitSignal(counter.picker.chosen) as chosen:
        press(enter)

    assert chosen.args == [PEOPLE[0]]
    assert counter.picker.edit.text() == "Jansen, Sanne · 104711 · Facilitair"
    assert QApplication.focusWidget() is counter.after
    assert not counter.picker.popup.isVisible()


def test_who_types_faster_than_the_search_still_gets_the_top_hit(qtbot: QtBot, counter: Counter) -> None:
    counter.gate.clear()
    QTest.keyClicks(counter.picker.edit, "jans")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(counter.after, "pas")

    with qtbot.waitSignal(counter.picker.chosen) as chosen:
        counter.gate.set()

    assert chosen.args == [PEOPLE[0]]
    assert counter.after.text() == "pas"
    assert QApplication.focusWidget() is counter.after


def test_enter_on_text_without_a_hit_comes_back_and_keeps_the_text(qtbot: QtBot, counter: Counter) -> None:
    QTest.keyClicks(counter.picker.edit, "zzz")

    with qtbot.waitSignal(counter.picker.nothing_found) as nothing:
        press(Qt.Key.Key_Return)

    assert nothing.args == ["zzz"]
    assert QApplication.focusWidget() is counter.picker.edit
    assert counter.picker.text() == "zzz"
    assert counter.picker.choice is None


def test_down_moves_to_the_next_and_the_fixed_row_is_last(qtbot: QtBot, counter: Counter) -> None:
    QTest.keyClicks(counter.picker.edit, "jans")
    qtbot.waitUntil(counter.picker.popup.isVisible)

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)

    assert counter.picker.popup.current == NON_STANDARD
    press(Qt.Key.Key_Down)
    assert counter.picker.popup.current == PEOPLE[0]


def test_escape_closes_the_list_first_and_then_is_for_the_page(qtbot: QtBot, counter: Counter) -> None:
    QTest.keyClicks(counter.picker.edit, "jans")
    qtbot.waitUntil(counter.picker.popup.isVisible)

    press(Qt.Key.Key_Escape)

    assert not counter.picker.popup.isVisible()
    assert counter.picker.text() == "jans"


def test_typing_over_a_choice_takes_it_away_and_searches(qtbot: QtBot, counter: Counter) -> None:
    counter.picker.choose(PEOPLE[0])

    with qtbot.waitSignal(counter.picker.cleared):
        QTest.keyClicks(counter.picker.edit, "p")

    assert counter.picker.choice is None
    assert counter.picker.text() == "p"


def test_delete_empties_the_field(qtbot: QtBot, counter: Counter) -> None:
    counter.picker.choose(PEOPLE[0])

    with qtbot.waitSignal(counter.picker.cleared):
        press(Qt.Key.Key_Delete)

    assert counter.picker.edit.text() == ""


def test_an_old_answer_never_shows_under_a_newer_question(qtbot: QtBot, counter: Counter) -> None:
    counter.gate.clear()
    QTest.keyClicks(counter.picker.edit, "jan")
    counter.picker.open_popup()
    typ(counter.picker.edit, "zz")

    counter.gate.set()
    qtbot.waitUntil(counter.picker.popup.isVisible)

    assert counter.asked[-1] == "janzz"
    assert counter.picker.popup.choices == [NON_STANDARD]
    assert counter.picker.popup.current is None


def test_enter_on_an_empty_field_is_told_to_the_page(qtbot: QtBot, counter: Counter) -> None:
    with qtbot.waitSignal(counter.picker.entered_empty):
        press(Qt.Key.Key_Return)


def test_names_of_every_alphabet_are_found(qtbot: QtBot, counter: Counter) -> None:
    typ(counter.picker.edit, "Łuk")

    qtbot.waitUntil(counter.picker.popup.isVisible)

    assert counter.picker.popup.current == PEOPLE[2]


def test_showing_a_choice_tells_nobody(qtbot: QtBot, counter: Counter) -> None:
    with qtbot.assertNotEmitted(counter.picker.chosen), qtbot.assertNotEmitted(counter.picker.cleared):
        counter.picker.choose(PEOPLE[1])
        counter.picker.choose(None)


def test_text_that_looks_like_markup_is_shown_as_it_is(qtbot: QtBot, counter: Counter) -> None:
    typ(counter.picker.edit, "<b>wie</b>")
    press(Qt.Key.Key_Return)

    qtbot.waitUntil(counter.picker.popup.isVisible)

    label = counter.picker.popup.nothing_label
    assert "<b>wie</b>" in label.text()
    assert label.textFormat() is Qt.TextFormat.PlainText
