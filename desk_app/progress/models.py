# SPDX-License-Identifier: EUPL-1.2
"""Table of who was warned about which ticket, and why."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.contracts.models import Addressee
from desk_app.core.base import Base, EnumText, IntKey


class TicketWarning(Base):
    """Somebody was reached about a ticket, by the program or by a colleague.

    ``rung`` names what set it off (``soon``, ``late``, ``waiting``, ``percent-150``, ``by-hand-…``) and ``about_at`` the
    moment it was about: one rung warns once about one moment, whichever counter sees it first.
    """

    __tablename__ = "ticket_warnings"
    __table_args__ = (
        Index("uq_ticket_warnings_ticket_id_rung_about_at", "ticket_id", "rung", "about_at", unique=True),
    )

    id: Mapped[IntKey]
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    rung: Mapped[str] = mapped_column(String(64))
    about_at: Mapped[datetime]
    at: Mapped[datetime]
    addressee: Mapped[Addressee] = mapped_column(EnumText(Addressee))
    name: Mapped[str] = mapped_column(String(200))
    """Of the person or team that was reached, as it was then."""
    reason: Mapped[str] = mapped_column(String(200))
    given_by: Mapped[str] = mapped_column(String(200), default="")
    """Empty: the program."""
