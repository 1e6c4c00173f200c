# SPDX-License-Identifier: EUPL-1.2
"""Fills a new desk from its files, in one command."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import (
    EntitlementLine,
    FieldLine,
    ItemContent,
    LeadTime,
    PriceLine,
    StepLine,
)
from desk_app.catalogue.models import (
    CatalogueItem,
    CellPolicy,
    Complexity,
    CostCentreRule,
    DemandTopic,
    FieldType,
    Funding,
    ItemStatus,
    ItemType,
    LeadUnit,
    ServiceLane,
    StepKind,
    Supply,
    TicketKind,
    VatRate,
)
from desk_app.catalogue.writing import write_items
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database, Unit
from desk_app.core.messages import Command
from desk_app.identity.models import Counter, Team
from desk_app.relations.models import CostCentre, PersonKind
from desk_app.starter.agreed import add_agreements, add_calendars, add_suppliers, add_targets
from desk_app.starter.files import CATALOGUE, Facts, StarterFiles, read_files


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadStarter(Command):
    """Fill a new desk."""


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
            _fill(unit, files)
    except _NotNew:  # another program was first
        return False
    return True


def _is_new(session: Session) -> bool:
    return not session.scalar(select(exists(select(Team.id)) | exists(select(CatalogueItem.id))))


def _fill(unit: Unit, files: StarterFiles) -> None:
    session, desk, agreed = unit.session, files.desk, files.agreed
    session.add(Counter(**desk["counter"]))
    session.add_all(CostCentre(code=facts["code"], name=facts["name"]) for facts in desk["cost_centres"])
    calendars = add_calendars(session, desk["calendars"])
    teams = [_team(facts) for facts in desk["teams"]]
    session.add_all(teams)
    session.flush()
    team_ids = {team.code: team.id for team in teams}
    ids = _Ids(
        teams=team_ids,
        topics=_add_topics(session, desk["topics"], None),
        agreements=add_agreements(session, agreed["agreements"], team_ids, add_suppliers(session, agreed["suppliers"])),
    )
    session.add_all(_policy(facts, ids) for facts in desk["policies"])
    session.flush()
    owners = {team["code"]: team["owner"] for team in desk["teams"]}
    write_items(unit, [(None, _content(facts, ids, owners[facts["team"]])) for facts in files.items])
    session.flush()
    add_targets(session, agreed["agreements"], ids.agreements, calendars)


def _team(facts: Facts) -> Team:
    return Team(code=facts["code"], name=facts["name"], public_name=facts["public_name"], line=facts.get("line", 0))


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


def _content(facts: Facts, ids: _Ids, owner: str) -> ItemContent:
    """What a file says about an item; KeyError when it leaves out what every item has."""
    return ItemContent(
        code=facts["code"],
        name=facts["name"],
        name_en=facts["name_en"],
        keywords=facts["keywords"],
        topics=tuple(ids.topics[code] for code in facts["topics"]),
        complexity=Complexity(facts["complexity"]),
        funding=Funding(facts["funding"]),
        item_type=ItemType(facts.get("item_type", ItemType.SERVICE)),
        kind=TicketKind(facts["kind"]),
        explanation=facts["explanation"],
        explanation_en=facts["explanation_en"],
        customer_brings=facts.get("customer_brings", ""),
        customer_brings_en=facts.get("customer_brings_en", ""),
        lead=LeadTime(facts["lead_amount"], LeadUnit(facts["lead_unit"])),
        order_lead=_order_lead(facts),
        agreement_id=ids.agreements[facts["agreement"]],
        prices=tuple(map(_price, facts.get("prices", ()))),
        cost_centre_rule=CostCentreRule(facts.get("cost_centre_rule", CostCentreRule.BY_CELL)),
        min_quantity=facts.get("min_quantity", 1),
        max_quantity=facts.get("max_quantity", 1),
        needs_space=facts.get("needs_space", False),
        entitlements=tuple(_entitlement(line, ids) for line in facts.get("entitlements", ())),
        fields=tuple(map(_field, facts.get("fields", ()))),
        team_id=ids.teams[facts["team"]],
        steps=tuple(_step(line, ids) for line in facts.get("steps", ())),
        work_order=facts.get("work_order", False),
        lendable=facts.get("lendable", False),
        pick_up=facts.get("pick_up", False),
        answer=facts["answer"],
        answer_en=facts["answer_en"],
        owner=owner,
        review_on=facts["review_on"],
        status=ItemStatus.ACTIVE,
    )


def _order_lead(facts: Facts) -> LeadTime | None:
    if "order_lead_amount" not in facts:
        return None
    return LeadTime(facts["order_lead_amount"], LeadUnit(facts["order_lead_unit"]))


def _price(facts: Facts) -> PriceLine:
    return PriceLine(
        supply=Supply(facts["supply"]),
        valid_from=facts["valid_from"],
        valid_until=facts.get("valid_until"),
        price_cents=facts["price_cents"],
        vat=VatRate(facts["vat"]),
    )


def _field(facts: Facts) -> FieldLine:
    return FieldLine(
        code=facts["code"],
        field_type=FieldType(facts["field_type"]),
        label=facts["label"],
        label_en=facts["label_en"],
        help=facts.get("help", ""),
        help_en=facts.get("help_en", ""),
        required=facts.get("required", False),
        choices=tuple(facts.get("choices", ())),
        choices_en=tuple(facts.get("choices_en", ())),
    )


def _step(facts: Facts, ids: _Ids) -> StepLine:
    return StepLine(
        code=facts["code"],
        kind=StepKind(facts["kind"]),
        name=facts["name"],
        name_en=facts["name_en"],
        team_id=ids.teams[facts["team"]] if "team" in facts else None,
        lead=LeadTime(facts["lead_amount"], LeadUnit(facts["lead_unit"])),
        after=tuple(facts["after"]),
        required_input=facts.get("required_input", ""),
        required_input_en=facts.get("required_input_en", ""),
        exit_check=facts.get("exit_check", ""),
        exit_check_en=facts.get("exit_check_en", ""),
    )


def _entitlement(facts: Facts, ids: _Ids) -> EntitlementLine:
    return EntitlementLine(
        person_kind=PersonKind(facts["person_kind"]).value if "person_kind" in facts else None,
        agreement_id=ids.agreements[facts["agreement"]] if "agreement" in facts else None,
    )
