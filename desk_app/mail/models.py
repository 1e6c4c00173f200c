# SPDX-License-Identifier: EUPL-1.2
"""Table of mail that waits to be sent."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey


class MailState(StrEnum):
    """Where a mail stands."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"


class OutgoingMail(Base):
    """A mail, written in the transaction of the command that asked for it."""

    __tablename__ = "outbox"

    id: Mapped[IntKey]
    about: Mapped[str] = mapped_column(String(64), index=True)
    address: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(String(200), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str]
    state: Mapped[MailState] = mapped_column(EnumText(MailState), default=MailState.QUEUED)
    command_id: Mapped[str | None] = mapped_column(String(36), index=True)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
