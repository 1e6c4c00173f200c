# SPDX-License-Identifier: EUPL-1.2
"""What a file changes in a product or a cell of the matrix, field by field in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.catalogue.content import (
    EntitlementLine,
    FieldLine,
    ItemContent,
    LeadTime,
    PolicyContent,
    PriceLine,
    StepLine,
)
from desk_app.catalogue.messages import ChangeLine
from desk_app.catalogue.models import Supply
from desk_app.catalogue.wording import (
    COMPLEXITY_NAMES,
    COST_CENTRE_RULE_NAMES,
    FIELD_TYPE_NAMES,
    FUNDING_NAMES,
    KIND_NAMES,
    LANE_NAMES,
    STATUS_NAMES,
    SUPPLY_NAMES,
    TYPE_NAMES,
    VAT_NAMES,
    in_language,
    lead_text,
)
from desk_app.core import formats
from desk_app.core.i18n import N_, _
from desk_app.relations.messages import PERSON_KIND_NAMES
from desk_app.transfer.catalogue_state import Coded

LONGEST = 120
"""Characters of a text that are shown of it."""

LABELS: dict[str, str] = {
    "name": N_("Name for the customer"),
    "name_en": N_("Name for the customer (English)"),
    "keywords": N_("Search words"),
    "topics": N_("What the customer wants"),
    "complexity": N_("Complexity"),
    "funding": N_("Funding"),
    "item_type": N_("Product or service"),
    "kind": N_("Kind"),
    "explanation": N_("Short explanation"),
    "explanation_en": N_("Short explanation (English)"),
    "customer_brings": N_("What does the customer need?"),
    "customer_brings_en": N_("What does the customer need? (English)"),
    "lead": N_("Ready in"),
    "order_lead": N_("Ready in, to order"),
    "agreement_id": N_("Agreement"),
    "prices": N_("Prices"),
    "cost_centre_rule": N_("Cost centre"),
    "min_quantity": N_("At least"),
    "max_quantity": N_("At most"),
    "needs_space": N_("Ask for the location"),
    "entitlements": N_("Who may have it"),
    "fields": N_("Extra questions"),
    "team_id": N_("Team"),
    "steps": N_("Steps"),
    "work_order": N_("Work order"),
    "lendable": N_("Can be borrowed"),
    "pick_up": N_("Can be picked up"),
    "answer": N_("Text when it is ready"),
    "answer_en": N_("Text when it is ready (English)"),
    "valid_from": N_("Offered from"),
    "valid_until": N_("Last day"),
    "owner": N_("Owner"),
    "review_on": N_("Look at it again on"),
    "status": N_("Status"),
}
"""Every field that a file can change, in the order of the editor, with its label."""

_POLICY_LABELS: dict[str, str] = {
    "lane": N_("Way"),
    "team_id": N_("Team"),
    "needs_approval": N_("approval of the budget holder"),
    "needs_cost_centre": N_("cost centre needed"),
    "needs_quote": N_("quote first"),
    "form_fields": N_("Extra questions"),
}
_CHOICES: dict[str, Mapping[Any, str]] = {
    "complexity": COMPLEXITY_NAMES,
    "funding": FUNDING_NAMES,
    "item_type": TYPE_NAMES,
    "kind": KIND_NAMES,
    "cost_centre_rule": COST_CENTRE_RULE_NAMES,
    "status": STATUS_NAMES,
    "lane": LANE_NAMES,
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in a content are called; ``topic`` knows the new branches too."""

    teams: Coded
    departments: Coded
    agreements: Coded
    topic: Callable[[int], str]


def item_changes(before: ItemContent, after: ItemContent, names: Names) -> Iterator[ChangeLine]:
    """Every field that differs, in the order of the editor."""
    for name in LABELS:
        if (text := _change(name, before, after, names)) is not None:
            yield ChangeLine(name, _(LABELS[name]), text)


def policy_changes(before: PolicyContent, after: PolicyContent, names: Names) -> Iterator[ChangeLine]:
    """The same for a cell."""
    for name in _POLICY_LABELS:
        if (text := _change(name, before, after, names)) is not None:
            yield ChangeLine(name, _(_POLICY_LABELS[name]), text)


def arrow(before: str, after: str) -> str:
    """``1 werkdag → 2 werkdagen``."""
    return f"{before or _('nothing')} → {after or _('nothing')}"


def _change(name: str, before: object, after: object, names: Names) -> str | None:
    old, new = getattr(before, name), getattr(after, name)
    return None if old == new else arrow(_words(name, old, names), _words(name, new, names))


def _words(name: str, value: Any, names: Names) -> str:  # noqa: ANN401 -- the value of a field
    if name in _CHOICES:
        return _(_CHOICES[name][value])
    if name == "team_id":
        return names.teams.name(value)
    if name == "agreement_id":
        return names.agreements.name(value)
    if name == "topics":
        return ", ".join(map(names.topic, value))
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case LeadTime():
            return lead_text(value)
        case date():
            return formats.day_plain(value)
        case tuple():
            return "; ".join(_line(one, value, names) for one in value)
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _line(line: Any, lines: Sequence[Any], names: Names) -> str:  # noqa: ANN401 -- a line of any part
    match line:
        case PriceLine():
            return _price(line)
        case FieldLine():
            return _joined(in_language(line.label, line.label_en), _(FIELD_TYPE_NAMES[line.field_type]), *line.choices)
        case StepLine():
            after = [in_language(one.name, one.name_en) for one in lines if one.code in line.after]
            place = _("after {steps}").format(steps=", ".join(after)) if after else ""
            return _joined(
                in_language(line.name, line.name_en), place, lead_text(line.lead), names.teams.name(line.team_id)
            )
        case EntitlementLine():
            kinds = [_(name) for kind, name in PERSON_KIND_NAMES.items() if kind.value == line.person_kind]
            department, agreement = names.departments.name(line.department_id), names.agreements.name(line.agreement_id)
            return _joined(*kinds, department, agreement)
    return str(line)


def _price(line: PriceLine) -> str:
    first = formats.day_plain(line.valid_from)
    if line.valid_until is None:
        period = _("from {day}").format(day=first)
    else:
        period = _("{first} to {last}").format(first=first, last=formats.day_plain(line.valid_until))
    order = _(SUPPLY_NAMES[line.supply]) if line.supply is Supply.ORDER else ""
    return _joined(formats.money(line.price_cents), order, period, _(VAT_NAMES[line.vat]))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
