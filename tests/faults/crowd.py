# SPDX-License-Identifier: EUPL-1.2
"""Many programs on one database at the same moment.

``python -m tests.faults.crowd register PLACE PROGRAMS TIMES [reading-first]``: each registers visits.
``python -m tests.faults.crowd edit PLACE PROGRAMS TIMES [unseen]``: all count up one number on one person's card.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select, text, update

from desk_app.core import engines
from desk_app.core.errors import Conflict, DeskError
from desk_app.relations.messages import ChangePerson
from desk_app.relations.models import Person
from tests.faults.children import report
from tests.faults.counter import CounterAtWork, broken, go_to_work, half_done

Figures = dict[str, Any]


def main(act: str, place: str, programs: int, times: int, *, unprotected: bool) -> None:
    if act == "register" and unprotected:
        engines.BEGIN_WRITE = "BEGIN"
    work: Callable[[CounterAtWork], Figures] = {
        "register": lambda counter: _register(counter, times),
        "edit": lambda counter: _edit(counter, times, unseen=unprotected),
    }[act]
    all_figures = _at_once(programs, place, work)
    counter = go_to_work(place)
    with counter.desk.db.read() as session:
        numbers = list(session.scalars(text("select number from tickets order by id")))
        counted = session.scalar(select(Person.attention).where(Person.id == counter.customer_id))
    waits = sorted(wait for figures in all_figures for wait in figures["waits"])
    report(
        done=sum(figures["done"] for figures in all_figures),
        refused=sum(figures["refused"] for figures in all_figures),
        errors=[error for figures in all_figures for error in figures["errors"]],
        p99=waits[int(len(waits) * 0.99) - 1] if waits else 0.0,
        numbers=len(numbers),
        distinct=len(set(numbers)),
        counted=int(counted or 0),
        half_done=half_done(counter.desk.db) if act == "register" else None,
        broken=str(broken(counter.desk.db) or ""),
    )
    counter.desk.close()


def _at_once(programs: int, place: str, work: Callable[[CounterAtWork], Figures]) -> list[Figures]:
    pipes = []
    for number in range(programs):
        reader, writer = os.pipe()
        if os.fork() == 0:
            os.close(reader)
            random.seed(number)
            try:
                figures = work(go_to_work(place))
            except BaseException as error:  # noqa: BLE001 -- the parent must see why, whatever it is
                figures = {"done": 0, "refused": 0, "errors": [repr(error)], "waits": []}
            with os.fdopen(writer, "w") as out:
                json.dump(figures, out)
            os._exit(0)
        os.close(writer)
        pipes.append(reader)
    found = []
    for reader in pipes:
        with os.fdopen(reader) as words:
            found.append(json.load(words))
    for _program in range(programs):
        os.wait()
    return found


def _register(counter: CounterAtWork, times: int) -> Figures:
    figures: Figures = {"done": 0, "refused": 0, "errors": [], "waits": []}
    for number in range(times):
        draft = counter.finished(counter.half_typed(str(number)))
        for question in draft.questions:  # as the window does before anybody can press Ctrl+Enter
            counter.desk.intake.derive(counter.actor, question, counter.customer_id)
        order = draft.order()
        begun = time.perf_counter()
        try:
            counter.desk.intake.register(counter.actor, order)
            figures["done"] += 1
        except DeskError as error:
            figures["errors"].append(repr(error))
        figures["waits"].append(time.perf_counter() - begun)
    return figures


def _edit(counter: CounterAtWork, times: int, *, unseen: bool) -> Figures:
    """Reads the number on the card, writes it plus one; whoever is too late must hear so."""
    figures: Figures = {"done": 0, "refused": 0, "errors": [], "waits": []}
    edit = _edit_unseen if unseen else _edit_once
    for _number in range(times):
        begun = time.perf_counter()
        try:
            edit(counter)
            figures["done"] += 1
        except Conflict:
            figures["refused"] += 1
        except DeskError as error:
            figures["errors"].append(repr(error))
        figures["waits"].append(time.perf_counter() - begun)
    return figures


def _edit_once(counter: CounterAtWork) -> None:
    person = counter.desk.people.person(counter.actor, counter.customer_id)
    counter.desk.relations.change_person(
        counter.actor,
        ChangePerson(
            person_id=person.id,
            version=person.version,
            family_name=person.family_name,
            email=person.email,
            attention=str(int(person.attention or 0) + 1),
            even_so=True,
        ),
    )


def _edit_unseen(counter: CounterAtWork) -> None:
    with counter.desk.db.read() as session:
        seen = session.scalar(select(Person.attention).where(Person.id == counter.customer_id))
    with counter.desk.db.jot() as session:
        session.execute(
            update(Person.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
            .where(Person.id == counter.customer_id)
            .values(attention=str(int(seen or 0) + 1))
        )


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), unprotected=len(sys.argv) > 5)
