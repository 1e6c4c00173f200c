# SPDX-License-Identifier: EUPL-1.2
"""The files of a new desk, as written."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk_app.core.paths import RESOURCES

CATALOGUE = RESOURCES / "catalogue"

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StarterFiles:
    """``desk``: desk.toml; ``agreed``: afspraken.toml; ``items``: the items of all files, in the order of the files."""

    desk: Facts
    agreed: Facts
    items: tuple[Facts, ...]


def read_files(folder: Path) -> StarterFiles:
    """The starter as written in ``folder``; OSError or tomllib.TOMLDecodeError when that is not to be read."""
    contents = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.toml"))}
    items = tuple(item for content in contents.values() for item in content.get("items", ()))
    return StarterFiles(contents["desk"], contents["afspraken"], items)
