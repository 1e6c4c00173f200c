# SPDX-License-Identifier: EUPL-1.2
"""What is asked about reporting ready, the ready shelf and what was handed over."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from desk_app.catalogue.models import CatalogueItem
from desk_app.catalogue.wording import in_language
from desk_app.completion.messages import (
    CompleteTickets,
    CompletionSheet,
    HandedOver,
    NoticeChoice,
    ShelfRow,
)
from desk_app.completion.models import Handover
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.core.settings import read_settings
from desk_app.core.words import asked_words, words
from desk_app.printing.documents import Document
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.tickets.messages import TicketLine
from desk_app.tickets.models import OPEN_WORK, Ticket
from desk_app.tickets.notice import notice_of
from desk_app.tickets.paper import language_of
from desk_app.tickets.urgency import late_by
from desk_app.tickets.visibility import visible_to

MINUTE = timedelta(minutes=1)
FULLEST_SHELF = 500
"""Rows of the ready shelf that are read at once."""


class CompletionQueries:
    """Reads for the forms between done and closed."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def sheet(self, actor: Actor, ticket_ids: Sequence[int]) -> CompletionSheet:
        """What is known beforehand about these tickets; raises NotFound when one is not there for the actor."""
        actor.require(Right.SEE_TICKETS)
        query = (
            select(
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
                Ticket.price_cents,
                Ticket.requester_id,
                Person.email,
                Person.prefers_mail,
                Person.language,
                CatalogueItem.answer,
                CatalogueItem.answer_en,
            )
            .outerjoin(Person, Person.id == Ticket.requester_id)
            .outerjoin(CatalogueItem, CatalogueItem.id == Ticket.catalogue_item_id)
            .where(Ticket.id.in_(ticket_ids), visible_to(actor))
        )
        with self._db.read() as session:
            found = {row.id: row for row in session.execute(query)}
            usual = read_settings(session).language
        if not found or len(found) < len(set(ticket_ids)):
            raise NotFound(_("This ticket is no longer there. Press F5 and look again."))
        rows = [found[ticket_id] for ticket_id in dict.fromkeys(ticket_ids)]
        now = self._db.clock.now()
        late = [late for row in rows if (late := late_by(row.due_at, row.paused_at, now))]
        answers = {_standard_text(row, usual) for row in rows}
        return CompletionSheet(
            lines=tuple(TicketLine(*row[:10]) for row in rows),
            late_minutes=tuple(-(-late // MINUTE) for late in late),
            standard_text=answers.pop() if len(answers) == 1 else "",
            without_mail=tuple(row.number for row in rows if not row.email),
            price_cents=rows[0].price_cents if len(rows) == 1 else None,
            usual_notice=_usual_notice(rows),
        )

    def preview(self, actor: Actor, command: CompleteTickets) -> Document:
        """The notice that the first customer would get if this were reported ready now; changes nothing."""
        actor.require(Right.COMPLETE)
        now = self._db.clock.now()
        with self._db.read() as session:
            ticket = _visible(session, actor, command.ticket_ids[0])
            session.expunge(ticket)
            is_late = bool(late_by(ticket.due_at, ticket.paused_at, now))
            ticket.completed_at = now
            ticket.outcome, ticket.resolution = command.outcome, command.work_done
            ticket.late_reason = command.late_reason if is_late else ""
            ticket.shelf = command.shelf.strip()
            ticket.details = {**ticket.details, "next_step": command.next_step.strip()}
            if command.cost_cents is not None:
                ticket.price_cents = command.cost_cents
            return notice_of(session, read_settings(session), ticket, actor.counter_name)

    def shelf(self, actor: Actor, text: str = "") -> tuple[ShelfRow, ...]:
        """What waits to be collected, longest waiting first; with ``text`` what has all its words in number, subject,
        names or shelf."""
        actor.require(Right.SEE_TICKETS)
        query = _shelf_rows().where(OPEN_WORK, Ticket.ready_at.is_not(None), visible_to(actor))
        with self._db.read() as session:
            rows = [_shelf_row(row) for row in session.execute(query.order_by(Ticket.ready_at).limit(FULLEST_SHELF))]
        asked = asked_words(text)
        return tuple(row for row in rows if all(_has(row, word) for word in asked))

    def on_shelf(self, actor: Actor, ticket_id: int) -> ShelfRow:
        """One of them, for the pick-up card; raises NotFound when it does not wait there (any more)."""
        actor.require(Right.SEE_TICKETS)
        query = _shelf_rows().where(Ticket.id == ticket_id, Ticket.ready_at.is_not(None), visible_to(actor))
        with self._db.read() as session:
            row = session.execute(query.where(Ticket.collected_at.is_(None))).first()
        if row is None:
            raise NotFound(_("This does not wait on the shelf any more. Press F5 and look again."))
        return _shelf_row(row)

    def handed_over(self, actor: Actor, ticket_id: int) -> HandedOver | None:
        """Who took it along, with the signature for who may hand over; None when nobody did."""
        actor.require(Right.SEE_TICKETS)
        signature = Handover.signature if actor.may(Right.HAND_OVER) else None
        query = (
            select(Handover.at, Handover.name, Handover.signature.is_not(None).label("signed"))
            .add_columns(*(() if signature is None else (signature,)))
            .join(Ticket, Ticket.id == Handover.ticket_id)
            .where(Handover.ticket_id == ticket_id, Ticket.collected_at == Handover.at, visible_to(actor))
        )
        with self._db.read() as session:
            row = session.execute(query.order_by(Handover.id.desc())).first()
        return None if row is None else HandedOver(*row)


def _standard_text(row: Any, usual: str) -> str:  # noqa: ANN401 -- a row of the sheet
    """In the language of the customer; ``usual`` is that of the desk, for who stayed anonymous."""
    return in_language(row.answer or "", row.answer_en or "", language_of(row.language or usual))


def _usual_notice(rows: Sequence[Any]) -> NoticeChoice:
    """Mail when everybody can have it, paper for customers whom we know, nothing for who stayed anonymous."""
    if all(row.email for row in rows):
        return NoticeChoice.MAIL
    return NoticeChoice.ROLL if any(row.requester_id for row in rows) else NoticeChoice.NONE


def _visible(session: Session, actor: Actor, ticket_id: int) -> Ticket:
    ticket = session.scalar(select(Ticket).where(Ticket.id == ticket_id, visible_to(actor)))
    if ticket is None:
        raise NotFound(_("This ticket is no longer there. Press F5 and look again."))
    return ticket


def _shelf_rows() -> Select[*tuple[Any, ...]]:
    other = aliased(Person)
    return (
        select(
            Ticket.id,
            Ticket.number,
            Ticket.kind,
            Ticket.subject,
            Ticket.shelf,
            Ticket.ready_at,
            Ticket.requester_id,
            Ticket.requested_for_id,
            Person.given_name,
            Person.infix,
            Person.family_name,
            other.given_name.label("other_given"),
            other.infix.label("other_infix"),
            other.family_name.label("other_family"),
        )
        .outerjoin(Person, Person.id == Ticket.requester_id)
        .outerjoin(other, other.id == Ticket.requested_for_id)
    )


def _shelf_row(row: Any) -> ShelfRow:  # noqa: ANN401 -- a row of _shelf_rows
    return ShelfRow(
        id=row.id,
        number=row.number,
        kind=row.kind,
        subject=row.subject,
        shelf=row.shelf,
        ready_at=row.ready_at,
        requester_id=row.requester_id,
        requester=display_name(row.given_name, row.infix, row.family_name),
        requested_for_id=row.requested_for_id,
        requested_for=display_name(row.other_given, row.other_infix, row.other_family),
    )


def _has(row: ShelfRow, word: str) -> bool:
    own = words(f"{row.number} {row.subject} {row.requester} {row.requested_for} {row.shelf}")
    return any(part.startswith(word) for part in own)
