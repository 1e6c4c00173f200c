# SPDX-License-Identifier: EUPL-1.2
"""What happens when something is asked of a step: at once, or by a form."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desk_app.core.errors import Conflict
from desk_app.core.i18n import _
from desk_app.process.messages import ApprovalState, FinishStep, StepDone, StepRow
from desk_app.tickets.messages import TicketRow
from ui.orders.form import OrderForm
from ui.shell.page import Workplace
from ui.tickets import step_deeds
from ui.tickets.approval_form import ApprovalDialog
from ui.tickets.step_forms import FinishStepDialog, StepReasonDialog
from ui.tickets.step_words import StepAct, why_not_step


@dataclass(frozen=True, slots=True)
class ApprovalTarget:
    """Where a scanned code of a mail leads: this step of this ticket, with the code."""

    ticket_id: int
    step_code: str
    token: str


def refusal_of(steps: Sequence[StepRow]) -> str:
    """Why the ticket need not be done any more: somebody did not approve; empty when nobody refused."""
    for step in steps:
        request = step.approval
        if request is not None and request.state is ApprovalState.REJECTED:
            words = _("{name} does not approve: {why}") if request.note else _("{name} does not approve.")
            return words.format(name=request.approver, why=request.note)
    return ""


class StepDesk(QObject):
    """Opens the forms of steps above the page.

    Signals:
        form_wanted(OrderForm): show this form.
        done(Deed): it was done without one.
        completion_wanted: the last step is done; the ticket can be reported ready.
    """

    form_wanted = Signal(object)
    done = Signal(object)
    completion_wanted = Signal()

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._workplace = workplace
        self._page = page

    def perform(self, act: StepAct, step: StepRow, row: TicketRow, token: str = "") -> None:
        """Does it, or asks what is needed for it; says why when it cannot be done."""
        sentence = why_not_step(act, step, row, self._workplace.actor)
        if sentence:
            self._workplace.problems.show(Conflict(sentence))
        elif act is StepAct.APPROVE:
            self.form_wanted.emit(ApprovalDialog(self._workplace, step, row.cost_centre, self._page, token=token))
        elif act is not StepAct.FINISH:
            self.form_wanted.emit(StepReasonDialog(self._workplace, step, act, self._page))
        elif step.required_input or step.exit_check:
            self.form_wanted.emit(FinishStepDialog(self._workplace, step, self._page))
        else:
            self._finish(step)

    def form_closed(self, form: OrderForm | None) -> None:
        """Offers to report ready after the last step."""
        if isinstance(form, FinishStepDialog) and form.offers_completion:
            self.completion_wanted.emit()

    def _finish(self, step: StepRow) -> None:
        desk, actor = self._workplace.desk, self._workplace.actor
        order = FinishStep(ticket_id=step.ticket_id, code=step.code)
        self._workplace.tasks.run(self, lambda: desk.process.finish(actor, order), done=self._on_finished)

    def _on_finished(self, answer: StepDone) -> None:
        self.done.emit(step_deeds.finished(answer))
        if answer.offers_completion:
            self.completion_wanted.emit()
