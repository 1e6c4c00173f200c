# SPDX-License-Identifier: EUPL-1.2
"""Registering: from what a customer asked to tickets with a promise, a team and one slip."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.models import TicketKind
from desk_app.core import formats
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import local
from desk_app.core.db import Database, Unit
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import N_, _, catalogue
from desk_app.core.settings import Settings
from desk_app.intake.agreed import Agreed, agreed_about
from desk_app.intake.deriving import Foreseen, Wish, derive, foresee
from desk_app.intake.draft import details_of, is_ordered, standard_text, subject_of, supply_of
from desk_app.intake.faults import due_fault, question_faults, ready_faults
from desk_app.intake.messages import (
    Derived,
    Facts,
    LastContact,
    Question,
    ReceiptChoice,
    RegisteredVisit,
    RegisterVisit,
    VisitRegistered,
)
from desk_app.intake.models import DraftRow
from desk_app.intake.terms import (
    DeskFacts,
    cost_centre_of,
    lane_of,
    look_up,
    policy_of,
    read_any_item,
    read_facts,
    team_of,
    total_of,
)
from desk_app.intake.typed_answers import read_answer, read_detail
from desk_app.interactions.models import Interaction
from desk_app.mail.service import queue_mail
from desk_app.printing.documents import Paper
from desk_app.printing.receipt import receipt_text
from desk_app.printing.service import PrintService
from desk_app.process.opening import open_process
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.tickets import ledger
from desk_app.tickets.answers import to_json
from desk_app.tickets.lifecycle import Act, Outcome, TicketEventKind
from desk_app.tickets.models import Ticket
from desk_app.tickets.slip import receipt_of


class IntakeService:
    """Turns intake slips into tickets."""

    def __init__(self, db: Database, printing: PrintService) -> None:
        self._db = db
        self._printing = printing

    def derive(self, actor: Actor, question: Question, person_id: int | None, for_id: int | None = None) -> Derived:
        """What would be promised now, by whom and for how much, and what stands in the way of it.

        ``for_id`` is for whom it is done, when that is somebody else than the customer.
        """
        actor.require(Right.INTAKE)
        with self._db.read() as session:
            return derive(session, question, person_id, for_id, self._db.clock.now())

    def foresee(self, actor: Actor, wish: Wish) -> Foreseen:
        """What would be promised at a moment that somebody chooses, and how it is counted. Raises InvalidInput."""
        actor.require(Right.INTAKE)
        with self._db.read() as session:
            return foresee(session, wish)

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
            desk = look_up(unit.session, command.requester_id)
            day = local(unit.now).date()
            items = [read_any_item(unit.session, question.item_id, day) for question in command.questions]
            known = _check(unit, desk, command, items)
            visit = _open_visit(unit, command)
            tickets = [
                _register(unit, desk, command, visit, question, item, *about)
                for question, item, about in zip(command.questions, items, known, strict=True)
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


def _check(
    unit: Unit, desk: DeskFacts, command: RegisterVisit, items: Sequence[ItemRow | None]
) -> tuple[tuple[Facts, Agreed], ...]:
    """Raises InvalidInput; returns what was looked up and agreed about each question."""
    if not command.questions:
        raise InvalidInput({"item": _("Choose a product, or press Alt+N for a non-standard request.")})
    holder_id = command.requested_for_id or command.requester_id
    found = []
    for index, (question, item) in enumerate(zip(command.questions, items, strict=True)):
        facts = read_facts(unit.session, question, item, holder_id, local(unit.now).date())
        faults = question_faults(question, item, unit.now, facts)
        if command.complete_now:
            faults = ready_faults(question, item) | faults
        agreed = agreed_about(unit.session, desk, question, item, holder_id, unit.now)
        if not faults and (fault := due_fault(question, agreed.promise.due_at)):
            faults["due_reason"] = fault
        if faults:
            raise InvalidInput({**faults, **({"question": str(index)} if len(command.questions) > 1 else {})})
        found.append((facts, agreed))
    person = unit.session.get(Person, command.requester_id) if command.requester_id is not None else None
    if command.requester_id is not None and person is None:
        raise InvalidInput({"customer": _("This customer is no longer there. Choose again.")})
    if command.receipt is ReceiptChoice.MAIL and not (person and person.email):
        raise InvalidInput({"receipt": _("There is no e-mail address. Fill it in or choose print.")})
    complains = any(question.kind is TicketKind.COMPLAINT for question in command.questions)
    if complains and command.receipt is ReceiptChoice.NONE:
        raise InvalidInput({"receipt": _("A complaint always gets a receipt.")})
    return tuple(found)


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
    unit: Unit,
    desk: DeskFacts,
    command: RegisterVisit,
    visit: Interaction,
    question: Question,
    item: ItemRow | None,
    facts: Facts,
    agreed: Agreed,
) -> Ticket:
    given = agreed.promise
    promised = question.due or given.due_at
    policy = policy_of(unit.session, question, item)
    is_done = command.complete_now or question.answered
    ticket = ledger.open_ticket(
        unit,
        "" if is_done else agreed.terms.source,
        terms=agreed.terms,
        kind=question.kind,
        interaction_id=visit.id,
        channel=command.channel,
        requester_id=command.requester_id,
        requested_for_id=command.requested_for_id,
        catalogue_item_id=question.item_id,
        catalogue_version=item.version if item else None,
        supply=supply_of(question, item) if item is not None and is_ordered(question, item) else None,
        lane=lane_of(question, policy),
        answers=_answers(unit, question, item),
        exception_reason=question.exception_reason.strip() if facts.refusal else "",
        exception_by=question.exception_by.strip() if facts.refusal else "",
        subject=subject_of(question, item.name if item else ""),
        description=question.description,
        space_id=question.space_id,
        quantity=question.quantity,
        details=_details(question, item, local(unit.now).date(), is_done=is_done),
        confidential=question.confidential,
        priority=agreed.asked.priority,
        team_id=team_of(desk, question, item, policy),
        owner_id=unit.actor.agent_id,
        target_id=agreed.terms.target_id,
        price_cents=total_of(question, item),
        cost_centre=cost_centre_of(unit.session, question, item),
        promised_at=promised,
        promise_reason=((question.due_reason.strip() if question.due is not None else "") or given.reason)[:200],
    )
    if is_done:
        _complete(unit, ticket, question, standard_text(question, item, desk.language), desk.language)
    elif item is not None and is_ordered(question, item):
        open_process(unit, ticket, item, calendar=desk.calendar, keeps_team=question.team_id is not None)
    return ticket


def _answers(unit: Unit, question: Question, item: ItemRow | None) -> list[dict[str, str]]:
    if item is None or not is_ordered(question, item):
        return []
    day = local(unit.now).date()
    read = (
        read_answer(line, question.answers.get(line.code, ""), question.answer_names.get(line.code, ""), day)
        for line in item.fields
    )
    return to_json(answer for answer in read if answer is not None)


def _complete(unit: Unit, ticket: Ticket, question: Question, standard: str, lang: str) -> None:
    """``standard`` is what the product says by itself; the customer reads ``lang``."""
    done = question.answer.strip() or standard or catalogue(lang).gettext(N_("Done at the counter."))
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


def _details(question: Question, item: ItemRow | None, day: date, *, is_done: bool) -> dict[str, object]:
    """Only the fields that belong to the kind and the product; what was typed for another kind was never part of this question. An
    answer to a question that stays open is kept as well."""
    kept: dict[str, object] = {
        name: read_detail(name, question.details[name], day)
        for name in details_of(question, item)
        if question.details.get(name, "").strip()
    }
    if question.kind is TicketKind.INFORMATION and question.answer.strip() and not is_done:
        kept["answer"] = question.answer.strip()
    if question.non_standard and question.item_id is None:
        kept["non_standard"] = True
    return kept
