# SPDX-License-Identifier: EUPL-1.2
"""The window around the pages, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.core.errors import Conflict, Unavailable
from tests.ui.keys import focus, press, typ
from tests.ui.shell.conftest import Bench, DeskPage
from ui.shell.actions import ACTIONS
from ui.shell.finder import Entry, matching
from ui.shell.key_sheet import key_lines, sheet_pdf
from ui.shell.pages import PageSpec
from ui.shell.panes import takes_tab
from ui.shell.problems import CrashDialog, Problems
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.look import look

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def test_it_opens_on_the_first_page_with_the_cursor_where_work_begins(bench: Bench) -> None:
    assert bench.window.page_id == "desk"
    assert QApplication.focusWidget() is bench.made["desk"].line


def test_pages_are_made_when_first_shown_in_the_order_of_the_rail(bench: Bench) -> None:
    before = set(bench.made)

    press(Qt.Key.Key_2, CTRL)

    assert before == {"desk"}
    assert bench.window.page_id == "board"
    assert [button.text() for button in bench.window.rail.buttons] == ["Balie", "Werkbord", "Catalogus"]


def test_coming_back_to_a_page_finds_the_cursor_where_it_was(bench: Bench) -> None:
    bench.made["desk"].box.setFocus()
    press(Qt.Key.Key_3, CTRL)

    press(Qt.Key.Key_1, CTRL)

    assert QApplication.focusWidget() is bench.made["desk"].box


def test_a_page_outside_the_rail_gets_what_it_must_show(bench: Bench) -> None:
    bench.made["desk"].page_wanted.emit("ticket", 4217)

    assert bench.window.page_id == "ticket"
    assert bench.made["ticket"].asked == [4217]


KEYS = [
    (Qt.Key.Key_Return, CTRL, "finish"),
    (Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier, "finish"),
    (Qt.Key.Key_Return, CTRL | SHIFT, "finish_ready"),
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier, "intake"),
    (Qt.Key.Key_F7, Qt.KeyboardModifier.NoModifier, "park"),
    (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, "resume"),
    (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "call_next"),
    (Qt.Key.Key_F9, SHIFT, "call_again"),
    (Qt.Key.Key_F9, CTRL, "no_show"),
    (Qt.Key.Key_K, ALT, "kind_complaint"),
    (Qt.Key.Key_0, ALT, "anonymous"),
    (Qt.Key.Key_O, ALT, "description"),
    (Qt.Key.Key_G, CTRL, "complete"),
    (Qt.Key.Key_P, CTRL, "print"),
]


@pytest.mark.parametrize(("key", "modifiers", "action"), KEYS)
@pytest.mark.parametrize("field", ["line", "box"])
def test_keys_work_from_inside_every_field(
    bench: Bench, key: Qt.Key, modifiers: Qt.KeyboardModifier, action: str, field: str
) -> None:
    page = bench.made["desk"]
    {"line": page.line, "box": page.box}[field].setFocus()

    press(key, modifiers)

    assert page.asked == [action]
    assert page.line.text() == ""
    assert page.box.toPlainText() == ""


def test_no_two_actions_share_a_key() -> None:
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys]
    keys += [f"Ctrl+{number}" for number in range(1, 10)]

    assert len(keys) == len(set(keys))
    assert not [key for key in keys if key in ("F4", "F10", "F11") or key.startswith("Ctrl+Alt") or len(key) == 1]


def test_an_action_that_no_page_does_is_not_shown_and_one_of_another_page_is_grey(bench: Bench) -> None:
    bench.window.go("ticket")
    bench.actions.enable("finish", page=bench.made["ticket"], is_enabled=False)

    assert not bench.actions.action("whats_this").isVisible()
    assert bench.actions.action("finish").isVisible()
    assert not bench.actions.action("finish").isEnabled()


def test_a_page_may_call_an_action_by_another_name(bench: Bench) -> None:
    button = bench.actions.button("finish", kind="primary")

    bench.made["desk"].action_named.emit("finish", "Registreren en printen")

    assert "Registreren en printen" in button.text()
    assert "Ctrl+Enter" in button.text()
    button.deleteLater()


def test_f6_goes_round_the_parts_of_the_window_and_back(bench: Bench) -> None:
    bench.made["desk"].box.setFocus()
    visited: list[QWidget] = []

    for _step in range(3):
        press(Qt.Key.Key_F6)
        visited.append(focus())

    assert bench.window.rail.isAncestorOf(visited[0])
    assert visited[1] is bench.window.top.search
    assert visited[2] is bench.made["desk"].box
    press(Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is bench.window.top.search


def test_undo_takes_back_what_the_foot_speaks_of_and_then_what_was_before(bench: Bench) -> None:
    page = bench.made["desk"]
    page.box.setFocus()
    page.said.emit("M26-004217 geregistreerd.", lambda: bench.undone.append("this"))

    press(Qt.Key.Key_Z, ALT)
    press(Qt.Key.Key_Z, ALT)

    assert bench.undone == ["this", "earlier"]


def test_the_palette_finds_an_action_in_a_few_letters_and_does_it(bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_K, CTRL)
    typ(bench.window.palette_box.line, ">park")

    press(Qt.Key.Key_Return)

    assert bench.made["desk"].asked == ["park"]
    assert QApplication.focusWidget() is bench.made["desk"].line
    assert not bench.window.palette_box.isVisible()


def test_a_given_prefix_is_a_beginning_and_is_not_typed_over(bench: Bench) -> None:
    bench.window.open_palette("@")

    typ(bench.window.palette_box.line, "jan")

    assert bench.window.palette_box.line.text() == "@jan"
    bench.window.palette_box.dismiss()


def test_every_action_that_can_be_done_is_in_the_palette_with_its_key(bench: Bench) -> None:
    bench.window.open_palette(">")

    shown = [choice.key for row in range(200) if (choice := bench.window.palette_box.list.choices.choice_at(row))]
    titles = {entry.title: entry.aside for entry in shown}

    offered = {action.text().replace("&", "") for spec, action in bench.actions.offered() if spec.id != "palette"}
    assert offered <= set(titles)
    assert titles[bench.actions.action("complete").text()] == "Ctrl+G"
    bench.window.palette_box.dismiss()


def test_the_palette_shows_what_search_finds_when_it_comes(bench: Bench, qtbot: QtBot) -> None:
    people = [Entry(name, name, lambda: None, code="104711") for name in ("Jansen, Sanne", "Jansma, Fatima")]
    bench.finder.add("@", lambda words: matching(words, people))

    bench.window.open_palette("@104711")
    qtbot.waitUntil(lambda: bench.window.palette_box.current is not None)

    assert bench.window.palette_box.current in people
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is bench.made["desk"].line


def test_f3_twice_brings_the_last_question_back(bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_F3)
    typ(bench.window.top.search, "beamer")
    press(Qt.Key.Key_Escape)
    was = bench.window.top.search.text()

    press(Qt.Key.Key_F3)

    assert was == ""
    assert bench.window.top.search.text() == "beamer"


def test_f12_shows_nothing_about_persons_any_more(bench: Bench) -> None:
    bench.made["desk"].line.setText("Sanne Jansen")

    press(Qt.Key.Key_F12)

    assert bench.made["desk"].line.text() == ""


def test_a_lock_hides_everything_and_gives_it_back_as_it_was(bench: Bench) -> None:
    page = bench.made["desk"]
    page.box.setPlainText("pas is gebroken")
    page.box.setFocus()
    cover = QWidget()
    pin = QLineEdit(cover)
    bench.window.lock(cover)

    hidden = not page.isVisible() and not bench.window.menuBar().isVisible()
    QTest.keyClick(pin, Qt.Key.Key_F7)
    bench.window.unlock()

    assert hidden
    assert page.asked == []
    assert page.isVisible()
    assert page.box.toPlainText() == "pas is gebroken"
    assert QApplication.focusWidget() is page.box


def test_what_cannot_be_reached_is_a_bar_with_a_button(bench: Bench, problems: Problems) -> None:
    tried: list[int] = []
    problems.show(Unavailable("De printer geeft geen antwoord."), retry=lambda: tried.append(1))

    QTest.mouseClick(bench.window.banner.retry_button, Qt.MouseButton.LeftButton)

    assert tried == [1]


def test_a_conflict_is_one_sentence_at_the_foot(bench: Bench, problems: Problems) -> None:
    problems.show(Conflict("Piet wijzigde deze melding net."))

    assert bench.window.foot.toast.sentence == "Piet wijzigde deze melding net."


def test_a_fault_of_ours_is_one_window_and_work_goes_on(bench: Bench, problems: Problems, qtbot: QtBot) -> None:
    secret = "Sanne Jansen, 06-12345678"

    for _time in range(2):
        try:
            raise LookupError(secret)
        except LookupError as error:
            problems.show(error)

    dialogs = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, CrashDialog)]
    assert len(dialogs) == 1
    text = dialogs[0].findChildren(QPlainTextEdit)[0].toPlainText()
    assert text.count("LookupError") >= 2
    assert secret not in text
    QTest.keyClick(dialogs[0], Qt.Key.Key_Escape)


def test_the_key_sheet_lists_every_key_and_prints(bench: Bench) -> None:
    lines = key_lines(bench.actions)
    keys = [key for _menu, pairs in lines for key, _name in pairs]

    paper = sheet_pdf(lines)

    assert {"F7", "Ctrl+Enter", "Alt+K", "Ctrl+K", "Alt+Z"} <= set(keys)
    assert paper.startswith(b"%PDF")


def test_the_key_sheet_opens_and_escape_closes_it(bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Slash, CTRL)

    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize(("zoom", "kind"), [(100, "rail"), (130, "rail"), (150, "rail_narrow"), (165, "rail_narrow")])
def test_the_rail_gives_way_before_the_page_is_cut_off(bench: Bench, theme: Theme, zoom: int, kind: str) -> None:
    bench.window.resize(1366, 768)

    theme.set_zoom(zoom)
    QApplication.processEvents()

    assert abs(bench.window.rail.width() - look().px(kind)) <= look().px(8)


@pytest.mark.parametrize("zoom", [100, 200])
def test_nothing_is_wider_than_the_window(bench: Bench, theme: Theme, zoom: int) -> None:
    bench.window.resize(1366, 768)

    theme.set_zoom(zoom)
    QApplication.processEvents()

    assert bench.window.width() == 1366
    assert bench.window.minimumSizeHint().width() <= 1366
    assert bench.window.minimumSizeHint().height() <= 768
    assert bench.window.rail.width() <= look().px("rail" if zoom == 100 else "rail_narrow") + look().px(8)


def test_everything_that_takes_the_focus_has_a_name(bench: Bench) -> None:
    bench.window.top.show_who("Balie 2", "Eva M.", "loket")
    nameless = [
        type(widget).__name__
        for widget in bench.window.findChildren(QWidget)
        if takes_tab(widget) and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]

    assert not nameless


def test_the_window_is_as_large_as_it_was_last_time(
    qtbot: QtBot, bench: Bench, tasks: Tasks, problems: Problems, theme: Theme, window_state: WindowState
) -> None:
    bench.window.resize(1024, 730)

    bench.window.close()

    again = Bench(tasks, problems, theme, window_state)
    qtbot.addWidget(again.window)
    assert (again.window.width(), again.window.height()) == (1024, 730)


def test_another_user_sees_other_pages_and_no_key_is_left_of_the_old_ones(bench: Bench) -> None:
    specs = [PageSpec("board", "Werkbord", "ticket", DeskPage), PageSpec("quality", "Kwaliteit", "award", DeskPage)]
    bench.window.show_pages(specs)

    press(Qt.Key.Key_2, CTRL)

    assert bench.window.page_id == "quality"
