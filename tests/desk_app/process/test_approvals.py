# SPDX-License-Identifier: EUPL-1.2
"""Approval: who is asked, and how it is answered."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from desk_app.app import Desk
from desk_app.catalogue.models import StepKind
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from desk_app.intake.messages import Question
from desk_app.mail.models import MailState, OutgoingMail
from desk_app.process.messages import (
    ApprovalState,
    ApprovalWay,
    AskApproval,
    FinishStep,
    GiveApproval,
    GiveApprovalByToken,
    RedoStep,
    SkipStep,
)
from desk_app.tickets.lifecycle import PendingReason, StepStatus, TicketStatus
from desk_app.tickets.messages import CancelTickets, Undo, WaitTickets
from desk_app.tickets.sentences import Names, line_of
from tests import factories
from tests.processes import (
    CENTRE,
    a_budget_holder,
    a_delegation,
    a_process,
    a_step,
    a_ticket,
    code_in,
    mails,
    steps,
)

D, R, W = StepStatus.DONE, StepStatus.READY, StepStatus.WAITING


def newest(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return line_of(desk.ticket_queries.timeline(actor, ticket_id)[-1], Names()).what


def say(desk: Desk, actor: Actor, ticket_id: int, *, approved: bool = True, **who: object) -> GiveApproval:
    order = GiveApproval(ticket_id=ticket_id, code="approval", approved=approved, **who)  # type: ignore[arg-type]  # each value has the type of its field
    desk.process.give_approval(actor, order)
    return order


def test_a_product_that_needs_approval_begins_with_it_and_the_budget_holder_is_asked_at_once(
    desk: Desk, actor: Actor, clock: FixedClock, approval_id: int
) -> None:
    found = steps(desk, actor, approval_id)

    (mail,) = mails(desk.db)
    request = found["approval"].approval
    assert [(step.code, step.status) for step in found.values()] == [("approval", R), ("deliver", W)]
    assert request is not None
    assert (request.approver, request.state, request.by_mail) == ("Joke Bos", ApprovalState.ASKED, True)
    assert (mail.address, mail.state) == ("bos@example.org", MailState.QUEUED)
    assert request.expires_at == clock.now() + timedelta(days=14)


def test_the_mail_says_what_for_whom_how_much_and_until_when(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)

    (mail,) = mails(desk.db)

    number = desk.ticket_queries.ticket(actor, ticket_id).number
    assert mail.subject == f"Geeft u akkoord? {number}: Pas vervangen"
    for part in (number, "Pas vervangen", "voor de nieuwe collega", "Sanne Jansen", CENTRE, "gratis"):
        assert part in mail.body, part
    assert "dinsdag 8 december 2026, 10.42 uur" in mail.body


def test_the_mail_speaks_the_language_of_its_reader(desk: Desk, actor: Actor, holder_id: int) -> None:
    reader = a_budget_holder(desk.db, "Smith", language="en")
    ticket_id = a_ticket(desk, actor)

    desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval", person_id=reader))

    (mail,) = mails(desk.db)
    assert mail.subject.startswith("Do you approve?")
    assert "This code works once, until Tuesday 8 December 2026" in mail.body


def test_an_item_with_an_approval_of_its_own_gets_no_second_one(desk: Desk, actor: Actor, holder_id: int) -> None:
    a_process(desk.db, "P-PAS", a_step("ok", StepKind.APPROVE, after=("deliver",)))

    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)
    before = len(mails(desk.db))
    desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="deliver"))

    assert list(steps(desk, actor, ticket_id)) == ["deliver", "ok"]
    assert (before, len(mails(desk.db))) == (0, 1)


def test_who_stands_in_today_is_asked_on_behalf_of_the_budget_holder(desk: Desk, actor: Actor, holder_id: int) -> None:
    a_budget_holder(desk.db, "Visser")
    a_budget_holder(desk.db, "Dijk")
    a_delegation(desk.db, "Bos", "Visser", date(2026, 11, 24), date(2026, 11, 24))
    a_delegation(desk.db, "Bos", "Dijk", date(2026, 11, 25), date(2026, 12, 1))

    request = steps(desk, actor, a_ticket(desk, actor, cost_centre=CENTRE))["approval"].approval

    assert request is not None
    assert (request.approver, request.on_behalf_of) == ("Joke Visser", "Joke Bos")
    assert "namens Joke Bos" in mails(desk.db)[0].body


def test_after_the_last_day_of_standing_in_the_holder_is_asked_again(
    desk: Desk, actor: Actor, clock: FixedClock, holder_id: int
) -> None:
    a_budget_holder(desk.db, "Visser")
    a_delegation(desk.db, "Bos", "Visser", date(2026, 11, 1), date(2026, 11, 24))
    clock.advance(timedelta(days=1))

    request = steps(desk, actor, a_ticket(desk, actor, cost_centre=CENTRE))["approval"].approval

    assert request is not None
    assert (request.approver, request.on_behalf_of) == ("Joke Bos", "")


def test_without_a_cost_centre_nobody_is_asked_until_somebody_chooses(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor)

    with pytest.raises(InvalidInput, match="Kies aan wie"):
        desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval"))
    asked = desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval", person_id=holder_id))

    assert (asked.approver, asked.by_mail) == ("Joke Bos", True)
    assert newest(desk, actor, ticket_id) == "Akkoord voor stap ‘Akkoord van de budgethouder’ is gevraagd aan Joke Bos."


def test_who_has_no_address_is_asked_without_a_code(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor)
    berg = factories.person_id(desk.db, "Berg")

    asked = desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval", person_id=berg))

    assert not asked.by_mail
    assert mails(desk.db) == []


def test_who_asks_does_not_approve_it_unless_it_is_their_own_budget(desk: Desk, actor: Actor, approval_id: int) -> None:
    jansen = factories.person_id(desk.db, "Jansen")

    with pytest.raises(InvalidInput, match="Joke Bos"):
        say(desk, actor, approval_id, person_id=jansen)

    assert steps(desk, actor, approval_id)["approval"].status is R


def test_the_budget_holder_says_yes_at_the_counter_and_the_work_begins(
    desk: Desk, actor: Actor, approval_id: int
) -> None:
    say(desk, actor, approval_id)

    found = steps(desk, actor, approval_id)
    request = found["approval"].approval
    assert request is not None
    assert [step.status for step in found.values()] == [D, R]
    assert (request.state, request.way, request.noted_by) == (ApprovalState.APPROVED, ApprovalWay.COUNTER, "Eva")
    assert newest(desk, actor, approval_id) == "Joke Bos is akkoord: stap ‘Akkoord van de budgethouder’ is klaar."


def test_somebody_else_at_the_counter_is_named_and_the_code_in_the_mail_stops(
    desk: Desk, actor: Actor, approval_id: int
) -> None:
    visser = a_budget_holder(desk.db, "Visser")

    say(desk, actor, approval_id, person_id=visser, note="vervangt de budgethouder")

    request = steps(desk, actor, approval_id)["approval"].approval
    assert request is not None
    assert (request.approver, request.by_mail) == ("Joke Visser", False)
    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.approval_by_token(actor, code_in(mails(desk.db)[0]))


def test_an_answer_without_anybody_named_or_asked_is_refused(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor)

    with pytest.raises(InvalidInput) as refused:
        say(desk, actor, ticket_id)

    assert set(refused.value.fields) == {"person"}


def test_a_no_needs_a_reason_keeps_the_step_open_and_somebody_else_can_be_asked(
    desk: Desk, actor: Actor, approval_id: int
) -> None:
    visser = a_budget_holder(desk.db, "Visser")
    with pytest.raises(InvalidInput) as refused:
        say(desk, actor, approval_id, approved=False)
    say(desk, actor, approval_id, approved=False, note="te duur")
    rejected = steps(desk, actor, approval_id)["approval"]

    desk.process.ask_approval(actor, AskApproval(ticket_id=approval_id, code="approval", person_id=visser))

    again = steps(desk, actor, approval_id)["approval"]
    assert set(refused.value.fields) == {"note"}
    assert rejected.approval is not None
    assert again.approval is not None
    assert (rejected.status, rejected.approval.state, rejected.approval.note) == (R, ApprovalState.REJECTED, "te duur")
    assert (again.approval.state, again.approval.approver) == (ApprovalState.ASKED, "Joke Visser")


def test_a_request_is_taken_back_with_its_mail_unless_that_went_out(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor)
    first = AskApproval(ticket_id=ticket_id, code="approval", person_id=holder_id)
    desk.process.ask_approval(actor, first)

    desk.undo.undo(actor, Undo(undone_id=first.command_id))
    after_undo = steps(desk, actor, ticket_id)["approval"].approval
    second = AskApproval(ticket_id=ticket_id, code="approval", person_id=holder_id)
    desk.process.ask_approval(actor, second)
    with desk.db.jot() as session:
        session.execute(
            update(OutgoingMail)
            .where(OutgoingMail.command_id == second.command_id)
            .values(state=MailState.SENT, sent_at=desk.clock.now())
        )

    assert after_undo is None
    assert mails(desk.db)[0].state is MailState.CANCELLED
    with pytest.raises(Conflict, match="al verstuurd"):
        desk.undo.undo(actor, Undo(undone_id=second.command_id))
    assert steps(desk, actor, ticket_id)["approval"].approval is not None


def test_a_cancelled_ticket_is_not_approved(desk: Desk, actor: Actor, approval_id: int) -> None:
    from_mail = code_in(mails(desk.db)[0])
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)
    desk.tickets.cancel(manager, CancelTickets(ticket_ids=(approval_id,), reason="niet meer nodig"))

    with pytest.raises(Conflict, match="niet meer nodig"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=from_mail, approved=True))


def test_a_ticket_that_waits_for_approval_goes_on_with_it(desk: Desk, actor: Actor, approval_id: int) -> None:
    desk.tickets.wait(
        actor,
        WaitTickets(ticket_ids=(approval_id,), reason=PendingReason.APPROVAL, follow_up_on=date(2026, 12, 1)),
    )

    say(desk, actor, approval_id)

    ticket = desk.ticket_queries.ticket(actor, approval_id)
    assert (ticket.status, ticket.pending_reason) == (TicketStatus.IN_PROGRESS, None)


def test_the_second_answer_hears_who_was_first(desk: Desk, actor: Actor, approval_id: int) -> None:
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)
    say(desk, piet, approval_id)

    with pytest.raises(Conflict, match="Piet"):
        say(desk, actor, approval_id)


def test_an_approval_step_is_not_just_finished_but_can_be_skipped_with_a_reason(
    desk: Desk, actor: Actor, approval_id: int
) -> None:
    with pytest.raises(Conflict, match="druk op A"):
        desk.process.finish(actor, FinishStep(ticket_id=approval_id, code="approval"))

    desk.process.skip(actor, SkipStep(ticket_id=approval_id, code="approval", reason="al in het contract"))

    found = steps(desk, actor, approval_id)
    assert [step.status for step in found.values()] == [StepStatus.SKIPPED, R]
    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.approval_by_token(actor, code_in(mails(desk.db)[0]))


def test_a_step_that_is_no_approval_asks_nobody(desk: Desk, actor: Actor, approval_id: int) -> None:
    with pytest.raises(Conflict, match="geen akkoord nodig"):
        desk.process.ask_approval(actor, AskApproval(ticket_id=approval_id, code="deliver"))


def test_an_approval_that_is_done_again_is_asked_again(desk: Desk, actor: Actor, approval_id: int) -> None:
    say(desk, actor, approval_id)

    desk.process.redo(actor, RedoStep(ticket_id=approval_id, code="approval", reason="duurder geworden"))

    found = steps(desk, actor, approval_id)
    assert [step.status for step in found.values()] == [R, W]
    assert found["approval"].approval is not None
    assert found["approval"].approval.state is ApprovalState.ASKED
    assert len(mails(desk.db)) == 2


def test_what_a_confidential_ticket_is_about_is_not_mailed(desk: Desk, actor: Actor, holder_id: int) -> None:
    question = Question(
        item_id=factories.item_id(desk.db, "P-PAS"), description="iets dat geheim is", confidential=True
    )
    ticket_id = factories.a_visit(desk, actor, question).ticket_ids[0]
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)

    desk.process.ask_approval(manager, AskApproval(ticket_id=ticket_id, code="approval", person_id=holder_id))

    assert "geheim" not in mails(desk.db)[0].body
    with pytest.raises(NotFound):
        desk.process.approval_by_token(actor, code_in(mails(desk.db)[0]))


def test_who_would_be_asked_is_known_beforehand(desk: Desk, actor: Actor, holder_id: int) -> None:
    known = desk.process_queries.approver_for(actor, CENTRE)

    assert known is not None
    assert (known.name, known.has_email) == ("Joke Bos", True)
    assert desk.process_queries.approver_for(actor, "K-0000") is None
