# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.speed``: makes the databases it needs, measures, and writes ``resources/docs/performance.md``."""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from desk_app.app import build
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.engines import sqlite_version
from desk_app.core.events import EventBus
from tests.speed import imports
from tests.speed.measuring import Line, table
from tests.speed.raw import Raw
from tests.speed.services import lines

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ROOT / "out" / "bench"
DOCUMENT = ROOT / "resources" / "docs" / "performance.md"
HISTORIES = Path(os.environ.get("BALIE_SHARED_DATA", ROOT.parent / "shared" / "data")) / "ticket_events"
SIZES = (1_000, 100_000, 1_000_000)


def database(tickets: int) -> Path:
    """A demo desk with so many tickets, made once and kept."""
    file = DATABASES / f"{tickets}.db"
    if not file.exists():
        DATABASES.mkdir(parents=True, exist_ok=True)
        words = ["--db", str(file), "demo", "--tickets", str(tickets), "--seed", "1"]
        subprocess.run([sys.executable, str(ROOT / "main.py"), *words], check=True)
    return file


def measure(sizes: list[int]) -> Iterator[Line]:
    """All jobs at all sizes."""
    for tickets in sizes:
        file = database(tickets)
        db = Database(database_url(str(file)), SystemClock(), EventBus())
        raw = Raw(file)
        yield from lines(build(db), raw, tickets)
        raw.close()
        db.close()
    yield from imports.lines(HISTORIES / "uci.csv.xz")


def report(found: list[Line]) -> str:
    """The page with the table."""
    today = SystemClock().now().date()
    version = ".".join(str(part) for part in sqlite_version())
    head = f"""# Performance

Written by `make bench` on {today}: {platform.system()}, {platform.machine()}, Python {platform.python_version()}, SQLite {version}, WAL with
synchronous FULL. The raw limit is the same job in plain SQL on the same file in the same run, turn by turn with ours, so
a busy machine slows both: trust the ratios more than the milliseconds.

"""
    return head + "\n".join(table(found)) + "\n"


def main() -> int:
    """Measures and writes; with ``--print`` only prints."""
    parser = argparse.ArgumentParser(prog="python -m tests.speed")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--print", action="store_true", dest="only_print")
    arguments = parser.parse_args()
    found = []
    for line in measure(arguments.sizes):
        found.append(line)
        sys.stdout.write(list(table([line]))[-1] + "\n")
        sys.stdout.flush()
    if not arguments.only_print:
        DOCUMENT.write_text(report(found), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
