# SPDX-License-Identifier: EUPL-1.2
"""Slip and notice as the customer reads them: in their language, under the name it was sold, true about what happens now."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from desk_app.app import Desk
from desk_app.catalogue.messages import SaveTopic
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor, Role
from desk_app.core.db import Database
from desk_app.intake.messages import Question
from desk_app.printing.documents import CompletionNotice, DocumentKind, PromiseKind, Receipt, SlipKind
from desk_app.printing.receipt import receipt_text
from desk_app.process.messages import GiveApproval
from desk_app.relations.models import Person
from desk_app.tickets.sold import OPINIONS
from tests import factories
from tests.processes import CENTRE, a_budget_holder, a_cost_centre, a_process, a_step, a_ticket, approval_is_needed
from tests.products import A_KEY, a_change, a_product

AN_ARMCHAIR = replace(
    A_KEY,
    code="P-STO",
    name="Andere bureaustoel",
    name_en="Other chair",
    fields=(),
    answer="Staat er.",
    answer_en="Is in.",
)


def in_english(db: Database, family_name: str) -> None:
    """This customer reads English from now on."""
    with db.jot() as session:
        session.execute(update(Person).where(Person.family_name == family_name).values(language="en"))


def slip_of(desk: Desk, actor: Actor, number: str) -> Receipt:
    slip = desk.prints.document(actor, number, DocumentKind.RECEIPT)
    assert isinstance(slip, Receipt)
    return slip


def notice_of(desk: Desk, actor: Actor, number: str) -> CompletionNotice:
    notice = desk.prints.document(actor, number, DocumentKind.COMPLETION)
    assert isinstance(notice, CompletionNotice)
    return notice


def number_of(desk: Desk, actor: Actor, ticket_id: int) -> str:
    return desk.ticket_queries.ticket(actor, ticket_id).number


@pytest.mark.parametrize(
    ("later", "later_en"),
    [("Bureaustoel anders", "Chair else"), ("Andere", "Other"), ("Andere bureaustoel", "Second chair")],
)
def test_english_paper_bears_the_name_under_which_it_was_sold(
    desk: Desk, actor: Actor, later: str, later_en: str
) -> None:
    chair = a_product(desk, AN_ARMCHAIR)
    in_english(desk.db, "Jansen")
    visit = factories.a_visit(desk, actor, Question(item_id=chair, description="met leuning"))

    a_change(desk, chair, name=later, name_en=later_en)
    desk.completion.complete(actor, CompleteTickets(ticket_ids=visit.ticket_ids, work_done="Done."))

    assert slip_of(desk, actor, visit.numbers[0]).entries[0].subject == "Other chair: met leuning"
    assert notice_of(desk, actor, visit.numbers[0]).subject == "Other chair: met leuning"


def test_a_product_without_english_name_keeps_its_dutch_one(desk: Desk, actor: Actor) -> None:
    chair = a_product(desk, AN_ARMCHAIR, name_en="")
    in_english(desk.db, "Jansen")

    visit = factories.a_visit(desk, actor, Question(item_id=chair))

    assert slip_of(desk, actor, visit.numbers[0]).entries[0].subject == "Andere bureaustoel"


def test_a_request_from_the_branch_of_opinions_is_an_idea_that_we_look_at(desk: Desk, actor: Actor) -> None:
    owner = factories.an_actor(desk.db, "kim", Role.MANAGER)
    branch = desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=None, code=OPINIONS, name="Uw mening"))
    idea = a_product(desk, fields=(), code="P-IDEE", name="Idee", topics=(branch,), order_lead=None, prices=())
    key = a_product(desk, fields=(), topics=(a_topic(desk, "NODIG"),))

    visit = factories.a_visit(desk, actor, Question(item_id=idea, description="havermelk"), Question(item_id=key))

    slip = slip_of(desk, actor, visit.numbers[0])
    first, second = slip.entries
    assert first.promise is not None
    assert (first.kind, first.promise.kind, second.kind) == (SlipKind.WISH, PromiseKind.HEAR_BY, SlipKind.ORDER)
    assert f"Wij bekijken uw idee. U hoort vóór {first.promise.moment} wat wij ermee doen." in receipt_text(slip)


def test_an_idea_stays_one_when_its_product_moves_to_another_branch(desk: Desk, actor: Actor) -> None:
    owner = factories.an_actor(desk.db, "kim", Role.MANAGER)
    branch = desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=None, code=OPINIONS, name="Uw mening"))
    idea = a_product(desk, fields=(), code="P-IDEE", name="Idee", topics=(branch,), order_lead=None, prices=())
    visit = factories.a_visit(desk, actor, Question(item_id=idea))

    a_change(desk, idea, topics=(a_topic(desk, "NODIG"),))

    assert slip_of(desk, actor, visit.numbers[0]).entries[0].kind is SlipKind.WISH


def a_topic(desk: Desk, code: str) -> int:
    """Another branch of the tree; returns its id."""
    owner = factories.an_actor(desk.db, "kim", Role.MANAGER)
    return desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=None, code=code, name="Iets nodig"))


@pytest.fixture
def waiting(desk: Desk, actor: Actor) -> int:
    """A ticket that a budget holder has to approve first."""
    a_budget_holder(desk.db)
    a_cost_centre(desk.db, "Bos")
    a_process(desk.db, "P-PAS", a_step("deliver"))
    approval_is_needed(desk.db, "P-PAS")
    return a_ticket(desk, actor, cost_centre=CENTRE)


def test_the_slip_says_that_the_budget_holder_decides_first_and_who_pays(
    desk: Desk, actor: Actor, waiting: int
) -> None:
    slip = slip_of(desk, actor, number_of(desk, actor, waiting))

    text = receipt_text(slip)

    assert "Eerst vragen wij akkoord aan de budgethouder. Daarna regelen wij dit voor u." in text
    assert "De datum geldt als dat akkoord op tijd komt." in text
    assert f"Kostenplaats: {CENTRE}" in text


def test_after_the_approval_the_slip_does_not_mention_it(desk: Desk, actor: Actor, waiting: int) -> None:
    desk.process.give_approval(actor, GiveApproval(ticket_id=waiting, code="approval", approved=True))

    text = receipt_text(slip_of(desk, actor, number_of(desk, actor, waiting)))

    assert "Wij regelen dit voor u. U krijgt bericht als het klaar is." in text
    assert "budgethouder" not in text
    assert f"Kostenplaats: {CENTRE}" in text


def test_whom_we_do_not_know_is_not_promised_a_message(desk: Desk, actor: Actor) -> None:
    visit = factories.a_visit(desk, actor, customer=None)

    text = receipt_text(slip_of(desk, actor, visit.numbers[0]))

    assert "Kom terug met dit bewijs" in text
    assert "U krijgt bericht" not in text
