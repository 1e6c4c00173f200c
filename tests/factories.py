# SPDX-License-Identifier: EUPL-1.2
"""Invented people, products and tickets, made as short as a test can ask for them."""

from sqlalchemy import select

from desk_app.app import Desk
from desk_app.catalogue.models import CatalogueItem, Complexity, Funding, ItemType, LeadUnit, TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.db import Database
from desk_app.identity.models import Agent, Counter, Team
from desk_app.identity.rights import rights_of
from desk_app.intake.messages import Question, RegisteredVisit, RegisterVisit
from desk_app.relations.models import Building, Department, Person, Space


def a_small_desk(db: Database) -> None:
    """Two counters, three teams, two buildings, three people, three products."""
    with db.jot() as session:
        session.add_all([Counter(name="Balie 1"), Counter(name="Balie 2")])
        first = Team(code="EERSTELIJN", name="Eerste lijn", public_name="de servicebalie", line=1)
        account = Team(code="ACCOUNT", name="Accountmanagement", public_name="uw accountmanager")
        audio = Team(code="AV", name="Audiovisueel", public_name="Team Audiovisueel")
        house = Building(code="D", name="Gebouw D")
        unit = Department(code="FAC", name="Facilitair")
        session.add_all([first, account, audio, house, unit])
        session.flush()
        room = Space(building_id=house.id, code="D2.14", name="collegezaal")
        session.add(room)
        session.flush()
        session.add_all(
            [
                Person(
                    given_name="Sanne",
                    family_name="Jansen",
                    department_id=unit.id,
                    badge="0104711",
                    personnel_number="104711",
                    email="sanne.jansen@example.org",
                    phone="06 12345678",
                    phone_digits="612345678",
                    space_id=room.id,
                ),
                Person(given_name="Şule", family_name="Łukaszewicz", department_id=unit.id, badge="0104712"),
                Person(given_name="Daan", infix="van der", family_name="Berg", department_id=unit.id),
                CatalogueItem(
                    code="P-PAS",
                    name="Pas vervangen",
                    keywords="pas, badge, toegangspas, kapot",
                    item_type=ItemType.PRODUCT,
                    kind=TicketKind.REQUEST,
                    complexity=Complexity.OPERATIONAL,
                    funding=Funding.BASIC,
                    lead_amount=480,
                    lead_unit=LeadUnit.MINUTES,
                    team_id=first.id,
                ),
                CatalogueItem(
                    code="P-BEA",
                    name="Beamer werkt niet",
                    keywords="beamer, projector, geen beeld",
                    item_type=ItemType.SERVICE,
                    kind=TicketKind.INCIDENT,
                    complexity=Complexity.OPERATIONAL,
                    funding=Funding.BASIC,
                    lead_amount=240,
                    lead_unit=LeadUnit.MINUTES,
                    needs_space=True,
                    team_id=audio.id,
                ),
                CatalogueItem(
                    code="P-PAR",
                    name="Waar kan ik parkeren?",
                    keywords="auto, parkeren",
                    item_type=ItemType.SERVICE,
                    kind=TicketKind.INFORMATION,
                    complexity=Complexity.OPERATIONAL,
                    funding=Funding.BASIC,
                    lead_amount=0,
                    lead_unit=LeadUnit.MINUTES,
                    answer="Op terrein P2, achter gebouw D.",
                    team_id=first.id,
                ),
            ]
        )


def an_actor(db: Database, login: str, role: Role, counter: str = "Balie 1") -> Actor:
    """Somebody who is signed in, without the cost of a PIN."""
    with db.jot() as session:
        agent = session.scalar(select(Agent).where(Agent.login == login))
        if agent is None:
            agent = Agent(login=login, name=login.capitalize(), role=role, pin_hash="none")
            session.add(agent)
            session.flush()
        at = session.scalar(select(Counter.id).where(Counter.name == counter))
        return Actor(agent.id, agent.name, role, rights_of(role), counter_id=at, counter_name=counter)


def person_id(db: Database, family_name: str) -> int:
    """The id of a person of the small desk."""
    with db.read() as session:
        return session.scalars(select(Person.id).where(Person.family_name == family_name)).one()


def item_id(db: Database, code: str) -> int:
    """The id of a product of the small desk."""
    with db.read() as session:
        return session.scalars(select(CatalogueItem.id).where(CatalogueItem.code == code)).one()


def space_id(db: Database, code: str = "D2.14") -> int:
    """The id of a room of the small desk."""
    with db.read() as session:
        return session.scalars(select(Space.id).where(Space.code == code)).one()


def team_id(db: Database, code: str) -> int:
    """The id of a team of the small desk."""
    with db.read() as session:
        return session.scalars(select(Team.id).where(Team.code == code)).one()


def a_visit(desk: Desk, actor: Actor, *questions: Question, customer: str | None = "Jansen") -> RegisteredVisit:
    """A registered visit; without questions one for a new badge."""
    asked = questions or (Question(item_id=item_id(desk.db, "P-PAS"), description="pas is gebroken"),)
    who = person_id(desk.db, customer) if customer else None
    return desk.intake.register(actor, RegisterVisit(requester_id=who, questions=asked))
