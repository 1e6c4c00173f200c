# SPDX-License-Identifier: EUPL-1.2
"""What is asked about the catalogue: the picker, one item, the tree, the matrix; and what its owner needs to know."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta

from sqlalchemy import func, select

from desk_app.catalogue import missed
from desk_app.catalogue.editing import LONGEST_CODE
from desk_app.catalogue.messages import (
    CellCount,
    ItemFilter,
    ItemHit,
    ItemRow,
    ItemSheet,
    MissedWordsRow,
    PolicyRow,
    TopicRow,
    VersionRow,
)
from desk_app.catalogue.models import CatalogueAttachment, CatalogueItem, CellPolicy, Complexity, Funding
from desk_app.catalogue.policy import default_policy
from desk_app.catalogue.reading import read_contents, read_policies, read_rows
from desk_app.catalogue.shelf import Shelf, Topic
from desk_app.catalogue.shelf_reader import ShelfReader
from desk_app.catalogue.use import ItemUse, NoUse
from desk_app.catalogue.versions import read_version, read_versions
from desk_app.catalogue.wording import FUNDING_NAMES, in_language, name_of, price_text, promise_text
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.core.kept_files import read_content, read_files
from desk_app.core.messages import FileRow
from desk_app.core.text import fault_in
from desk_app.identity.models import Team

A_YEAR = timedelta(days=365)
USES_SECONDS = 3600.0
"""How long the numbers of uses are kept: they put branches in order and need not be of this minute."""


class CatalogueQueries:
    """Reads the catalogue for who may see it; ``use`` counts the tickets with items."""

    def __init__(self, db: Database, use: ItemUse | None = None) -> None:
        self._db = db
        self._use = use or NoUse()
        self._reader = ShelfReader(db.origin)
        self._uses: tuple[float, Mapping[int, int]] = (-1.0, {})

    # --- for the counter

    def find_items(self, actor: Actor, text: str, limit: int = 12) -> tuple[ItemHit, ...]:
        """Offered items by code, name, the customer's own words or branch of the demand tree, as somebody types."""
        actor.require(Right.SEE_CATALOGUE)
        day = today(self._db.clock)
        found = self._shelf(in_full=False).matching(text, lambda entry: entry.is_offered(day), limit)
        return tuple(item_hit(entry.row) for entry in found)

    def vocabulary(self, actor: Actor) -> Collection[str]:
        """Every word that an item is found by, folded."""
        actor.require(Right.SEE_CATALOGUE)
        return self._shelf(in_full=False).vocabulary

    def item(self, actor: Actor, item_id: int) -> ItemRow:
        """One item, offered or not, as it is now; raises NotFound."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            return _found(read_rows(session, today(self._db.clock), item_id))

    def by_code(self, actor: Actor, code: str) -> ItemRow:
        """One item by the code on its card (``P-PAS``); raises NotFound."""
        actor.require(Right.SEE_CATALOGUE)
        wanted = code.strip().upper()
        if fault_in(wanted, LONGEST_CODE):
            raise _no_item()
        same = func.upper(CatalogueItem.code) == wanted
        with self._db.read() as session:
            item_id = session.scalar(select(CatalogueItem.id).where(same))
            return _found([] if item_id is None else read_rows(session, today(self._db.clock), item_id))

    def items(self, actor: Actor, filter_: ItemFilter) -> tuple[ItemRow, ...]:
        """The items that fit: best match first when words are asked, else by name."""
        actor.require(Right.SEE_CATALOGUE)
        shelf = self._shelf(in_full=not filter_.words.strip())
        return tuple(entry.row for entry in shelf.chosen(filter_, today(self._db.clock)))

    def topics(self, actor: Actor) -> tuple[TopicRow, ...]:
        """The demand tree, parents before children, brothers and sisters by how often their items are asked for.

        Each with the number of offered items in and below it.
        """
        actor.require(Right.SEE_CATALOGUE)
        day = today(self._db.clock)
        shelf = self._shelf()
        times = self._times_asked()
        items: Counter[int] = Counter()
        uses: Counter[int] = Counter()
        for item_id, entry in shelf.entries.items():
            asked = times.get(item_id, 0)
            offered = entry.is_offered(day)
            for topic_id in entry.topics:
                items[topic_id] += offered
                uses[topic_id] += asked
        return tuple(
            TopicRow(
                id=topic.id,
                version=topic.version,
                parent_id=topic.parent_id,
                code=topic.code,
                name=in_language(topic.name, topic.name_en),
                name_nl=topic.name,
                name_en=topic.name_en,
                items=items[topic.id],
                uses=uses[topic.id],
            )
            for topic in _in_order(shelf.topics, uses)
        )

    def matrix(self, actor: Actor, filter_: ItemFilter) -> tuple[CellCount, ...]:
        """All nine cells, row by row, with the number of items that fit the rest of the filter."""
        free = ItemFilter(words=filter_.words, topic_id=filter_.topic_id, only_active=filter_.only_active)
        counts = Counter((row.complexity, row.funding) for row in self.items(actor, free))
        return tuple(
            CellCount(complexity, funding, counts[complexity, funding])
            for complexity in Complexity
            for funding in Funding
        )

    def uses(self, actor: Actor, item_id: int) -> int:
        """Tickets with this item in the last 365 days, counted within the hour."""
        actor.require(Right.SEE_CATALOGUE)
        return self._times_asked().get(item_id, 0)

    def attachments(self, actor: Actor, item_id: int) -> tuple[FileRow, ...]:
        """The files with an item, oldest first."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            return read_files(session, CatalogueAttachment, CatalogueAttachment.item_id == item_id)

    def attachment_content(self, actor: Actor, attachment_id: int) -> bytes:
        """What is in a file; raises NotFound."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            return read_content(session, CatalogueAttachment, attachment_id)

    def note_missed(self, actor: Actor, words: str) -> None:
        """Writes down words that found no product; nothing of what may be about a person (``missed.py``)."""
        actor.require(Right.SEE_CATALOGUE)
        missed.note(self._db, words)

    # --- for its owner

    def sheet(self, actor: Actor, item_id: int) -> ItemSheet:
        """An item to edit, with its number of open tickets; raises NotFound."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            version = session.scalar(select(CatalogueItem.version).where(CatalogueItem.id == item_id))
            if version is None:
                raise _no_item()
            content = read_contents(session, item_id)[item_id]
            return ItemSheet(item_id, version, content, self._use.open_tickets(session, (item_id,)))

    def open_tickets(self, actor: Actor, item_ids: Collection[int]) -> int:
        """How many open tickets with these items there are: they stay as they are when the items change or end."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            return self._use.open_tickets(session, item_ids)

    def versions(self, actor: Actor, item_id: int) -> tuple[VersionRow, ...]:
        """How an item was sold, the newest version first."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            return read_versions(session, item_id)

    def version(self, actor: Actor, item_id: int, version: int) -> VersionRow:
        """How an item was sold under one version; raises NotFound when that was never kept."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            found = read_version(session, item_id, version)
        if found is None:
            raise NotFound(_("This version of the product was not kept."))
        return found

    def policies(self, actor: Actor) -> tuple[PolicyRow, ...]:
        """All nine cells of the matrix, row by row."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            contents = read_policies(session)
            cell = CellPolicy
            rows = session.execute(
                select(cell.complexity, cell.funding, cell.version, Team.name).outerjoin(Team, Team.id == cell.team_id)
            )
            known = {(row.complexity, row.funding): (row.version, row.name or "") for row in rows}
        return tuple(
            PolicyRow(
                complexity,
                funding,
                version,
                contents.get((complexity, funding)) or default_policy(complexity),
                team,
            )
            for complexity in Complexity
            for funding in Funding
            for version, team in [known.get((complexity, funding), (0, ""))]
        )

    def missed_words(self, actor: Actor) -> tuple[MissedWordsRow, ...]:
        """Words that found nothing, alike ones together, the most asked first, each with where it might belong."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            rows = missed.read(session)
            shelf = self._reader.read(session, today(self._db.clock))
        return missed.with_suggestions(rows, shelf, today(self._db.clock))

    def _shelf(self, *, in_full: bool = True) -> Shelf:
        with self._db.read() as session:
            return self._reader.read(session, today(self._db.clock), in_full=in_full)

    def _times_asked(self) -> Mapping[int, int]:
        now = self._db.clock.monotonic()
        until, known = self._uses
        if now >= until:
            with self._db.read() as session:
                known = self._use.uses(session, self._db.clock.now() - A_YEAR)
            self._uses = (now + USES_SECONDS, known)
        return known


def item_hit(row: ItemRow) -> ItemHit:
    """The line of a picker: ``P-PAS · basis · 1 werkdag · gratis · Passen``."""
    facts = (row.code, _(FUNDING_NAMES[row.funding]), promise_text(row), price_text(row), row.team)
    return ItemHit(row.id, row.code, name_of(row), " · ".join(facts))


def _found(rows: list[ItemRow]) -> ItemRow:
    if not rows:
        raise _no_item()
    return rows[0]


def _no_item() -> NotFound:
    return NotFound(_("This product is no longer in the catalogue. Choose another one."))


def _in_order(topics: Collection[Topic], uses: Mapping[int, int]) -> Iterator[Topic]:
    below: dict[int | None, list[Topic]] = {}
    for topic in topics:
        below.setdefault(topic.parent_id, []).append(topic)

    def walk(parent_id: int | None) -> Iterator[Topic]:
        for topic in sorted(below.get(parent_id, ()), key=lambda one: -uses[one.id]):
            yield topic
            yield from walk(topic.id)

    return walk(None)
