# SPDX-License-Identifier: EUPL-1.2
"""A catalogue of ten thousand items: what a key costs in picker and browser, and a change of one item or of all.

The raw limit of a key is SQLite looking for the same letters in names and keywords of the same table with ``LIKE``.
"""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, text

from desk_app import starter
from desk_app.app import Desk, build
from desk_app.catalogue.messages import ItemContent, ItemFilter, SaveItem
from desk_app.catalogue.reading import read_contents
from desk_app.catalogue.writing import write_items
from desk_app.core.actor import Actor, the_program
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.core.migrations.upgrade import prepare
from desk_app.core.words import words
from tests.speed.measuring import Line, Times, take

ITEMS = 10_000
RUNS = 60
TYPED = ("b", "be", "bea", "beam", "beamer", "beamer l", "beamer lenen")
SLIPS = ("beemer", "sluetel", "verhuzing", "geen beemer")


def lines() -> Iterator[Line]:
    """Every job, on a new desk in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database(database_url(str(Path(folder, "catalogue.db"))), SystemClock(), EventBus())
        prepare(db, lambda: None)
        actor = the_program()
        starter.load(db, actor)
        yield from _keys(build(db), actor)
        db.close()


def _keys(desk: Desk, actor: Actor) -> Iterator[Line]:
    yield Line(_named("written in one command"), 0, _written(desk, actor), budget="20 s")
    see = desk.catalogue
    jobs = (
        ("picker, per key", lambda run: see.find_items(actor, TYPED[run % len(TYPED)])),
        ("picker, with a slip in the words", lambda run: see.find_items(actor, SLIPS[run % len(SLIPS)])),
        ("browser, per key", lambda run: see.items(actor, ItemFilter(words=TYPED[run % len(TYPED)]))),
        ("matrix, per key", lambda run: see.matrix(actor, ItemFilter(words=TYPED[run % len(TYPED)]))),
    )
    with desk.db.engine.connect() as connection:
        for job, ours_of in jobs:
            ours, limit = take(RUNS, ours_of, lambda run: _like(connection, TYPED[run % len(TYPED)]))
            yield Line(_named(job), 0, ours, limit, "50 ms")
    yield Line(_named("tree with its numbers"), 0, take(RUNS, lambda _run: see.topics(actor))[0])
    yield Line(
        _named("next key after another counter changed an item"), 0, _after_a_change(desk, actor), budget="50 ms"
    )
    yield Line(_named("keys after another counter changed all"), 0, _after_an_import(desk, actor), budget="50 ms")


def _named(job: str) -> str:
    return f"{ITEMS:,} items: {job}"


def _like(connection: Connection, typed: str) -> int:
    found = text("select id from catalogue_items where name like :words or keywords like :words")
    return len(connection.execute(found, {"words": f"%{typed}%"}).all())


def _written(desk: Desk, actor: Actor) -> Times:
    """Fills the catalogue; one run, for there is nothing to write a second time."""

    items: list[tuple[int | None, ItemContent]] = [(None, content) for content in _invented(desk)]

    def fill(run: int) -> None:
        if run == 0:
            _write(desk, actor, items)

    return take(1, fill)[0]


def _invented(desk: Desk) -> Iterator[ItemContent]:
    """Items like those of the starter, each with words of some others."""
    with desk.db.read() as session:
        base = list(read_contents(session).values())
    chance = random.Random(1)
    known = sorted({word for content in base for word in words(f"{content.name} {content.explanation}")})
    for number in range(ITEMS - len(base)):
        content = base[number % len(base)]
        own = chance.sample(known, 6)
        keywords = f"{content.keywords}, {', '.join(own[2:])}, {number}"
        yield replace(content, code=f"X-{number}", name=f"{content.name} {own[0]} {own[1]}"[:200], keywords=keywords)


def _write(desk: Desk, actor: Actor, items: list[tuple[int | None, ItemContent]]) -> None:
    with desk.db.write(actor, SaveItem(content=items[0][1])) as unit:
        write_items(unit, items)


def _after_a_change(desk: Desk, actor: Actor) -> Times:
    """``desk`` is asked after each change by another program; the change itself is not counted."""
    here = _another(desk)
    sheet = desk.catalogue.sheet(actor, desk.catalogue.by_code(actor, "X-1").id)
    times: list[float] = []
    for run in range(RUNS):
        _write(desk, actor, [(sheet.id, replace(sheet.content, keywords=f"ronde {run}"))])
        times += take(1, lambda number: here.catalogue.find_items(actor, "beamer") if number == 0 else None)[
            0
        ].milliseconds
    here.db.close()
    return Times(tuple(times))


def _after_an_import(desk: Desk, actor: Actor) -> Times:
    """The keys until everything is read again, and a few more."""
    here = _another(desk)
    with desk.db.read() as session:
        contents = read_contents(session)
    _write(desk, actor, [(number, replace(one, keywords=f"{one.keywords}, nieuw")) for number, one in contents.items()])
    found = take(120, lambda run: here.catalogue.find_items(actor, TYPED[run % len(TYPED)]))[0]
    here.db.close()
    return found


def _another(desk: Desk) -> Desk:
    """The desk of another counter, with its shelf read."""
    found = build(Database(desk.db.url, SystemClock(), EventBus()))
    found.catalogue.vocabulary(the_program())
    return found
