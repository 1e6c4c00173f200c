# SPDX-License-Identifier: EUPL-1.2
"""What is asked about tickets, and who may see them."""

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import NotFound
from desk_app.intake.messages import Question
from tests.factories import a_visit, an_actor, item_id, person_id, space_id


def test_a_confidential_complaint_is_not_for_every_eye(desk: Desk, actor: Actor) -> None:
    complaint = Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="over een collega", confidential=True)
    visit = a_visit(desk, actor, complaint)
    manager = an_actor(desk.db, "bas", Role.MANAGER)

    with pytest.raises(NotFound):
        desk.ticket_queries.ticket(actor, visit.ticket_ids[0])

    assert desk.ticket_queries.timeline(actor, visit.ticket_ids[0]) == ()
    assert desk.ticket_queries.open_tickets_of(actor, person_id(desk.db, "Jansen")) == ()
    assert desk.ticket_queries.ticket(manager, visit.ticket_ids[0]).confidential


def test_the_customer_panel_shows_open_work_only(desk: Desk, actor: Actor) -> None:
    sanne = person_id(desk.db, "Jansen")
    visit = a_visit(desk, actor)
    answered = Question(item_id=item_id(desk.db, "P-PAR"), kind=TicketKind.INFORMATION, answered=True)
    a_visit(desk, actor, answered)

    lines = desk.ticket_queries.open_tickets_of(actor, sanne)

    assert [line.number for line in lines] == list(visit.numbers)
    assert len(desk.ticket_queries.history_of(actor, sanne)) == 2


def test_the_same_question_of_the_same_customer_is_noticed(desk: Desk, actor: Actor) -> None:
    visit = a_visit(desk, actor)

    same = desk.ticket_queries.lookalikes(
        actor,
        person_id=person_id(desk.db, "Jansen"),
        item_id=item_id(desk.db, "P-PAS"),
        space_id=None,
        kind=TicketKind.REQUEST,
    )

    assert [line.number for line in same] == list(visit.numbers)


def test_a_fault_in_a_room_is_noticed_whoever_reports_it(desk: Desk, actor: Actor) -> None:
    broken = Question(
        item_id=item_id(desk.db, "P-BEA"),
        kind=TicketKind.INCIDENT,
        description="geen beeld",
        space_id=space_id(desk.db),
    )
    visit = a_visit(desk, actor, broken)

    same = desk.ticket_queries.lookalikes(
        actor,
        person_id=person_id(desk.db, "Berg"),
        item_id=item_id(desk.db, "P-BEA"),
        space_id=space_id(desk.db),
        kind=TicketKind.INCIDENT,
    )

    assert [line.number for line in same] == list(visit.numbers)


def test_another_request_without_a_product_is_no_double_of_one_with(desk: Desk, actor: Actor) -> None:
    a_visit(desk, actor)

    same = desk.ticket_queries.lookalikes(
        actor, person_id=person_id(desk.db, "Jansen"), item_id=None, space_id=None, kind=TicketKind.REQUEST
    )

    assert same == ()
