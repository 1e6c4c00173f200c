# SPDX-License-Identifier: EUPL-1.2
"""What other processes committed, told here as the same events: the audit trail read from where we were.

The trail follows the order of commits (``audit.py``), so nothing is missed and nothing is told twice.
"""

import json

from sqlalchemy import func, select

from desk_app.core.audit import AuditEntry
from desk_app.core.db import Database
from desk_app.core.events import DomainEvent

AT_ONCE = 2000
"""Entries read in one poll; the next poll goes on from there."""


class ChangeFeed:
    """The changes since this was made; ``poll`` often, from one thread."""

    def __init__(self, db: Database) -> None:
        self._db = db
        with db.read() as session:
            self._seen = session.scalar(select(func.max(AuditEntry.seq))) or 0

    def poll(self) -> int:
        """Publishes what others committed since the last poll; returns how many commands that were."""
        query = (
            select(AuditEntry.seq, AuditEntry.origin, AuditEntry.events)
            .where(AuditEntry.seq > self._seen)
            .order_by(AuditEntry.seq)
            .limit(AT_ONCE)
        )
        with self._db.read() as session:
            entries = session.execute(query).all()
        others = [entry for entry in entries if entry.origin != self._db.origin]
        told: dict[DomainEvent, None] = {}
        for entry in others:
            for name, thing_id in json.loads(entry.events):
                event = DomainEvent.from_name(name, thing_id)
                if event is not None:
                    told[event] = None
        if entries:
            self._seen = entries[-1].seq
        for event in told:
            self._db.events.publish(event)
        return len(others)
