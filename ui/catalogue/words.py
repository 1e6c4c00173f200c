# SPDX-License-Identifier: EUPL-1.2
"""The lines of a product in words: a price, an intake field, a step, who may have it; and a product half made as a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desk_app.catalogue.messages import (
    EntitlementLine,
    FieldLine,
    ItemContent,
    ItemRow,
    PolicyContent,
    PriceLine,
    ServiceLane,
    StepLine,
    Supply,
)
from desk_app.catalogue.wording import (
    FIELD_TYPE_NAMES,
    FUNDING_NAMES,
    LANE_NAMES,
    STEP_KIND_NAMES,
    SUPPLY_NAMES,
    VAT_NAMES,
    in_language,
    lead_text,
)
from desk_app.core import formats
from desk_app.core.i18n import N_, _, ngettext
from desk_app.relations.messages import PERSON_KIND_NAMES

FORM_FIELD_NAMES: dict[str, str] = {
    "goal": N_("What does the customer want to achieve?"),
    "wanted_on": N_("Wanted date"),
    "people": N_("For how many people?"),
    "quote": N_("Quote needed?"),
    "approved_by": N_("Approved by"),
}
"""The names of ``policy.FORM_FIELDS``, as the intake calls them."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in a product are called."""

    teams: Mapping[int, str] = field(default_factory=dict)
    topics: Mapping[int, str] = field(default_factory=dict)
    departments: Mapping[int, str] = field(default_factory=dict)
    agreements: Mapping[int, str] = field(default_factory=dict)


def day_words(day: date) -> str:
    """``1 januari 2027``."""
    return formats.day_plain(day)


def money_words(cents: int) -> str:
    """``€ 12,50``, or that it is free."""
    return formats.money(cents) if cents else _("free")


def price_words(line: PriceLine) -> str:
    """``€ 12,50 · vanaf 1 januari 2027 · 21 % btw``; to order is said, from stock is not."""
    if line.valid_until is None:
        period = _("from {day}").format(day=day_words(line.valid_from))
    else:
        period = _("{first} to {last}").format(first=day_words(line.valid_from), last=day_words(line.valid_until))
    parts = [money_words(line.price_cents), period, _(VAT_NAMES[line.vat])]
    if line.supply is Supply.ORDER:
        parts.insert(1, _(SUPPLY_NAMES[line.supply]))
    return " · ".join(parts)


def field_words(line: FieldLine) -> str:
    """``Welke ruimte? · keuze: klein, groot · moet ingevuld``."""
    kind = _(FIELD_TYPE_NAMES[line.field_type])
    if line.choices:
        kind = f"{kind}: {', '.join(line.choices)}"
    parts = [in_language(line.label, line.label_en), kind]
    if line.required:
        parts.append(_("required"))
    return " · ".join(parts)


def after_words(line: StepLine, steps: Sequence[StepLine]) -> str:
    """``na stap 1 en 3``; at the start when it waits for none."""
    numbers = [str(number) for number, one in enumerate(steps, start=1) if one.code in line.after]
    if not numbers:
        return _("begins at once")
    if len(numbers) == 1:
        return _("after step {number}").format(number=numbers[0])
    return _("after steps {numbers} and {last}").format(numbers=", ".join(numbers[:-1]), last=numbers[-1])


def step_words(line: StepLine, steps: Sequence[StepLine], names: Names) -> str:
    """``Akkoord van de budgethouder · na stap 1 · 2 werkdagen``; the team when it is another one."""
    parts = [in_language(line.name, line.name_en), after_words(line, steps), lead_text(line.lead)]
    if line.team_id is not None:
        parts.append(names.teams.get(line.team_id, "?"))
    return " · ".join(parts)


def step_kind_words(line: StepLine) -> str:
    """What kind of step it is."""
    return _(STEP_KIND_NAMES[line.kind])


def entitlement_words(line: EntitlementLine, names: Names) -> str:
    """``medewerker · Facilitair · met SLA Gebouwen``; everybody when nothing is filled in."""
    parts = [_(PERSON_KIND_NAMES[kind]) for kind in PERSON_KIND_NAMES if kind.value == line.person_kind]
    if line.department_id is not None:
        parts.append(names.departments.get(line.department_id, "?"))
    if line.agreement_id is not None:
        parts.append(_("under {agreement}").format(agreement=names.agreements.get(line.agreement_id, "?")))
    return " · ".join(parts) or _("everybody")


def lane_sentence(content: PolicyContent, names: Names) -> str:
    """Which way a new ticket of a cell goes."""
    if content.team_id is None:
        return _(LANE_SENTENCES[content.lane])
    team = names.teams.get(content.team_id, "?")
    return _("A new ticket goes {lane}, to {team}.").format(lane=_(LANE_NAMES[content.lane]), team=team)


def policy_effect(content: PolicyContent, names: Names) -> str:
    """What a cell of the matrix does, as sentences."""
    sentences = [lane_sentence(content, names)]
    if content.needs_cost_centre:
        sentences.append(_("The counter asks for a cost centre."))
    if content.needs_approval:
        sentences.append(_("The budget holder must approve first."))
    if content.needs_quote:
        sentences.append(_("The customer gets a quote first."))
    if content.form_fields:
        asked = ", ".join(_(FORM_FIELD_NAMES[name]) for name in content.form_fields if name in FORM_FIELD_NAMES)
        sentences.append(_("The intake also asks: {fields}.").format(fields=asked).replace("?.", "?"))
    return " ".join(sentences)


LANE_SENTENCES: dict[ServiceLane, str] = {
    ServiceLane.CLOSE_HERE: N_("A new ticket is handled from the counter, by the team of the product."),
    ServiceLane.SECOND_LINE: N_("A new ticket goes to the second line, to the team of the product."),
    ServiceLane.ACCOUNT_MANAGER: N_("A new ticket goes to the account manager."),
}


def cell_mark(content: PolicyContent) -> str:
    """What a cell asks, as short as fits in the matrix: ``kostenplaats · akkoord``; empty when it asks nothing."""
    parts = []
    if content.needs_cost_centre:
        parts.append(_("cost centre"))
    if content.needs_approval:
        parts.append(_("approval"))
    if content.needs_quote:
        parts.append(_("quote"))
    return " · ".join(parts)


def group_words(content: ItemContent | ItemRow) -> str:
    """The funding of a product as one word."""
    return _(FUNDING_NAMES[content.funding])


def open_tickets_words(count: int, version: int | None) -> str:
    """What a change touches (``ux.md`` 2.5.5); empty when nothing."""
    if not count or version is None:
        return ""
    return ngettext(
        "There is still {count} open ticket with this product. It keeps version {version}.",
        "There are still {count} open tickets with this product. They keep version {version}.",
        count,
    ).format(count=count, version=version)


def as_row(content: ItemContent, day: date, names: Names, policy: PolicyContent) -> ItemRow:
    """A product that is still being made, as counters would see it on ``day``."""
    same = {name: getattr(content, name) for name in _SAME}
    return ItemRow(
        id=0,
        version=0,
        price_cents=_price_on(content, Supply.STOCK, day),
        order_price_cents=_price_on(content, Supply.ORDER, day),
        team_id=content.team_id or 0,
        team=names.teams.get(content.team_id or 0, ""),
        policy=policy,
        **same,
    )


_SAME = tuple(
    name
    for name in ItemRow.__dataclass_fields__
    if name not in ("id", "version", "price_cents", "order_price_cents", "team_id", "team", "policy")
)


def _price_on(content: ItemContent, supply: Supply, day: date) -> int:
    for line in content.prices:
        if line.supply is supply and line.valid_from <= day and (line.valid_until is None or day <= line.valid_until):
            return line.price_cents
    return 0
