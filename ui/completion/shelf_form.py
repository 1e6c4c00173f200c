# SPDX-License-Identifier: EUPL-1.2
"""Completed work that waits for the customer after all: on which shelf?"""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.completion.messages import PutOnShelf
from desk_app.core.i18n import _
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace


class ShelfDialog(OrderForm):
    """Puts one ticket on a shelf."""

    def __init__(self, workplace: Workplace, ticket_ids: Sequence[int], parent: QWidget | None = None) -> None:
        title = _("Ready to collect")
        super().__init__(workplace, ticket_ids, parent, name="shelf", title=title, go=title, icon="package")
        self.shelf = QLineEdit()
        self.form.add("shelf", _("On which shelf?"), self.shelf, required=True)
        self.read_lines()
        self.shelf.setFocus()

    def command(self) -> Callable[[], Deed]:
        shelf = self.shelf.text().strip()
        order = PutOnShelf(ticket_id=self.ticket_ids[0], shelf=shelf)
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: deeds.on_shelf(desk.completion.put_on_shelf(actor, order), shelf)

    def is_last(self, field: QWidget) -> bool:
        return field is self.shelf
