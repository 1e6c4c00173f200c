# SPDX-License-Identifier: EUPL-1.2
"""The steps of a ticket in words: how each stands, what is known of its approval, what can be done to it. Knows no
window."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from desk_app.catalogue.messages import StepKind
from desk_app.core import formats
from desk_app.core.actor import Actor, Right
from desk_app.core.errors import NotAllowed
from desk_app.core.i18n import N_, _, ngettext
from desk_app.process.messages import ApprovalRow, ApprovalState, ApprovalWay, StepRow, StepStatus
from desk_app.tickets.lifecycle import STATUS_NAMES, WORKABLE
from desk_app.tickets.messages import TicketRow
from desk_app.tickets.urgency import time_left
from ui.widgets.badge import Chip

SOON = timedelta(hours=1)


class StepAct(StrEnum):
    """What is done to a step."""

    FINISH = "finish"
    SKIP = "skip"
    REDO = "redo"
    APPROVE = "approve"


@dataclass(frozen=True, slots=True)
class StepActSpec:
    """How its button looks; ``key`` is what people press in the list."""

    text: str
    icon: str
    key: str


STEP_ACTS: dict[StepAct, StepActSpec] = {
    StepAct.FINISH: StepActSpec(N_("Step done"), "check", "Enter"),
    StepAct.APPROVE: StepActSpec(N_("Approval"), "euro", "A"),
    StepAct.SKIP: StepActSpec(N_("Skip"), "slash", "S"),
    StepAct.REDO: StepActSpec(N_("Do it again"), "undo-2", "R"),
}
"""In the order of the buttons."""

KIND_ICONS: dict[StepKind, str] = {
    StepKind.CHECK: "clipboard-list",
    StepKind.APPROVE: "euro",
    StepKind.DELIVER: "truck",
    StepKind.ORDER: "package",
    StepKind.INSPECT: "eye",
    StepKind.HAND_OVER: "handshake",
}


def is_over(step: StepRow) -> bool:
    """Done or skipped."""
    return step.status in (StepStatus.DONE, StepStatus.SKIPPED)


def chip_of_step(step: StepRow, now: datetime) -> Chip | None:
    """How much time is left for a step that can be done; None for another."""
    if step.status is not StepStatus.READY or step.due_at is None:
        return None
    if now >= step.due_at:
        return Chip(time_left(step.due_at, now), "late")
    return Chip(time_left(step.due_at, now), "soon" if step.due_at - now <= SOON else "on_time")


def state_words(step: StepRow) -> str:
    """Who was done with it and when, what it waits for, what goes on beside it."""
    return " · ".join(part for part in (_standing(step), _beside(step)) if part)


def _standing(step: StepRow) -> str:
    if step.status is StepStatus.WAITING:
        return _("after {steps}").format(steps=", ".join(step.waits_for))
    if step.status is StepStatus.READY or step.done_at is None:
        return ""
    moment = formats.moment_short(step.done_at)
    if step.status is StepStatus.SKIPPED:
        return _("skipped {moment} · {name}").format(moment=moment, name=step.done_by)
    if step.is_late:
        return _("done {moment}, late · {name}").format(moment=moment, name=step.done_by)
    return _("done {moment} · {name}").format(moment=moment, name=step.done_by)


def _beside(step: StepRow) -> str:
    if not step.together or is_over(step):
        return ""
    numbers = ", ".join(str(number) for number in step.together)
    words = ngettext("side by side with step {numbers}", "side by side with steps {numbers}", len(step.together))
    return words.format(numbers=numbers)


def notes_of(step: StepRow) -> tuple[str, ...]:
    """What else there is to know, a line each."""
    return tuple(_notes(step))


def _notes(step: StepRow) -> Iterator[str]:
    if step.approval is not None:
        yield approval_words(step.approval)
    elif step.kind is StepKind.APPROVE and step.status is StepStatus.READY:
        yield _("Nobody is asked yet.")
    if step.times_redone:
        again = ngettext("{count} time again", "{count} times again", step.times_redone)
        yield again.format(count=step.times_redone)
    if step.reason:
        yield _("Reason: {reason}").format(reason=step.reason)
    if step.input and is_over(step):
        yield f"{step.required_input} {step.input}".strip()


def approval_words(row: ApprovalRow) -> str:
    """Who was asked, since when, until when; or what they said, when, how, and why not."""
    who = (
        _("{name}, on behalf of {holder}").format(name=row.approver, holder=row.on_behalf_of)
        if row.on_behalf_of
        else row.approver
    )
    if row.state is ApprovalState.ASKED:
        words = (
            _("Asked of {name} by mail on {since}; the code holds until {until}.")
            if row.by_mail
            else _("Asked of {name} on {since}, without mail: there is no address. Ask it in person, until {until}.")
        )
        return words.format(name=who, since=_moment(row.asked_at), until=_moment(row.expires_at))
    if row.state is ApprovalState.EXPIRED:
        return _("{name} did not answer before {until}. Ask again, or ask somebody else.").format(
            name=who, until=_moment(row.expires_at)
        )
    decided = _moment(row.decided_at) if row.decided_at else ""
    how = _("by mail") if row.way is ApprovalWay.TOKEN else _("in person")
    if row.way is ApprovalWay.OTHER and row.state is ApprovalState.APPROVED:
        said = _("{name}, not the budget holder, approved {moment}; noted by {agent}.")
    elif row.state is ApprovalState.APPROVED:
        said = _("{name} approved {moment}, {how}; noted by {agent}.")
    elif row.way is ApprovalWay.OTHER:
        said = _(
            "{name}, not the budget holder, did not approve {moment}; noted by {agent}. Ask somebody else, or cancel the "
            "ticket."
        )
    else:
        said = _("{name} did not approve {moment}, {how}; noted by {agent}. Ask somebody else, or cancel the ticket.")
    words = said.format(name=who, moment=decided, how=how, agent=row.noted_by)
    return f"{words}\n{_('Reason: {reason}').format(reason=row.note)}" if row.note else words


def why_not_step(act: StepAct, step: StepRow | None, row: TicketRow, actor: Actor) -> str:
    """The sentence that says why this cannot be done; empty when it can."""
    try:
        actor.require(Right.WORK_TICKETS)
    except NotAllowed as error:
        return str(error)
    if step is None:
        return _("Choose a step first.")
    if row.status not in WORKABLE:
        return _("Ticket {number} is {status}. Its steps can no longer be changed; reopen it first.").format(
            number=row.number, status=_(STATUS_NAMES[row.status])
        )
    if act is StepAct.REDO:
        return "" if is_over(step) else _("Step “{step}” is not over yet: just do it.").format(step=step.name)
    if is_over(step):
        return _("Step “{step}” is over. Press R to do it again.").format(step=step.name)
    if step.status is StepStatus.WAITING:
        first = step.waits_for[0] if step.waits_for else ""
        return _("Step “{step}” cannot be done yet: “{first}” comes first.").format(step=step.name, first=first)
    if act is StepAct.FINISH and step.kind is StepKind.APPROVE:
        return _("Step “{step}” ends with an answer: press A.").format(step=step.name)
    if act is StepAct.APPROVE and step.kind is not StepKind.APPROVE:
        return _("Step “{step}” needs no approval.").format(step=step.name)
    return ""


def spoken(step: StepRow, now: datetime) -> str:
    """A row as it is read aloud."""
    chip = chip_of_step(step, now)
    parts = (
        _("Step {number}").format(number=step.number),
        step.name,
        chip.word if chip else "",
        state_words(step),
        step.team,
        *notes_of(step),
    )
    return ", ".join(part for part in parts if part)


def _moment(moment: datetime) -> str:
    return formats.moment_short(moment)
