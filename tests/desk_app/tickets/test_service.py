# SPDX-License-Identifier: EUPL-1.2
"""What is done to tickets at the desk."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.core.events import DomainEvent
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind, TicketStatus
from desk_app.tickets.messages import (
    AddNote,
    AssignTickets,
    CancelTickets,
    ReopenTickets,
    ResumeTickets,
    TakeTickets,
    TicketChanged,
    WaitTickets,
)
from tests.factories import a_visit, an_actor, team_id


def test_who_takes_a_ticket_works_on_it(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids

    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))

    ticket = desk.ticket_queries.ticket(actor, ticket_id)
    assert (ticket.status, ticket.assignee) == (TicketStatus.IN_PROGRESS, "Eva")


def test_a_waiting_ticket_says_for_whom_and_until_when(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    until = date(2026, 11, 30)

    desk.tickets.wait(
        actor, WaitTickets(ticket_ids=(ticket_id,), reason=PendingReason.SUPPLIER, follow_up_on=until, note="besteld")
    )

    ticket = desk.ticket_queries.ticket(actor, ticket_id)
    assert (ticket.status, ticket.pending_reason, ticket.follow_up_on) == (
        TicketStatus.PENDING,
        PendingReason.SUPPLIER,
        until,
    )
    desk.tickets.resume(actor, ResumeTickets(ticket_ids=(ticket_id,)))
    assert desk.ticket_queries.ticket(actor, ticket_id).pending_reason is None


def test_nobody_waits_until_yesterday(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    wait = WaitTickets(ticket_ids=(ticket_id,), reason=PendingReason.PART, follow_up_on=date(2026, 11, 23))

    with pytest.raises(InvalidInput) as refused:
        desk.tickets.wait(actor, wait)

    assert "follow_up_on" in refused.value.fields
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.NEW


def test_routing_on_needs_a_reason_and_keeps_it(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    audio = team_id(desk.db, "AV")

    with pytest.raises(InvalidInput):
        desk.tickets.assign(actor, AssignTickets(ticket_ids=(ticket_id,), team_id=audio, reason=" "))
    desk.tickets.assign(actor, AssignTickets(ticket_ids=(ticket_id,), team_id=audio, reason="kabel <b>stuk</b>"))

    assert desk.ticket_queries.ticket(actor, ticket_id).team == "Audiovisueel"
    last = desk.ticket_queries.timeline(actor, ticket_id)[-1]
    assert (last.kind, "kabel <b>stuk</b>" in last.text) == (TicketEventKind.ASSIGNED, True)


def test_a_reopened_ticket_keeps_its_number_and_its_story(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    number = desk.ticket_queries.ticket(actor, ticket_id).number
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(ticket_id,), reason="niet meer nodig"))

    desk.tickets.reopen(actor, ReopenTickets(ticket_ids=(ticket_id,), reason="toch wel"))

    ticket = desk.ticket_queries.ticket(actor, ticket_id)
    assert (ticket.number, ticket.status, ticket.closed_at) == (number, TicketStatus.IN_PROGRESS, None)
    kinds = [line.kind for line in desk.ticket_queries.timeline(actor, ticket_id)]
    assert kinds == [TicketEventKind.REGISTERED, TicketEventKind.CANCELLED, TicketEventKind.REOPENED]


def test_several_tickets_in_one_order_all_move_or_none(desk: Desk, actor: Actor) -> None:
    (first,) = a_visit(desk, actor).ticket_ids
    (second,) = a_visit(desk, actor).ticket_ids
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(second,), reason="dubbel"))

    with pytest.raises(Conflict):
        desk.tickets.take(actor, TakeTickets(ticket_ids=(first, second)))

    assert desk.ticket_queries.ticket(actor, first).status is TicketStatus.NEW


def test_a_note_for_colleagues_is_not_for_the_customer(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids

    desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="klant was boos"))
    desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="Wij bellen u morgen.", for_customer=True))

    inside, outside = desk.ticket_queries.timeline(actor, ticket_id)[-2:]
    assert (inside.kind, inside.for_customer) == (TicketEventKind.NOTE, False)
    assert (outside.kind, outside.for_customer) == (TicketEventKind.MESSAGE, True)


def test_the_back_office_may_not_cancel(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    back_office = an_actor(desk.db, "piet", Role.BACK_OFFICE)

    with pytest.raises(NotAllowed):
        desk.tickets.cancel(back_office, CancelTickets(ticket_ids=(ticket_id,), reason="weg"))

    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.NEW


def test_a_ticket_that_is_not_there_is_a_plain_sentence(desk: Desk, actor: Actor) -> None:
    with pytest.raises(NotFound):
        desk.tickets.take(actor, TakeTickets(ticket_ids=(4711,)))
    with pytest.raises(NotFound):
        desk.ticket_queries.by_number(actor, "M26-999999")


def test_the_window_hears_of_it_after_the_commit(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    heard: list[DomainEvent] = []
    desk.events.subscribe(TicketChanged, heard.append)

    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))
    with pytest.raises(NotFound):
        desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id, 4711)))

    assert heard == [TicketChanged(ticket_id)]


@pytest.mark.parametrize("statement", ["update ticket_events set text = 'x'", "delete from ticket_events"])
def test_the_timeline_can_only_grow(desk: Desk, actor: Actor, statement: str) -> None:
    a_visit(desk, actor)

    with pytest.raises(DatabaseError), desk.db.engine.begin() as connection:
        connection.execute(text(statement))
