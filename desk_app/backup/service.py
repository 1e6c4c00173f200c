# SPDX-License-Identifier: EUPL-1.2
"""Makes backups, keeps the right ones, and looks whether the database is whole."""

import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, func, select
from sqlalchemy.exc import DatabaseError

from desk_app.backup import checks, rotation
from desk_app.backup.copying import copy_database, plain_faults
from desk_app.backup.messages import BackupReason, BackupRow, Fault, MakeBackup, Part, RestoreBackup
from desk_app.core.actor import Actor, Right
from desk_app.core.audit import AuditEntry
from desk_app.core.db import Database
from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _

_NAME = re.compile(rf"balie-(?P<at>\d{{8}}-\d{{12}})-(?P<reason>{'|'.join(BackupReason)})\.db")

_ONLY_WHEN_CHANGED = (BackupReason.START, BackupReason.CHANGED)


class BackupService:
    """Backups of one database; the desk's own are kept in ``folder``. Slow: never on the window's thread."""

    def __init__(self, db: Database, folder: Path) -> None:
        self._db = db
        self._folder = folder

    def make(self, actor: Actor, command: MakeBackup) -> BackupRow:
        """Copies the database to a file, checks the copy, and notes in the trail who took it."""
        actor.require(Right.BACKUP)
        if self._db.dialect == "postgresql":
            raise Unavailable(
                _("A PostgreSQL database is backed up by its own program. Type: {command}").format(
                    command=f"pg_dump --format=custom --file={shlex.quote(str(command.file))} {_plain_url(self._db.url)}"
                )
            )
        with self._db.read() as session:
            copy_database(session, command.file)
        with self._db.write(actor, command) as unit:
            unit.about = "backup"
        return BackupRow(command.file, self._db.clock.now(), None, command.file.stat().st_size)

    def automatic(self, reason: BackupReason) -> BackupRow | None:
        """A backup in the desk's own folder, then the rotation; None when at a start nothing was done since the newest.

        Raises Unavailable when it fails; the older backups are then all still there. On PostgreSQL it does nothing.
        """
        if self._db.dialect != "sqlite":
            return None
        with plain_faults(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if reason in _ONLY_WHEN_CHANGED and self._is_kept_already():
            return None
        now = self._db.clock.now()
        target = self._folder / f"balie-{now:%Y%m%d-%H%M%S%f}-{reason.value}.db"
        with self._db.read() as session:
            copy_database(session, target)
        self._rotate(now)
        return _row(target)

    def kept(self) -> list[BackupRow]:
        """The desk's own backups, newest first."""
        if not self._folder.is_dir():
            return []
        rows = [row for file in self._folder.iterdir() if (row := _row(file)) is not None]
        return sorted(rows, key=lambda row: row.at, reverse=True)

    def verify(self, actor: Actor, *, quickly: bool = False) -> Fault | None:
        """The first broken thing in the database, None when it is whole. On PostgreSQL: the audit trail."""
        actor.require(Right.BACKUP)
        with self._db.read() as session:
            fault = checks.first_fault(session.connection(), quickly=quickly)
        if fault or quickly:
            return fault
        try:
            with self._db.jot() as session:
                return checks.search_fault(session.connection())
        except DatabaseError as error:
            return Fault(Part.SEARCH, str(error.orig))

    def note_restore(self, actor: Actor, command: RestoreBackup) -> None:
        """Writes in the trail of the database that was just put back that it was."""
        actor.require(Right.BACKUP)
        with self._db.write(actor, command) as unit:
            unit.about = "restore"

    def _is_kept_already(self) -> bool:
        kept = self.kept()
        if not kept:
            return False
        with self._db.read() as session:
            return (session.scalar(select(func.max(AuditEntry.seq))) or 0) == _trail_length_of(kept[0].file)

    def _rotate(self, now: datetime) -> None:
        """Throws away what no group needs; in each group the newest that is still whole stays."""
        files = {row.at: row.file for row in self.kept()}
        is_whole = _remembering(lambda moment: _is_whole(files[moment]))
        staying: set[datetime] = set()
        for group in rotation.groups(files, now):
            if len(group) == 1:
                staying.update(group)
            else:
                whole = next((moment for moment in group if is_whole(moment)), None)
                staying.update([whole] if whole else group)
        for moment in files.keys() - staying:
            with plain_faults(files[moment]):
                files[moment].unlink(missing_ok=True)


def refuse_server_restore(url: URL, file: Path) -> None:
    """Raises Unavailable with the command to type when the database is not a file."""
    if url.get_backend_name() == "postgresql":
        raise Unavailable(
            _("A PostgreSQL database is restored by its own program. Type: {command}").format(
                command=f"pg_restore --clean --if-exists --dbname={_plain_url(url)} {shlex.quote(str(file))}"
            )
        )


def _plain_url(url: URL) -> str:
    return shlex.quote(url.set(drivername="postgresql", password=None).render_as_string())


def _row(file: Path) -> BackupRow | None:
    match = _NAME.fullmatch(file.name)
    if match is None:
        return None
    at = datetime.strptime(match["at"], "%Y%m%d-%H%M%S%f").replace(tzinfo=UTC)
    return BackupRow(file, at, BackupReason(match["reason"]), file.stat().st_size)


def _trail_length_of(file: Path) -> int | None:
    try:
        with checks.opened(file) as connection:
            return connection.scalar(select(func.max(AuditEntry.seq))) or 0
    except DatabaseError:
        return None


def _is_whole(file: Path) -> bool:
    try:
        with checks.opened(file) as connection:
            return checks.first_fault(connection) is None
    except DatabaseError:
        return False


def _remembering(ask: Callable[[datetime], bool]) -> Callable[[datetime], bool]:
    answers: dict[datetime, bool] = {}

    def answer(moment: datetime) -> bool:
        if moment not in answers:
            answers[moment] = ask(moment)
        return answers[moment]

    return answer
