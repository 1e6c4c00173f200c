# SPDX-License-Identifier: EUPL-1.2
"""Looks in every source that was plugged in, for the palette and the search box, and puts the best first.

A source is a function from text to entries. Quick sources (actions, pages) answer at once; the others (tickets,
people, products) are asked beside the window, and their answers come in when they come.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from ui.shell.tasks import Tasks
from ui.widgets.choice_list import Choice

PREFIXES = [">", "#", "@", "!", "/", "?"]
"""Action, ticket, customer, item, product, help."""

MAX_ENTRIES = 50
_RECENT = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to go to or to do. ``code`` is what an exact match counts for (a number, a badge); ``id`` is stable,
    so that what was used lately comes first."""

    id: str
    title: str
    run: Callable[[], object]
    detail: str = ""
    aside: str = ""
    icon: str = ""
    code: str = ""

    @property
    def choice(self) -> Choice:
        """How it looks in a list."""
        return Choice(self, self.title, self.detail, self.aside, self.icon)


@dataclass(frozen=True, slots=True)
class _Source:
    prefix: str
    find: Callable[[str], Sequence[Entry]]
    is_quick: bool


class Finder(QObject):
    """The sources, and what was chosen lately."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._sources: list[_Source] = []
        self._recent: deque[str] = deque(maxlen=_RECENT)

    def add(self, prefix: str, find: Callable[[str], Sequence[Entry]], *, is_quick: bool = False) -> None:
        """Plugs in a source under one of ``PREFIXES``. ``find`` gets stripped text without the prefix, and answers
        best first; one that is not quick runs on the slow lane and must not touch Qt, except in ``Entry.run``."""
        self._sources.append(_Source(prefix, find, is_quick))

    def used(self, entry: Entry) -> None:
        """This one was chosen."""
        if entry.id in self._recent:
            self._recent.remove(entry.id)
        self._recent.appendleft(entry.id)

    def ask(self, owner: QObject, text: str, show: Callable[[list[Entry]], None], *, without: str = "") -> None:
        """Calls ``show`` with what the quick sources know, and again for every answer that follows, as long as
        ``owner`` has not asked something else. A first character out of ``PREFIXES`` asks only that source;
        ``without`` names prefixes that are left out."""
        text = text.strip()
        prefix = text[:1] if text[:1] in PREFIXES else ""
        words = text[1:].strip() if prefix else text
        sources = [source for source in self._sources if not prefix or source.prefix == prefix]
        sources = [source for source in sources if prefix or source.prefix not in without]
        found: list[Sequence[Entry]] = [source.find(words) if source.is_quick else () for source in sources]
        show(self._best(words, found))
        for number, source in enumerate(sources):
            if not source.is_quick and words:
                add = partial(self._add, words, found, number, show)
                self._tasks.run(owner, partial(source.find, words), done=add, lane="slow", key=f"find-{number}")

    def _add(
        self,
        words: str,
        found: list[Sequence[Entry]],
        number: int,
        show: Callable[[list[Entry]], None],
        more: Sequence[Entry],
    ) -> None:
        found[number] = more
        show(self._best(words, found))

    def _best(self, words: str, found: Sequence[Sequence[Entry]]) -> list[Entry]:
        """What stands first does not hang on which source answers first."""
        recent = {entry_id: place for place, entry_id in enumerate(self._recent)}
        entries = [entry for of_source in found for entry in of_source]
        ranked = [
            (rank(words, entry), recent.get(entry.id, _RECENT), place, entry) for place, entry in enumerate(entries)
        ]
        return [entry for *_order, entry in sorted(ranked, key=lambda row: row[:3])[:MAX_ENTRIES]]


def rank(words: str, entry: Entry) -> int:
    """0 exact code, 1 start of the title, 2 start of a word, 3 somewhere in it, 4 all letters in order, 5 none of
    these: the source found it by its own means."""
    wanted = words.casefold()
    title = entry.title.casefold()
    whole = f"{title} {entry.detail.casefold()} {entry.code.casefold()}"
    if not wanted:
        return 3
    if entry.code and wanted == entry.code.casefold():
        return 0
    if title.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in whole.split()):
        return 2
    if wanted in whole:
        return 3
    return 4 if has_letters(wanted, title) else 5


def has_letters(wanted: str, text: str) -> bool:
    """Whether the letters of ``wanted`` stand in ``text`` in this order: "grmld" in "gereed melden"."""
    rest = iter(text.casefold())
    return all(letter in rest for letter in wanted.casefold() if letter != " ")


def matching(words: str, entries: Sequence[Entry]) -> list[Entry]:
    """For a source that holds all its entries: those that match in some way."""
    return [entry for entry in entries if rank(words, entry) < 5]
