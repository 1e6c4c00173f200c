# SPDX-License-Identifier: EUPL-1.2
"""One box over everything: tickets open and closed, people, products.

Tickets are found by number and by the words of subject, description, resolution and notes. A requester's name is not
in their index: a name finds the person, and the person has the tickets; so there is one place less to erase it from.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, select

from desk_app.catalogue.queries import CatalogueQueries
from desk_app.catalogue.wording import KIND_NAMES
from desk_app.core import formats
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import local, today
from desk_app.core.db import Database
from desk_app.core.fulltext import WordIndex
from desk_app.core.i18n import _, language
from desk_app.core.words import asked_words, begins, nearest, words
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.relations.queries import RelationsQueries
from desk_app.search.asking import Scope, parse, ticket_numbers
from desk_app.search.messages import HitKind, SearchHit
from desk_app.tickets.lifecycle import STATUS_NAMES
from desk_app.tickets.models import Ticket, TicketEvent
from desk_app.tickets.visibility import visible_to

TICKETS = WordIndex("ticket_search")
NOTES = WordIndex("note_search")

MOST_PEOPLE = MOST_PRODUCTS = 5
"""Of these so many at most when everything is searched; tickets have the rest of the list."""
RECENT = 2_000
"""So many of the newest subjects are read for a word that may have been meant."""

_TICKET = (
    select(
        Ticket.id,
        Ticket.number,
        Ticket.subject,
        Ticket.kind,
        Ticket.status,
        Ticket.registered_at,
        Person.given_name,
        Person.infix,
        Person.family_name,
    )
    .select_from(Ticket)
    .outerjoin(Person, Person.id == Ticket.requester_id)
)


class SearchQueries:
    """Searches what the actor may see."""

    def __init__(self, db: Database, people: RelationsQueries, catalogue: CatalogueQueries) -> None:
        self._db = db
        self._people = people
        self._catalogue = catalogue

    def search(self, actor: Actor, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
        """What is found, as somebody types: the ticket with that number, people, products, then tickets, newest first.

        ``#``, ``@`` or ``/`` in front asks for tickets, customers or products only.
        """
        asked = parse(text)
        if asked.scope is Scope.TICKET:
            return self._tickets(actor, asked.words, limit)
        if asked.scope is Scope.CUSTOMER:
            return self._persons(actor, asked.words, limit)
        if asked.scope is Scope.PRODUCT:
            return self._products(actor, asked.words, limit)
        if asked.scope is not Scope.EVERYTHING:
            return ()
        persons = self._persons(actor, asked.words, MOST_PEOPLE)
        products = self._products(actor, asked.words, MOST_PRODUCTS)
        tickets = self._tickets(actor, asked.words, limit)
        numbers = ticket_numbers(asked.words, today(self._db.clock).year)
        exact = tuple(hit for hit in tickets if hit.code in numbers)
        rest = tuple(hit for hit in tickets if hit.code not in numbers)
        return (*exact, *persons, *products, *rest)[:limit]

    def did_you_mean(self, actor: Actor, text: str) -> str:
        """``beemer`` -> ``beamer``: the words with slips set right, or empty. For when nothing was found."""
        asked = asked_words(parse(text).words)
        if not asked:
            return ""
        known = self._vocabulary(actor)
        meant = [word if begins(known, word) else next(iter(nearest(word, known, 1)), word) for word in asked]
        return "" if meant == asked else " ".join(meant)

    def _vocabulary(self, actor: Actor) -> set[str]:
        known: set[str] = set()
        if actor.may(Right.SEE_CATALOGUE):
            known.update(self._catalogue.vocabulary(actor))
        if actor.may(Right.SEE_PEOPLE):
            known.update(self._people.vocabulary(actor))
        if actor.may(Right.SEE_TICKETS):
            newest = select(Ticket.subject).where(visible_to(actor)).order_by(Ticket.id.desc()).limit(RECENT)
            with self._db.read() as session:
                for subject in session.scalars(newest):
                    known.update(words(subject))
        return known

    def _persons(self, actor: Actor, text: str, limit: int) -> tuple[SearchHit, ...]:
        if not actor.may(Right.SEE_PEOPLE):
            return ()
        found = self._people.find_people(actor, text, limit)
        return tuple(SearchHit(HitKind.PERSON, hit.id, "", hit.name, hit.detail) for hit in found)

    def _products(self, actor: Actor, text: str, limit: int) -> tuple[SearchHit, ...]:
        if not actor.may(Right.SEE_CATALOGUE):
            return ()
        found = self._catalogue.find_items(actor, text, limit)
        return tuple(SearchHit(HitKind.PRODUCT, hit.id, hit.code, hit.name, hit.detail) for hit in found)

    def _tickets(self, actor: Actor, text: str, limit: int) -> tuple[SearchHit, ...]:
        groups = [[word] for word in asked_words(text)]
        if not groups or not actor.may(Right.SEE_TICKETS):
            return ()
        this_year = today(self._db.clock).year
        numbers = ticket_numbers(text, this_year)
        seen = _TICKET.where(visible_to(actor))
        of_notes: Select[*tuple[Any, ...]] = seen.join(TicketEvent, TicketEvent.ticket_id == Ticket.id)
        with self._db.read() as session:
            exact = session.execute(seen.where(Ticket.number.in_(numbers))).all() if numbers else ()
            found: list[Row[*tuple[Any, ...]]] = [
                *TICKETS.rows(session, seen, Ticket.id, groups, limit=limit),
                *NOTES.rows(session, of_notes, TicketEvent.id, groups, limit=limit),
            ]
        return _hits(exact, found, limit, this_year)


def _hits(
    exact: Sequence[Row[*tuple[Any, ...]]], found: Sequence[Row[*tuple[Any, ...]]], limit: int, this_year: int
) -> tuple[SearchHit, ...]:
    newest = sorted({row.id: row for row in found}.values(), key=lambda row: row.id, reverse=True)
    once = {row.id: row for row in (*exact, *newest)}
    return tuple(_hit(row, this_year) for row in list(once.values())[:limit])


def _hit(row: Row[Any], this_year: int) -> SearchHit:
    facts = (
        row.number,
        _(KIND_NAMES[row.kind]),
        _(STATUS_NAMES[row.status]),
        display_name(row.given_name, row.infix, row.family_name),
        _day(local(row.registered_at).date(), this_year, language()),
    )
    return SearchHit(HitKind.TICKET, row.id, row.number, row.subject, " · ".join(fact for fact in facts if fact))


@lru_cache(maxsize=1_024)
def _day(day: date, this_year: int, lang: str) -> str:
    """``di 24 nov``, with the year when it is another one. Kept, because Babel needs longer for it than the search."""
    return formats.day_short(day, lang) if day.year == this_year else formats.day_plain(day, lang)
