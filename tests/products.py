# SPDX-License-Identifier: EUPL-1.2
"""Products that ask something: extra fields, a choice of delivery, a cost centre, steps, who may have them."""

from dataclasses import replace
from datetime import date

from desk_app.app import Desk
from desk_app.catalogue.messages import (
    Complexity,
    CostCentreRule,
    EntitlementLine,
    FieldLine,
    FieldType,
    Funding,
    ItemContent,
    ItemStatus,
    ItemType,
    LeadTime,
    LeadUnit,
    PolicyContent,
    PriceLine,
    SaveItem,
    SavePolicy,
    SaveTopic,
    StepKind,
    StepLine,
    Supply,
)
from desk_app.contracts.messages import SaveAgreement
from desk_app.core.actor import Role
from desk_app.relations.messages import SaveCostCentre
from tests.factories import an_actor, team_id

FIELDS = (
    FieldLine("door", FieldType.TEXT, "Welke deur?", "Which door?", "Staat op de deur.", "It is on the door.", True),
    FieldLine("length", FieldType.NUMBER, "Hoe lang in meters?", "How long in metres?"),
    FieldLine("until", FieldType.DATE, "Tot wanneer?", "Until when?"),
    FieldLine(
        "sort", FieldType.CHOICE, "Welke soort?", "Which kind?", choices=("rond", "plat"), choices_en=("round", "flat")
    ),
    FieldLine("deposit", FieldType.YES_NO, "Borg betaald?", "Deposit paid?"),
    FieldLine("who", FieldType.PERSON, "Wie haalt het op?", "Who collects it?"),
    FieldLine("where", FieldType.LOCATION, "Waar wordt het gebruikt?", "Where will it be used?"),
)
"""One of every type; only the first is needed."""

A_KEY = ItemContent(
    code="P-SLE",
    name="Sleutel",
    name_en="Key",
    keywords="sleutel, deur",
    complexity=Complexity.OPERATIONAL,
    funding=Funding.PLUS,
    item_type=ItemType.PRODUCT,
    explanation="Een sleutel van een kamer.",
    customer_brings="Een pas met foto.",
    customer_brings_en="A badge with a photo.",
    lead=LeadTime(0, LeadUnit.MINUTES),
    order_lead=LeadTime(20, LeadUnit.WORKING_DAYS),
    prices=(
        PriceLine(Supply.STOCK, date(2026, 1, 1), None, 0),
        PriceLine(Supply.ORDER, date(2026, 1, 1), date(2026, 11, 30), 2500),
        PriceLine(Supply.ORDER, date(2026, 12, 1), None, 3000),
    ),
    cost_centre_rule=CostCentreRule.WITH_PRICE,
    max_quantity=5,
    fields=FIELDS,
    owner="Eva",
    valid_from=date(2026, 1, 1),
    status=ItemStatus.ACTIVE,
)
"""From stock at once and free, to order in 20 working days for 25 euros and a cost centre."""

STEPS = (
    StepLine("check", StepKind.CHECK, "Aanvraag controleren", "Check the request"),
    StepLine("hand", StepKind.HAND_OVER, "Uitgeven", "Hand over", after=("check",)),
)


def a_product(desk: Desk, content: ItemContent = A_KEY, **changes: object) -> int:
    """A product in the catalogue, handled by the first line; returns its id."""
    owner = an_actor(desk.db, "kim", Role.MANAGER)
    team = content.team_id or team_id(desk.db, "EERSTELIJN")
    wanted = replace(content, **{"team_id": team, "topics": (a_topic(desk),), **changes})  # type: ignore[arg-type]  # fields of ItemContent
    return desk.catalogue_service.save_item(owner, SaveItem(content=wanted))


def a_topic(desk: Desk) -> int:
    """The one branch of the tree that these products hang on; returns its id."""
    owner = an_actor(desk.db, "kim", Role.MANAGER)
    known = next((topic.id for topic in desk.catalogue.topics(owner)), None)
    return known or desk.catalogue_service.save_topic(
        owner, SaveTopic(parent_id=None, code="NODIG", name="Iets nodig hebben")
    )


def a_change(desk: Desk, item_id: int, **changes: object) -> None:
    """The next version of a product."""
    owner = an_actor(desk.db, "kim", Role.MANAGER)
    sheet = desk.catalogue.sheet(owner, item_id)
    content = replace(sheet.content, **changes)  # type: ignore[arg-type]  # fields of ItemContent
    desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=sheet.version, content=content))


def a_policy(desk: Desk, complexity: Complexity, funding: Funding, content: PolicyContent) -> None:
    """What a cell of the matrix means."""
    owner = an_actor(desk.db, "kim", Role.MANAGER)
    desk.catalogue_service.save_policy(
        owner, SavePolicy(complexity=complexity, funding=funding, version=0, content=content)
    )


def a_cost_centre(desk: Desk, code: str = "4711", name: str = "Huisvesting", **facts: object) -> None:
    """A cost centre in use."""
    owner = an_actor(desk.db, "noor", Role.ADMINISTRATOR)
    desk.relations.save_cost_centre(
        owner,
        SaveCostCentre(code=code, name=name, **facts),  # type: ignore[arg-type]  # fields of the command
    )


def an_agreement(desk: Desk, *department_ids: int, name: str = "Huisvesting plus") -> int:
    """An agreement in force with these departments; returns its id."""
    owner = an_actor(desk.db, "noor", Role.ADMINISTRATOR)
    return desk.agreements.save(
        owner,
        SaveAgreement(
            code="HV",
            name=name,
            owner="Noor Vos",
            valid_from=date(2026, 1, 1),
            department_ids=frozenset(department_ids),
        ),
    )


FOR_EMPLOYEES = (EntitlementLine(person_kind="employee"),)
