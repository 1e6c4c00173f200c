# SPDX-License-Identifier: EUPL-1.2
"""Whatever comes and goes, the list shows the new rows in their order, and the cursor stays with its ticket."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desk_app.catalogue.models import TicketKind
from desk_app.progress.messages import GuardedRow
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.urgency import Urgency
from tests.ui.board.scenes import NOON
from ui.progress.guard_table import GuardTable
from ui.progress.rows import MANY, bring_up_to_date
from ui.shell.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_model import Column, RowTableModel

COLUMNS = 6


def a_row(ticket_id: int, why: str = "") -> GuardedRow:
    return GuardedRow(
        id=ticket_id,
        number=f"M26-{ticket_id:06d}",
        subject="Pas",
        kind=TicketKind.REQUEST,
        status=TicketStatus.NEW,
        confidential=False,
        priority=None,
        customer_id=None,
        customer="",
        team_id=None,
        team="",
        assignee_id=None,
        assignee="",
        owner_id=None,
        owner="",
        target_id=None,
        agreement_id=None,
        agreement="",
        registered_at=NOON,
        due_at=NOON + timedelta(minutes=ticket_id),
        soon_at=None,
        promised_at=None,
        respond_by=None,
        responded_at=None,
        paused_at=None,
        pending_reason=None,
        follow_up_on=None,
        urgency=Urgency.ON_TIME,
        step="",
        step_team="",
        supplier="",
        why=why,
        told=None,
        warnings=0,
        last_warning=None,
    )


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> Iterator[GuardTable]:
    """A table on screen, empty."""
    columns = [Column[GuardedRow](str(number), lambda row: row.why) for number in range(COLUMNS)]
    model: RowTableModel[GuardedRow] = RowTableModel(columns, key=lambda row: row.id)
    table = GuardTable(model, EmptyState("shield", ""))
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(900, 400)
    with qtbot.waitExposed(table):
        table.show()
    yield table
    table.close()


def show(table: GuardTable, ids: Sequence[int], why: str = "", *, more: bool = False) -> None:
    bring_up_to_date(table, table.rows, [a_row(one, why) for one in ids], more=more)


def shown(table: GuardTable) -> list[int]:
    return [row.id for row in table.rows.rows]


IDS = st.lists(st.integers(1, 150), unique=True, max_size=120)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=IDS, after=IDS, place=st.integers(0, 119))
def test_the_new_list_is_shown_and_the_cursor_stays_with_its_ticket(
    table: GuardTable, before: list[int], after: list[int], place: int
) -> None:
    table.rows.set_rows([a_row(one) for one in before])
    current = before[place % len(before)] if before else None
    if current is not None:
        table.go_to(current)

    show(table, after, "nieuw")

    assert shown(table) == after
    assert {row.why for row in table.rows.rows} <= {"nieuw"}
    if current in after:
        assert table.current_row().id == current


def test_the_selection_stays_when_many_rows_come_at_once(table: GuardTable) -> None:
    show(table, range(10, 20))
    table.go_to(12)
    table.selectRow(2)

    show(table, [*range(200, 200 + MANY + 1), *range(10, 20)])

    assert [row.id for row in table.selected_rows()] == [12]
    assert table.current_row().id == 12


def test_ten_thousand_rows_grow_without_losing_the_cursor(table: GuardTable) -> None:
    show(table, range(300), more=True)
    table.go_to(299)

    show(table, range(10_000))

    assert len(shown(table)) == 10_000
    assert table.current_row().id == 299
    assert not table.rows.canFetchMore()
