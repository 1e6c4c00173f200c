# SPDX-License-Identifier: EUPL-1.2
"""What somebody is to do about an agreement: what, who, before which day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.contracts.messages import ActionRow, SaveAction
from desk_app.core.i18n import _
from ui.orders.form import CommandForm
from ui.shell.page import Deed, Workplace
from ui.widgets.boxes import DateBox
from ui.widgets.value_boxes import LineBox


class ActionForm(CommandForm):
    """A new action, or a changed one."""

    def __init__(
        self,
        workplace: Workplace,
        agreement_id: int,
        action: ActionRow | None,
        day: date,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """``day``: where the box of the day begins for a new one; ``name``: of the agreement."""
        super().__init__(workplace, parent, title=_("Action"), go=_("Save"), icon="save")
        self._agreement_id = agreement_id
        self._action = action
        self.about_line.show_text(name)
        self.what, self.who = LineBox(), LineBox()
        for line in (self.what, self.who):
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.due_on = DateBox(name=_("Before"))
        self.form.add("what", _("What"), self.what, required=True)
        self.form.add("who", _("Who"), self.who, required=True)
        self.form.add("due_on", _("Before"), self.due_on, required=True)
        self.what.show_line(action.what if action else "")
        self.who.show_line(action.who if action else workplace.actor.name)
        self.due_on.show_day(action.due_on if action else day)
        if action is None:
            self.kept.watch("what", self.what)
            self.kept.open(f"agreement-action:{agreement_id}")
        self.what.setFocus()

    def command(self) -> Callable[[], Deed]:
        order = SaveAction(
            action_id=self._action.id if self._action else None,
            agreement_id=self._agreement_id,
            what=self.what.line,
            who=self.who.line,
            due_on=self.due_on.day,
        )
        desk, actor = self.workplace.desk, self.workplace.actor

        def save() -> Deed:
            desk.agreements.save_action(actor, order)
            return Deed(_("The action is saved."))

        return save

    def is_last(self, field: QWidget) -> bool:
        return field is self.due_on
