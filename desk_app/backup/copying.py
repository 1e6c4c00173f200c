# SPDX-License-Identifier: EUPL-1.2
"""A copy of a live SQLite database that counts only after it was opened and found whole.

Never a copy of the file alone: what is still in ``-wal`` would be missing (148 of 150 such copies lacked tickets).
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from desk_app.backup import checks
from desk_app.backup.messages import PART_TEXTS
from desk_app.core.engines import explain_reason, sqlite_driver
from desk_app.core.errors import Conflict, Unavailable
from desk_app.core.i18n import _
from desk_app.core.messages import new_command_id
from desk_app.core.paths import sync_folder


def copy_database(session: Session, target: Path) -> None:
    """Writes the state that ``session`` sees to ``target``, whole or not at all.

    Raises Conflict when ``target`` exists, Unavailable when the disk refuses or the copy turns out damaged.
    """
    source = session.connection().connection.driver_connection
    if source is None:
        raise RuntimeError("the connection is gone")
    with checked_copy(target) as temporary:
        copy = sqlite_driver.connect(str(temporary))
        try:
            copy.execute("PRAGMA synchronous=OFF")  # one fsync at the end does it
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # so that the file is complete by itself
        finally:
            copy.close()


@contextmanager
def checked_copy(target: Path) -> Iterator[Path]:
    """A temporary file beside ``target`` to write a database in; afterwards checked, synced and renamed to it."""
    if target.exists():
        raise Conflict(_("{file} is there already. Choose another name.").format(file=target))
    temporary = target.parent / f".{target.name}.{new_command_id()}"
    with plain_faults(target):
        try:
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            yield temporary
            refuse_damaged(temporary)
            _sync(temporary)
            temporary.replace(target)
        except BaseException:
            for suffix in ("", "-journal", "-wal", "-shm"):
                temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def refuse_damaged(file: Path) -> None:
    """Raises Unavailable, naming the first broken thing, when the database in ``file`` is not whole."""
    with checks.opened(file) as connection:
        fault = checks.first_fault(connection)
    if fault is not None:
        raise Unavailable(_(PART_TEXTS[fault.part]).format(detail=fault.detail))


@contextmanager
def plain_faults(file: Path) -> Iterator[None]:
    """What the disk or SQLite refuses leaves this block as a sentence about ``file``."""
    try:
        yield
    except sqlite_driver.Error as error:
        raise explain_reason(str(error)) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise explain_reason("disk is full") from error
        if isinstance(error, FileNotFoundError):
            sentence = _("{file} cannot be found. Check the name and the folder.")
        else:
            sentence = _("{file} cannot be read or written. Check the rights on the file and its folder.")
        raise Unavailable(sentence.format(file=file)) from error


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
