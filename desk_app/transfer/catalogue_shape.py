# SPDX-License-Identifier: EUPL-1.2
"""The shape of our own file with a catalogue: what is written, and read again without a difference.

A workbook (xlsx) has a sheet for each part: Topics, Items, Prices, Fields, Steps, Entitlements, Policies. A CSV file
is one table in which the first column, ``part``, says what the line is (topic, item, price, field, step, entitlement,
policy); it has the columns of all parts, and a line fills in those of its own. Codes stand for teams, topics,
agreements and departments. A list in one cell has commas between, or stands on lines of its own.

What it means on the way in: a product, topic or group is known by its code (group: complexity and funding). A part
that is not in the file stays as it is; a column that is not there too. An empty cell is nothing: no text, no date, no
team. Only where nothing cannot be (kind, status, lead and the like) it means: as it was. The lines of a product in
Prices, Fields, Steps and Entitlements are all that it has of these, in this order.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from desk_app.catalogue.content import ItemContent, PolicyContent
from desk_app.catalogue.models import Complexity, Funding
from desk_app.transfer.catalogue_state import CatalogueState, StoredTopic
from desk_app.transfer.catalogue_words import joined, lead_words
from desk_app.transfer.shapes import Cell, Table

PART = "part"
"""The column that tells the parts apart where they stand in one table."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "topic": ("code", "parent", "position", "name", "name_en"),
    "item": (
        "code",
        "name",
        "name_en",
        "keywords",
        "topics",
        "complexity",
        "funding",
        "item_type",
        "kind",
        "status",
        "explanation",
        "explanation_en",
        "customer_brings",
        "customer_brings_en",
        "lead",
        "lead_unit",
        "order_lead",
        "order_lead_unit",
        "agreement",
        "cost_centre_rule",
        "min_quantity",
        "max_quantity",
        "needs_space",
        "team",
        "work_order",
        "lendable",
        "pick_up",
        "answer",
        "answer_en",
        "valid_from",
        "valid_until",
        "owner",
        "review_on",
    ),
    "price": ("item", "supply", "valid_from", "valid_until", "price", "vat"),
    "field": (
        "item",
        "code",
        "field_type",
        "label",
        "label_en",
        "help",
        "help_en",
        "required",
        "choices",
        "choices_en",
    ),
    "step": (
        "item",
        "code",
        "step_kind",
        "name",
        "name_en",
        "team",
        "lead",
        "lead_unit",
        "after",
        "required_input",
        "required_input_en",
        "exit_check",
        "exit_check_en",
    ),
    "entitlement": ("item", "person_kind", "department", "agreement"),
    "policy": (
        "complexity",
        "funding",
        "lane",
        "team",
        "needs_approval",
        "needs_cost_centre",
        "needs_quote",
        "form_fields",
    ),
}
"""Word of a part -> its columns. ``price`` is in euros with VAT."""

NEEDED: dict[str, tuple[str, ...]] = {
    "topic": ("code",),
    "item": ("code",),
    "price": ("item", "price", "valid_from"),
    "field": ("item", "code"),
    "step": ("item", "code"),
    "entitlement": ("item",),
    "policy": ("complexity", "funding"),
}
"""The columns without which a line of a part says nothing."""

SHEETS: dict[str, str] = {
    "topic": "Topics",
    "item": "Items",
    "price": "Prices",
    "field": "Fields",
    "step": "Steps",
    "entitlement": "Entitlements",
    "policy": "Policies",
}

ALL_COLUMNS: tuple[str, ...] = tuple(dict.fromkeys((PART, *(name for part in COLUMNS.values() for name in part))))
"""The columns of the one table that a CSV file is."""

Row = Sequence[Cell]


def sheets_of(state: CatalogueState) -> tuple[Table, ...]:
    """The catalogue as the sheets of a workbook."""
    rows = {part: list(_rows(part, state)) for part in COLUMNS}
    return tuple(Table(SHEETS[part], COLUMNS[part], rows[part], len(rows[part])) for part in COLUMNS)


def one_table(state: CatalogueState) -> Table:
    """The catalogue as one table, each line with the word of its part in front."""
    rows = [
        [part if name == PART else cells.get(name) for name in ALL_COLUMNS]
        for part, columns in COLUMNS.items()
        for row in _rows(part, state)
        for cells in [dict(zip(columns, row, strict=True))]
    ]
    return Table("catalogue", ALL_COLUMNS, rows, len(rows))


def _rows(part: str, state: CatalogueState) -> Iterator[Row]:
    if part == "topic":
        yield from (_topic(topic, state) for topic in state.topics_in_order())
    elif part == "policy":
        yield from (_policy(*cell, content, state) for cell, content in state.policies.items())
    else:
        for content in state.items.values():
            yield from _LINES[part](content, state)


def _topic(topic: StoredTopic, state: CatalogueState) -> Row:
    parent = state.topics[topic.parent_id].code if topic.parent_id is not None else ""
    return topic.code, parent, topic.position + 1, topic.name, topic.name_en


def _item(content: ItemContent, state: CatalogueState) -> Iterator[Row]:
    special: dict[str, Cell] = {
        "topics": joined(state.topics[one].code for one in content.topics),
        "agreement": state.agreements.code(content.agreement_id),
        "team": state.teams.code(content.team_id),
    }
    for name, lead in (("lead", content.lead), ("order_lead", content.order_lead)):
        special[name], special[f"{name}_unit"] = lead_words(lead)
    yield [special[name] if name in special else getattr(content, name) for name in COLUMNS["item"]]


def _prices(content: ItemContent, _state: CatalogueState) -> Iterator[Row]:
    for line in content.prices:
        price = Decimal(line.price_cents).scaleb(-2)
        yield content.code, line.supply, line.valid_from, line.valid_until, price, line.vat


def _fields(content: ItemContent, _state: CatalogueState) -> Iterator[Row]:
    for line in content.fields:
        yield (
            content.code,
            line.code,
            line.field_type,
            line.label,
            line.label_en,
            line.help,
            line.help_en,
            line.required,
            joined(line.choices),
            joined(line.choices_en),
        )


def _steps(content: ItemContent, state: CatalogueState) -> Iterator[Row]:
    for line in content.steps:
        yield (
            content.code,
            line.code,
            line.kind,
            line.name,
            line.name_en,
            state.teams.code(line.team_id),
            *lead_words(line.lead),
            joined(line.after),
            line.required_input,
            line.required_input_en,
            line.exit_check,
            line.exit_check_en,
        )


def _entitlements(content: ItemContent, state: CatalogueState) -> Iterator[Row]:
    for line in content.entitlements:
        yield (
            content.code,
            line.person_kind or "",
            state.departments.code(line.department_id),
            state.agreements.code(line.agreement_id),
        )


def _policy(complexity: Complexity, funding: Funding, content: PolicyContent, state: CatalogueState) -> Row:
    return (
        complexity,
        funding,
        content.lane,
        state.teams.code(content.team_id),
        content.needs_approval,
        content.needs_cost_centre,
        content.needs_quote,
        joined(content.form_fields),
    )


_LINES = {
    "item": _item,
    "price": _prices,
    "field": _fields,
    "step": _steps,
    "entitlement": _entitlements,
}
