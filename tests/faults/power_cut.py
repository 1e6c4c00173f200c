# SPDX-License-Identifier: EUPL-1.2
"""What the real services say to SQLite, said again on a disk whose power is cut.

``python -m tests.faults.power_cut FOLDER CUTS [PRAGMA ...]``: our own pragmas, then those named.
"""

import hashlib
import random
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import apsw

from desk_app.core import engines
from tests.faults.children import report
from tests.faults.counter import a_desk_file, go_to_work
from tests.faults.platter import Content, Platter, PowerCut

VISITS = 12
TABLES = (
    "audit",
    "tickets",
    "ticket_events",
    "interactions",
    "print_jobs",
    "ticket_numbers",
    "drafts",
)


def main(folder: Path, cuts: int, pragmas: tuple[str, ...]) -> None:
    start, transactions = _recorded(folder)
    platter = Platter()
    states = _states(platter, start, transactions, pragmas)
    chance = random.Random(20_261_124)
    acked_in_all = lost = damaged = mixed = 0
    for _cut in range(cuts):
        platter.start({"desk": Content(start)})
        connection = _opened(pragmas)
        first = chance.randrange(len(transactions) - 1)
        acked = _work(connection, transactions[:first])
        platter.cut_after = platter.done + chance.randint(1, 120)
        acked += _work(connection, transactions[first:])
        platter.cut_after = 0
        with suppress(apsw.Error, PowerCut):
            connection.close(True)  # it can write nothing any more
        platter.power_on_again(chance)
        acked_in_all += acked
        try:
            there = _state(_opened(pragmas))
        except apsw.Error:
            damaged += 1
            continue
        if there not in states:
            mixed += 1
        elif states.index(there) < acked:
            lost += 1
    report(cuts=cuts, acked=acked_in_all, lost=lost, damaged=damaged, mixed=mixed, transactions=len(transactions))


def _recorded(folder: Path) -> tuple[bytes, list[list[str]]]:
    """The database before, and every transaction of some visits, half-typed slips among them."""
    file = a_desk_file(folder)
    start = file.read_bytes()
    counter = go_to_work(str(file))
    said: list[str] = []
    with counter.desk.db.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(said.append)
    for number in range(VISITS):
        draft = counter.half_typed(f"{number} " + "x" * 50 * number)
        counter.desk.drafts.keep(counter.actor, draft)
        counter.desk.intake.register(counter.actor, counter.finished(draft).order())
    counter.desk.close()
    transactions: list[list[str]] = []
    for statement in said:
        if statement.startswith(engines.BEGIN_WRITE):
            transactions.append([])
        if (
            transactions
            and not statement.startswith(("--", "SELECT", "PRAGMA"))
            and statement not in transactions[-1][-1:]
        ):
            transactions[-1].append(statement)  # what a trigger does is said as its statement once more
    return start, [statements for statements in transactions if statements[-1] == "COMMIT"]


def _opened(pragmas: tuple[str, ...]) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection("desk", flags=flags, vfs="platter")
    connection.execute("pragma locking_mode=exclusive")  # memory that is shared between programs is not simulated
    for pragma in (*engines.PRAGMAS, *pragmas, "wal_autocheckpoint=40"):
        connection.execute(f"pragma {pragma}").fetchall()
    return connection


def _work(connection: apsw.Connection, transactions: list[list[str]]) -> int:
    """Says everything until the power is cut; returns how many commits SQLite said were done."""
    done = 0
    try:
        for statements in transactions:
            for statement in statements:
                connection.execute(statement).fetchall()
            done += 1
    except (apsw.Error, PowerCut):
        return done
    return done


def _states(platter: Platter, start: bytes, transactions: list[list[str]], pragmas: tuple[str, ...]) -> list[str]:
    """What the database is after each commit, when nothing goes wrong."""
    platter.start({"desk": Content(start)})
    connection = _opened(pragmas)
    states = [_state(connection, close=False)]
    for statements in transactions:
        _work(connection, [statements])
        states.append(_state(connection, close=False))
    connection.close()
    return states


def _state(connection: apsw.Connection, *, close: bool = True) -> str:
    """Everything that the tables hold, as one hash; raises apsw.Error when the file is damaged."""
    content = hashlib.sha256()
    for table in TABLES:
        try:
            for row in connection.execute(f"select * from {table} order by 1, 2"):
                content.update(repr(row).encode())
        except UnicodeDecodeError as error:  # words that are no words any more
            raise apsw.CorruptError(str(error)) from error
    if close:
        found = connection.execute("pragma integrity_check(1)").fetchall()
        connection.close(True)
        if found != [("ok",)]:
            raise apsw.CorruptError(str(found))
    return content.hexdigest()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), tuple(sys.argv[3:]))
