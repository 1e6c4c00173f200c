# SPDX-License-Identifier: EUPL-1.2
"""From done to closed: the customer hears it, and gets it over the counter."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets, HandOver, NoticeChoice, PutOnShelf
from desk_app.completion.models import Handover
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.mail.models import OutgoingMail
from desk_app.printing.documents import CompletionNotice, DocumentKind
from desk_app.tickets.lifecycle import Outcome, TicketStatus
from tests.factories import a_visit


def _notice(desk: Desk, actor: Actor, number: str) -> CompletionNotice:
    notice = desk.prints.document(actor, number, DocumentKind.COMPLETION)
    assert isinstance(notice, CompletionNotice)
    return notice


def test_a_completed_ticket_says_what_was_done_and_that_it_was_in_time(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)

    desk.completion.complete(actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Nieuwe pas gemaakt."))

    notice = _notice(desk, actor, visit.numbers[0])
    assert (notice.work_done, notice.delay) == ("Nieuwe pas gemaakt.", "")


def test_later_than_promised_needs_a_reason_and_the_customer_reads_it(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    visit = a_visit(desk, actor)
    clock.advance(timedelta(days=1, minutes=72))
    late = CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Klaar.")

    with pytest.raises(InvalidInput) as refused:
        desk.completion.complete(actor, late)
    desk.completion.complete(
        actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Klaar.", late_reason="de printer was stuk")
    )

    assert "late_reason" in refused.value.fields
    notice = _notice(desk, actor, visit.numbers[0])
    assert (notice.delay, notice.delay_reason) == ("1 u 12 min", "de printer was stuk")


def test_not_solved_needs_a_next_step(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)

    with pytest.raises(InvalidInput) as refused:
        desk.completion.complete(
            actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Lukt niet.", outcome=Outcome.NOT_SOLVED)
        )

    assert "next_step" in refused.value.fields


def test_the_customer_gets_a_mail_when_it_is_ready(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)

    desk.completion.complete(
        actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Klaar.", notice=NoticeChoice.MAIL)
    )

    with desk.db.read() as session:
        address, body = session.execute(select(OutgoingMail.address, OutgoingMail.body)).one()
    assert address == "sanne.jansen@example.org"
    assert "Klaar." in body


def test_without_address_the_completion_is_refused_and_nothing_changed(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor, customer="Berg")

    with pytest.raises(InvalidInput) as refused:
        desk.completion.complete(
            actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Klaar.", notice=NoticeChoice.MAIL)
        )

    assert "notice" in refused.value.fields
    assert desk.ticket_queries.ticket(actor, visit.ticket_ids[0]).status is TicketStatus.NEW


def test_from_shelf_to_customer_to_closed(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)
    desk.completion.complete(actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Ligt klaar.", shelf=" 14 "))
    assert [line.shelf for line in desk.ticket_queries.on_shelf(actor)] == ["14"]
    pick_up = _notice(desk, actor, visit.numbers[0]).pick_up
    assert pick_up is not None
    assert (pick_up.place, pick_up.opening_hours) == ("Vak 14", "ma-vr 9.00-17.00")

    desk.completion.hand_over(
        actor, HandOver(ticket_ids=visit.ticket_ids, name="S. Jansen", signature=b"\x89PNG tekening")
    )

    ticket = desk.ticket_queries.ticket(actor, visit.ticket_ids[0])
    assert (ticket.status, ticket.collected_by) == (TicketStatus.CLOSED, "S. Jansen")
    with desk.db.read() as session:
        assert session.scalars(select(Handover.signature)).one() == b"\x89PNG tekening"


def test_nothing_is_handed_over_that_is_not_on_the_shelf(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)

    with pytest.raises(Conflict):
        desk.completion.hand_over(actor, HandOver(ticket_ids=visit.ticket_ids, name="S. Jansen"))
    with pytest.raises(Conflict):
        desk.completion.put_on_shelf(actor, PutOnShelf(ticket_id=visit.ticket_ids[0], shelf="3"))


def test_completed_work_closes_when_the_customer_can_no_longer_come_back(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    visit = a_visit(desk, actor)
    desk.completion.complete(actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Klaar."))
    clock.advance(timedelta(days=13))
    assert desk.completion.close_expired() == 0

    clock.advance(timedelta(days=1, hours=1))

    assert desk.completion.close_expired() == 1
    assert desk.ticket_queries.ticket(actor, visit.ticket_ids[0]).status is TicketStatus.CLOSED


@pytest.mark.parametrize(
    ("order", "field"),
    [
        (CompleteTickets(ticket_ids=(1,), work_done="  "), "work_done"),
        (CompleteTickets(ticket_ids=(1,), work_done="x" * 2001), "work_done"),
        (CompleteTickets(ticket_ids=(1,), work_done="ja", minutes_spent=-1), "minutes_spent"),
        (CompleteTickets(ticket_ids=(1,), work_done="ja", cost_cents=-5), "cost_cents"),
        (CompleteTickets(ticket_ids=(1,), work_done="ja", shelf="x" * 33), "shelf"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(desk: Desk, actor: Actor, order: CompleteTickets, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.completion.complete(actor, order)

    assert field in refused.value.fields
