# SPDX-License-Identifier: EUPL-1.2
"""Opens the database that was asked for, or says in one sentence why not."""

from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import ArgumentError

from desk_app.app import Desk, build
from desk_app.backup.messages import BackupReason
from desk_app.backup.service import BackupService
from desk_app.core.clock import Clock, SystemClock
from desk_app.core.db import Database, database_url
from desk_app.core.errors import Unavailable
from desk_app.core.events import EventBus
from desk_app.core.i18n import _
from desk_app.core.migrations import upgrade
from desk_app.core.paths import Paths, paths_under, user_paths


def place_of(db: str | None) -> tuple[URL, Paths]:
    """The database and the folders that go with it: beside a file that was named, else those of the user.

    Raises Unavailable when the text names no database we know.
    """
    if db is None:
        paths = user_paths()
        return database_url(str(paths.database)), paths
    try:
        url = database_url(db)
    except (ValueError, ArgumentError) as error:
        raise Unavailable(
            _("{place} is no database. Name a file, or an address that begins with postgresql://.").format(place=db)
        ) from error
    if url.get_backend_name() == "sqlite" and url.database:
        return url, paths_under(Path(url.database).parent)
    return url, user_paths()


def open_desk(db: str | None, *, make: bool, clock: Clock | None = None) -> tuple[Desk, upgrade.Preparation]:
    """The desk on its database. With ``make`` a missing database is made and an old one upgraded after a backup.

    ``clock`` is another one than that of this computer: the tour has its own. Raises Unavailable for everything that
    is wrong with the database; then nothing was changed.
    """
    url, paths = place_of(db)
    file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    if file is not None:
        _look_at(file, make=make)
        if make and db is None:
            paths.make()
    database = Database(url, clock or SystemClock(), EventBus())
    try:
        if not make:
            _refuse_older(database)
        backups = BackupService(database, paths.backups)
        preparation = upgrade.prepare(database, lambda: backups.automatic(BackupReason.UPGRADE))
    except BaseException:
        database.close()
        raise
    return build(database), preparation


def _look_at(file: Path, *, make: bool) -> None:
    if file.is_dir():
        raise Unavailable(_("{file} is a folder. Name the database file in it.").format(file=file))
    if not make and not file.exists():
        raise Unavailable(
            _("There is no database {file}. Make one with: main.py --db {file} migrate").format(file=file)
        )


def _refuse_older(database: Database) -> None:
    stored = upgrade.stored_revision(database)
    if stored is None or stored < upgrade.HEAD:
        raise Unavailable(_("This database is of an older Balie. Bring it up to date first: main.py migrate"))
