# SPDX-License-Identifier: EUPL-1.2
"""What the board reads: all cards in two statements, changed cards by id, and the number of what is late.

Open work is read along the partial index of open tickets, so closed tickets cost nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select

from desk_app.board.filters import matcher, searched_text, urgency_of
from desk_app.board.lanes import day_start, is_on_board
from desk_app.board.messages import BoardCard, BoardCounts, BoardFilter
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.identity.models import Agent, Team
from desk_app.relations.models import Person, Space
from desk_app.relations.names import display_name
from desk_app.tickets.lifecycle import DONE, WORKABLE
from desk_app.tickets.models import OPEN_WORK, Ticket
from desk_app.tickets.visibility import visible_to

AT_ONCE = 500
"""Ids in one question."""

_DONE_STATUSES = sorted(DONE)
_WORKABLE = sorted(WORKABLE)


class BoardQueries:
    """Reads cards for who may see them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def cards(self, actor: Actor, wanted: BoardFilter | None = None) -> tuple[BoardCard, ...]:
        """Open work by due time, then what was done today, newest first; only what ``wanted`` asks."""
        actor.require(Right.SEE_TICKETS)
        now = self._db.clock.now()
        with self._db.read() as session:
            rows: list[Any] = list(session.execute(open_work(actor)))
            rows += session.execute(done_since(actor, day_start(now)))
        cards = map(_card, rows)
        if wanted is None or wanted == BoardFilter():
            return tuple(cards)
        is_wanted = matcher(wanted, actor)
        return tuple(card for card in cards if is_wanted(card, searched_text(card), urgency_of(card, now)))

    def card(self, actor: Actor, ticket_id: int) -> BoardCard | None:
        """One card anew; None when it does not belong on the board of this actor (any more)."""
        return self.some(actor, (ticket_id,)).get(ticket_id)

    def some(self, actor: Actor, ticket_ids: Iterable[int]) -> dict[int, BoardCard]:
        """The cards of these tickets by id; those that are not on the board are left out."""
        actor.require(Right.SEE_TICKETS)
        ids = list(ticket_ids)
        rows: list[Any] = []
        with self._db.read() as session:
            for first in range(0, len(ids), AT_ONCE):
                rows += session.execute(_columns(actor).where(Ticket.id.in_(ids[first : first + AT_ONCE]))).all()
        now = self._db.clock.now()
        cards = [_card(row) for row in rows if is_on_board(row.status, row.completed_at, now)]
        return {card.id: card for card in cards}

    def counts(self, actor: Actor) -> BoardCounts:
        """The open work of my teams and of no team yet; of everybody when I am in no team. For the rail."""
        actor.require(Right.SEE_TICKETS)
        now = self._db.clock.now()
        runs = Ticket.status.in_(_WORKABLE) & Ticket.paused_at.is_(None)
        is_late = runs & (Ticket.due_at <= now)
        is_soon = runs & (Ticket.soon_at <= now) & (Ticket.due_at > now)
        query = select(func.count(), _sum(is_late), _sum(is_soon)).where(OPEN_WORK, visible_to(actor))
        if actor.team_ids:
            ours: list[ColumnElement[bool]] = [Ticket.team_id.in_(sorted(actor.team_ids)), Ticket.team_id.is_(None)]
            if actor.agent_id is not None:
                ours.append(Ticket.assignee_id == actor.agent_id)
            query = query.where(or_(*ours))
        with self._db.read() as session:
            row = session.execute(query).one()
        return BoardCounts(int(row[0]), int(row[1]), int(row[2]))


def open_work(actor: Actor) -> Select[*tuple[Any, ...]]:
    """The statement for open work, along its partial index."""
    return _columns(actor).where(OPEN_WORK).order_by(Ticket.due_at, Ticket.id)


def done_since(actor: Actor, moment: datetime) -> Select[*tuple[Any, ...]]:
    """The statement for what was done since a moment, along the index of completion."""
    is_done = Ticket.status.in_(_DONE_STATUSES)
    newest_first = (Ticket.completed_at.desc(), Ticket.id.desc())
    return _columns(actor).where(Ticket.completed_at >= moment, is_done).order_by(*newest_first)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _columns(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Ticket.id,
            Ticket.number,
            Ticket.kind,
            Ticket.status,
            Ticket.subject,
            Person.given_name,
            Person.infix,
            Person.family_name,
            Space.code,
            Ticket.team_id,
            Team.name,
            Ticket.assignee_id,
            Agent.name,
            Ticket.registered_at,
            Ticket.due_at,
            Ticket.soon_at,
            Ticket.paused_at,
            Ticket.pending_reason,
            Ticket.follow_up_on,
            Ticket.shelf,
            Ticket.ready_at,
            Ticket.completed_at,
            Ticket.confidential,
        )
        .outerjoin(Person, Person.id == Ticket.requester_id)
        .outerjoin(Space, Space.id == Ticket.space_id)
        .outerjoin(Team, Team.id == Ticket.team_id)
        .outerjoin(Agent, Agent.id == Ticket.assignee_id)
        .where(visible_to(actor))
    )


def _card(row: Any) -> BoardCard:  # noqa: ANN401 -- a row of ``_columns``
    (
        ticket_id,
        number,
        kind,
        status,
        subject,
        given,
        infix,
        family,
        space,
        team_id,
        team,
        assignee_id,
        assignee,
        *rest,
    ) = row
    return BoardCard(
        ticket_id,
        number,
        kind,
        status,
        subject,
        display_name(given, infix, family),
        space or "",
        team_id,
        team or "",
        assignee_id,
        assignee or "",
        *rest,
    )
