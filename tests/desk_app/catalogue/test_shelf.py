# SPDX-License-Identifier: EUPL-1.2
"""The shelf finds what reading every word would find, and is what the database has, whatever changed there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.app import Desk, build
from desk_app.catalogue import shelf_reader
from desk_app.catalogue.messages import (
    Complexity,
    Funding,
    ItemFilter,
    ItemRow,
    PolicyContent,
    PriceLine,
    SaveItem,
    SavePolicy,
    SaveTopic,
    Supply,
)
from desk_app.catalogue.models import CatalogueItem
from desk_app.catalogue.reading import read_priced_rows, read_rows
from desk_app.catalogue.shelf_reader import AT_ONCE, ShelfReader
from desk_app.catalogue.word_index import WordIndex
from desk_app.catalogue.writing import write_items
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.identity.models import Team
from tests import factories
from tests.desk_app.catalogue.conftest import Contents

DAY = date(2026, 11, 24)
MANY = AT_ONCE * 2 + 10


@pytest.fixture
def elsewhere(place: str, clock: FixedClock, desk: Desk) -> Iterator[Desk]:
    """The desk of another counter on the same database."""
    database = Database(database_url(place), clock, EventBus())
    yield build(database)
    database.close()


def add_many(desk: Desk, who: Actor, contents: Contents, count: int = MANY, keywords: str = "") -> list[int]:
    with desk.db.write(who, SaveItem(content=contents())) as unit:
        items = [contents(code=f"X-{n}", name=f"Stoel {n}", keywords=keywords) for n in range(count)]
        return write_items(unit, [(None, one) for one in items])


def change_all(desk: Desk, who: Actor, ids: Sequence[int], keywords: str) -> None:
    with desk.db.write(who, SaveItem(content=desk.catalogue.sheet(who, ids[0]).content)) as unit:
        contents = [desk.catalogue.sheet(who, item_id).content for item_id in ids]
        write_items(unit, [(one, replace(old, keywords=keywords)) for one, old in zip(ids, contents, strict=True)])


def found(desk: Desk, who: Actor, word: str) -> int:
    return len(desk.catalogue.find_items(who, word, 10_000))


def stored(desk: Desk) -> dict[int, ItemRow]:
    with desk.db.read() as session:
        return {row.id: row for row in read_rows(session, DAY)}


def on_the_shelf(desk: Desk, who: Actor) -> dict[int, ItemRow]:
    return {row.id: row for row in desk.catalogue.items(who, ItemFilter(only_active=False))}


# --- the index

WORDS = st.text("ab", min_size=1, max_size=4)
PLACES = st.dictionaries(WORDS, st.integers(1, 7), max_size=4)
ITEMS = st.dictionaries(st.integers(0, 5), PLACES, max_size=6)


def ranks_read_word_by_word(items: dict[int, dict[str, int]], groups: list[list[str]]) -> dict[int, int]:
    ranks = {}
    for item, places in items.items():
        worst = 0
        for group in groups:
            fits = [
                rank
                for asked in group
                for word, place in places.items()
                if word.startswith(asked)
                for bit, whole, begun in ((1, 2, 3), (2, 4, 5), (4, 6, 6))
                if place & bit
                for rank in [whole if word == asked else begun]
            ]
            if not fits:
                break
            worst = max(worst, min(fits))
        else:
            ranks[item] = worst
    return ranks


@given(ITEMS, ITEMS, st.lists(st.lists(WORDS, min_size=1, max_size=2), min_size=1, max_size=3))
def test_index_finds_what_reading_every_word_finds_also_after_changes(
    before: dict[int, dict[str, int]], now: dict[int, dict[str, int]], groups: list[list[str]]
) -> None:
    index = WordIndex.of(before.items())

    changed = index.changed((item, before.get(item, {}), now.get(item, {})) for item in before.keys() | now.keys())

    assert index.matching(groups) == ranks_read_word_by_word(before, groups)
    assert changed.matching(groups) == ranks_read_word_by_word(now, groups)
    assert changed == WordIndex.of(now.items())


# --- what changed in the database


def test_shelf_is_what_the_database_has_after_every_kind_of_change(
    desk: Desk, elsewhere: Desk, owner: Actor, content: Contents, topic_id: int, clock: FixedClock
) -> None:
    ids = add_many(desk, owner, content, 20)
    assert on_the_shelf(desk, owner) == stored(desk)

    cheap = (PriceLine(Supply.STOCK, DAY, DAY, 100), PriceLine(Supply.STOCK, DAY + timedelta(1), None, 200))
    elsewhere.catalogue_service.save_item(
        owner, SaveItem(item_id=ids[0], version=1, content=content(code="X-0", name="Kruk", prices=cheap))
    )
    assert on_the_shelf(desk, owner) == stored(desk)
    policy = PolicyContent(needs_quote=True)
    elsewhere.catalogue_service.save_policy(
        owner, SavePolicy(complexity=Complexity.OPERATIONAL, funding=Funding.BASIC, version=0, content=policy)
    )
    assert on_the_shelf(desk, owner) == stored(desk)
    with elsewhere.db.jot() as session:
        team = session.get(Team, factories.team_id(desk.db, "EERSTELIJN"))
        assert team is not None
        team.name = "Voorste lijn"
    assert on_the_shelf(desk, owner) == stored(desk)
    assert on_the_shelf(desk, owner)[ids[1]].team == "Voorste lijn"
    assert found(desk, owner, "zitten") == 0
    elsewhere.catalogue_service.save_topic(
        owner, SaveTopic(topic_id=topic_id, version=1, parent_id=None, code="LENEN", name="Waar kan ik zitten?")
    )
    assert found(desk, owner, "zitten") == 20
    with elsewhere.db.jot() as session:
        row = session.get(CatalogueItem, factories.item_id(desk.db, "P-PAR"))
        session.delete(row)
    assert on_the_shelf(desk, owner) == stored(desk)
    assert found(desk, owner, "parkeren") == 0
    clock.advance(timedelta(days=1))
    assert on_the_shelf(desk, owner)[ids[0]].price_cents == 200


def test_keystroke_after_a_large_import_elsewhere_reads_a_part_and_soon_has_all(
    desk: Desk, elsewhere: Desk, owner: Actor, content: Contents
) -> None:
    assert found(desk, owner, "kruk") == 0
    add_many(elsewhere, owner, content, keywords="kruk")

    counts = [found(desk, owner, "kruk") for _key in range(4)]

    assert counts == [AT_ONCE, 2 * AT_ONCE, MANY, MANY]


def test_page_after_a_large_import_elsewhere_has_all_at_once(
    desk: Desk, elsewhere: Desk, owner: Actor, content: Contents, topic_id: int
) -> None:
    assert found(desk, owner, "kruk") == 0
    add_many(elsewhere, owner, content, keywords="kruk")

    (topic,) = desk.catalogue.topics(owner)

    assert topic.items == MANY
    assert found(desk, owner, "kruk") == MANY


def test_counter_that_made_a_large_change_has_all_of_it_at_its_next_key(
    desk: Desk, elsewhere: Desk, owner: Actor, content: Contents
) -> None:
    ids = add_many(elsewhere, owner, content)
    assert found(desk, owner, "stoel") > 0

    change_all(desk, owner, ids, "kruk")

    assert found(desk, owner, "kruk") == MANY


def test_branch_of_many_items_is_renamed_elsewhere_and_found_part_by_part(
    desk: Desk, elsewhere: Desk, owner: Actor, content: Contents, topic_id: int
) -> None:
    add_many(desk, owner, content)
    assert found(desk, owner, "stoel") == MANY
    elsewhere.catalogue_service.save_topic(
        owner, SaveTopic(topic_id=topic_id, version=1, parent_id=None, code="LENEN", name="Waar kan ik zitten?")
    )

    counts = [found(desk, owner, "zitten") for _key in range(4)]

    assert counts == [AT_ONCE, 2 * AT_ONCE, MANY, MANY]
    assert found(desk, owner, "iets lenen") == 0


def test_keystroke_is_served_the_old_shelf_while_another_thread_reads(
    desk: Desk, elsewhere: Desk, owner: Actor, content: Contents, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_many(desk, owner, content, 5)
    reader = ShelfReader(desk.db.origin)
    with desk.db.read() as session:
        old = reader.read(session, DAY)
    one_more = content(code="NIEUW", name="Nieuwe kruk")
    elsewhere.catalogue_service.save_item(owner, SaveItem(content=one_more))
    reading, may_go_on = Event(), Event()

    def slowly(*arguments: object) -> object:
        reading.set()
        may_go_on.wait(10)
        return read_priced_rows(*arguments)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(shelf_reader, "read_priced_rows", slowly)

    def read_all() -> None:
        with desk.db.read() as session:
            reader.read(session, DAY)

    other = Thread(target=read_all)
    other.start()
    reading.wait(10)
    with desk.db.read() as session:
        meanwhile = reader.read(session, DAY, in_full=False)
    may_go_on.set()
    other.join(10)

    assert meanwhile is old
    with desk.db.read() as session:
        assert len(reader.read(session, DAY, in_full=False).entries) == len(old.entries) + 1
