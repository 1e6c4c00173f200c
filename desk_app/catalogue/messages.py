# SPDX-License-Identifier: EUPL-1.2
"""The rows that the catalogue shows. Editing comes with its own commands."""

from dataclasses import dataclass

from desk_app.catalogue.models import Complexity as Complexity
from desk_app.catalogue.models import Funding as Funding
from desk_app.catalogue.models import ItemStatus, ItemType, TicketKind
from desk_app.core.i18n import N_

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


@dataclass(frozen=True, slots=True)
class ItemHit:
    """One line of the product picker; ``detail`` "P-PAS · basis · 1 werkdag · gratis · Passen"."""

    id: int
    code: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A catalogue item as its card shows it; ``promise_minutes`` are open minutes, 0 = at once."""

    id: int
    version: int
    code: str
    name: str
    keywords: str
    item_type: ItemType
    kind: TicketKind
    complexity: Complexity
    funding: Funding
    explanation: str
    customer_brings: str
    answer: str
    price_cents: int
    promise_minutes: int
    max_quantity: int
    needs_space: bool
    team_id: int
    team: str
    owner: str
    status: ItemStatus


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A branch of the demand tree with the number of active items in and below it."""

    id: int
    parent_id: int | None
    code: str
    name: str
    items: int


@dataclass(frozen=True, slots=True)
class CellCount:
    """One cell of the matrix complexity x funding with its number of active items."""

    complexity: Complexity
    funding: Funding
    items: int


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What the catalogue page asks: words, branch, cell, and whether ended items are wanted."""

    words: str = ""
    topic_id: int | None = None
    complexity: Complexity | None = None
    funding: Funding | None = None
    only_active: bool = True
