# SPDX-License-Identifier: EUPL-1.2
"""A counter whose disk fills up while it works.

``python -m tests.faults.full_disk FOLDER [limit]``: on a small file system, or with a limit on the length of files.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from desk_app.backup.messages import MakeBackup
from desk_app.backup.service import BackupService
from desk_app.core.actor import the_program
from desk_app.core.errors import Unavailable
from desk_app.core.migrations.upgrade import Preparation, prepare
from desk_app.core.paths import atomic_write
from desk_app.printing.documents import DocumentKind, Paper
from desk_app.printing.drawing import draw
from desk_app.transfer.export import Exporter
from desk_app.transfer.messages import ExportTickets
from tests.faults.children import report
from tests.faults.counter import CounterAtWork, a_desk_file, broken, go_to_work, half_done
from tests.migrations import old

LIMIT = 1_200_000
"""Bytes a file may have where no small file system can be made."""
BALLAST = 1_500_000


def main(folder: Path, *, limit: bool) -> None:
    counter = go_to_work(str(a_desk_file(folder)))
    counter.desk.intake.register(counter.actor, counter.finished(counter.half_typed("before")).order())
    older = folder / "older.db"
    old.made_by("0001", str(older))
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        _limit_files(LIMIT)
    ballast = folder / "ballast"
    if not limit:
        ballast.write_bytes(bytes(BALLAST))
    registered, sentence = _until_full(counter)
    papers = folder / "papers"
    papers.mkdir()
    filler = folder / "filler"
    _naive(filler, 50_000_000)
    if limit:
        _limit_files(20_000)
    refusals = _write_papers(counter, papers, registered[0])
    upgrade_refused = _upgrade_is_refused(older)
    left = sorted(file.name for file in papers.iterdir())
    naive = _naive(papers / "naive.pdf")
    with counter.desk.db.read():
        readable = counter.desk.ticket_queries.by_number(counter.actor, registered[0]).number == registered[0]
    if limit:
        _limit_files(resource.RLIM_INFINITY)
    ballast.unlink(missing_ok=True)
    filler.unlink()
    upgraded = not _upgrade_is_refused(older)
    after = counter.desk.intake.register(counter.actor, counter.finished(counter.half_typed("after")).order())
    found = [counter.desk.ticket_queries.by_number(counter.actor, number).number for number in registered]
    report(
        registered=len(registered),
        sentence=sentence,
        refusals=refusals,
        left=left,
        naive_size=naive,
        readable=readable,
        upgrade_refused=upgrade_refused,
        upgraded=upgraded,
        after=len(after.numbers),
        lost=len(set(registered) - set(found)),
        half_done=half_done(counter.desk.db),
        broken=str(broken(counter.desk.db) or ""),
    )
    counter.desk.close()


def _until_full(counter: CounterAtWork) -> tuple[list[str], str]:
    registered: list[str] = []
    while len(registered) < 20_000:
        draft = counter.finished(counter.half_typed("a long story " * 100))
        try:
            registered += counter.desk.intake.register(counter.actor, draft.order()).numbers
        except Unavailable as error:
            return registered, str(error)
    raise AssertionError("the disk never filled up")


def _write_papers(counter: CounterAtWork, folder: Path, number: str) -> list[str]:
    """Tries every way we have to write a file; the names of those that were refused."""
    desk = counter.desk
    with desk.db.read():
        receipt = desk.prints.document(counter.actor, number, DocumentKind.RECEIPT)
    pdf = draw(receipt, Paper.A5)
    backups = BackupService(desk.db, folder)
    ways: dict[str, Callable[[], object]] = {
        "pdf": lambda: atomic_write(folder / "receipt.pdf", pdf + bytes(LIMIT)),
        "export": lambda: Exporter(desk.db).tickets(the_program(), ExportTickets(), folder / "tickets.csv"),
        "backup": lambda: backups.make(the_program(), MakeBackup(file=folder / "copy.db")),
    }
    refused = []
    for name, way in ways.items():
        try:
            way()
        except (Unavailable, OSError):
            refused.append(name)
    return refused


def _upgrade_is_refused(file: Path) -> bool:
    db = old.opened(str(file))
    try:
        return prepare(db, lambda: None) is not Preparation.UPGRADED
    except Unavailable:
        return True
    finally:
        db.close()


def _naive(file: Path, size: int = LIMIT * 10) -> int:
    """What is left of a file that is simply opened and written."""
    try:
        with file.open("wb", buffering=0) as out:
            for _block in range(size // 10_000):
                out.write(os.urandom(10_000))
    except OSError:
        return file.stat().st_size
    return file.stat().st_size


def _limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(Path(sys.argv[1]), limit=sys.argv[2:] == ["limit"])
