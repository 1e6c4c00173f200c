# SPDX-License-Identifier: EUPL-1.2
"""Table of contacts."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey


class Channel(StrEnum):
    """How the contact reached us."""

    COUNTER = "counter"
    EMAIL = "email"
    PHONE = "phone"
    PORTAL = "portal"
    POST = "post"
    CHAT = "chat"
    ACCOUNT_MANAGER = "account_manager"


class Interaction(Base):
    """One contact with one customer; without ``person_id`` the customer stayed anonymous."""

    __tablename__ = "interactions"

    id: Mapped[IntKey]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    channel: Mapped[Channel] = mapped_column(EnumText(Channel))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    remark: Mapped[str] = mapped_column(String(200), default="")
