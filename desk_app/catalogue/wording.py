# SPDX-License-Identifier: EUPL-1.2
"""The words for everything in the catalogue: names of choices and fields, texts of an item in a language, terms, prices."""

from desk_app.catalogue.messages import ItemRow, LeadTime
from desk_app.catalogue.models import (
    Complexity,
    CostCentreRule,
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
from desk_app.core import formats
from desk_app.core.i18n import N_, _, catalogue, language

KIND_NAMES: dict[TicketKind, str] = {
    TicketKind.COMPLAINT: N_("Complaint"),
    TicketKind.REQUEST: N_("Request"),
    TicketKind.INFORMATION: N_("Information"),
    TicketKind.INCIDENT: N_("Fault"),
}

KIND_LETTERS: dict[TicketKind, str] = {
    TicketKind.COMPLAINT: "K",
    TicketKind.REQUEST: "W",
    TicketKind.INFORMATION: "I",
    TicketKind.INCIDENT: "S",
}
"""KWIS, the letters of the field; the same in both languages."""

TYPE_NAMES: dict[ItemType, str] = {ItemType.PRODUCT: N_("product"), ItemType.SERVICE: N_("service")}

COMPLEXITY_NAMES: dict[Complexity, str] = {
    Complexity.OPERATIONAL: N_("operational"),
    Complexity.TACTICAL: N_("tactical"),
    Complexity.STRATEGIC: N_("strategic"),
}

FUNDING_NAMES: dict[Funding, str] = {
    Funding.BASIC: N_("basic"),
    Funding.PLUS: N_("plus"),
    Funding.ADDITIONAL: N_("additional"),
}

STATUS_NAMES: dict[ItemStatus, str] = {
    ItemStatus.CONCEPT: N_("concept"),
    ItemStatus.ACTIVE: N_("active"),
    ItemStatus.EXPIRING: N_("expiring"),
    ItemStatus.RETIRED: N_("retired"),
}

UNIT_NAMES: dict[LeadUnit, str] = {
    LeadUnit.MINUTES: N_("working minutes"),
    LeadUnit.WORKING_DAYS: N_("working days"),
    LeadUnit.CALENDAR_DAYS: N_("calendar days"),
    LeadUnit.CLOCK_MINUTES: N_("clock minutes"),
}

SUPPLY_NAMES: dict[Supply, str] = {Supply.STOCK: N_("from stock"), Supply.ORDER: N_("to order")}

VAT_NAMES: dict[VatRate, str] = {
    VatRate.HIGH: N_("21 % VAT"),
    VatRate.LOW: N_("9 % VAT"),
    VatRate.ZERO: N_("0 % VAT"),
    VatRate.EXEMPT: N_("no VAT"),
}

COST_CENTRE_RULE_NAMES: dict[CostCentreRule, str] = {
    CostCentreRule.BY_CELL: N_("as its group says"),
    CostCentreRule.ALWAYS: N_("always"),
    CostCentreRule.WITH_PRICE: N_("when it costs something"),
    CostCentreRule.NEVER: N_("never"),
}

LANE_NAMES: dict[ServiceLane, str] = {
    ServiceLane.CLOSE_HERE: N_("handled from the counter"),
    ServiceLane.SECOND_LINE: N_("to the second line"),
    ServiceLane.ACCOUNT_MANAGER: N_("to the account manager"),
}

FIELD_TYPE_NAMES: dict[FieldType, str] = {
    FieldType.TEXT: N_("text"),
    FieldType.NUMBER: N_("number"),
    FieldType.DATE: N_("date"),
    FieldType.CHOICE: N_("choice"),
    FieldType.YES_NO: N_("yes or no"),
    FieldType.PERSON: N_("person"),
    FieldType.LOCATION: N_("location"),
}

STEP_KIND_NAMES: dict[StepKind, str] = {
    StepKind.CHECK: N_("check"),
    StepKind.APPROVE: N_("approve"),
    StepKind.DELIVER: N_("deliver"),
    StepKind.ORDER: N_("order"),
    StepKind.INSPECT: N_("inspect"),
    StepKind.HAND_OVER: N_("hand over"),
}

FORM_FIELD_NAMES: dict[str, str] = {
    "goal": N_("What does the customer want to achieve?"),
    "wanted_on": N_("Wanted date"),
    "people": N_("For how many people?"),
    "quote": N_("Quote needed?"),
    "approved_by": N_("Approved by"),
}
"""The names of ``policy.FORM_FIELDS``, as the intake calls them."""

ITEM_LABELS: dict[str, str] = {
    "code": N_("Code"),
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
"""Every field of ``ItemContent`` with its label, in the order of the editor."""

POLICY_LABELS: dict[str, str] = {
    "lane": N_("Way"),
    "team_id": N_("Team"),
    "needs_approval": N_("approval of the budget holder"),
    "needs_cost_centre": N_("cost centre needed"),
    "needs_quote": N_("quote first"),
    "form_fields": N_("Extra questions"),
}
"""Every field of ``PolicyContent`` with its label."""


def in_language(dutch: str, english: str, lang: str | None = None) -> str:
    """The text in ``lang`` (None: the present language); the Dutch one where there is no English one."""
    return english if (lang or language()) == "en" and english else dutch


def name_of(row: ItemRow, lang: str | None = None) -> str:
    """What the customer calls it, in a language."""
    return in_language(row.name, row.name_en, lang)


def answer_of(row: ItemRow, lang: str | None = None) -> str:
    """The answer to give, or the standard text at completion, in a language."""
    return in_language(row.answer, row.answer_en, lang)


def lead_text(lead: LeadTime, lang: str | None = None) -> str:
    """``8 werkuren``, ``1 werkdag``, ``28 dagen``, ``4 klokuren``, each in its own unit: they are not the same;
    ``direct`` when it is done at once."""
    texts = catalogue(lang)
    if lead.is_at_once:
        return texts.gettext(N_("at once"))
    is_days = lead.unit in (LeadUnit.WORKING_DAYS, LeadUnit.CALENDAR_DAYS)
    is_hours = not is_days and lead.amount % 60 == 0
    count = lead.amount // 60 if is_hours else lead.amount
    if lead.unit is LeadUnit.WORKING_DAYS:
        text = texts.ngettext("{count} working day", "{count} working days", count)
    elif lead.unit is LeadUnit.CALENDAR_DAYS:
        text = texts.ngettext("{count} day", "{count} days", count)
    elif lead.unit is LeadUnit.CLOCK_MINUTES and is_hours:
        text = texts.ngettext("{count} clock hour", "{count} clock hours", count)
    elif lead.unit is LeadUnit.CLOCK_MINUTES:
        text = texts.ngettext("{count} clock minute", "{count} clock minutes", count)
    elif is_hours:
        text = texts.ngettext("{count} working hour", "{count} working hours", count)
    else:
        text = texts.ngettext("{count} working minute", "{count} working minutes", count)
    return text.format(count=count)


def promise_text(row: ItemRow) -> str:
    """``direct, bestellen 20 werkdagen``."""
    if row.order_lead is None:
        return lead_text(row.lead)
    return _("{stock}, to order {order}").format(stock=lead_text(row.lead), order=lead_text(row.order_lead))


def money_text(cents: int) -> str:
    """``€ 12,50``, or ``gratis``."""
    return formats.money(cents) if cents else _("free")


def price_text(row: ItemRow) -> str:
    """``€ 12,50``, ``gratis``, or ``gratis, bestellen € 12,50``."""
    stock = money_text(row.price_cents)
    if row.order_lead is None or row.order_price_cents == row.price_cents:
        return stock
    return _("{stock}, to order {order}").format(stock=stock, order=money_text(row.order_price_cents))
