# SPDX-License-Identifier: EUPL-1.2
"""Routing on: to which team, perhaps to whom in it, and why."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.identity.messages import TeamRow
from desk_app.tickets.messages import AssignTickets
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace


class RouteDialog(OrderForm):
    """Hands tickets to another team, or to a colleague."""

    def __init__(self, workplace: Workplace, ticket_ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(
            workplace, ticket_ids, parent, name="route", title=_("Route on"), go=_("Route on"), icon="send"
        )
        self.team = QComboBox()
        self.team.setMinimumContentsLength(28)
        self.person = QComboBox()
        self.person.setMinimumContentsLength(28)
        self.reason = QLineEdit()
        self.form.add("team_id", _("To which team?"), self.team, required=True)
        self.form.add("agent_id", _("To whom in it?"), self.person)
        self.form.add(
            "reason", _("Why?"), self.reason, required=True, hint=_("Your colleague reads this. The customer does not.")
        )
        self.kept.watch("reason", self.reason)
        self.keep_typed()
        self.read_lines()
        desk = workplace.desk
        workplace.tasks.run(self, lambda: (desk.who.teams(), desk.who.colleagues()), done=self._on_read)
        self.team.setFocus()

    def command(self) -> Callable[[], Deed]:
        team_id = self.team.currentData()
        if team_id is None:
            raise InvalidInput({"team_id": _("Choose who this goes to.")})
        order = AssignTickets(
            ticket_ids=self.ticket_ids,
            team_id=team_id,
            agent_id=self.person.currentData(),
            reason=self.reason.text().strip(),
        )
        to = self.team.currentText()
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: deeds.routed(desk.tickets.assign(actor, order), to)

    def is_last(self, field: QWidget) -> bool:
        return field is self.reason

    def _on_read(self, answer: tuple[Sequence[TeamRow], Sequence[tuple[int, str]]]) -> None:
        teams, colleagues = answer
        self.team.addItem(_("Choose a team"), None)
        for team in teams:
            self.team.addItem(team.name, team.id)
        self.person.addItem(_("Whoever takes it"), None)
        for agent_id, name in colleagues:
            self.person.addItem(name, agent_id)
