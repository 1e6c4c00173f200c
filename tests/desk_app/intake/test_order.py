# SPDX-License-Identifier: EUPL-1.2
"""What a product and its place in the matrix ask, and what becomes of it on the ticket."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import (
    Complexity,
    CostCentreRule,
    EntitlementLine,
    Funding,
    PolicyContent,
    RetireItems,
    ServiceLane,
    Supply,
    VatRate,
)
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import InvalidInput
from desk_app.intake.messages import Question, RegisterVisit
from desk_app.printing.documents import Delivery, DocumentKind, Receipt, ReceiptEntry
from desk_app.tickets.answers import from_json, rows_of
from desk_app.tickets.models import Ticket, TicketStep
from tests.factories import a_visit, an_actor, person_id, space_id, team_id
from tests.products import A_KEY, STEPS, a_change, a_cost_centre, a_policy, a_product

OPERATIONAL_PLUS = (Complexity.OPERATIONAL, Funding.PLUS)


def _answers(desk: Desk) -> Question:
    """Every field of the key filled in, as somebody types it."""
    return Question(
        answers={
            "door": "D2.14",
            "length": "1,5",
            "until": "1-12",
            "sort": "rond",
            "deposit": "yes",
            "who": str(person_id(desk.db, "Berg")),
            "where": str(space_id(desk.db)),
        },
        answer_names={"who": "Daan van der Berg", "where": "D2.14"},
    )


def _ticket(desk: Desk, ticket_id: int) -> Ticket:
    with desk.db.read() as session:
        return session.get_one(Ticket, ticket_id)


def _entry(desk: Desk, actor: Actor, number: str) -> ReceiptEntry:
    slip = desk.prints.document(actor, number, DocumentKind.RECEIPT)
    assert isinstance(slip, Receipt)
    return slip.entries[0]


def _refused(desk: Desk, actor: Actor, question: Question) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        a_visit(desk, actor, question)
    return refused.value.fields


def test_answers_stay_on_the_ticket_when_the_fields_change(desk: Desk, actor: Actor) -> None:
    key = a_product(desk)

    visit = a_visit(desk, actor, replace(_answers(desk), item_id=key))
    a_change(desk, key, fields=())

    ticket = _ticket(desk, visit.ticket_ids[0])
    assert rows_of(from_json(ticket.answers), "nl") == (
        ("Welke deur?", "D2.14"),
        ("Hoe lang in meters?", "1,5"),
        ("Tot wanneer?", "1 december 2026"),
        ("Welke soort?", "rond"),
        ("Borg betaald?", "Ja"),
        ("Wie haalt het op?", "Daan van der Berg"),
        ("Waar wordt het gebruikt?", "D2.14"),
    )
    assert ticket.catalogue_version == 1


def test_wrong_and_missing_answers_are_said_at_their_fields(desk: Desk, actor: Actor) -> None:
    key = a_product(desk)
    typed = {"length": "lang", "until": "ooit", "sort": "vierkant", "deposit": "?", "who": "jan", "where": "4711"}

    faults = _refused(desk, actor, Question(item_id=key, answers=typed, answer_names={"where": "weg"}))

    assert sorted(faults) == [
        "answer:deposit",
        "answer:door",
        "answer:length",
        "answer:sort",
        "answer:until",
        "answer:where",
        "answer:who",
    ]
    assert faults["answer:door"] == "Vul dit in."
    assert faults["answer:where"] == "Deze ruimte is er niet meer. Kies een andere."


def test_from_stock_is_free_and_to_order_has_its_own_term_price_and_cost_centre(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    key = a_product(desk, fields=())
    in_stock = Question(item_id=key, quantity=2)
    ordered = replace(in_stock, supply=Supply.ORDER, details={"cost_centre": "4711"})

    first, second = (a_visit(desk, actor, question).ticket_ids[0] for question in (in_stock, ordered))

    stock, order = _ticket(desk, first), _ticket(desk, second)
    assert (stock.supply, stock.price_cents, stock.cost_centre) == (Supply.STOCK, 0, "")
    assert (order.supply, order.price_cents, order.cost_centre) == (Supply.ORDER, 5000, "4711")
    assert order.promise_reason.startswith("20 werkdagen")
    assert stock.due_at is not None
    assert stock.due_at - clock.now() == timedelta(minutes=30)


def test_the_price_is_that_of_the_day(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    key = a_product(desk, fields=())
    ordered = Question(item_id=key, supply=Supply.ORDER, details={"cost_centre": "4711"})

    clock.advance(timedelta(days=10))
    derived = desk.intake.derive(actor, ordered, None)

    assert (derived.price_cents, derived.vat) == (3000, VatRate.HIGH)


def test_a_cost_centre_that_is_needed_must_be_one_that_we_know(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=())
    ordered = Question(item_id=key, supply=Supply.ORDER)
    assert _refused(desk, actor, ordered) == {
        "cost_centre": "Hiervoor is een kostenplaats nodig. Kies er een uit de lijst."
    }

    a_cost_centre(desk, "KP-4711")
    a_cost_centre(desk, "OUD", active=False)
    unknown = [
        _refused(desk, actor, replace(ordered, details={"cost_centre": typed})) for typed in ("9999", "OUD", "x" * 80)
    ]
    visit = a_visit(desk, actor, replace(ordered, details={"cost_centre": " kp-4711 "}))

    assert unknown[0] == {"cost_centre": "Deze kostenplaats ken ik niet. Kies er een uit de lijst."}
    assert unknown[1] == unknown[0]
    assert "te lang" in unknown[2]["cost_centre"]
    assert _ticket(desk, visit.ticket_ids[0]).cost_centre == "KP-4711"


def test_a_cost_centre_that_was_typed_for_another_kind_is_not_charged(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=())

    visit = a_visit(desk, actor, Question(item_id=key, details={"cost_centre": "4711"}))

    ticket = _ticket(desk, visit.ticket_ids[0])
    assert (ticket.cost_centre, ticket.details) == ("", {})


def test_the_cell_of_the_matrix_steers_new_tickets_only(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=(), cost_centre_rule=CostCentreRule.BY_CELL)
    before = a_visit(desk, actor, Question(item_id=key))
    policy = PolicyContent(
        lane=ServiceLane.SECOND_LINE,
        team_id=team_id(desk.db, "AV"),
        needs_cost_centre=True,
        needs_quote=True,
        form_fields=("goal", "people"),
    )

    a_policy(desk, *OPERATIONAL_PLUS, policy)
    question = Question(item_id=key, details={"cost_centre": "4711", "goal": "open dag", "people": "40", "since": "x"})
    derived = desk.intake.derive(actor, question, None)
    after = a_visit(desk, actor, question)

    assert derived.policy == "plus: kostenplaats nodig, eerst een offerte"
    assert (derived.lane, derived.team) == (ServiceLane.SECOND_LINE, "Audiovisueel")
    old, new = _ticket(desk, before.ticket_ids[0]), _ticket(desk, after.ticket_ids[0])
    assert (old.lane, new.lane) == (ServiceLane.CLOSE_HERE, ServiceLane.SECOND_LINE)
    assert new.team_id == team_id(desk.db, "AV")
    assert new.details == {"cost_centre": "4711", "goal": "open dag", "people": "40"}


def test_whom_the_agent_chooses_goes_before_the_cell(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=())
    a_policy(desk, *OPERATIONAL_PLUS, PolicyContent(team_id=team_id(desk.db, "AV")))
    a_change(desk, key, steps=STEPS)

    visit = a_visit(desk, actor, Question(item_id=key, team_id=team_id(desk.db, "ACCOUNT")))

    assert _ticket(desk, visit.ticket_ids[0]).team_id == team_id(desk.db, "ACCOUNT")


def test_a_non_standard_request_goes_the_way_of_the_cell_that_was_chosen(desk: Desk, actor: Actor) -> None:
    a_policy(desk, Complexity.STRATEGIC, Funding.ADDITIONAL, PolicyContent(lane=ServiceLane.SECOND_LINE))
    unknown = Question(kind_chosen=True, non_standard=True, description="een podium")
    known = replace(unknown, details={"complexity": "strategic", "funding": "additional"})

    first, second = (_ticket(desk, a_visit(desk, actor, one).ticket_ids[0]) for one in (unknown, known))

    assert (first.lane, second.lane) == (ServiceLane.ACCOUNT_MANAGER, ServiceLane.SECOND_LINE)
    assert {first.team_id, second.team_id} == {team_id(desk.db, "ACCOUNT")}


def test_a_product_with_steps_gets_them_and_is_not_ready_at_once(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=(), steps=STEPS)
    question = Question(item_id=key)

    with pytest.raises(InvalidInput) as refused:
        desk.intake.register(actor, RegisterVisit(requester_id=None, questions=(question,), complete_now=True))
    visit = a_visit(desk, actor, question)

    assert refused.value.fields == {
        "complete_now": "Dit kan niet meteen gereed zijn. Eerst komt: Aanvraag controleren, Uitgeven."
    }
    with desk.db.read() as session:
        steps = session.query(TicketStep).filter(TicketStep.ticket_id == visit.ticket_ids[0])
        assert [step.code for step in steps.order_by(TicketStep.position)] == ["check", "hand"]


def test_a_cell_that_wants_approval_puts_that_step_first(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=(), steps=STEPS)
    a_policy(desk, *OPERATIONAL_PLUS, PolicyContent(needs_approval=True))

    derived = desk.intake.derive(actor, Question(item_id=key), None)
    visit = a_visit(desk, actor, Question(item_id=key))

    assert derived.steps == ("Akkoord van de budgethouder", "Aanvraag controleren", "Uitgeven")
    with desk.db.read() as session:
        steps = session.query(TicketStep).filter(TicketStep.ticket_id == visit.ticket_ids[0])
        assert tuple(step.name for step in steps.order_by(TicketStep.position)) == derived.steps


def test_a_complaint_about_a_product_starts_no_process(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, steps=STEPS)

    visit = a_visit(
        desk, actor, Question(item_id=key, kind=TicketKind.COMPLAINT, kind_chosen=True, description="duurt lang")
    )

    with desk.db.read() as session:
        assert session.query(TicketStep).filter(TicketStep.ticket_id == visit.ticket_ids[0]).count() == 0


def test_too_few_and_too_many_are_refused(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=(), min_quantity=2)

    few, many = (_refused(desk, actor, Question(item_id=key, quantity=count)) for count in (1, 6))

    assert few == {"quantity": "Kies er minstens 2."}
    assert many == {"quantity": "Dit product gaat tot 5 stuks. Meer nodig? Kies Niet-standaard."}


def test_a_product_that_is_retired_is_refused_by_name_and_day(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    key = a_product(desk, fields=())
    desk.catalogue_service.retire(
        an_actor(desk.db, "kim", Role.MANAGER), RetireItems(item_ids=(key,), last_day=date(2026, 11, 30))
    )
    a_visit(desk, actor, Question(item_id=key))

    clock.advance(timedelta(days=10))
    faults = _refused(desk, actor, Question(item_id=key))

    assert faults == {"item": "‘Sleutel’ wordt niet meer aangeboden sinds 1 december. Kies een ander product."}


def test_what_can_not_be_ordered_any_more_is_not_sold_from_stock_by_surprise(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=())
    a_change(desk, key, order_lead=None, prices=())

    faults = _refused(desk, actor, Question(item_id=key, supply=Supply.ORDER))

    assert faults["item"].startswith("‘Sleutel’ kun je niet meer bestellen.")


def test_the_paper_has_answers_delivery_and_vat_and_nothing_of_ours(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, cost_centre_rule=CostCentreRule.NEVER)
    question = replace(
        _answers(desk), item_id=key, supply=Supply.ORDER, quantity=2, exception_reason="GEHEIM", exception_by="GEHEIM"
    )

    dutch = a_visit(desk, actor, question)
    entry = _entry(desk, actor, dutch.numbers[0])
    with desk.db.jot() as session:
        session.connection().exec_driver_sql("update persons set language = 'en' where family_name = 'Jansen'")
    english = a_visit(desk, actor, question)

    assert (entry.supply, entry.quantity, entry.subject) == (Delivery.ORDER, 2, "Sleutel")
    assert entry.price.replace("\xa0", " ") == "€ 50,00, waarvan € 8,68 btw (21 %)"
    assert ("Borg betaald?", "Ja") in entry.answers
    other = _entry(desk, actor, english.numbers[0])
    assert (other.subject, other.price) == ("Key", "€50.00, of which €8.68 VAT (21 %)")
    assert ("Which kind?", "round") in other.answers
    assert "GEHEIM" not in repr((entry, other))


def test_the_vat_on_paper_is_that_of_the_version_that_was_sold(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=(), cost_centre_rule=CostCentreRule.NEVER)
    visit = a_visit(desk, actor, Question(item_id=key, supply=Supply.ORDER))

    a_change(desk, key, prices=tuple(replace(line, vat=VatRate.LOW) for line in A_KEY.prices))

    assert "21" in _entry(desk, actor, visit.numbers[0]).price


def test_a_confidential_ticket_shows_no_answer_on_paper(desk: Desk, actor: Actor) -> None:
    key = a_product(desk)

    visit = a_visit(desk, actor, replace(_answers(desk), item_id=key, confidential=True))

    manager = an_actor(desk.db, "bas", Role.MANAGER)
    assert _entry(desk, manager, visit.numbers[0]).answers == ()


@pytest.mark.parametrize(
    "typed",
    [
        "=cmd|' /C calc'!A0",
        "<b>vet</b>",
        "Robert'); DROP TABLE tickets;--",
        "مرحبا \u202e omgekeerd",
        "👩‍🚀\u200b",
        "\x07",
    ],
)
def test_a_hostile_answer_is_kept_as_it_was_typed(desk: Desk, actor: Actor, typed: str) -> None:
    key = a_product(desk)

    visit = a_visit(desk, actor, Question(item_id=key, answers={"door": typed}))

    ticket = _ticket(desk, visit.ticket_ids[0])
    assert [answer.value for answer in from_json(ticket.answers)] == [typed.strip()]


@pytest.mark.parametrize("name", ["exception_reason", "exception_by"])
@pytest.mark.parametrize("typed", ["x" * 201, "nul\0teken", "half \ud800"])
def test_an_exception_that_cannot_be_kept_is_refused(desk: Desk, actor: Actor, name: str, typed: str) -> None:
    key = a_product(desk, fields=(), entitlements=(EntitlementLine(person_kind="student"),))
    fine = Question(item_id=key, exception_reason="examen", exception_by="Bas")

    faults = _refused(desk, actor, replace(fine, **{name: typed}))  # type: ignore[arg-type]  # both are texts

    assert list(faults) == [name]
