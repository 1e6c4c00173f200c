# SPDX-License-Identifier: EUPL-1.2
"""Who may have what, and why not: first what this customer is entitled to."""

import pytest
from sqlalchemy import select

from desk_app.app import Desk
from desk_app.catalogue.messages import EntitlementLine
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import InvalidInput
from desk_app.intake.messages import Question, RegisterVisit
from desk_app.intake.offer import SHOWN_ANYWAY
from desk_app.relations.models import Department
from desk_app.tickets.models import Ticket
from tests.factories import a_visit, an_actor, item_id, person_id
from tests.products import A_KEY, FOR_EMPLOYEES, a_product, an_agreement


def _department(desk: Desk, code: str = "FAC") -> int:
    with desk.db.read() as session:
        return session.scalars(select(Department.id).where(Department.code == code)).one()


def _for_the_library(desk: Desk) -> int:
    """An agreement with a part of the organisation to which nobody belongs."""
    with desk.db.jot() as session:
        other = Department(code="BIB", name="Bibliotheek")
        session.add(other)
        session.flush()
        other_id = other.id
    return an_agreement(desk, other_id)


def test_what_the_customer_may_have_comes_first_and_the_rest_says_why_not(desk: Desk, actor: Actor) -> None:
    a_product(desk, name="Pasfoto", code="P-FOT", fields=(), entitlements=(EntitlementLine(person_kind="student"),))
    a_product(desk, name="Pashouder", code="P-HOU", fields=(), entitlements=FOR_EMPLOYEES)

    found = desk.offers.find(actor, "pas", person_id(desk.db, "Jansen"))

    assert [(offer.row.code, offer.refusal) for offer in found] == [
        ("P-PAS", ""),
        ("P-HOU", ""),
        ("P-FOT", "Alleen voor studenten."),
    ]


def test_somebody_without_a_name_is_entitled_to_what_everybody_is(desk: Desk, actor: Actor) -> None:
    a_product(desk, entitlements=FOR_EMPLOYEES)

    (offer,) = desk.offers.find(actor, "sleutel", None)

    assert offer.refusal == "Alleen voor medewerkers."


def test_an_agreement_entitles_the_departments_it_is_with_while_it_runs(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    agreement_id = an_agreement(desk, _department(desk))
    a_product(desk, entitlements=(EntitlementLine(agreement_id=agreement_id),))
    customer = person_id(desk.db, "Jansen")
    assert desk.offers.find(actor, "sleutel", customer)[0].refusal == ""

    with desk.db.jot() as session:
        session.connection().exec_driver_sql("update agreements set valid_until = '2026-11-23'")

    assert desk.offers.find(actor, "sleutel", customer)[0].refusal == (
        "Alleen voor afdelingen met het contract Huisvesting plus."
    )


def test_every_way_to_be_entitled_is_named(desk: Desk, actor: Actor) -> None:
    library = _for_the_library(desk)
    ways = (
        EntitlementLine("student", None, None),
        EntitlementLine(None, _department(desk, "BIB"), None),
        EntitlementLine("visitor", _department(desk), library),
        EntitlementLine("supplier", None, None),
    )
    a_product(desk, entitlements=ways)

    (offer,) = desk.offers.find(actor, "sleutel", person_id(desk.db, "Jansen"))

    assert offer.refusal == (
        "Alleen voor studenten of de afdeling Bibliotheek of bezoekers van de afdeling Facilitair met het contract "
        "Huisvesting plus, en voor nog 1 andere groep."
    )


def test_what_is_refused_is_in_the_list_however_much_is_not(desk: Desk, actor: Actor) -> None:
    for number in range(15):
        a_product(desk, code=f"S-{number}", name=f"Sleutel {number}", fields=())
    for number in range(5):
        a_product(desk, code=f"X-{number}", name=f"Sleutel x{number}", fields=(), entitlements=FOR_EMPLOYEES)

    found = desk.offers.find(actor, "sleutel", None, limit=12)

    assert len(found) == 12
    assert [bool(offer.refusal) for offer in found] == [False] * 9 + [True] * SHOWN_ANYWAY


def test_the_back_office_may_look_what_is_offered(desk: Desk) -> None:
    found = desk.offers.find(an_actor(desk.db, "piet", Role.BACK_OFFICE), "", None, limit=None)

    assert [offer.row.code for offer in found] == ["P-BEA", "P-PAS", "P-PAR"]


def _ask_for_a_key(desk: Desk, **facts: str) -> Question:
    return Question(item_id=item_id(desk.db, A_KEY.code), **facts)  # type: ignore[arg-type]  # fields of Question


def test_an_exception_needs_a_reason_and_a_name_and_is_kept(desk: Desk, actor: Actor) -> None:
    a_product(desk, fields=(), entitlements=(EntitlementLine(person_kind="student"),))

    with pytest.raises(InvalidInput) as refused:
        a_visit(desk, actor, _ask_for_a_key(desk))
    visit = a_visit(desk, actor, _ask_for_a_key(desk, exception_reason=" examen ", exception_by="B. de Wit"))

    assert refused.value.fields == {
        "exception_reason": "Alleen voor studenten. Schrijf waarom deze klant het toch krijgt.",
        "exception_by": "Schrijf de naam van wie dit beslist.",
    }
    with desk.db.read() as session:
        ticket = session.get_one(Ticket, visit.ticket_ids[0])
        assert (ticket.exception_reason, ticket.exception_by) == ("examen", "B. de Wit")


def test_who_is_entitled_gets_no_exception_on_the_ticket(desk: Desk, actor: Actor) -> None:
    a_product(desk, fields=(), entitlements=FOR_EMPLOYEES)

    visit = a_visit(desk, actor, _ask_for_a_key(desk, exception_reason="vorige klant", exception_by="Bas"))

    with desk.db.read() as session:
        ticket = session.get_one(Ticket, visit.ticket_ids[0])
        assert (ticket.exception_reason, ticket.exception_by) == ("", "")


def test_for_whom_it_is_counts_and_not_who_asks(desk: Desk, actor: Actor) -> None:
    with desk.db.jot() as session:
        session.connection().exec_driver_sql("update persons set kind = 'student' where family_name = 'Berg'")
    a_product(desk, fields=(), entitlements=(EntitlementLine(person_kind="student"),))
    order = RegisterVisit(
        requester_id=person_id(desk.db, "Jansen"),
        requested_for_id=person_id(desk.db, "Berg"),
        questions=(_ask_for_a_key(desk),),
    )

    derived = desk.intake.derive(actor, order.questions[0], order.requester_id, order.requested_for_id)
    visit = desk.intake.register(actor, order)

    assert derived.facts.refusal == ""
    assert len(visit.numbers) == 1


def test_a_complaint_about_it_needs_no_entitlement(desk: Desk, actor: Actor) -> None:
    a_product(desk, entitlements=(EntitlementLine(person_kind="student"),))
    complaint = Question(
        item_id=item_id(desk.db, A_KEY.code), kind=A_KEY.kind.COMPLAINT, kind_chosen=True, description="past niet"
    )

    visit = a_visit(desk, actor, complaint)

    with desk.db.read() as session:
        ticket = session.get_one(Ticket, visit.ticket_ids[0])
        assert (ticket.answers, ticket.price_cents, ticket.exception_reason) == ([], 0, "")
