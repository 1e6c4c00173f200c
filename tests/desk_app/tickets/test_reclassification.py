# SPDX-License-Identifier: EUPL-1.2
"""What a ticket is about can be changed: what was agreed is chosen anew, the clock follows, the promise stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.completion.messages import CompleteTickets
from desk_app.contracts.models import PendingReason
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import FixedClock, local
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.intake.messages import Question
from desk_app.tickets.messages import (
    CloseTickets,
    ReclassifyTicket,
    ResumeTickets,
    TakeTickets,
    TicketRow,
    Undo,
    WaitTickets,
)
from desk_app.tickets.sentences import Names, line_of
from tests.desk_app.tickets.agreed import a_target, an_agreement
from tests.desk_app.tickets.test_clock_keeping import at, kept, reckoned, row
from tests.factories import a_visit, item_id, space_id

WHY = "De hele zaal zit zonder beeld."


def a_fault(desk: Desk, actor: Actor) -> TicketRow:
    """A fault of one person (priority 3) on Tuesday 24 November at 10.42, with four hours for its product."""
    question = Question(
        kind=TicketKind.INCIDENT,
        kind_chosen=True,
        item_id=item_id(desk.db, "P-BEA"),
        description="geen beeld",
        space_id=space_id(desk.db),
        details={"affected": "one"},
    )
    return row(desk, actor, a_visit(desk, actor, question).ticket_ids[0])


def to_first(ticket: TicketRow, **other: object) -> ReclassifyTicket:
    fields: dict[str, object] = {"ticket_id": ticket.id, "version": ticket.version, "priority": 1, "reason": WHY}
    return ReclassifyTicket(**(fields | other))  # type: ignore[arg-type]  # named as its fields


def test_another_priority_has_another_target_and_another_moment(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    usual, urgent = an_agreement(desk.db, a_target(8, kind=TicketKind.INCIDENT), a_target(2, response=1, priority=1))
    ticket = a_fault(desk, actor)
    clock.advance(timedelta(minutes=30))

    desk.reclassification.reclassify(actor, to_first(ticket))

    after = row(desk, actor, ticket.id)
    assert (ticket.target_id, ticket.due_at, ticket.respond_by) == (usual, at(25, 10), None)
    assert (after.target_id, after.due_at, after.respond_by) == (urgent, at(24, 12), at(24, 11))
    assert (after.priority, after.promised_at) == (1, ticket.promised_at)
    assert kept(desk, ticket.id) == reckoned(desk, ticket.id)


def test_the_timeline_tells_what_changed_why_and_what_that_does(desk: Desk, actor: Actor) -> None:
    an_agreement(desk.db, a_target(8), a_target(2, priority=1))
    ticket = a_fault(desk, actor)

    desk.reclassification.reclassify(actor, to_first(ticket))

    line = line_of(desk.ticket_queries.timeline(actor, ticket.id)[-1], Names())
    assert line.what == "Het gaat over iets anders dan gedacht."
    assert line.text == f"Prioriteit 3 → 1: klaar op di 24 nov 12.42 in plaats van wo 25 nov 10.42.\n{WHY}"


def test_the_whole_life_is_judged_by_the_new_target(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    part = frozenset({PendingReason.PART})
    an_agreement(desk.db, a_target(8), a_target(2, pauses=part, priority=1))
    ticket = a_fault(desk, actor)
    day = local(clock.now()).date()
    desk.tickets.wait(actor, WaitTickets(ticket_ids=(ticket.id,), reason=PendingReason.PART, follow_up_on=day))
    clock.advance(timedelta(hours=1))
    desk.tickets.resume(actor, ResumeTickets(ticket_ids=(ticket.id,)))
    before = row(desk, actor, ticket.id)

    desk.reclassification.reclassify(actor, to_first(before))

    assert before.due_at == at(25, 10)  # a part did not stop the clock
    assert row(desk, actor, ticket.id).due_at == at(24, 13)  # by the new target it did


def test_it_can_be_undone(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    an_agreement(desk.db, a_target(8), a_target(2, priority=1))
    ticket = a_fault(desk, actor)
    before = kept(desk, ticket.id)
    done = desk.reclassification.reclassify(actor, to_first(ticket))

    clock.advance(timedelta(hours=1))
    desk.undo.undo(actor, Undo(undone_id=done.command_id))

    after = row(desk, actor, ticket.id)
    assert (after.priority, after.target_id) == (3, ticket.target_id)
    assert kept(desk, ticket.id) == before


def test_another_product_is_sold_as_it_is_today(desk: Desk, actor: Actor) -> None:
    ticket = a_fault(desk, actor)

    badge = to_first(ticket, priority=None, kind=TicketKind.REQUEST, item_id=item_id(desk.db, "P-PAS"))
    desk.reclassification.reclassify(actor, badge)

    after = row(desk, actor, ticket.id)
    assert (after.kind, after.item, after.subject) == (
        TicketKind.REQUEST,
        "Pas vervangen",
        "Pas vervangen: geen beeld",
    )
    assert after.catalogue_version is not None
    assert (ticket.due_at, after.due_at) == (at(24, 14), at(25, 10))  # four hours, and eight
    text = desk.ticket_queries.timeline(actor, ticket.id)[-1].text
    assert text.startswith(
        "Soort Storing → Wens of aanvraag, product “Beamer werkt niet” → “Pas vervangen”: klaar op wo 25 nov"
    )


def test_without_an_agreement_the_product_says_the_term_and_with_another_kind_what_is_usual(
    desk: Desk, actor: Actor
) -> None:
    ticket = a_fault(desk, actor)

    asked = desk.reclassification.preview(actor, to_first(ticket, priority=None, kind=TicketKind.INFORMATION))

    assert (asked.due_before, asked.due_after, asked.promised_at) == (at(24, 14), at(25, 10), ticket.promised_at)
    assert asked.source
    assert row(desk, actor, ticket.id) == ticket


def test_the_same_terms_leave_the_clock_as_it_was(desk: Desk, actor: Actor) -> None:
    ticket = a_fault(desk, actor)

    desk.reclassification.reclassify(actor, to_first(ticket))

    text = desk.ticket_queries.timeline(actor, ticket.id)[-1].text
    assert text.startswith("Prioriteit 3 → 1: de klok blijft zoals hij was, klaar op di 24 nov 14.42.")
    assert row(desk, actor, ticket.id).due_at == ticket.due_at


def test_who_read_it_before_somebody_changed_it_is_told(desk: Desk, actor: Actor) -> None:
    ticket = a_fault(desk, actor)
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket.id,)))

    with pytest.raises(Conflict):
        desk.reclassification.reclassify(actor, to_first(ticket))

    assert row(desk, actor, ticket.id).priority == 3


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "  "}, "reason"),
        ({"priority": 0}, "priority"),
        ({"priority": 6}, "priority"),
        ({"priority": None, "item_id": 4711}, "item"),
        ({"priority": None, "space_id": 4711}, "space"),
        ({"priority": 3}, "kind"),
        ({"priority": None}, "kind"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(desk: Desk, actor: Actor, fields: dict[str, object], field: str) -> None:
    ticket = a_fault(desk, actor)

    with pytest.raises(InvalidInput) as refused:
        desk.reclassification.reclassify(actor, to_first(ticket, **fields))

    assert set(refused.value.fields) == {field}
    assert row(desk, actor, ticket.id) == ticket


def test_a_closed_ticket_stays_what_it_was_about(desk: Desk, actor: Actor) -> None:
    ticket = a_fault(desk, actor)
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket.id,), work_done="Klaar."))
    desk.reclassification.reclassify(actor, to_first(row(desk, actor, ticket.id)))
    desk.tickets.close(actor, CloseTickets(ticket_ids=(ticket.id,)))

    with pytest.raises(Conflict, match="gesloten"):
        desk.reclassification.reclassify(actor, to_first(row(desk, actor, ticket.id), priority=2))

    assert row(desk, actor, ticket.id).priority == 1


def test_who_may_not_work_on_tickets_may_not(desk: Desk, actor: Actor) -> None:
    ticket = a_fault(desk, actor)
    reader = replace(actor, rights=frozenset({Right.SEE_TICKETS}))

    with pytest.raises(NotAllowed):
        desk.reclassification.reclassify(reader, to_first(ticket))
    with pytest.raises(NotFound):
        desk.reclassification.preview(actor, to_first(ticket, ticket_id=4711))
