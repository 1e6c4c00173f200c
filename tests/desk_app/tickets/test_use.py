# SPDX-License-Identifier: EUPL-1.2
"""How often an item is asked for puts the tree in order, and tells an owner what a change touches."""

from datetime import timedelta

from sqlalchemy import text

from desk_app.app import Desk
from desk_app.catalogue.messages import SaveTopic
from desk_app.catalogue.queries import USES_SECONDS
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.intake.messages import Question
from desk_app.tickets.messages import CancelTickets
from tests import factories


def ask(desk: Desk, actor: Actor, code: str, times: int = 1) -> list[int]:
    question = Question(item_id=factories.item_id(desk.db, code), description="kapot")
    if code == "P-BEA":
        question = Question(item_id=question.item_id, description="kapot", space_id=factories.space_id(desk.db))
    visits = [factories.a_visit(desk, actor, question) for _time in range(times)]
    return [ticket_id for visit in visits for ticket_id in visit.ticket_ids]


def test_sheet_counts_the_open_tickets_of_its_item(desk: Desk, actor: Actor) -> None:
    first, _second = ask(desk, actor, "P-PAS", 2)
    ask(desk, actor, "P-BEA")
    item_id = factories.item_id(desk.db, "P-PAS")
    assert desk.catalogue.sheet(actor, item_id).open_tickets == 2

    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(first,), reason="dubbel"))

    assert desk.catalogue.sheet(actor, item_id).open_tickets == 1
    assert desk.catalogue.open_tickets(actor, (item_id, factories.item_id(desk.db, "P-BEA"))) == 2


def test_branches_stand_in_order_of_real_use_and_the_numbers_are_kept_for_an_hour(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    owner = factories.an_actor(desk.db, "olga", Role.MANAGER)
    for code in ("PAS", "BEA", "PAR"):
        topic_id = desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=None, code=code, name=code))
        with desk.db.jot() as session:
            link = {"item": factories.item_id(desk.db, f"P-{code}"), "topic": topic_id}
            session.execute(text("insert into catalogue_item_topics (item_id, topic_id) values (:item, :topic)"), link)
    ask(desk, actor, "P-BEA")
    assert [(row.code, row.uses) for row in desk.catalogue.topics(actor)] == [("BEA", 1), ("PAS", 0), ("PAR", 0)]

    ask(desk, actor, "P-PAS", 2)
    within_the_hour = desk.catalogue.topics(actor)[0].code
    clock.advance(timedelta(seconds=USES_SECONDS + 1))

    assert within_the_hour == "BEA"
    assert [(row.code, row.uses) for row in desk.catalogue.topics(actor)] == [("PAS", 2), ("BEA", 1), ("PAR", 0)]
    assert desk.catalogue.uses(actor, factories.item_id(desk.db, "P-PAS")) == 2


def test_use_of_more_than_a_year_ago_does_not_count(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    ask(desk, actor, "P-PAS")

    clock.advance(timedelta(days=366))

    assert desk.catalogue.uses(actor, factories.item_id(desk.db, "P-PAS")) == 0
