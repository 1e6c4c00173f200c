# SPDX-License-Identifier: EUPL-1.2
"""How many open tickets a cost centre pays for."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk_app.tickets.models import OPEN_WORK, Ticket


def open_tickets_on(session: Session, code: str) -> int:
    """Open tickets that are charged to the cost centre with this code."""
    return session.scalar(select(func.count(Ticket.id)).where(Ticket.cost_centre == code, OPEN_WORK)) or 0
