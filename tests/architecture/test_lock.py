# SPDX-License-Identifier: EUPL-1.2
"""What is installed is exactly what was looked at: pinned, hashed, explained, and from nobody's server in particular."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?P<rest>.*(?:\n +--hash=sha256:[0-9a-f]{64}.*)+)$", re.M
)


@pytest.fixture(scope="module")
def lock(root: Path) -> str:
    """The text of the lock file."""
    return (root / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wanted(root: Path) -> list[Requirement]:
    """What pyproject.toml asks for, to run and to develop."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    return [Requirement(line) for line in (*project["project"]["dependencies"], *project["dependency-groups"]["dev"])]


def test_every_line_is_pinned_with_hashes(lock: str) -> None:
    starts = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]

    pinned = list(PINNED.finditer(lock))

    assert len(pinned) == len(starts) > 20


def test_every_wanted_package_is_pinned_at_a_version_that_was_asked_for(lock: str, wanted: list[Requirement]) -> None:
    versions = {canonicalize_name(match["name"]): match["version"] for match in PINNED.finditer(lock)}

    missing = [
        str(requirement)
        for requirement in wanted
        if not requirement.specifier.contains(versions.get(canonicalize_name(requirement.name), "0"), prereleases=True)
    ]

    assert not missing, f"make lock, after a change of pyproject.toml: {missing}"


def test_the_lock_names_no_server(lock: str) -> None:
    lines = lock.splitlines()

    servers = [line for line in lines if "://" in line or re.search(r"^\s*--(?!hash=)|@ ", line)]

    assert not servers


def test_every_wanted_package_has_its_reason(root: Path, wanted: list[Requirement]) -> None:
    decisions = (root / "resources" / "docs" / "decisions.md").read_text(encoding="utf-8").lower()

    silent = [requirement.name for requirement in wanted if f"`{requirement.name.lower()}`" not in decisions]

    assert not silent, f"decisions.md does not say why we need {silent}"
