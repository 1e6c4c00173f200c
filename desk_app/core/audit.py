# SPDX-License-Identifier: EUPL-1.2
"""Who did which command when, at which counter: append-only, chained by hash, without personal data.

The sequence is given under one lock held to the commit, so it has no gaps and follows the order of commits; that
makes the trail the change feed of the other counters as well.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, insert, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from desk_app.core.base import Base, Key

AUDIT_LOCK = 4_217_001
"""Number of the PostgreSQL advisory lock under which the next sequence is given."""


class AuditEntry(Base):
    """One command that was carried out."""

    __tablename__ = "audit"
    __table_args__ = (Index("uq_audit_command_id", "command_id", unique=True),)

    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    agent_id: Mapped[int | None] = mapped_column(Key)
    counter_id: Mapped[int | None] = mapped_column(Key)
    origin: Mapped[str] = mapped_column(String(36))
    command: Mapped[str] = mapped_column(String(64))
    command_id: Mapped[str] = mapped_column(String(36))
    about: Mapped[str] = mapped_column(String(64))
    events: Mapped[str]
    hash: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written: ``events`` as pairs of event name and id."""

    at: datetime
    agent_id: int | None
    counter_id: int | None
    origin: str
    command: str
    command_id: str
    about: str
    events: tuple[tuple[str, int], ...]


def append(session: Session, entry: Entry) -> int:
    """Writes the entry as the last of the chain; returns its sequence."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": AUDIT_LOCK})
    last = session.execute(select(AuditEntry.seq, AuditEntry.hash).order_by(AuditEntry.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, "")
    events = json.dumps(entry.events, separators=(",", ":"))
    session.execute(
        insert(AuditEntry).values(
            seq=seq,
            at=entry.at,
            agent_id=entry.agent_id,
            counter_id=entry.counter_id,
            origin=entry.origin,
            command=entry.command,
            command_id=entry.command_id,
            about=entry.about,
            events=events,
            hash=link(previous, seq, entry, events),
        )
    )
    return seq


def link(previous: str, seq: int, entry: Entry, events: str) -> str:
    """The hash of an entry: SHA-256 over the hash before it and all its fields."""
    fields = [
        previous,
        seq,
        entry.at.isoformat(),
        entry.agent_id,
        entry.counter_id,
        entry.origin,
        entry.command,
        entry.command_id,
        entry.about,
        events,
    ]
    return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest()


def first_broken_link(session: Session) -> int | None:
    """The sequence of the first entry that was changed, removed or slipped in; None when the chain holds."""
    previous, expected = "", 1
    for row in _entries(session):
        entry = Entry(
            row.at,
            row.agent_id,
            row.counter_id,
            row.origin,
            row.command,
            row.command_id,
            row.about,
            (),  # the text in the row counts, even when it can no longer be read
        )
        if row.seq != expected or row.hash != link(previous, row.seq, entry, row.events):
            return expected
        previous, expected = row.hash, expected + 1
    return None


def _entries(session: Session) -> Iterator[Any]:
    query = select(AuditEntry.__table__).order_by(AuditEntry.seq).execution_options(yield_per=5000)
    with session.execute(query) as rows:
        yield from rows
