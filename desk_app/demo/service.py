# SPDX-License-Identifier: EUPL-1.2
"""Fills a new database with the demo desk: the same seed on the same day gives the same desk.

Written in batches straight into the tables, because a million tickets through the services would take a day; the
triggers keep the search indexes right. The texts are Dutch data and are not translated.
"""

import heapq
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from desk_app import starter
from desk_app.catalogue.models import ItemType, Supply, TicketKind
from desk_app.catalogue.reading import read_rows
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.contracts.models import Agreement, AgreementAction, agreement_departments
from desk_app.core.actor import Actor, Right, Role
from desk_app.core.clock import DESK_ZONE, local, today
from desk_app.core.db import Database
from desk_app.core.errors import Conflict
from desk_app.core.i18n import _
from desk_app.core.paths import RESOURCES
from desk_app.core.settings import read_settings, write_settings
from desk_app.demo import people
from desk_app.demo.agreed import Agreed
from desk_app.demo.lives import Lives
from desk_app.demo.messages import DemoReport, LoadDemo, LoadDemoTickets
from desk_app.demo.processes import Processes, Surroundings
from desk_app.demo.stories import Product, Story, Storyteller, Who
from desk_app.demo.workline import WorkLine
from desk_app.demo.writing import Writer
from desk_app.identity.models import Agent, Counter, Team, agent_teams
from desk_app.progress.service import ProgressService
from desk_app.relations.models import Building, CostCentre, Department, Person, PersonKind, Space
from desk_app.relations.names import display_name
from desk_app.tickets.models import Ticket

DEMO = RESOURCES / "demo"
PIN = "1234"
PEOPLE = 5_000
BATCH = 5_000
"""Tickets in one transaction."""
A_DAY = 80
"""Tickets a day, and more when they would else reach back further than ``LONGEST_DAYS``."""
LONGEST_DAYS = 750
"""Working days: about three years."""
PICKED_UP_FROM = ("PASSEN", "POST", "ICT", "CATERING")
"""Teams whose products the customer collects at the counter."""

Progress = Callable[[int], object]


def load(
    db: Database,
    actor: Actor,
    *,
    tickets: int = 20_000,
    people_count: int = PEOPLE,
    seed: int = 1,
    progress: Progress | None = None,
) -> DemoReport:
    """Makes the demo desk in a database without people and tickets; ``progress`` hears how many tickets were added.

    Raises Conflict when there is somebody or something already.
    """
    actor.require(Right.IMPORT)
    with db.read() as session:
        if session.scalar(select(exists(select(Ticket.id)) | exists(select(Person.id)) | exists(select(Agent.id)))):
            raise Conflict(_("Demo data goes into an empty database only. Choose another file with --db."))
    starter.load(db, actor)
    random = Random(seed)
    facts = tomllib.loads((DEMO / "people.toml").read_text("utf-8"))
    with db.write(actor, LoadDemo()) as unit:
        unit.about = "demo"
        _add_desk(unit.session, facts, people_count, random, today(db.clock))
    with db.read() as session:
        lives, teller, processes = _lives(session, db.clock.now(), tickets, random, Agreed(db))
    events = 0
    stories = _stories(lives, teller, processes, tickets, random)
    writer = Writer()
    while batch := list(islice(stories, BATCH)):
        with db.write(actor, LoadDemoTickets()) as unit:
            unit.about = "demo"
            events += writer.write(unit.session, batch)
        if progress is not None:
            progress(len(batch))
    ProgressService(db).warn_due(actor)
    return DemoReport(people_count, writer.tickets, events)


def _add_desk(session: Session, facts: Mapping[str, Any], people_count: int, random: Random, day: date) -> None:
    named = {name: facts[name] for name in ("organisation", "phone", "privacy_address")}
    write_settings(session, replace(read_settings(session), **named))
    departments = [Department(code=code, name=name) for code, name in facts["departments"]]
    buildings = [Building(code=one["code"], name=one["name"], site=one["site"]) for one in facts["buildings"]]
    session.add_all([*departments, *buildings, *(Counter(**one) for one in facts["counters"])])
    session.flush()
    session.execute(insert(Space), list(people.rooms(facts, {one.code: one.id for one in buildings})))
    spaces = {row.code: row.id for row in session.execute(select(Space.code, Space.id).order_by(Space.id))}
    _sign_agreements(session, facts["agreements"], {one.code: one.id for one in departments})
    _date_agreements(session, facts, day)
    rows = people.people(facts, people_count, random, [one.id for one in departments], spaces)
    session.execute(insert(Person.__table__), list(rows))  # type: ignore[arg-type]  # a mapped class has a Table
    _name_budget_holders(session)
    teams = {row.code: row.id for row in session.execute(select(Team.code, Team.id))}
    pin_hash = PasswordHasher().hash(PIN)
    for one in facts["agents"]:
        agent = Agent(login=one["login"], name=one["name"], role=Role(one["role"]), pin_hash=pin_hash)
        session.add(agent)
        session.flush()
        links = [{"agent_id": agent.id, "team_id": teams[code]} for code in one["teams"]]
        if links:
            session.execute(insert(agent_teams), links)


def _sign_agreements(session: Session, signed: Mapping[str, Sequence[str]], departments: Mapping[str, int]) -> None:
    """``signed``: per agreement the departments that it is with; no department has two."""
    ids = {row.code: row.id for row in session.execute(select(Agreement.code, Agreement.id))}
    links = [
        {"agreement_id": ids[code], "department_id": departments[department]}
        for code, signers in signed.items()
        for department in signers
    ]
    session.execute(insert(agreement_departments), links)


def _date_agreements(session: Session, facts: Mapping[str, Any], day: date) -> None:
    """Contracts with dates around today, so that something has to be decided, and what is to be done about them."""
    agreements = {agreement.code: agreement for agreement in session.scalars(select(Agreement))}
    for code, days in facts["dates"].items():
        for column, shift in days.items():
            setattr(agreements[code], column, day + timedelta(days=shift))
    session.add_all(
        AgreementAction(
            agreement_id=agreements[one["agreement"]].id,
            what=one["what"],
            who=one["who"],
            due_on=day + timedelta(days=one["days"]),
            done_on=day + timedelta(days=one["done"]) if "done" in one else None,
        )
        for one in facts["actions"]
    )


def _name_budget_holders(session: Session) -> None:
    """Every cost centre gets an employee who decides about it."""
    centres = session.scalars(select(CostCentre).order_by(CostCentre.id)).all()
    employees = select(Person.id).where(Person.kind == PersonKind.EMPLOYEE, Person.email.is_not(None))
    for centre, person_id in zip(centres, session.scalars(employees.order_by(Person.id)), strict=False):
        centre.holder_id = person_id


def _lives(
    session: Session, now: datetime, tickets: int, random: Random, agreed: Agreed
) -> tuple[Lives, Storyteller, Processes]:
    texts = tomllib.loads((DEMO / "texts.toml").read_text("utf-8"))
    working_days = min(max(tickets // A_DAY, 20), LONGEST_DAYS)
    start = datetime.combine(local(now).date() - timedelta(days=working_days * 7 // 5), datetime.min.time(), DESK_ZONE)
    line = WorkLine(read_calendar(session), start, now + timedelta(days=120))
    counters = session.execute(select(Counter.id, Counter.name).order_by(Counter.id)).all()
    agents = session.execute(select(Agent.id, Agent.name, Agent.role).order_by(Agent.id)).all()
    at_counter = [
        Who(agent.id, agent.name, counter.name, counter.id)
        for agent in agents
        if agent.role is Role.COUNTER
        for counter in counters
    ]
    of_team: dict[int, list[Who]] = {}
    members = select(agent_teams.c.team_id, Agent.id, Agent.name).join(Agent, Agent.id == agent_teams.c.agent_id)
    for team_id, agent_id, name in session.execute(members.order_by(agent_teams.c.team_id, Agent.id)):
        of_team.setdefault(team_id, []).append(Who(agent_id, name))
    teller = Storyteller(
        random,
        line,
        now,
        texts,
        at_counter,
        of_team,
        _regulars(session, random),
        session.scalars(select(Space.id).order_by(Space.id)).all(),
        session.scalars(select(CostCentre.code).order_by(CostCentre.id)).all(),
        agreed,
    )
    products, weights = _products(session, texts, local(now).date())
    return Lives(teller, products, weights), teller, Processes(teller, texts, _surroundings(session))


def _surroundings(session: Session) -> Surroundings:
    """Some rooms and people for answers to refer to, and who decides about money."""
    spaces = session.execute(select(Space.id, Space.code).order_by(Space.id).limit(200)).all()
    people = [
        (row.id, display_name(row.given_name, row.infix, row.family_name))
        for row in session.execute(
            select(Person.id, Person.given_name, Person.infix, Person.family_name).order_by(Person.id).limit(200)
        )
    ]
    holders = session.execute(
        select(CostCentre.code, Person.id, Person.given_name, Person.infix, Person.family_name).join(
            Person, Person.id == CostCentre.holder_id
        )
    )
    return Surroundings(
        spaces=[(row.id, row.code) for row in spaces],
        people=people,
        holders={row.code: (row.id, display_name(row.given_name, row.infix, row.family_name)) for row in holders},
    )


def _regulars(session: Session, random: Random) -> list[int]:
    """People by how often they come: a quarter of them comes four times as often."""
    ids = list(session.scalars(select(Person.id).order_by(Person.id)))
    return ids + random.sample(ids, len(ids) // 4) * 3


def _products(session: Session, texts: Mapping[str, Any], day: date) -> tuple[list[Product], list[int]]:
    teams = {row.id: row.code for row in session.execute(select(Team.id, Team.code))}
    products, weights = [], []
    for item in sorted(read_rows(session, day), key=lambda row: row.id):
        said = texts["items"].get(item.code)
        if said is None:
            continue
        products.append(
            Product(
                item=item,
                kind=item.kind,
                team_id=item.policy.team_id or item.team_id,
                minutes=item.lead.minutes,
                price_cents=item.price_cents,
                needs_space=item.needs_space,
                is_collected=item.item_type is ItemType.PRODUCT
                and not item.needs_space
                and teams[item.team_id] in PICKED_UP_FROM,
                answer=item.answer,
                asks=said["asks"],
                done=said.get("done", ()),
                supply=Supply.STOCK if item.order_lead else None,
            )
        )
        weights.append(said["weight"])
        if item.order_lead is not None:  # now and then it is not there and has to be ordered
            products.append(
                replace(
                    products[-1],
                    minutes=item.order_lead.minutes,
                    price_cents=item.order_price_cents,
                    supply=Supply.ORDER,
                )
            )
            weights.append(1)
    account = session.scalars(select(Team.id).where(Team.code == "ACCOUNT")).one()
    asks = texts["without_product"]
    products.append(Product(None, TicketKind.REQUEST, account, 2_400, 0, False, False, "", asks, ()))
    weights.append(5)
    return products, weights


def _stories(lives: Lives, teller: Storyteller, processes: Processes, tickets: int, random: Random) -> Iterator[Story]:
    """All stories in order of registration: the past, and what is open now among it."""
    present = sorted(lives.present(), key=_registered)[-tickets:] if tickets else []
    past = (lives.past(minute) for minute in _minutes(teller, tickets - len(present), random))
    for story in heapq.merge(past, present, key=_registered):
        if story.product.item is not None:
            processes.add(story, story.product.item)
        teller.keep_clock(story)
        yield story


def _registered(story: Story) -> datetime:
    return story.registered_at


def _minutes(teller: Storyteller, count: int, random: Random) -> Iterator[float]:
    """Open minutes of registration, in order: busy from half past nine to eleven and from one to half past two."""
    begins = teller.line.days()
    until = max(bisect_right(begins, teller.now_minute), 1)
    told = 0
    for day in range(until):
        share = (count - told) // (until - day)
        first = begins[day]
        last = min(begins[day + 1] if day + 1 < len(begins) else teller.line.length, teller.now_minute)
        length = last - first
        drawn = (
            random.uniform(0, length)
            if random.random() < 0.4
            else length * min(max(random.gauss(0.22 if random.random() < 0.6 else 0.58, 0.09), 0.0), 0.999)
            for _serial in range(share)
        )
        told += share
        yield from (first + minute for minute in sorted(drawn))
