# SPDX-License-Identifier: EUPL-1.2
"""``main.py tour --out DIR``: the main job on a fresh demo desk; exit code 1 when any step failed."""

import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desk_app.core.i18n import ngettext, set_language
from desk_app.core.paths import atomic_write
from ui.tour.agreement_steps import AGREEMENTS
from ui.tour.catalogue_steps import CATALOGUE
from ui.tour.counter_steps import COUNTER
from ui.tour.recorder import StepRecord
from ui.tour.stage import HEIGHT, WIDTH, Stage, Step
from ui.tour.ticket_steps import TICKET
from ui.tour.window_steps import WINDOW_FIRST, WINDOW_LAST
from ui.tour.work_steps import WORK

STEPS: tuple[Step, ...] = (*WINDOW_FIRST, *COUNTER, *WORK, *TICKET, *CATALOGUE, *AGREEMENTS, *WINDOW_LAST)


def main(arguments: Namespace) -> int:
    """The whole tour; returns 0 when every step went well."""
    return tour(arguments.out, STEPS, arguments.language or "nl")


def tour(folder: Path, steps: Sequence[Step], language: str) -> int:
    """Makes the folder, the desk and the window, and walks; returns the exit code."""
    desk_folder = folder / "desk"
    shutil.rmtree(desk_folder, ignore_errors=True)
    desk_folder.mkdir(parents=True)
    for old in (*folder.glob("[0-9][0-9]*-*.png"), *folder.glob("[0-9][0-9]*-*.pdf"), folder / "tour.json"):
        old.unlink(missing_ok=True)
    choose_screen(desk_folder)
    set_language(language)
    qInstallMessageHandler(_say)
    records = walk(desk_folder, folder, steps)
    failed = [record for record in records if not record.ok]
    for record in failed:
        print(f"{record.name}: {record.error}", file=sys.stderr)  # noqa: T201 -- for who started the tour
    count = len(records)
    sentence = ngettext("{count} step, {failed} failed: {folder}", "{count} steps, {failed} failed: {folder}", count)
    print(sentence.format(count=count, failed=len(failed), folder=folder))  # noqa: T201 -- for who started the tour
    return 1 if failed or not records else 0


def choose_screen(desk_folder: Path) -> None:
    """A screen in memory, of the size of the pictures; the real one only where it is asked for by name."""
    has_screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or not sys.platform.startswith("linux")
    if has_screen and os.environ.get("QT_QPA_PLATFORM"):
        return
    for name in ("QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_SCREEN_SCALE_FACTORS"):
        os.environ.pop(name, None)
    screen = {"name": "tour", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT, "logicalDpi": 96, "dpr": 1}
    file = desk_folder.absolute() / "screen.json"
    atomic_write(file, json.dumps({"screens": [{**screen, "logicalBaseDpi": 96}]}).encode())
    fits = ":" not in str(file)  # the colon parts the options
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}" if fits else "offscreen"


def walk(desk_folder: Path, folder: Path, steps: Sequence[Step]) -> list[StepRecord]:
    """The steps on a new desk in ``desk_folder``; what they made lies in ``folder``."""
    stage = Stage(folder, desk_folder)
    for name, act in steps:
        stage.step(name, act)
    stage.close()
    stage.recorder.write()
    return stage.recorder.steps


def _say(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if "propagateSizeHints" not in words:  # said of every dialog where there is no screen
        print(words, file=sys.stderr)  # noqa: T201 -- for who started the tour
