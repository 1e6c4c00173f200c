# SPDX-License-Identifier: EUPL-1.2
"""What is asked about the catalogue: the product picker, one item, the demand tree, the matrix, the list."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy.orm import Session

from desk_app.catalogue.messages import CellCount, ItemFilter, ItemHit, ItemRow, TopicRow
from desk_app.catalogue.models import Complexity, Funding
from desk_app.catalogue.reading import read_rows
from desk_app.catalogue.shelf import Shelf, ShelfReader, Topic, is_offered
from desk_app.catalogue.wording import FUNDING_NAMES, in_language, name_of, price_text, promise_text
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _


class CatalogueQueries:
    """Reads the catalogue for who may see it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._reader = ShelfReader()

    def find_items(self, actor: Actor, text: str, limit: int = 12) -> tuple[ItemHit, ...]:
        """Offered items by code, name, the customer's own words or branch of the demand tree, as somebody types."""
        shelf = self._shelf(actor)
        offered = [entry for entry in shelf.entries if entry.is_offered(today(self._db.clock))]
        return tuple(item_hit(entry.row) for entry in shelf.matching(offered, text)[:limit])

    def vocabulary(self, actor: Actor) -> Collection[str]:
        """Every word that an item is found by, folded."""
        return self._shelf(actor).vocabulary

    def item(self, actor: Actor, item_id: int) -> ItemRow:
        """One item, offered or not; raises NotFound."""
        return _found(entry.row for entry in self._shelf(actor).entries if entry.row.id == item_id)

    def by_code(self, actor: Actor, code: str) -> ItemRow:
        """One item by the code on its card (``P-PAS``); raises NotFound."""
        wanted = code.strip().upper()
        return _found(entry.row for entry in self._shelf(actor).entries if entry.row.code.upper() == wanted)

    def items(self, actor: Actor, filter_: ItemFilter) -> tuple[ItemRow, ...]:
        """The items that fit: best match first when words are asked, else by name."""
        return tuple(entry.row for entry in self._shelf(actor).chosen(filter_, today(self._db.clock)))

    def topics(self, actor: Actor) -> tuple[TopicRow, ...]:
        """The demand tree, parents before children, with the number of offered items in and below each branch."""
        shelf = self._shelf(actor)
        offered = [entry for entry in shelf.entries if entry.is_offered(today(self._db.clock))]
        return tuple(
            TopicRow(
                id=topic.id,
                version=topic.version,
                parent_id=topic.parent_id,
                code=topic.code,
                name=in_language(topic.name, topic.name_en),
                name_nl=topic.name,
                name_en=topic.name_en,
                items=sum(topic.id in entry.topics for entry in offered),
                uses=0,
            )
            for topic in _in_order(shelf, None)
        )

    def matrix(self, actor: Actor, filter_: ItemFilter) -> tuple[CellCount, ...]:
        """All nine cells, row by row, with the number of items that fit the rest of the filter."""
        free = ItemFilter(words=filter_.words, topic_id=filter_.topic_id, only_active=filter_.only_active)
        rows = self.items(actor, free)
        return tuple(
            CellCount(complexity, funding, sum(row.complexity is complexity and row.funding is funding for row in rows))
            for complexity in Complexity
            for funding in Funding
        )

    def _shelf(self, actor: Actor) -> Shelf:
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            return self._reader.read(session, today(self._db.clock))


def read_item(session: Session, item_id: int | None, day: date) -> ItemRow | None:
    """One item that is offered on ``day``, in any session; None when there is no such item or it has ended."""
    rows = [] if item_id is None else read_rows(session, day, item_id)
    return rows[0] if rows and is_offered(rows[0], day) else None


def item_hit(row: ItemRow) -> ItemHit:
    """The line of a picker: ``P-PAS · basis · 1 werkdag · gratis · Passen``."""
    facts = (row.code, _(FUNDING_NAMES[row.funding]), promise_text(row), price_text(row), row.team)
    return ItemHit(row.id, row.code, name_of(row), " · ".join(facts))


def _found(rows: Iterator[ItemRow]) -> ItemRow:
    row = next(rows, None)
    if row is None:
        raise NotFound(_("This product is no longer in the catalogue. Choose another one."))
    return row


def _in_order(shelf: Shelf, parent_id: int | None) -> Iterator[Topic]:
    for topic in shelf.topics:
        if topic.parent_id == parent_id:
            yield topic
            yield from _in_order(shelf, topic.id)
