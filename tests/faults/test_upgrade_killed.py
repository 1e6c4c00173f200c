# SPDX-License-Identifier: EUPL-1.2
"""An upgrade that dies leaves the old database or the new one."""

from pathlib import Path

import pytest

from tests.faults.children import report_of
from tests.migrations import old


@pytest.mark.parametrize("revision", old.revisions()[:-1])
@pytest.mark.parametrize("kills", [15, pytest.param(300, marks=pytest.mark.faults)])
def test_killed_upgrade_is_old_or_new_and_never_mixed(tmp_path: Path, revision: str, kills: int) -> None:
    found = report_of("upgrade_killed", tmp_path, revision, kills)

    assert found["errors"] == []
    assert found["old"] + found["new"] == kills
    assert (found["mixed"], found["lost"], found["damaged"]) == (0, 0, 0)


def test_without_one_transaction_it_would_be_mixed(tmp_path: Path) -> None:
    found = report_of("upgrade_killed", tmp_path, old.revisions()[0], 30, "statement-by-statement")

    assert found["mixed"] > 0
