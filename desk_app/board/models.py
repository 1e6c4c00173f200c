# SPDX-License-Identifier: EUPL-1.2
"""Table of saved views."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, IntKey


class SavedView(Base):
    """A filter of the board under a name; without ``agent_id`` everybody has it."""

    __tablename__ = "saved_views"

    id: Mapped[IntKey]
    agent_id: Mapped[int | None] = mapped_column(ForeignKey("agents.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    filter: Mapped[dict[str, Any]]
    position: Mapped[int] = mapped_column(default=0)
