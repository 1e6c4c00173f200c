# SPDX-License-Identifier: EUPL-1.2
"""Puts a backup in the place of the present database, which is set aside and never deleted.

At every instant there is a whole database under the name: the copy is made and checked first, the present file gets a
second name, and one rename does the rest.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from desk_app.backup import checks
from desk_app.backup.copying import checked_copy, plain_faults
from desk_app.core.engines import sqlite_driver
from desk_app.core.errors import Conflict, Unavailable
from desk_app.core.i18n import _
from desk_app.core.migrations.upgrade import HEAD
from desk_app.core.paths import sync_folder

if os.name == "posix":
    import fcntl

# Where SQLite puts its locks, far behind the data: 510 bytes that every reader holds one of.
_READERS_FROM, _READERS = 0x40000002, 510


def restore(database: Path, backup: Path, now: datetime) -> Path | None:
    """Makes the content of ``backup`` the database; returns where the present one lies now, None when there was none.

    Raises Conflict while a program has the database open; Unavailable when ``backup`` is no whole Balie database of
    this version or an older one, or the disk refuses. Then nothing has changed.
    """
    if not backup.is_file():
        raise Unavailable(_("{file} cannot be found. Check the name and the folder.").format(file=backup))
    incoming = database.with_name(f".{database.name}.incoming")
    with plain_faults(database):
        incoming.unlink(missing_ok=True)  # of an earlier attempt that was cut off
        with checked_copy(incoming) as temporary:
            _copy(backup, temporary)
        try:
            aside = None
            if database.exists():
                with _closed_everywhere(database):
                    aside = _set_aside(database, now)
                    incoming.replace(database)
            else:
                incoming.replace(database)
        finally:
            incoming.unlink(missing_ok=True)
        sync_folder(database.parent)
    return aside


def _copy(backup: Path, target: Path) -> None:
    not_ours = Unavailable(_("{file} is not a whole Balie database. Nothing was changed.").format(file=backup))
    source = sqlite_driver.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)
    try:
        copy = sqlite_driver.connect(str(target))
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
        with checks.opened(target) as connection:
            revision = str(connection.scalar(text("select version_num from alembic_version")))
    except (sqlite_driver.DatabaseError, DatabaseError) as error:
        raise not_ours from error
    finally:
        source.close()
    if revision > HEAD:
        raise Unavailable(
            _("This database was made by a newer Balie ({revision}). Update Balie on this computer.").format(
                revision=revision
            )
        )


@contextmanager
def _closed_everywhere(database: Path) -> Iterator[None]:
    """Holds the database for us alone, its journal folded in; a damaged one is held as it is."""
    connection = sqlite_driver.connect(str(database), timeout=0, isolation_level=None)
    try:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite_driver.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise _still_open() from error
            connection.close()  # its locks would stand in our own way
            with _held(database):
                yield
        except sqlite_driver.DatabaseError:
            connection.close()
            with _held(database):
                yield
        else:
            yield
    finally:
        connection.close()


@contextmanager
def _held(database: Path) -> Iterator[None]:
    if os.name != "posix":  # Windows refuses by itself to rename what is open
        yield
        return
    with database.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _READERS, _READERS_FROM)
        except BlockingIOError as error:
            raise _still_open() from error
        yield


def _still_open() -> Conflict:
    return Conflict(_("Balie is still open on this database. Close it at every counter, then restore again."))


def _set_aside(database: Path, now: datetime) -> Path:
    aside = database.with_name(f"{database.name}.before-restore-{now:%Y%m%d-%H%M%S}")
    if aside.exists():
        raise Conflict(_("{file} is there already. Choose another name.").format(file=aside))
    try:
        os.link(database, aside)
    except OSError:  # a file system without second names
        shutil.copy2(database, aside)
    for suffix in ("-wal", "-shm"):  # a journal of the old file would spoil the new one
        journal = database.with_name(database.name + suffix)
        if journal.exists():
            journal.replace(aside.with_name(aside.name + suffix))
    sync_folder(database.parent)
    return aside
