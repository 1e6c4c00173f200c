# SPDX-License-Identifier: EUPL-1.2
"""Invented processes behind products, cost centres with their budget holders, and the code in a mail."""

import re
from datetime import date
from typing import Any

from sqlalchemy import select, update

from desk_app.app import Desk
from desk_app.catalogue.messages import CatalogueChanged
from desk_app.catalogue.models import (
    CatalogueItem,
    CellPolicy,
    CostCentreRule,
    LeadUnit,
    ProcessStep,
    ServiceLane,
    StepKind,
)
from desk_app.core.actor import Actor
from desk_app.core.db import Database
from desk_app.intake.messages import Question
from desk_app.mail.models import OutgoingMail
from desk_app.process.messages import StepRow
from desk_app.relations.models import BudgetDelegation, CostCentre, Person
from tests import factories

CENTRE = "K-4400"


def a_step(
    code: str, kind: StepKind = StepKind.DELIVER, *, after: tuple[str, ...] = (), **columns: object
) -> dict[str, Any]:
    """A step of one working day by the team of the product."""
    return {"code": code, "kind": kind, "name": code.capitalize(), "after": list(after), **columns}


def a_process(db: Database, item_code: str, *steps: dict[str, Any]) -> int:
    """Gives a product these steps; returns its id."""
    with db.jot() as session:
        item_id = session.scalars(select(CatalogueItem.id).where(CatalogueItem.code == item_code)).one()
        session.add_all(
            ProcessStep(
                item_id=item_id, position=place, **{"lead_amount": 1, "lead_unit": LeadUnit.WORKING_DAYS, **step}
            )
            for place, step in enumerate(steps)
        )
        session.execute(
            update(CatalogueItem).where(CatalogueItem.id == item_id).values(version=CatalogueItem.version + 1)
        )
        return item_id


def approval_is_needed(db: Database, item_code: str, lane: ServiceLane = ServiceLane.CLOSE_HERE) -> None:
    """The cell of this product asks for approval from now on."""
    with db.jot() as session:
        item = session.scalars(select(CatalogueItem).where(CatalogueItem.code == item_code)).one()
        policy = CellPolicy(complexity=item.complexity, funding=item.funding, lane=lane, needs_approval=True)
        session.add(policy)


def a_cost_centre(db: Database, holder: str | None, code: str = CENTRE) -> None:
    """A cost centre with a budget holder, by family name."""
    holder_id = factories.person_id(db, holder) if holder else None
    with db.jot() as session:
        session.add(CostCentre(code=code, name="Onderwijs", holder_id=holder_id))


def a_budget_holder(db: Database, family_name: str = "Bos", **columns: Any) -> int:  # noqa: ANN401 -- columns of Person
    """Somebody with an address who decides about a cost centre; returns their id."""
    with db.jot() as session:
        person = Person(
            given_name="Joke", family_name=family_name, **{"email": f"{family_name.lower()}@example.org", **columns}
        )
        session.add(person)
        session.flush()
        return person.id


def a_delegation(db: Database, holder: str, delegate: str, first: date, last: date) -> None:
    """One decides for another in these days."""
    with db.jot() as session:
        session.add(
            BudgetDelegation(
                holder_id=session.scalars(select(Person.id).where(Person.family_name == holder)).one(),
                delegate_id=session.scalars(select(Person.id).where(Person.family_name == delegate)).one(),
                valid_from=first,
                valid_until=last,
            )
        )


def a_ticket(desk: Desk, actor: Actor, item_code: str = "P-PAS", *, cost_centre: str = "") -> int:
    """A ticket for one product of Sanne Jansen; its cost centre is asked when one is given."""
    rule = CostCentreRule.ALWAYS if cost_centre else CostCentreRule.NEVER
    with desk.db.jot() as session:
        session.execute(update(CatalogueItem).where(CatalogueItem.code == item_code).values(cost_centre_rule=rule))
    desk.events.publish(CatalogueChanged(0))
    details = {"cost_centre": cost_centre} if cost_centre else {}
    question = Question(
        item_id=factories.item_id(desk.db, item_code), description="voor de nieuwe collega", details=details
    )
    return factories.a_visit(desk, actor, question).ticket_ids[0]


def steps(desk: Desk, actor: Actor, ticket_id: int) -> dict[str, StepRow]:
    """The steps of a ticket by code."""
    return {step.code: step for step in desk.process_queries.steps(actor, ticket_id)}


def mails(db: Database) -> list[OutgoingMail]:
    """What was put in the outbox, oldest first."""
    with db.read() as session:
        return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def code_in(mail: OutgoingMail) -> str:
    """The code that its reader sees."""
    found = re.search(r"X(-[0-9A-Z]{4}){3}", mail.body)
    assert found is not None
    return found.group()
