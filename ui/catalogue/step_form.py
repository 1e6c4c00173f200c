# SPDX-License-Identifier: EUPL-1.2
"""One step of the process behind a product: what is done, by whom, how long it takes, and after which steps."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import StepKind, StepLine
from desk_app.catalogue.wording import STEP_KIND_NAMES, in_language
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _, catalogue
from ui.catalogue.step_order import code_for
from ui.catalogue.value_boxes import LeadBox, TwoTongues
from ui.widgets.line_form import LineForm
from ui.widgets.look import pad
from ui.widgets.text import plain_label
from ui.widgets.value_boxes import choice_box, choose, choose_or_add

STEP_NAMES: dict[StepKind, str] = {
    StepKind.CHECK: N_("Check the request"),
    StepKind.APPROVE: N_("Approval of the budget holder"),
    StepKind.DELIVER: N_("Deliver"),
    StepKind.ORDER: N_("Order"),
    StepKind.INSPECT: N_("Inspect the result"),
    StepKind.HAND_OVER: N_("Hand over to the customer"),
}
"""What a step of each kind is called when nobody says otherwise."""

KIND_HINTS: dict[StepKind, str] = {
    StepKind.CHECK: N_("Somebody looks whether the request is complete and right."),
    StepKind.APPROVE: N_("The budget holder of the cost centre is asked: at the counter or by e-mail."),
    StepKind.DELIVER: N_("Somebody does the work."),
    StepKind.ORDER: N_("Something is ordered and must come in."),
    StepKind.INSPECT: N_("Somebody looks whether it was done well."),
    StepKind.HAND_OVER: N_("The customer gets it."),
}


class StepForm(LineForm):
    """A new step, or a changed one; ``first`` are the steps, with their numbers, that it can wait for; ``others`` all but itself."""

    def __init__(
        self,
        line: StepLine | None,
        first: Sequence[tuple[int, StepLine]],
        others: Sequence[StepLine],
        names: Names,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            parent,
            title=_("Step"),
            words=_("A ticket shows its steps as a list to tick off, with who did it and when."),
        )
        self._code = line.code if line else ""
        self._taken = tuple(step.code for step in others)
        self.kind = choice_box(_("What is done?"), [(kind, _(word)) for kind, word in STEP_KIND_NAMES.items()])
        self.name = TwoTongues(name=_("Name"), width="name")
        same_team: list[tuple[object, str]] = [(None, _("the team of the product"))]
        self.team = choice_box(_("Who does it?"), [*same_team, *names.teams.items()])
        self.lead = LeadBox(name=_("Takes"))
        self.after, self._ticks = _after_box(first)
        self.required_input = TwoTongues(name=_("Ask at the end"), width="name")
        self.exit_check = TwoTongues(name=_("Tick at the end"), width="name")
        self._kind_field = self.form.add("kind", _("What is done?"), self.kind)
        self.form.add("name", _("Name"), self.name, required=True)
        self.form.add("team_id", _("Who does it?"), self.team)
        self.form.add("lead", _("Takes"), self.lead)
        together = _("Steps that wait for the same step run at the same time.") if first else ""
        self.form.add("after", _("Begins after"), self.after, hint=together)
        self.form.add(
            "required_input",
            _("Ask at the end"),
            self.required_input,
            hint=_("A question, such as: which order number?"),
        )
        self.form.add(
            "exit_check",
            _("Tick at the end"),
            self.exit_check,
            hint=_("What must be true, such as: the old badge is destroyed."),
        )
        last = (first[-1][1].code,) if first else ()
        shown = line or StepLine(code="", kind=StepKind.CHECK, name="", after=last)
        choose(self.kind, shown.kind)
        self.name.set_texts(shown.name, shown.name_en)
        choose_or_add(self.team, shown.team_id)
        self.lead.set_lead(shown.lead)
        for code, tick in self._ticks.items():
            tick.setChecked(code in shown.after)
        self.required_input.set_texts(shown.required_input, shown.required_input_en)
        self.exit_check.set_texts(shown.exit_check, shown.exit_check_en)
        self.kind.currentIndexChanged.connect(lambda _place: self._mind_kind())
        self._mind_kind()
        self.kind.setFocus()

    def line(self) -> StepLine:
        name, name_en = (text.strip() for text in self.name.texts())
        question, question_en = (text.strip() for text in self.required_input.texts())
        check, check_en = (text.strip() for text in self.exit_check.texts())
        if not name:
            raise InvalidInput({"name": _("Write what is done in this step.")})
        return StepLine(
            code=self._code or code_for(name, self._taken),
            kind=StepKind(self.kind.currentData()),
            name=name,
            name_en=name_en,
            team_id=self.team.currentData(),
            lead=self.lead.lead,
            after=tuple(code for code, tick in self._ticks.items() if tick.isChecked()),
            required_input=question,
            required_input_en=question_en,
            exit_check=check,
            exit_check_en=check_en,
        )

    def _mind_kind(self) -> None:
        """A name that nobody typed follows the kind."""
        kind = StepKind(self.kind.currentData())
        self._kind_field.show_hint(_(KIND_HINTS[kind]))
        if self.name.texts()[0].strip() in {"", *(_in("nl", own) for own in STEP_NAMES.values())}:
            self.name.set_texts(_in("nl", STEP_NAMES[kind]), _in("en", STEP_NAMES[kind]))


def _in(lang: str, msgid: str) -> str:
    return catalogue(lang).gettext(msgid)


def _after_box(first: Sequence[tuple[int, StepLine]]) -> tuple[QWidget, dict[str, QCheckBox]]:
    """What can come first as ticks; where nothing can, the step begins at once."""
    box = QWidget()
    column = QVBoxLayout(box)
    pad(column, spacing=0)
    ticks = {}
    for number, step in first:
        name = in_language(step.name, step.name_en).replace("&", "&&")
        ticks[step.code] = QCheckBox(f"{number}. {name}")
        ticks[step.code].setObjectName(step.code)  # what is half typed finds it by this name
        column.addWidget(ticks[step.code])
    if ticks:
        box.setFocusProxy(next(iter(ticks.values())))
    else:
        column.addWidget(plain_label(_("This is the first step: it begins at once."), colour="muted"))
    return box, ticks
