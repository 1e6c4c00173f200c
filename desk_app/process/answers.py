# SPDX-License-Identifier: EUPL-1.2
"""Writing down what was answered to a request for approval, within a command."""

from desk_app.core.db import Unit
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.i18n import _
from desk_app.process.messages import GiveApproval, GiveApprovalByToken
from desk_app.process.models import Approval, ApprovalWay, Decision
from desk_app.process.requests import (
    Approver,
    holder_of,
    open_request,
    person_as_approver,
    requests_of,
    today_of,
    withdraw_requests,
)
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import APPROVAL, StepWork


def approver_of(unit: Unit, ticket: Ticket, person_id: int | None) -> Approver:
    """Who is to be asked; raises InvalidInput on ``person`` when there is nobody, or only the customer."""
    day = today_of(unit)
    if person_id is not None:
        found = person_as_approver(unit.session, person_id, ticket.cost_centre, day)
        if found is None:
            raise InvalidInput({"person": _("This person is no longer there. Choose again.")})
        _not_alone(unit, ticket, found)
        return found
    holder = holder_of(unit.session, ticket.cost_centre, day)
    if holder is not None:
        return holder
    if ticket.cost_centre:
        sentence = _("There is no budget holder for cost centre {code}. Choose who is asked.")
        raise InvalidInput({"person": sentence.format(code=ticket.cost_centre)})
    raise InvalidInput({"person": _("There is no cost centre, so no budget holder either. Choose who is asked.")})


def answer_in_person(work: StepWork, step: TicketStep, command: GiveApproval) -> Approval:
    """The answer of who stands at the counter: of the request that is open when it is them, else of one of their own."""
    unit, ticket = work.unit, work.ticket
    asked = next((one for one in reversed(requests_of(unit, step)) if one.decision is Decision.ASKED), None)
    name = command.name.strip()
    if command.person_id is None and not name and asked is None:
        raise InvalidInput({"person": _("Write who says this.")})
    is_asked = asked is not None and (
        command.person_id == asked.approver_id if command.person_id is not None else name in ("", asked.approver)
    )
    if asked is not None and is_asked:
        _decide(work, asked, approved=command.approved, way=ApprovalWay.COUNTER, note=command.note)
        return asked
    if command.person_id is not None:
        approver = approver_of(unit, ticket, command.person_id)
    else:
        approver = Approver(None, name)
    withdraw_requests(work, step)
    return open_request(
        work,
        step,
        approver,
        expires_at=unit.now,
        decision=Decision.APPROVED if command.approved else Decision.REJECTED,
        decided_at=unit.now,
        way=ApprovalWay.COUNTER,
        noted_by=unit.actor.name,
        note=command.note.strip(),
    )


def answer_request(work: StepWork, request: Approval | None, command: GiveApprovalByToken) -> None:
    """The answer that came with the code; raises Conflict when somebody was first."""
    if request is None or request.decision is not Decision.ASKED:
        raise Conflict(_("This code was used or withdrawn a moment ago. Look at the ticket again."))
    _decide(work, request, approved=command.approved, way=ApprovalWay.TOKEN, note=command.note)


def _decide(work: StepWork, request: Approval, *, approved: bool, way: ApprovalWay, note: str) -> None:
    work.set_of(
        APPROVAL,
        request,
        decision=Decision.APPROVED if approved else Decision.REJECTED,
        decided_at=work.unit.now,
        way=way,
        noted_by=work.unit.actor.name,
        note=note.strip(),
    )
    work.keep(APPROVAL, request, "approver", request.approver, request.approver)


def _not_alone(unit: Unit, ticket: Ticket, approver: Approver) -> None:
    """Nobody approves what they ask themselves, unless it is their own budget."""
    if approver.person_id is None or approver.person_id not in (ticket.requester_id, ticket.requested_for_id):
        return
    holder = holder_of(unit.session, ticket.cost_centre, today_of(unit))
    if holder is not None and holder.person_id == approver.person_id:
        return
    words = (
        _("{name} asks this, so somebody else approves: {holder}.")
        if holder
        else _("{name} asks this, so somebody else approves.")
    )
    raise InvalidInput({"person": words.format(name=approver.name, holder=holder.name if holder else "")})
