# SPDX-License-Identifier: EUPL-1.2
"""A scan never types into a field, never presses a button, whatever has the focus."""

import random
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateTimeEdit,
    QDialog,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.core.codes import ScannedCode, code_of, parse_code
from tests.ui.keys import focus, scan, typ
from ui.shell.scan_router import ScanRouter


class Hand:
    """A clock that is moved by hand, in milliseconds."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def router(qapp: QApplication, hand: Hand) -> Iterator[ScanRouter]:
    """The scanner of the program, on a clock that stands still between codes."""
    scanner = ScanRouter(qapp, hand)
    yield scanner
    scanner.close()


def a_line() -> QWidget:
    line = QLineEdit("half")
    line.setCompleter(QCompleter(["M26", "P-PAS"], line))
    return line


def a_text() -> QWidget:
    return QPlainTextEdit("half")


def a_rich_text() -> QWidget:
    return QTextEdit("half")


def an_editable_combo() -> QWidget:
    combo = QComboBox()
    combo.setEditable(True)
    combo.addItems(["half", "M26", "C", "123456"])
    return combo


def a_combo() -> QWidget:
    combo = QComboBox()
    combo.addItems(["half", "M26", "C", "123456"])
    return combo


def a_number() -> QWidget:
    number = QSpinBox()
    number.setRange(0, 99999999)
    number.setValue(7)
    return number


def a_list() -> QWidget:
    view = QListView()
    model = QStringListModel(["half", "M26", "P-PAS", "0004711"], view)
    view.setModel(model)
    view.setCurrentIndex(model.index(0))
    return view


def a_table() -> QWidget:
    table = QTableWidget(3, 2)
    table.setCurrentCell(0, 0)
    return table


TARGETS: list[Callable[[], QWidget]] = [
    a_line,
    a_text,
    a_rich_text,
    an_editable_combo,
    a_combo,
    a_number,
    QDateTimeEdit,
    a_list,
    a_table,
    QCheckBox,
    QRadioButton,
    QPushButton,
]
"""Every kind of widget that takes the focus; 12 kinds of 170 scans are more than 2,000."""

SCANS = 170


def state_of(widget: QWidget) -> object:
    """What somebody would see change."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText(), widget.count()
    if isinstance(widget, QListView | QTableWidget):
        return widget.currentIndex().row(), widget.state()
    if isinstance(widget, QCheckBox | QRadioButton):
        return widget.isChecked()
    return getattr(widget, "text", lambda: "")()


def a_code(dice: random.Random) -> str:
    return dice.choice(
        [
            code_of(f"M26-{dice.randrange(1_000_000):06d}"),
            code_of(f"V-{dice.randrange(100_000):05d}"),
            f"{dice.randrange(10_000_000):07d}",
            dice.choice(["P-PAS", "P-DAG", "P-FOT2"]),
            dice.choice(["C-KLAAR", "C-PARKEER", "C-ONGEDAAN"]),
        ]
    )


@pytest.mark.parametrize("make", TARGETS, ids=lambda make: make.__name__)
def test_two_thousand_scans_leave_every_widget_as_it_was(
    qtbot: QtBot, router: ScanRouter, hand: Hand, make: Callable[[], QWidget]
) -> None:
    window = QDialog()
    layout = QVBoxLayout(window)
    cancel, widget = QPushButton("Annuleren"), make()
    for part in (cancel, widget):
        layout.addWidget(part)
    pressed: list[str] = []
    cancel.clicked.connect(lambda: pressed.append("cancel"))
    window.finished.connect(lambda: pressed.append("closed"))
    if isinstance(widget, QPushButton):
        widget.clicked.connect(lambda: pressed.append("button"))
    show(qtbot, window, widget)
    before, dice, read = state_of(widget), random.Random(2311), list[ScannedCode]()
    router.scanned.connect(read.append)

    codes = [a_code(dice) for _number in range(SCANS)]
    for code in codes:
        hand.at += 1000
        scan(code, dice.choice([Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab]))

    assert read == [parse_code(code) for code in codes]
    assert state_of(widget) == before
    assert not pressed


def test_a_scan_in_the_middle_of_a_word_leaves_the_word_whole(qtbot: QtBot, router: ScanRouter, hand: Hand) -> None:
    line = QLineEdit()
    show(qtbot, line, line)
    slowly(hand, "pas is k", line)

    with qtbot.waitSignal(router.scanned) as heard:
        scan("C-KLAAR")
    hand.at += 1000
    slowly(hand, "apot", line)
    router.release()

    assert line.text() == "pas is kapot"
    assert heard.args == [parse_code("C-KLAAR")]


@pytest.mark.parametrize("gap", [5, 30, 60, 120, 180])
def test_typing_is_never_taken_for_a_scan(qtbot: QtBot, router: ScanRouter, hand: Hand, gap: int) -> None:
    text = "Pas M26 kapot, 3 mensen in C-gebouw op 23-11-2026, vraag Piet 0612"
    line = QLineEdit()
    show(qtbot, line, line)

    with qtbot.assertNotEmitted(router.scanned):
        for letter in text:
            hand.at += gap
            QTest.keyClicks(line, letter)
        hand.at += gap
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert line.text() == text


def test_letters_of_other_alphabets_pass(qtbot: QtBot, router: ScanRouter) -> None:
    line = QLineEdit()
    show(qtbot, line, line)

    typ(line, "Ş. Łukaszewicz, Č. Nguyễn")
    router.release()

    assert line.text() == "Ş. Łukaszewicz, Č. Nguyễn"


def test_a_half_typed_code_appears_by_itself_after_a_moment(qtbot: QtBot, router: ScanRouter) -> None:
    line = QLineEdit()
    show(qtbot, line, line)

    QTest.keyClicks(line, "M26")

    assert line.text() == ""
    qtbot.waitUntil(lambda: line.text() == "M26", timeout=1000)


def test_enter_after_ordinary_text_is_enter(qtbot: QtBot, router: ScanRouter) -> None:
    line = QLineEdit()
    show(qtbot, line, line)

    with qtbot.waitSignal(line.returnPressed):
        QTest.keyClicks(line, "M26")
        QTest.keyClick(line, Qt.Key.Key_Return)

    assert line.text() == "M26"


def test_a_shortcut_comes_after_the_letters_before_it(qtbot: QtBot, router: ScanRouter) -> None:
    line = QLineEdit()
    show(qtbot, line, line)

    QTest.keyClicks(line, "P")
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert line.selectedText() == "P"


def test_while_an_error_waits_scans_are_refused(qtbot: QtBot, router: ScanRouter, hand: Hand) -> None:
    line = QLineEdit()
    show(qtbot, line, line)
    router.block(is_blocked=True)

    with qtbot.assertNotEmitted(router.scanned), qtbot.waitSignal(router.refused):
        scan("C-KLAAR")

    router.block(is_blocked=False)
    hand.at += 1000
    with qtbot.waitSignal(router.scanned):
        scan("C-KLAAR")
    assert line.text() == ""


def test_without_the_router_a_scan_does_land_in_the_field(qtbot: QtBot) -> None:
    line = QLineEdit()
    show(qtbot, line, line)

    scan("C-KLAAR")

    assert line.text() == "C-KLAAR"


def show(qtbot: QtBot, window: QWidget, target: QWidget) -> None:
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    target.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def slowly(hand: Hand, text: str, line: QLineEdit) -> None:
    for letter in text:
        hand.at += 100
        QTest.keyClicks(focus(), letter)
