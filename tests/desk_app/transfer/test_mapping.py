# SPDX-License-Identifier: EUPL-1.2
"""A mapping that is not right is refused with the part that is wrong."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from desk_app.core.errors import InvalidInput, Unavailable
from desk_app.transfer.mapping import read_toml, ticket_mapping

GOOD: dict[str, Any] = {
    "source": "old-desk",
    "columns": {"case": "nr", "time": "at", "status": "state"},
    "status": {"Open": "new"},
}


def test_the_least_that_is_needed() -> None:
    mapping = ticket_mapping(GOOD)

    assert mapping.source == "old-desk"
    assert str(mapping.zone) == "Europe/Amsterdam"
    assert mapping.form.unknown == {""}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("source", None),
        ("source", "x" * 33),
        ("columns", {"case": "nr", "time": "at"}),
        ("columns", {"case": "nr", "time": "at", "status": "state", "colour": "c"}),
        ("columns", "nr"),
        ("columns", {"case": 1, "time": "at", "status": "state"}),
        ("status", {"Open": "opened"}),
        ("status", {"Open": "pending.nobody"}),
        ("events", {"made": "born"}),
        ("channel", {"tel": "telex"}),
        ("kind", {"x": "y"}),
        ("priority", {"high": 9}),
        ("priority", {"high": "1"}),
        ("time", {"zone": "Europe/Atlantis"}),
        ("time", {"zone": "../../etc/passwd"}),
        ("file", {"encoding": "utf-16"}),
        ("file", {"delimiter": "::"}),
        ("file", {"unknown": "?"}),
        ("counting", {"added": "opened"}),
        ("counting", {"reopened": {"events": [1]}}),
        ("counting", {"reopened": True}),
        ("defaults", {"channel": "smoke"}),
        ("defaults", {"colour": "red"}),
        ("met", {"ON TIME": "yes"}),
        ("met", "yes"),
        ("product", {"pass": 1}),
        ("columns", {"case": "nr", "opened": "born", "status": "state", "event": "what"}),
        ("columns", {"case": "nr", "opened": "born", "status": "state", "order": "step"}),
    ],
)
def test_wrong_part_is_named(part: str, value: object) -> None:
    raw = deepcopy(GOOD)
    raw[part] = value

    with pytest.raises(InvalidInput) as refusal:
        ticket_mapping(raw)

    assert all(name.startswith(part) or part in name for name in refusal.value.fields)


def test_list_of_cases_needs_no_time_of_a_line() -> None:
    raw = {**GOOD, "columns": {"case": "nr", "opened": "born", "status": "state", "closed": "gone"}}

    assert ticket_mapping(raw).is_one_line
    assert not ticket_mapping(GOOD).is_one_line


def test_several_faults_are_named_at_once() -> None:
    with pytest.raises(InvalidInput) as refusal:
        ticket_mapping({"source": 1, "columns": {}})

    assert set(refusal.value.fields) == {"source", "columns.case", "columns.time", "columns.status"}


@pytest.mark.parametrize("content", [b"a = ", b"\xff\xfe", b"x" * 200_000])
def test_file_that_is_no_mapping_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mapping.toml"
    file.write_bytes(content)

    with pytest.raises(InvalidInput, match=r"mapping\.toml"):
        read_toml(file)


def test_mapping_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="nothing"):
        read_toml(tmp_path / "nothing.toml")
