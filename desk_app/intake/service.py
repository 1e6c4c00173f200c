# SPDX-License-Identifier: EUPL-1.2
"""Registering: from what a customer asked to tickets with a promise, a team and one slip."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import TicketKind
from desk_app.catalogue.queries import read_item
from desk_app.contracts.promise import MINUTES_WITHOUT_PRODUCT, Promise, promise, promise_for, term_in_days
from desk_app.contracts.queries import read_calendar
from desk_app.core import formats
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import local, today
from desk_app.core.db import Database, Unit
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _, language
from desk_app.core.settings import Settings, read_settings
from desk_app.core.worktime import Calendar
from desk_app.identity.models import Team
from desk_app.intake.draft import details_of, question_faults, subject_of
from desk_app.intake.messages import (
    Derived,
    LastContact,
    Question,
    ReceiptChoice,
    RegisteredVisit,
    RegisterVisit,
    VisitRegistered,
)
from desk_app.intake.models import DraftRow
from desk_app.interactions.models import Interaction
from desk_app.mail.service import queue_mail
from desk_app.printing.documents import Paper
from desk_app.printing.receipt import receipt_text
from desk_app.printing.service import PrintService
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.tickets import ledger
from desk_app.tickets.lifecycle import Act, Outcome, TicketEventKind
from desk_app.tickets.models import Ticket
from desk_app.tickets.slip import receipt_of
from desk_app.tickets.urgency import soon_at

FIRST_LINE, ACCOUNT_MANAGEMENT = "EERSTELIJN", "ACCOUNT"
"""Codes of the teams that get what no product routes."""

AFFECTED_PRIORITY = {"building": 1, "group": 2, "one": 3}
"""Who suffers from a fault; danger makes it the first priority."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a registration looks up once."""

    settings: Settings
    calendar: Calendar
    teams: dict[str, tuple[int, str]]
    language: str


class IntakeService:
    """Turns intake slips into tickets."""

    def __init__(self, db: Database, printing: PrintService) -> None:
        self._db = db
        self._printing = printing

    def derive(self, actor: Actor, question: Question, person_id: int | None) -> Derived:
        """What would be promised now, by whom and for how much."""
        actor.require(Right.INTAKE)
        with self._db.read() as session:
            desk = _look_up(session, _language_of(session, person_id))
            item = read_item(session, question.item_id, today(self._db.clock))
            given = _promise(desk, question, item, self._db.clock.now())
            team_id = _team(desk, question, item)
            team = next((name for one, name in desk.teams.values() if one == team_id), "")
        price = item.price_cents * question.quantity if item else 0
        return Derived(question.due or given.due_at, given.due_at, given.reason, team_id, team, price)

    def last_contact(self, actor: Actor, person_id: int) -> LastContact | None:
        """When and how this customer last had contact with us; None for the first time."""
        actor.require(Right.INTAKE)
        newest = select(Interaction.started_at, Interaction.channel).where(Interaction.person_id == person_id)
        with self._db.read() as session:
            row = session.execute(newest.order_by(Interaction.id.desc()).limit(1)).first()
        return LastContact(*row) if row else None

    def register(self, actor: Actor, command: RegisterVisit) -> RegisteredVisit:
        """All questions of one contact, or none of them: numbers, promises, teams, timeline, slip.

        Raises InvalidInput with the fields of the first question that is not complete (``question`` holds its index),
        Conflict when this slip was registered before.
        """
        actor.require(Right.INTAKE)
        with self._db.write(actor, command) as unit:
            desk = _look_up(unit.session, _language_of(unit.session, command.requester_id))
            items = [
                read_item(unit.session, question.item_id, local(unit.now).date()) for question in command.questions
            ]
            _check(command, items, unit)
            visit = _open_visit(unit, command)
            tickets = [
                _register(unit, desk, command, visit, question, item)
                for question, item in zip(command.questions, items, strict=True)
            ]
            unit.session.execute(delete(DraftRow).where(DraftRow.id == command.command_id))
            unit.session.flush()
            job = self._give_slip(unit, desk.settings, command, tickets)
            unit.about = tickets[0].number
            unit.publish(VisitRegistered(visit.id))
        ids, numbers = tuple(ticket.id for ticket in tickets), tuple(ticket.number for ticket in tickets)
        return RegisteredVisit(command.command_id, visit.id, ids, numbers, job)

    def _give_slip(self, unit: Unit, settings: Settings, command: RegisterVisit, tickets: list[Ticket]) -> int | None:
        if command.receipt is ReceiptChoice.NONE:
            return None
        slip = receipt_of(unit.session, settings, tickets)
        if command.receipt is not ReceiptChoice.MAIL:
            return self._printing.enqueue(unit, slip, Paper(command.receipt.value))
        person = unit.session.get_one(Person, command.requester_id)
        queue_mail(
            unit,
            about=slip.about,
            address=person.email or "",
            name=display_name(person.given_name, person.infix, person.family_name),
            subject=f"{', '.join(ticket.number for ticket in tickets[:3])} {formats.moment_plain(unit.now, slip.language)}",
            body=receipt_text(slip),
        )
        return None


def _look_up(session: Session, customer_language: str) -> _Desk:
    teams = session.execute(select(Team.code, Team.id, Team.name).where(Team.active)).all()
    return _Desk(
        settings=read_settings(session),
        calendar=read_calendar(session),
        teams={team.code: (team.id, team.name) for team in teams},
        language=customer_language,
    )


def _language_of(session: Session, person_id: int | None) -> str:
    if person_id is None:
        return language()
    return session.scalar(select(Person.language).where(Person.id == person_id)) or language()


def _check(command: RegisterVisit, items: list[ItemRow | None], unit: Unit) -> None:
    if not command.questions:
        raise InvalidInput({"item": _("Choose a product, or press Alt+N for a non-standard request.")})
    for index, (question, item) in enumerate(zip(command.questions, items, strict=True)):
        faults = question_faults(question, item, unit.now)
        norm = None if faults or question.due is None else question.due
        if norm is not None and _is_before_norm(unit, question, item, norm) and not question.due_reason.strip():
            faults["due_reason"] = _("This is earlier than agreed. Write why that can be done.")
        if faults:
            raise InvalidInput({**faults, **({"question": str(index)} if len(command.questions) > 1 else {})})
    person = unit.session.get(Person, command.requester_id) if command.requester_id is not None else None
    if command.requester_id is not None and person is None:
        raise InvalidInput({"customer": _("This customer is no longer there. Choose again.")})
    if command.receipt is ReceiptChoice.MAIL and not (person and person.email):
        raise InvalidInput({"receipt": _("There is no e-mail address. Fill it in or choose print.")})
    complains = any(question.kind is TicketKind.COMPLAINT for question in command.questions)
    if complains and command.receipt is ReceiptChoice.NONE:
        raise InvalidInput({"receipt": _("A complaint always gets a receipt.")})


def _is_before_norm(unit: Unit, question: Question, item: ItemRow | None, due: datetime) -> bool:
    desk = _look_up(unit.session, language())
    return due < _promise(desk, question, item, unit.now).due_at


def _promise(desk: _Desk, question: Question, item: ItemRow | None, now: datetime) -> Promise:
    if question.kind is TicketKind.COMPLAINT:
        return term_in_days(desk.calendar, now, desk.settings.complaint_term_days, desk.language)
    if item is None:
        return promise(desk.calendar, now, MINUTES_WITHOUT_PRODUCT[question.kind], desk.language)
    return promise_for(desk.calendar, now, item.lead, desk.language)


def _team(desk: _Desk, question: Question, item: ItemRow | None) -> int | None:
    if question.team_id is not None:
        return question.team_id
    if item is not None:
        return item.team_id
    goes_to_account = question.kind is TicketKind.REQUEST
    team = desk.teams.get(ACCOUNT_MANAGEMENT if goes_to_account else FIRST_LINE)
    return team[0] if team else None


def _open_visit(unit: Unit, command: RegisterVisit) -> Interaction:
    visit = Interaction(
        person_id=command.requester_id,
        channel=command.channel,
        counter_id=unit.actor.counter_id,
        agent_id=unit.actor.agent_id,
        started_at=min(command.started_at or unit.now, unit.now),
        ended_at=unit.now,
    )
    unit.session.add(visit)
    unit.session.flush()
    return visit


def _register(
    unit: Unit, desk: _Desk, command: RegisterVisit, visit: Interaction, question: Question, item: ItemRow | None
) -> Ticket:
    given = _promise(desk, question, item, unit.now)
    promised = question.due or given.due_at
    ticket = ledger.open_ticket(
        unit,
        kind=question.kind,
        interaction_id=visit.id,
        channel=command.channel,
        requester_id=command.requester_id,
        requested_for_id=command.requested_for_id,
        catalogue_item_id=question.item_id,
        subject=subject_of(question, item.name if item else ""),
        description=question.description,
        space_id=question.space_id,
        quantity=question.quantity,
        details=_details(question, is_done=command.complete_now or question.answered),
        confidential=question.confidential,
        priority=_priority(question),
        team_id=_team(desk, question, item),
        price_cents=item.price_cents * question.quantity if item else 0,
        cost_centre=question.details.get("cost_centre", "").strip()[:64],
        due_at=given.due_at,
        promised_at=promised,
        promise_reason=(question.due_reason.strip() or given.reason)[:200],
        soon_at=soon_at(unit.now, promised, min(given.three_quarters_at, promised)),
    )
    if command.complete_now or question.answered:
        _complete(unit, ticket, question, item)
    return ticket


def _complete(unit: Unit, ticket: Ticket, question: Question, item: ItemRow | None) -> None:
    done = question.answer.strip() or (item.answer if item else "") or _("Done at the counter.")
    ledger.change(
        unit,
        ticket,
        TicketEventKind.COMPLETED,
        done,
        act=Act.COMPLETE,
        for_customer=True,
        completed_at=unit.now,
        outcome=Outcome.SOLVED,
        resolution=done,
        assignee_id=unit.actor.agent_id,
    )


def _details(question: Question, *, is_done: bool) -> dict[str, object]:
    """Only the fields that belong to the kind; what was typed for another kind was never part of this question. An
    answer to a question that stays open is kept as well."""
    kept: dict[str, object] = {
        name: question.details[name].strip() for name in details_of(question) if question.details.get(name, "").strip()
    }
    if question.kind is TicketKind.INFORMATION and question.answer.strip() and not is_done:
        kept["answer"] = question.answer.strip()
    if question.non_standard and question.item_id is None:
        kept["non_standard"] = True
    return kept


def _priority(question: Question) -> int | None:
    if question.kind is not TicketKind.INCIDENT:
        return None
    if question.details.get("danger") == "yes":
        return 1
    return AFFECTED_PRIORITY.get(question.details.get("affected", ""), 3)
