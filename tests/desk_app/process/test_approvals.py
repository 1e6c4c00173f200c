# SPDX-License-Identifier: EUPL-1.2
"""Approval: who is asked, how it is answered, and the life of the code in the mail."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from desk_app.app import Desk
from desk_app.catalogue.models import StepKind
from desk_app.core.actor import Actor, Role
from desk_app.core.audit import AuditEntry
from desk_app.core.clock import FixedClock
from desk_app.core.codes import CodeKind, parse_code
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.intake.messages import Question
from desk_app.mail.models import MailState, OutgoingMail
from desk_app.process import guessing
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
from desk_app.process.models import Approval
from desk_app.process.tokens import hash_of, letters_of, new_token
from desk_app.tickets.lifecycle import PendingReason, StepStatus, TicketStatus
from desk_app.tickets.messages import CancelTickets, Undo, WaitTickets
from desk_app.tickets.sentences import Names, line_of
from tests import factories
from tests.processes import (
    CENTRE,
    a_budget_holder,
    a_cost_centre,
    a_delegation,
    a_process,
    a_step,
    a_ticket,
    approval_is_needed,
    code_in,
    mails,
    steps,
)

D, R, W = StepStatus.DONE, StepStatus.READY, StepStatus.WAITING


@pytest.fixture
def holder_id(desk: Desk) -> int:
    """Joke Bos decides about the cost centre; the product needs approval, and has one step after it."""
    person_id = a_budget_holder(desk.db)
    a_cost_centre(desk.db, "Bos")
    a_process(desk.db, "P-PAS", a_step("deliver"))
    approval_is_needed(desk.db, "P-PAS")
    return person_id


@pytest.fixture
def ticket_id(desk: Desk, actor: Actor, holder_id: int) -> int:
    """Asked for that cost centre."""
    return a_ticket(desk, actor, cost_centre=CENTRE)


def newest(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return line_of(desk.ticket_queries.timeline(actor, ticket_id)[-1], Names()).what


def say(desk: Desk, actor: Actor, ticket_id: int, *, approved: bool = True, **who: object) -> GiveApproval:
    order = GiveApproval(ticket_id=ticket_id, code="approval", approved=approved, **who)  # type: ignore[arg-type]
    desk.process.give_approval(actor, order)
    return order


def test_a_product_that_needs_approval_begins_with_it_and_the_budget_holder_is_asked_at_once(
    desk: Desk, actor: Actor, clock: FixedClock, ticket_id: int
) -> None:
    found = steps(desk, actor, ticket_id)

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


def test_who_asks_does_not_approve_it_unless_it_is_their_own_budget(desk: Desk, actor: Actor, ticket_id: int) -> None:
    jansen = factories.person_id(desk.db, "Jansen")

    with pytest.raises(InvalidInput, match="Joke Bos"):
        say(desk, actor, ticket_id, person_id=jansen)

    assert steps(desk, actor, ticket_id)["approval"].status is R


def test_the_budget_holder_says_yes_at_the_counter_and_the_work_begins(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    say(desk, actor, ticket_id)

    found = steps(desk, actor, ticket_id)
    request = found["approval"].approval
    assert request is not None
    assert [step.status for step in found.values()] == [D, R]
    assert (request.state, request.way, request.noted_by) == (ApprovalState.APPROVED, ApprovalWay.COUNTER, "Eva")
    assert newest(desk, actor, ticket_id) == "Joke Bos is akkoord: stap ‘Akkoord van de budgethouder’ is klaar."


def test_somebody_else_at_the_counter_is_named_and_the_code_in_the_mail_stops(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    say(desk, actor, ticket_id, name="Directeur K. de Wit")

    request = steps(desk, actor, ticket_id)["approval"].approval
    assert request is not None
    assert (request.approver, request.by_mail) == ("Directeur K. de Wit", False)
    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.approval_by_token(actor, code_in(mails(desk.db)[0]))


def test_an_answer_without_anybody_named_or_asked_is_refused(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor)

    with pytest.raises(InvalidInput) as refused:
        say(desk, actor, ticket_id)

    assert set(refused.value.fields) == {"person"}


def test_a_no_needs_a_reason_keeps_the_step_open_and_somebody_else_can_be_asked(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    visser = a_budget_holder(desk.db, "Visser")
    with pytest.raises(InvalidInput) as refused:
        say(desk, actor, ticket_id, approved=False)
    say(desk, actor, ticket_id, approved=False, note="te duur")
    rejected = steps(desk, actor, ticket_id)["approval"]

    desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval", person_id=visser))

    again = steps(desk, actor, ticket_id)["approval"]
    assert set(refused.value.fields) == {"note"}
    assert rejected.approval is not None
    assert again.approval is not None
    assert (rejected.status, rejected.approval.state, rejected.approval.note) == (R, ApprovalState.REJECTED, "te duur")
    assert (again.approval.state, again.approval.approver) == (ApprovalState.ASKED, "Joke Visser")


def test_the_code_of_the_mail_approves_once(desk: Desk, actor: Actor, ticket_id: int) -> None:
    code = code_in(mails(desk.db)[0])

    seen = desk.process.approval_by_token(actor, code)
    desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code.lower(), approved=True))

    request = steps(desk, actor, ticket_id)["approval"].approval
    assert request is not None
    assert seen.ticket_id == ticket_id
    assert (request.state, request.way) == (ApprovalState.APPROVED, ApprovalWay.TOKEN)
    with pytest.raises(Conflict, match="gebruikt"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=False))


def test_a_code_is_scanned_as_it_stands_in_the_mail_and_typed_as_people_read_it(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    code = code_in(mails(desk.db)[0])
    scanned = parse_code(code)

    typed = code.removeprefix("X-").replace("0", "O").replace("1", "l").replace("-", " ")

    assert scanned is not None
    assert scanned.kind is CodeKind.APPROVAL
    assert desk.process.approval_by_token(actor, scanned.value).ticket_id == ticket_id
    assert desk.process.approval_by_token(actor, typed).ticket_id == ticket_id


def test_a_code_that_is_too_old_says_so_and_a_new_request_works(
    desk: Desk, actor: Actor, clock: FixedClock, ticket_id: int
) -> None:
    old = code_in(mails(desk.db)[0])
    clock.advance(timedelta(days=14))

    with pytest.raises(Conflict, match="gold tot"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=old, approved=True))
    shown = steps(desk, actor, ticket_id)["approval"].approval
    desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval"))
    desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code_in(mails(desk.db)[1]), approved=True))

    assert shown is not None
    assert shown.state is ApprovalState.EXPIRED
    assert steps(desk, actor, ticket_id)["approval"].status is D


def test_asking_again_withdraws_the_code_of_before(desk: Desk, actor: Actor, ticket_id: int) -> None:
    desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval"))

    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code_in(mails(desk.db)[0]), approved=True))

    assert steps(desk, actor, ticket_id)["approval"].status is R


def test_a_wrong_code_is_said_plainly_and_nobody_may_go_on_guessing(
    desk: Desk, actor: Actor, clock: FixedClock, ticket_id: int
) -> None:
    right = code_in(mails(desk.db)[0])
    for _guess in range(guessing.MOST_WRONG_CODES):
        with pytest.raises(NotFound, match="ken ik niet"):
            desk.process.approval_by_token(actor, new_token())

    with pytest.raises(NotAllowed, match="te veel"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=right, approved=True))

    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)
    assert desk.process.approval_by_token(piet, right).ticket_id == ticket_id
    clock.advance(timedelta(days=1))
    assert desk.process.approval_by_token(actor, right).ticket_id == ticket_id


def test_without_the_guard_guessing_would_go_on(
    desk: Desk, actor: Actor, ticket_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "MOST_WRONG_CODES", 1000)
    for _guess in range(11):
        with pytest.raises(NotFound):
            desk.process.approval_by_token(actor, new_token())

    found = desk.process.approval_by_token(actor, code_in(mails(desk.db)[0]))

    assert found.ticket_id == ticket_id


def test_a_code_of_another_ticket_is_not_written_down_here(desk: Desk, actor: Actor, ticket_id: int) -> None:
    other = a_ticket(desk, actor, cost_centre=CENTRE)
    code = code_in(mails(desk.db)[0])

    with pytest.raises(InvalidInput) as refused:
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=True, ticket_id=other))

    assert desk.ticket_queries.ticket(actor, ticket_id).number in refused.value.fields["token"]
    assert steps(desk, actor, ticket_id)["approval"].status is R


def test_what_cannot_be_a_code_is_no_guess(desk: Desk, actor: Actor, ticket_id: int) -> None:
    for typed in ("", "X-123", "hallo", "X-7K3M-0QX4-9WB", "X-7K3M-0QX4-9WBEE", "X-7K3M-0QX4-9WBU"):
        with pytest.raises(InvalidInput):
            desk.process.approval_by_token(actor, typed)

    with desk.db.read() as session:
        entries = list(session.scalars(select(AuditEntry.command)))
    assert "WrongApprovalCode" not in entries


def test_the_database_knows_no_code_and_no_two_are_alike(desk: Desk, actor: Actor, ticket_id: int) -> None:
    code = code_in(mails(desk.db)[0])

    with desk.db.read() as session:
        (stored,) = session.scalars(select(Approval.token_hash))
    made = {new_token() for _ in range(500)}

    assert stored == hash_of(letters_of(code) or "")
    assert code not in repr(GiveApprovalByToken(token=code, approved=True))
    assert len(made) == 500
    assert all(letters_of(one) is not None and parse_code(one) is not None for one in made)


def test_an_answer_is_taken_back_and_the_code_works_again(desk: Desk, actor: Actor, ticket_id: int) -> None:
    code = code_in(mails(desk.db)[0])
    order = GiveApprovalByToken(token=code, approved=True)
    desk.process.give_approval_by_token(actor, order)

    desk.undo.undo(actor, Undo(undone_id=order.command_id))

    found = steps(desk, actor, ticket_id)
    assert [step.status for step in found.values()] == [R, W]
    assert found["approval"].approval is not None
    assert found["approval"].approval.state is ApprovalState.ASKED
    assert desk.process.approval_by_token(actor, code).ticket_id == ticket_id


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


def test_an_undone_registration_withdraws_its_request(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)
    command = desk.ticket_queries.timeline(actor, ticket_id)[0].command_id
    assert command is not None

    desk.undo.undo(actor, Undo(undone_id=command))

    (mail,) = mails(desk.db)
    assert mail.state is MailState.CANCELLED
    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.approval_by_token(actor, code_in(mail))


def test_a_cancelled_ticket_is_not_approved(desk: Desk, actor: Actor, ticket_id: int) -> None:
    from_mail = code_in(mails(desk.db)[0])
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)
    desk.tickets.cancel(manager, CancelTickets(ticket_ids=(ticket_id,), reason="niet meer nodig"))

    with pytest.raises(Conflict, match="geannuleerd"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=from_mail, approved=True))


def test_a_ticket_that_waits_for_approval_goes_on_with_it(desk: Desk, actor: Actor, ticket_id: int) -> None:
    desk.tickets.wait(
        actor,
        WaitTickets(ticket_ids=(ticket_id,), reason=PendingReason.APPROVAL, follow_up_on=date(2026, 12, 1)),
    )

    say(desk, actor, ticket_id)

    ticket = desk.ticket_queries.ticket(actor, ticket_id)
    assert (ticket.status, ticket.pending_reason) == (TicketStatus.IN_PROGRESS, None)


def test_the_second_answer_hears_who_was_first(desk: Desk, actor: Actor, ticket_id: int) -> None:
    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)
    say(desk, piet, ticket_id)

    with pytest.raises(Conflict, match="Piet"):
        say(desk, actor, ticket_id)


def test_an_approval_step_is_not_just_finished_but_can_be_skipped_with_a_reason(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    with pytest.raises(Conflict, match="druk op A"):
        desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="approval"))

    desk.process.skip(actor, SkipStep(ticket_id=ticket_id, code="approval", reason="al in het contract"))

    found = steps(desk, actor, ticket_id)
    assert [step.status for step in found.values()] == [StepStatus.SKIPPED, R]
    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.approval_by_token(actor, code_in(mails(desk.db)[0]))


def test_a_step_that_is_no_approval_asks_nobody(desk: Desk, actor: Actor, ticket_id: int) -> None:
    with pytest.raises(Conflict, match="geen akkoord nodig"):
        desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="deliver"))


def test_an_approval_that_is_done_again_is_asked_again(desk: Desk, actor: Actor, ticket_id: int) -> None:
    say(desk, actor, ticket_id)

    desk.process.redo(actor, RedoStep(ticket_id=ticket_id, code="approval", reason="duurder geworden"))

    found = steps(desk, actor, ticket_id)
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
