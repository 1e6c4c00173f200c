# SPDX-License-Identifier: EUPL-1.2
"""Starts Balie: the window, the tour, or one of the commands without a screen. The only file that knows both halves."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from desk_app.cli.arguments import asked_language, parse
from desk_app.core.i18n import _, set_language

SCREENS = {"run": "ui.run", "tour": "ui.tour.run"}
"""Loaded by name, because a start loads only what it needs: the first picture is there in a tenth of a second."""

TOUR_FOLDER = "out/tour"


def main(words: Sequence[str]) -> int:
    """Carries out ``words``; returns the exit code (0 done, 1 refused, 2 not understood)."""
    language = asked_language(words)
    if language:
        set_language(language)
    arguments = parse(words)
    if arguments.command == "run" and not has_screen():
        print(_("There is no screen here. The tour is made instead, in {folder}.").format(folder=TOUR_FOLDER))
        return main(["tour", "--out", TOUR_FOLDER])
    if arguments.command in SCREENS:
        return int(import_module(SCREENS[arguments.command]).main(arguments))
    return int(import_module("desk_app.cli.main").main(arguments))


def has_screen() -> bool:
    """Whether Qt will find one; it would end the program with a riddle when not."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
