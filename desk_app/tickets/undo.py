# SPDX-License-Identifier: EUPL-1.2
"""Taking back what one command did to tickets, from the timeline itself; also a registration or a completion.

Nothing is erased: the timeline gains a line. A registered number becomes void and is never given again.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from desk_app.core import formats
from desk_app.core.actor import Actor, Right
from desk_app.core.base import Base
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, NotAllowed
from desk_app.core.i18n import _
from desk_app.mail.service import cancel_mail
from desk_app.printing.service import PrintService
from desk_app.tickets import ledger
from desk_app.tickets.clock_keeping import KEPT
from desk_app.tickets.lifecycle import Act, TicketEventKind
from desk_app.tickets.messages import Done, Undo
from desk_app.tickets.models import Ticket, TicketEvent, TicketStep
from desk_app.tickets.paper import visit_reference
from desk_app.tickets.steps import STEP

UNDO_TERM = timedelta(days=1)
"""How long an action can be taken back (``ux.md`` 1.3: a day)."""


class UndoService:
    """Alt+Z.

    ``tables``: the tables of other areas whose rows go with a ticket, by the word their changes are kept under.
    ``let_go``: as of ``TicketService``, for a registration that is undone.
    """

    def __init__(
        self,
        db: Database,
        printing: PrintService,
        tables: Mapping[str, type[Base]],
        let_go: Callable[[Unit, Ticket], dict[str, list[Any]]],
    ) -> None:
        self._db = db
        self._printing = printing
        self._tables: dict[str, type[Base]] = {STEP: TicketStep, **tables}
        self._let_go = let_go

    def undo(self, actor: Actor, command: Undo) -> Done:
        """Puts every ticket of the command back as it was.

        Raises Conflict when somebody changed one of them since, when a mail has gone out, or when it is too long ago;
        NotAllowed when another agent did it.
        """
        actor.require(Right.SEE_TICKETS)
        with self._db.write(actor, command) as unit:
            events = _events(unit, command.undone_id)
            tickets = {ticket.id: ticket for ticket in ledger.load(unit, [event.ticket_id for event in events])}
            for event in events:
                _check(unit, event)
                self._take_back(unit, tickets[event.ticket_id], event)
            for ticket in tickets.values():
                ledger.withdraw(unit, ticket, command.undone_id)
            sent_at = cancel_mail(unit, command.undone_id)
            if sent_at is not None:
                raise Conflict(_too_late(events).format(time=formats.clock_time(sent_at)))
            papers = {ticket.number for ticket in tickets.values()}
            papers |= {visit_reference(ticket.interaction_id) for ticket in tickets.values() if ticket.interaction_id}
            self._printing.withdraw(unit, papers, events[0].at)
        return Done(command.command_id, tuple(tickets), tuple(ticket.number for ticket in tickets.values()))

    def _take_back(self, unit: Unit, ticket: Ticket, event: TicketEvent) -> None:
        if event.kind is TicketEventKind.REGISTERED:
            also = self._let_go(unit, ticket)
            ledger.change(unit, ticket, TicketEventKind.CHANGED, act=Act.VOID, also=also, closed_at=unit.now)
            return
        for name, (before, after) in event.changes.items():
            if name in KEPT:  # the clock follows from what is left of the timeline
                continue
            row, column = self._row(unit, ticket, name)
            if ledger.plain(getattr(row, column)) != after:
                raise Conflict(
                    _("Somebody changed ticket {number} meanwhile. It cannot be undone any more.").format(
                        number=ticket.number
                    )
                )
            setattr(row, column, ledger.restored(type(row), column, before))

    def _row(self, unit: Unit, ticket: Ticket, name: str) -> tuple[Base, str]:
        """The row and the column that a change is about: ``team_id`` of the ticket, ``step.7.status`` of step 7."""
        word, *rest = name.split(".")
        if not rest:
            return ticket, name
        return unit.session.get_one(self._tables[word], int(rest[0])), rest[1]


def _events(unit: Unit, undone_id: str) -> list[TicketEvent]:
    query = select(TicketEvent).where(TicketEvent.command_id == undone_id).order_by(TicketEvent.id.desc())
    events = list(unit.session.scalars(query))
    if not events:
        raise Conflict(_("There is nothing to undo."))
    already = select(func.count()).where(
        TicketEvent.ticket_id == events[0].ticket_id,
        TicketEvent.kind == TicketEventKind.UNDONE,
        TicketEvent.changes["command"][0].as_string() == undone_id,
    )
    if unit.session.scalar(already):
        raise Conflict(_("This was undone before."))
    return events


def _check(unit: Unit, event: TicketEvent) -> None:
    if event.agent_id != unit.actor.agent_id:
        raise NotAllowed(_("Only {name} can undo this.").format(name=event.agent_name))
    if unit.now - event.at > UNDO_TERM:
        raise Conflict(_("This was too long ago to undo. Change the ticket itself."))
    if event.kind is TicketEventKind.UNDONE:
        raise Conflict(_("This was undone before."))


def _too_late(events: list[TicketEvent]) -> str:
    """The sentence, with {time}, and what can be done instead."""
    if any(event.kind is TicketEventKind.COMPLETED for event in events):
        return _("This can no longer be undone. The mail went out at {time}. Reopen the ticket instead.")
    return _("This can no longer be undone. The mail went out at {time}. Change the ticket itself.")
