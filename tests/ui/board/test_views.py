# SPDX-License-Identifier: EUPL-1.2
"""The list of views: moved, thrown away after a question, and changed by a colleague."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.board.messages import BoardFilter, Pressing, SaveView
from desk_app.core.actor import Actor, Role
from tests.factories import an_actor
from ui.board.page import BoardPage

Open = Callable[[], BoardPage]


@pytest.fixture
def saved(desk: Desk, actor: Actor) -> None:
    for name, pressing in (("Een", Pressing.LATE), ("Twee", Pressing.SOON)):
        desk.views.save(actor, SaveView(name=name, filter=BoardFilter(pressing=pressing)))


def names(page: BoardPage) -> list[str]:
    return [page.bar.view.itemText(place) for place in range(4, page.bar.view.count())]


@pytest.mark.usefixtures("saved")
def test_a_view_moves_in_the_list_and_stays_in_use(qtbot: QtBot, open_board: Open) -> None:
    page = open_board()
    page.bindings()["view_6"]()

    page.bar.move_view_wanted.emit(-1)
    qtbot.waitUntil(lambda: names(page) == ["Twee", "Een"])

    assert page.bar.view.currentText() == "Twee"
    assert page.bar.filter.pressing is Pressing.SOON


@pytest.mark.usefixtures("saved")
@pytest.mark.parametrize(("answer", "left"), [("Weggooien", ["Twee"]), ("Houden", ["Een", "Twee"])])
def test_a_view_goes_only_after_the_question(qtbot: QtBot, open_board: Open, answer: str, left: list[str]) -> None:
    page = open_board()
    page.bindings()["view_5"]()

    page.bar.delete_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == answer).click()
    qtbot.waitUntil(lambda: not page.workplace.tasks.is_busy and names(page) == left)

    assert page.bar.view.currentText() == ("Alles" if answer == "Weggooien" else "Een")


def test_a_view_that_a_manager_shares_appears_by_itself(qtbot: QtBot, open_board: Open, desk: Desk) -> None:
    page = open_board()
    manager = an_actor(desk.db, "mila", Role.MANAGER)

    desk.views.save(manager, SaveView(name="Voor allen", filter=BoardFilter(), for_everybody=True))
    qtbot.waitUntil(lambda: names(page) == ["Voor allen"])

    assert page.bar.view.currentText() == "Alles"
