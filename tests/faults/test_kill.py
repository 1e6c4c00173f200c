# SPDX-License-Identifier: EUPL-1.2
"""A program that dies at any instant loses nothing that it said was saved."""

from pathlib import Path

import pytest

from tests.faults.children import report_of


@pytest.mark.parametrize("kills", [40, pytest.param(1_000, marks=pytest.mark.faults)])
def test_killed_counter_has_every_ticket_and_every_half_typed_slip(tmp_path: Path, kills: int) -> None:
    found = report_of("killed", tmp_path, kills)

    assert found["registered"] > kills / 10, (
        "a busy machine gets less done before the kill, but there must be something"
    )
    assert found["typed"] > kills
    assert (found["lost"], found["forgotten"], found["partial"], found["damaged"]) == (0, 0, [], [])
    assert found["errors"] == []


def test_saying_saved_before_it_is_would_lose_tickets(tmp_path: Path) -> None:
    found = report_of("killed", tmp_path, 30, "too-early")

    assert found["lost"] > 0
