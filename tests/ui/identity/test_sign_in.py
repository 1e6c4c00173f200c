# SPDX-License-Identifier: EUPL-1.2
"""Signing in, being locked, and somebody else taking over: by keyboard, on a real desk."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.identity.messages import CounterRow
from tests.ui.keys import focus, press, typ
from ui.identity.sign_in import LAST_COUNTER, NOWHERE, SignInCover
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.window_state import WindowState

WRONG = "Deze naam en pincode horen niet bij elkaar. Probeer het opnieuw."
NAUGHTY = (
    "<b>vet</b>",
    "'; drop table agents; --",
    "=HYPERLINK(0)",
    "\u202eomgekeerd",
    "👩‍👩‍👧‍👦",
    "a\x00b",
    "x" * 10_000,
    "\ud800",
)

Open = Callable[..., SignInCover]


@pytest.fixture
def open_cover(
    qtbot: QtBot, desk: Desk, tasks: Tasks, problems: Problems, window_state: WindowState, theme: object
) -> Open:
    """Shows the cover; waits until it knows the counters."""

    def open_it(locked_by: Actor | None = None) -> SignInCover:
        cover = SignInCover(desk, tasks, problems, window_state, locked_by=locked_by)
        qtbot.addWidget(cover)
        cover.resize(1024, 700)
        cover.show()
        cover.activateWindow()
        qtbot.waitUntil(cover.isActiveWindow)
        cover.first_focus().setFocus()
        qtbot.waitUntil(lambda: not tasks.is_busy)
        return cover

    return open_it


def _at(cover: SignInCover, counters: tuple[CounterRow, ...], name: str) -> None:
    cover.counter.setCurrentIndex(cover.counter.findData(next(row.id for row in counters if row.name == name)))


def test_name_pin_enter_and_you_are_in(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_cover: Open, window_state: WindowState
) -> None:
    cover = open_cover()
    _at(cover, desk.who.counters(), "Balie 2")

    with qtbot.waitSignal(cover.signed_in) as signed_in:
        typ(focus(), "zand")
        press(Qt.Key.Key_Return)
        typ(focus(), "2468")
        press(Qt.Key.Key_Return)

    actor: Actor = signed_in.args[0]
    assert (actor.name, actor.counter_name) == ("Piet Zandstra", "Balie 2")
    assert window_state.number(LAST_COUNTER, 0) == actor.counter_id
    assert cover.pin.text() == ""


def test_the_computer_remembers_the_counter_and_not_the_person(
    desk: Desk, administrator: Actor, open_cover: Open, window_state: WindowState
) -> None:
    second = next(row.id for row in desk.who.counters() if row.name == "Balie 2")
    window_state.keep(LAST_COUNTER, second)

    cover = open_cover()

    assert cover.counter.currentData() == second
    assert cover.name.text() == ""
    assert cover.name.choice is None


def test_a_counter_must_be_chosen_once(qtbot: QtBot, administrator: Actor, open_cover: Open) -> None:
    cover = open_cover()
    cover.name.set_text("eva")
    cover.pin.setText("1357")

    cover.go.click()

    assert cover.error == "Kies de balie waar je zit."
    assert cover.counter.hasFocus()
    with qtbot.waitSignal(cover.signed_in) as signed_in:
        cover.counter.setCurrentIndex(cover.counter.findData(NOWHERE))
        press(Qt.Key.Key_Return)
    assert signed_in.args[0].counter_id is None


def test_a_wrong_pin_and_an_unknown_name_get_the_same_sentence(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_cover: Open
) -> None:
    cover = open_cover()
    _at(cover, desk.who.counters(), "Balie 1")

    sentences = []
    for name in ("eva", "niemand"):
        cover.name.set_text(name)
        cover.pin.setText("0000")
        cover.go.click()
        qtbot.waitUntil(cover.go.isEnabled)
        sentences.append(cover.error)

    assert sentences == [WRONG, WRONG]
    assert cover.pin.hasFocus()
    assert cover.pin.text() == ""


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_is_typed_is_refused_in_words(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_cover: Open, text: str
) -> None:
    cover = open_cover()
    _at(cover, desk.who.counters(), "Balie 1")

    cover.name.set_text(text)
    cover.pin.setText(text)
    cover.go.click()
    qtbot.waitUntil(cover.go.isEnabled)

    assert cover.error
    assert text not in cover.error


def test_nothing_typed_is_refused_at_the_name(desk: Desk, qtbot: QtBot, administrator: Actor, open_cover: Open) -> None:
    cover = open_cover()
    _at(cover, desk.who.counters(), "Balie 1")

    cover.go.click()
    qtbot.waitUntil(cover.go.isEnabled)

    assert "Typ je naam." in cover.error
    assert cover.name.edit.hasFocus()


def test_unlocking_asks_a_pin_only(qtbot: QtBot, administrator: Actor, open_cover: Open) -> None:
    cover = open_cover(administrator)

    assert cover.heading.text() == "Vergrendeld door Eva de Vries"
    assert not cover.name.isVisible()
    with qtbot.waitSignal(cover.unlocked):
        typ(focus(), "1357")
        press(Qt.Key.Key_Return)


def test_somebody_else_at_a_locked_counter_is_a_switch(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_cover: Open
) -> None:
    cover = open_cover(administrator)
    cover.other.click()
    _at(cover, desk.who.counters(), "Balie 1")

    with qtbot.waitSignal(cover.signed_in) as signed_in, qtbot.assertNotEmitted(cover.unlocked):
        typ(focus(), "piet")
        press(Qt.Key.Key_Return)
        typ(focus(), "2468")
        press(Qt.Key.Key_Return)

    assert signed_in.args[0].name == "Piet Zandstra"


def test_the_pin_of_a_colleague_does_not_unlock(qtbot: QtBot, administrator: Actor, open_cover: Open) -> None:
    cover = open_cover(administrator)

    with qtbot.assertNotEmitted(cover.unlocked):
        typ(focus(), "2468")
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(cover.go.isEnabled)

    assert cover.error == WRONG
    assert cover.is_locked


def test_five_wrong_pins_ask_for_a_whole_sign_in_and_a_minute(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_cover: Open
) -> None:
    cover = open_cover(administrator)
    for _ in range(5):
        cover.pin.setText("0000")
        cover.go.click()
        qtbot.waitUntil(cover.go.isEnabled)
    assert not cover.is_locked
    assert cover.error == "De pincode was te vaak fout. Meld je opnieuw aan met je naam."

    _at(cover, desk.who.counters(), "Balie 1")
    cover.name.set_text("eva")
    cover.pin.setText("1357")
    with qtbot.assertNotEmitted(cover.signed_in):
        cover.go.click()
        qtbot.waitUntil(cover.go.isEnabled)

    assert cover.error.startswith("De pincode was te vaak fout. Wacht 1 min")


def test_after_five_wrong_pins_the_pages_are_made_anew(
    qtbot: QtBot, desk: Desk, administrator: Actor, open_cover: Open, clock: object
) -> None:
    cover = open_cover(administrator)
    for _ in range(4):
        cover.pin.setText("0000")
        cover.go.click()
        qtbot.waitUntil(cover.go.isEnabled)
    with qtbot.waitSignal(cover.unlocked):
        cover.pin.setText("1357")
        cover.go.click()

    again = open_cover(administrator)
    again._wrong = 5  # noqa: SLF001 -- five real ones would mean waiting a minute

    with qtbot.waitSignal(again.signed_in), qtbot.assertNotEmitted(again.unlocked):
        again.pin.setText("1357")
        again.go.click()


def test_a_pin_can_be_pasted_and_never_copied(administrator: Actor, open_cover: Open) -> None:
    cover = open_cover(administrator)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("1357")

    cover.pin.paste()
    clipboard.clear()
    cover.pin.selectAll()
    cover.pin.copy()

    assert cover.pin.text() == "1357"
    assert clipboard.text() == ""
    assert "1357" not in cover.pin.displayText()


def test_every_field_has_a_name_and_tab_goes_down(administrator: Actor, open_cover: Open) -> None:
    cover = open_cover()

    order = []
    for _ in range(4):
        order.append(focus().accessibleName())
        press(Qt.Key.Key_Tab)

    assert order == ["Je naam", "Pincode of wachtwoord", "Balie", "Aanmelden"]
    assert cover.accessibleName() == "Wie zit er aan de balie?"
