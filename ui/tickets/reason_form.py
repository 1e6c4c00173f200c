# SPDX-License-Identifier: EUPL-1.2
"""Reopening and cancelling: both need only the reason."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desk_app.core.i18n import N_, _
from desk_app.tickets.lifecycle import Act
from desk_app.tickets.messages import CancelTickets, ReopenTickets
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.widgets.text_box import TextBox

_WORDS = {
    Act.REOPEN: (N_("Reopen"), "undo-2", N_("What is not right yet?")),
    Act.CANCEL: (N_("Cancel the ticket"), "ban", N_("Why need this not be done any more?")),
}


class ReasonDialog(OrderForm):
    """Asks why; ``act`` is ``Act.REOPEN`` or ``Act.CANCEL``, ``reason`` what is known already."""

    def __init__(
        self,
        workplace: Workplace,
        ticket_ids: Sequence[int],
        act: Act,
        parent: QWidget | None = None,
        *,
        reason: str = "",
    ) -> None:
        title, icon, question = _WORDS[act]
        super().__init__(workplace, ticket_ids, parent, name=act.value, title=_(title), go=_(title), icon=icon)
        self.act = act
        self.reason = TextBox(name=_(question), lines=3)
        self.reason.set_text(reason)
        self.form.add("reason", _(question), self.reason, required=True)
        self.kept.watch("reason", self.reason)
        self.keep_typed()
        self.read_lines()
        self.reason.setFocus()

    def command(self) -> Callable[[], Deed]:
        desk, actor, ids, reason = self.workplace.desk, self.workplace.actor, self.ticket_ids, self.reason.text()
        if self.act is Act.REOPEN:
            reopen = ReopenTickets(ticket_ids=ids, reason=reason)
            return lambda: deeds.reopened(desk.tickets.reopen(actor, reopen))
        cancel = CancelTickets(ticket_ids=ids, reason=reason)
        return lambda: deeds.cancelled(desk.tickets.cancel(actor, cancel))
