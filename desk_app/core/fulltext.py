# SPDX-License-Identifier: EUPL-1.2
"""One way to ask the search indexes of SQLite (FTS5) and PostgreSQL (tsvector); triggers keep them right.

Answers come newest first and are never ranked as a whole: that would cost what the match set costs.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, cast, column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import InstrumentedAttribute, Session

Groups = Sequence[Sequence[str]]
"""Folded words (``words.py``): of every group at least one must occur."""

WINDOW = 2_000
"""PostgreSQL: so many of the newest rows are read through before the index is asked. A common word is found there at
once; a rarer one has so few matches that fetching them all is cheap. Thus neither needs good statistics."""


class WordIndex:
    """A search index by its name; a revision made it, so it has no model."""

    def __init__(self, name: str) -> None:
        self._index = table(name, column("rowid"), column("id"), column("words"), column(name))
        self._name = name

    def rows(
        self,
        session: Session,
        query: Select[*tuple[Any, ...]],
        key: InstrumentedAttribute[int],
        groups: Groups,
        *,
        limit: int,
        whole: bool = False,
    ) -> Sequence[Row[Any]]:
        """The rows of ``query`` whose ``key`` the index finds, highest key first, at most ``limit``.

        A word matches what begins with it; with ``whole`` only the same word.
        """
        if session.get_bind().dialect.name == "sqlite":
            found = self._index.c[self._name].op("MATCH", is_comparison=True)(_fts5(groups, whole))
            asked = query.join(self._index, self._index.c.rowid == key).where(found)
            return session.execute(asked.order_by(self._index.c.rowid.desc()).limit(limit)).all()
        wanted = cast(_tsquery(groups, whole), TSQUERY)
        newest = (
            select(self._index.c.id, self._index.c.words).order_by(self._index.c.id.desc()).limit(WINDOW).subquery()
        )
        asked = query.join(newest, newest.c.id == key).where(_matches(newest.c.words, wanted))
        rows = session.execute(asked.order_by(newest.c.id.desc()).limit(limit)).all()
        if len(rows) == limit:
            return rows
        every = select(self._index.c.id).where(_matches(self._index.c.words, wanted)).cte().prefix_with("MATERIALIZED")
        asked = query.join(every, every.c.id == key).order_by(every.c.id.desc()).limit(limit)
        return session.execute(asked).all()


def _matches(words: ColumnElement[Any], wanted: ColumnElement[Any]) -> ColumnElement[bool]:
    return words.op("@@", is_comparison=True)(wanted)


def _fts5(groups: Groups, whole: bool) -> str:
    star = "" if whole else "*"
    return " AND ".join("(" + " OR ".join(f'"{word}"{star}' for word in group) + ")" for group in groups)


def _tsquery(groups: Groups, whole: bool) -> str:
    star = "" if whole else ":*"
    return " & ".join("(" + " | ".join(f"'{word}'{star}" for word in group) + ")" for group in groups)
