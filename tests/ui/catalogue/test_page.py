# SPDX-License-Identifier: EUPL-1.2
"""Page Catalogus by keyboard: search, walk the tree and the matrix, read the card, start an intake."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemFilter
from desk_app.catalogue.models import CatalogueItem, Complexity, Funding, ItemStatus
from desk_app.core.actor import Actor, Role
from tests import factories
from tests.ui.keys import press, typ
from ui.catalogue.page import CataloguePage
from ui.shell.bridge import Bridge
from ui.shell.page import IntakeWish, Workplace
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme

WAIT = 5_000


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, desk: Desk, actor: Actor, tasks: Tasks, problems: Problems
) -> Iterator[CataloguePage]:
    """The page, filled, with the cursor in its search box."""
    bridge = Bridge(desk.events)
    made = CataloguePage(Workplace(desk, tasks, bridge, problems, actor))
    qtbot.addWidget(made)
    made.resize(1198, 620)
    made.show()
    made.activateWindow()
    first = made.first_focus()
    assert first is not None
    first.setFocus()
    _settled(qtbot, tasks)
    yield made
    bridge.close()


def _settled(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: not tasks.is_busy, timeout=WAIT)


def _names(page: CataloguePage) -> list[str]:
    return [item.name for item in page.model.rows]


def test_page_opens_with_everything_and_the_cursor_in_the_search_box(
    page: CataloguePage, desk: Desk, actor: Actor
) -> None:
    every = desk.catalogue.items(actor, ItemFilter())

    assert page.focusWidget() is page.search
    assert _names(page) == [item.name for item in every]
    assert page.tree.topic_id is None
    assert page.matrix.cell is None
    assert page.list.current_row() == every[0]


def test_typed_product_starts_an_intake_with_two_enters(
    qtbot: QtBot, page: CataloguePage, desk: Desk, actor: Actor
) -> None:
    wishes: list[object] = []
    page.intake_wanted.connect(wishes.append)

    typ(page.search, "beemer")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _names(page)[:1] == ["Beamer of scherm doet het niet"], timeout=WAIT)
    press(Qt.Key.Key_Return)

    assert wishes == [IntakeWish(item_id=desk.catalogue.by_code(actor, "P-SBEAM").id)]


def test_arrow_keys_walk_the_matrix_and_each_cell_is_a_filter(qtbot: QtBot, page: CataloguePage) -> None:
    page.matrix.setFocus()
    assert page.matrix.cell is None

    press(Qt.Key.Key_Right)
    assert page.matrix.cell == (Complexity.OPERATIONAL, Funding.BASIC)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)

    assert page.matrix.cell == (Complexity.TACTICAL, Funding.PLUS)
    qtbot.waitUntil(
        lambda: {(row.complexity, row.funding) for row in page.model.rows} == {(Complexity.TACTICAL, Funding.PLUS)},
        timeout=WAIT,
    )


def test_escape_lets_go_of_the_cell(qtbot: QtBot, page: CataloguePage) -> None:
    count = len(page.model.rows)
    page.matrix.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(page.model.rows) < count, timeout=WAIT)

    press(Qt.Key.Key_Escape)

    assert page.matrix.cell is None
    qtbot.waitUntil(lambda: len(page.model.rows) == count, timeout=WAIT)


def test_branch_of_the_tree_is_a_filter_and_the_matrix_counts_within_it(qtbot: QtBot, page: CataloguePage) -> None:
    page.tree.setFocus()

    press(Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: "Beamer lenen" in _names(page) and "Lekkage" not in _names(page), timeout=WAIT)
    cells = page.matrix.cells
    numbers = [int(cells.data(cells.index(row, column))) for row in range(3) for column in range(3)]
    assert sum(numbers) == len(page.model.rows)


def test_card_shows_the_product_under_the_cursor(qtbot: QtBot, page: CataloguePage, desk: Desk, actor: Actor) -> None:
    page.show_target(desk.catalogue.by_code(actor, "P-FOT").id)

    qtbot.waitUntil(lambda: page.list.current_row().code == "P-FOT", timeout=WAIT)

    words = _words_on(page.card)
    assert "Pasfoto maken" in words
    assert "Prijs: €\xa05,00" in words
    assert any(word.startswith("operationeel · plus") for word in words)


def test_product_that_is_shown_is_found_whatever_the_filter_was(
    qtbot: QtBot, page: CataloguePage, desk: Desk, actor: Actor, tasks: Tasks
) -> None:
    page.matrix.setFocus()
    press(Qt.Key.Key_Down)
    typ(page.search, "koffie")
    _settled(qtbot, tasks)

    page.show_target(desk.catalogue.by_code(actor, "P-LIFT".replace("LIFT", "SLIFT")).id)

    qtbot.waitUntil(
        lambda: page.list.current_row() is not None and page.list.current_row().code == "P-SLIFT", timeout=WAIT
    )


def test_a_retired_product_is_found_under_its_status_and_not_in_the_offer(
    qtbot: QtBot, page: CataloguePage, desk: Desk
) -> None:
    with desk.db.jot() as session:
        item = session.query(CatalogueItem).filter(CatalogueItem.code == "P-PAS").one()
        item.status = ItemStatus.RETIRED

    page.refresh()
    qtbot.waitUntil(lambda: "Pas vervangen" not in _names(page), timeout=WAIT)
    _show(page, ItemStatus.RETIRED.value)

    qtbot.waitUntil(lambda: _names(page) == ["Pas vervangen"], timeout=WAIT)


def test_what_its_owner_should_have_looked_at_is_a_list_of_its_own(
    qtbot: QtBot, page: CataloguePage, desk: Desk
) -> None:
    with desk.db.jot() as session:
        for item in session.query(CatalogueItem):
            item.review_on = date(2030, 1, 1) if item.code != "P-PAS" else date(2026, 11, 23)

    _show(page, "review")

    qtbot.waitUntil(lambda: _names(page) == ["Pas vervangen"], timeout=WAIT)
    assert any("deze datum is voorbij" in words for words in page.card.facts.texts)


def test_what_looks_like_markup_is_shown_as_it_is(qtbot: QtBot, page: CataloguePage, desk: Desk) -> None:
    with desk.db.jot() as session:
        item = session.query(CatalogueItem).filter(CatalogueItem.code == "P-PAS").one()
        item.name, item.explanation = "<b>Pas</b>", '<img src="file:///etc/passwd">'

    page.show_target(item.id)
    qtbot.waitUntil(lambda: page.list.current_row().name == "<b>Pas</b>", timeout=WAIT)

    words = _words_on(page.card)
    assert "<b>Pas</b>" in words
    assert any(word.startswith('<img src="file:///etc/passwd">') for word in words)


def test_nothing_found_says_what_to_do(qtbot: QtBot, page: CataloguePage) -> None:
    typ(page.search, "zzzzzz")
    qtbot.waitUntil(lambda: page.model.rows == (), timeout=WAIT)

    assert any("Typ een ander woord" in word for word in _words_on(page.list))
    press(Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: len(page.model.rows) > 60, timeout=WAIT)


def test_narrow_window_shows_a_box_instead_of_the_tree(qtbot: QtBot, page: CataloguePage) -> None:
    page.resize(640, 900)
    qtbot.waitUntil(page.topic_box.isVisible, timeout=WAIT)
    place = page.topic_box.findText("Iets lenen")

    page.topic_box.setCurrentIndex(place)
    page.topic_box.activated.emit(place)

    assert not page.tree.isVisible()
    qtbot.waitUntil(lambda: "Beamer lenen" in _names(page) and "Lekkage" not in _names(page), timeout=WAIT)


def test_back_office_cannot_start_an_intake(
    qtbot: QtBot, theme: Theme, desk: Desk, tasks: Tasks, problems: Problems
) -> None:
    bridge = Bridge(desk.events)
    joost = factories.an_actor(desk.db, "joost", Role.BACK_OFFICE, "Balie Hoofdgebouw")
    page = CataloguePage(Workplace(desk, tasks, bridge, problems, joost))
    qtbot.addWidget(page)
    wishes: list[object] = []
    page.intake_wanted.connect(wishes.append)
    page.show()
    qtbot.waitUntil(lambda: len(page.model.rows) > 60, timeout=WAIT)

    page.list.setFocus()
    page.list.opened.emit(page.list.current_row())

    assert wishes == []
    assert not any(
        "Start intake" in button.text() and button.isVisible() for button in page.findChildren(QAbstractButton)
    )
    bridge.close()


def test_everything_that_takes_the_focus_has_a_name(page: CataloguePage) -> None:
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not _spoken(widget)
    ]

    assert nameless == []


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def _words_on(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QWidget) if hasattr(label, "text") and label.isVisible()]


def _show(page: CataloguePage, which: str) -> None:
    """Down in the box of statuses until it says so."""
    page.browser.status_box.setFocus()
    while page.browser.which != which:
        press(Qt.Key.Key_Down)
