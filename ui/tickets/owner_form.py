# SPDX-License-Identifier: EUPL-1.2
"""Who minds a ticket until the customer is done, whoever works on it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.progress.messages import GiveOwnership, TakeOwnership
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.widgets.chooser import Chooser


class OwnerDialog(OrderForm):
    """Gives one ticket an owner: me, without more ado, or a colleague, with the reason; ``owner_id``: who it is now."""

    def __init__(
        self, workplace: Workplace, ticket_id: int, owner_id: int | None, parent: QWidget | None = None
    ) -> None:
        title = _("Who minds it?")
        super().__init__(workplace, (ticket_id,), parent, name="owner", title=title, go=_("Mind it"), icon="eye")
        self._owner_id = owner_id
        self.person = Chooser(title)
        self.person.setMinimumContentsLength(28)
        self.reason = QLineEdit()
        hint = _("One person sees to it until the customer is done, whoever works on it.")
        self.form.add("agent_id", title, self.person, required=True, hint=hint)
        self.form.add(
            "reason", _("Why?"), self.reason, required=True, hint=_("Your colleague reads this. The customer does not.")
        )
        self.form.show_field("reason", is_shown=False)
        self.kept.watch("reason", self.reason)
        self.keep_typed()
        self.read_lines()
        self.person.activated.connect(lambda _place: self._mind_reason())
        workplace.tasks.run(self, workplace.desk.who.colleagues, done=self._on_read)
        self.person.setFocus()

    def command(self) -> Callable[[], Deed]:
        desk, actor, ids, agent_id = self.workplace.desk, self.workplace.actor, self.ticket_ids, self.person.key
        if agent_id is None:
            raise InvalidInput({"agent_id": _("Choose who minds it.")})
        if agent_id == actor.agent_id:
            mine = TakeOwnership(ticket_ids=ids)
            return lambda: deeds.owned(desk.progress.take_ownership(actor, mine))
        reason, name = self.reason.text().strip(), self.person.currentText()
        if not reason:
            raise InvalidInput({"reason": _("Write in a few words why.")})
        theirs = GiveOwnership(ticket_ids=ids, agent_id=agent_id, reason=reason)
        return lambda: deeds.given(desk.progress.give_ownership(actor, theirs), name)

    def is_last(self, field: QWidget) -> bool:
        return field is self.reason

    def _on_read(self, colleagues: Sequence[tuple[int, str]]) -> None:
        me = self.workplace.actor.agent_id
        others = [(agent_id, name) for agent_id, name in colleagues if agent_id not in (me, self._owner_id)]
        mine = [(me, _("I do"))] if me is not None and me != self._owner_id else []
        self.person.set_choices([*mine, *others])
        self._mind_reason()

    def _mind_reason(self) -> None:
        """Who takes it upon themselves need not say why."""
        self.form.show_field("reason", is_shown=self.person.key != self.workplace.actor.agent_id)
