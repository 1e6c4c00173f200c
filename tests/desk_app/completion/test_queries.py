# SPDX-License-Identifier: EUPL-1.2
"""What the forms between done and closed know beforehand, and who may see the signature."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.completion.messages import CompleteTickets, HandOver, NoticeChoice
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import NotFound
from desk_app.intake.messages import Question
from desk_app.printing.documents import CompletionNotice
from desk_app.relations.models import Person
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import ReopenTickets, Undo
from tests import factories
from tests.products import a_product

PNG = b"\x89PNG\r\n\x1a\n"


def put_on_shelf(desk: Desk, actor: Actor, shelf: str, customer: str | None = "Jansen") -> int:
    ticket_id = factories.a_visit(desk, actor, customer=customer).ticket_ids[0]
    desk.completion.complete(
        actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar.", shelf=shelf, late_reason="druk")
    )
    return ticket_id


def test_the_form_knows_who_is_late_who_has_mail_and_the_text_of_the_product(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    parking = Question(kind=TicketKind.INFORMATION, item_id=factories.item_id(desk.db, "P-PAR"))
    old = factories.a_visit(desk, actor, parking, customer="Berg")
    clock.advance(timedelta(hours=2))
    fresh = factories.a_visit(desk, actor)

    both = desk.completion_queries.sheet(actor, (*fresh.ticket_ids, *old.ticket_ids))
    one = desk.completion_queries.sheet(actor, old.ticket_ids)

    assert [line.number for line in both.lines] == [*fresh.numbers, *old.numbers]
    assert both.late_minutes == (90,)  # what is answered "at once" was promised within half an hour
    assert both.without_mail == old.numbers
    assert (both.standard_text, both.price_cents, both.usual_notice) == ("", None, NoticeChoice.ROLL)
    assert (one.standard_text, one.price_cents) == ("Op terrein P2, achter gebouw D.", 0)


def test_the_standard_text_is_in_the_language_of_the_customer(desk: Desk, actor: Actor) -> None:
    key = a_product(desk, fields=(), answer="Ligt klaar.", answer_en="Is waiting for you.")
    only_dutch = a_product(desk, fields=(), code="P-SL2", name="Slot", name_en="Lock", answer="Het slot past.")
    with desk.db.jot() as session:
        session.execute(update(Person).where(Person.family_name == "Berg").values(language="en"))

    dutch, english = (factories.a_visit(desk, actor, Question(item_id=key), customer=who) for who in ("Jansen", "Berg"))
    nobody = factories.a_visit(desk, actor, Question(item_id=key), customer=None)
    untold = factories.a_visit(desk, actor, Question(item_id=only_dutch), customer="Berg")

    assert [
        desk.completion_queries.sheet(actor, ids).standard_text
        for ids in (
            dutch.ticket_ids,
            english.ticket_ids,
            nobody.ticket_ids,
            untold.ticket_ids,
            (*dutch.ticket_ids, *nobody.ticket_ids),
            (*dutch.ticket_ids, *english.ticket_ids),
        )
    ] == ["Ligt klaar.", "Is waiting for you.", "Ligt klaar.", "Het slot past.", "Ligt klaar.", ""]


def test_a_ticket_that_is_not_there_is_said_in_words(desk: Desk, actor: Actor) -> None:
    with pytest.raises(NotFound):
        desk.completion_queries.sheet(actor, (999_999,))
    with pytest.raises(NotFound):
        desk.completion_queries.on_shelf(actor, 999_999)


def test_the_preview_is_the_notice_of_what_is_typed_and_changes_nothing(desk: Desk, actor: Actor) -> None:
    ticket_id = factories.a_visit(desk, actor).ticket_ids[0]
    before = desk.ticket_queries.ticket(actor, ticket_id)

    notice = desk.completion_queries.preview(
        actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Nieuwe pas.", shelf="14", cost_cents=1250)
    )

    assert isinstance(notice, CompletionNotice)
    assert (notice.work_done, notice.price) == ("Nieuwe pas.", "€\xa012,50")
    assert notice.pick_up is not None
    assert desk.ticket_queries.ticket(actor, ticket_id) == before


def test_the_shelf_is_found_by_every_word_of_it(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    first = put_on_shelf(desk, actor, "14")
    clock.advance(timedelta(hours=1))
    second = put_on_shelf(desk, actor, "B 3", customer="Berg")

    asked = {
        text: [row.id for row in desk.completion_queries.shelf(actor, text)]
        for text in ("", "berg", "jan", "14", "pas b", "niets")
    }

    assert asked == {
        "": [first, second],
        "berg": [second],
        "jan": [first],
        "14": [first],
        "pas b": [second],
        "niets": [],
    }


def test_who_may_hand_over_sees_the_signature_and_others_only_that_there_is_one(desk: Desk, actor: Actor) -> None:
    ticket_id = put_on_shelf(desk, actor, "14")
    clerk = factories.an_actor(desk.db, "bo", Role.BACK_OFFICE)

    desk.completion.hand_over(actor, HandOver(ticket_ids=(ticket_id,), name="Sanne", signature=PNG))
    mine = desk.completion_queries.handed_over(actor, ticket_id)
    theirs = desk.completion_queries.handed_over(clerk, ticket_id)

    assert mine is not None
    assert (mine.name, mine.is_signed, mine.signature) == ("Sanne", True, PNG)
    assert theirs is not None
    assert (theirs.is_signed, theirs.signature) == (True, None)


def test_a_hand_over_that_was_taken_back_is_not_told(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    undone, reopened = put_on_shelf(desk, actor, "14"), put_on_shelf(desk, actor, "15")
    handed = desk.completion.hand_over(actor, HandOver(ticket_ids=(undone,), name="Sanne"))
    desk.completion.hand_over(actor, HandOver(ticket_ids=(reopened,), name="Sanne"))
    clock.advance(timedelta(minutes=1))

    desk.undo.undo(actor, Undo(undone_id=handed.command_id))
    desk.tickets.reopen(actor, ReopenTickets(ticket_ids=(reopened,), reason="verkeerde pas"))

    assert desk.completion_queries.handed_over(actor, undone) is None
    assert desk.completion_queries.handed_over(actor, reopened) is None
    assert desk.completion_queries.on_shelf(actor, undone).shelf == "14"
    assert desk.ticket_queries.ticket(actor, reopened).status is TicketStatus.IN_PROGRESS
