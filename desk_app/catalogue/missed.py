# SPDX-License-Identifier: EUPL-1.2
"""Words that somebody typed for a product and that found none: kept without persons, grouped, with where they belong.

What is typed at a counter may be a customer's name or number. Kept are at most ``MOST_WORDS`` words of letters, never an
address, never digits in a row, never words that together are the name of a customer of ours. Nobody's name is kept with
them, and no counter. What nobody typed again for half a year is forgotten: a name with a slip in it may be among it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rapidfuzz import fuzz
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import MissedWordsRow
from desk_app.catalogue.models import MissedWords
from desk_app.catalogue.shelf import Entry, Shelf
from desk_app.catalogue.wording import in_language, name_of
from desk_app.core.db import Database
from desk_app.core.text import fault_in
from desk_app.core.words import nearest, words
from desk_app.relations.models import Person
from desk_app.relations.queries import PEOPLE

KEPT = timedelta(days=182)
MOST_WORDS = 5
SHORTEST = 3
LONGEST = 100
MOST_ROWS = 200
"""Rows that are shown: the most asked."""
ALIKE = 76
"""Likeness in percent from which words belong together: nearly one letter in four may differ (``doos``, ``dozen``)."""
_MOST_DIGITS = 3
"""A room or a size has that many; a badge, a phone or a ticket has more."""
_BEGINNING = 4
"""Letters that a word and a word of an item must share when no slip explains the difference: ``zonnebank``, ``zonwering``."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One row as stored."""

    words: str
    shown: str
    times: int
    last_at: datetime


def note(db: Database, typed: str) -> None:
    """Counts the words once more; leaves alone what may be about a person, and what is too short to mean something."""
    asked = words(typed[:400])
    key, shown = " ".join(asked), " ".join(typed.split())[:LONGEST]
    if fault_in(shown, LONGEST):
        return
    if not asked or len(asked) > MOST_WORDS or "@" in typed or not SHORTEST <= len(key) <= LONGEST:
        return
    if any(sum(letter.isdigit() for letter in word) > _MOST_DIGITS for word in asked):
        return
    if not any(letter.isalpha() for letter in key):
        return
    with db.jot() as session:
        session.execute(delete(MissedWords).where(MissedWords.last_at < db.clock.now() - KEPT))
        if _is_somebody(session, asked):
            return
        kept = session.get(MissedWords, key, with_for_update=True)
        if kept is None:
            session.add(MissedWords(words=key, shown=shown, times=1, last_at=db.clock.now()))
            return
        kept.times = 1 if kept.settled_at else kept.times + 1
        kept.shown, kept.last_at, kept.settled_at = shown, db.clock.now(), None


def _is_somebody(session: Session, asked: Sequence[str]) -> bool:
    """Whether a customer has all of these words in their name."""
    groups = [[word] for word in asked]
    return bool(PEOPLE.rows(session, select(Person.id), Person.id, groups, limit=1, whole=True))


def read(session: Session) -> tuple[Missed, ...]:
    """What nobody has dealt with yet, the most asked first."""
    one = MissedWords
    query = (
        select(one.words, one.shown, one.times, one.last_at)
        .where(one.settled_at.is_(None))
        .order_by(one.times.desc(), one.last_at.desc(), one.words)
        .limit(MOST_ROWS)
    )
    return tuple(Missed(*row) for row in session.execute(query))


def with_suggestions(rows: Sequence[Missed], shelf: Shelf, day: date) -> tuple[MissedWordsRow, ...]:
    """The rows with alike ones together, each with the item and branch that its words are nearest to."""
    found = []
    items_of: dict[str, set[int]] = {}
    for row in _grouped(rows):
        entry = _nearest_entry(row.words.split(), shelf, day, items_of)
        topic = next((one for one in shelf.topics if entry and one.id in entry.branches), None)
        found.append(
            MissedWordsRow(
                words=row.words,
                shown=row.shown,
                times=row.times,
                last_at=row.last_at,
                topic_id=topic.id if topic else None,
                topic=in_language(topic.name, topic.name_en) if topic else "",
                item_id=entry.row.id if entry else None,
                item=name_of(entry.row) if entry else "",
            )
        )
    return tuple(found)


def _grouped(rows: Sequence[Missed]) -> list[Missed]:
    """Words that are alike stand together; the group that was asked most comes first."""
    groups: list[list[Missed]] = []
    for row in rows:
        home = next((group for group in groups if fuzz.token_sort_ratio(row.words, group[0].words) >= ALIKE), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    groups.sort(key=lambda group: -sum(row.times for row in group))
    return [row for group in groups for row in group]


def _nearest_entry(asked: Sequence[str], shelf: Shelf, day: date, items_of: dict[str, set[int]]) -> Entry | None:
    """The offered item that most of the words point at; of those equally near, the first by name.

    ``items_of`` remembers what a word points at: looking for it is the dear part, and words come back.
    """
    points: Counter[int] = Counter()
    for word in asked:
        if word not in items_of:
            items_of[word] = _items_with(word, shelf)
        points.update(items_of[word])
    offered = [entry for item_id in points if (entry := shelf.entries[item_id]).is_offered(day)]
    return min(offered, key=lambda entry: (-points[entry.row.id], entry.order[2:]), default=None)


def _items_with(word: str, shelf: Shelf) -> set[int]:
    """The items with this word, with one that it is a slip for, or else with one that begins alike."""
    meant = [word, *nearest(word, shelf.vocabulary)]
    found = shelf.index.matching([meant])
    if not found and len(word) > _BEGINNING:
        found = shelf.index.matching([[word[:_BEGINNING]]])
    return set(found)
