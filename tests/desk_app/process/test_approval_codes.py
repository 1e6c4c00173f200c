# SPDX-License-Identifier: EUPL-1.2
"""The life of the code in a mail that asks for approval: used, too old, withdrawn, wrong, guessed, taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.audit import AuditEntry
from desk_app.core.clock import FixedClock
from desk_app.core.codes import CodeKind, parse_code
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.mail.models import MailState
from desk_app.process import guessing
from desk_app.process.messages import (
    ApprovalState,
    ApprovalWay,
    AskApproval,
    GiveApprovalByToken,
)
from desk_app.process.models import Approval
from desk_app.process.tokens import hash_of, letters_of, new_token
from desk_app.tickets.lifecycle import StepStatus
from desk_app.tickets.messages import Undo
from tests import factories
from tests.processes import (
    CENTRE,
    a_ticket,
    code_in,
    mails,
    steps,
)

D, R, W = StepStatus.DONE, StepStatus.READY, StepStatus.WAITING


def test_the_code_of_the_mail_approves_once(desk: Desk, actor: Actor, approval_id: int) -> None:
    code = code_in(mails(desk.db)[0])

    seen = desk.process.approval_by_token(actor, code)
    desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code.lower(), approved=True))

    request = steps(desk, actor, approval_id)["approval"].approval
    assert request is not None
    assert seen.ticket_id == approval_id
    assert (request.state, request.way) == (ApprovalState.APPROVED, ApprovalWay.TOKEN)
    with pytest.raises(Conflict, match="gebruikt"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=False, note="nee"))


def test_a_code_is_scanned_as_it_stands_in_the_mail_and_typed_as_people_read_it(
    desk: Desk, actor: Actor, approval_id: int
) -> None:
    code = code_in(mails(desk.db)[0])
    scanned = parse_code(code)

    typed = code.removeprefix("X-").replace("0", "O").replace("1", "l").replace("-", " ")

    assert scanned is not None
    assert scanned.kind is CodeKind.APPROVAL
    assert desk.process.approval_by_token(actor, scanned.value).ticket_id == approval_id
    assert desk.process.approval_by_token(actor, typed).ticket_id == approval_id


def test_a_code_that_is_too_old_says_so_and_a_new_request_works(
    desk: Desk, actor: Actor, clock: FixedClock, approval_id: int
) -> None:
    old = code_in(mails(desk.db)[0])
    clock.advance(timedelta(days=14))

    with pytest.raises(Conflict, match="gold tot"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=old, approved=True))
    shown = steps(desk, actor, approval_id)["approval"].approval
    desk.process.ask_approval(actor, AskApproval(ticket_id=approval_id, code="approval"))
    desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code_in(mails(desk.db)[1]), approved=True))

    assert shown is not None
    assert shown.state is ApprovalState.EXPIRED
    assert steps(desk, actor, approval_id)["approval"].status is D


def test_asking_again_withdraws_the_code_of_before(desk: Desk, actor: Actor, approval_id: int) -> None:
    desk.process.ask_approval(actor, AskApproval(ticket_id=approval_id, code="approval"))

    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code_in(mails(desk.db)[0]), approved=True))

    assert steps(desk, actor, approval_id)["approval"].status is R


def test_a_wrong_code_is_said_plainly_and_nobody_may_go_on_guessing(
    desk: Desk, actor: Actor, clock: FixedClock, approval_id: int
) -> None:
    right = code_in(mails(desk.db)[0])
    for _guess in range(guessing.MOST_WRONG_CODES):
        with pytest.raises(NotFound, match="ken ik niet"):
            desk.process.approval_by_token(actor, new_token())

    with pytest.raises(NotAllowed, match="te veel"):
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=right, approved=True))

    piet = factories.an_actor(desk.db, "piet", Role.SECOND_LINE)
    assert desk.process.approval_by_token(piet, right).ticket_id == approval_id
    clock.advance(timedelta(days=1))
    assert desk.process.approval_by_token(actor, right).ticket_id == approval_id


def test_without_the_guard_guessing_would_go_on(
    desk: Desk, actor: Actor, approval_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guessing, "MOST_WRONG_CODES", 1000)
    for _guess in range(11):
        with pytest.raises(NotFound):
            desk.process.approval_by_token(actor, new_token())

    found = desk.process.approval_by_token(actor, code_in(mails(desk.db)[0]))

    assert found.ticket_id == approval_id


def test_a_code_of_another_ticket_is_not_written_down_here(desk: Desk, actor: Actor, approval_id: int) -> None:
    other = a_ticket(desk, actor, cost_centre=CENTRE)
    code = code_in(mails(desk.db)[0])

    with pytest.raises(InvalidInput) as refused:
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=True, ticket_id=other))

    assert desk.ticket_queries.ticket(actor, approval_id).number in refused.value.fields["token"]
    assert steps(desk, actor, approval_id)["approval"].status is R


def test_what_cannot_be_a_code_is_no_guess(desk: Desk, actor: Actor, approval_id: int) -> None:
    for typed in ("", "X-123", "hallo", "X-7K3M-0QX4-9WB", "X-7K3M-0QX4-9WBEE", "X-7K3M-0QX4-9WBU"):
        with pytest.raises(InvalidInput):
            desk.process.approval_by_token(actor, typed)

    with desk.db.read() as session:
        entries = list(session.scalars(select(AuditEntry.command)))
    assert "WrongApprovalCode" not in entries


def test_the_database_knows_no_code_and_no_two_are_alike(desk: Desk, actor: Actor, approval_id: int) -> None:
    code = code_in(mails(desk.db)[0])

    with desk.db.read() as session:
        (stored,) = session.scalars(select(Approval.token_hash))
    made = {new_token() for _ in range(500)}

    assert stored == hash_of(letters_of(code) or "")
    assert code not in repr(GiveApprovalByToken(token=code, approved=True))
    assert len(made) == 500
    assert all(letters_of(one) is not None and parse_code(one) is not None for one in made)


def test_an_answer_is_taken_back_and_the_code_works_again(desk: Desk, actor: Actor, approval_id: int) -> None:
    code = code_in(mails(desk.db)[0])
    order = GiveApprovalByToken(token=code, approved=True)
    desk.process.give_approval_by_token(actor, order)

    desk.undo.undo(actor, Undo(undone_id=order.command_id))

    found = steps(desk, actor, approval_id)
    assert [step.status for step in found.values()] == [R, W]
    assert found["approval"].approval is not None
    assert found["approval"].approval.state is ApprovalState.ASKED
    assert desk.process.approval_by_token(actor, code).ticket_id == approval_id


def test_an_undone_registration_withdraws_its_request(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)
    command = desk.ticket_queries.timeline(actor, ticket_id)[0].command_id
    assert command is not None

    desk.undo.undo(actor, Undo(undone_id=command))

    (mail,) = mails(desk.db)
    assert mail.state is MailState.CANCELLED
    with pytest.raises(Conflict, match="geldt niet meer"):
        desk.process.approval_by_token(actor, code_in(mail))
