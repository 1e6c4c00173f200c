# SPDX-License-Identifier: EUPL-1.2
"""The tickets behind a figure, by keyboard: all of them, and as many as the figure says."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.progress.messages import LISTED_AT_ONCE
from tests.ui.contracts.conftest import EIGHT_HOURS, Open, Settle, an_agreement, target_id, tickets
from tests.ui.keys import focus, press
from tests.ui.listener import Listener
from ui.contracts.page import ContractsPage
from ui.contracts.view import PERFORMANCE, TARGETS

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 11, 24)


def _row(page_part: QWidget, table: str, place: int) -> list[str]:
    model = getattr(page_part, table).model()
    return [str(model.index(place, column).data()) for column in range(model.columnCount())]


def _open(page: ContractsPage, settle: Settle, tab: int = TARGETS) -> None:
    press(KEY.Key_Return)
    settle()
    press(Qt.Key(KEY.Key_1 + tab), ALT)
    settle()


def test_enter_on_a_share_opens_its_tickets_and_enter_opens_one(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle, listener: Listener
) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    made = tickets(desk, manager, target_id(desk, manager, number), met=2, late=1)
    page = open_page()
    _open(page, settle, PERFORMANCE)

    press(KEY.Key_Down)
    press(KEY.Key_Return)
    settle()
    every = {row.id for row in page.behind.model.rows}
    title, count = page.behind.title.text(), page.behind.count.text()
    page.behind.part_box.setFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    settle()
    late = [row.id for row in page.behind.model.rows]
    page.behind.list.setFocus()
    press(KEY.Key_Return)

    assert every == set(made)
    assert title == "A: alle meldingen"
    assert count == "3 meldingen, 1 november 2026 tot en met 24 november 2026."
    assert late == [made[-1]]
    assert listener.tickets == [made[-1]]
    press(KEY.Key_Escape)
    settle()
    assert page.is_viewing
    assert focus() is page.view.performance.table


def test_all_tickets_behind_a_figure_can_be_seen_by_keyboard(
    open_page: Open, desk: Desk, manager: Actor, settle: Settle
) -> None:
    number = an_agreement(desk, manager, "A", targets=(EIGHT_HOURS,))
    made = tickets(desk, manager, target_id(desk, manager, number), met=1, late=LISTED_AT_ONCE + 2)
    page = open_page()
    _open(page, settle, PERFORMANCE)
    tab = page.view.performance
    figure, miss_count = _row(tab, "table", 1)[2], tab.miss_model.rowCount()
    tab.all_misses.click()
    settle()
    late = page.behind.count.text()
    page.behind.part_box.setCurrentIndex(0)
    settle()
    before, words = page.behind.count.text(), page.behind.more_button.text()
    page.behind.list.setFocus()
    press(KEY.Key_End)
    at = page.behind.list.current_row()

    press(KEY.Key_M)
    settle()

    assert figure == f"{LISTED_AT_ONCE + 3}"
    assert miss_count == LISTED_AT_ONCE
    assert late.startswith("202 meldingen")
    assert before.startswith(f"{figure} meldingen")
    assert before.endswith("Je ziet de eerste 200.")
    assert "Toon de volgende 3" in words
    assert {row.id for row in page.behind.model.rows} == set(made)
    assert page.behind.count.text() == f"{figure} meldingen, 1 november 2026 tot en met 24 november 2026."
    assert page.behind.more_button.isHidden()
    assert page.behind.list.current_row() == at
    assert focus() is page.behind.list
