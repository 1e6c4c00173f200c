# SPDX-License-Identifier: EUPL-1.2
"""What is done to the steps of a ticket: finish, skip, again, ask approval, note what was said."""

from desk_app.catalogue.models import StepKind
from desk_app.catalogue.wording import in_language
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.core import formats, text
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from desk_app.core.i18n import _
from desk_app.core.messages import Command
from desk_app.core.worktime import Calendar
from desk_app.process import flow
from desk_app.process.answers import answer_in_person, answer_request, approver_of
from desk_app.process.chain import followers
from desk_app.process.guessing import Guard
from desk_app.process.messages import (
    ApprovalDone,
    ApprovalRow,
    AskApproval,
    FinishStep,
    GiveApproval,
    GiveApprovalByToken,
    RedoStep,
    SkipStep,
    StepDone,
)
from desk_app.process.models import Approval
from desk_app.process.requests import ask, requests_of, withdraw_requests
from desk_app.process.rows import read_approval
from desk_app.tickets import ledger
from desk_app.tickets.lifecycle import STATUS_NAMES, WORKABLE, StepStatus
from desk_app.tickets.messages import Done
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import OVER, StepWork, load_steps

LAST_ACTS = frozenset({StepKind.DELIVER, StepKind.HAND_OVER, StepKind.INSPECT})
"""After these, as the last step, the customer has what was asked."""


class _Process:
    """One command on the steps of one ticket: all of them locked, with the one that it is about."""

    def __init__(self, unit: Unit, ticket_id: int, code: str) -> None:
        self.ticket: Ticket = ledger.load(unit, (ticket_id,))[0]
        if self.ticket.status not in WORKABLE:
            raise Conflict(
                _("Ticket {number} is {status}. Its steps can no longer be changed; reopen it first.").format(
                    number=self.ticket.number, status=_(STATUS_NAMES[self.ticket.status])
                )
            )
        self.unit = unit
        self.steps: list[TicketStep] = load_steps(unit, self.ticket)
        self.calendar: Calendar = read_calendar(unit.session)
        found = next((step for step in self.steps if step.code == code), None)
        if found is None:
            raise NotFound(_("This step is no longer there. Press F5 and look again."))
        self.step: TicketStep = found
        self.work = StepWork(unit, self.ticket)
        self.work.about(found)

    def must_be_open(self) -> None:
        """Raises Conflict when the step is over, naming who did it, or when others come first."""
        step = self.step
        if step.status in OVER and step.done_at is not None:
            words = {
                StepStatus.DONE: _("{name} finished step “{step}” at {time}. Look at the ticket again."),
                StepStatus.SKIPPED: _("{name} skipped step “{step}” at {time}. Look at the ticket again."),
            }
            raise Conflict(
                words[step.status].format(
                    name=step.done_by, step=name_of(step), time=formats.moment_short(step.done_at)
                )
            )
        if step.status is StepStatus.WAITING:
            first = next(
                (name_of(other) for other in self.steps if other.code in step.after and other.status not in OVER), ""
            )
            raise Conflict(
                _("Step “{step}” cannot be done yet: “{first}” comes first.").format(step=name_of(step), first=first)
            )

    def must_be_approval(self) -> None:
        """Raises Conflict for a step of another kind, and when nothing can be asked about it now."""
        if self.step.kind is not StepKind.APPROVE:
            raise Conflict(_("Step “{step}” needs no approval.").format(step=name_of(self.step)))
        self.must_be_open()

    def finish(self, status: StepStatus, **columns: str) -> None:
        """The step is over; what can start, starts."""
        self.work.set(self.step, status=status, done_at=self.unit.now, done_by=self.unit.actor.name, **columns)
        flow.begin_what_can(self.work, self.steps, self.calendar)

    def next_steps(self) -> tuple[str, ...]:
        """What can be done now."""
        return tuple(name_of(step) for step in self.steps if step.status is StepStatus.READY)

    def done(self, command: Command) -> StepDone:
        """For the foot of the window."""
        is_last = all(step.status in OVER for step in self.steps)
        return StepDone(
            _done(command, self.ticket),
            name_of(self.step),
            self.next_steps(),
            is_last and self.step.status is StepStatus.DONE and self.step.kind in LAST_ACTS,
        )

    def approval_done(self, command: Command, request: Approval) -> ApprovalDone:
        """For the foot of the window."""
        return ApprovalDone(
            _done(command, self.ticket),
            name_of(self.step),
            request.approver,
            request.token_hash is not None,
            request.expires_at,
            self.next_steps(),
        )


class ProcessService:
    """Commands on steps and approvals. Everybody who works on tickets may, also for another team: the row says who."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._guard = Guard(db)

    def finish(self, actor: Actor, command: FinishStep) -> StepDone:
        """The step is done.

        Raises InvalidInput on ``input`` or ``checked``; Conflict when somebody was first, when another step comes
        first, when it is an approval, or when the ticket is done.
        """
        actor.require(Right.WORK_TICKETS)
        with self._db.write(actor, command) as unit:
            process = _Process(unit, command.ticket_id, command.code)
            process.must_be_open()
            step = process.step
            if step.kind is StepKind.APPROVE:
                raise Conflict(_("Step “{step}” ends with an answer: press A.").format(step=name_of(step)))
            answer = command.input.strip()
            faults = {
                "input": _("Answer this first.") if step.required_input and not answer else None,
                "checked": _("Check this first, then tick it.") if step.exit_check and not command.checked else None,
            }
            text.check({"input": (answer, text.TEXT)}, faults)
            process.finish(StepStatus.DONE, input=answer)
            flow.write(process.work, process.steps, answer, moved=step)
        return process.done(command)

    def skip(self, actor: Actor, command: SkipStep) -> StepDone:
        """The step need not be done; the reason stays with it."""
        actor.require(Right.WORK_TICKETS)
        reason = _checked_reason(command.reason)
        with self._db.write(actor, command) as unit:
            process = _Process(unit, command.ticket_id, command.code)
            process.must_be_open()
            withdraw_requests(process.work, process.step)
            process.finish(StepStatus.SKIPPED, reason=reason)
            flow.write(process.work, process.steps, reason, moved=process.step)
        return process.done(command)

    def redo(self, actor: Actor, command: RedoStep) -> StepDone:
        """A step that is over can be done again, and all that came after it waits for that once more.

        What was answered stays, so that only the difference need be typed; an approval among them is asked again.
        """
        actor.require(Right.WORK_TICKETS)
        reason = _checked_reason(command.reason)
        with self._db.write(actor, command) as unit:
            process = _Process(unit, command.ticket_id, command.code)
            step, work = process.step, process.work
            if step.status not in OVER:
                raise Conflict(_("Step “{step}” is not over yet: just do it.").format(step=name_of(step)))
            after = followers(flow.chain_of(process.steps), step.code)
            for other in process.steps:
                if other is step or (other.code in after and other.status is not StepStatus.WAITING):
                    _put_back(work, other)
            work.set(step, reason=reason)
            flow.begin(work, step, process.calendar)
            flow.write(work, process.steps, reason, moved=step)
        return process.done(command)

    def ask_approval(self, actor: Actor, command: AskApproval) -> ApprovalDone:
        """Asks the budget holder, who stands in for them, or the person given; an earlier request no longer holds.

        Raises InvalidInput on ``person`` when there is nobody to ask.
        """
        actor.require(Right.WORK_TICKETS)
        with self._db.write(actor, command) as unit:
            process = _Process(unit, command.ticket_id, command.code)
            process.must_be_approval()
            approver = approver_of(unit, process.ticket, command.person_id)
            request = ask(process.work, process.step, approver, process.calendar)
            flow.write(process.work, process.steps)
        return process.approval_done(command, request)

    def give_approval(self, actor: Actor, command: GiveApproval) -> ApprovalDone:
        """Somebody at the counter, or on the phone, says yes or no; who that is, is written down.

        Raises InvalidInput on ``person`` (nobody of the list, the customer, or who no longer stands in) or ``note`` (a
        no, or somebody who is not the budget holder, without a reason).
        """
        actor.require(Right.WORK_TICKETS)
        lines = {"note": (command.note, text.LINE), "person": (command.name, text.LINE)}
        text.check(lines, {"note": _missing_why(command.note, approved=command.approved)})
        with self._db.write(actor, command) as unit:
            process = _Process(unit, command.ticket_id, command.code)
            process.must_be_approval()
            request = answer_in_person(process.work, process.step, command)
            self._settle(process, approved=command.approved, note=command.note)
        return process.approval_done(command, request)

    def give_approval_by_token(self, actor: Actor, command: GiveApprovalByToken) -> ApprovalDone:
        """The answer that came back with the code of the mail.

        Raises InvalidInput on ``token`` for what cannot be a code or is of somebody who may not decide now, on ``note``
        as ``give_approval``; NotFound for an unknown code, NotAllowed after too many of those, Conflict for one that
        was used or withdrawn or has expired.
        """
        actor.require(Right.WORK_TICKETS)
        missing = _missing_why(command.note, approved=command.approved)
        text.check({"note": (command.note, text.LINE)}, {"note": missing})
        row = self.approval_by_token(actor, command.token)
        if command.ticket_id not in (None, row.ticket_id):
            sentence = _("This code belongs to ticket {number}. Open that one to write the answer down.")
            raise InvalidInput({"token": sentence.format(number=row.number)})
        with self._db.write(actor, command) as unit:
            process = _Process(unit, row.ticket_id, row.step_code)
            process.must_be_approval()
            request = next((one for one in requests_of(unit, process.step) if one.id == row.id), None)
            answer_request(process.work, request, command)
            self._settle(process, approved=command.approved, note=command.note)
            assert request is not None
        return process.approval_done(command, request)

    def approval_by_token(self, actor: Actor, token: str) -> ApprovalRow:
        """The request that a code belongs to, when it can still be answered. A wrong code is counted and written down,
        so that nobody finds one by trying. Raises as ``give_approval_by_token``."""
        actor.require(Right.WORK_TICKETS)
        approval_id = self._guard.approval_id(actor, token)
        with self._db.read() as session:
            return read_approval(session, actor, approval_id, self._db.clock.now())

    def _settle(self, process: _Process, *, approved: bool, note: str) -> None:
        if approved:
            process.finish(StepStatus.DONE)
        flow.write(process.work, process.steps, note.strip(), moved=process.step if approved else None)


def name_of(step: TicketStep) -> str:
    """In the language of the screen."""
    return in_language(step.name, step.name_en)


def _put_back(work: StepWork, step: TicketStep) -> None:
    was_over = step.status in OVER
    withdraw_requests(work, step)
    work.set(
        step,
        status=StepStatus.WAITING,
        ready_at=None,
        due_at=None,
        done_at=None,
        done_by="",
        times_redone=step.times_redone + (1 if was_over else 0),
    )


def _missing_why(note: str, *, approved: bool) -> str | None:
    return None if approved or note.strip() else _("Write in a few words why not.")


def _checked_reason(reason: str) -> str:
    missing = None if reason.strip() else _("Write in a few words why.")
    text.check({"reason": (reason, text.LINE)}, {"reason": missing})
    return reason.strip()


def _done(command: Command, ticket: Ticket) -> Done:
    return Done(command.command_id, (ticket.id,), (ticket.number,))
