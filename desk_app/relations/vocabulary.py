# SPDX-License-Identifier: EUPL-1.2
"""The words that occur in names, kept in memory, so that a slip of the finger can be set right within a keystroke."""

from collections.abc import Collection, Iterable
from threading import Lock

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from desk_app.core.db import Database
from desk_app.core.events import DomainEvent
from desk_app.core.words import words
from desk_app.relations.messages import PersonChanged
from desk_app.relations.models import Person

_NAMES = select(Person.id, Person.given_name, Person.family_name)


class NameVocabulary:
    """Read once whole, then only what is new or changed. A word of a name that is gone may stay: it finds nobody."""

    def __init__(self, db: Database) -> None:
        self._words: set[str] = set()
        self._newest = 0
        self._changed: set[int] = set()
        self._lock = Lock()
        db.events.subscribe(PersonChanged, self._on_person_changed)

    def read(self, session: Session) -> Collection[str]:
        """All words of all given and family names, folded."""
        with self._lock:
            self._learn(session.execute(_NAMES.where(Person.id > self._newest)).all())
            if self._changed:
                self._learn(session.execute(_NAMES.where(Person.id.in_(self._changed))).all())
                self._changed.clear()
            return frozenset(self._words)

    def _learn(self, rows: Iterable[Row[int, str, str]]) -> None:
        for person_id, given, family in rows:
            self._newest = max(self._newest, person_id)
            self._words.update(words(f"{given} {family}"))

    def _on_person_changed(self, event: DomainEvent) -> None:
        with self._lock:
            self._changed.add(event.id)
