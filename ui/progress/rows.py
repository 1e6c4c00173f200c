# SPDX-License-Identifier: EUPL-1.2
"""Another list in the place of the old one, row by row, so that cursor and selection stay with their tickets."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel

from desk_app.progress.messages import GuardedRow
from ui.widgets.table_model import RowTableModel
from ui.widgets.table_view import TableView

MANY = 64
"""With more rows coming and going than this the list is set anew, and the cursor is put back."""


def bring_up_to_date(
    table: TableView, model: RowTableModel[GuardedRow], rows: Sequence[GuardedRow], *, more: bool
) -> None:
    """Shows ``rows`` in their order; ``more``: there are more to fetch."""
    old = [row.id for row in model.rows]
    new = [row.id for row in rows]
    if new[: len(old)] == old:
        model.append_rows(rows, has_more=more)
        return
    wanted, had = set(new), set(old)
    stay_in_order = [key for key in old if key in wanted] == [key for key in new if key in had]
    if stay_in_order and len(wanted ^ had) <= MANY:
        current = table.current_row()
        for key in had - wanted:
            model.remove(key)
        for place, row in enumerate(rows):
            model.upsert(row, at=place)
        model.append_rows((), has_more=more)
        if current is not None and current.id not in wanted:
            table.go_to(_neighbour(current.id, old, wanted))
        return
    kept = [row.id for row in table.selected_rows()]
    current = table.current_row()
    scrolled = table.verticalScrollBar().value()
    model.set_rows(rows, has_more=more)
    if current is None or not table.go_to(current.id):
        table.go_to_first()
        return
    _select(table, model, kept)
    table.verticalScrollBar().setValue(scrolled)


def _select(table: TableView, model: RowTableModel[GuardedRow], ids: Sequence[int]) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for ticket_id in ids:
        table.selectionModel().select(model.index_of(ticket_id), flags)


def _neighbour(key: int, old: Sequence[int], wanted: set[int]) -> int | None:
    """The ticket that stood under the one that went, else above it."""
    place = old.index(key)
    under = (one for one in old[place + 1 :] if one in wanted)
    above = (one for one in reversed(old[:place]) if one in wanted)
    return next(under, None) or next(above, None)
