# SPDX-License-Identifier: EUPL-1.2
"""A mail that asks for what nobody needs any more does not go out; and it comes back when that is taken back."""

from collections.abc import Callable

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.db import Database
from desk_app.mail.models import MailState
from desk_app.process.messages import ApprovalState, AskApproval, GiveApproval, SkipStep
from desk_app.process.models import Approval, Decision
from desk_app.tickets.messages import CancelTickets, Undo
from tests import factories
from tests.processes import CENTRE, a_budget_holder, a_ticket, mails, steps

Act = Callable[[Desk, Actor, int], str]


def ask_again(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval")).done.command_id


def answer(desk: Desk, actor: Actor, ticket_id: int) -> str:
    order = GiveApproval(ticket_id=ticket_id, code="approval", approved=True)
    return desk.process.give_approval(actor, order).done.command_id


def somebody_else_answers(desk: Desk, actor: Actor, ticket_id: int) -> str:
    visser = a_budget_holder(desk.db, "Visser")
    order = GiveApproval(ticket_id=ticket_id, code="approval", approved=False, person_id=visser, note="te duur")
    return desk.process.give_approval(actor, order).done.command_id


def skip(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return desk.process.skip(actor, SkipStep(ticket_id=ticket_id, code="approval", reason="hoeft niet")).done.command_id


def cancel(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return desk.tickets.cancel(actor, CancelTickets(ticket_ids=(ticket_id,), reason="niet meer nodig")).command_id


def decisions(db: Database) -> list[Decision]:
    with db.read() as session:
        return [row.decision for row in session.query(Approval).order_by(Approval.id)]


@pytest.mark.parametrize("act", [ask_again, answer, somebody_else_answers, skip, cancel])
def test_a_queued_mail_of_a_request_that_no_longer_stands_does_not_go_out(
    desk: Desk, actor: Actor, approval_id: int, act: Act
) -> None:
    other = a_ticket(desk, actor, cost_centre=CENTRE)
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)

    command = act(desk, manager, approval_id)
    (first, second, *_fresh) = mails(desk.db)
    desk.undo.undo(manager, Undo(undone_id=command))

    assert (first.state, second.state) == (MailState.CANCELLED, MailState.QUEUED)
    assert [mail.state for mail in mails(desk.db)][:2] == [MailState.QUEUED, MailState.QUEUED]
    for ticket_id in (approval_id, other):
        request = steps(desk, actor, ticket_id)["approval"].approval
        assert request is not None
        assert request.state is ApprovalState.ASKED


def test_a_cancelled_ticket_asks_nobody_any_more(desk: Desk, actor: Actor, approval_id: int) -> None:
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)

    cancel(desk, manager, approval_id)

    assert steps(desk, actor, approval_id)["approval"].approval is None
    assert decisions(desk.db) == [Decision.WITHDRAWN]


def test_an_undone_registration_asks_nobody_any_more(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor)
    registered = desk.ticket_queries.timeline(actor, ticket_id)[0].command_id or ""
    desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval", person_id=holder_id))

    desk.undo.undo(actor, Undo(undone_id=registered))

    assert [mail.state for mail in mails(desk.db)] == [MailState.CANCELLED]
    assert decisions(desk.db) == [Decision.WITHDRAWN]


def test_what_was_answered_stays_written_on_a_cancelled_ticket(desk: Desk, actor: Actor, approval_id: int) -> None:
    somebody_else_answers(desk, actor, approval_id)
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)

    cancel(desk, manager, approval_id)

    request = steps(desk, actor, approval_id)["approval"].approval
    assert request is not None
    assert request.state is ApprovalState.REJECTED
