# SPDX-License-Identifier: EUPL-1.2
"""A ticket is about something else than was thought: what was agreed is chosen anew, and its clock runs by that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem, Supply, TicketKind
from desk_app.catalogue.wording import KIND_NAMES
from desk_app.contracts.target_reading import read_asked, read_choice
from desk_app.contracts.terms import Terms
from desk_app.core import formats, text
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import local
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from desk_app.core.i18n import _
from desk_app.relations.models import Space
from desk_app.tickets import ledger
from desk_app.tickets.clock_keeping import read_clock
from desk_app.tickets.lifecycle import STATUS_NAMES, TicketEventKind, TicketStatus
from desk_app.tickets.messages import Done, Reclassified, ReclassifyTicket
from desk_app.tickets.models import Ticket
from desk_app.tickets.ticket_terms import TicketTerms
from desk_app.tickets.visibility import visible_to

LOWEST_PRIORITY = 5
_OVER = frozenset({TicketStatus.CLOSED, TicketStatus.CANCELLED, TicketStatus.VOIDED})


@dataclass(frozen=True, slots=True)
class _About:
    """What a ticket would be about; named as its columns."""

    kind: TicketKind
    catalogue_item_id: int | None
    catalogue_version: int | None
    supply: Supply | None
    subject: str
    priority: int | None
    space_id: int | None
    target_id: int | None

    def columns(self) -> dict[str, Any]:
        """For the ledger."""
        return {name: getattr(self, name) for name in self.__slots__}


class ReclassificationService:
    """Another kind, product, priority or place."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def preview(self, actor: Actor, command: ReclassifyTicket) -> Reclassified:
        """What the command would do to the clock; raises what it would raise, but asks no reason yet."""
        actor.require(Right.WORK_TICKETS)
        _check(command)
        query = select(Ticket).where(Ticket.id == command.ticket_id, visible_to(actor))
        with self._db.read() as session:
            ticket = session.scalar(query)
            if ticket is None:
                raise NotFound(_("This ticket is no longer there. Press F5 and look again."))
            _after, terms = _chosen(session, ticket, command)
            due = read_clock(session, ticket, terms).due_at
            return Reclassified(ticket.due_at, due, terms.source, ticket.promised_at)

    def reclassify(self, actor: Actor, command: ReclassifyTicket) -> Done:
        """Sets what it is about, and moves its clock to what was agreed about that; the promise stays.

        Raises InvalidInput on ``reason``, ``item``, ``priority``, ``space``, or on ``kind`` when nothing would change;
        Conflict when it is closed, or somebody changed it since it was read.
        """
        actor.require(Right.WORK_TICKETS)
        _check(command, {"reason": None if command.reason.strip() else _("Write in a few words why.")})
        with self._db.write(actor, command) as unit:
            ticket = ledger.load(unit, (command.ticket_id,))[0]
            about, terms = _chosen(unit.session, ticket, command)
            words = list(_differences(unit.session, ticket, about))
            if not words:
                raise InvalidInput({"kind": _("Change the kind, the product, the priority or the place.")})
            moved = _moved(ticket.due_at, read_clock(unit.session, ticket, terms).due_at)
            line = _("{changes}: {clock}").format(changes=", ".join(words), clock=moved)
            line = f"{line[0].upper()}{line[1:]}\n{command.reason.strip()}"
            ledger.change(unit, ticket, TicketEventKind.CHANGED, line, **about.columns())
        return Done(command.command_id, (ticket.id,), (ticket.number,))


def _check(command: ReclassifyTicket, faults: dict[str, str | None] | None = None) -> None:
    wrong = command.priority is not None and not 1 <= command.priority <= LOWEST_PRIORITY
    priority = _("Choose a priority from 1 to {lowest}.").format(lowest=LOWEST_PRIORITY) if wrong else None
    text.check({"reason": (command.reason, text.TEXT)}, {"priority": priority, **(faults or {})})


def _chosen(session: Session, ticket: Ticket, command: ReclassifyTicket) -> tuple[_About, Terms]:
    """What the ticket is about after the command, and the terms that hold for that."""
    if ticket.status in _OVER:
        words = _("Ticket {number} is {status}. Reopen it first, then say what it is about.")
        raise Conflict(words.format(number=ticket.number, status=_(STATUS_NAMES[ticket.status])))
    if ticket.version != command.version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    kind = command.kind or ticket.kind
    space_id = ticket.space_id if command.space_id is None else command.space_id
    if command.space_id is not None and session.get(Space, command.space_id) is None:
        raise InvalidInput({"space": _("This place is no longer there. Choose again.")})
    about = _About(
        kind=kind,
        **_product(session, ticket, command.item_id),
        priority=ticket.priority if command.priority is None else command.priority,
        space_id=space_id,
        target_id=None,
    )
    asked = read_asked(
        session,
        kind=about.kind,
        item_id=about.catalogue_item_id,
        priority=about.priority,
        space_id=about.space_id,
        holder_id=ticket.requested_for_id or ticket.requester_id,
        day=local(ticket.registered_at).date(),
    )
    choice = read_choice(session, asked)
    terms = TicketTerms(session).chosen(about, choice)
    return _with_target(about, terms.target_id), terms


def _with_target(about: _About, target_id: int | None) -> _About:
    return _About(**{**about.columns(), "target_id": target_id})


def _product(session: Session, ticket: Ticket, item_id: int | None) -> dict[str, Any]:
    """The columns of the product; another product is sold as it is today, and the subject begins with its name."""
    if item_id is None or item_id == ticket.catalogue_item_id:
        names = ("catalogue_item_id", "catalogue_version", "supply", "subject")
        return {name: getattr(ticket, name) for name in names}
    item = CatalogueItem
    known = {
        row.id: row
        for row in session.execute(
            select(item.id, item.version, item.name, item.order_lead_amount).where(
                item.id.in_([item_id, ticket.catalogue_item_id or item_id])
            )
        )
    }
    if item_id not in known:
        raise InvalidInput({"item": _("This product is no longer there. Choose again.")})
    new = known[item_id]
    old = known.get(ticket.catalogue_item_id or 0)
    rest = ticket.subject.removeprefix(old.name).removeprefix(": ") if old is not None else ticket.subject
    subject = f"{new.name}: {rest}" if rest else new.name
    return {
        "catalogue_item_id": item_id,
        "catalogue_version": new.version,
        "supply": None if new.order_lead_amount is None else ticket.supply or Supply.STOCK,
        "subject": subject if len(subject) <= text.LINE else subject[: text.LINE - 1] + "…",
    }


def _differences(session: Session, ticket: Ticket, about: _About) -> Iterator[str]:
    """``priority 3 → 1``: in words what changes."""
    arrow = _("{field} {before} → {after}")
    nothing = _("none")
    if about.kind is not ticket.kind:
        yield arrow.format(field=_("kind"), before=_(KIND_NAMES[ticket.kind]), after=_(KIND_NAMES[about.kind]))
    if about.catalogue_item_id != ticket.catalogue_item_id:
        ids = [ticket.catalogue_item_id, about.catalogue_item_id]
        query = select(CatalogueItem.id, CatalogueItem.name).where(CatalogueItem.id.in_([one for one in ids if one]))
        names = {row.id: row.name for row in session.execute(query)}
        before, after = (f"“{names[one]}”" if one in names else nothing for one in ids)
        yield arrow.format(field=_("product"), before=before, after=after)
    if about.priority != ticket.priority:
        yield arrow.format(field=_("priority"), before=ticket.priority or nothing, after=about.priority or nothing)
    if about.space_id != ticket.space_id:
        ids = [ticket.space_id, about.space_id]
        spaces = select(Space.id, Space.code).where(Space.id.in_([one for one in ids if one]))
        codes = {row.id: row.code for row in session.execute(spaces)}
        before, after = (codes.get(one or 0, nothing) for one in ids)
        yield arrow.format(field=_("place"), before=before, after=after)


def _moved(before: datetime | None, after: datetime) -> str:
    new = formats.moment_short(after)
    if before == after:
        return _("the clock stays as it was, due {moment}.").format(moment=new)
    if before is None:
        return _("due {moment}.").format(moment=new)
    return _("due {moment} instead of {before}.").format(moment=new, before=formats.moment_short(before))
