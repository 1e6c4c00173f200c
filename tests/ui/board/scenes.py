# SPDX-License-Identifier: EUPL-1.2
"""Work on a small desk in every state, and somebody who hears what the page says."""

from datetime import datetime, timedelta

from sqlalchemy import update

from desk_app.app import Desk
from desk_app.board.messages import Lane
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor
from desk_app.core.clock import DESK_ZONE
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from desk_app.tickets.messages import TakeTickets, Undo, WaitTickets
from desk_app.tickets.models import Ticket
from tests import factories
from ui.board.page import BoardPage
from ui.shell.page import Deed

NOON = datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE)
"""When every test of the board happens."""


class Work:
    """Makes tickets in every state, numbered in the order they were made."""

    def __init__(self, desk: Desk, actor: Actor) -> None:
        self._desk = desk
        self._actor = actor

    def new(self, due_in: timedelta | None = None, subject: str = "") -> int:
        """New work, due so long after noon."""
        ticket_id = factories.a_visit(self._desk, self._actor).ticket_ids[0]
        changes: dict[str, object] = {}
        if due_in is not None:
            changes = {"due_at": NOON + due_in, "soon_at": NOON + due_in - timedelta(hours=1)}
        if subject:
            changes["subject"] = subject
        if changes:
            with self._desk.db.jot() as session:
                session.execute(update(Ticket).where(Ticket.id == ticket_id).values(**changes))
        return ticket_id

    def taken(self, due_in: timedelta | None = None) -> int:
        """Work in progress, mine."""
        ticket_id = self.new(due_in)
        self._desk.tickets.take(self._actor, TakeTickets(ticket_ids=(ticket_id,)))
        return ticket_id

    def waiting(self, days: int = 3) -> int:
        """Work that waits for a supplier."""
        ticket_id = self.new()
        day = NOON.date() + timedelta(days=days)
        order = WaitTickets(ticket_ids=(ticket_id,), reason=PendingReason.SUPPLIER, follow_up_on=day)
        self._desk.tickets.wait(self._actor, order)
        return ticket_id

    def done(self, shelf: str = "") -> int:
        """Work that was done today; with a shelf it waits there."""
        ticket_id = self.new()
        order = CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar.", shelf=shelf)
        self._desk.completion.complete(self._actor, order)
        return ticket_id


def ids_in(page: BoardPage, lane: Lane) -> list[int]:
    """The cards of a lane, from top to bottom."""
    return [card.id for card in page.store.lanes[lane].cards]


def status_of(desk: Desk, actor: Actor, *ticket_ids: int) -> list[TicketStatus]:
    """Where these tickets stand in the database."""
    return [desk.ticket_queries.ticket(actor, ticket_id).status for ticket_id in ticket_ids]


def undo(desk: Desk, actor: Actor, deed: Deed) -> None:
    """Alt+Z."""
    assert deed.command_id is not None
    desk.undo.undo(actor, Undo(undone_id=deed.command_id))
