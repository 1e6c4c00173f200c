# SPDX-License-Identifier: EUPL-1.2
"""A counter that is killed at any instant, again and again, on one database.

``python -m tests.faults.killed FOLDER KILLS [too-early]``: "too-early" says it is saved before it is.
"""

import os
import random
import sys
from pathlib import Path

from sqlalchemy import text

from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from tests.faults.children import killed_after, report
from tests.faults.counter import a_desk_file, broken, go_to_work, half_done

LONGEST = 0.030
"""Seconds from the first thing that was saved to the kill."""


def main(folder: Path, kills: int, *, too_early: bool) -> None:
    place = str(a_desk_file(folder))
    chance = random.Random(20_261_124)
    registered: set[str] = set()
    typed: dict[str, str] = {}
    errors: list[str] = []

    def work(out: int) -> None:
        counter = go_to_work(place)
        counter.desk.intake.register(counter.actor, counter.finished(counter.half_typed("warm up")).order())
        number = 0
        while True:
            number += 1
            draft = counter.half_typed(f"{os.getpid()}-{number}")
            counter.desk.drafts.keep(counter.actor, draft)
            os.write(out, f"typed {draft.id} {os.getpid()}-{number}\n".encode())
            finished = counter.finished(draft)
            if too_early:
                os.write(out, f"registered {draft.id}\n".encode())
            counter.desk.intake.register(counter.actor, finished.order())
            if not too_early:
                os.write(out, f"registered {draft.id}\n".encode())

    counter = go_to_work(place)  # what is compiled here need not be compiled in every fork
    counter.desk.intake.register(counter.actor, counter.finished(counter.half_typed("first")).order())
    counter.desk.close()
    partial: list[str] = []
    damaged: list[str] = []
    for kill in range(kills):
        for line in killed_after(work, chance.uniform(0, LONGEST)):
            word, *rest = line.split(" ", 2)
            if word == "typed":
                typed[rest[0]] = rest[1]
            elif word == "registered":
                registered.add(rest[0])
            else:
                errors.append(line)
        if kill % 20 == 19 or kill == kills - 1:
            db = _opened(place)
            partial += filter(None, [half_done(db)])
            damaged += [fault.detail for fault in [broken(db)] if fault]
            db.close()
    db = _opened(place)
    with db.read() as session:
        there = set(session.scalars(text("select command_id from audit where command = 'RegisterVisit'")))
        drafts = {row.id: row.content for row in session.execute(text("select id, content from drafts"))}
    db.close()
    forgotten = [draft for draft, mark in typed.items() if draft not in there and not _holds(drafts.get(draft), mark)]
    report(
        kills=kills,
        registered=len(registered),
        typed=len(typed),
        lost=len(registered - there),
        forgotten=len(forgotten),
        partial=partial,
        damaged=damaged,
        errors=errors,
    )


def _holds(content: str | None, mark: str) -> bool:
    return content is not None and f"half typed {mark}" in content and f"door {mark}" in content


def _opened(place: str) -> Database:
    return Database(database_url(place), SystemClock(), EventBus())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), too_early=sys.argv[3:] == ["too-early"])
