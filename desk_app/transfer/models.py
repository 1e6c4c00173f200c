# SPDX-License-Identifier: EUPL-1.2
"""Table of what was learned about files of other programs."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base


class ImportMapping(Base):
    """How the columns of a file became ours, remembered by the names of its columns.

    ``signature``: SHA-256 in hexadecimals of the folded column names; ``content``: ``CatalogueMapping`` as JSON.
    """

    __tablename__ = "import_mappings"

    signature: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]
