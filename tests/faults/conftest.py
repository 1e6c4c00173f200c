# SPDX-License-Identifier: EUPL-1.2
"""A folder for each fault, and a disk that is soon full."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """(folder on a file system of 8 MB, "") or, where none may be mounted, (any folder, "limit")."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = False
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    yield folder, "" if mounted else "limit"
    if mounted:
        subprocess.run(["umount", str(folder)], check=True)
