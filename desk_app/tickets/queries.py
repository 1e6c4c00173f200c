# SPDX-License-Identifier: EUPL-1.2
"""What is asked about tickets: one whole, its timeline, the open ones of a person, what looks the same."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from desk_app.catalogue.models import CatalogueItem, CatalogueVersion, TicketKind
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.identity.models import Agent, Team
from desk_app.relations.models import Building, Person, Space
from desk_app.relations.names import display_name, place_name
from desk_app.tickets.clock_keeping import read_clock
from desk_app.tickets.clocks import Clock
from desk_app.tickets.lifecycle import TicketEventKind
from desk_app.tickets.messages import TicketLine, TicketRow, TimelineRow
from desk_app.tickets.models import OPEN_WORK, Ticket, TicketEvent
from desk_app.tickets.visibility import visible_to

MANY = 200
"""Lines of a timeline that are shown at once; the newest come first."""


class TicketQueries:
    """Reads tickets for who may see them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ticket(self, actor: Actor, ticket_id: int) -> TicketRow:
        """One ticket whole; raises NotFound when it is not there for this actor."""
        return self._one(actor, Ticket.id == ticket_id)

    def by_number(self, actor: Actor, number: str) -> TicketRow:
        """One ticket by its number, as typed or scanned without the check character."""
        return self._one(actor, Ticket.number == number.strip().upper())

    def lines(self, actor: Actor, ticket_ids: Sequence[int]) -> tuple[TicketLine, ...]:
        """These tickets in short, in the order asked; one that is not there for the actor is left out."""
        found = {
            line.id: line
            for line in self._lines_of(actor, _lines().where(Ticket.id.in_(ticket_ids), visible_to(actor)))
        }
        return tuple(found[ticket_id] for ticket_id in dict.fromkeys(ticket_ids) if ticket_id in found)

    def timeline(self, actor: Actor, ticket_id: int) -> tuple[TimelineRow, ...]:
        """What happened, oldest first; at most the newest 200 lines."""
        actor.require(Right.SEE_TICKETS)
        seen = select(Ticket.id).where(Ticket.id == ticket_id, visible_to(actor))
        columns = select(
            TicketEvent.id,
            TicketEvent.at,
            TicketEvent.kind,
            TicketEvent.agent_name,
            TicketEvent.counter_name,
            TicketEvent.text,
            TicketEvent.for_customer,
            TicketEvent.changes,
            TicketEvent.command_id,
        )
        query = columns.where(TicketEvent.ticket_id.in_(seen)).order_by(TicketEvent.id.desc()).limit(MANY)
        with self._db.read() as session:
            rows = session.execute(query).all()
        undone = {row.changes["command"][0] for row in rows if row.kind is TicketEventKind.UNDONE}
        return tuple(TimelineRow(**row._asdict(), withdrawn=row.command_id in undone) for row in reversed(rows))

    def clock(self, actor: Actor, ticket_id: int) -> Clock:
        """How far a ticket is, worked out from its whole timeline; raises NotFound when it is not there for the actor."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            ticket = session.scalar(select(Ticket).where(Ticket.id == ticket_id, visible_to(actor)))
            if ticket is None:
                raise NotFound(_("This ticket is no longer there. Press F5 and look again."))
            return read_clock(session, ticket)

    def open_tickets_of(self, actor: Actor, person_id: int, limit: int = 20) -> tuple[TicketLine, ...]:
        """Open work and parcels on the shelf of a person, first due first."""
        of_person = or_(Ticket.requester_id == person_id, Ticket.requested_for_id == person_id)
        query = _lines().where(OPEN_WORK, of_person, visible_to(actor)).order_by(Ticket.due_at, Ticket.id)
        return self._lines_of(actor, query.limit(limit))

    def history_of(self, actor: Actor, person_id: int, limit: int = 50) -> tuple[TicketLine, ...]:
        """All tickets of a person, newest first."""
        query = _lines().where(Ticket.requester_id == person_id, visible_to(actor)).order_by(Ticket.id.desc())
        return self._lines_of(actor, query.limit(limit))

    def lookalikes(
        self,
        actor: Actor,
        *,
        person_id: int | None,
        item_id: int | None,
        space_id: int | None,
        kind: TicketKind,
        limit: int = 3,
    ) -> tuple[TicketLine, ...]:
        """Open tickets that may be the same question: same customer and product or kind, or same fault in that room.

        A hint, never a bar: the agent decides.
        """
        same: list[ColumnElement[bool]] = []
        if person_id is not None:
            same_thing = (
                Ticket.catalogue_item_id == item_id
                if item_id is not None
                else (Ticket.kind == kind) & Ticket.catalogue_item_id.is_(None)
            )
            same.append((Ticket.requester_id == person_id) & same_thing)
        if space_id is not None and kind is TicketKind.INCIDENT:
            same_fault = (Ticket.space_id == space_id) & (Ticket.kind == kind)
            same.append(same_fault & (Ticket.catalogue_item_id == item_id) if item_id is not None else same_fault)
        if not same:
            return ()
        query = _lines().where(OPEN_WORK, or_(*same), visible_to(actor)).order_by(Ticket.id.desc())
        return self._lines_of(actor, query.limit(limit))

    def on_shelf(self, actor: Actor, limit: int = 200) -> tuple[TicketLine, ...]:
        """The ready shelf, longest waiting first."""
        query = _lines().where(OPEN_WORK, Ticket.ready_at.is_not(None), visible_to(actor)).order_by(Ticket.ready_at)
        return self._lines_of(actor, query.limit(limit))

    def _lines_of(self, actor: Actor, query: Select[*tuple[Any, ...]]) -> tuple[TicketLine, ...]:
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return tuple(TicketLine(*row) for row in session.execute(query))

    def _one(self, actor: Actor, condition: ColumnElement[bool]) -> TicketRow:
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_ticket(session, actor, condition)


def read_ticket(session: Session, actor: Actor, condition: ColumnElement[bool]) -> TicketRow:
    """The row of one ticket, in any session; raises NotFound."""
    requester, requested_for, owner = aliased(Person), aliased(Person), aliased(Agent)
    query = (
        select(
            *(getattr(Ticket, name) for name in _COPIED),
            requester.given_name.label("r_given"),
            requester.infix.label("r_infix"),
            requester.family_name.label("r_family"),
            requested_for.given_name.label("f_given"),
            requested_for.infix.label("f_infix"),
            requested_for.family_name.label("f_family"),
            CatalogueItem.code.label("item_code"),
            CatalogueItem.name.label("item"),
            CatalogueItem.complexity,
            CatalogueItem.funding,
            CatalogueVersion.at.label("version_at"),
            Building.name.label("building"),
            Space.code.label("space"),
            Team.name.label("team"),
            Agent.name.label("assignee"),
            owner.name.label("owner"),
        )
        .outerjoin(requester, requester.id == Ticket.requester_id)
        .outerjoin(requested_for, requested_for.id == Ticket.requested_for_id)
        .outerjoin(CatalogueItem, CatalogueItem.id == Ticket.catalogue_item_id)
        .outerjoin(
            CatalogueVersion,
            (CatalogueVersion.item_id == Ticket.catalogue_item_id)
            & (CatalogueVersion.version == Ticket.catalogue_version),
        )
        .outerjoin(Space, Space.id == Ticket.space_id)
        .outerjoin(Building, Building.id == Space.building_id)
        .outerjoin(Team, Team.id == Ticket.team_id)
        .outerjoin(Agent, Agent.id == Ticket.assignee_id)
        .outerjoin(owner, owner.id == Ticket.owner_id)
        .where(condition, visible_to(actor))
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound(_("There is no ticket with this number."))
    return TicketRow(
        requester=display_name(row.r_given, row.r_infix, row.r_family),
        requested_for=display_name(row.f_given, row.f_infix, row.f_family),
        item_id=row.catalogue_item_id,
        item_code=row.item_code or "",
        item=row.item or "",
        complexity=row.complexity,
        funding=row.funding,
        version_at=row.version_at,
        space=place_name(row.building, row.space),
        team=row.team or "",
        assignee=row.assignee or "",
        owner=row.owner or "",
        **dict(zip(_SHOWN, row, strict=False)),
    )


_SHOWN: Sequence[str] = tuple(name for name in TicketRow.__slots__ if name in Ticket.__table__.c)
"""The fields of a row that are columns of the ticket; they come first in the query."""

_COPIED: Sequence[str] = (*_SHOWN, "catalogue_item_id")


def _lines() -> Select[*tuple[Any, ...]]:
    return select(
        Ticket.id,
        Ticket.number,
        Ticket.kind,
        Ticket.status,
        Ticket.subject,
        Ticket.due_at,
        Ticket.soon_at,
        Ticket.registered_at,
        Ticket.shelf,
        Ticket.paused_at,
    )
