# SPDX-License-Identifier: EUPL-1.2
"""Whose yes counts: the budget holder, or who stands in on the day of the answer; never the customer; others say why."""

from datetime import date, timedelta

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.core.errors import InvalidInput
from desk_app.process.messages import (
    ApprovalRow,
    ApprovalState,
    ApprovalWay,
    AskApproval,
    GiveApproval,
    GiveApprovalByToken,
)
from desk_app.tickets.lifecycle import StepStatus
from desk_app.tickets.messages import Undo
from desk_app.tickets.sentences import Names, line_of
from tests import factories
from tests.processes import CENTRE, a_budget_holder, a_delegation, a_ticket, code_in, mails, steps

TODAY = date(2026, 11, 24)


def yes(desk: Desk, actor: Actor, ticket_id: int, **said: object) -> str:
    order = GiveApproval(ticket_id=ticket_id, code="approval", approved=True, **said)  # type: ignore[arg-type]  # each value has the type of its field
    return desk.process.give_approval(actor, order).done.command_id


def refused(desk: Desk, actor: Actor, ticket_id: int, **said: object) -> dict[str, str]:
    with pytest.raises(InvalidInput) as error:
        yes(desk, actor, ticket_id, **said)
    assert steps(desk, actor, ticket_id)["approval"].status is StepStatus.READY
    return dict(error.value.fields)


def last_request(desk: Desk, actor: Actor, ticket_id: int) -> ApprovalRow:
    found = steps(desk, actor, ticket_id)["approval"].approval
    assert found is not None
    return found


def newest(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return line_of(desk.ticket_queries.timeline(actor, ticket_id)[-1], Names()).what


@pytest.mark.parametrize("name", ["Sanne Jansen", "x", "Directeur K. de Wit"])
def test_a_typed_name_is_nobody_while_the_budget_holder_is_known(
    desk: Desk, actor: Actor, approval_id: int, name: str
) -> None:
    said = {"name": name, "note": "zei het zelf"}

    fields = refused(desk, actor, approval_id, **said)

    assert fields == {"person": "Kies wie dit zegt uit de lijst."}
    assert last_request(desk, actor, approval_id).state is ApprovalState.ASKED


def test_the_typed_name_of_who_was_asked_is_them(desk: Desk, actor: Actor, approval_id: int) -> None:
    asked = last_request(desk, actor, approval_id)

    yes(desk, actor, approval_id, name="joke  bos")

    answered = last_request(desk, actor, approval_id)
    assert (answered.id, answered.state, answered.way) == (asked.id, ApprovalState.APPROVED, ApprovalWay.COUNTER)


@pytest.mark.parametrize("name", ["Sanne Jansen", "SANNE JANSEN", "S. Jansen", "Jansen, Sanne", "mevrouw Sanne Jansen"])
def test_without_a_budget_holder_the_customer_does_not_approve_by_her_typed_name(
    desk: Desk, actor: Actor, holder_id: int, name: str
) -> None:
    ticket_id = a_ticket(desk, actor)

    fields = refused(desk, actor, ticket_id, name=name, note="spoed")

    assert "vraagt dit zelf" in fields["person"]


def test_without_a_budget_holder_a_typed_name_says_why_and_is_marked(desk: Desk, actor: Actor, holder_id: int) -> None:
    ticket_id = a_ticket(desk, actor)
    without_why = refused(desk, actor, ticket_id, name="Directeur K. de Wit")

    yes(desk, actor, ticket_id, name="Directeur K. de Wit", note="er is geen kostenplaats")

    request = last_request(desk, actor, ticket_id)
    assert set(without_why) == {"note"}
    assert (request.approver, request.way) == ("Directeur K. de Wit", ApprovalWay.OTHER)


def test_a_colleague_who_is_not_the_budget_holder_says_why_and_the_timeline_says_it_plainly(
    desk: Desk, actor: Actor, approval_id: int
) -> None:
    visser = a_budget_holder(desk.db, "Visser")
    without_why = refused(desk, actor, approval_id, person_id=visser)

    command = yes(desk, actor, approval_id, person_id=visser, note="Joke Bos is ziek")

    request = last_request(desk, actor, approval_id)
    assert "Joke Bos" in without_why["note"]
    assert (request.approver, request.way, request.note) == ("Joke Visser", ApprovalWay.OTHER, "Joke Bos is ziek")
    assert newest(desk, actor, approval_id).startswith("Joke Visser, niet de budgethouder, is akkoord")
    desk.undo.undo(actor, Undo(undone_id=command))
    assert last_request(desk, actor, approval_id).state is ApprovalState.ASKED


def test_a_code_of_who_is_not_the_budget_holder_needs_a_reason_too(desk: Desk, actor: Actor, approval_id: int) -> None:
    visser = a_budget_holder(desk.db, "Visser")
    desk.process.ask_approval(actor, AskApproval(ticket_id=approval_id, code="approval", person_id=visser))
    code = code_in(mails(desk.db)[-1])
    with pytest.raises(InvalidInput) as error:
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=True))

    desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=True, note="Joke Bos is ziek"))

    assert set(error.value.fields) == {"note"}
    assert last_request(desk, actor, approval_id).way is ApprovalWay.OTHER


def test_who_was_chosen_because_no_budget_holder_is_known_answers_without_a_reason(
    desk: Desk, actor: Actor, holder_id: int
) -> None:
    ticket_id = a_ticket(desk, actor)
    desk.process.ask_approval(actor, AskApproval(ticket_id=ticket_id, code="approval", person_id=holder_id))

    yes(desk, actor, ticket_id)

    assert last_request(desk, actor, ticket_id).way is ApprovalWay.COUNTER


def test_a_no_by_code_needs_a_reason_as_in_person(desk: Desk, actor: Actor, approval_id: int) -> None:
    code = code_in(mails(desk.db)[0])
    with pytest.raises(InvalidInput) as error:
        desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=False))

    desk.process.give_approval_by_token(actor, GiveApprovalByToken(token=code, approved=False, note="te duur"))

    assert set(error.value.fields) == {"note"}
    assert last_request(desk, actor, approval_id).state is ApprovalState.REJECTED


@pytest.mark.parametrize("by_code", [False, True])
def test_who_stood_in_decides_no_more_when_the_days_are_over(
    desk: Desk, actor: Actor, clock: FixedClock, holder_id: int, *, by_code: bool
) -> None:
    visser = a_budget_holder(desk.db, "Visser")
    a_delegation(desk.db, "Bos", "Visser", TODAY, TODAY + timedelta(days=1))
    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)
    clock.advance(timedelta(days=5))

    def answer() -> None:
        if by_code:
            code = code_in(mails(desk.db)[0])
            desk.process.give_approval_by_token(
                actor, GiveApprovalByToken(token=code, approved=True, note="kan nu pas")
            )
        else:
            yes(desk, actor, ticket_id, person_id=visser, note="kan nu pas")

    with pytest.raises(InvalidInput) as error:
        answer()

    (sentence,) = error.value.fields.values()
    assert "Joke Bos" in sentence
    assert steps(desk, actor, ticket_id)["approval"].status is StepStatus.READY


def test_the_budget_holder_and_who_stands_in_both_decide(desk: Desk, actor: Actor, holder_id: int) -> None:
    a_budget_holder(desk.db, "Visser")
    a_delegation(desk.db, "Bos", "Visser", TODAY, TODAY)
    first, second = (a_ticket(desk, actor, cost_centre=CENTRE) for _each in range(2))

    yes(desk, actor, first)
    yes(desk, actor, second, person_id=holder_id)

    assert last_request(desk, actor, first).on_behalf_of == "Joke Bos"
    assert last_request(desk, actor, second).approver == "Joke Bos"
    assert [last_request(desk, actor, one).way for one in (first, second)] == [ApprovalWay.COUNTER] * 2


def test_a_customer_who_stands_in_is_not_asked_about_their_own_wish(desk: Desk, actor: Actor, holder_id: int) -> None:
    a_delegation(desk.db, "Bos", "Jansen", TODAY, TODAY)
    jansen = factories.person_id(desk.db, "Jansen")

    ticket_id = a_ticket(desk, actor, cost_centre=CENTRE)

    request = last_request(desk, actor, ticket_id)
    proposed = desk.process_queries.approver_for(actor, CENTRE, ticket_id)
    assert (request.approver, request.on_behalf_of) == ("Joke Bos", "")
    assert proposed is not None
    assert proposed.name == "Joke Bos"
    assert "Joke Bos" in refused(desk, actor, ticket_id, person_id=jansen, note="ik vervang")["person"]
