# SPDX-License-Identifier: EUPL-1.2
"""Finishing a step that asks something, skipping one, and doing one again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from desk_app.core import text
from desk_app.core.i18n import N_, _
from desk_app.process.messages import FinishStep, RedoStep, SkipStep, StepDone, StepRow
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.tickets import step_deeds
from ui.tickets.step_words import StepAct
from ui.widgets.text_box import TextBox


class FinishStepDialog(OrderForm):
    """Asks what the step asks: an answer, a tick, or both.

    ``offers_completion``: it was carried out, and with it all the work is done.
    """

    def __init__(self, workplace: Workplace, step: StepRow, parent: QWidget | None = None) -> None:
        super().__init__(
            workplace,
            (step.ticket_id,),
            parent,
            name=f"step-{step.code}",
            title=_("Step done: {step}").format(step=step.name),
            go=_("Step done"),
            icon="check",
        )
        self.step = step
        self.offers_completion = False
        self.input = TextBox(name=step.required_input, lines=2, parent=self)
        self.checked = QCheckBox(_("Yes, this is right"), self)
        if step.required_input:
            self.form.add("input", step.required_input, self.input, required=True)
            self.input.set_text(step.input)
            self.kept.watch("input", self.input)
        if step.exit_check:
            self.form.add("checked", step.exit_check, self.checked, required=True)
        self.input.setVisible(bool(step.required_input))
        self.checked.setVisible(bool(step.exit_check))
        self.keep_typed()
        self.read_lines()
        (self.input if step.required_input else self.checked).setFocus()

    def command(self) -> Callable[[], StepDone]:
        order = FinishStep(
            ticket_id=self.step.ticket_id,
            code=self.step.code,
            input=self.input.text(),
            checked=self.checked.isChecked(),
        )
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: desk.process.finish(actor, order)

    def deed_of(self, answer: Any) -> Deed:  # noqa: ANN401 -- what the call of ``command`` answered
        assert isinstance(answer, StepDone)
        self.offers_completion = answer.offers_completion
        return step_deeds.finished(answer)

    def is_last(self, field: QWidget) -> bool:
        return field is self.checked


_WORDS = {
    StepAct.SKIP: (N_("Skip step: {step}"), N_("Skip"), "slash", N_("Why need this step not be done?")),
    StepAct.REDO: (N_("Do it again: {step}"), N_("Do it again"), "undo-2", N_("What was not right?")),
}


class StepReasonDialog(OrderForm):
    """Asks why; ``act`` is ``StepAct.SKIP`` or ``StepAct.REDO``."""

    def __init__(self, workplace: Workplace, step: StepRow, act: StepAct, parent: QWidget | None = None) -> None:
        title, go, icon, question = _WORDS[act]
        super().__init__(
            workplace,
            (step.ticket_id,),
            parent,
            name=f"{act.value}-{step.code}",
            title=_(title).format(step=step.name),
            go=_(go),
            icon=icon,
        )
        self.step = step
        self.act = act
        self.reason = TextBox(name=_(question), lines=2, limit=text.LINE)
        self.form.add("reason", _(question), self.reason, required=True)
        self.kept.watch("reason", self.reason)
        self.keep_typed()
        self.read_lines()
        self.reason.setFocus()

    def command(self) -> Callable[[], Deed]:
        desk, actor, step, reason = self.workplace.desk, self.workplace.actor, self.step, self.reason.text()
        if self.act is StepAct.SKIP:
            skip = SkipStep(ticket_id=step.ticket_id, code=step.code, reason=reason)
            return lambda: step_deeds.skipped(desk.process.skip(actor, skip))
        redo = RedoStep(ticket_id=step.ticket_id, code=step.code, reason=reason)
        return lambda: step_deeds.again(desk.process.redo(actor, redo))
