# SPDX-License-Identifier: EUPL-1.2
"""Paper that somebody asks for at a ticket: the slip of its visit, or its completion notice; the second one is a copy."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _
from desk_app.core.messages import Command
from desk_app.core.settings import read_settings
from desk_app.printing import wording
from desk_app.printing.documents import Document, DocumentKind, Paper
from desk_app.printing.drawing import draw
from desk_app.printing.messages import JobRow, JobState
from desk_app.printing.queries import PrintQueries
from desk_app.printing.service import Paperwork, PrintService
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


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """A paper that this ticket has. ``copy``: which copy it becomes, 1 is the original; ``asked_at`` (UTC): when it was
    asked for last; ``refusal``: why it cannot be printed yet, in a sentence."""

    document: DocumentKind
    copy: int = 1
    asked_at: datetime | None = None
    refusal: str = ""


class TicketPrints:
    """The receipt and the completion notice, on demand."""

    def __init__(self, db: Database, printing: PrintService) -> None:
        self._db = db
        self._printing = printing
        self._jobs = PrintQueries(db)

    def offers(self, actor: Actor, ticket_id: int) -> tuple[PaperOffer, ...]:
        """The papers of a ticket, receipt first; raises NotFound."""
        actor.require(Right.PRINT)
        with self._db.read() as session:
            ticket = _visible(session, actor, Ticket.id == ticket_id)
            refusal = "" if ticket.completed_at is not None else _not_completed(ticket.number)
            receipt, notice = _abouts(ticket, DocumentKind.RECEIPT), _abouts(ticket, DocumentKind.COMPLETION)
        return (
            self._offer(receipt, DocumentKind.RECEIPT, ""),
            self._offer(notice, DocumentKind.COMPLETION, refusal),
        )

    def preview(self, actor: Actor, command: PrintForTicket) -> Paperwork:
        """What ``print`` would print now, without asking for it; raises NotFound or Conflict."""
        actor.require(Right.PRINT)
        with self._db.read() as session:
            ticket = _visible(session, actor, Ticket.id == command.ticket_id)
            about = _abouts(ticket, command.document)
            number = ticket.number
        jobs = self._living(about, command.document)
        if jobs:
            return self._printing.copy_preview(jobs[0].id, command.paper)
        document = self.document(actor, number, command.document)
        pdf = draw(document, command.paper)
        return Paperwork(0, pdf, command.paper, wording.title(document), wording.file_name(document))

    def print(self, actor: Actor, command: PrintForTicket) -> int:
        """Asks for the paper; returns the print job. Raises Conflict when there is nothing to print yet."""
        actor.require(Right.PRINT)
        with self._db.write(actor, command) as unit:
            ticket = ledger.load(unit, (command.ticket_id,))[0]
            about = _abouts(ticket, command.document)
            job = self._printing.copy_of(unit, about, command.document, command.paper)
            if job is None:
                document = _document(unit.session, ticket, command.document, actor.counter_name)
                job = self._printing.enqueue(unit, document, command.paper)
            ledger.record(unit, ticket, TicketEventKind.PRINTED)
        return job

    def document(self, actor: Actor, number: str, kind: DocumentKind) -> Document:
        """The document as data, without a print job: for a PDF file; raises NotFound or Conflict."""
        actor.require(Right.PRINT)
        with self._db.read() as session:
            ticket = _visible(session, actor, Ticket.number == number.strip().upper())
            return _document(session, ticket, kind, actor.counter_name)

    def _offer(self, about: Collection[str], kind: DocumentKind, refusal: str) -> PaperOffer:
        jobs = self._living(about, kind)
        if not jobs:
            return PaperOffer(kind, refusal=refusal)
        return PaperOffer(kind, max(job.copy for job in jobs) + 1, jobs[0].created_at, refusal)

    def _living(self, about: Collection[str], kind: DocumentKind) -> list[JobRow]:
        """The jobs that are not cancelled, newest first."""
        jobs = [job for name in about for job in self._jobs.jobs_about(name) if job.kind is kind]
        living = [job for job in jobs if job.state is not JobState.CANCELLED]
        return sorted(living, key=lambda job: job.id, reverse=True)


def _visible(session: Session, actor: Actor, wanted: ColumnElement[bool]) -> Ticket:
    ticket = session.scalar(select(Ticket).where(wanted, visible_to(actor)))
    if ticket is None:
        raise NotFound(_("There is no ticket with this number."))
    return ticket


def _abouts(ticket: Ticket, kind: DocumentKind) -> set[str]:
    """What the papers of this kind are about: the ticket, and for a slip also its visit."""
    if kind is DocumentKind.RECEIPT and ticket.interaction_id:
        return {ticket.number, visit_reference(ticket.interaction_id)}
    return {ticket.number}


def _not_completed(number: str) -> str:
    return _("Ticket {number} is not completed yet. There is no notice to print.").format(number=number)


def _document(session: Session, ticket: Ticket, kind: DocumentKind, counter: str) -> Document:
    settings = read_settings(session)
    if kind is DocumentKind.RECEIPT:
        of_visit = Ticket.interaction_id == ticket.interaction_id if ticket.interaction_id else Ticket.id == ticket.id
        return receipt_of(session, settings, session.scalars(select(Ticket).where(of_visit).order_by(Ticket.id)))
    if ticket.completed_at is None:
        raise Conflict(_not_completed(ticket.number))
    return notice_of(session, settings, ticket, counter)
