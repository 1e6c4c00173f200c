# SPDX-License-Identifier: EUPL-1.2
"""Start here: ``python main.py --help``. The only file that knows the desk and the screen."""

import builtins
import sys
from argparse import Namespace

from desk_app.cli.main import main


def run(arguments: Namespace) -> int:
    """Opens the counter; returns when the last window is closed."""
    plain_import = builtins.__import__
    from ui.start import run_window  # noqa: PLC0415 -- lazy: the command line needs no Qt and may have no screen

    builtins.__import__ = plain_import  # PySide6 puts its own in the way of every later import
    return run_window(arguments)


def tour(arguments: Namespace) -> int:
    """Drives the window through the main job by keyboard and pictures it."""
    plain_import = builtins.__import__
    from ui.tour import run_tour  # noqa: PLC0415 -- idem

    builtins.__import__ = plain_import
    return run_tour(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], {"run": run, "tour": tour}))
