# SPDX-License-Identifier: EUPL-1.2
"""What a new desk begins with: teams, a counter, opening hours, closed days and our own catalogue.

Read from ``resources/catalogue``, whose ``desk.toml`` explains the keys; everything in it may be changed afterwards.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import (
    CatalogueField,
    CatalogueItem,
    CataloguePrice,
    CellPolicy,
    Complexity,
    CostCentreRule,
    DemandTopic,
    Entitlement,
    FieldType,
    Funding,
    ItemType,
    LeadUnit,
    ProcessStep,
    ServiceLane,
    StepKind,
    Supply,
    TicketKind,
    VatRate,
    catalogue_item_topics,
)
from desk_app.catalogue.reading import read_contents
from desk_app.catalogue.versions import keep_version
from desk_app.contracts.models import Agreement, AgreementKind, Closure, ServiceWindow
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database, Unit
from desk_app.core.messages import Command
from desk_app.core.paths import RESOURCES
from desk_app.identity.models import Counter, Team
from desk_app.relations.models import CostCentre, PersonKind

CATALOGUE = RESOURCES / "catalogue"

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadStarter(Command):
    """Fill a new desk."""


@dataclass(frozen=True, slots=True)
class StarterFiles:
    """``desk``: desk.toml; ``items``: the items of all other files, in the order of the files."""

    desk: Facts
    items: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class _Ids:
    """What items refer to: ids by code."""

    teams: Mapping[str, int]
    topics: Mapping[str, int]
    agreements: Mapping[str, int]


class _NotNew(Exception):
    """There is something already."""


def load(db: Database, actor: Actor) -> bool:
    """Fills a database that has no teams and no catalogue yet, in one command; False when it has."""
    actor.require(Right.EDIT_CATALOGUE)
    files = read_files(CATALOGUE)
    with db.read() as session:
        if not _is_new(session):
            return False
    try:
        with db.write(actor, LoadStarter()) as unit:
            if not _is_new(unit.session):
                raise _NotNew
            unit.about = "starter"
            _fill(unit, files, today(db.clock).year)
    except _NotNew:  # another program was first
        return False
    return True


def read_files(folder: Path) -> StarterFiles:
    """The starter as written in ``folder``; OSError or tomllib.TOMLDecodeError when that is not to be read."""
    contents = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml"))}
    items = tuple(item for content in contents.values() for item in content.get("items", ()))
    return StarterFiles(contents["desk"], items)


def closed_days(names: frozenset[str], years: tuple[int, ...]) -> dict[date, str]:
    """The public holidays of the Netherlands that have one of these Dutch names."""
    import holidays  # noqa: PLC0415 -- lazy: holidays costs 120 ms and is needed once per desk

    found = holidays.country_holidays("NL", years=years, language="nl", categories=("public", "optional"))
    return {day: name for day, name in sorted(found.items()) if name in names}


def _is_new(session: Session) -> bool:
    return not session.scalar(select(exists(select(Team.id)) | exists(select(CatalogueItem.id))))


def _fill(unit: Unit, files: StarterFiles, year: int) -> None:
    session, desk = unit.session, files.desk
    session.add(Counter(**desk["counter"]))
    hours = desk["hours"]
    for weekday in hours["weekdays"]:
        session.add(ServiceWindow(weekday=weekday, opens=hours["opens"], closes=hours["closes"]))
    closed = frozenset(desk["closures"]["closed"])
    session.add_all(Closure(day=day, name=name) for day, name in closed_days(closed, (year, year + 1)).items())
    session.add_all(CostCentre(code=facts["code"], name=facts["name"]) for facts in desk["cost_centres"])
    teams = [_team(facts) for facts in desk["teams"]]
    agreements = [_agreement(facts) for facts in desk["agreements"]]
    session.add_all((*teams, *agreements))
    session.flush()
    ids = _Ids(
        teams={team.code: team.id for team in teams},
        topics=_add_topics(session, desk["topics"], None),
        agreements={agreement.code: agreement.id for agreement in agreements},
    )
    session.add_all(_policy(facts, ids) for facts in desk["policies"])
    _add_items(session, files, ids)
    for item_id, content in read_contents(session).items():
        keep_version(unit, item_id, 1, content)


def _team(facts: Facts) -> Team:
    return Team(code=facts["code"], name=facts["name"], public_name=facts["public_name"], line=facts.get("line", 0))


def _agreement(facts: Facts) -> Agreement:
    return Agreement(
        code=facts["code"],
        name=facts["name"],
        kind=AgreementKind(facts["kind"]),
        valid_from=facts["valid_from"],
        valid_until=facts.get("valid_until"),
    )


def _add_topics(session: Session, listed: list[Facts], parent_id: int | None) -> dict[str, int]:
    """Adds the branches and all below them; code -> id."""
    ids: dict[str, int] = {}
    for position, facts in enumerate(listed):
        topic = DemandTopic(
            parent_id=parent_id,
            code=facts["code"],
            name=facts["name"],
            name_en=facts["name_en"],
            position=position,
        )
        session.add(topic)
        session.flush()
        ids[topic.code] = topic.id
        ids |= _add_topics(session, facts.get("below", []), topic.id)
    return ids


def _policy(facts: Facts, ids: _Ids) -> CellPolicy:
    return CellPolicy(
        complexity=Complexity(facts["complexity"]),
        funding=Funding(facts["funding"]),
        lane=ServiceLane(facts["lane"]),
        team_id=ids.teams[facts["team"]] if "team" in facts else None,
        needs_approval=facts.get("needs_approval", False),
        needs_cost_centre=facts.get("needs_cost_centre", False),
        needs_quote=facts.get("needs_quote", False),
        form_fields=facts.get("form_fields", []),
    )


def _add_items(session: Session, files: StarterFiles, ids: _Ids) -> None:
    owners = {team["code"]: team["owner"] for team in files.desk["teams"]}
    items = [_item(facts, ids, owners[facts["team"]]) for facts in files.items]
    session.add_all(items)
    session.flush()
    links: list[Facts] = []
    for item, facts in zip(items, files.items, strict=True):
        links += ({"item_id": item.id, "topic_id": ids.topics[code]} for code in facts["topics"])
        session.add_all(_price(line, item.id) for line in facts.get("prices", ()))
        session.add_all(_field(line, item.id, place) for place, line in enumerate(facts.get("fields", ())))
        session.add_all(_step(line, item.id, place, ids) for place, line in enumerate(facts.get("steps", ())))
        session.add_all(_entitlement(line, item.id, ids) for line in facts.get("entitlements", ()))
    session.execute(insert(catalogue_item_topics), links)


def _item(facts: Facts, ids: _Ids, owner: str) -> CatalogueItem:
    return CatalogueItem(
        code=facts["code"],
        name=facts["name"],
        name_en=facts["name_en"],
        keywords=facts["keywords"],
        item_type=ItemType(facts.get("item_type", ItemType.SERVICE)),
        kind=TicketKind(facts["kind"]),
        complexity=Complexity(facts["complexity"]),
        funding=Funding(facts["funding"]),
        explanation=facts["explanation"],
        explanation_en=facts["explanation_en"],
        customer_brings=facts.get("customer_brings", ""),
        customer_brings_en=facts.get("customer_brings_en", ""),
        answer=facts["answer"],
        answer_en=facts["answer_en"],
        lead_amount=facts["lead_amount"],
        lead_unit=LeadUnit(facts["lead_unit"]),
        order_lead_amount=facts.get("order_lead_amount"),
        order_lead_unit=LeadUnit(facts["order_lead_unit"]) if "order_lead_unit" in facts else None,
        cost_centre_rule=CostCentreRule(facts.get("cost_centre_rule", CostCentreRule.BY_CELL)),
        min_quantity=facts.get("min_quantity", 1),
        max_quantity=facts.get("max_quantity", 1),
        needs_space=facts.get("needs_space", False),
        lendable=facts.get("lendable", False),
        pick_up=facts.get("pick_up", False),
        work_order=facts.get("work_order", False),
        team_id=ids.teams[facts["team"]],
        agreement_id=ids.agreements[facts["agreement"]] if "agreement" in facts else None,
        owner=owner,
        review_on=facts["review_on"],
    )


def _price(facts: Facts, item_id: int) -> CataloguePrice:
    return CataloguePrice(
        item_id=item_id,
        supply=Supply(facts["supply"]),
        valid_from=facts["valid_from"],
        valid_until=facts.get("valid_until"),
        price_cents=facts["price_cents"],
        vat=VatRate(facts["vat"]),
    )


def _field(facts: Facts, item_id: int, position: int) -> CatalogueField:
    return CatalogueField(
        item_id=item_id,
        code=facts["code"],
        position=position,
        field_type=FieldType(facts["field_type"]),
        label=facts["label"],
        label_en=facts["label_en"],
        help=facts.get("help", ""),
        help_en=facts.get("help_en", ""),
        required=facts.get("required", False),
        choices=facts.get("choices", []),
        choices_en=facts.get("choices_en", []),
    )


def _step(facts: Facts, item_id: int, position: int, ids: _Ids) -> ProcessStep:
    return ProcessStep(
        item_id=item_id,
        code=facts["code"],
        position=position,
        kind=StepKind(facts["kind"]),
        name=facts["name"],
        name_en=facts["name_en"],
        team_id=ids.teams[facts["team"]] if "team" in facts else None,
        lead_amount=facts["lead_amount"],
        lead_unit=LeadUnit(facts["lead_unit"]),
        after=facts.get("after", []),
        required_input=facts.get("required_input", ""),
        required_input_en=facts.get("required_input_en", ""),
        exit_check=facts.get("exit_check", ""),
        exit_check_en=facts.get("exit_check_en", ""),
    )


def _entitlement(facts: Facts, item_id: int, ids: _Ids) -> Entitlement:
    return Entitlement(
        item_id=item_id,
        person_kind=PersonKind(facts["person_kind"]) if "person_kind" in facts else None,
        agreement_id=ids.agreements[facts["agreement"]] if "agreement" in facts else None,
    )
