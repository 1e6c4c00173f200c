# SPDX-License-Identifier: EUPL-1.2
"""The ticket stays where it is, with who has it, until a step is really over; then the waiting for approval ends too."""

from collections.abc import Callable
from datetime import date

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import ServiceLane, StepKind
from desk_app.core.actor import Actor
from desk_app.process.messages import AskApproval, GiveApproval, GiveApprovalByToken, SkipStep
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from desk_app.tickets.messages import AssignTickets, TakeTickets, WaitTickets
from tests import factories
from tests.processes import (
    CENTRE,
    a_budget_holder,
    a_cost_centre,
    a_process,
    a_step,
    a_ticket,
    approval_is_needed,
    code_in,
    mails,
)

Act = Callable[[Desk, Actor, int], None]


@pytest.fixture
def seat_id(desk: Desk, actor: Actor) -> int:
    """In the lane of the second line, taken; its steps are of Audiovisueel."""
    a_budget_holder(desk.db)
    a_cost_centre(desk.db, "Bos")
    audio = factories.team_id(desk.db, "AV")
    a_process(
        desk.db,
        "P-PAS",
        a_step("approval", StepKind.APPROVE, team_id=audio),
        a_step("deliver", after=("approval",), team_id=audio),
    )
    approval_is_needed(desk.db, "P-PAS", ServiceLane.SECOND_LINE)
    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)
    second = factories.team_id(desk.db, "EERSTELIJN")
    desk.tickets.assign(actor, AssignTickets(ticket_ids=(ticket_id,), team_id=second, reason="hier"))
    return ticket_id


def ask_again(desk: Desk, actor: Actor, ticket_id: int) -> None:
    desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval"))


def no_in_person(desk: Desk, actor: Actor, ticket_id: int) -> None:
    order = GiveApproval(ticket_id=ticket_id, code="approval", approved=False, note="te duur")
    desk.process.give_approval(actor, order)


def no_by_code(desk: Desk, actor: Actor, ticket_id: int) -> None:
    order = GiveApprovalByToken(token=code_in(mails(desk.db)[0]), approved=False, note="te duur")
    desk.process.give_approval_by_token(actor, order)


def yes(desk: Desk, actor: Actor, ticket_id: int) -> None:
    desk.process.give_approval(actor, GiveApproval(ticket_id=ticket_id, code="approval", approved=True))


def skip(desk: Desk, actor: Actor, ticket_id: int) -> None:
    desk.process.skip(actor, SkipStep(ticket_id=ticket_id, code="approval", reason="hoeft niet"))


@pytest.mark.parametrize("is_taken", [False, True])
@pytest.mark.parametrize("act", [ask_again, no_in_person, no_by_code])
def test_asking_and_a_no_move_nothing(desk: Desk, actor: Actor, seat_id: int, act: Act, *, is_taken: bool) -> None:
    if is_taken:
        desk.tickets.take(actor, TakeTickets(ticket_ids=(seat_id,)))
    before = desk.ticket_queries.ticket(actor, seat_id)

    act(desk, actor, seat_id)

    after = desk.ticket_queries.ticket(actor, seat_id)
    assert after.team == "Eerste lijn"
    assert (after.team, after.assignee_id, after.status) == (before.team, before.assignee_id, before.status)


@pytest.mark.parametrize("act", [yes, skip])
def test_when_a_step_is_over_the_ticket_follows_the_next(desk: Desk, actor: Actor, seat_id: int, act: Act) -> None:
    desk.tickets.take(actor, TakeTickets(ticket_ids=(seat_id,)))

    act(desk, actor, seat_id)

    after = desk.ticket_queries.ticket(actor, seat_id)
    assert (after.team, after.assignee_id) == ("Audiovisueel", None)


@pytest.mark.parametrize("act", [yes, skip])
def test_the_waiting_for_approval_ends_when_that_step_is_over(
    desk: Desk, actor: Actor, approval_id: int, act: Act
) -> None:
    desk.tickets.take(actor, TakeTickets(ticket_ids=(approval_id,)))
    wait = WaitTickets(ticket_ids=(approval_id,), reason=PendingReason.APPROVAL, follow_up_on=date(2026, 12, 1))
    desk.tickets.wait(actor, wait)

    act(desk, actor, approval_id)

    ticket = desk.ticket_queries.ticket(actor, approval_id)
    assert (ticket.status, ticket.pending_reason, ticket.assignee_id) == (
        TicketStatus.IN_PROGRESS,
        None,
        actor.agent_id,
    )


def test_while_another_approval_is_open_it_waits_on(desk: Desk, actor: Actor, holder_id: int) -> None:
    a_process(
        desk.db, "P-PAS", a_step("approval", StepKind.APPROVE), a_step("second", StepKind.APPROVE, after=("approval",))
    )
    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)
    wait = WaitTickets(ticket_ids=(ticket_id,), reason=PendingReason.APPROVAL, follow_up_on=date(2026, 12, 1))
    desk.tickets.wait(actor, wait)

    skip(desk, actor, ticket_id)
    half = desk.ticket_queries.ticket(actor, ticket_id).status
    desk.process.give_approval(actor, GiveApproval(ticket_id=ticket_id, code="second", approved=True))

    assert half is TicketStatus.PENDING
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.IN_PROGRESS
