# SPDX-License-Identifier: EUPL-1.2
"""``main.py tour --out DIR``: the main job on a fresh demo desk; exit code 1 when any step failed."""

import os
import shutil
import sys
from argparse import Namespace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desk_app.core.clock import DESK_ZONE, SystemClock
from desk_app.core.i18n import ngettext, set_language
from ui.tour.counter_steps import COUNTER
from ui.tour.recorder import StepRecord
from ui.tour.stage import Stage
from ui.tour.window_steps import WINDOW_FIRST, WINDOW_LAST
from ui.tour.work_steps import WORK

MORNING = datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE)
"""The moment of the tour: a Tuesday, so that pictures of today and of next year look alike."""


STEPS = (*WINDOW_FIRST, *COUNTER, *WORK, *WINDOW_LAST)


class TourClock:
    """Begins at ``MORNING`` and runs as fast as any clock."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._began = self._clock.monotonic()

    def now(self) -> datetime:
        """UTC."""
        return (MORNING + timedelta(seconds=self.monotonic())).astimezone(self._clock.now().tzinfo)

    def monotonic(self) -> float:
        """Seconds since the tour began."""
        return self._clock.monotonic() - self._began


def main(arguments: Namespace) -> int:
    """Makes the folder, the desk and the window, and walks; returns 0 when every step went well."""
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    set_language(arguments.language or "nl")
    folder: Path = arguments.out
    desk_folder = folder / "desk"
    shutil.rmtree(desk_folder, ignore_errors=True)
    desk_folder.mkdir(parents=True)
    for old in (*folder.glob("[0-9][0-9]-*.png"), *folder.glob("[0-9][0-9]-*.pdf"), folder / "tour.json"):
        old.unlink(missing_ok=True)
    qInstallMessageHandler(_say)
    steps = walk(desk_folder, folder)
    count = len(steps)
    failed = [step for step in steps if not step.ok]
    for step in failed:
        print(f"{step.name}: {step.error}", file=sys.stderr)  # noqa: T201 -- for who started the tour
    sentence = ngettext("{count} step, {failed} failed: {folder}", "{count} steps, {failed} failed: {folder}", count)
    print(sentence.format(count=count, failed=len(failed), folder=folder))  # noqa: T201 -- for who started the tour
    return 1 if failed or not steps else 0


def walk(desk_folder: Path, folder: Path) -> list[StepRecord]:
    """The steps on a new desk in ``desk_folder``; what they made lies in ``folder``."""
    stage = Stage(TourClock(), folder, desk_folder)
    for name, act in STEPS:
        stage.recorder.step(name, partial(act, stage))
    stage.close()
    stage.recorder.write()
    return stage.recorder.steps


def _say(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if "propagateSizeHints" not in words:  # said of every dialog where there is no screen
        print(words, file=sys.stderr)  # noqa: T201 -- for who started the tour
