# SPDX-License-Identifier: EUPL-1.2
"""Tables of what we offer: items with their prices, intake fields and steps; the tree of the demand side; the matrix."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey, Key
from desk_app.core.kept_files import KeptFile


class TicketKind(StrEnum):
    """KWIS: klacht, wens, informatie, storing. A product sets the kind, so it is known from here up."""

    COMPLAINT = "complaint"
    REQUEST = "request"
    INFORMATION = "information"
    INCIDENT = "incident"


class ItemType(StrEnum):
    """A thing or an act."""

    PRODUCT = "product"
    SERVICE = "service"


class Complexity(StrEnum):
    """Axis 1: fixed handling, extra specification within one department, or across domains and custom."""

    OPERATIONAL = "operational"
    TACTICAL = "tactical"
    STRATEGIC = "strategic"


class Funding(StrEnum):
    """Axis 2: offered to everybody as standard, more than that, or on top of it."""

    BASIC = "basic"
    PLUS = "plus"
    ADDITIONAL = "additional"


class ItemStatus(StrEnum):
    """Life of a catalogue item; active and expiring ones are offered, within their dates."""

    CONCEPT = "concept"
    ACTIVE = "active"
    EXPIRING = "expiring"
    RETIRED = "retired"


class LeadUnit(StrEnum):
    """In what a lead time is counted: minutes and days that we are open, days of the calendar, minutes day and night."""

    MINUTES = "minutes"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    CLOCK_MINUTES = "clock_minutes"


class Supply(StrEnum):
    """How the customer gets it: from stock, or ordered first."""

    STOCK = "stock"
    ORDER = "order"


class VatRate(StrEnum):
    """Dutch VAT: 21 %, 9 %, 0 % or exempt (Wet OB 1968, articles 9 and 11)."""

    HIGH = "high"
    LOW = "low"
    ZERO = "zero"
    EXEMPT = "exempt"


class CostCentreRule(StrEnum):
    """When a cost centre must be given: as the cell of the matrix says, always, when it costs something, never."""

    BY_CELL = "by_cell"
    ALWAYS = "always"
    WITH_PRICE = "with_price"
    NEVER = "never"


class ServiceLane(StrEnum):
    """Which way a demand goes: handled from the counter, by the second line, or by account management."""

    CLOSE_HERE = "close_here"
    SECOND_LINE = "second_line"
    ACCOUNT_MANAGER = "account_manager"


class FieldType(StrEnum):
    """What an extra intake field holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    PERSON = "person"
    LOCATION = "location"


class StepKind(StrEnum):
    """What is done in one step of a process."""

    CHECK = "check"
    APPROVE = "approve"
    DELIVER = "deliver"
    ORDER = "order"
    INSPECT = "inspect"
    HAND_OVER = "hand_over"


class CatalogueItem(Base):
    """A product or service as it is sold now; ``CatalogueVersion`` holds how it was before.

    ``keywords`` are the words customers use, separated by commas. Texts ending in ``_en`` are the English ones; when
    empty, the Dutch one is shown. ``lead_amount`` 0 means at once; ``order_lead_amount`` None: never ordered.
    """

    __tablename__ = "catalogue_items"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    keywords: Mapped[str] = mapped_column(default="")
    item_type: Mapped[ItemType] = mapped_column(EnumText(ItemType))
    kind: Mapped[TicketKind] = mapped_column(EnumText(TicketKind))
    complexity: Mapped[Complexity] = mapped_column(EnumText(Complexity))
    funding: Mapped[Funding] = mapped_column(EnumText(Funding))
    explanation: Mapped[str] = mapped_column(default="")
    explanation_en: Mapped[str] = mapped_column(default="")
    customer_brings: Mapped[str] = mapped_column(default="")
    """What the customer needs to have with them."""
    customer_brings_en: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    """For information: the answer to give; for the rest the standard completion text."""
    answer_en: Mapped[str] = mapped_column(default="")
    lead_amount: Mapped[int] = mapped_column(default=1)
    lead_unit: Mapped[LeadUnit] = mapped_column(EnumText(LeadUnit), default=LeadUnit.WORKING_DAYS)
    order_lead_amount: Mapped[int | None]
    order_lead_unit: Mapped[LeadUnit | None] = mapped_column(EnumText(LeadUnit))
    cost_centre_rule: Mapped[CostCentreRule] = mapped_column(EnumText(CostCentreRule), default=CostCentreRule.BY_CELL)
    min_quantity: Mapped[int] = mapped_column(default=1)
    max_quantity: Mapped[int] = mapped_column(default=1)
    needs_space: Mapped[bool] = mapped_column(default=False)
    lendable: Mapped[bool] = mapped_column(default=False)
    pick_up: Mapped[bool] = mapped_column(default=False)
    work_order: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    """The agreement whose terms hold unless the customer has another one."""
    owner: Mapped[str] = mapped_column(String(200), default="")
    review_on: Mapped[date | None]
    status: Mapped[ItemStatus] = mapped_column(EnumText(ItemStatus), default=ItemStatus.ACTIVE)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


class CatalogueVersion(Base):
    """How an item was sold: ``content`` is ``ItemContent`` as JSON (``versions.py``). Rows are only ever added."""

    __tablename__ = "catalogue_versions"

    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_items.id"), primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    agent_name: Mapped[str] = mapped_column(String(200), default="")
    content: Mapped[dict[str, Any]]


class CataloguePrice(Base):
    """What an item costs in a period, in cents with VAT in it; no row for a day means free."""

    __tablename__ = "catalogue_prices"
    __table_args__ = (Index("ix_catalogue_prices_item_id", "item_id"),)

    id: Mapped[IntKey]
    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_items.id"))
    supply: Mapped[Supply] = mapped_column(EnumText(Supply), default=Supply.STOCK)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    """The last day; None: until further notice."""
    price_cents: Mapped[int]
    vat: Mapped[VatRate] = mapped_column(EnumText(VatRate), default=VatRate.HIGH)


class CatalogueField(Base):
    """An extra question at intake. ``code`` names the answer and never changes; ``choices`` go with CHOICE."""

    __tablename__ = "catalogue_fields"
    __table_args__ = (Index("uq_catalogue_fields_item_id_code", "item_id", "code", unique=True),)

    id: Mapped[IntKey]
    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_items.id"))
    code: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    field_type: Mapped[FieldType] = mapped_column(EnumText(FieldType))
    label: Mapped[str] = mapped_column(String(200))
    label_en: Mapped[str] = mapped_column(String(200), default="")
    help: Mapped[str] = mapped_column(String(200), default="")
    help_en: Mapped[str] = mapped_column(String(200), default="")
    required: Mapped[bool] = mapped_column(default=False)
    choices: Mapped[list[Any]] = mapped_column(default=list)
    choices_en: Mapped[list[Any]] = mapped_column(default=list)


class ProcessStep(Base):
    """One step of the process behind an item; it can start when every step in ``after`` (codes) is over."""

    __tablename__ = "process_steps"
    __table_args__ = (Index("uq_process_steps_item_id_code", "item_id", "code", unique=True),)

    id: Mapped[IntKey]
    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_items.id"))
    code: Mapped[str] = mapped_column(String(32))
    position: Mapped[int]
    kind: Mapped[StepKind] = mapped_column(EnumText(StepKind))
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    """None: the team of the item."""
    lead_amount: Mapped[int] = mapped_column(default=1)
    lead_unit: Mapped[LeadUnit] = mapped_column(EnumText(LeadUnit), default=LeadUnit.WORKING_DAYS)
    after: Mapped[list[Any]] = mapped_column(default=list)
    required_input: Mapped[str] = mapped_column(String(200), default="")
    """What must be written down to finish it: a question."""
    required_input_en: Mapped[str] = mapped_column(String(200), default="")
    exit_check: Mapped[str] = mapped_column(String(200), default="")
    """What must be true to finish it: a statement to tick."""
    exit_check_en: Mapped[str] = mapped_column(String(200), default="")


class Entitlement(Base):
    """One way to be entitled to an item: everything filled in must hold. An item without any is for everybody."""

    __tablename__ = "entitlements"
    __table_args__ = (Index("ix_entitlements_item_id", "item_id"),)

    id: Mapped[IntKey]
    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_items.id"))
    person_kind: Mapped[str | None] = mapped_column(String(32))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))


class CatalogueAttachment(KeptFile, Base):
    """A file with an item: a form, a picture, conditions."""

    __tablename__ = "catalogue_attachments"
    __table_args__ = (Index("ix_catalogue_attachments_item_id", "item_id"),)

    item_id: Mapped[int] = mapped_column(ForeignKey("catalogue_items.id"))


class CellPolicy(Base):
    """What one cell of the matrix means; a cell without a row follows ``policy.DEFAULTS``."""

    __tablename__ = "cell_policies"

    complexity: Mapped[Complexity] = mapped_column(EnumText(Complexity), primary_key=True)
    funding: Mapped[Funding] = mapped_column(EnumText(Funding), primary_key=True)
    lane: Mapped[ServiceLane] = mapped_column(EnumText(ServiceLane))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    """Who gets it first; None: the team of the product."""
    needs_approval: Mapped[bool] = mapped_column(default=False)
    needs_cost_centre: Mapped[bool] = mapped_column(default=False)
    needs_quote: Mapped[bool] = mapped_column(default=False)
    form_fields: Mapped[list[Any]] = mapped_column(default=list)
    """Names of the fields of a non-standard request that are asked for a product in this cell too."""
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


class DemandTopic(Base):
    """A branch of the tree in the customer's words; ``code`` is stable, the names are shown."""

    __tablename__ = "demand_topics"

    id: Mapped[IntKey]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("demand_topics.id"))
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


catalogue_item_topics = Table(
    "catalogue_item_topics",
    Base.metadata,
    Column("item_id", Key, ForeignKey("catalogue_items.id"), primary_key=True),
    Column("topic_id", Key, ForeignKey("demand_topics.id"), primary_key=True, index=True),
)


class MissedWords(Base):
    """Words that somebody typed for a product and that found none; ``words`` folded, ``shown`` as last typed."""

    __tablename__ = "missed_words"

    words: Mapped[str] = mapped_column(String(100), primary_key=True)
    shown: Mapped[str] = mapped_column(String(100))
    times: Mapped[int] = mapped_column(default=1)
    last_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    """When a catalogue owner did something with it; it counts anew after that."""
