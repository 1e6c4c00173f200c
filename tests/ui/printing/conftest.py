# SPDX-License-Identifier: EUPL-1.2
"""A counter with a print system that does what a test tells it: ``lp`` and ``lpstat`` as scripts first on the PATH."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.core.actor import Actor, Right, Role
from desk_app.core.clock import DESK_ZONE, FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.core.messages import Command
from desk_app.printing.documents import Document, Paper
from desk_app.printing.messages import JobRow
from desk_app.printing.queries import PrintQueries
from desk_app.printing.service import PrintService
from tests import databases
from tests.desk_app.printing import samples
from ui.shell.bridge import Bridge
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks

LP = """#!/bin/sh
here=$(dirname "$0")
printf '%s\\n' "$@" > "$here/arguments"
cat > "$here/paper.pdf"
. "$here/manners"
"""
LPSTAT = """#!/bin/sh
here=$(dirname "$0")
case "$*" in
    *-p*) cat "$here/condition" ;;
    *) cat "$here/queue" ;;
esac
"""
ACCEPTS = "echo 'request id is Bon-12 (1 file(s))'\necho 'Bon-12 eva 1 Tue' > \"$here/queue\"\n"


class PrintSystem:
    """The print system of this computer. ``manners``: what ``lp`` does with a job, as shell."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for name, script in (("lp", LP), ("lpstat", LPSTAT)):
            (folder / name).write_text(script, encoding="utf-8")
            (folder / name).chmod(0o755)
        for name in ("queue", "condition"):
            self.write(name, "")
        self.write("manners", ACCEPTS)

    def write(self, name: str, text: str) -> None:
        """Sets ``manners``, ``queue`` or ``condition``; in one go, because a script may be reading it."""
        draft = self.folder / f"{name}.draft"
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.folder / name)

    def refuses(self, complaint: str) -> None:
        """From now on ``lp`` says no."""
        self.write("manners", f"echo '{complaint}' >&2\nexit 1\n")

    def accepts(self) -> None:
        """From now on ``lp`` says yes."""
        self.write("manners", ACCEPTS)

    def is_gone(self) -> None:
        """There is no print system at all."""
        (self.folder / "lp").unlink()

    def is_through(self) -> None:
        """What was accepted is on paper."""
        self.write("queue", "")

    @property
    def has_queue(self) -> bool:
        """Whether something was accepted and is not through."""
        return bool((self.folder / "queue").read_text(encoding="utf-8"))

    @property
    def arguments(self) -> list[str]:
        """What ``lp`` was last asked."""
        return (self.folder / "arguments").read_text(encoding="utf-8").splitlines()

    @property
    def paper(self) -> bytes:
        """The PDF that it got last."""
        return (self.folder / "paper.pdf").read_bytes()


@pytest.fixture
def print_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintSystem:
    system = PrintSystem(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return system


@dataclass(frozen=True, slots=True)
class PrintRoom:
    """What printing stands on, and short ways to ask."""

    db: Database
    service: PrintService
    queries: PrintQueries
    tasks: Tasks
    bridge: Bridge
    actor: Actor

    def ask(self, document: Document | None = None, paper: Paper = Paper.ROLL, printer: str = "") -> int:
        """Asks for paper, as a command at the counter does; returns the id of the job."""
        with self.db.write(self.actor, Command()) as unit:
            return self.service.enqueue(unit, document or samples.a_receipt(), paper, printer=printer)

    def job(self, job_id: int) -> JobRow:
        """How it is with a job."""
        row = self.queries.job(job_id)
        assert row is not None
        return row


@pytest.fixture
def print_room(qtbot: QtBot, tmp_path: Path) -> Iterator[PrintRoom]:
    clock = FixedClock(datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE))
    db = Database(database_url(databases.sqlite_copy(tmp_path)), clock, EventBus())
    tasks = Tasks(Problems())
    bridge = Bridge(db.events)
    actor = Actor(7, "Eva", Role.COUNTER, frozenset({Right.PRINT}), counter_id=1, counter_name="Balie 1")
    yield PrintRoom(db, PrintService(db), PrintQueries(db), tasks, bridge, actor)
    bridge.close()
    tasks.close()
    db.close()
