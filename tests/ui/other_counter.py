# SPDX-License-Identifier: EUPL-1.2
"""A second process at another counter, on the same database."""

import subprocess
import sys
from pathlib import Path

OTHER_COUNTER = """
import sys
from desk_app.app import build
from desk_app.core.actor import Role
from desk_app.core.clock import SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from desk_app.tickets.messages import TakeTickets
from tests.factories import an_actor

desk = build(Database(database_url(sys.argv[1]), SystemClock(), EventBus()))
piet = an_actor(desk.db, "piet", Role.COUNTER, "Balie 2")
print("ready", flush=True)
for line in sys.stdin:
    desk.tickets.take(piet, TakeTickets(ticket_ids=(int(line),)))
    print("done", flush=True)
desk.close()
"""


class OtherCounter:
    """A second process on the same database, which takes the tickets it is told to."""

    def __init__(self, place: str, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", OTHER_COUNTER, place],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._hear("ready")

    def take(self, ticket_id: int) -> None:
        """Committed when this returns."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{ticket_id}\n")
        self._process.stdin.flush()
        self._hear("done")

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()

    def _hear(self, word: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == word
