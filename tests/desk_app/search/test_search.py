# SPDX-License-Identifier: EUPL-1.2
"""One box finds tickets, people and products while somebody types, and only what they may see."""

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from desk_app.app import Desk
from desk_app.catalogue.models import TicketKind
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor, Role
from desk_app.core.codes import code_of
from desk_app.core.db import Database
from desk_app.intake.messages import Question
from desk_app.search.messages import HitKind, SearchHit
from desk_app.tickets.messages import AddNote
from desk_app.tickets.models import Ticket
from tests import factories


def a_fault(desk: Desk, actor: Actor, description: str) -> tuple[int, str]:
    """A registered fault of the beamer in D2.14: its id and number."""
    visit = factories.a_visit(
        desk,
        actor,
        Question(
            kind=TicketKind.INCIDENT,
            item_id=factories.item_id(desk.db, "P-BEA"),
            description=description,
            space_id=factories.space_id(desk.db),
        ),
    )
    return visit.ticket_ids[0], visit.numbers[0]


def tickets(desk: Desk, actor: Actor, asked: str, limit: int = 20) -> list[int]:
    return [hit.id for hit in desk.search.search(actor, asked, limit) if hit.kind is HitKind.TICKET]


def test_ticket_is_found_by_every_word_it_has(desk: Desk, actor: Actor) -> None:
    ticket_id, number = a_fault(desk, actor, "Geeft een groene gloed, één keer per uur")
    a_fault(desk, actor, "Iets anders")

    for asked in ("groene", "gloed gro", "EEN KEER", "beamer werkt groene", number, code_of(number), f"#{number[4:]}"):
        assert tickets(desk, actor, asked) == [ticket_id], asked


def test_note_and_resolution_are_found_too(desk: Desk, actor: Actor) -> None:
    ticket_id, _number = a_fault(desk, actor, "Zwart beeld")
    desk.tickets.add_note(actor, AddNote(ticket_id=ticket_id, text="Monteur belde over de condensator"))
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Voeding vervangen"))

    assert tickets(desk, actor, "condens") == [ticket_id]
    assert tickets(desk, actor, "voeding") == [ticket_id]


def test_ticket_stays_in_sight_while_its_words_are_typed(desk: Desk, actor: Actor) -> None:
    ticket_id, _number = a_fault(desk, actor, "Knipperlicht")

    found = [tickets(desk, actor, "knipperlicht"[:length]) for length in range(1, 13)]

    assert all(ticket_id in ids for ids in found)


def test_newest_tickets_come_first_and_a_number_before_all(desk: Desk, actor: Actor) -> None:
    ids = [a_fault(desk, actor, f"Beeld trilt {serial}")[0] for serial in range(6)]
    first = a_fault(desk, actor, "M26-000001 werd genoemd")[0]

    assert tickets(desk, actor, "trilt", 4) == ids[:-5:-1]
    assert tickets(desk, actor, "M26-000001") == [ids[0], first]


def test_changed_ticket_is_found_as_it_is_now(desk: Desk, actor: Actor) -> None:
    ticket_id, _number = a_fault(desk, actor, "Tikkend geluid")
    with desk.db.jot() as session:
        ticket = session.get_one(Ticket, ticket_id)
        ticket.subject, ticket.description = "Beamer", "Zoemend geluid"

    assert tickets(desk, actor, "tikkend") == []
    assert tickets(desk, actor, "zoemend") == [ticket_id]


def test_people_and_products_stand_beside_tickets(desk: Desk, actor: Actor) -> None:
    ticket_id, number = a_fault(desk, actor, "Jansen zegt: zwart")

    hits = desk.search.search(actor, "jansen")
    products = desk.search.search(actor, "beemer")

    assert [(hit.kind, hit.code) for hit in hits] == [(HitKind.PERSON, ""), (HitKind.TICKET, number)]
    assert hits[0].title == "Sanne Jansen"
    assert hits[1] == SearchHit(
        HitKind.TICKET,
        ticket_id,
        number,
        "Beamer werkt niet: Jansen zegt: zwart",
        f"{number} · Storing · nieuw · Sanne Jansen · di 24 nov",
    )
    assert [(hit.kind, hit.code) for hit in products] == [(HitKind.PRODUCT, "P-BEA")]


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("@jansen", {HitKind.PERSON}),
        ("#jansen", {HitKind.TICKET}),
        ("/beamer", {HitKind.PRODUCT}),
        (">jansen", set()),
        ("!jansen", set()),
        ("?jansen", set()),
        ("", set()),
    ],
)
def test_sign_in_front_keeps_to_one_kind(desk: Desk, actor: Actor, asked: str, kinds: set[HitKind]) -> None:
    a_fault(desk, actor, "Jansen zegt: zwart")

    assert {hit.kind for hit in desk.search.search(actor, asked)} == kinds


def test_confidential_complaint_is_found_by_who_may_see_it_only(desk: Desk, actor: Actor) -> None:
    visit = factories.a_visit(
        desk,
        actor,
        Question(kind=TicketKind.COMPLAINT, kind_chosen=True, description="Bejegening", confidential=True),
    )
    manager = factories.an_actor(desk.db, "karin", Role.MANAGER)

    assert tickets(desk, actor, "bejegening") == []
    assert tickets(desk, actor, visit.numbers[0]) == []
    assert tickets(desk, manager, "bejegening") == list(visit.ticket_ids)
    assert desk.search.did_you_mean(actor, "bejegenign") == ""
    assert desk.search.did_you_mean(manager, "bejegenign") == "bejegening"


def test_back_office_searches_without_seeing_people(desk: Desk, actor: Actor) -> None:
    ticket_id, _number = a_fault(desk, actor, "Jansen zegt: zwart")
    back_office = factories.an_actor(desk.db, "joost", Role.BACK_OFFICE)

    hits = desk.search.search(back_office, "jansen")

    assert [(hit.kind, hit.id) for hit in hits] == [(HitKind.TICKET, ticket_id)]
    assert desk.search.did_you_mean(back_office, "lukaszewcz") == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("beemer", "beamer"),
        ("jansn", "jansen"),
        ("flikkrt", "flikkert"),
        ("beemer flikkrt", "beamer flikkert"),
        ("beamer", ""),
        ("qqqqqqq", ""),
        ("", ""),
    ],
)
def test_what_was_meant_is_offered(desk: Desk, actor: Actor, typed: str, meant: str) -> None:
    a_fault(desk, actor, "Flikkert steeds")

    assert desk.search.did_you_mean(actor, typed) == meant


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.faults)])
def test_naughty_strings_are_searched_for_and_found(desk: Desk, actor: Actor, shared_data: Path, step: int) -> None:
    strings: list[str] = json.loads((shared_data / "blns" / "blns.json").read_text("utf-8"))[::step]
    typed = [one for one in strings if one.strip() and len(one) < 150 and "\0" not in one]
    ids = {one: a_fault(desk, actor, one)[0] for one in typed[::6]}

    hits = {one: desk.search.search(actor, one, 1_000) for one in strings}

    for one, found in hits.items():
        for hit in found:
            if hit.kind is HitKind.TICKET:
                assert desk.ticket_queries.ticket(actor, hit.id).number == hit.code
        if one in ids and found:
            assert ids[one] in {hit.id for hit in found}


def test_erased_words_leave_no_trace_in_the_index(desk: Desk, actor: Actor) -> None:
    if desk.db.dialect != "sqlite":
        pytest.skip("only SQLite keeps its index in a file that we can read")
    ticket_id, _number = a_fault(desk, actor, "qzwxtrace")
    with desk.db.jot() as session:
        ticket = session.get_one(Ticket, ticket_id)
        ticket.subject, ticket.description = "Gewist", ""

    blocks = _index_blocks(desk.db)

    assert b"qzwxtrace" not in blocks
    assert b"gewist" in blocks


def _index_blocks(db: Database) -> bytes:
    with db.read() as session:
        return b"".join(session.scalars(text("select block from ticket_search_data")))
