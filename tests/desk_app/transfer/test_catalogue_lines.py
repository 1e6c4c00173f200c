# SPDX-License-Identifier: EUPL-1.2
"""A name that nobody can read comes in from no file either, neither of a product nor of a branch."""

from pathlib import Path

import pytest

from desk_app import starter
from desk_app.core.actor import the_program
from desk_app.core.db import Database
from desk_app.core.errors import DeskError
from tests.desk_app.transfer.catalogues import an_item, bring_in, planned, rows_in, write


@pytest.mark.parametrize(
    ("text", "part"), [("\u200b\u2060", "There is nothing to see"), ("Pas \u202enegnavrev", "direction of reading")]
)
def test_line_that_nobody_can_read_is_named_and_nothing_comes_in(
    db: Database, tmp_path: Path, text: str, part: str
) -> None:
    starter.load(db, the_program())
    before = rows_in(db)
    file = write(tmp_path / "bad.csv", [an_item("X-1", name=text), {"part": "topic", "code": "A", "name": text}])

    plan = planned(db, file)

    assert [(fault.spot.line, part in fault.sentence) for fault in plan.faults] == [(2, True), (3, True)]
    with pytest.raises(DeskError):
        bring_in(db, file)
    assert rows_in(db) == before
