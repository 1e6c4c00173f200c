# SPDX-License-Identifier: EUPL-1.2
"""Who minds a ticket, and who is warned about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects import postgresql, sqlite

from desk_app.contracts.models import Addressee
from desk_app.core import text
from desk_app.core.actor import Actor, Right, Role, the_program
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, DeskError, InvalidInput
from desk_app.core.i18n import _
from desk_app.core.messages import Command
from desk_app.core.settings import Settings, read_settings
from desk_app.identity.models import Agent
from desk_app.identity.rights import rights_of
from desk_app.mail.service import queue_mail
from desk_app.progress.due_reading import DueReader, Place, place_of
from desk_app.progress.messages import EscalateTicket, GiveOwnership, TakeOwnership, WarnDue, Warned
from desk_app.progress.models import TicketWarning
from desk_app.progress.rungs import Due, first_there
from desk_app.progress.warning_words import LONGEST, Notice, mail_body, mail_subject, reason_of, timeline_text
from desk_app.tickets import ledger
from desk_app.tickets.lifecycle import WORKABLE, TicketEventKind
from desk_app.tickets.messages import Done
from desk_app.tickets.models import Ticket

BATCH = 200
"""Warnings in one transaction: a clerk never waits for more."""

BY_HAND = "by-hand"
MAIL_ABOUT = "warnings"
"""What a mail about several tickets is about."""

_INSERT: dict[str, Callable[[type[TicketWarning]], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class _NothingLeftError(DeskError):
    """Another counter gave these warnings a moment ago: the transaction leaves no trace."""


class ProgressService:
    """Ownership, reminders and escalation."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._reader = DueReader()

    def take_ownership(self, actor: Actor, command: TakeOwnership) -> Done:
        """I mind these from now on. Raises Conflict for what is done, InvalidInput for who is no colleague."""
        if actor.agent_id is None:
            raise InvalidInput({"agent_id": _("Sign in first: an owner is a colleague.")})
        return self._give(actor, command, command.ticket_ids, actor.agent_id)

    def give_ownership(self, actor: Actor, command: GiveOwnership) -> Done:
        """A colleague minds these from now on, with the reason why."""
        missing = None if command.reason.strip() else _("Write in a few words why.")
        text.check({"reason": (command.reason, text.TEXT)}, {"reason": missing})
        return self._give(actor, command, command.ticket_ids, command.agent_id, command.reason)

    def warn_due(self, actor: Actor) -> Warned:
        """Warns who has to know about what came to a rung, each once, whoever calls this and however often.

        Every open window calls it once a minute, the command line too. The program warns, not ``actor``: also about
        tickets that they may not see.
        """
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            found = self._reader.find(session, self._db.clock.now())
        ids = [due.ticket_id for due, _place in found.due]
        batches = (ids[first : first + BATCH] for first in range(0, len(ids), BATCH))
        return Warned(sum(self._warn(actor, batch) for batch in batches), found.waiting)

    def escalate(self, actor: Actor, command: EscalateTicket) -> Done:
        """Somebody must look at this now. Raises InvalidInput without a reason, Conflict for what is done."""
        actor.require(Right.WORK_TICKETS)
        missing = None if command.reason.strip() else _("Write in a few words why.")
        text.check({"reason": (command.reason, text.LINE)}, {"reason": missing})
        with self._db.write(actor, command) as unit:
            (ticket,) = ledger.load(unit, (command.ticket_id,))
            _must_be_open(ticket)
            place = place_of(unit.session, ticket.id)
            due = Due(ticket.id, f"{BY_HAND}-{command.command_id}", unit.now, command.addressee, command.reason.strip())
            settings = read_settings(unit.session)
            notice = _notice(due, place, settings.language)
            unit.session.add(TicketWarning(**_columns(due, notice, unit.now, actor.name)))
            ledger.record(unit, ticket, TicketEventKind.WARNED, timeline_text(notice, settings.language))
            _mail(unit, [notice], settings)
        return Done(command.command_id, (ticket.id,), (ticket.number,))

    def _give(self, actor: Actor, command: Command, ticket_ids: Sequence[int], agent_id: int, reason: str = "") -> Done:
        actor.require(Right.WORK_TICKETS)
        columns = select(Agent.id, Agent.name, Agent.role)
        with self._db.write(actor, command) as unit:
            agent = unit.session.execute(columns.where(Agent.id == agent_id, Agent.active)).first()
            if agent is None:
                raise InvalidInput({"agent_id": _("This colleague no longer works here. Choose somebody else.")})
            tickets = ledger.load(unit, ticket_ids)
            for ticket in tickets:
                _must_be_open(ticket)
                _must_see(ticket, agent)
                ledger.change(unit, ticket, TicketEventKind.CHANGED, reason.strip(), owner_id=agent_id)
        return Done(command.command_id, tuple(t.id for t in tickets), tuple(t.number for t in tickets))

    def _warn(self, actor: Actor, ticket_ids: Sequence[int]) -> int:
        """One batch in one transaction; how many of them were new."""
        program = replace(the_program(), counter_id=actor.counter_id, counter_name=actor.counter_name)
        try:
            with self._db.write(program, WarnDue()) as unit:
                settings = read_settings(unit.session)
                found = self._reader.find(unit.session, unit.now, sorted(set(ticket_ids)))
                notices = {due.key: _notice(due, place, settings.language) for due, place in found.due}
                fresh = _keep(unit, [_columns(due, notices[due.key], unit.now, "") for due, _place in found.due])
                given = [notices[due.key] for due, _place in found.due if due.key in fresh]
                if not given:
                    raise _NothingLeftError
                unit.about = f"{len(given)} warnings"
                _tell(unit, given, settings)
        except _NothingLeftError:
            return 0
        return len(given)


def _notice(due: Due, place: Place, language: str) -> Notice:
    addressee, name = first_there(due.addressee, place.names)
    return Notice(place, addressee, name[:LONGEST], reason_of(due, place, language)[:LONGEST])


def _columns(due: Due, notice: Notice, now: datetime, given_by: str) -> dict[str, Any]:
    """Of ``TicketWarning``."""
    return {
        "ticket_id": due.ticket_id,
        "rung": due.rung,
        "about_at": due.about_at,
        "at": now,
        "addressee": notice.addressee,
        "name": notice.name,
        "reason": notice.reason,
        "given_by": given_by,
    }


def _keep(unit: Unit, warnings: Sequence[dict[str, Any]]) -> set[tuple[int, str, datetime]]:
    """Writes those that nobody gave yet; their keys. The unique index decides, also between two programs."""
    if not warnings:
        return set()
    table = TicketWarning
    insert = _INSERT[unit.session.get_bind().dialect.name]
    fresh = insert(table).values(list(warnings)).on_conflict_do_nothing()
    found = unit.session.execute(fresh.returning(table.ticket_id, table.rung, table.about_at))
    return {(row.ticket_id, row.rung, row.about_at) for row in found}


def _tell(unit: Unit, notices: Sequence[Notice], settings: Settings) -> None:
    """A line in each timeline, and one mail for each address."""
    ids = {notice.place.ticket_id for notice in notices}
    tickets = {ticket.id: ticket for ticket in unit.session.scalars(select(Ticket).where(Ticket.id.in_(ids)))}
    for notice in notices:
        words = timeline_text(notice, settings.language)
        ledger.record(unit, tickets[notice.place.ticket_id], TicketEventKind.WARNED, words)
    _mail(unit, notices, settings)


def _mail(unit: Unit, notices: Sequence[Notice], settings: Settings) -> None:
    """To the teams that have an address; to the others it shows on screen only."""
    by_address: dict[str, list[Notice]] = {}
    for notice in notices:
        by_address.setdefault(notice.place.team_email, []).append(notice)
    by_address.pop("", None)
    for address, own in by_address.items():
        queue_mail(
            unit,
            about=own[0].place.number if len({one.place.ticket_id for one in own}) == 1 else MAIL_ABOUT,
            address=address,
            name=own[0].place.names.get(Addressee.TEAM, ""),
            subject=mail_subject(own, settings.language),
            body=mail_body(own, settings.organisation, settings.language),
        )


def _must_be_open(ticket: Ticket) -> None:
    if ticket.status not in WORKABLE:
        raise Conflict(_("Ticket {number} is done: nobody has to mind it any more.").format(number=ticket.number))


def _must_see(ticket: Ticket, agent: Row[int, str, Role]) -> None:
    """Who minds a ticket has to be able to read it."""
    if ticket.confidential and Right.SEE_CONFIDENTIAL not in rights_of(agent.role) and ticket.assignee_id != agent.id:
        words = _("{name} may not see confidential ticket {number}. Choose somebody who may.")
        raise InvalidInput({"agent_id": words.format(name=agent.name, number=ticket.number)})
