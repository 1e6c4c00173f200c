# SPDX-License-Identifier: EUPL-1.2
"""Escalating: who must look at this ticket now, and why."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desk_app.contracts.wording import ADDRESSEE_NAMES
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.progress.messages import Addressee, EscalateTicket
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.widgets.chooser import Chooser
from ui.widgets.text_box import TextBox


class EscalateDialog(OrderForm):
    """Reaches somebody about one ticket; it stands in the timeline, with the reason."""

    def __init__(self, workplace: Workplace, ticket_id: int, parent: QWidget | None = None) -> None:
        title = _("Escalate")
        super().__init__(workplace, (ticket_id,), parent, name="escalate", title=title, go=title, icon="bell")
        self.to = Chooser(_("Who must look at this?"))
        self.to.setMinimumContentsLength(28)
        self.to.set_choices((one, _(ADDRESSEE_NAMES[one])) for one in _TO)
        self.reason = TextBox(name=_("Why?"), lines=3)
        self.form.add("addressee", _("Who must look at this?"), self.to, required=True)
        self.form.add("reason", _("Why?"), self.reason, required=True, hint=_("They read this. The customer does not."))
        self.kept.watch("reason", self.reason)
        self.keep_typed()
        self.read_lines()
        self.to.setFocus()

    def command(self) -> Callable[[], Deed]:
        reason = self.reason.text().strip()
        if not reason:
            raise InvalidInput({"reason": _("Write why somebody must look at this now.")})
        order = EscalateTicket(ticket_id=self.ticket_ids[0], addressee=self.to.key, reason=reason)
        desk, actor, whom = self.workplace.desk, self.workplace.actor, _(ADDRESSEE_NAMES[self.to.key])
        return lambda: deeds.escalated(desk.progress.escalate(actor, order), whom)


_TO = (Addressee.MANAGER, Addressee.TEAM, Addressee.ASSIGNEE, Addressee.OWNER, Addressee.AGREEMENT_OWNER)
"""Who is asked most often comes first."""
