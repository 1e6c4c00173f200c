# SPDX-License-Identifier: EUPL-1.2
"""Writing down what was answered to a request for approval, within a command.

Who decides is looked up again on the day of the answer. The customer never decides, unless it is their own budget;
somebody who is not the budget holder, nor stands in for them, only with the reason.
"""

from desk_app.core.db import Unit
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.i18n import _
from desk_app.core.words import fold
from desk_app.process.deciders import (
    Approver,
    customer_called,
    customers_of,
    deciders_of,
    holder_of,
    person_as_approver,
    today_of,
)
from desk_app.process.messages import GiveApproval, GiveApprovalByToken
from desk_app.process.models import Approval, ApprovalWay, Decision
from desk_app.process.requests import hold_mail, open_request, requests_of, withdraw_requests
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import APPROVAL, StepWork


def approver_of(unit: Unit, ticket: Ticket, person_id: int | None) -> Approver:
    """Who is to be asked; raises InvalidInput on ``person`` when there is nobody, or only the customer."""
    day = today_of(unit)
    if person_id is not None:
        found = person_as_approver(unit.session, person_id, ticket.cost_centre, day)
        if found is None:
            raise InvalidInput({"person": _("This person is no longer there. Choose again.")})
        _not_alone(unit, ticket, found, "person")
        return found
    holder = holder_of(unit.session, ticket.cost_centre, day, customers_of(ticket))
    if holder is not None:
        return holder
    if ticket.cost_centre:
        sentence = _("There is no budget holder for cost centre {code}. Choose who is asked.")
        raise InvalidInput({"person": sentence.format(code=ticket.cost_centre)})
    raise InvalidInput({"person": _("There is no cost centre, so no budget holder either. Choose who is asked.")})


def answer_in_person(work: StepWork, step: TicketStep, command: GiveApproval) -> Approval:
    """The answer of who stands at the counter: of the request that is open when it is them, else of one of their own."""
    unit = work.unit
    asked = next((one for one in reversed(requests_of(unit, step)) if one.decision is Decision.ASKED), None)
    if asked is not None and _is_asked(asked, command):
        way = _way(work, _of_request(asked), ApprovalWay.COUNTER, command.note, "person", asked=asked)
        _decide(work, asked, approved=command.approved, way=way, note=command.note)
        return asked
    approver = _who_says(unit, work.ticket, command)
    way = _way(work, approver, ApprovalWay.COUNTER, command.note, "person")
    withdraw_requests(work, step)
    request = open_request(
        work,
        step,
        approver,
        expires_at=unit.now,
        decision=Decision.APPROVED if command.approved else Decision.REJECTED,
        decided_at=unit.now,
        way=way,
        noted_by=unit.actor.name,
        note=command.note.strip(),
    )
    work.keep(APPROVAL, request, "way", way, way)
    return request


def answer_request(work: StepWork, request: Approval | None, command: GiveApprovalByToken) -> None:
    """The answer that came with the code; raises Conflict when somebody was first."""
    if request is None or request.decision is not Decision.ASKED:
        raise Conflict(_("This code was used or withdrawn a moment ago. Look at the ticket again."))
    way = _way(work, _of_request(request), ApprovalWay.TOKEN, command.note, "token", asked=request)
    _decide(work, request, approved=command.approved, way=way, note=command.note)


def _is_asked(asked: Approval, command: GiveApproval) -> bool:
    if command.person_id is not None:
        return command.person_id == asked.approver_id
    return _folded(command.name) in ("", _folded(asked.approver))


def _who_says(unit: Unit, ticket: Ticket, command: GiveApproval) -> Approver:
    """Not who was asked. Somebody of the list; only a name when no budget holder is known, and never the customer's."""
    if command.person_id is not None:
        return approver_of(unit, ticket, command.person_id)
    if deciders_of(unit.session, ticket.cost_centre, today_of(unit)):
        raise InvalidInput({"person": _("Choose who says this from the list.")})
    name = " ".join(command.name.split())
    if not name:
        raise InvalidInput({"person": _("Write who says this.")})
    customer = customer_called(unit.session, ticket, name)
    if customer:
        raise InvalidInput({"person": _("{name} asks this, so somebody else approves.").format(name=customer)})
    return Approver(None, name)


def _way(
    work: StepWork, approver: Approver, way: ApprovalWay, note: str, field: str, *, asked: Approval | None = None
) -> ApprovalWay:
    """How it is written down; raises InvalidInput on ``field`` for who may not decide now, on ``note`` without a reason.

    ``asked``: the request that is answered. Who was chosen because no budget holder is known, is who decides.
    """
    unit, ticket = work.unit, work.ticket
    _not_alone(unit, ticket, approver, field)
    deciders = deciders_of(unit.session, ticket.cost_centre, today_of(unit))
    if approver.person_id is not None and any(one.person_id == approver.person_id for one in deciders):
        return way
    now = holder_of(unit.session, ticket.cost_centre, today_of(unit), customers_of(ticket))
    if asked is not None and asked.on_behalf_of:
        words = (
            _("{name} no longer stands in for {holder}. {decider} decides now: ask again.")
            if now
            else _("{name} no longer stands in for {holder}. Ask somebody else.")
        )
        decider = now.name if now else ""
        raise InvalidInput({field: words.format(name=approver.name, holder=asked.on_behalf_of, decider=decider)})
    if asked is not None and not deciders:
        return way
    if not note.strip():
        words = (
            _("{name} is not the budget holder; {decider} decides. Write why {name} says this.")
            if now
            else _("Nobody is known as budget holder. Write why {name} says this.")
        )
        raise InvalidInput({"note": words.format(name=approver.name, decider=now.name if now else "")})
    return ApprovalWay.OTHER


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
    hold_mail(work, request)


def _not_alone(unit: Unit, ticket: Ticket, approver: Approver, field: str) -> None:
    """Nobody approves what they ask themselves, unless it is their own budget."""
    customers = customers_of(ticket)
    if approver.person_id is None or approver.person_id not in customers:
        return
    deciders = deciders_of(unit.session, ticket.cost_centre, today_of(unit))
    if any(one.person_id == approver.person_id and not one.on_behalf_of for one in deciders):
        return
    holder = holder_of(unit.session, ticket.cost_centre, today_of(unit), customers)
    words = (
        _("{name} asks this, so somebody else approves: {holder}.")
        if holder
        else _("{name} asks this, so somebody else approves.")
    )
    raise InvalidInput({field: words.format(name=approver.name, holder=holder.name if holder else "")})


def _of_request(request: Approval) -> Approver:
    return Approver(request.approver_id, request.approver, request.on_behalf_of)


def _folded(name: str) -> str:
    return " ".join(fold(name).split())
