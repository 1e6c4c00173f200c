# SPDX-License-Identifier: EUPL-1.2
"""Where files live; handed in by ``main.py``, never looked up. Also the one way to write a file whole."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import platformdirs

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one user; ``private`` is for papers on their way to the printer and is emptied at start."""

    data: Path
    database: Path
    backups: Path
    logs: Path
    private: Path

    def make(self) -> None:
        """Creates the folders, readable by this user only."""
        for folder in (self.data, self.backups, self.logs, self.private):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def paths_under(data: Path) -> Paths:
    """All folders below one."""
    return Paths(data, data / "balie.db", data / "backups", data / "logs", data / "private")


def user_paths() -> Paths:
    """The folders of this user on this computer, after its own customs."""
    return paths_under(Path(platformdirs.user_data_dir("balie", appauthor=False)))


def atomic_write(target: Path, content: bytes) -> None:
    """The file is there whole or not at all: temporary file, fsync, rename, fsync of the folder.

    Raises OSError when the disk refuses; then no half file is left and an older ``target`` is untouched.
    """
    with atomic_file(target) as file:
        file.write(content)


@contextmanager
def atomic_file(target: Path) -> Iterator[IO[bytes]]:
    """The same for a file that is written bit by bit; an exception inside the block leaves nothing behind."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename in ``folder`` survive a power cut, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
