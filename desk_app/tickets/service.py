# SPDX-License-Identifier: EUPL-1.2
"""What is done to tickets at the desk, and how it is taken back."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from desk_app.core import text
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import local
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.i18n import _
from desk_app.core.messages import Command
from desk_app.identity.models import Agent, Team
from desk_app.tickets import ledger
from desk_app.tickets.lifecycle import Act, TicketEventKind, TicketStatus
from desk_app.tickets.messages import (
    AddNote,
    AssignTickets,
    CancelTickets,
    CloseTickets,
    Done,
    ReopenTickets,
    ResetTickets,
    ResumeTickets,
    TakeTickets,
    WaitTickets,
)
from desk_app.tickets.models import Ticket

NOT_COMPLETED: dict[str, Any] = {
    "completed_at": None,
    "outcome": None,
    "ready_at": None,
    "shelf": "",
    "collected_at": None,
    "collected_by": "",
    "closed_at": None,
}
NOT_PENDING: dict[str, Any] = {"pending_reason": None, "follow_up_on": None}


class TicketService:
    """Take, route on, wait, go on, note, close, reopen, cancel.

    ``let_go``: what areas above have running about a ticket ends with it; answers the changes that are kept in its line.
    """

    def __init__(self, db: Database, let_go: Callable[[Unit, Ticket], dict[str, list[Any]]]) -> None:
        self._db = db
        self._let_go = let_go

    def take(self, actor: Actor, command: TakeTickets) -> Done:
        """I work on these: new and waiting work starts; work of somebody else changes hands."""

        def act(unit: Unit, ticket: Ticket) -> None:
            starts = ticket.status is not TicketStatus.IN_PROGRESS
            ledger.change(
                unit,
                ticket,
                TicketEventKind.TAKEN,
                act=Act.START if starts else None,
                assignee_id=actor.agent_id,
                **NOT_PENDING,
            )

        return self._each(actor, Right.WORK_TICKETS, command, command.ticket_ids, act)

    def assign(self, actor: Actor, command: AssignTickets) -> Done:
        """Route on with a reason; the work stays what it was and waits for the new team."""
        text.check({"reason": (command.reason, text.TEXT)}, {"reason": _reason_missing(command.reason)})
        with self._db.read() as session:
            team = session.scalar(select(Team.name).where(Team.id == command.team_id, Team.active))
            agent = None
            if command.agent_id is not None:
                agent = session.scalar(select(Agent.name).where(Agent.id == command.agent_id, Agent.active))
        if team is None or (command.agent_id is not None and agent is None):
            raise InvalidInput({"team_id": _("Choose who this goes to.")})
        line = _("To {team}: {reason}").format(team=f"{team}, {agent}" if agent else team, reason=command.reason)

        def act(unit: Unit, ticket: Ticket) -> None:
            _must_be_open(ticket)
            ledger.change(
                unit,
                ticket,
                TicketEventKind.ASSIGNED,
                line,
                team_id=command.team_id,
                assignee_id=command.agent_id,
            )

        return self._each(actor, Right.WORK_TICKETS, command, command.ticket_ids, act)

    def wait(self, actor: Actor, command: WaitTickets) -> Done:
        """Waits with a reason and a day to look again."""
        faults: dict[str, str | None] = {}
        if command.follow_up_on < local(self._db.clock.now()).date():
            faults["follow_up_on"] = _("This date has passed. Choose today or later.")
        text.check({"note": (command.note, text.TEXT)}, faults)

        def act(unit: Unit, ticket: Ticket) -> None:
            ledger.change(
                unit,
                ticket,
                TicketEventKind.WAITING,
                command.note,
                act=Act.WAIT,
                pending_reason=command.reason,
                follow_up_on=command.follow_up_on,
            )

        return self._each(actor, Right.WORK_TICKETS, command, command.ticket_ids, act)

    def resume(self, actor: Actor, command: ResumeTickets) -> Done:
        """Goes on; who had it keeps it."""

        def act(unit: Unit, ticket: Ticket) -> None:
            starts = ticket.status is TicketStatus.NEW
            ledger.change(unit, ticket, TicketEventKind.RESUMED, act=Act.START if starts else Act.RESUME, **NOT_PENDING)

        return self._each(actor, Right.WORK_TICKETS, command, command.ticket_ids, act)

    def reset(self, actor: Actor, command: ResetTickets) -> Done:
        """Puts work that somebody took back among the new."""

        def act(unit: Unit, ticket: Ticket) -> None:
            ledger.change(unit, ticket, TicketEventKind.CHANGED, act=Act.RESET, assignee_id=None, **NOT_PENDING)

        return self._each(actor, Right.WORK_TICKETS, command, command.ticket_ids, act)

    def close(self, actor: Actor, command: CloseTickets) -> Done:
        """The customer is done."""

        def act(unit: Unit, ticket: Ticket) -> None:
            ledger.change(unit, ticket, TicketEventKind.CLOSED, act=Act.CLOSE, closed_at=unit.now)

        return self._each(actor, Right.COMPLETE, command, command.ticket_ids, act)

    def reopen(self, actor: Actor, command: ReopenTickets) -> Done:
        """Open again under the same number; what was said at completion stays in the timeline."""
        text.check({"reason": (command.reason, text.TEXT)}, {"reason": _reason_missing(command.reason)})

        def act(unit: Unit, ticket: Ticket) -> None:
            ledger.change(unit, ticket, TicketEventKind.REOPENED, command.reason, act=Act.REOPEN, **NOT_COMPLETED)

        return self._each(actor, Right.REOPEN, command, command.ticket_ids, act)

    def cancel(self, actor: Actor, command: CancelTickets) -> Done:
        """Need not be done any more, with the reason."""
        text.check({"reason": (command.reason, text.TEXT)}, {"reason": _reason_missing(command.reason)})

        def act(unit: Unit, ticket: Ticket) -> None:
            ledger.change(
                unit,
                ticket,
                TicketEventKind.CANCELLED,
                command.reason,
                act=Act.CANCEL,
                also=self._let_go(unit, ticket),
                closed_at=unit.now,
                **NOT_PENDING,
            )

        return self._each(actor, Right.CANCEL, command, command.ticket_ids, act)

    def add_note(self, actor: Actor, command: AddNote) -> Done:
        """A line for colleagues, or one that the customer reads."""
        missing = None if command.text.strip() else _("Type the note first.")
        text.check({"text": (command.text, text.TEXT)}, {"text": missing})
        kind = TicketEventKind.MESSAGE if command.for_customer else TicketEventKind.NOTE

        def act(unit: Unit, ticket: Ticket) -> None:
            ledger.change(unit, ticket, kind, command.text, for_customer=command.for_customer)

        return self._each(actor, Right.WORK_TICKETS, command, (command.ticket_id,), act)

    def _each(
        self, actor: Actor, right: Right, command: Command, ids: tuple[int, ...], act: Callable[[Unit, Ticket], None]
    ) -> Done:
        actor.require(right)
        with self._db.write(actor, command) as unit:
            tickets = ledger.load(unit, ids)
            for ticket in tickets:
                act(unit, ticket)
        return Done(command.command_id, tuple(t.id for t in tickets), tuple(t.number for t in tickets))


def _reason_missing(reason: str) -> str | None:
    return None if reason.strip() else _("Write in a few words why.")


def _must_be_open(ticket: Ticket) -> None:
    if ticket.status not in (TicketStatus.NEW, TicketStatus.IN_PROGRESS, TicketStatus.PENDING):
        raise Conflict(_("Ticket {number} is done. Reopen it first, then route it on.").format(number=ticket.number))
