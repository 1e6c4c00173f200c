# SPDX-License-Identifier: EUPL-1.2
"""What one cell of the matrix means: the way, the team, and what is needed. Says what it does before it is saved."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import PolicyContent, PolicyRow, SavePolicy, ServiceLane
from desk_app.catalogue.policy import FORM_FIELDS
from desk_app.catalogue.wording import COMPLEXITY_NAMES, FORM_FIELD_NAMES, FUNDING_NAMES, LANE_NAMES
from desk_app.core.errors import Conflict, DeskError
from desk_app.core.i18n import _, ngettext
from ui.catalogue.words import policy_effect
from ui.orders.form import CommandForm
from ui.shell.page import Deed, Workplace
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain
from ui.widgets.value_boxes import choice_box, choose, choose_or_add


class PolicyForm(CommandForm):
    """The policy of a cell with ``items`` products."""

    def __init__(
        self, workplace: Workplace, policy: PolicyRow, names: Names, items: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(workplace, parent, title=_("What this group asks"), go=_("Save"), icon="save")
        self._policy = policy
        self._names = names
        self._items = items
        self.about_line.show_text(f"{_(FUNDING_NAMES[policy.funding])} · {_(COMPLEXITY_NAMES[policy.complexity])}")
        self.lane = choice_box(_("Which way"), [(lane, _(word)) for lane, word in LANE_NAMES.items()])
        same: list[tuple[object, str]] = [(None, _("the team of the product"))]
        self.team = choice_box(_("First to team"), [*same, *names.teams.items()])
        self.cost_centre = QCheckBox(_("A cost centre"))
        self.approval = QCheckBox(_("Approval of the budget holder"))
        self.quote = QCheckBox(_("A quote first"))
        self.asked = {name: QCheckBox(_(FORM_FIELD_NAMES[name])) for name in FORM_FIELDS}
        self.effect = plain_label("", wrap=True)
        self.form.add("lane", _("Which way"), self.lane)
        self.form.add("team_id", _("First to team"), self.team)
        self.form.add("needs", _("Needed"), _stack(self.cost_centre, self.approval, self.quote))
        self.form.add("form_fields", _("The intake asks"), _stack(*self.asked.values()))
        self.form.add_widget(plain_label(_("What it does"), role="strong"))
        self.form.add_widget(self.effect)
        self._show(policy.content)
        for box in (self.lane, self.team):
            box.currentIndexChanged.connect(lambda _place: self._mind())
        for tick in (self.cost_centre, self.approval, self.quote, *self.asked.values()):
            tick.toggled.connect(lambda _is_on: self._mind())
        self.lane.setFocus()

    @property
    def content(self) -> PolicyContent:
        """The policy as the fields say it now."""
        return PolicyContent(
            lane=ServiceLane(self.lane.currentData()),
            team_id=self.team.currentData(),
            needs_approval=self.approval.isChecked(),
            needs_cost_centre=self.cost_centre.isChecked(),
            needs_quote=self.quote.isChecked(),
            form_fields=tuple(name for name, box in self.asked.items() if box.isChecked()),
        )

    def command(self) -> Callable[[], Any]:
        order = SavePolicy(
            complexity=self._policy.complexity,
            funding=self._policy.funding,
            version=self._policy.version,
            content=self.content,
        )
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: desk.catalogue_service.save_policy(actor, order)

    def deed_of(self, answer: Any) -> Deed:  # noqa: ANN401 -- nothing comes back
        return Deed(_("The group is changed. New tickets follow it."))

    def on_refused(self, error: DeskError) -> None:
        super().on_refused(error)
        if isinstance(error, Conflict):
            desk, actor, mine = self.workplace.desk, self.workplace.actor, self._policy
            self.workplace.tasks.run(
                self,
                lambda: next(
                    row
                    for row in desk.catalogue.policies(actor)
                    if (row.complexity, row.funding) == (mine.complexity, mine.funding)
                ),
                done=lambda fresh: self._show_stored(fresh, str(error)),
            )

    def _show_stored(self, fresh: PolicyRow, sentence: str) -> None:
        """What somebody else made of it; saving again replaces it, knowingly."""
        self._policy = replace(self._policy, version=fresh.version)
        stored = _("Stored now: {value}").format(value=policy_effect(fresh.content, self._names))
        self.form.show_errors({"": f"{sentence} {stored}"})

    def _show(self, content: PolicyContent) -> None:
        choose(self.lane, content.lane)
        choose_or_add(self.team, content.team_id)
        self.approval.setChecked(content.needs_approval)
        self.cost_centre.setChecked(content.needs_cost_centre)
        self.quote.setChecked(content.needs_quote)
        for name, box in self.asked.items():
            box.setChecked(name in content.form_fields)
        self._mind()

    def _mind(self) -> None:
        touched = ngettext(
            "It holds for {count} product, and for new tickets only.",
            "It holds for {count} products, and for new tickets only.",
            self._items,
        ).format(count=self._items)
        set_plain(self.effect, f"{policy_effect(self.content, self._names)} {touched}")


def _stack(*boxes: QCheckBox) -> QWidget:
    around = QWidget()
    column = QVBoxLayout(around)
    pad(column, spacing=0)
    for box in boxes:
        column.addWidget(box)
    around.setFocusProxy(boxes[0])
    return around
