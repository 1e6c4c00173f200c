# SPDX-License-Identifier: EUPL-1.2
"""Report ready, put on the shelf, hand over: the customer always hears, and always gets it back signed."""

from datetime import timedelta

from sqlalchemy import select

from desk_app.completion.messages import CloseExpired, CompleteTickets, HandOver, NoticeChoice, PutOnShelf
from desk_app.completion.models import Handover
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.core import text
from desk_app.core.actor import Actor, Right, the_program
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.i18n import _
from desk_app.core.settings import Settings, read_settings
from desk_app.core.worktime import add_working_minutes
from desk_app.mail.service import queue_mail
from desk_app.printing.completion_notice import completion_text
from desk_app.printing.documents import Paper
from desk_app.printing.service import PrintService
from desk_app.printing.wording import title
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.tickets import ledger
from desk_app.tickets.lifecycle import WORKABLE, Act, Outcome, TicketEventKind, TicketStatus
from desk_app.tickets.messages import Done
from desk_app.tickets.models import Ticket
from desk_app.tickets.notice import notice_of
from desk_app.tickets.steps import open_step_names
from desk_app.tickets.urgency import late_by

MOST_MINUTES = 100_000
MOST_CENTS = 100_000_000
LONGEST_SIGNATURE = 200_000
"""Bytes of a drawn signature."""

WORKING_DAY_MINUTES = 480


class CompletionService:
    """From done to closed."""

    def __init__(self, db: Database, printing: PrintService) -> None:
        self._db = db
        self._printing = printing

    def complete(self, actor: Actor, command: CompleteTickets) -> Done:
        """The work is done; one text for all tickets, a notice for each customer.

        Raises InvalidInput on ``work_done``, ``late_reason`` (later than agreed), ``next_step`` (not solved) or
        ``notice`` (no address), Conflict when one of them is not open work or has a step to do.
        """
        actor.require(Right.COMPLETE)
        _check_complete(command)
        with self._db.write(actor, command) as unit:
            settings = read_settings(unit.session)
            tickets = ledger.load(unit, command.ticket_ids)
            _no_open_steps(unit, tickets)
            is_late = any(late_by(ticket.due_at, ticket.paused_at, unit.now) for ticket in tickets)
            if is_late and not command.late_reason.strip():
                raise InvalidInput({"late_reason": _("This is later than agreed. Choose a reason.")})
            for ticket in tickets:
                _complete(unit, ticket, command)
                self._tell(unit, settings, ticket, command.notice)
        return _done(command, tickets)

    def put_on_shelf(self, actor: Actor, command: PutOnShelf) -> Done:
        """It waits on ``shelf`` for the customer."""
        actor.require(Right.HAND_OVER)
        text.check(
            {"shelf": (command.shelf, 32)},
            {"shelf": None if command.shelf.strip() else _("On which shelf does it lie?")},
        )
        with self._db.write(actor, command) as unit:
            tickets = ledger.load(unit, (command.ticket_id,))
            _put_on_shelf(unit, tickets[0], command.shelf)
        return _done(command, tickets)

    def hand_over(self, actor: Actor, command: HandOver) -> Done:
        """The customer takes it along, by name and if wanted signed; with that the ticket is closed."""
        actor.require(Right.HAND_OVER)
        faults = {"name": None if command.name.strip() else _("Write who takes it along.")}
        if command.signature is not None and len(command.signature) > LONGEST_SIGNATURE:
            faults["signature"] = _("The signature is too large. Draw it again.")
        text.check({"name": (command.name, text.LINE)}, faults)
        with self._db.write(actor, command) as unit:
            tickets = ledger.load(unit, command.ticket_ids)
            for ticket in tickets:
                ledger.change(
                    unit,
                    ticket,
                    TicketEventKind.COLLECTED,
                    act=Act.HAND_OVER,
                    collected_at=unit.now,
                    collected_by=command.name.strip(),
                )
                ledger.change(unit, ticket, TicketEventKind.CLOSED, act=Act.CLOSE, closed_at=unit.now)
                unit.session.add(
                    Handover(
                        ticket_id=ticket.id,
                        at=unit.now,
                        name=command.name.strip(),
                        signature=command.signature,
                        command_id=command.command_id,
                    )
                )
        return _done(command, tickets)

    def close_expired(self) -> int:
        """Closes completed work on which the customer can no longer come back; returns how many tickets.

        The term is ``reopen_working_days`` of eight open hours after completion.
        """
        with self._db.read() as session:
            settings, calendar = read_settings(session), read_calendar(session)
            now = self._db.clock.now()
            minutes = settings.reopen_working_days * WORKING_DAY_MINUTES
            rough = now - timedelta(days=settings.reopen_working_days)
            query = select(Ticket.id, Ticket.completed_at).where(
                Ticket.status == TicketStatus.COMPLETED, Ticket.completed_at < rough
            )
            over = [
                row.id
                for row in session.execute(query.order_by(Ticket.completed_at).limit(500))
                if add_working_minutes(calendar, row.completed_at, minutes) <= now
            ]
        if not over:
            return 0
        command = CloseExpired(ticket_ids=tuple(over))
        with self._db.write(the_program(), command) as unit:
            for ticket in ledger.load(unit, over):
                ledger.change(unit, ticket, TicketEventKind.CLOSED, act=Act.CLOSE, closed_at=unit.now)
        return len(over)

    def _tell(self, unit: Unit, settings: Settings, ticket: Ticket, choice: NoticeChoice) -> None:
        if choice is NoticeChoice.NONE:
            return
        notice = notice_of(unit.session, settings, ticket, unit.actor.counter_name)
        if choice is not NoticeChoice.MAIL:
            self._printing.enqueue(unit, notice, Paper(choice.value))
            ledger.record(unit, ticket, TicketEventKind.PRINTED)
            return
        person = unit.session.get(Person, ticket.requester_id) if ticket.requester_id else None
        if person is None or not person.email:
            sentence = _("There is no e-mail address for ticket {number}. Choose print.").format(number=ticket.number)
            raise InvalidInput({"notice": sentence})
        queue_mail(
            unit,
            about=ticket.number,
            address=person.email,
            name=display_name(person.given_name, person.infix, person.family_name),
            subject=title(notice),
            body=completion_text(notice),
        )
        ledger.record(unit, ticket, TicketEventKind.MAILED)


def _check_complete(command: CompleteTickets) -> None:
    faults: dict[str, str | None] = {}
    if not command.work_done.strip():
        faults["work_done"] = _("Write what was done. The customer reads this.")
    if command.outcome is Outcome.NOT_SOLVED and not command.next_step.strip():
        faults["next_step"] = _("What happens now? Write the next step.")
    if command.minutes_spent is not None and not 0 <= command.minutes_spent <= MOST_MINUTES:
        faults["minutes_spent"] = _("Write the time as hours and minutes, like 0:20.")
    if command.cost_cents is not None and not 0 <= command.cost_cents <= MOST_CENTS:
        faults["cost_cents"] = _("Write an amount, like 12,50.")
    text.check(
        {
            "work_done": (command.work_done, text.TEXT),
            "shelf": (command.shelf, 32),
            "late_reason": (command.late_reason, text.LINE),
            "next_step": (command.next_step, text.LINE),
        },
        faults,
    )


def _no_open_steps(unit: Unit, tickets: list[Ticket]) -> None:
    for ticket in tickets:
        names = open_step_names(unit.session, ticket.id) if ticket.status in WORKABLE else ()
        if names:
            raise Conflict(
                _(
                    "Ticket {number} is not ready yet: step “{step}” comes first. Finish it, or skip it with a reason."
                ).format(number=ticket.number, step=names[0])
            )


def _complete(unit: Unit, ticket: Ticket, command: CompleteTickets) -> None:
    is_late = late_by(ticket.due_at, ticket.paused_at, unit.now)
    next_step = command.next_step.strip()
    ledger.change(
        unit,
        ticket,
        TicketEventKind.COMPLETED,
        command.work_done,
        act=Act.COMPLETE,
        for_customer=True,
        completed_at=unit.now,
        outcome=command.outcome,
        resolution=command.work_done,
        late_reason=command.late_reason.strip() if is_late else "",
        minutes_spent=command.minutes_spent,
        price_cents=ticket.price_cents if command.cost_cents is None else command.cost_cents,
        details={**ticket.details, "next_step": next_step} if next_step else ticket.details,
        pending_reason=None,
        follow_up_on=None,
        assignee_id=ticket.assignee_id or unit.actor.agent_id,
    )
    if command.shelf.strip():
        _put_on_shelf(unit, ticket, command.shelf)


def _put_on_shelf(unit: Unit, ticket: Ticket, shelf: str) -> None:
    ledger.change(unit, ticket, TicketEventKind.READY, act=Act.MAKE_READY, ready_at=unit.now, shelf=shelf.strip())


def _done(command: CompleteTickets | PutOnShelf | HandOver, tickets: list[Ticket]) -> Done:
    return Done(command.command_id, tuple(t.id for t in tickets), tuple(t.number for t in tickets))
