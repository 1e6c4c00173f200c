# SPDX-License-Identifier: EUPL-1.2
"""A tour of a few steps, in a process of its own: ``python -m tests.ui.tour.short_tour FOLDER STEP...``.

``breaks``, ``blinks`` and ``crashes`` are steps of this file.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QLabel

from ui.tour.run import STEPS, tour
from ui.tour.stage import Stage


def breaks(stage: Stage) -> None:
    """Finds something else than it expects, with a dialog open."""
    stage.keys.press("Ctrl+/")
    stage.expect(False, "the beamer is still broken")


def blinks(stage: Stage) -> None:
    """Shows a label that was never given a place."""
    label = QLabel("Balie")
    label.show()
    stage.keys.settle()
    label.close()


def crashes(stage: Stage) -> None:
    """A fault of ours, and a key that closes the dialog that tells it."""
    stage.counter.problems.show(ZeroDivisionError("the beamer is on fire"))
    stage.keys.settle()
    stage.keys.press("Escape")


def main(folder: Path, names: list[str]) -> int:
    """Walks the steps with these names, in this order; returns the exit code of the tour."""
    known = dict(STEPS) | {"breaks": breaks, "blinks": blinks, "crashes": crashes}
    return tour(folder, [(name, known[name]) for name in names], "nl")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
