# SPDX-License-Identifier: EUPL-1.2
"""Runs a fault in a process of its own, which forks as often as it likes: ``python -m tests.faults.<name>``."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 600
"""Seconds after which a fault that does not end is a fault of its own."""


def report_of(name: str, *words: str | int | Path) -> dict[str, Any]:
    """Runs ``tests/faults/<name>.py`` and returns what it reports."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{name}", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    report: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return report


def report(**figures: object) -> None:
    """Says what happened, to ``report_of``."""
    sys.stdout.write(json.dumps(figures) + "\n")


def killed_after(work: Callable[[int], None], seconds: float, *, from_first_word: bool = True) -> list[str]:
    """Runs ``work`` in a fork, kills it (SIGKILL) and returns the whole lines it had written to its file descriptor.

    The time runs from its first line, or from the fork.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(writer)
        except BaseException as error:  # noqa: BLE001 -- the parent must see why, whatever it is
            os.write(writer, f"error {type(error).__name__} {error}\n".encode())
        os._exit(0)
    os.close(writer)
    said = os.read(reader, 65_536) if from_first_word else b""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([reader], [], [], left)[0]:
        more = os.read(reader, 65_536)
        said += more
        if not more:
            break
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reader, 65_536):
        said += more
    os.close(reader)
    lines = said.decode().split("\n")
    return lines[:-1]
