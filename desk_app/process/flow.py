# SPDX-License-Identifier: EUPL-1.2
"""How a process goes on within a command: steps that can start now become ready, and the ticket goes to their team."""

from collections.abc import Sequence
from typing import Any

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import StepKind
from desk_app.contracts.promise import promise_for
from desk_app.core.i18n import language
from desk_app.core.worktime import Calendar
from desk_app.process.chain import Chain, holding_up
from desk_app.process.deciders import customers_of, holder_of, today_of
from desk_app.process.requests import ask, requests_of
from desk_app.tickets.lifecycle import Act, PendingReason, StepStatus, TicketStatus
from desk_app.tickets.models import TicketStep
from desk_app.tickets.steps import OVER, STEP, StepWork


def chain_of(steps: Sequence[TicketStep]) -> Chain:
    """Which step comes after which, by code."""
    return {step.code: [str(code) for code in step.after] for step in steps}


def begin(work: StepWork, step: TicketStep, calendar: Calendar) -> None:
    """This step can be done from now on, and is due after its lead time; the budget holder is asked at once."""
    now = work.unit.now
    lead = LeadTime(step.lead_amount, step.lead_unit)
    due_at = promise_for(calendar, now, lead, language()).due_at
    work.name(step)
    work.set(step, status=StepStatus.READY, ready_at=now, due_at=due_at)
    if step.kind is StepKind.APPROVE and not requests_of(work.unit, step):
        ticket = work.ticket
        approver = holder_of(work.unit.session, ticket.cost_centre, today_of(work.unit), customers_of(ticket))
        if approver is not None:
            ask(work, step, approver, calendar)


def begin_what_can(work: StepWork, steps: Sequence[TicketStep], calendar: Calendar) -> list[TicketStep]:
    """Every waiting step whose steps before it are over becomes ready, side by side; returns those."""
    chain = chain_of(steps)
    over = {step.code for step in steps if step.status in OVER}
    started = [step for step in steps if step.status is StepStatus.WAITING and not holding_up(chain, step.code, over)]
    for step in started:
        begin(work, step, calendar)
    return started


def follow(work: StepWork, steps: Sequence[TicketStep]) -> dict[str, Any]:
    """What changes of the ticket: it goes to the team of the first step that can be done, and nobody has it there yet."""
    team_id = next((step.team_id for step in steps if step.status is StepStatus.READY), None)
    if team_id is None or team_id == work.ticket.team_id:
        return {}
    return {"team_id": team_id, "assignee_id": None}


def hold_together(work: StepWork, steps: Sequence[TicketStep]) -> None:
    """Keeps where every step stands after this command: it is taken back only while they all stand there still, or a
    step could be ready before its time, or wait for ever."""
    for step in steps:
        work.keep(STEP, step, "status", step.status, step.status)


def write(work: StepWork, steps: Sequence[TicketStep], text: str = "", *, moved: TicketStep | None = None) -> None:
    """Writes the line. ``moved``: the step that is over with it, or open again; None: the ticket stays as it is.

    New work has begun with it unless another team is next; who waited for approval waits no longer after the last one.
    """
    hold_together(work, steps)
    if moved is None:
        work.write(text)
        return
    fields = follow(work, steps)
    ticket = work.ticket
    act = None
    is_approved = moved.kind is StepKind.APPROVE and moved.status in OVER and not _approval_is_open(steps)
    if is_approved and ticket.status is TicketStatus.PENDING and ticket.pending_reason is PendingReason.APPROVAL:
        act = Act.RESUME
        fields |= {"pending_reason": None, "follow_up_on": None}
    elif ticket.status is TicketStatus.NEW and "team_id" not in fields:
        act = Act.START
    work.write(text, act=act, **fields)


def _approval_is_open(steps: Sequence[TicketStep]) -> bool:
    return any(step.kind is StepKind.APPROVE and step.status is StepStatus.READY for step in steps)
