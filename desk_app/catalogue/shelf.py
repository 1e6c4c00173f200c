# SPDX-License-Identifier: EUPL-1.2
"""The whole catalogue in memory, so that a keystroke costs no query. Pure, and never changed: ``changed`` gives a new one.

A catalogue has hundreds of items, at most ten thousand; ``shelf_reader.py`` keeps it as the database has it.
"""

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import Self

from desk_app.catalogue.messages import ItemFilter, ItemRow, PriceLine
from desk_app.catalogue.models import Complexity, ItemStatus, TicketKind
from desk_app.catalogue.word_index import Groups, Place, Places, WordIndex
from desk_app.core.words import asked_words, fold, nearest, words

MOST_SLIPS = 4
"""Words of a question in which a slip of the finger is looked for: each costs ten milliseconds at ten thousand items."""


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
class Demand:
    """Some branches and those above them, with the words of their names."""

    topics: frozenset[int]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its prices on all days and the words it is found by.

    ``branches`` are those it hangs on; ``order`` puts entries that fit equally well in order: what is broken, then what
    is simplest to do, then by name. ``texts``: code and names, folded.
    """

    row: ItemRow
    prices: tuple[PriceLine, ...]
    branches: tuple[int, ...]
    demand: Demand
    places: Places
    texts: tuple[str, str, str]
    order: tuple[bool, int, str, int]

    @property
    def topics(self) -> frozenset[int]:
        """The branches it hangs on and those above them."""
        return self.demand.topics

    def is_offered(self, day: date) -> bool:
        """Whether a customer can have it on ``day``."""
        return is_offered(self.row, day)


@dataclass(frozen=True, slots=True)
class Shelf:
    """All items, all branches in order, and the index of every word that an item is found by."""

    entries: Mapping[int, Entry]
    by_name: Sequence[Entry]
    topics: tuple[Topic, ...]
    index: WordIndex

    @classmethod
    def of(cls, entries: Iterable[Entry], topics: Iterable[Topic]) -> Self:
        """A shelf with these on it."""
        known = {entry.row.id: entry for entry in entries}
        index = WordIndex.of((item_id, entry.places) for item_id, entry in known.items())
        return cls(known, sorted(known.values(), key=_name_order), tuple(topics), index)

    def changed(self, entries: Iterable[Entry], gone: Iterable[int], topics: Iterable[Topic]) -> Self:
        """The shelf with other entries in the place of some, and without those that are gone."""
        fresh = {entry.row.id: entry for entry in entries}
        lost = {item_id: self.entries[item_id] for item_id in gone}
        known = {**self.entries, **fresh}
        for item_id in lost:
            del known[item_id]
        changes = [(item_id, self._places(item_id), entry.places) for item_id, entry in fresh.items()]
        index = self.index.changed([*changes, *((item_id, entry.places, {}) for item_id, entry in lost.items())])
        by_name = [entry for entry in self.by_name if entry.row.id not in fresh and entry.row.id not in lost]
        for entry in fresh.values():
            insort(by_name, entry, key=_name_order)
        return type(self)(known, by_name, tuple(topics), index)

    @property
    def vocabulary(self) -> Collection[str]:
        """Every word that an item is found by."""
        return self.index.found.keys()

    def chosen(self, filter_: ItemFilter, day: date) -> list[Entry]:
        """The items that fit: best match first when words are asked, else by name."""

        def fits(entry: Entry) -> bool:
            return _fits(entry, filter_, day)

        return self.matching(filter_.words, fits) if filter_.words.strip() else list(filter(fits, self.by_name))

    def matching(self, text: str, fits: Callable[[Entry], bool], limit: int | None = None) -> list[Entry]:
        """What fits and has every word, best first; where there is nothing, what has them with a slip in the words."""
        asked = asked_words(text)
        if not asked:
            return []
        found = self._ranked(text, [[word] for word in asked], fits, limit)
        slips: dict[str, list[str]] = {}
        for meant in ([word for word in asked if not self.index.has(word)], asked):
            if not found and not slips.keys() >= set(meant[:MOST_SLIPS]):
                slips |= {word: nearest(word, self.vocabulary) for word in meant[:MOST_SLIPS] if word not in slips}
                found = self._ranked(text, [[word, *slips.get(word, ())] for word in asked], fits, limit)
        return found

    def _ranked(self, text: str, groups: Groups, fits: Callable[[Entry], bool], limit: int | None) -> list[Entry]:
        typed = fold(text).strip()
        found = [
            (_exact(entry, typed, rank), entry.order, entry)
            for item_id, rank in self.index.matching(groups).items()
            if fits(entry := self.entries[item_id])
        ]
        best = sorted(found, key=_rank_order) if limit is None else nsmallest(limit, found, key=_rank_order)
        return [entry for _rank, _order, entry in best]

    def _places(self, item_id: int) -> Places:
        entry = self.entries.get(item_id)
        return entry.places if entry else {}


def is_offered(row: ItemRow, day: date) -> bool:
    """Whether a customer can have it on ``day``: active or expiring, and within its dates."""
    return (
        row.status in (ItemStatus.ACTIVE, ItemStatus.EXPIRING)
        and (row.valid_from is None or row.valid_from <= day)
        and (row.valid_until is None or day <= row.valid_until)
    )


def is_overdue(row: ItemRow, day: date) -> bool:
    """Whether its owner should have looked at it again before ``day``."""
    return row.review_on is not None and row.review_on < day and row.status is not ItemStatus.RETIRED


def an_entry(row: ItemRow, prices: tuple[PriceLine, ...], branches: tuple[int, ...], demand: Demand) -> Entry:
    """An item as it stands on the shelf."""
    places: dict[str, int] = {}
    for place, found in (
        (Place.NAME, words(f"{row.name} {row.name_en}")),
        (Place.KEYWORDS, words(f"{row.keywords} {row.code}")),
        (Place.DEMAND, demand.words),
    ):
        bit = int(place)
        for word in found:
            places[word] = places.get(word, 0) | bit
    texts = (fold(row.code), fold(row.name), fold(row.name_en))
    order = (row.kind is not TicketKind.INCIDENT, _SIMPLEST[row.complexity], texts[1], row.id)
    return Entry(row, prices, branches, demand, places, texts, order)


def demand_of(branches: Iterable[int], topics: Mapping[int, Topic]) -> Demand:
    """What an item on these branches is found by."""
    above = frozenset(number for branch in branches for number in way_up(topics, branch))
    names = " ".join(f"{topics[number].name} {topics[number].name_en}" for number in sorted(above))
    return Demand(above, tuple(dict.fromkeys(words(names))))


def way_up(topics: Mapping[int, Topic], topic_id: int | None) -> list[int]:
    """A branch and those above it, the nearest first."""
    above: list[int] = []
    while topic_id is not None and topic_id in topics and topic_id not in above:
        above.append(topic_id)
        topic_id = topics[topic_id].parent_id
    return above


_SIMPLEST = {complexity: place for place, complexity in enumerate(Complexity)}


def _fits(entry: Entry, filter_: ItemFilter, day: date) -> bool:
    return (
        (not filter_.only_active or entry.is_offered(day))
        and filter_.status in (None, entry.row.status)
        and (filter_.topic_id is None or filter_.topic_id in entry.topics)
        and filter_.complexity in (None, entry.row.complexity)
        and filter_.funding in (None, entry.row.funding)
    )


def _exact(entry: Entry, typed: str, rank: int) -> int:
    """0 its code, 1 its name begins so, else the rank of its words (``word_index.py``)."""
    code, name, name_en = entry.texts
    if typed in (code, code.removeprefix("p-")):
        return 0
    return 1 if name.startswith(typed) or name_en.startswith(typed) else rank


def _rank_order(found: tuple[int, tuple[bool, int, str, int], Entry]) -> tuple[int, tuple[bool, int, str, int]]:
    return found[0], found[1]


def _name_order(entry: Entry) -> tuple[str, int]:
    return entry.order[2:]
