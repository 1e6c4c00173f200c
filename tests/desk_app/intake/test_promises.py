# SPDX-License-Identifier: EUPL-1.2
"""Registering by what was agreed: which target, until when, what the customer reads, and what the chain says of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, event, select

from desk_app.app import Desk
from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, Supply, TicketKind
from desk_app.contracts.chain import LinkKind
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.core.errors import InvalidInput
from desk_app.intake.deriving import Wish
from desk_app.intake.faults import against_agreed
from desk_app.intake.messages import Question, RegisterVisit
from desk_app.printing.documents import DocumentKind, Receipt
from desk_app.relations.models import Person
from desk_app.tickets.models import Ticket
from tests import factories
from tests.factories import a_visit, item_id, person_id, space_id
from tests.products import a_product
from tests.promises import FOUR_HOURS, HOUR, TWO_DAYS, a_contract, a_target, an_ola, an_sla

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment at the desk in 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=DESK_ZONE)


def a_fault(desk: Desk, **fields: object) -> Question:
    """The beamer in the collegezaal shows nothing."""
    facts: dict[str, object] = {
        "kind": TicketKind.INCIDENT,
        "item_id": item_id(desk.db, "P-BEA"),
        "item": "Beamer werkt niet",
        "description": "geen beeld",
        "space_id": space_id(desk.db),
        **fields,
    }
    return Question(**facts)  # type: ignore[arg-type]  # fields of Question


def registered(desk: Desk, actor: Actor, *questions: Question, customer: str | None = "Jansen") -> Ticket:
    """The ticket of a visit, as stored."""
    visit = a_visit(desk, actor, *questions, customer=customer)
    with desk.db.read() as session:
        return session.get_one(Ticket, visit.ticket_ids[0])


def target_of(desk: Desk, agreement_id: int) -> int:
    """The only target of an agreement."""
    manager = factories.an_actor(desk.db, "eva", Role.COUNTER)
    (line,) = desk.agreement_queries.sheet(manager, agreement_id).targets
    assert line.id is not None
    return line.id


def test_a_ticket_runs_by_the_agreement_of_its_customer(desk: Desk, actor: Actor) -> None:
    agreement = an_sla(desk, a_target(HOUR, response=LeadTime(15, LeadUnit.MINUTES), priority=2))

    ticket = registered(desk, actor, a_fault(desk, details={"affected": "group"}))

    assert ticket.target_id == target_of(desk, agreement)
    assert ticket.owner_id == actor.agent_id
    assert ticket.respond_by == at(24, 10, 57)
    assert ticket.due_at == ticket.promised_at == at(24, 11, 42)
    assert ticket.soon_at == at(24, 10, 42)
    assert ticket.promise_reason == "1 werkuur"


def test_a_fault_of_another_priority_falls_under_the_product(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR, priority=2))

    ticket = registered(desk, actor, a_fault(desk, details={"affected": "one"}))

    assert (ticket.target_id, ticket.respond_by) == (None, None)
    assert ticket.due_at == at(24, 14, 42)


def test_danger_is_the_first_priority(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR, priority=1))

    ticket = registered(desk, actor, a_fault(desk, details={"affected": "one", "danger": "yes"}))

    assert ticket.priority == 1
    assert ticket.due_at == at(24, 11, 42)


def test_what_is_done_for_somebody_else_runs_by_the_agreement_of_that_person(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR))
    with desk.db.jot() as session:
        stranger = Person(family_name="Vreemd")
        session.add(stranger)
        session.flush()
        stranger_id = stranger.id
    jansen = person_id(desk.db, "Jansen")
    question = a_fault(desk)

    for_stranger = desk.intake.register(
        actor, RegisterVisit(requester_id=jansen, requested_for_id=stranger_id, questions=(question,))
    )
    for_jansen = desk.intake.register(
        actor, RegisterVisit(requester_id=stranger_id, requested_for_id=jansen, questions=(question,))
    )

    with desk.db.read() as session:
        targets = [
            session.get_one(Ticket, visit.ticket_ids[0]).target_id is not None for visit in (for_stranger, for_jansen)
        ]
    assert targets == [False, True]


@pytest.mark.parametrize(
    ("question", "due", "note"),
    [
        (
            Question(kind=TicketKind.REQUEST, kind_chosen=True, description="meer fietsenrekken"),
            at(1, 17, month=12),
            "5 werkdagen",
        ),
        (Question(kind=TicketKind.INCIDENT, kind_chosen=True, description="lek"), at(25, 10, 42), "8 werkuren"),
        (Question(kind=TicketKind.INFORMATION, kind_chosen=True, description="wanneer?"), at(25, 10, 42), "8 werkuren"),
        (
            Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="te koud"),
            datetime(2027, 1, 5, 17, tzinfo=DESK_ZONE),
            "42 dagen",
        ),
    ],
)
def test_a_ticket_that_nothing_was_agreed_about_has_a_clock_and_a_note(
    desk: Desk, actor: Actor, question: Question, due: datetime, note: str
) -> None:
    asked = replace(question, space_id=space_id(desk.db))

    ticket = registered(desk, actor, asked, customer=None)

    assert ticket.due_at == ticket.promised_at == due
    assert ticket.promise_reason == note
    (first, *_rest) = desk.ticket_queries.timeline(actor, ticket.id)
    assert first.text.startswith("Geen overeenkomst")
    assert note in first.text


def test_the_timeline_says_by_which_agreement(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR))

    ticket = registered(desk, actor, a_fault(desk))

    assert desk.ticket_queries.timeline(actor, ticket.id)[0].text == "SLA-FAC: alle meldingen"


def test_the_promise_of_the_customer_stays_apart_from_what_was_agreed(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(FOUR_HOURS))

    ticket = registered(desk, actor, a_fault(desk, due=at(26, 12), due_reason="onderdeel komt woensdag"))

    assert (ticket.due_at, ticket.promised_at) == (at(24, 14, 42), at(26, 12))
    assert ticket.promise_reason == "onderdeel komt woensdag"


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (at(24, 13), "Dit is eerder dan afgesproken. Schrijf waarom dat kan."),
        (at(26, 12), "Dit is later dan afgesproken. Schrijf op waarom het langer duurt."),
    ],
)
def test_another_moment_than_agreed_needs_a_reason(desk: Desk, actor: Actor, due: datetime, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_visit(desk, actor, a_fault(desk, due=due))

    assert refused.value.fields == {"due_reason": says}


@pytest.mark.parametrize("second", [0, 1, 30, 59])
def test_the_moment_as_it_is_read_needs_no_reason(desk: Desk, actor: Actor, clock: FixedClock, second: int) -> None:
    clock.advance(timedelta(seconds=second))

    ticket = registered(desk, actor, a_fault(desk, due=at(24, 14, 42)))

    assert ticket.promised_at == at(24, 14, 42)


def test_a_reason_without_another_moment_is_not_what_the_customer_reads(desk: Desk, actor: Actor) -> None:
    ticket = registered(desk, actor, a_fault(desk, due_reason="toch niet"))

    assert ticket.promise_reason == "4 werkuren"


@pytest.mark.parametrize(
    ("due", "against"),
    [(None, 0), (NOW, 0), (NOW - timedelta(seconds=1), -1), (NOW + timedelta(seconds=1), 1)],
)
def test_earlier_and_later_are_told_apart(due: datetime | None, against: int) -> None:
    assert against_agreed(due, NOW) == against
    assert against_agreed(due, None) == 0


def test_the_panel_says_which_agreement_and_until_when_somebody_answers(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR, response=LeadTime(15, LeadUnit.MINUTES)), a_target(TWO_DAYS, kind=TicketKind.REQUEST))

    derived = desk.intake.derive(actor, a_fault(desk), person_id(desk.db, "Jansen"))

    assert derived.sentence == "di 24 nov 11.42 uur: 1 werkuur"
    assert derived.why == "SLA-FAC: alle meldingen"
    assert derived.respond_by == at(24, 10, 57)
    assert derived.response == "di 24 nov 10.57 uur: 15 werkminuten"
    assert derived.chain.keeps


def test_the_chain_is_held_against_the_promise_before_it_is_made(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR))
    an_ola(desk, a_target(TWO_DAYS))
    a_contract(desk, a_target(FOUR_HOURS))

    derived = desk.intake.derive(actor, a_fault(desk), person_id(desk.db, "Jansen"))

    assert [link.kind for link in derived.chain.links] == [LinkKind.CUSTOMER, LinkKind.TEAM, LinkKind.SUPPLIER]
    assert [link.sentence for link in derived.chain.broken] == [
        "Audiovisueel heeft 2 werkdagen: do 26 nov 17.00 uur. Dat is later dan de afspraak met de klant.",
        "Beeldwerk heeft 4 werkuren: di 24 nov 14.42 uur. Dat is later dan de afspraak met de klant.",
    ]
    assert derived.chain.honest_at == at(26, 17)
    assert derived.chain.broken[0].reason == "Team Audiovisueel heeft 2 werkdagen nodig"


def test_what_can_honestly_be_promised_is_kept_by_the_chain(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR))
    an_ola(desk, a_target(TWO_DAYS))
    before = desk.intake.derive(actor, a_fault(desk), person_id(desk.db, "Jansen")).chain

    honest = a_fault(desk, due=before.honest_at, due_reason=before.broken[0].reason)
    after = desk.intake.derive(actor, honest, person_id(desk.db, "Jansen")).chain
    ticket = registered(desk, actor, honest)

    assert after.keeps
    assert (ticket.due_at, ticket.promised_at) == (at(24, 11, 42), at(26, 17))
    assert ticket.promise_reason == "Team Audiovisueel heeft 2 werkdagen nodig"


def test_another_team_is_another_link(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR))
    an_ola(desk, a_target(TWO_DAYS))
    routed = a_fault(desk, team_id=factories.team_id(desk.db, "EERSTELIJN"))

    chain = desk.intake.derive(actor, routed, person_id(desk.db, "Jansen")).chain

    assert [link.kind for link in chain.links] == [LinkKind.CUSTOMER]
    assert chain.keeps


def test_an_order_takes_as_long_as_it_takes(desk: Desk, actor: Actor) -> None:
    key = Question(item_id=a_product(desk, fields=()), item="Sleutel")
    an_sla(desk, a_target(TWO_DAYS))
    jansen = person_id(desk.db, "Jansen")

    stock, order = (desk.intake.derive(actor, replace(key, supply=supply), jansen).chain for supply in Supply)

    assert stock.keeps
    assert [link.kind for link in order.broken] == [LinkKind.ORDER]
    assert order.broken[0].reason == "bestellen duurt 20 werkdagen"


def test_the_receipt_prints_the_moment_and_its_sentence(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(LeadTime(5, LeadUnit.WORKING_DAYS)))
    with desk.db.jot() as session:
        jansen = session.scalars(select(Person).where(Person.family_name == "Jansen")).one()
        jansen.language = "en"

    ticket = registered(desk, actor, a_fault(desk))

    paper = desk.prints.document(actor, ticket.number, DocumentKind.RECEIPT)
    assert isinstance(paper, Receipt)
    promise = paper.entries[0].promise
    assert promise is not None
    assert (promise.moment, promise.reason) == ("Tuesday 1 December 2026, 17:00", "5 working days")


def test_somebody_may_ask_what_would_be_promised_at_another_moment(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(FOUR_HOURS, priority=1))
    wish = Wish(
        at=at(24, 15),
        item_id=item_id(desk.db, "P-BEA"),
        priority=1,
        person_id=person_id(desk.db, "Jansen"),
    )

    found = desk.intake.foresee(actor, wish)

    assert found.target is not None
    assert found.derived.sentence == "wo 25 nov 11.00 uur: 4 werkuren"
    assert [(span.begins, span.seconds) for span in found.spans] == [(at(24, 15), 7200), (at(25, 9), 7200)]


@pytest.mark.parametrize("wish", [Wish(at=NOW), Wish(at=NOW, item_id=999_999)])
def test_a_wish_for_nothing_is_refused(desk: Desk, actor: Actor, wish: Wish) -> None:
    with pytest.raises(InvalidInput):
        desk.intake.foresee(actor, wish)


def test_an_agreement_costs_a_registration_one_question_to_the_database(desk: Desk, actor: Actor) -> None:
    an_sla(desk, a_target(HOUR))
    a_visit(desk, actor, a_fault(desk))
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    a_visit(desk, actor, a_fault(desk))
    event.remove(Engine, "before_cursor_execute", note)

    assert sum("agreement_targets" in statement for statement in asked) == 1
    assert sum("FROM service_windows" in statement for statement in asked) == 1
