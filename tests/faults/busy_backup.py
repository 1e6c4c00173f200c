# SPDX-License-Identifier: EUPL-1.2
"""Backups while another program registers without pause.

``python -m tests.faults.busy_backup FOLDER BACKUPS [file-only]``: the last word copies the file as it lies there.
"""

import os
import select
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from desk_app.backup import checks
from desk_app.backup.messages import MakeBackup
from desk_app.backup.service import BackupService
from desk_app.core.actor import the_program
from tests.faults.children import report
from tests.faults.counter import a_desk_file, go_to_work


def main(folder: Path, backups: int, *, file_only: bool) -> None:
    place = a_desk_file(folder)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BrokenPipeError):
            _register_for_ever(str(place), writer)
        os._exit(0)
    os.close(writer)
    counter = go_to_work(str(place))
    service = BackupService(counter.desk.db, folder)
    said = b""
    saved: set[str] = set()
    incomplete = damaged = 0
    for number in range(backups):
        while select.select([reader], [], [], 0 if said else None)[0]:
            more = os.read(reader, 65_536)
            if not more:
                raise AssertionError("the busy counter died")
            said += more
        saved = set(said.decode().split("\n")[:-1])
        copy = folder / f"copy{number}.db"
        if file_only:
            shutil.copyfile(place, copy)
        else:
            service.make(the_program(), MakeBackup(file=copy))
        there = _registered_in(copy)
        damaged += there is None
        incomplete += there is not None and not saved <= there
        copy.unlink()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    counter.desk.close()
    report(backups=backups, saved=len(saved), incomplete=incomplete, damaged=damaged)


def _register_for_ever(place: str, out: int) -> None:
    counter = go_to_work(place)
    while True:
        order = counter.finished(counter.half_typed("on and on")).order()
        counter.desk.intake.register(counter.actor, order)
        os.write(out, f"{order.command_id}\n".encode())


def _registered_in(copy: Path) -> set[str] | None:
    """The commands that the copy knows; None when it is not whole."""
    try:
        with checks.opened(copy) as connection:
            if checks.first_fault(connection) is not None:
                return None
            return set(connection.scalars(text("select command_id from audit")))
    except DatabaseError:
        return None


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), file_only=len(sys.argv) > 3)
