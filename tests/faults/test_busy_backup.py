# SPDX-License-Identifier: EUPL-1.2
"""A backup that is made while others work has everything that was saved before it began."""

from pathlib import Path

import pytest

from tests.faults.children import report_of


@pytest.mark.parametrize("backups", [15, pytest.param(150, marks=pytest.mark.faults)])
def test_backup_beside_a_busy_counter_is_whole_and_complete(tmp_path: Path, backups: int) -> None:
    found = report_of("busy_backup", tmp_path, backups)

    assert found["saved"] > backups
    assert (found["incomplete"], found["damaged"]) == (0, 0)


def test_copying_the_file_would_miss_what_was_saved(tmp_path: Path) -> None:
    found = report_of("busy_backup", tmp_path, 15, "file-only")

    assert found["incomplete"] + found["damaged"] > 0
