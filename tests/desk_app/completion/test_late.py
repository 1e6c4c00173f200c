# SPDX-License-Identifier: EUPL-1.2
"""Late is what the clock says: waiting for the customer makes nothing late, and what was late stays so."""

from datetime import timedelta

import pytest

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets
from desk_app.contracts.models import PendingReason
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock, local
from desk_app.core.errors import InvalidInput
from desk_app.core.settings import read_settings
from desk_app.intake.messages import Question
from desk_app.tickets.messages import ResumeTickets, WaitTickets
from desk_app.tickets.models import Ticket
from desk_app.tickets.notice import notice_of
from tests.factories import a_visit, item_id

HOUR = timedelta(hours=1)


def wait(desk: Desk, actor: Actor, ticket: int, reason: PendingReason) -> None:
    day = local(desk.clock.now()).date() + timedelta(days=3)
    desk.tickets.wait(actor, WaitTickets(ticket_ids=(ticket,), reason=reason, follow_up_on=day))


def complete(desk: Desk, actor: Actor, ticket: int, why: str = "") -> None:
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket,), work_done="Klaar.", late_reason=why))


def delay(desk: Desk, ticket: int) -> str:
    """What the customer reads about it."""
    with desk.db.read() as session:
        return notice_of(session, read_settings(session), session.get_one(Ticket, ticket)).delay


def test_who_waited_for_the_customer_is_not_late(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_visit(desk, actor).ticket_ids[0]
    wait(desk, actor, ticket, PendingReason.CUSTOMER)
    clock.advance(timedelta(days=2))
    desk.tickets.resume(actor, ResumeTickets(ticket_ids=(ticket,)))
    clock.advance(HOUR)

    sheet = desk.completion_queries.sheet(actor, (ticket,))
    complete(desk, actor, ticket)

    assert sheet.late_minutes == ()
    assert delay(desk, ticket) == ""
    assert desk.ticket_queries.clock(actor, ticket).is_met(clock.now()) is True


def test_who_is_ready_while_it_still_waits_for_the_customer_is_not_late(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    ticket = a_visit(desk, actor).ticket_ids[0]
    wait(desk, actor, ticket, PendingReason.CUSTOMER)
    clock.advance(timedelta(days=9))

    complete(desk, actor, ticket)

    assert delay(desk, ticket) == ""
    assert desk.ticket_queries.ticket(actor, ticket).late_reason == ""


def test_who_waited_for_a_part_is_late_and_says_why(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_visit(desk, actor).ticket_ids[0]
    wait(desk, actor, ticket, PendingReason.PART)
    clock.advance(timedelta(days=1, hours=2))

    sheet = desk.completion_queries.sheet(actor, (ticket,))
    with pytest.raises(InvalidInput) as refused:
        complete(desk, actor, ticket)
    complete(desk, actor, ticket, "onderdeel kwam laat")

    assert sheet.late_minutes == (120,)
    assert set(refused.value.fields) == {"late_reason"}
    assert delay(desk, ticket) == "2 u"
    assert desk.ticket_queries.ticket(actor, ticket).late_reason == "onderdeel kwam laat"


def test_what_was_late_before_it_waited_stays_as_late(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ticket = a_visit(desk, actor).ticket_ids[0]
    clock.advance(timedelta(days=1, hours=1))
    wait(desk, actor, ticket, PendingReason.CUSTOMER)
    clock.advance(2 * HOUR)

    sheet = desk.completion_queries.sheet(actor, (ticket,))
    with pytest.raises(InvalidInput):
        complete(desk, actor, ticket)

    assert sheet.late_minutes == (60,)


def test_a_sooner_promise_that_was_not_kept_is_told_to_the_customer(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    sooner = Question(item_id=item_id(desk.db, "P-PAS"), due=clock.now() + 2 * HOUR, due_reason="examen")
    ticket = a_visit(desk, actor, sooner).ticket_ids[0]
    clock.advance(3 * HOUR)

    complete(desk, actor, ticket)

    assert desk.ticket_queries.clock(actor, ticket).is_met(clock.now()) is True
    assert delay(desk, ticket) == "1 u"
