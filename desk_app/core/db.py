# SPDX-License-Identifier: EUPL-1.2
"""The database: how it is opened, read and written.

One command = one transaction = one audit entry; events are published after the commit. Sessions live inside one
``read()`` or ``write()``, on one thread. Errors of the database become ours here, once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desk_app.core import audit, engines
from desk_app.core.actor import Actor
from desk_app.core.clock import Clock
from desk_app.core.errors import Conflict, DeskError
from desk_app.core.events import DomainEvent, EventBus
from desk_app.core.i18n import _
from desk_app.core.messages import Command, new_command_id


@dataclass(slots=True)
class Unit:
    """One command under way: the session, the actor, the moment (UTC), and what will be told after the commit."""

    session: Session
    actor: Actor
    command: Command
    now: datetime
    about: str = ""
    events: list[DomainEvent] = field(default_factory=list)

    def publish(self, event: DomainEvent) -> None:
        """Tells ``event`` once the transaction is committed, here and at the other counters."""
        if event not in self.events:
            self.events.append(event)


class Database:
    """SQLite file or PostgreSQL database; the same for everybody above."""

    def __init__(self, url: URL, clock: Clock, events: EventBus) -> None:
        self.url = url
        self.clock = clock
        self.events = events
        self.origin = new_command_id()
        self._writer, self._reader = engines.make(url)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.url.get_backend_name()

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        return Path(self.url.database) if self.dialect == "sqlite" and self.url.database else None

    @property
    def engine(self) -> Engine:
        """The engine that may write: for migrations, backup and tests."""
        return self._writer

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and cannot change it."""
        with our_errors(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self, actor: Actor, command: Command) -> Iterator[Unit]:
        """Carries out one command: all of it with its audit entry, or nothing.

        Raises Conflict when the same command was carried out before or a version changed meanwhile, Unavailable when
        the database does not answer or the disk is full.
        """
        unit: Unit
        with our_errors(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            unit = Unit(session, actor, command, self.clock.now())
            yield unit
            session.flush()
            audit.append(session, self._entry(unit))
        for event in unit.events:
            self.events.publish(event)

    @contextmanager
    def jot(self) -> Iterator[Session]:
        """A write that is no command and leaves no audit entry: half-typed drafts, the state of a print job."""
        with our_errors(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Lets go of every connection; the writer last, so that SQLite folds its journal away.

        What SQLAlchemy learned of the statements goes too: it is large, and a window may outlive its desk.
        """
        if self._reader is not self._writer:
            self._reader.dispose()
            self._reader.clear_compiled_cache()
        self._writer.dispose()
        self._writer.clear_compiled_cache()

    def _entry(self, unit: Unit) -> audit.Entry:
        return audit.Entry(
            at=unit.now,
            agent_id=unit.actor.agent_id,
            counter_id=unit.actor.counter_id,
            origin=self.origin,
            command=type(unit.command).__name__,
            command_id=unit.command.command_id,
            about=unit.about,
            events=tuple((type(event).__name__, event.id) for event in unit.events),
        )


def database_url(place: str) -> URL:
    """A SQLite file path or a ``postgresql://`` URL as a person types it.

    Raises ValueError for any other kind of database.
    """
    if "://" not in place:
        return URL.create("sqlite", database=str(Path(place).expanduser().resolve()))
    url = make_url(place)
    if url.get_backend_name() == "sqlite":
        return url.set(drivername="sqlite")
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    raise ValueError(place)


@contextmanager
def our_errors() -> Iterator[None]:
    """Errors of the database leave this block as errors of ours, with a sentence for a person."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept.")) from error
    except IntegrityError as error:
        raise _broken_rule(error) from error
    except (ProgrammingError, DataError, NotSupportedError):
        raise  # our fault, not the world's
    except DatabaseError as error:
        raise engines.explain(error) from error


def _broken_rule(error: IntegrityError) -> DeskError:
    if "command_id" in str(error.orig):
        return Conflict(_("This was already done a moment ago."))
    return Conflict(_("This no longer fits with what is stored. Press F5 and look again."))
