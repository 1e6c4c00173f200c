# SPDX-License-Identifier: EUPL-1.2
"""The papers of a ticket: which there are, which become a copy, and how they will look."""

import pytest

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor
from desk_app.core.errors import Conflict, NotFound
from desk_app.printing.documents import DocumentKind, Paper
from desk_app.printing.messages import CancelJob
from desk_app.printing.raster import page_text
from desk_app.tickets.prints import PrintForTicket
from tests import factories


def test_the_slip_of_the_visit_becomes_a_copy_and_a_notice_waits_for_completion(desk: Desk, actor: Actor) -> None:
    ticket_id = factories.a_visit(desk, actor).ticket_ids[0]

    receipt, notice = desk.prints.offers(actor, ticket_id)

    assert (receipt.document, receipt.copy, receipt.refusal) == (DocumentKind.RECEIPT, 2, "")
    assert receipt.asked_at == desk.clock.now()
    assert (notice.document, notice.copy, notice.asked_at) == (DocumentKind.COMPLETION, 1, None)
    assert "nog niet gereed" in notice.refusal


def test_after_each_print_the_next_copy_has_the_next_number(desk: Desk, actor: Actor) -> None:
    ticket_id = factories.a_visit(desk, actor).ticket_ids[0]
    order = PrintForTicket(ticket_id=ticket_id, document=DocumentKind.RECEIPT)

    job = desk.prints.print(actor, order)

    printed = desk.print_queries.job(job)
    assert printed is not None
    assert printed.copy == 2
    assert desk.prints.offers(actor, ticket_id)[0].copy == 3


def test_the_preview_says_copy_on_the_paper_asked_and_asks_for_nothing(desk: Desk, actor: Actor) -> None:
    ticket_id = factories.a_visit(desk, actor).ticket_ids[0]
    before = desk.print_queries.open_jobs(actor.counter_id)

    paperwork = desk.prints.preview(
        actor, PrintForTicket(ticket_id=ticket_id, document=DocumentKind.RECEIPT, paper=Paper.A5)
    )

    assert "KOPIE 2" in page_text(paperwork.pdf, 0)
    assert paperwork.paper is Paper.A5
    assert desk.print_queries.open_jobs(actor.counter_id) == before


def test_a_cancelled_job_makes_no_copy(desk: Desk, actor: Actor) -> None:
    visit = factories.a_visit(desk, actor)
    assert visit.print_job_id is not None
    desk.printing.cancel(actor, CancelJob(job_id=visit.print_job_id))

    offer = desk.prints.offers(actor, visit.ticket_ids[0])[0]

    assert (offer.copy, offer.asked_at) == (1, None)


def test_a_completed_ticket_has_a_notice_to_look_at(desk: Desk, actor: Actor) -> None:
    ids = factories.a_visit(desk, actor).ticket_ids
    order = PrintForTicket(ticket_id=ids[0], document=DocumentKind.COMPLETION)
    with pytest.raises(Conflict):
        desk.prints.preview(actor, order)
    desk.completion.complete(actor, CompleteTickets(ticket_ids=ids, work_done="Nieuwe pas gemaakt."))

    words = page_text(desk.prints.preview(actor, order).pdf, 0)

    assert "Nieuwe pas gemaakt." in words
    assert "KOPIE" not in words


def test_a_ticket_that_is_not_there_has_no_papers(desk: Desk, actor: Actor) -> None:
    with pytest.raises(NotFound):
        desk.prints.offers(actor, 999_999)
