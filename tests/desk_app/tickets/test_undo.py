# SPDX-License-Identifier: EUPL-1.2
"""Alt+Z: everything can be taken back, and nothing is erased by it."""

from datetime import date, timedelta

import pytest

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets, HandOver, NoticeChoice
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import Conflict, NotAllowed
from desk_app.printing.messages import JobState
from desk_app.tickets.lifecycle import PendingReason, TicketEventKind, TicketStatus
from desk_app.tickets.messages import AddNote, CancelTickets, TakeTickets, Undo, WaitTickets
from tests.factories import a_visit, an_actor


def test_an_undone_registration_voids_the_number_and_never_gives_it_again(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)

    desk.undo.undo(actor, Undo(undone_id=visit.command_id))

    assert desk.ticket_queries.ticket(actor, visit.ticket_ids[0]).status is TicketStatus.VOIDED
    assert a_visit(desk, actor).numbers != visit.numbers


def test_paper_of_an_undone_registration_is_not_printed_any_more(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)
    assert visit.print_job_id is not None

    desk.undo.undo(actor, Undo(undone_id=visit.command_id))

    job = desk.print_queries.job(visit.print_job_id)
    assert job is not None
    assert job.state is JobState.CANCELLED


def test_an_undone_completion_is_as_it_was(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    desk.tickets.wait(
        actor, WaitTickets(ticket_ids=(ticket_id,), reason=PendingReason.PART, follow_up_on=date(2026, 12, 1))
    )
    before = desk.ticket_queries.ticket(actor, ticket_id)
    done = desk.completion.complete(
        actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar.", notice=NoticeChoice.MAIL, shelf="12")
    )

    desk.undo.undo(actor, Undo(undone_id=done.command_id))

    after = desk.ticket_queries.ticket(actor, ticket_id)
    for name in ("status", "pending_reason", "follow_up_on", "completed_at", "ready_at", "shelf", "resolution"):
        assert getattr(after, name) == getattr(before, name), name


def test_one_undo_takes_back_a_whole_selection(desk: Desk, actor: Actor) -> None:
    ids = tuple(a_visit(desk, actor).ticket_ids[0] for _ in range(10))
    done = desk.tickets.take(actor, TakeTickets(ticket_ids=ids))

    desk.undo.undo(actor, Undo(undone_id=done.command_id))

    assert {desk.ticket_queries.ticket(actor, one).status for one in ids} == {TicketStatus.NEW}


def test_a_withdrawn_note_stays_in_the_timeline_as_withdrawn(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    done = desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="vergissing"))

    desk.undo.undo(actor, Undo(undone_id=done.command_id))

    note, undone = desk.ticket_queries.timeline(actor, ticket_id)[-2:]
    assert (note.text, note.withdrawn, undone.kind) == ("vergissing", True, TicketEventKind.UNDONE)


def test_nothing_is_undone_twice(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    done = desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))
    desk.undo.undo(actor, Undo(undone_id=done.command_id))

    with pytest.raises(Conflict):
        desk.undo.undo(actor, Undo(undone_id=done.command_id))


def test_what_somebody_changed_since_is_left_alone(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    done = desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))
    piet = an_actor(desk.db, "piet", Role.SECOND_LINE)
    desk.tickets.take(piet, TakeTickets(ticket_ids=(ticket_id,)))

    with pytest.raises(Conflict):
        desk.undo.undo(actor, Undo(undone_id=done.command_id))

    assert desk.ticket_queries.ticket(actor, ticket_id).assignee == "Piet"


def test_nobody_undoes_the_work_of_a_colleague(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)
    piet = an_actor(desk.db, "piet", Role.COUNTER)

    with pytest.raises(NotAllowed):
        desk.undo.undo(piet, Undo(undone_id=visit.command_id))


def test_after_a_day_it_is_too_late(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    done = desk.tickets.cancel(actor, CancelTickets(ticket_ids=(ticket_id,), reason="dubbel"))
    clock.advance(timedelta(days=1, minutes=1))

    with pytest.raises(Conflict):
        desk.undo.undo(actor, Undo(undone_id=done.command_id))


def test_a_handed_over_parcel_comes_back_to_the_shelf(desk: Desk, actor: Actor) -> None:
    (ticket_id,) = a_visit(desk, actor).ticket_ids
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Pas ligt klaar.", shelf="3"))
    done = desk.completion.hand_over(actor, HandOver(ticket_ids=(ticket_id,), name="S. Jansen"))

    desk.undo.undo(actor, Undo(undone_id=done.command_id))

    ticket = desk.ticket_queries.ticket(actor, ticket_id)
    assert (ticket.status, ticket.shelf, ticket.collected_at) == (TicketStatus.READY, "3", None)
