# SPDX-License-Identifier: EUPL-1.2
"""The import of a real history against ``executemany`` of the rows that it writes; tables read and written.

Reading is measured against another reader of workbooks in this process (Rust, without our checks) and against Python's
own csv; writing xlsx against nothing but our own budget.
"""

import csv
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from desk_app.core.actor import the_program
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.engines import PRAGMAS, sqlite_driver
from desk_app.core.events import EventBus
from desk_app.core.migrations.upgrade import prepare
from desk_app.transfer.mapping import read_toml, ticket_mapping
from desk_app.transfer.messages import ImportTickets, TicketImport
from desk_app.transfer.shapes import Table
from desk_app.transfer.tables import read_tables
from desk_app.transfer.tickets import TicketImporter
from desk_app.transfer.writing import write_csv, write_xlsx
from tests.speed.measuring import Line, take

RUNS, WARM_UP = 7, 3
TABLES = ("teams", "tickets", "ticket_events", "ticket_numbers", "audit")
MAPPING = Path(__file__).resolve().parents[1] / "data" / "mappings" / "uci.toml"


ROWS, COLUMNS = 10_000, 30


def lines(history: Path) -> Iterator[Line]:
    """Tables read and written; and reading, checking and writing the history, where that file is."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _tables(Path(folder))
        if history.exists():
            yield _import(Path(folder), history)


def _tables(folder: Path) -> Iterator[Line]:
    rows = [
        [f"text {row} {column}" if column % 3 else row * column for column in range(COLUMNS)] for row in range(ROWS)
    ]
    large = Table("T", [f"column {column}" for column in range(COLUMNS)], rows, ROWS)
    sheet, text = folder / "table.xlsx", folder / "table.csv"
    what = f"{ROWS:,} rows of {COLUMNS} columns"
    wrote_csv, wrote_xlsx = take(RUNS, lambda _run: write_csv(text, large), lambda _run: write_xlsx(sheet, large))
    yield Line(f"write {what} to csv", 0, wrote_csv, budget="1 s")
    yield Line(f"write {what} to xlsx", 0, wrote_xlsx, budget="3 s")
    ours, limit = take(RUNS, lambda _run: read_tables(text), lambda _run: _bare_csv(text))
    yield Line(f"read {what} from csv, in a child", 0, ours, limit, "1 s")
    ours, limit = take(RUNS, lambda _run: read_tables(sheet), lambda _run: _bare_xlsx(sheet))
    yield Line(f"read {what} from xlsx, in a child", 0, ours, limit, "3 s")


def _bare_csv(file: Path) -> int:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return len(list(csv.reader(text)))


def _bare_xlsx(file: Path) -> int:
    return len(CalamineWorkbook.from_filelike(io.BytesIO(file.read_bytes())).get_sheet_by_index(0).to_python())


def _import(folder: Path, history: Path) -> Line:
    empty = folder / "empty.db"
    db = _opened(empty)
    prepare(db, lambda: None)
    db.close()
    files = {(who, run): folder / f"{who}{run}.db" for who in ("ours", "raw") for run in range(-WARM_UP, RUNS)}
    for file in (*files.values(), folder / "full.db"):
        shutil.copyfile(empty, file)
    found = _bring_in(folder / "full.db", history)
    rows = _rows(folder / "full.db")
    ours, limit = take(
        RUNS,
        lambda run: _bring_in(files["ours", run], history),
        lambda run: _executemany(files["raw", run], rows),
    )
    job = (
        f"import {found.events:,} events of {found.tickets:,} cases: {found.events / ours.median * 1000:,.0f} events/s"
    )
    return Line(job, 0, ours, limit, ">= 20,000 events/s, <= 4 x executemany")


def _opened(file: Path) -> Database:
    return Database(database_url(str(file)), SystemClock(), EventBus())


def _bring_in(file: Path, history: Path) -> TicketImport:
    mapping = ticket_mapping(read_toml(MAPPING))
    db = _opened(file)
    found = TicketImporter(db).bring_in(the_program(), ImportTickets(source=mapping.source), history, mapping)
    db.close()
    return found


def _rows(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    connection = sqlite_driver.connect(str(file))
    rows = {table: connection.execute(f"select * from {table}").fetchall() for table in TABLES}
    connection.close()
    return rows


def _executemany(file: Path, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    connection = sqlite_driver.connect(str(file), isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"pragma {pragma}")
    connection.execute("begin immediate")
    for table, values in rows.items():
        places = ", ".join("?" * len(values[0]))
        connection.executemany(f"insert into {table} values ({places})", values)
    connection.execute("commit")
    connection.close()
