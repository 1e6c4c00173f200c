# SPDX-License-Identifier: EUPL-1.2
"""The services and queries of the desk against plain SQL, on one database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

from sqlalchemy import select

from desk_app.app import Desk
from desk_app.board.messages import BoardFilter
from desk_app.catalogue.models import CatalogueItem
from desk_app.core.actor import Actor, Role
from desk_app.core.messages import new_command_id
from desk_app.identity.models import Agent, Counter
from desk_app.identity.rights import rights_of
from desk_app.intake.messages import Question, RegisterVisit
from desk_app.printing.documents import DocumentKind, Paper
from desk_app.printing.drawing import draw
from desk_app.relations.models import Person
from desk_app.tickets.messages import TakeTickets
from tests.speed.measuring import Line, take
from tests.speed.raw import Raw, bare_page

RUNS = 200
AS_TYPED = ("b", "be", "bea", "beam", "beame", "beamer")
NAMES = ("j", "ja", "jan", "jans", "janse", "jansen")


def an_agent(desk: Desk) -> Actor:
    """A manager of the demo desk: sees everything, so no row is saved by a missing right."""
    with desk.db.read() as session:
        agent = session.scalars(select(Agent.id).order_by(Agent.id).limit(1)).one()
        counter = session.execute(select(Counter.id, Counter.name).limit(1)).one()
    return Actor(
        agent, "bench", Role.MANAGER, rights_of(Role.MANAGER), counter_id=counter.id, counter_name=counter.name
    )


def lines(desk: Desk, raw: Raw, tickets: int) -> Iterator[Line]:
    """Every job of the services."""
    actor = an_agent(desk)
    yield _register(desk, actor, raw, tickets)
    yield from _changes(desk, actor, raw, tickets)
    yield from _reads(desk, actor, raw, tickets)
    yield from _searches(desk, actor, raw, tickets)


def _register(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Line:
    with desk.db.read() as session:
        people = list(session.scalars(select(Person.id).limit(500)))
        item = session.scalars(select(CatalogueItem.id).where(CatalogueItem.needs_space.is_(False)).limit(1)).one()
    order = RegisterVisit(requester_id=None, questions=(Question(item_id=item, description="pas is gebroken"),))

    def register(run: int) -> None:
        desk.intake.register(actor, replace(order, requester_id=people[run % len(people)], command_id=new_command_id()))

    ours, limit = take(RUNS, register, raw.register)
    return Line("register a standard request, slip queued (one commit)", tickets, ours, limit, "<= 8 x")


def _changes(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Iterator[Line]:
    ids = cycle(raw.open_ids(RUNS * 2 + 20))
    ours, limit = take(
        RUNS // 2,
        lambda _run: desk.tickets.take(actor, TakeTickets(ticket_ids=(next(ids),))),
        lambda _run: raw.take(next(ids)),
    )
    yield Line("take a ticket (one commit)", tickets, ours, limit, "30 ms on screen")


def _reads(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Iterator[Line]:
    everything = BoardFilter()
    ours, limit = take(30, lambda _run: desk.board.cards(actor, everything), raw.board)
    yield Line("board: all open work and today's", tickets, ours, limit, "<= 3 x")
    some = raw.some_ids(RUNS + 10)
    ours, limit = take(RUNS, lambda run: desk.board.card(actor, some[run]), lambda run: raw.one(some[run]))
    yield Line("board: one card again", tickets, ours, limit)

    def open_one(run: int) -> None:
        desk.ticket_queries.ticket(actor, some[run])
        desk.ticket_queries.timeline(actor, some[run])

    ours, limit = take(RUNS, open_one, lambda run: raw.one(some[run]))
    yield Line("open a ticket with its history", tickets, ours, limit, "50 ms on screen")
    number = desk.ticket_queries.ticket(actor, some[-1]).number
    slip = desk.prints.document(actor, number, DocumentKind.RECEIPT)
    ours, limit = take(50, lambda _run: draw(slip, Paper.ROLL), bare_page)
    yield Line("receipt, 80 mm, as PDF", tickets, ours, limit, "<= 3 x, 50 ms")


def _searches(desk: Desk, actor: Actor, raw: Raw, tickets: int) -> Iterator[Line]:
    people, items, search = desk.people, desk.catalogue, desk.search
    jobs: list[tuple[str, Callable[[int], object], Callable[[int], object], str]] = [
        (
            "customer picker, per key",
            lambda run: people.find_people(actor, NAMES[run % 6]),
            lambda run: raw.find("person_search", f'"{NAMES[run % 6]}"*', 12),
            "50 ms",
        ),
        (
            "customer picker, with a typo",
            lambda _run: people.find_people(actor, "jansne"),
            lambda _run: raw.find("person_search", '"jan"*', 12),
            "50 ms",
        ),
        (
            "product picker, per key",
            lambda run: items.find_items(actor, AS_TYPED[run % 6]),
            lambda run: raw.find("ticket_search", f'"{AS_TYPED[run % 6]}"*', 12),
            "50 ms",
        ),
        (
            "search, as you type, newest first",
            lambda run: search.search(actor, f"#{AS_TYPED[run % 6]}"),
            lambda run: raw.find("ticket_search", f'"{AS_TYPED[run % 6]}"*', 20),
            "<= 1.5 x",
        ),
        (
            "search, two common words",
            lambda _run: search.search(actor, "#pas klaar"),
            lambda _run: raw.find("ticket_search", '"pas" "klaar"*', 20),
            "<= 1.5 x",
        ),
        (
            "search, everything (people, products, tickets)",
            lambda run: search.search(actor, AS_TYPED[run % 6]),
            lambda run: raw.find("ticket_search", f'"{AS_TYPED[run % 6]}"*', 20),
            "50 ms",
        ),
    ]
    for job, ours_of, raw_of, budget in jobs:
        ours, limit = take(60, ours_of, raw_of)
        yield Line(job, tickets, ours, limit, budget)
