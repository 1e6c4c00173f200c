# SPDX-License-Identifier: EUPL-1.2
"""The first start: a desk without anybody gets its administrator."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.core.actor import Role
from desk_app.identity.messages import SignIn
from tests.ui.keys import focus, press, typ
from ui.identity.set_up import SetUpCover
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks

HARD = ("<b>Łukasz</b>", "=1+1", "\u202eabc", "👩‍👩‍👧‍👦", 'O\'Neill "x"', "&amp;")


@pytest.fixture
def cover(qtbot: QtBot, desk: Desk, tasks: Tasks, problems: Problems, theme: object) -> SetUpCover:
    widget = SetUpCover(desk, tasks, problems)
    qtbot.addWidget(widget)
    widget.resize(1024, 700)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    widget.first_focus().setFocus()
    qtbot.waitUntil(lambda: not tasks.is_busy)
    return widget


def test_six_answers_open_the_counter(qtbot: QtBot, desk: Desk, cover: SetUpCover) -> None:
    assert not desk.who.is_set_up()

    with qtbot.waitSignal(cover.done) as done:
        for answer in ("Hogeschool Voorbeeld", "Eva de Vries", "", "1357", "1357", ""):
            typ(focus(), answer)
            press(Qt.Key.Key_Return)

    actor = done.args[0]
    assert (actor.name, actor.role, actor.counter_name) == ("Eva de Vries", Role.ADMINISTRATOR, "Balie 1")
    assert desk.who.settings().organisation == "Hogeschool Voorbeeld"
    assert desk.identity.sign_in(SignIn(login="eva", pin="1357")).name == "Eva de Vries"


def test_what_is_missing_is_said_at_the_field_and_the_rest_stays(qtbot: QtBot, desk: Desk, cover: SetUpCover) -> None:
    cover.name.setText("Eva")
    cover.pin.setText("12")
    cover.again.setText("12")

    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(cover.form.summary))

    assert cover.form.field("organisation").error == "Typ de naam van je organisatie."
    assert cover.form.field("pin").error == "Kies minstens 4 cijfers of tekens."
    assert cover.organisation.hasFocus()
    assert cover.name.text() == "Eva"
    assert not desk.who.is_set_up()


def test_two_pins_that_differ_are_not_sent(desk: Desk, cover: SetUpCover) -> None:
    cover.pin.setText("1357")
    cover.again.setText("1375")

    cover.go.click()

    assert cover.form.field("again").error == "Dit is niet hetzelfde als hierboven. Typ het nog een keer."
    assert cover.again.hasFocus()
    assert not desk.who.is_set_up()


@pytest.mark.parametrize("text", HARD)
def test_hard_names_are_kept_as_typed(qtbot: QtBot, desk: Desk, cover: SetUpCover, text: str) -> None:
    for box in (cover.organisation, cover.name, cover.login, cover.pin, cover.again, cover.counter):
        box.setText(text)

    with qtbot.waitSignal(cover.done) as done:
        cover.go.click()

    assert (done.args[0].name, done.args[0].counter_name) == (text, text)
    assert desk.who.settings().organisation == text


@pytest.mark.parametrize("text", ["x" * 10_000, "a\x00b"])
def test_what_cannot_be_kept_is_refused_in_words(qtbot: QtBot, desk: Desk, cover: SetUpCover, text: str) -> None:
    for box in (cover.organisation, cover.name, cover.login, cover.pin, cover.again, cover.counter):
        box.setText(text)

    cover.go.click()
    qtbot.waitUntil(lambda: bool(cover.form.summary) or desk.who.is_set_up())

    assert cover.form.summary or all("\x00" not in box.text() for box in cover.findChildren(QLineEdit))
    assert cover.go.isEnabled()
