# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.speed``: makes the databases it needs, measures, and writes ``resources/docs/performance.md``."""

import argparse
import json
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
from desk_app.core.migrations.upgrade import HEAD
from tests.speed import agreements, catalogue, catalogue_import, imports
from tests.speed.measuring import Line, Times, table
from tests.speed.raw import Raw
from tests.speed.services import an_agent, lines

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ROOT / "out" / "bench"
DOCUMENT = ROOT / "resources" / "docs" / "performance.md"
HISTORIES = Path(os.environ.get("BALIE_SHARED_DATA", ROOT.parent / "shared" / "data")) / "ticket_events"
SCREEN_BUDGETS = {
    "customer picker: key to painted list": "50 ms",
    "Ctrl+Enter to cleared form": "100 ms",
    "Ctrl+Enter to registered": "100 ms",
    "ticket opened with its history": "50 ms",
    "memory": "250 MB",
    "board: open": "150 ms",
    "board: take": "30 ms",
    "board: note": "100 ms",
    "board: a minute passes, 10,000 cards": "one frame, 16.7 ms",
    "board: a frame at closing time, 10,000 cards late at once": "one frame, 16.7 ms",
}
SIZES = (1_000, 100_000, 1_000_000)


def database(tickets: int) -> Path:
    """A demo desk with so many tickets, made once per schema and kept."""
    file = DATABASES / f"{tickets}-{HEAD}.db"
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
        desk = build(db)
        yield from lines(desk, raw, tickets)
        yield from agreements.lines(desk, an_agent(desk), raw, tickets)
        raw.close()
        db.close()
        yield from _screen(file, tickets)
    yield from _starts(database(sizes[0]), sizes[0])
    yield from catalogue.lines()
    yield from catalogue_import.lines()
    yield from imports.lines(HISTORIES / "uci.csv.xz")


def _screen(file: Path, tickets: int) -> Iterator[Line]:
    """The window on this database, in a process of its own, so that its memory is its own."""
    words = [sys.executable, "-m", "tests.speed.screen", str(file), "20"]
    answer = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    for job, times in json.loads(answer.stdout).items():
        name = "window: memory (MB, not ms)" if job == "memory" else f"window: {job}"
        yield Line(name, tickets, Times(tuple(times)), budget=SCREEN_BUDGETS.get(job, ""))


def _starts(file: Path, tickets: int) -> Iterator[Line]:
    """A start of the program beside the start of a bare window, in turn."""
    bare, painted, typing = [], [], []
    for _run in range(9):
        bare.append(_start("bare", file)["painted"])
        ours = _start("ours", file)
        painted.append(ours["painted"])
        typing.append(ours["typing"])
    limit = Times(tuple(bare))
    yield Line("start to first picture, beside a bare Qt window", tickets, Times(tuple(painted)), limit, "<= 1.3 x")
    yield Line("start to the first field one can type in", tickets, Times(tuple(typing)), limit, "<= 5 x")


def _start(kind: str, file: Path) -> dict[str, float]:
    words = [sys.executable, "-m", "tests.speed.start", kind, SystemClock().now().isoformat(), str(file)]
    answer = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return {what: float(took) for what, took in (line.split() for line in answer.stdout.splitlines())}


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
