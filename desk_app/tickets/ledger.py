# SPDX-License-Identifier: EUPL-1.2
"""The one way to write a ticket: every change leaves a line in the timeline, with enough in it to undo.

The verbs above (intake, completion) work through here, inside the transaction of their own command.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, select

from desk_app.contracts.terms import Terms
from desk_app.core.base import Base, EnumText, UTCDateTime
from desk_app.core.db import Unit
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.tickets import clock_keeping
from desk_app.tickets.lifecycle import Act, TicketEventKind, TicketStatus, move
from desk_app.tickets.messages import TicketChanged
from desk_app.tickets.models import Ticket, TicketEvent
from desk_app.tickets.numbers import next_number
from desk_app.tickets.visibility import visible_to


def load(unit: Unit, ticket_ids: Iterable[int]) -> list[Ticket]:
    """The tickets, locked for this command, in the order asked; raises NotFound when one is not there for the actor."""
    wanted = list(dict.fromkeys(ticket_ids))
    query = select(Ticket).where(Ticket.id.in_(wanted), visible_to(unit.actor)).order_by(Ticket.id).with_for_update()
    found = {ticket.id: ticket for ticket in unit.session.scalars(query)}
    if not wanted or len(found) < len(wanted):
        raise NotFound(_("This ticket is no longer there. Press F5 and look again."))
    unit.about = unit.about or (found[wanted[0]].number if len(wanted) == 1 else f"{len(wanted)} tickets")
    return [found[ticket_id] for ticket_id in wanted]


def open_ticket(unit: Unit, text: str = "", *, terms: Terms | None = None, **fields: Any) -> Ticket:  # noqa: ANN401 -- columns of Ticket
    """A new ticket with the next number, its clock, and its first line in the timeline.

    ``terms``: what its clock runs by, where that was read for the promise already; else it is read here.
    """
    ticket = Ticket(
        number=next_number(unit.session, unit.now), status=TicketStatus.NEW, registered_at=unit.now, **fields
    )
    clock_keeping.start(unit.session, ticket, terms)
    unit.session.add(ticket)
    unit.session.flush()
    record(unit, ticket, TicketEventKind.REGISTERED, text)
    return ticket


def change(
    unit: Unit,
    ticket: Ticket,
    line_kind: TicketEventKind,
    text: str = "",
    /,
    *,
    act: Act | None = None,
    for_customer: bool = False,
    also: Mapping[str, list[Any]] | None = None,
    **fields: Any,  # noqa: ANN401 -- columns of Ticket
) -> None:
    """Sets ``fields`` and, with ``act``, the status after it; raises Conflict when the life cycle forbids the act.

    The clock follows, and what changes of it stands in the same line of the timeline. ``also``: changes of rows that
    belong to the ticket, already made (``steps.py``); they are kept in that line too.
    """
    if act is not None:
        fields["status"] = move(act, ticket.status, ticket.number)
    new = {name: after for name, after in fields.items() if getattr(ticket, name) != after}
    changes = {name: [plain(getattr(ticket, name)), plain(after)] for name, after in new.items()}
    lines = clock_keeping.lines_if_moved(unit.session, ticket, changes)
    for name, after in new.items():
        setattr(ticket, name, after)
    line = clock_keeping.NewLine(unit.now, line_kind, for_customer, changes, unit.command.command_id)
    moved = clock_keeping.follow(unit.session, ticket, lines, line)
    kept = dict(also or {}) | changes | _plain_pairs(moved)
    record(unit, ticket, line_kind, text, for_customer=for_customer, changes=kept)


def withdraw(unit: Unit, ticket: Ticket, command_id: str) -> None:
    """The line that says that a command was undone, and the clock as if it had never been."""
    undone = {"command": [command_id, None]}
    line = clock_keeping.NewLine(unit.now, TicketEventKind.UNDONE, False, undone, unit.command.command_id)
    moved = clock_keeping.recompute(unit.session, ticket, line)
    record(unit, ticket, TicketEventKind.UNDONE, changes=undone | _plain_pairs(moved))


def record(
    unit: Unit,
    ticket: Ticket,
    kind: TicketEventKind,
    text: str = "",
    *,
    for_customer: bool = False,
    changes: dict[str, list[Any]] | None = None,
) -> None:
    """Adds a line to the timeline and tells that the ticket changed."""
    unit.session.add(
        TicketEvent(
            ticket_id=ticket.id,
            at=unit.now,
            kind=kind,
            agent_id=unit.actor.agent_id,
            agent_name=unit.actor.name,
            counter_name=unit.actor.counter_name,
            text=text,
            for_customer=for_customer,
            changes=changes or {},
            command_id=unit.command.command_id,
        )
    )
    unit.about = unit.about or ticket.number
    unit.publish(TicketChanged(ticket.id))


def _plain_pairs(changed: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: [plain(before), plain(after)] for name, (before, after) in changed.items()}


def plain(value: Any) -> Any:  # noqa: ANN401 -- any column value
    """A column value as JSON keeps it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def restored(kind: type[Base], name: str, value: Any) -> Any:  # noqa: ANN401 -- any column value
    """The column value that ``plain`` wrote for the column ``name`` of the table of ``kind``."""
    column = kind.__table__.c[name].type
    if not isinstance(value, str):
        return value
    if isinstance(column, EnumText):
        return column.kind(value)
    if isinstance(column, UTCDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column, Date) else value
