# SPDX-License-Identifier: EUPL-1.2
"""A complaint, a question or a fault about a product is no order: nothing that belongs to an order is asked for it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from desk_app.app import Desk
from desk_app.catalogue.messages import CostCentreRule, PolicyContent, RetireItems
from desk_app.catalogue.models import Complexity, Funding, TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import InvalidInput
from desk_app.intake.messages import Question, RegisterVisit
from desk_app.relations.models import Person
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.models import Ticket
from tests.factories import a_visit, an_actor, item_id, person_id
from tests.products import A_KEY, a_policy, a_product

LENT = "De sleutel is meegegeven."
ABOUT = [TicketKind.COMPLAINT, TicketKind.INFORMATION, TicketKind.INCIDENT]


def _about(product: int, kind: TicketKind = TicketKind.INFORMATION, **changes: object) -> Question:
    asked = Question(item_id=product, item="Sleutel", kind=kind, kind_chosen=True, description="hoe werkt dat?")
    return replace(asked, **changes)  # type: ignore[arg-type]  # fields of the question


def _ticket(desk: Desk, ticket_id: int) -> Ticket:
    with desk.db.read() as session:
        return session.get_one(Ticket, ticket_id)


def _faults(desk: Desk, actor: Actor, question: Question, *, complete_now: bool = False) -> dict[str, str]:
    order = RegisterVisit(requester_id=person_id(desk.db, "Jansen"), questions=(question,), complete_now=complete_now)
    with pytest.raises(InvalidInput) as refused:
        desk.intake.register(actor, order)
    return refused.value.fields


def test_the_text_of_a_product_that_is_ready_is_no_answer_to_a_question_about_it(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=(), answer=LENT)

    ticked = _faults(desk, actor, _about(key, answered=True))
    ready = _faults(desk, actor, _about(key), complete_now=True)
    told = _ticket(desk, a_visit(desk, actor, _about(key, answered=True, answer="In de kast.")).ticket_ids[0])
    left = _ticket(desk, a_visit(desk, actor, _about(key)).ticket_ids[0])

    assert ticked == {"answer": "Schrijf welk antwoord je gaf, of haal het vinkje weg."}
    assert ready == {"answer": "Schrijf welk antwoord je gaf."}
    assert (told.status, told.resolution) == (TicketStatus.COMPLETED, "In de kast.")
    assert (left.status, left.resolution) == (TicketStatus.NEW, "")


def test_a_fault_that_is_mended_at_the_counter_does_not_say_that_the_product_was_given(
    desk: Desk, actor: Actor
) -> None:
    key = a_product(desk, fields=(), answer=LENT)
    order = RegisterVisit(
        requester_id=person_id(desk.db, "Jansen"),
        questions=(_about(key, TicketKind.INCIDENT), Question(item_id=key)),
        complete_now=True,
    )

    mended, given = (_ticket(desk, one) for one in desk.intake.register(actor, order).ticket_ids)

    assert (mended.resolution, given.resolution) == ("Geregeld aan de balie.", LENT)


def test_the_standard_text_is_in_the_language_of_the_customer(desk: Desk, actor: Actor) -> None:
    information = a_product(
        desk, fields=(), order_lead=None, prices=(), kind=TicketKind.INFORMATION, answer="Op P2.", answer_en="At P2."
    )
    with desk.db.jot() as session:
        session.execute(update(Person).where(Person.family_name == "Jansen").values(language="en"))

    told = a_visit(desk, actor, _about(information, answered=True))
    unwritten = a_visit(desk, actor, _about(item_id(desk.db, "P-PAR"), answered=True))
    done = a_visit(desk, actor, Question(kind=TicketKind.INFORMATION, kind_chosen=True, answered=True))

    with desk.db.read() as session:
        query = select(Ticket.resolution).order_by(Ticket.id)
        said = tuple(session.scalars(query))
    assert len({*told.ticket_ids, *unwritten.ticket_ids, *done.ticket_ids}) == 3
    assert said == ("At P2.", "Op terrein P2, achter gebouw D.", "Done at the counter.")


@pytest.mark.parametrize("kind", ABOUT)
def test_neither_quantity_nor_cost_centre_is_asked(desk: Desk, actor: Actor, kind: TicketKind) -> None:
    lunch = a_product(
        desk, fields=(), min_quantity=4, order_lead=None, prices=(), cost_centre_rule=CostCentreRule.ALWAYS
    )

    derived = desk.intake.derive(actor, _about(lunch, kind), None)
    ticket = _ticket(desk, a_visit(desk, actor, _about(lunch, kind)).ticket_ids[0])

    assert derived.policy == ""
    assert (ticket.quantity, ticket.price_cents, ticket.supply) == (1, 0, None)


@pytest.mark.parametrize("kind", [TicketKind.COMPLAINT, TicketKind.INFORMATION])
def test_no_room_is_asked_either(desk: Desk, actor: Actor, kind: TicketKind) -> None:
    chair = a_product(desk, fields=(), needs_space=True)

    visit = a_visit(desk, actor, _about(chair, kind))

    assert _ticket(desk, visit.ticket_ids[0]).space_id is None
    assert "space" in _faults(desk, actor, Question(item_id=chair))
    assert "space" in _faults(desk, actor, _about(chair, TicketKind.INCIDENT))


def test_what_the_cell_demands_of_an_order_is_not_said_of_a_complaint(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=())
    a_policy(desk, Complexity.OPERATIONAL, Funding.PLUS, PolicyContent(needs_quote=True))

    complaint = desk.intake.derive(actor, _about(key, TicketKind.COMPLAINT), None)
    order = desk.intake.derive(actor, Question(item_id=key), None)

    assert (complaint.policy, order.policy) == ("", "plus: eerst een offerte")


@pytest.mark.parametrize("kind", ABOUT)
def test_they_come_after_a_product_is_retired_too(
    desk: Desk, actor: Actor, clock: FixedClock, kind: TicketKind
) -> None:
    key = a_product(desk, fields=())
    desk.catalogue_service.retire(an_actor(desk.db, "kim", Role.MANAGER), RetireItems(item_ids=(key,)))
    clock.advance(timedelta(days=10))

    visit = a_visit(desk, actor, _about(key, kind))

    assert _ticket(desk, visit.ticket_ids[0]).catalogue_item_id == key
    assert list(_faults(desk, actor, Question(item_id=key, kind_chosen=True))) == ["item"]


def test_what_was_never_offered_cannot_be_complained_about(desk: Desk, actor: Actor) -> None:
    concept = a_product(desk, fields=(), status="concept")

    faults = _faults(desk, actor, _about(concept, TicketKind.COMPLAINT))

    assert list(faults) == ["item"]


def test_a_retired_product_is_found_to_complain_about_and_not_to_order(desk: Desk, actor: Actor) -> None:
    old = a_product(desk, fields=())
    new = a_product(desk, replace(A_KEY, code="P-SLN", name="Sleutel nieuw"), fields=())
    answer = a_product(
        desk, replace(A_KEY, code="P-SLU", name="Sleutel uitleg", kind=TicketKind.INFORMATION), fields=()
    )
    desk.catalogue_service.retire(an_actor(desk.db, "kim", Role.MANAGER), RetireItems(item_ids=(old, answer)))

    ordered = desk.offers.find(actor, "sleutel", None)
    complained = desk.offers.find(actor, "sleutel", None, about=TicketKind.COMPLAINT)
    asked = desk.offers.find(actor, "sleutel", None, about=TicketKind.INFORMATION)

    assert [offer.row.id for offer in ordered] == [new]
    assert [offer.row.id for offer in complained] == [new, old, answer]
    assert [offer.refusal for offer in complained] == ["", "Wordt niet meer aangeboden.", "Wordt niet meer aangeboden."]
    assert [offer.row.id for offer in asked] == [new, old]
