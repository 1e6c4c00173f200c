# SPDX-License-Identifier: EUPL-1.2
"""What intake can be asked, what it answers, and the shapes of a question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import ServiceLane as ServiceLane
from desk_app.catalogue.models import Supply as Supply
from desk_app.catalogue.models import TicketKind as TicketKind
from desk_app.catalogue.models import VatRate as VatRate
from desk_app.contracts.chain import Chain as Chain
from desk_app.contracts.chain import Link as Link
from desk_app.core.events import DomainEvent
from desk_app.core.messages import Command
from desk_app.interactions.models import Channel as Channel


class ReceiptChoice(StrEnum):
    """How the customer gets the slip."""

    ROLL = "80mm"
    A5 = "a5"
    A4 = "a4"
    MAIL = "mail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a customer asks, as typed so far; the labels beside the ids are what the fields show.

    ``kind_chosen``: the agent pressed K, W, I or S, so no product is needed. A REQUEST without product is a wish, and
    with ``non_standard`` a non-standard request. ``due`` overrules the promise (UTC). ``details`` are the fields of the
    kind, named in ``draft.py``; ``answered`` means answered on the spot. ``item_text``, ``space_text`` and ``due_text``
    were typed and are nothing yet: no choice was made of them, or they are no moment.

    ``answers`` holds what was typed or chosen per extra field of the product, by its code; for a person or a room it is
    the id when ``answer_names`` has the name that goes with it, else what was typed. ``item_version`` and ``asked``
    (code -> label) say under which version of the product that was done. ``exception_reason`` and ``exception_by``: why
    a customer gets what they are not entitled to, and who decided so.
    """

    kind: TicketKind = TicketKind.REQUEST
    kind_chosen: bool = False
    item_id: int | None = None
    item: str = ""
    non_standard: bool = False
    description: str = ""
    space_id: int | None = None
    space: str = ""
    quantity: int = 1
    due: datetime | None = None
    due_reason: str = ""
    team_id: int | None = None
    details: Mapping[str, str] = field(default_factory=dict)
    confidential: bool = False
    answer: str = ""
    answered: bool = False
    item_text: str = ""
    space_text: str = ""
    due_text: str = ""
    supply: Supply | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    answer_names: Mapping[str, str] = field(default_factory=dict)
    item_version: int | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    exception_reason: str = ""
    exception_by: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What has to be looked up to judge a question; the defaults say that nothing is known against it.

    ``refusal`` is why this customer is not entitled to the product; ``unknown_cost_centre`` the text that is no cost
    centre; ``lost`` the (code, id) of answers whose person or room is not there.
    """

    refusal: str = ""
    unknown_cost_centre: str = ""
    lost: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Offer:
    """A product as it is offered to one customer; ``refusal`` is empty, or says in a sentence why they may not have it."""

    row: ItemRow
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterVisit(Command):
    """Register everything that one customer asked in one contact; the slip follows with it.

    ``complete_now`` also reports all of it done. ``command_id`` is the id of the draft, so that one slip is
    registered at most once, whatever happens in between.
    """

    requester_id: int | None
    questions: tuple[Question, ...]
    requested_for_id: int | None = None
    channel: Channel = Channel.COUNTER
    receipt: ReceiptChoice = ReceiptChoice.ROLL
    complete_now: bool = False
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RegisteredVisit:
    """What was registered: the command to undo it by, and the print job when paper was asked."""

    command_id: str
    interaction_id: int
    ticket_ids: tuple[int, ...]
    numbers: tuple[str, ...]
    print_job_id: int | None


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from a question before it is registered, for the panel beside the form.

    ``due_at`` UTC: what would be promised; ``norm_at`` UTC: what was agreed, another promise needs a reason. ``reason``
    is its term, ``sentence`` moment and term, both in the language of the screen. ``why`` says which target of which
    agreement that is, or which term counts without one; ``response`` until when somebody has to answer, empty when that
    was not agreed. ``policy`` is in words ("plus: kostenplaats nodig"); ``vat`` is None when nothing is charged;
    ``steps`` are the names of the steps to come.
    """

    due_at: datetime
    norm_at: datetime
    reason: str
    sentence: str
    why: str
    chain: Chain
    respond_by: datetime | None
    response: str
    team_id: int | None
    team: str
    price_cents: int
    vat: VatRate | None = None
    lane: ServiceLane | None = None
    policy: str = ""
    steps: tuple[str, ...] = ()
    facts: Facts = Facts()


@dataclass(frozen=True, slots=True)
class LastContact:
    """When this customer was last here, or wrote or called; UTC."""

    at: datetime
    channel: Channel


@dataclass(frozen=True, slots=True)
class DraftLine:
    """An intake slip on the shelf."""

    id: str
    customer: str
    subject: str
    parked: bool
    started_at: datetime
    updated_at: datetime
    counter_name: str
    mine: bool


@dataclass(frozen=True, slots=True)
class VisitRegistered(DomainEvent):
    """A contact was registered; the id is that of the interaction."""
