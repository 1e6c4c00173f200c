# SPDX-License-Identifier: EUPL-1.2
"""Table of what is being typed: the journal of intake slips."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base


class DraftRow(Base):
    """One intake slip that is not registered yet; ``content`` is ``IntakeDraft.to_json()``."""

    __tablename__ = "drafts"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    """A UUID version 7 made by the window; it becomes the command id, so a slip is registered at most once."""
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"))
    content: Mapped[dict[str, Any]]
    parked: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime]
    updated_at: Mapped[datetime]
