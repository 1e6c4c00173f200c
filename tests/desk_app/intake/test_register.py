# SPDX-License-Identifier: EUPL-1.2
"""From what a customer asks to registered tickets and one slip."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.audit import AuditEntry, first_broken_link
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed
from desk_app.core.settings import Settings, write_settings
from desk_app.intake.draft import IntakeDraft
from desk_app.intake.messages import Question, ReceiptChoice, RegisterVisit
from desk_app.mail.models import OutgoingMail
from desk_app.printing.documents import DocumentKind, PromiseKind, Receipt, SlipKind
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.models import Ticket
from tests.factories import a_visit, an_actor, item_id, person_id, space_id


def _slip(desk: Desk, actor: Actor, number: str) -> Receipt:
    slip = desk.prints.document(actor, number, DocumentKind.RECEIPT)
    assert isinstance(slip, Receipt)
    return slip


def test_a_standard_request_gets_number_promise_team_and_slip(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)

    ticket = desk.ticket_queries.ticket(actor, visit.ticket_ids[0])
    assert ticket.number == "M26-000001"
    assert ticket.promised_at == datetime(2026, 11, 25, 10, 42, tzinfo=DESK_ZONE)
    assert (ticket.promise_reason, ticket.team, ticket.subject) == (
        "8 werkuren",
        "Eerste lijn",
        "Pas vervangen: pas is gebroken",
    )
    job = desk.print_queries.job(visit.print_job_id or 0)
    assert job is not None
    assert job.about == "M26-000001"


def test_three_questions_in_one_visit_come_on_one_slip(desk: Desk, actor: Actor) -> None:
    visit = a_visit(
        desk,
        actor,
        Question(item_id=item_id(desk.db, "P-PAS")),
        Question(
            item_id=item_id(desk.db, "P-BEA"),
            kind=TicketKind.INCIDENT,
            description="geen beeld",
            space_id=space_id(desk.db),
        ),
        Question(item_id=item_id(desk.db, "P-PAR"), kind=TicketKind.INFORMATION, answered=True),
    )

    slip = _slip(desk, actor, visit.numbers[1])
    assert [entry.number for entry in slip.entries] == list(visit.numbers)
    assert [entry.kind for entry in slip.entries] == [SlipKind.ORDER, SlipKind.INCIDENT, SlipKind.QUESTION]
    assert slip.entries[2].answer == "Op terrein P2, achter gebouw D."
    assert slip.customer == "S. Jansen"


def test_a_question_that_is_not_complete_registers_nothing(desk: Desk, actor: Actor) -> None:
    fine = Question(item_id=item_id(desk.db, "P-PAS"))
    nowhere = Question(item_id=item_id(desk.db, "P-BEA"), kind=TicketKind.INCIDENT, description="stuk")

    with pytest.raises(InvalidInput) as refused:
        a_visit(desk, actor, fine, nowhere)

    assert refused.value.fields["question"] == "1"
    assert "space" in refused.value.fields
    with desk.db.read() as session:
        assert session.scalar(select(func.count(Ticket.id))) == 0


def test_a_slip_is_registered_at_most_once(desk: Desk, actor: Actor) -> None:
    draft = replace(
        IntakeDraft(),
        customer_id=person_id(desk.db, "Jansen"),
        question=Question(item_id=item_id(desk.db, "P-PAS")),
    )
    desk.drafts.keep(actor, draft)
    desk.intake.register(actor, draft.order())

    with pytest.raises(Conflict):
        desk.intake.register(actor, draft.order())

    desk.drafts.recover(actor)
    assert desk.drafts.shelf(actor) == ()


def test_an_anonymous_question_is_answered_at_once_and_names_nobody(desk: Desk, actor: Actor) -> None:
    question = Question(kind=TicketKind.INFORMATION, kind_chosen=True, description="waar is de uitgang?", answered=True)

    visit = a_visit(desk, actor, question, customer=None)

    ticket = desk.ticket_queries.ticket(actor, visit.ticket_ids[0])
    assert (ticket.status, ticket.requester_id) == (TicketStatus.COMPLETED, None)
    slip = _slip(desk, actor, visit.numbers[0])
    assert (slip.customer, slip.letterhead.notice) == ("", "")
    assert slip.entries[0].promise is not None
    assert slip.entries[0].promise.kind is PromiseKind.DONE


def test_a_confidential_complaint_leaves_no_word_on_paper(desk: Desk, actor: Actor) -> None:
    complaint = Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="geheim verhaal", confidential=True)

    visit = a_visit(desk, actor, complaint)

    manager = an_actor(desk.db, "bas", Role.MANAGER)
    assert "geheim" not in repr(_slip(desk, manager, visit.numbers[0]))
    assert "geheim" not in desk.printing.paperwork(visit.print_job_id or 0).title


def test_a_complaint_always_gets_a_receipt(desk: Desk, actor: Actor) -> None:
    order = RegisterVisit(
        requester_id=person_id(desk.db, "Jansen"),
        questions=(Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="te lang gewacht"),),
        receipt=ReceiptChoice.NONE,
    )

    with pytest.raises(InvalidInput) as refused:
        desk.intake.register(actor, order)

    assert "receipt" in refused.value.fields


def test_a_complaint_is_promised_an_answer_within_the_term_of_the_law(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor, Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="te lang gewacht"))

    ticket = desk.ticket_queries.ticket(actor, visit.ticket_ids[0])
    assert ticket.promised_at is not None
    assert ticket.promised_at.astimezone(DESK_ZONE).date().isoformat() == "2027-01-05"
    assert ticket.promise_reason == "42 dagen"


def test_the_slip_of_a_complaint_says_where_to_go_with_the_answer(desk: Desk, actor: Actor) -> None:
    with desk.db.jot() as session:
        write_settings(session, Settings(complaint_follow_up="Vraag naar de klachtencommissie."))

    visit = a_visit(desk, actor, Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="te lang gewacht"))

    assert _slip(desk, actor, visit.numbers[0]).entries[0].follow_up == "Vraag naar de klachtencommissie."


def test_a_receipt_by_mail_waits_in_the_outbox(desk: Desk, actor: Actor) -> None:
    order = RegisterVisit(
        requester_id=person_id(desk.db, "Jansen"),
        questions=(Question(item_id=item_id(desk.db, "P-PAS")),),
        receipt=ReceiptChoice.MAIL,
    )

    visit = desk.intake.register(actor, order)

    with desk.db.read() as session:
        address, body = session.execute(select(OutgoingMail.address, OutgoingMail.body)).one()
    assert (visit.print_job_id, address) == (None, "sanne.jansen@example.org")
    assert visit.numbers[0] in body


def test_without_address_there_is_no_mail(desk: Desk, actor: Actor) -> None:
    order = RegisterVisit(
        requester_id=person_id(desk.db, "Berg"),
        questions=(Question(item_id=item_id(desk.db, "P-PAS")),),
        receipt=ReceiptChoice.MAIL,
    )

    with pytest.raises(InvalidInput) as refused:
        desk.intake.register(actor, order)

    assert "receipt" in refused.value.fields


def test_a_sooner_promise_than_agreed_needs_a_reason(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    soon = clock.now() + timedelta(hours=2)
    question = Question(item_id=item_id(desk.db, "P-PAS"), due=soon)

    with pytest.raises(InvalidInput) as refused:
        a_visit(desk, actor, question)
    visit = a_visit(desk, actor, replace(question, due_reason="examen om 13 uur"))

    assert "due_reason" in refused.value.fields
    ticket = desk.ticket_queries.ticket(actor, visit.ticket_ids[0])
    assert (ticket.promised_at, ticket.promise_reason) == (soon, "examen om 13 uur")
    assert ticket.due_at is not None
    assert ticket.due_at > soon


@pytest.mark.parametrize(
    ("question", "field"),
    [
        (Question(), "item"),
        (Question(kind=TicketKind.COMPLAINT, kind_chosen=True), "description"),
        (Question(kind=TicketKind.INCIDENT, kind_chosen=True, description="stuk"), "space"),
        (Question(non_standard=True), "description"),
        (Question(non_standard=True, description="x" * 2001), "description"),
        (Question(non_standard=True, description="nul \0 teken"), "description"),
        (Question(non_standard=True, description="half \ud800 teken"), "description"),
        (Question(non_standard=True, description="later", due=datetime(2026, 11, 24, 9, tzinfo=UTC)), "due"),
        (Question(non_standard=True, description="plan", details={"goal": "x" * 2001}), "goal"),
        (Question(item_id=4711), "item"),
    ],
)
def test_what_is_missing_is_said_at_its_field(desk: Desk, actor: Actor, question: Question, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        a_visit(desk, actor, question)

    assert field in refused.value.fields


@pytest.mark.parametrize(
    "typed",
    [
        "=cmd|' /C calc'!A0",
        "<b>vet</b>",
        "Robert'); DROP TABLE tickets;--",
        "مرحبا \u202e omgekeerd",
        "👩‍🚀\u200b",
        "\x07bel",
    ],
)
def test_what_a_customer_says_is_kept_as_it_was_typed(desk: Desk, actor: Actor, typed: str) -> None:
    visit = a_visit(desk, actor, Question(item_id=item_id(desk.db, "P-PAS"), description=typed))

    assert desk.ticket_queries.ticket(actor, visit.ticket_ids[0]).description == typed


def test_only_the_fields_of_the_kind_are_stored(desk: Desk, actor: Actor) -> None:
    question = Question(
        kind=TicketKind.COMPLAINT,
        kind_chosen=True,
        description="wachttijd",
        details={"about": "wachttijd", "since": "gisteren", "goal": "zaal"},
    )

    visit = a_visit(desk, actor, question)

    assert desk.ticket_queries.ticket(actor, visit.ticket_ids[0]).details == {"about": "wachttijd"}


def test_the_customer_reads_the_promise_in_their_own_language(desk: Desk, actor: Actor) -> None:
    with desk.db.jot() as session:
        write_settings(session, Settings(language="en"))

    visit = a_visit(desk, actor, customer="Łukaszewicz")

    assert _slip(desk, actor, visit.numbers[0]).customer == "Ş. Łukaszewicz"


def test_the_back_office_does_no_intake(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        a_visit(desk, an_actor(desk.db, "piet", Role.BACK_OFFICE))


def test_every_command_leaves_one_line_in_a_chain_that_holds(desk: Desk, actor: Actor) -> None:
    a_visit(desk, actor)
    a_visit(desk, actor)

    with desk.db.read() as session:
        lines = session.execute(select(AuditEntry.command, AuditEntry.agent_id, AuditEntry.counter_id)).all()
        assert first_broken_link(session) is None
    assert [tuple(line) for line in lines] == [("RegisterVisit", actor.agent_id, actor.counter_id)] * 2
