# SPDX-License-Identifier: EUPL-1.2
"""Paper that somebody asks for at a ticket: the slip of its visit, or its completion notice; the second one is a copy."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _
from desk_app.core.messages import Command
from desk_app.core.settings import read_settings
from desk_app.printing.documents import Document, DocumentKind, Paper
from desk_app.printing.service import PrintService
from desk_app.tickets import ledger
from desk_app.tickets.lifecycle import TicketEventKind
from desk_app.tickets.models import Ticket
from desk_app.tickets.notice import notice_of
from desk_app.tickets.paper import visit_reference
from desk_app.tickets.slip import receipt_of
from desk_app.tickets.visibility import visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintForTicket(Command):
    """Paper of this kind for this ticket."""

    ticket_id: int
    document: DocumentKind
    paper: Paper = Paper.ROLL


class TicketPrints:
    """The receipt and the completion notice, on demand."""

    def __init__(self, db: Database, printing: PrintService) -> None:
        self._db = db
        self._printing = printing

    def print(self, actor: Actor, command: PrintForTicket) -> int:
        """Asks for the paper; returns the print job. Raises Conflict when there is nothing to print yet."""
        actor.require(Right.PRINT)
        with self._db.write(actor, command) as unit:
            ticket = ledger.load(unit, (command.ticket_id,))[0]
            settings = read_settings(unit.session)
            about = {ticket.number}
            if command.document is DocumentKind.RECEIPT and ticket.interaction_id:
                about.add(visit_reference(ticket.interaction_id))
            job = self._printing.copy_of(unit, about, command.document, command.paper, printer=settings.printer)
            if job is None:
                document = _document(unit.session, ticket, command.document, actor.counter_name)
                job = self._printing.enqueue(unit, document, command.paper, printer=settings.printer)
            ledger.record(unit, ticket, TicketEventKind.PRINTED)
        return job

    def document(self, actor: Actor, number: str, kind: DocumentKind) -> Document:
        """The document as data, without a print job: for a PDF file; raises NotFound or Conflict."""
        actor.require(Right.PRINT)
        with self._db.read() as session:
            wanted: ColumnElement[bool] = Ticket.number == number.strip().upper()
            ticket = session.scalar(select(Ticket).where(wanted, visible_to(actor)))
            if ticket is None:
                raise NotFound(_("There is no ticket with this number."))
            return _document(session, ticket, kind, actor.counter_name)


def _document(session: Session, ticket: Ticket, kind: DocumentKind, counter: str) -> Document:
    settings = read_settings(session)
    if kind is DocumentKind.RECEIPT:
        of_visit = Ticket.interaction_id == ticket.interaction_id if ticket.interaction_id else Ticket.id == ticket.id
        return receipt_of(session, settings, session.scalars(select(Ticket).where(of_visit).order_by(Ticket.id)))
    if ticket.completed_at is None:
        raise Conflict(
            _("Ticket {number} is not completed yet. There is no notice to print.").format(number=ticket.number)
        )
    return notice_of(session, settings, ticket, counter)
