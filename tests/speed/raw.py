# SPDX-License-Identifier: EUPL-1.2
"""The limit: the same jobs in plain SQL on the same file, with the same promise (WAL, synchronous FULL)."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from desk_app.core.engines import PRAGMAS, sqlite_driver

NOW = "2026-11-24 09:42:00.000000"
OPEN = "status IN ('new', 'in_progress', 'pending', 'ready')"


class Raw:
    """One plain connection."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite_driver.connect(str(file), isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        self._serial = self._ask("SELECT max(id) FROM tickets")[0][0]  # numbers of an earlier run are taken

    def _ask(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        return list(self._connection.execute(sql, values).fetchall())

    def register(self, _run: int) -> None:
        """A ticket, its first event and the index of its words, in one commit."""
        self._serial += 1
        ticket = {
            "number": f"R26-{self._serial}",
            "kind": "request",
            "status": "new",
            "channel": "counter",
            "subject": "Pas vervangen: pas is gebroken",
            "description": "pas is gebroken",
            "quantity": 1,
            "details": "{}",
            "confidential": 0,
            "price_cents": 0,
            "cost_centre": "",
            "registered_at": NOW,
            "due_at": NOW,
            "promise_reason": "",
            "resolution": "",
            "late_reason": "",
            "shelf": "",
            "collected_by": "",
            "version": 1,
        }
        self._connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" for _ in ticket)
        added = self._connection.execute(
            f"INSERT INTO tickets ({', '.join(ticket)}) VALUES ({marks})",
            tuple(ticket.values()),
        )
        self._connection.execute(
            "INSERT INTO ticket_events (ticket_id, at, kind, agent_name, counter_name, text, for_customer, changes)"
            " VALUES (?, ?, 'registered', '', '', '', 0, ?)",
            (added.lastrowid, NOW, json.dumps({})),
        )
        self._connection.execute("COMMIT")

    def take(self, ticket_id: int) -> None:
        """Another status and its event, in one commit."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("UPDATE tickets SET status = 'in_progress' WHERE id = ?", (ticket_id,))
        self._connection.execute(
            "INSERT INTO ticket_events (ticket_id, at, kind, agent_name, counter_name, text, for_customer, changes)"
            " VALUES (?, ?, 'taken', '', '', '', 0, '{}')",
            (ticket_id, NOW),
        )
        self._connection.execute("COMMIT")

    def board(self, _run: int) -> int:
        """All open work with what a card shows, by due time."""
        return len(
            self._ask(
                "SELECT t.id, t.number, t.kind, t.status, t.subject, t.due_at, t.soon_at, t.pending_reason,"
                " t.follow_up_on, t.shelf, t.ready_at, t.completed_at, t.confidential, p.given_name, p.infix,"
                " p.family_name, m.name, a.name, s.code FROM tickets t"
                " LEFT JOIN persons p ON p.id = t.requester_id LEFT JOIN teams m ON m.id = t.team_id"
                " LEFT JOIN agents a ON a.id = t.assignee_id LEFT JOIN spaces s ON s.id = t.space_id"
                f" WHERE t.{OPEN} ORDER BY t.due_at, t.id"
            )
        )

    def one(self, ticket_id: int) -> int:
        """One ticket with its history."""
        self._ask("SELECT * FROM tickets WHERE id = ?", (ticket_id,))
        return len(self._ask("SELECT * FROM ticket_events WHERE ticket_id = ? ORDER BY id", (ticket_id,)))

    def find(self, index: str, match: str, limit: int) -> int:
        """The newest rows whose words match, inside the full-text index only."""
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {limit}"
        return len(self._ask(sql, (match,)))

    def count(self, sql: str) -> int:
        """How many rows a question of the caller's own has; all of them are read."""
        return len(self._ask(sql))

    def open_ids(self, count: int) -> list[int]:
        """Tickets that are new, for jobs that change one."""
        sql = f"SELECT id FROM tickets WHERE {OPEN} AND status = 'new' LIMIT ?"
        return [row[0] for row in self._ask(sql, (count,))]

    def some_ids(self, count: int) -> list[int]:
        """Tickets spread over the whole table."""
        (last,) = self._ask("SELECT max(id) FROM tickets")[0]
        return [1 + place * (last - 1) // count for place in range(count)]

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()


def bare_page(_run: int) -> int:
    """A ReportLab page with one line on it, as small as a slip."""
    target = BytesIO()
    canvas = Canvas(target, (72 * mm, 140 * mm), invariant=1)
    canvas.drawString(10, 100, "M26-004217")
    canvas.save()
    return len(target.getvalue())
