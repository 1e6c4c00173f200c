# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the catalogue, what it tells afterwards, and the rows it shows."""

from dataclasses import dataclass, field
from datetime import date, datetime

from desk_app.catalogue.content import EntitlementLine as EntitlementLine
from desk_app.catalogue.content import FieldLine as FieldLine
from desk_app.catalogue.content import ItemContent as ItemContent
from desk_app.catalogue.content import LeadTime as LeadTime
from desk_app.catalogue.content import PolicyContent as PolicyContent
from desk_app.catalogue.content import PriceLine as PriceLine
from desk_app.catalogue.content import StepLine as StepLine
from desk_app.catalogue.models import Complexity as Complexity
from desk_app.catalogue.models import CostCentreRule as CostCentreRule
from desk_app.catalogue.models import FieldType as FieldType
from desk_app.catalogue.models import Funding as Funding
from desk_app.catalogue.models import ItemStatus as ItemStatus
from desk_app.catalogue.models import ItemType as ItemType
from desk_app.catalogue.models import LeadUnit as LeadUnit
from desk_app.catalogue.models import ServiceLane as ServiceLane
from desk_app.catalogue.models import StepKind as StepKind
from desk_app.catalogue.models import Supply as Supply
from desk_app.catalogue.models import TicketKind as TicketKind
from desk_app.catalogue.models import VatRate as VatRate
from desk_app.core.events import DomainEvent
from desk_app.core.messages import Command

# --- commands --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveItem(Command):
    """A new item (``item_id`` None), or the next version of one; ``version`` is the one that was edited."""

    item_id: int | None = None
    version: int | None = None
    content: ItemContent


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireItems(Command):
    """Not offered any more, from the day after ``last_day`` (local; None: from now on)."""

    item_ids: tuple[int, ...]
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferItems(Command):
    """Offered (again): concepts, expiring and retired items become active."""

    item_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePolicy(Command):
    """What a cell of the matrix means from now on; ``version`` as read, 0 for a cell that was never changed."""

    complexity: Complexity
    funding: Funding
    version: int
    content: PolicyContent


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTopic(Command):
    """A new branch (``topic_id`` None), or another name, code or place for one.

    ``position`` counts from 0 among brothers and sisters; None: where it is, a new one last.
    """

    topic_id: int | None = None
    version: int | None = None
    parent_id: int | None
    code: str
    name: str
    name_en: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveTopic(Command):
    """Take a branch away; what hangs below it moves up, its items keep their other branches."""

    topic_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleMissedWords(Command):
    """Something was done with words that found nothing: made keywords of an item, or put aside (``item_id`` None)."""

    words: str
    item_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile(Command):
    """A file with an item; ``name`` as people see it."""

    item_id: int
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAttachment(Command):
    """Take a file away."""

    attachment_id: int


@dataclass(frozen=True, slots=True)
class ItemChanged(DomainEvent):
    """An item, or something of it, is new or changed; id of the item."""


@dataclass(frozen=True, slots=True)
class CatalogueChanged(DomainEvent):
    """The matrix, the tree or many items changed; the id is 0."""


# --- rows ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ItemHit:
    """One line of the product picker; ``detail`` "P-PAS · basis · 1 werkdag · gratis · Passen"."""

    id: int
    code: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A catalogue item as counters show and sell it today.

    ``price_cents`` and ``order_price_cents`` are those of today, with VAT; ``name`` and the other texts are Dutch, the
    words of the present language come from ``wording.py``.
    """

    id: int
    version: int
    code: str
    name: str
    name_en: str
    keywords: str
    item_type: ItemType
    kind: TicketKind
    complexity: Complexity
    funding: Funding
    explanation: str
    explanation_en: str
    customer_brings: str
    customer_brings_en: str
    answer: str
    answer_en: str
    lead: LeadTime
    order_lead: LeadTime | None
    price_cents: int
    order_price_cents: int
    cost_centre_rule: CostCentreRule
    min_quantity: int
    max_quantity: int
    needs_space: bool
    lendable: bool
    pick_up: bool
    work_order: bool
    team_id: int
    team: str
    owner: str
    review_on: date | None
    status: ItemStatus
    valid_from: date | None
    valid_until: date | None
    entitlements: tuple[EntitlementLine, ...]
    fields: tuple[FieldLine, ...]
    steps: tuple[StepLine, ...]
    policy: PolicyContent
    """Of its cell of the matrix."""


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """An item for its editor; ``open_tickets`` with this item would see the change come."""

    id: int
    version: int
    content: ItemContent
    open_tickets: int


@dataclass(frozen=True, slots=True)
class ItemsMoved:
    """What came of retiring or offering many items at once; ``refused`` are sentences that name the item."""

    item_ids: tuple[int, ...]
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """How an item was sold from ``at`` (UTC) on."""

    item_id: int
    version: int
    at: datetime
    agent_name: str
    content: ItemContent


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One cell of the matrix as it is now; ``version`` 0 when nobody ever changed it."""

    complexity: Complexity
    funding: Funding
    version: int
    content: PolicyContent
    team: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A branch of the demand tree with the number of offered items in and below it, and how often they were asked.

    ``uses``: tickets of the last 365 days; brothers and sisters come in that order.
    """

    id: int
    version: int
    parent_id: int | None
    code: str
    name: str
    name_nl: str
    name_en: str
    items: int
    uses: int


@dataclass(frozen=True, slots=True)
class MissedWordsRow:
    """Words that found nothing, how often, and where they might belong: a branch of the tree, or an item."""

    words: str
    shown: str
    times: int
    last_at: datetime
    topic_id: int | None
    topic: str
    item_id: int | None
    item: str


@dataclass(frozen=True, slots=True)
class CellCount:
    """One cell of the matrix complexity x funding with its number of active items."""

    complexity: Complexity
    funding: Funding
    items: int


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What the catalogue page asks: words, branch, cell, and whether only what is offered now is wanted."""

    words: str = ""
    topic_id: int | None = None
    complexity: Complexity | None = None
    funding: Funding | None = None
    only_active: bool = True
    status: ItemStatus | None = None
