# SPDX-License-Identifier: EUPL-1.2
"""An upgrade that is killed at any instant.

``python -m tests.faults.upgrade_killed FOLDER REVISION KILLS [statement-by-statement]``: the last word leaves the
transaction to the driver, as most programs do.
"""

import os
import random
import shutil
import sys
import time
from pathlib import Path

from sqlalchemy import NullPool, create_engine, text

from desk_app.core.engines import sqlite_driver
from desk_app.core.migrations import upgrade
from tests.faults.children import killed_after, report
from tests.faults.counter import broken
from tests.migrations import old


def main(folder: Path, revision: str, kills: int, *, piecemeal: bool) -> None:
    template, fresh, file = folder / "template.db", folder / "fresh.db", folder / "balie.db"
    old.made_by(revision, str(template))
    before = old.schema_of(template)
    db = old.opened(str(template))
    with db.engine.connect() as connection:
        columns, meaning = old.columns_of(connection), old.meaning(connection)
    db.close()
    shutil.copyfile(template, fresh)
    begun = time.perf_counter()
    _upgrade(fresh, piecemeal=False)
    longest = (time.perf_counter() - begun) * 2
    after = old.schema_of(fresh)
    chance = random.Random(20_261_124)
    found = {"old": 0, "new": 0, "mixed": 0, "lost": 0, "damaged": 0}
    errors: list[str] = []

    def work(out: int) -> None:
        os.write(out, b"started\n")
        _upgrade(file, piecemeal=piecemeal)

    for _kill in range(kills):
        for suffix in ("", "-wal", "-shm", "-journal"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(template, file)
        errors += killed_after(work, chance.uniform(0, longest))[1:]
        schema = old.schema_of(file)
        state = _stored(file)
        if state == revision and schema == before:
            found["old"] += 1
        elif state == upgrade.HEAD and schema == after:
            found["new"] += 1
        else:
            found["mixed"] += 1
        db = old.opened(str(file))
        with db.engine.connect() as connection:
            found["lost"] += old.meaning(connection, columns) != meaning
        found["damaged"] += broken_file(file)
        db.close()
    report(kills=kills, errors=errors, **found)


def broken_file(file: Path) -> bool:
    """Whether SQLite itself finds damage; the trail of these rows is invented."""
    db = old.opened(str(file))
    fault = broken(db)
    db.close()
    return fault is not None and fault.part != "audit"


def _stored(file: Path) -> str:
    db = old.opened(str(file))
    with db.read() as session:
        revision = str(session.scalar(text("select version_num from alembic_version")))
    db.close()
    return revision


def _upgrade(file: Path, *, piecemeal: bool) -> None:
    if not piecemeal:
        db = old.opened(str(file))
        upgrade.prepare(db, lambda: None)
        db.close()
        return
    engine = create_engine(f"sqlite:///{file}", module=sqlite_driver, poolclass=NullPool)
    with engine.connect() as connection:
        old.run_to("head", connection)
        connection.commit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), piecemeal=len(sys.argv) > 4)
