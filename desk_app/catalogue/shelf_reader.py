# SPDX-License-Identifier: EUPL-1.2
"""Keeps the shelf as the database has it: only what changed is read again, and a keystroke never waits for much of it.

Whether anything changed is seen from one cheap sum over versions, so a change by anybody, also by a program that tells
nothing, is seen at the next key. Then:

- Up to ``AT_ONCE`` items that changed are read on the spot, so that everybody sees the newest.
- More of them (an import) are read at once by who asks for everything (a page that opens). A keystroke (``in_full``
  False) reads ``AT_ONCE`` of them and is served with the others as they were: after an import of ten thousand items
  by another counter a picker may show an old price for a hundred keys. The sale itself reads the database again.
- A keystroke is served with the old shelf while another thread reads.
- This counter never gets less than what it wrote itself: when it did (its audit entries tell), a keystroke waits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desk_app.catalogue.messages import ItemRow, PolicyContent
from desk_app.catalogue.models import (
    CatalogueItem,
    CellPolicy,
    DemandTopic,
    catalogue_item_topics,
)
from desk_app.catalogue.policy import default_policy
from desk_app.catalogue.reading import prices_on, read_policies, read_priced_rows
from desk_app.catalogue.shelf import Demand, Entry, Shelf, Topic, an_entry, demand_of
from desk_app.core.audit import AuditEntry
from desk_app.identity.models import Team

AT_ONCE = 100
"""Items that are read on the spot at a keystroke."""
_MANY = 2_000
"""With more items than this it is faster to read them all."""
_TOLD = ("ItemChanged", "CatalogueChanged", "TeamChanged")
"""Events of commands that change what is on the shelf."""


Branches = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A shelf; what is not all read is missing in ``stamp``. ``seq``: the audit entries up to there are in it.

    ``branches``: item -> branches it hangs on, as the links were when they were read last.
    """

    shelf: Shelf
    branches: Branches
    stamp: "_Stamp | None"
    seq: int


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What differs when something changed, part by part."""

    day: date
    items: tuple[Any, ...]
    cells: tuple[Any, ...]
    topics: tuple[Any, ...]
    links: tuple[Any, ...]
    teams: tuple[Any, ...]


class ShelfReader:
    """The shelf for one desk; ``origin`` names what this desk itself wrote in the audit trail."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._kept: _Kept | None = None
        self._lock = Lock()

    def read(self, session: Session, day: date, *, in_full: bool = True) -> Shelf:
        """The shelf with the prices of ``day``; not ``in_full``: as of a moment ago when much changed elsewhere."""
        stamp = _read_stamp(session, day)
        kept = self._kept
        if kept is not None and kept.stamp == stamp:
            return kept.shelf
        may_be_old = kept is not None and not in_full and not self._wrote_since(session, kept.seq)
        if not self._lock.acquire(blocking=not may_be_old):
            assert kept is not None
            return kept.shelf
        try:
            if self._kept is None or self._kept.stamp != stamp:
                self._kept = _caught_up(session, stamp, self._kept, AT_ONCE if may_be_old else None)
            return self._kept.shelf
        finally:
            self._lock.release()

    def _wrote_since(self, session: Session, seq: int) -> bool:
        told = or_(*(AuditEntry.events.contains(f'"{name}"') for name in _TOLD))
        own = select(AuditEntry.seq).where(AuditEntry.seq > seq, AuditEntry.origin == self._origin, told).limit(1)
        return session.scalar(own) is not None


def _read_stamp(session: Session, day: date) -> _Stamp:
    parts = [tuple(session.execute(query).one()) for query in _SUMS]
    return _Stamp(day, *parts)


_LINKS = catalogue_item_topics.c
_SUMS = (
    select(func.count(CatalogueItem.id), func.sum(CatalogueItem.version), func.max(CatalogueItem.id)),
    select(func.count(CellPolicy.version), func.sum(CellPolicy.version)),
    select(func.count(DemandTopic.id), func.sum(DemandTopic.version), func.sum(DemandTopic.position * DemandTopic.id)),
    select(func.count(_LINKS.item_id), func.sum(_LINKS.item_id * _LINKS.topic_id)),
    select(func.count(Team.id), func.sum(Team.version)),
)
_TOPICS = select(
    DemandTopic.id, DemandTopic.version, DemandTopic.parent_id, DemandTopic.code, DemandTopic.name, DemandTopic.name_en
).order_by(DemandTopic.position, DemandTopic.id)


def _caught_up(session: Session, stamp: _Stamp, kept: _Kept | None, most: int | None) -> _Kept:
    """The shelf after reading what changed, at most ``most`` items of it."""
    seq = session.scalar(select(func.max(AuditEntry.seq))) or 0  # before the rows: what comes after may be missing
    is_linked = kept is not None and kept.stamp is not None and kept.stamp.links == stamp.links
    branches = kept.branches if kept is not None and is_linked else _read_branches(session)
    facts = _Facts(session, stamp.day, branches)
    if kept is None:
        return _Kept(Shelf.of(facts.read(session, None), facts.topics.values()), branches, stamp, seq)
    shelf = kept.shelf
    old = {item_id: entry.row.version for item_id, entry in shelf.entries.items()}
    stale = [item_id for item_id, version in facts.versions.items() if old.get(item_id) != version]
    fresh: dict[int, Entry] = {}
    if stale:
        wanted = stale[:most] if most is not None else stale
        fresh = {entry.row.id: entry for entry in facts.read(session, wanted)}
    others = []
    if kept.stamp is None or _is_wide(kept.stamp, stamp):
        skipped = frozenset(stale)
        others = [entry for entry in shelf.by_name if entry.row.id not in skipped and facts.differ(entry)]
    room = None if most is None else max(most - len(fresh), 0)
    fresh.update((entry.row.id, facts.renewed(entry)) for entry in others[:room])
    gone = shelf.entries.keys() - facts.versions.keys()
    shelf = _put(shelf, fresh, gone, facts.topics.values())
    if len(fresh) == len(stale) + len(others):
        return _Kept(shelf, branches, stamp, seq)
    return _Kept(shelf, branches, None if others[room:] else replace(stamp, items=()), kept.seq)


def _is_wide(before: _Stamp, now: _Stamp) -> bool:
    """Whether something changed that many items show, not only items themselves."""
    return replace(before, items=now.items) != now


def _read_branches(session: Session) -> Branches:
    found: dict[int, tuple[int, ...]] = {}
    for item_id, topic_id in session.execute(select(_LINKS.item_id, _LINKS.topic_id).order_by(_LINKS.topic_id)):
        found[item_id] = (*found.get(item_id, ()), topic_id)
    return found


def _put(shelf: Shelf, fresh: Mapping[int, Entry], gone: Collection[int], topics: Iterable[Topic]) -> Shelf:
    if len(fresh) + len(gone) > _MANY:
        known = {**shelf.entries, **fresh}
        return Shelf.of((entry for item_id, entry in known.items() if item_id not in gone), topics)
    return shelf.changed(fresh.values(), gone, topics)


class _Facts:
    """What the database has now: versions, and all that entries show of other tables."""

    def __init__(self, session: Session, day: date, branches: Branches) -> None:
        self.topics = {row.id: Topic(*row) for row in session.execute(_TOPICS)}
        versions = session.execute(select(CatalogueItem.id, CatalogueItem.version)).all()
        self.versions: dict[int, int] = dict(versions)
        self._branches = branches
        self._day = day
        self._policies = read_policies(session)
        teams = session.execute(select(Team.id, Team.name))
        self._teams: dict[int, str] = {row.id: row.name for row in teams}
        self._demands: dict[tuple[int, ...], Demand] = {}

    def read(self, session: Session, item_ids: Collection[int] | None) -> Iterator[Entry]:
        """The items as they are now; None: all of them."""
        asked = None if item_ids is None or len(item_ids) > _MANY else item_ids
        wanted = None if item_ids is None else frozenset(item_ids)
        for row, prices in read_priced_rows(session, self._day, asked):
            if wanted is None or row.id in wanted:
                branches = self._branches.get(row.id, ())
                yield an_entry(row, prices, branches, self._demand(branches))

    def differ(self, entry: Entry) -> bool:
        """Whether other tables say something else than the entry shows."""
        row = entry.row
        return (
            self._branches.get(row.id, ()) != entry.branches
            or not self._is_same(entry)
            or self._policy(row) != row.policy
            or self._teams.get(row.team_id) != row.team
            or prices_on(entry.prices, self._day) != (row.price_cents, row.order_price_cents)
        )

    def renewed(self, entry: Entry) -> Entry:
        """The entry with what other tables say now."""
        row = entry.row
        stock, order = prices_on(entry.prices, self._day)
        branches = self._branches.get(row.id, ())
        row = replace(
            row,
            policy=self._policy(row),
            team=self._teams.get(row.team_id, row.team),
            price_cents=stock,
            order_price_cents=order,
        )
        return an_entry(row, entry.prices, branches, self._demand(branches))

    def _is_same(self, entry: Entry) -> bool:
        demand = self._demand(entry.branches)
        if demand is not entry.demand and demand != entry.demand:
            return False
        self._demands[entry.branches] = entry.demand  # the next one on these branches is the same object
        return True

    def _policy(self, row: ItemRow) -> PolicyContent:
        return self._policies.get((row.complexity, row.funding)) or default_policy(row.complexity)

    def _demand(self, branches: tuple[int, ...]) -> Demand:
        found = self._demands.get(branches)
        if found is None:
            found = self._demands[branches] = demand_of(branches, self.topics)
        return found
