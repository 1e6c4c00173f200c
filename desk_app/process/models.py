# SPDX-License-Identifier: EUPL-1.2
"""Table of who was asked to approve, and what they said."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey


class Decision(StrEnum):
    """What the budget holder said; ASKED: nothing yet; WITHDRAWN: somebody else is asked instead."""

    ASKED = "asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ApprovalWay(StrEnum):
    """How they said it: standing at the counter, or by the code in the mail that only they got. OTHER: whichever way,
    somebody who is not the budget holder, nor stands in for them; why they decide is in the note."""

    COUNTER = "counter"
    TOKEN = "token"
    OTHER = "other"


class Approval(Base):
    """One request to a budget holder, or to whoever decides for them, about one step of a ticket.

    Expired when ``expires_at`` (UTC) has passed and nothing was decided. Only a hash of the code in the mail is kept.
    """

    __tablename__ = "approvals"
    __table_args__ = (
        Index("ix_approvals_step_id", "step_id"),
        Index("uq_approvals_token_hash", "token_hash", unique=True),
    )

    id: Mapped[IntKey]
    step_id: Mapped[int] = mapped_column(ForeignKey("ticket_steps.id"))
    cost_centre: Mapped[str] = mapped_column(String(64), default="")
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    approver: Mapped[str] = mapped_column(String(200))
    on_behalf_of: Mapped[str] = mapped_column(String(200), default="")
    """The budget holder, when a delegate is asked."""
    token_hash: Mapped[str | None] = mapped_column(String(64))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    decision: Mapped[Decision] = mapped_column(EnumText(Decision), default=Decision.ASKED)
    decided_at: Mapped[datetime | None]
    way: Mapped[ApprovalWay | None] = mapped_column(EnumText(ApprovalWay))
    noted_by: Mapped[str] = mapped_column(String(200), default="")
    """The agent who wrote the answer down."""
    note: Mapped[str] = mapped_column(String(200), default="")
