# SPDX-License-Identifier: EUPL-1.2
"""Which warnings are news for one colleague: what the window says at its foot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from desk_app.contracts.models import Addressee
from desk_app.core.actor import Actor, Right, Role
from desk_app.core.db import Database
from desk_app.progress.models import TicketWarning
from desk_app.tickets.lifecycle import WORKABLE
from desk_app.tickets.models import Ticket
from desk_app.tickets.visibility import visible_to

MANY = 50
"""More at once are told as a number anyway."""


@dataclass(frozen=True, slots=True)
class WarningNews:
    """One warning that was for this colleague; ``given_by`` empty: the program."""

    id: int
    ticket_id: int
    number: str
    subject: str
    reason: str
    given_by: str
    at: datetime


class NewsQueries:
    """Reads warnings as they come."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def newest(self, actor: Actor) -> int:
        """The id of the last warning there is; 0 when there is none. What comes after it is news."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return session.scalar(select(func.max(TicketWarning.id))) or 0

    def since(self, actor: Actor, warning_id: int) -> tuple[WarningNews, ...]:
        """What came after a warning and is for this colleague, oldest first; not what they gave themselves, and not
        about work that was done meanwhile."""
        actor.require(Right.SEE_TICKETS)
        warning = TicketWarning
        query = (
            select(
                warning.id,
                warning.ticket_id,
                Ticket.number,
                Ticket.subject,
                warning.reason,
                warning.given_by,
                warning.at,
            )
            .join(Ticket, Ticket.id == warning.ticket_id)
            .where(
                warning.id > warning_id,
                warning.given_by != actor.name,
                Ticket.status.in_(sorted(WORKABLE)),
                visible_to(actor),
                _is_for(actor),
            )
            .order_by(warning.id)
            .limit(MANY)
        )
        with self._db.read() as session:
            return tuple(WarningNews(*row) for row in session.execute(query))


def _is_for(actor: Actor) -> ColumnElement[bool]:
    to = TicketWarning.addressee
    reached = [
        and_(to == Addressee.ASSIGNEE, Ticket.assignee_id == actor.agent_id),
        and_(to == Addressee.OWNER, Ticket.owner_id == actor.agent_id),
        and_(to == Addressee.TEAM, Ticket.team_id.in_(sorted(actor.team_ids))),
        and_(to == Addressee.AGREEMENT_OWNER, TicketWarning.name == actor.name),
    ]
    if actor.role is Role.MANAGER:
        reached.append(to == Addressee.MANAGER)
    return or_(*reached)
