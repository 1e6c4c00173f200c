# SPDX-License-Identifier: EUPL-1.2
"""Items out of their tables: as rows for who sells them, as contents for who edits them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import (
    EntitlementLine,
    FieldLine,
    ItemContent,
    ItemRow,
    LeadTime,
    PolicyContent,
    PriceLine,
    StepLine,
)
from desk_app.catalogue.models import (
    CatalogueField,
    CatalogueItem,
    CataloguePrice,
    CellPolicy,
    Complexity,
    Entitlement,
    Funding,
    ProcessStep,
    Supply,
    catalogue_item_topics,
)
from desk_app.catalogue.policy import default_policy
from desk_app.identity.models import Team

PLAIN = (
    "code",
    "name",
    "name_en",
    "keywords",
    "item_type",
    "kind",
    "complexity",
    "funding",
    "explanation",
    "explanation_en",
    "customer_brings",
    "customer_brings_en",
    "answer",
    "answer_en",
    "cost_centre_rule",
    "min_quantity",
    "max_quantity",
    "needs_space",
    "lendable",
    "pick_up",
    "work_order",
    "team_id",
    "owner",
    "review_on",
    "status",
    "valid_from",
    "valid_until",
)
"""Columns that rows and contents show as they are."""

Asked = int | Collection[int] | None
"""The id of an item, those of some hundreds, or None for all of them."""


def read_rows(session: Session, day: date, item_id: int | None = None) -> list[ItemRow]:
    """All items by name, or one, with the prices of ``day``."""
    return [row for row, _prices in read_priced_rows(session, day, item_id)]


def read_priced_rows(session: Session, day: date, asked: Asked = None) -> list[tuple[ItemRow, tuple[PriceLine, ...]]]:
    """The same, each with its prices on all days, for all items (None), one, or some."""
    parts = _Parts(session, asked)
    policies = read_policies(session)
    found = []
    for item in session.execute(_items(asked)).mappings():
        prices = tuple(parts.prices[item["id"]])
        stock, order = prices_on(prices, day)
        cell = (item["complexity"], item["funding"])
        row = ItemRow(
            id=item["id"],
            version=item["version"],
            team=item["team"],
            lead=_lead(item["lead_amount"], item["lead_unit"]),
            order_lead=_order_lead(item),
            price_cents=stock,
            order_price_cents=order,
            entitlements=tuple(parts.entitlements[item["id"]]),
            fields=tuple(parts.fields[item["id"]]),
            steps=tuple(parts.steps[item["id"]]),
            policy=policies.get(cell) or default_policy(item["complexity"]),
            **{name: item[name] for name in PLAIN},
        )
        found.append((row, prices))
    return found


def prices_on(lines: Iterable[PriceLine], day: date) -> tuple[int, int]:
    """Cents from stock and to order on a day; what has no price of its own to order costs what it costs from stock."""
    prices = {line.supply: line.price_cents for line in lines if _is_in(line, day)}
    stock = prices.get(Supply.STOCK, 0)
    return stock, prices.get(Supply.ORDER, stock)


def read_contents(session: Session, item_id: Asked = None) -> dict[int, ItemContent]:
    """The contents of all items (None), of one, or of some, by id, in the order of their codes."""
    parts = _Parts(session, item_id)
    topics: defaultdict[int, list[int]] = defaultdict(list)
    links = catalogue_item_topics.c
    for owner, topic_id in session.execute(select(links.item_id, links.topic_id).where(_of(links.item_id, item_id))):
        topics[owner].append(topic_id)
    return {
        item["id"]: ItemContent(
            topics=tuple(sorted(topics[item["id"]])),
            lead=_lead(item["lead_amount"], item["lead_unit"]),
            order_lead=_order_lead(item),
            agreement_id=item["agreement_id"],
            prices=tuple(parts.prices[item["id"]]),
            entitlements=tuple(parts.entitlements[item["id"]]),
            fields=tuple(parts.fields[item["id"]]),
            steps=tuple(parts.steps[item["id"]]),
            **{name: item[name] for name in PLAIN},
        )
        for item in session.execute(_items(item_id).order_by(None).order_by(CatalogueItem.code)).mappings()
    }


def read_policies(session: Session) -> dict[tuple[Complexity, Funding], PolicyContent]:
    """The cells of the matrix that somebody changed."""
    query = select(
        CellPolicy.complexity,
        CellPolicy.funding,
        CellPolicy.lane,
        CellPolicy.team_id,
        CellPolicy.needs_approval,
        CellPolicy.needs_cost_centre,
        CellPolicy.needs_quote,
        CellPolicy.form_fields,
    )
    return {
        (row.complexity, row.funding): PolicyContent(
            lane=row.lane,
            team_id=row.team_id,
            needs_approval=row.needs_approval,
            needs_cost_centre=row.needs_cost_centre,
            needs_quote=row.needs_quote,
            form_fields=tuple(row.form_fields),
        )
        for row in session.execute(query)
    }


_lead = lru_cache(maxsize=1000)(LeadTime)
"""Few lead times serve many items."""


class _Parts:
    """What items have several of, by item."""

    def __init__(self, session: Session, item_id: Asked) -> None:
        self.prices: defaultdict[int, list[PriceLine]] = defaultdict(list)
        self.fields: defaultdict[int, list[FieldLine]] = defaultdict(list)
        self.steps: defaultdict[int, list[StepLine]] = defaultdict(list)
        self.entitlements: defaultdict[int, list[EntitlementLine]] = defaultdict(list)
        self._read_prices(session, item_id)
        self._read_fields(session, item_id)
        self._read_steps(session, item_id)
        who = Entitlement
        query = select(who.item_id, who.person_kind, who.department_id, who.agreement_id).order_by(who.id)
        for row in session.execute(query.where(_of(who.item_id, item_id))):
            line = EntitlementLine(row.person_kind, row.department_id, row.agreement_id)
            self.entitlements[row.item_id].append(line)

    def _read_prices(self, session: Session, item_id: Asked) -> None:
        price = CataloguePrice
        query = select(
            price.item_id, price.supply, price.valid_from, price.valid_until, price.price_cents, price.vat
        ).order_by(price.supply.desc(), price.valid_from)
        for row in session.execute(query.where(_of(price.item_id, item_id))):
            line = PriceLine(row.supply, row.valid_from, row.valid_until, row.price_cents, row.vat)
            self.prices[row.item_id].append(line)

    def _read_fields(self, session: Session, item_id: Asked) -> None:
        one = CatalogueField
        query = select(
            one.item_id,
            one.code,
            one.field_type,
            one.label,
            one.label_en,
            one.help,
            one.help_en,
            one.required,
            one.choices,
            one.choices_en,
        ).order_by(one.item_id, one.position, one.id)
        for row in session.execute(query.where(_of(one.item_id, item_id))):
            self.fields[row.item_id].append(
                FieldLine(
                    code=row.code,
                    field_type=row.field_type,
                    label=row.label,
                    label_en=row.label_en,
                    help=row.help,
                    help_en=row.help_en,
                    required=row.required,
                    choices=tuple(row.choices),
                    choices_en=tuple(row.choices_en),
                )
            )

    def _read_steps(self, session: Session, item_id: Asked) -> None:
        step = ProcessStep
        query = select(
            step.item_id,
            step.code,
            step.kind,
            step.name,
            step.name_en,
            step.team_id,
            step.lead_amount,
            step.lead_unit,
            step.after,
            step.required_input,
            step.required_input_en,
            step.exit_check,
            step.exit_check_en,
        ).order_by(step.item_id, step.position, step.id)
        for row in session.execute(query.where(_of(step.item_id, item_id))):
            self.steps[row.item_id].append(
                StepLine(
                    code=row.code,
                    kind=row.kind,
                    name=row.name,
                    name_en=row.name_en,
                    team_id=row.team_id,
                    lead=_lead(row.lead_amount, row.lead_unit),
                    after=tuple(row.after),
                    required_input=row.required_input,
                    required_input_en=row.required_input_en,
                    exit_check=row.exit_check,
                    exit_check_en=row.exit_check_en,
                )
            )


def _items(item_id: Asked) -> Select[Any]:
    query = select(CatalogueItem.__table__, Team.name.label("team")).join(Team, Team.id == CatalogueItem.team_id)
    return query.where(_of(CatalogueItem.id, item_id)).order_by(CatalogueItem.name, CatalogueItem.id)


def _of(column: Any, asked: Asked) -> ColumnElement[bool]:  # noqa: ANN401 -- a column with ids of items
    if isinstance(asked, int):
        return cast("ColumnElement[bool]", column == asked)
    return true() if asked is None else cast("ColumnElement[bool]", column.in_(asked))


def _order_lead(item: Any) -> LeadTime | None:  # noqa: ANN401 -- a row of items
    amount, unit = item["order_lead_amount"], item["order_lead_unit"]
    return None if amount is None or unit is None else _lead(amount, unit)


def _is_in(line: PriceLine, day: date) -> bool:
    return line.valid_from <= day and (line.valid_until is None or day <= line.valid_until)
