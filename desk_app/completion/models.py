# SPDX-License-Identifier: EUPL-1.2
"""Table of what was handed over the counter."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, IntKey


class Handover(Base):
    """Who took it along; ``signature`` is a PNG drawn on screen, when one was asked."""

    __tablename__ = "handovers"

    id: Mapped[IntKey]
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(200))
    signature: Mapped[bytes | None]
    command_id: Mapped[str] = mapped_column(String(36))
