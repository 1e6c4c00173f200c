# SPDX-License-Identifier: EUPL-1.2
"""A full disk costs nothing but the time to make room."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from desk_app.cli.opening import open_desk
from desk_app.core.errors import Unavailable
from desk_app.core.i18n import catalogue
from tests.faults.children import report_of
from tests.faults.counter import a_desk_file

SENTENCE = "The disk is full: nothing was saved, your text is still here. Free some space and try again."


def _check(found: dict[str, Any]) -> None:
    assert found["registered"] > 0
    assert found["sentence"] == catalogue("nl").gettext(SENTENCE)
    assert (found["lost"], found["half_done"], found["broken"]) == (0, None, "")
    assert found["readable"]
    assert found["refusals"] == ["pdf", "export", "backup"]
    assert found["left"] == []
    assert found["upgrade_refused"]
    assert found["upgraded"]
    assert found["after"] == 2


def test_full_disk_loses_nothing_and_leaves_no_half_file(small_disk: tuple[Path, str]) -> None:
    folder, way = small_disk

    found = report_of("full_disk", folder, *filter(None, [way]))

    _check(found)


def test_file_that_may_not_grow_is_a_full_disk_too(tmp_path: Path) -> None:
    found = report_of("full_disk", tmp_path, "limit")

    _check(found)


def test_disk_that_may_only_be_read_is_one_sentence(small_disk: tuple[Path, str]) -> None:
    folder, way = small_disk
    if way:
        pytest.skip("needs a file system of its own: run as root where mounting is allowed")
    file = a_desk_file(folder)
    content = file.read_bytes()
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)

    with pytest.raises(Unavailable):
        open_desk(str(file), make=True)

    assert [entry.name for entry in folder.iterdir()] == [file.name]
    assert file.read_bytes() == content


@pytest.mark.faults
def test_writing_a_file_plainly_would_leave_half_of_it(tmp_path: Path) -> None:
    found = report_of("full_disk", tmp_path, "limit")

    assert found["naive_size"] < 50_000_000
