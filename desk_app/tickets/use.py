# SPDX-License-Identifier: EUPL-1.2
"""How often items of the catalogue are asked for (``catalogue/use.py``)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem
from desk_app.tickets.models import OPEN_WORK, Ticket


class TicketUse:
    """Counts in the tables of tickets."""

    def open_tickets(self, session: Session, item_ids: Collection[int]) -> int:
        """How many tickets with one of these items are open; the partial index of open work is read, not the archive."""
        found = session.scalars(select(Ticket.catalogue_item_id).where(OPEN_WORK))
        wanted = frozenset(item_ids)
        return sum(item_id in wanted for item_id in found)

    def uses(self, session: Session, since: datetime) -> Mapping[int, int]:
        """Item -> tickets registered since then: per item one look in the index."""
        times = (
            select(func.count())
            .select_from(Ticket)
            .where(Ticket.catalogue_item_id == CatalogueItem.id, Ticket.registered_at >= since)
            .correlate(CatalogueItem)
            .scalar_subquery()
        )
        rows = session.execute(select(CatalogueItem.id, times.label("times"))).all()
        return {row.id: row.times for row in rows if row.times}
