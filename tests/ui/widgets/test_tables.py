# SPDX-License-Identifier: EUPL-1.2
"""Lists of frozen rows: what changes, changes one row."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.shell.window_state import WindowState
from ui.widgets.badge import Chip
from ui.widgets.choice_list import Choice, ChoiceModel
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_model import Column, RowTableModel, SortRole
from ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class Row:
    id: int
    number: str
    minutes: int


COLUMNS = (
    Column[Row]("Nummer", lambda row: row.number, width=120),
    Column[Row]("Nog", lambda row: f"{row.minutes} min", sort=lambda row: row.minutes, align_right=True),
    Column[Row]("Stand", lambda row: "te laat", chip=lambda row: Chip("te laat", "late"), width=120),
)
ROWS = (Row(1, "M26-000001", 90), Row(2, "M26-000002", 100), Row(3, "M26-000003", 9))


@pytest.fixture
def model() -> RowTableModel[Row]:
    result = RowTableModel(COLUMNS, key=lambda row: row.id)
    result.set_rows(ROWS)
    return result


@pytest.fixture
def view(qtbot: QtBot, model: RowTableModel[Row]) -> TableView:
    result = TableView(model, name="Meldingen", empty=EmptyState("inbox", "Geen open werk."))
    qtbot.addWidget(result)
    result.resize(500, 300)
    result.show()
    result.activateWindow()
    result.setFocus()
    return result


def test_the_model_keeps_the_rules_of_qt(qtmodeltester: ModelTester, model: RowTableModel[Row]) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt does not type it

    model.upsert(Row(4, "M26-000004", 1), at=0)
    model.upsert(replace(ROWS[0], minutes=5))
    model.remove(2)
    model.append_rows([Row(5, "M26-000005", 2)], has_more=False)

    assert [row.id for row in model.rows] == [4, 1, 3, 5]


def test_the_list_of_choices_keeps_the_rules_of_qt(qtmodeltester: ModelTester) -> None:
    model = ChoiceModel()
    model.set_choices([Choice(1, "Jansen"), Choice(2, "Jansma")], [Choice("new", "+ Nieuw")])

    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt does not type it


def test_a_changed_row_stays_selected(view: TableView, model: RowTableModel[Row]) -> None:
    view.go_to(2)

    model.upsert(replace(ROWS[1], minutes=3))
    model.upsert(Row(9, "M26-000009", 1), at=0)

    assert view.current_row() == replace(ROWS[1], minutes=3)
    assert [row.id for row in view.selected_rows()] == [2]


def test_numbers_sort_as_numbers(view: TableView) -> None:
    view.sortByColumn(1, Qt.SortOrder.AscendingOrder)

    shown = [view.model().index(row, 1).data(SortRole) for row in range(3)]

    assert shown == [9, 90, 100]


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens_the_row(qtbot: QtBot, view: TableView, enter: Qt.Key) -> None:
    view.go_to(3)

    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, enter)

    assert opened.args == [ROWS[2]]


def test_an_empty_list_says_what_will_come_here(view: TableView, model: RowTableModel[Row]) -> None:
    empty = view.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    was_shown = empty.isVisible()

    model.set_rows([])

    assert not was_shown
    assert empty.isVisible()
    model.upsert(ROWS[0])
    assert not empty.isVisible()


def test_more_rows_are_asked_for_once(qtbot: QtBot, model: RowTableModel[Row]) -> None:
    model.set_rows(ROWS, has_more=True)

    with qtbot.waitSignal(model.more_wanted):
        model.fetchMore()

    assert not model.canFetchMore()
    model.append_rows([Row(4, "M26-000004", 4), ROWS[0]], has_more=False)
    assert [row.id for row in model.rows] == [1, 2, 3, 4]
    assert not model.canFetchMore()


def test_widths_of_columns_are_remembered(
    qtbot: QtBot, model: RowTableModel[Row], window_state: WindowState, tmp_path: Path
) -> None:
    first = TableView(model, name="Een", memory=window_state, memory_name="columns/test")
    qtbot.addWidget(first)
    first.setColumnWidth(0, 222)
    qtbot.waitUntil(lambda: not window_state.blob("columns/test-100").isEmpty())

    second = TableView(model, name="Twee", memory=window_state, memory_name="columns/test")
    qtbot.addWidget(second)

    assert second.columnWidth(0) == 222


def test_tab_leaves_the_list(view: TableView) -> None:
    view.go_to_first()

    QTest.keyClick(view, Qt.Key.Key_Tab)

    assert view.currentIndex().column() == 0
    assert QApplication.focusWidget() is not None
