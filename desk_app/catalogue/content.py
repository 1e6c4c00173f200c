# SPDX-License-Identifier: EUPL-1.2
"""What an item of the catalogue and a cell of its matrix consist of: what an editor edits and a version keeps. Pure."""

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True)
class LeadTime:
    """How long it takes; 0 minutes is at once. Minutes and working days are those that we are open."""

    amount: int
    unit: LeadUnit

    @property
    def is_at_once(self) -> bool:
        """Whether the customer does not wait for it."""
        return self.amount == 0

    @property
    def minutes(self) -> int:
        """About how long, to put lead times in order: a working day is 480 minutes, a calendar day five sevenths of it,
        and so many are open of the minutes of a day and a night."""
        if self.unit is LeadUnit.MINUTES:
            return self.amount
        if self.unit is LeadUnit.CLOCK_MINUTES:
            return self.amount * 480 * 5 // (7 * 1440)
        return self.amount * 480 if self.unit is LeadUnit.WORKING_DAYS else self.amount * 480 * 5 // 7


def maybe_lead(amount: int | None, unit: LeadUnit | None) -> LeadTime | None:
    """A lead time as two columns keep it; None when there is none."""
    return None if amount is None or unit is None else LeadTime(amount, unit)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price in cents with VAT in it, from the first to the last day (local dates, both included)."""

    supply: Supply
    valid_from: date
    valid_until: date | None
    price_cents: int
    vat: VatRate = VatRate.HIGH


@dataclass(frozen=True, slots=True)
class FieldLine:
    """An extra intake field; ``code`` names its answers for ever. ``choices_en`` is empty or as long as ``choices``."""

    code: str
    field_type: FieldType
    label: str
    label_en: str = ""
    help: str = ""
    help_en: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the process; ``after`` are the codes of the steps that come first, ``team_id`` None is that of the item."""

    code: str
    kind: StepKind
    name: str
    name_en: str = ""
    team_id: int | None = None
    lead: LeadTime = LeadTime(1, LeadUnit.WORKING_DAYS)
    after: tuple[str, ...] = ()
    required_input: str = ""
    required_input_en: str = ""
    exit_check: str = ""
    exit_check_en: str = ""


@dataclass(frozen=True, slots=True)
class EntitlementLine:
    """One way to be entitled: all that is filled in must hold. ``person_kind`` is a ``PersonKind`` value."""

    person_kind: str | None = None
    department_id: int | None = None
    agreement_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemContent:
    """Everything that an owner decides about an item: what the editor edits and a version keeps. Pure.

    ``topics`` are ids of branches; ``owner`` is a name; texts ending in ``_en`` may be empty.
    """

    code: str = ""
    name: str = ""
    name_en: str = ""
    keywords: str = ""
    topics: tuple[int, ...] = ()
    complexity: Complexity = Complexity.OPERATIONAL
    funding: Funding = Funding.BASIC
    item_type: ItemType = ItemType.SERVICE
    kind: TicketKind = TicketKind.REQUEST
    explanation: str = ""
    explanation_en: str = ""
    customer_brings: str = ""
    customer_brings_en: str = ""
    lead: LeadTime = LeadTime(1, LeadUnit.WORKING_DAYS)
    order_lead: LeadTime | None = None
    """Also to be ordered, and then in this time; None: never."""
    agreement_id: int | None = None
    prices: tuple[PriceLine, ...] = ()
    cost_centre_rule: CostCentreRule = CostCentreRule.BY_CELL
    min_quantity: int = 1
    max_quantity: int = 1
    needs_space: bool = False
    entitlements: tuple[EntitlementLine, ...] = ()
    fields: tuple[FieldLine, ...] = ()
    team_id: int | None = None
    steps: tuple[StepLine, ...] = ()
    work_order: bool = False
    lendable: bool = False
    pick_up: bool = False
    answer: str = ""
    answer_en: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    owner: str = ""
    review_on: date | None = None
    status: ItemStatus = ItemStatus.CONCEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyContent:
    """What a cell of the matrix means for a demand in it; ``team_id`` None: the team of the product.

    ``form_fields``: names from ``policy.FORM_FIELDS``, asked at intake.
    """

    lane: ServiceLane = ServiceLane.CLOSE_HERE
    team_id: int | None = None
    needs_approval: bool = False
    needs_cost_centre: bool = False
    needs_quote: bool = False
    form_fields: tuple[str, ...] = ()
