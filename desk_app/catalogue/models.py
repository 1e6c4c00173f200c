# SPDX-License-Identifier: EUPL-1.2
"""Tables of what we offer: the two axes of the supply side and the tree of the demand side."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey, Key


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
    """Life of a catalogue item; only active ones are offered."""

    CONCEPT = "concept"
    ACTIVE = "active"
    ENDED = "ended"


class CatalogueItem(Base):
    """A product or service. ``keywords`` are the words customers use, separated by commas."""

    __tablename__ = "catalogue_items"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    keywords: Mapped[str] = mapped_column(default="")
    item_type: Mapped[ItemType] = mapped_column(EnumText(ItemType))
    kind: Mapped[TicketKind] = mapped_column(EnumText(TicketKind))
    complexity: Mapped[Complexity] = mapped_column(EnumText(Complexity))
    funding: Mapped[Funding] = mapped_column(EnumText(Funding))
    explanation: Mapped[str] = mapped_column(default="")
    customer_brings: Mapped[str] = mapped_column(default="")
    """What the customer needs to have with them."""
    answer: Mapped[str] = mapped_column(default="")
    """For information: the answer to give; for the rest the standard completion text."""
    price_cents: Mapped[int] = mapped_column(default=0)
    promise_minutes: Mapped[int] = mapped_column(default=480)
    """Open minutes until it is done; 0 means at once."""
    max_quantity: Mapped[int] = mapped_column(default=1)
    needs_space: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[int] = mapped_column(ForeignKey("teams.id"))
    owner: Mapped[str] = mapped_column(String(200), default="")
    status: Mapped[ItemStatus] = mapped_column(EnumText(ItemStatus), default=ItemStatus.ACTIVE)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
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


catalogue_item_topics = Table(
    "catalogue_item_topics",
    Base.metadata,
    Column("item_id", Key, ForeignKey("catalogue_items.id"), primary_key=True),
    Column("topic_id", Key, ForeignKey("demand_topics.id"), primary_key=True, index=True),
)
