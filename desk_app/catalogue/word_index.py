# SPDX-License-Identifier: EUPL-1.2
"""From the beginning of a word to the items it is in, and how well it fits there. Pure, and never changed: copied."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import Self

Groups = Sequence[Sequence[str]]
"""Folded words: of every group at least one must be in an item."""


class Place(IntFlag):
    """Where in an item a word is."""

    NAME = 1
    KEYWORDS = 2
    DEMAND = 4


_WHOLE = (0, 2, 4, 2, 6, 2, 4, 2)
"""Rank of a whole word by its places: 2 in the name, 4 in the keywords, 6 in the question of the customer."""
_BEGUN = (0, 3, 5, 3, 6, 3, 5, 3)
"""Rank of the beginning of a word: 3 in the name, 5 in the keywords, 6 in the question of the customer."""

Places = Mapping[str, int]
"""The words of one item, each with its places."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """``found``: word -> item -> places; ``sorted_words`` are its keys in order."""

    found: Mapping[str, Mapping[int, int]]
    sorted_words: Sequence[str]

    @classmethod
    def of(cls, items: Iterable[tuple[int, Places]]) -> Self:
        """The index of these items."""
        found: dict[str, dict[int, int]] = {}
        for item_id, places in items:
            for word, place in places.items():
                found.setdefault(word, {})[item_id] = place
        return cls(found, sorted(found))

    def changed(self, changes: Iterable[tuple[int, Places, Places]]) -> Self:
        """The index after changes: item, its words before, its words now. This one stays as it is."""
        found = dict(self.found)
        ordered = list(self.sorted_words)
        own: dict[str, dict[int, int]] = {}
        for item_id, before, now in changes:
            for word in before.keys() | now.keys():
                if before.get(word) == now.get(word):
                    continue
                items = own.get(word)
                if items is None:
                    items = own[word] = dict(found.get(word, ()))
                if word in now:
                    items[item_id] = now[word]
                else:
                    items.pop(item_id, None)
        for word, items in own.items():
            if items and word not in found:
                insort(ordered, word)
            if items:
                found[word] = items
            elif word in found:
                del found[word]
                del ordered[bisect_left(ordered, word)]
        return type(self)(found, ordered)

    def has(self, beginning: str) -> bool:
        """Whether any word begins so."""
        return next(self._words(beginning), None) is not None

    def matching(self, groups: Groups) -> dict[int, int]:
        """The items that have a word of every group, each with its rank: that of the word that fits worst."""
        best: dict[int, int] = {}
        for number, group in enumerate(groups):
            ranks = self._ranks(group)
            if number:
                ranks = {item: max(rank, best[item]) for item, rank in ranks.items() if item in best}
            best = ranks
            if not best:
                break
        return best

    def _ranks(self, group: Sequence[str]) -> dict[int, int]:
        ranks: dict[int, int] = {}
        for beginning in group:
            for word in self._words(beginning):
                table = _WHOLE if word == beginning else _BEGUN
                for item_id, place in self.found[word].items():
                    rank = table[place]
                    if rank < ranks.get(item_id, 9):
                        ranks[item_id] = rank
        return ranks

    def _words(self, beginning: str) -> Iterator[str]:
        for place in range(bisect_left(self.sorted_words, beginning), len(self.sorted_words)):
            word = self.sorted_words[place]
            if not word.startswith(beginning):
                return
            yield word
