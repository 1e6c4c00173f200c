# SPDX-License-Identifier: EUPL-1.2
"""The whole catalogue in memory, so that a keystroke costs no query; read again when anything in it changed.

A catalogue has hundreds of items, at most some thousands. Whether it changed is seen from one cheap sum over versions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import ItemFilter, ItemRow
from desk_app.catalogue.models import (
    CatalogueItem,
    CellPolicy,
    Complexity,
    DemandTopic,
    ItemStatus,
    TicketKind,
    catalogue_item_topics,
)
from desk_app.catalogue.reading import read_rows
from desk_app.core.words import fold, nearest, words
from desk_app.identity.models import Team


@dataclass(frozen=True, slots=True)
class Topic:
    """A branch as stored, in order of the tree."""

    id: int
    version: int
    parent_id: int | None
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with the words it is found by; ``topics`` are its branches and those above them."""

    row: ItemRow
    topics: frozenset[int]
    name: tuple[str, ...]
    keywords: tuple[str, ...]
    demand: tuple[str, ...]

    def is_offered(self, day: date) -> bool:
        """Whether a customer can have it on ``day``."""
        return is_offered(self.row, day)


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


def is_offered(row: ItemRow, day: date) -> bool:
    """Whether a customer can have it on ``day``: active or expiring, and within its dates."""
    return (
        row.status in (ItemStatus.ACTIVE, ItemStatus.EXPIRING)
        and (row.valid_from is None or row.valid_from <= day)
        and (row.valid_until is None or day <= row.valid_until)
    )


def _fits(entry: Entry, filter_: ItemFilter, day: date) -> bool:
    return (
        (not filter_.only_active or entry.is_offered(day))
        and filter_.status in (None, entry.row.status)
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
    if fold(entry.row.name).startswith(asked) or (entry.row.name_en and fold(entry.row.name_en).startswith(asked)):
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
        self._stamp: tuple[object, ...] = ()
        self._lock = Lock()

    def read(self, session: Session, day: date) -> Shelf:
        """The shelf as the database has it now, with the prices of ``day``."""
        stamp = (day, *session.execute(_STAMP).one())
        with self._lock:
            if stamp != self._stamp:
                self._shelf, self._stamp = _read(session, day), stamp
            return self._shelf


_STAMP = select(
    select(func.count(CatalogueItem.id)).scalar_subquery(),
    select(func.coalesce(func.sum(CatalogueItem.version), 0)).scalar_subquery(),
    select(func.coalesce(func.max(CatalogueItem.id), 0)).scalar_subquery(),
    select(func.coalesce(func.sum(CellPolicy.version), 0)).scalar_subquery(),
    select(func.count(DemandTopic.id)).scalar_subquery(),
    select(func.coalesce(func.sum(DemandTopic.version), 0)).scalar_subquery(),
    select(func.count(catalogue_item_topics.c.item_id)).scalar_subquery(),
    select(
        func.coalesce(func.sum(catalogue_item_topics.c.item_id * catalogue_item_topics.c.topic_id), 0)
    ).scalar_subquery(),
    select(func.coalesce(func.sum(Team.version), 0)).scalar_subquery(),
)

_TOPICS = select(
    DemandTopic.id, DemandTopic.version, DemandTopic.parent_id, DemandTopic.code, DemandTopic.name, DemandTopic.name_en
).order_by(DemandTopic.position, DemandTopic.id)


def _read(session: Session, day: date) -> Shelf:
    topics = {row.id: Topic(*row) for row in session.execute(_TOPICS)}
    branches: dict[int, set[int]] = {}
    for item_id, topic_id in session.execute(select(catalogue_item_topics.c.item_id, catalogue_item_topics.c.topic_id)):
        branches.setdefault(item_id, set()).update(_up(topics, topic_id))
    entries = []
    for row in read_rows(session, day):
        own = frozenset(branches.get(row.id, ()))
        demand = " ".join(f"{topics[topic].name} {topics[topic].name_en}" for topic in own)
        entries.append(
            Entry(
                row=row,
                topics=own,
                name=tuple(words(f"{row.name} {row.name_en}")),
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
