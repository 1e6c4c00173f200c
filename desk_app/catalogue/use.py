# SPDX-License-Identifier: EUPL-1.2
"""How often items are asked for; tickets lie above the catalogue, so who builds the desk hands in how to count them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session


class ItemUse(Protocol):
    """Counts the tickets with items."""

    def open_tickets(self, session: Session, item_ids: Collection[int]) -> int:
        """How many tickets with one of these items are open."""

    def uses(self, session: Session, since: datetime) -> Mapping[int, int]:
        """Item -> tickets registered since then; items without any are left out."""


class NoUse:
    """Where there are no tickets."""

    def open_tickets(self, _session: Session, _item_ids: Collection[int]) -> int:
        """None."""
        return 0

    def uses(self, _session: Session, _since: datetime) -> Mapping[int, int]:
        """None."""
        return {}
