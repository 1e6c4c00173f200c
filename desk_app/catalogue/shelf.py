# SPDX-License-Identifier: EUPL-1.2
"""The whole catalogue in memory, so that a keystroke costs no query; read again when anything in it changed.

A catalogue has hundreds of items, at most some thousands. Whether it changed is seen from one cheap sum over versions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import ItemFilter, ItemRow
from desk_app.catalogue.models import (
    CatalogueItem,
    Complexity,
    DemandTopic,
    ItemStatus,
    TicketKind,
    catalogue_item_topics,
)
from desk_app.core.words import fold, nearest, words
from desk_app.identity.models import Team


@dataclass(frozen=True, slots=True)
class Topic:
    """A branch as stored, in order of the tree."""

    id: int
    parent_id: int | None
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the words it is found by; ``topics`` are its branches and those above them."""

    row: ItemRow
    valid_from: date | None
    valid_until: date | None
    topics: frozenset[int]
    name: tuple[str, ...]
    keywords: tuple[str, ...]
    demand: tuple[str, ...]

    def is_offered(self, day: date) -> bool:
        """Whether a customer can have it on ``day``."""
        return (
            self.row.status is ItemStatus.ACTIVE
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """All items by name, all branches in order, and every word that an item is found by."""

    entries: tuple[Entry, ...]
    topics: tuple[Topic, ...]
    vocabulary: frozenset[str]

    def chosen(self, filter_: ItemFilter, day: date) -> list[Entry]:
        """The items that fit: best match first when words are asked, else by name."""
        entries = [entry for entry in self.entries if _fits(entry, filter_, day)]
        return self.matching(entries, filter_.words) if filter_.words.strip() else entries

    def matching(self, entries: Sequence[Entry], text: str) -> list[Entry]:
        """The entries in which every word occurs, best first; where there is none, those with a slip in the words."""
        asked = words(text)
        if not asked:
            return []
        found = _ranked(entries, text, [[word] for word in asked])
        return found or _ranked(entries, text, [[word, *nearest(word, self.vocabulary)] for word in asked])


def _fits(entry: Entry, filter_: ItemFilter, day: date) -> bool:
    return (
        (not filter_.only_active or entry.is_offered(day))
        and (filter_.topic_id is None or filter_.topic_id in entry.topics)
        and filter_.complexity in (None, entry.row.complexity)
        and filter_.funding in (None, entry.row.funding)
    )


def _ranked(entries: Sequence[Entry], text: str, groups: Sequence[Sequence[str]]) -> list[Entry]:
    """Best match first; among equals what is broken, then what is simplest to do, then by name."""
    ranked = [
        (rank, entry.row.kind is not TicketKind.INCIDENT, _SIMPLEST.index(entry.row.complexity), position, entry)
        for position, entry in enumerate(entries)
        if (rank := _rank(entry, text, groups)) is not None
    ]
    return [found[-1] for found in sorted(ranked, key=lambda found: found[:-1])]


_SIMPLEST = tuple(Complexity)


def _rank(entry: Entry, text: str, groups: Sequence[Sequence[str]]) -> int | None:
    """0 its code, 1 its name begins so, 2 whole words of its name, 3 its name, 4 a whole keyword, 5 keywords, 6 demand."""
    asked = fold(text).strip()
    code = fold(entry.row.code)
    if asked in (code, code.removeprefix("p-")):
        return 0
    if fold(entry.row.name).startswith(asked):
        return 1
    worst = 0
    for group in groups:
        ranks = [rank for word in group if (rank := _rank_of_word(entry, word)) is not None]
        if not ranks:
            return None
        worst = max(worst, min(ranks))
    return worst


def _rank_of_word(entry: Entry, word: str) -> int | None:
    if word in entry.name:
        return 2
    if any(own.startswith(word) for own in entry.name):
        return 3
    if word in entry.keywords:
        return 4
    if any(own.startswith(word) for own in entry.keywords):
        return 5
    return 6 if any(own.startswith(word) for own in entry.demand) else None


class ShelfReader:
    """Keeps the shelf and reads it again when the sum of versions says so."""

    def __init__(self) -> None:
        self._shelf = Shelf((), (), frozenset())
        self._stamp: tuple[int, ...] = ()
        self._lock = Lock()

    def read(self, session: Session) -> Shelf:
        """The shelf as the database has it now."""
        stamp = tuple(session.execute(_STAMP).one())
        with self._lock:
            if stamp != self._stamp:
                self._shelf, self._stamp = _read(session), stamp
            return self._shelf


_STAMP = select(
    select(func.count(CatalogueItem.id)).scalar_subquery(),
    select(func.coalesce(func.sum(CatalogueItem.version), 0)).scalar_subquery(),
    select(func.coalesce(func.max(CatalogueItem.id), 0)).scalar_subquery(),
    select(func.count(DemandTopic.id)).scalar_subquery(),
    select(func.count(catalogue_item_topics.c.item_id)).scalar_subquery(),
    select(
        func.coalesce(func.sum(catalogue_item_topics.c.item_id * catalogue_item_topics.c.topic_id), 0)
    ).scalar_subquery(),
    select(func.coalesce(func.sum(Team.version), 0)).scalar_subquery(),
)

ITEM: Select[*tuple[Any, ...]] = select(
    CatalogueItem.id,
    CatalogueItem.version,
    CatalogueItem.code,
    CatalogueItem.name,
    CatalogueItem.keywords,
    CatalogueItem.item_type,
    CatalogueItem.kind,
    CatalogueItem.complexity,
    CatalogueItem.funding,
    CatalogueItem.explanation,
    CatalogueItem.customer_brings,
    CatalogueItem.answer,
    CatalogueItem.price_cents,
    CatalogueItem.promise_minutes,
    CatalogueItem.max_quantity,
    CatalogueItem.needs_space,
    CatalogueItem.team_id,
    Team.name.label("team"),
    CatalogueItem.owner,
    CatalogueItem.status,
).join(Team, Team.id == CatalogueItem.team_id)
"""The columns of ``ItemRow``, in its order."""

_ITEMS = ITEM.add_columns(CatalogueItem.valid_from, CatalogueItem.valid_until).order_by(
    CatalogueItem.name, CatalogueItem.id
)

_TOPICS = select(
    DemandTopic.id, DemandTopic.parent_id, DemandTopic.code, DemandTopic.name, DemandTopic.name_en
).order_by(DemandTopic.position, DemandTopic.id)


def _read(session: Session) -> Shelf:
    topics = {row.id: Topic(*row) for row in session.execute(_TOPICS)}
    branches: dict[int, set[int]] = {}
    for item_id, topic_id in session.execute(select(catalogue_item_topics.c.item_id, catalogue_item_topics.c.topic_id)):
        branches.setdefault(item_id, set()).update(_up(topics, topic_id))
    entries = []
    for *facts, valid_from, valid_until in session.execute(_ITEMS):
        row = ItemRow(*facts)
        own = frozenset(branches.get(row.id, ()))
        demand = " ".join(f"{topics[topic].name} {topics[topic].name_en}" for topic in own)
        entries.append(
            Entry(
                row=row,
                valid_from=valid_from,
                valid_until=valid_until,
                topics=own,
                name=tuple(words(row.name)),
                keywords=tuple(words(f"{row.keywords} {row.code}")),
                demand=tuple(words(demand)),
            )
        )
    vocabulary = frozenset(word for entry in entries for word in (*entry.name, *entry.keywords, *entry.demand))
    return Shelf(tuple(entries), tuple(topics.values()), vocabulary)


def _up(topics: Mapping[int, Topic], topic_id: int | None) -> set[int]:
    above: set[int] = set()
    while topic_id is not None and topic_id not in above:
        above.add(topic_id)
        topic_id = topics[topic_id].parent_id
    return above
