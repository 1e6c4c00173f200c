# SPDX-License-Identifier: EUPL-1.2
"""Ten thousand products out of a file and into one: read and planned, written, exported, and read again.

The raw limit of writing is ``executemany`` of the rows that it writes, into the same tables.
"""

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from desk_app import starter
from desk_app.core.actor import the_program
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.engines import sqlite_driver
from desk_app.core.events import EventBus
from desk_app.core.migrations.upgrade import prepare
from desk_app.transfer.catalogue_import import CatalogueExporter, CatalogueImporter
from desk_app.transfer.catalogue_messages import ExportCatalogue, ImportCatalogue, Plan
from tests.speed.measuring import Line, Times

ITEMS = 10_000
RUNS = 5
TABLES = (
    "catalogue_items",
    "catalogue_versions",
    "catalogue_prices",
    "catalogue_item_topics",
    "demand_topics",
    "audit",
)
COLUMNS = (
    "Nummer",
    "Naam",
    "Rubriek",
    "Omschrijving",
    "Doorlooptijd",
    "Eenheid",
    "Behandelgroep",
    "Tarief",
    "Trefwoorden",
)


def lines() -> Iterator[Line]:
    """One line for each job."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _jobs(Path(folder))


def _jobs(folder: Path) -> Iterator[Line]:
    theirs = _written(folder / "theirs.csv")
    empty = folder / "empty.db"
    db = _opened(empty)
    prepare(db, lambda: None)
    db.close()
    shutil.copyfile(empty, folder / "bare.db")
    db = _opened(empty)
    starter.load(db, the_program())
    db.close()
    found: dict[str, list[float]] = {name: [] for name in ("plan", "write", "again", "out xlsx", "out csv", "back")}
    for run in range(RUNS):
        file = folder / f"run{run}.db"
        shutil.copyfile(empty, file)
        db = _opened(file)
        plan = _timed(found["plan"], partial(_plan, db, theirs))
        _timed(found["write"], partial(_bring_in, db, plan))
        _timed(found["again"], partial(_plan, db, theirs))
        for ending in ("xlsx", "csv"):
            _timed(found[f"out {ending}"], partial(_export, db, folder / f"out.{ending}"))
        _timed(found["back"], partial(_plan, db, folder / "out.xlsx"))
        db.close()
    raw = _raw(folder, folder / "bare.db", folder / "run0.db")
    named = f"catalogue of {ITEMS:,} items: "
    yield Line(f"{named}file read, mapped and planned", 0, Times(tuple(found["plan"])))
    yield Line(f"{named}written, with a version each", 0, Times(tuple(found["write"])), raw, "plan and write 40 s")
    yield Line(f"{named}the same file planned again", 0, Times(tuple(found["again"])))
    yield Line(f"{named}exported to xlsx", 0, Times(tuple(found["out xlsx"])))
    yield Line(f"{named}exported to csv", 0, Times(tuple(found["out csv"])))
    yield Line(f"{named}its xlsx read and planned", 0, Times(tuple(found["back"])))


def _written(file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        teams = ("GEBOUW", "AV", "PASSEN")
        for number in range(ITEMS):
            writer.writerow(
                (
                    f"X-{number:05}",
                    f"Dienst nummer {number}",
                    f"Rubriek {number % 100}",
                    "Wij doen dit voor u. " * 5,
                    number % 10 + 1,
                    "werkdagen",
                    teams[number % 3],
                    f"{number % 50},50",
                    f"dienst, nummer {number}",
                )
            )
    return file


def _opened(file: Path) -> Database:
    return Database(database_url(str(file)), SystemClock(), EventBus())


def _timed(times: list[float], job: Callable[[], Any]) -> Any:  # noqa: ANN401 -- what the job answers
    began = perf_counter()
    answer = job()
    times.append((perf_counter() - began) * 1000)
    return answer


def _plan(db: Database, file: Path) -> Plan:
    importer = CatalogueImporter(db)
    return importer.plan(the_program(), importer.look(the_program(), file))


def _bring_in(db: Database, plan: Plan) -> None:
    CatalogueImporter(db).bring_in(the_program(), ImportCatalogue(), plan)


def _export(db: Database, file: Path) -> None:
    CatalogueExporter(db).export(the_program(), ExportCatalogue(), file)


def _raw(folder: Path, bare: Path, full: Path) -> Times:
    """The same rows in plain SQL, into an empty database."""
    connection = sqlite_driver.connect(str(full))
    rows = {table: connection.execute(f"select * from {table}").fetchall() for table in TABLES}
    connection.close()
    times: list[float] = []
    for run in range(RUNS):
        file = folder / f"raw{run}.db"
        shutil.copyfile(bare, file)
        _timed(times, partial(_executemany, file, rows))
    return Times(tuple(times))


def _executemany(file: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    connection = sqlite_driver.connect(str(file), isolation_level=None)
    connection.execute("begin immediate")
    for table, values in rows.items():
        connection.executemany(f"insert into {table} values ({', '.join('?' * len(values[0]))})", values)
    connection.execute("commit")
    connection.close()
