# SPDX-License-Identifier: EUPL-1.2
"""When the power goes, what was saved is there; only our pragmas make it so."""

from pathlib import Path

import pytest

from tests.faults.children import report_of


@pytest.mark.parametrize("cuts", [150, pytest.param(1_000, marks=pytest.mark.faults)])
def test_power_cut_loses_nothing_that_was_saved(tmp_path: Path, cuts: int) -> None:
    found = report_of("power_cut", tmp_path, cuts)

    assert found["acked"] > 5 * cuts
    assert (found["lost"], found["damaged"], found["mixed"]) == (0, 0, 0)


def test_the_setting_that_most_advise_would_lose_tickets(tmp_path: Path) -> None:
    found = report_of("power_cut", tmp_path, 60, "synchronous=NORMAL")

    assert found["lost"] > 0


def test_without_any_sync_the_database_would_be_damaged(tmp_path: Path) -> None:
    found = report_of("power_cut", tmp_path, 60, "synchronous=OFF")

    assert found["damaged"] > 0
