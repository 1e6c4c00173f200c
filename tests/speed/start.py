# SPDX-License-Identifier: EUPL-1.2
"""From the start of the process to the first picture, and to where one can type, beside a bare Qt window.

``python -m tests.speed.start {bare,ours} BEGAN DATABASE`` prints milliseconds since ``BEGAN`` (ISO, UTC).
"""

import os
import sys
from argparse import Namespace
from datetime import datetime
from importlib import import_module
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

from desk_app.core.clock import SystemClock


class Watch(QObject):
    """Prints when the first window is painted, and when the first field can be typed in; then ends the process."""

    def __init__(self, began: datetime, *, waits_for_field: bool) -> None:
        super().__init__()
        self._began = began
        self._waits = waits_for_field
        self._has_painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Looks at every event of the program."""
        if event.type() == QEvent.Type.Paint and not self._has_painted and isinstance(watched, QWidget):
            self._has_painted = True
            self._say("painted")
        if self._has_painted and isinstance(watched, QLineEdit) and event.type() == QEvent.Type.FocusIn:
            self._say("typing")
            os._exit(0)
        return False

    def _say(self, what: str) -> None:
        took = (SystemClock().now() - self._began).total_seconds() * 1000
        sys.stdout.write(f"{what} {took:.1f}\n")
        sys.stdout.flush()
        if not self._waits:
            os._exit(0)


def main() -> None:
    """Opens one window or the other."""
    kind, began = sys.argv[1], datetime.fromisoformat(sys.argv[2])
    if kind == "bare":
        app = QApplication([])
        watch = Watch(began, waits_for_field=False)
        app.installEventFilter(watch)
        window = QMainWindow()
        window.resize(1366, 768)
        window.show()
        app.exec()
        return
    run = import_module("ui.run")  # the bare window must not pay for it
    made = run.prepare

    def prepare(words: list[str]) -> Any:  # noqa: ANN401 -- ui.run.Ground, loaded late
        ground = made(words)
        ground.app.watch = Watch(began, waits_for_field=True)
        ground.app.installEventFilter(ground.app.watch)
        return ground

    setattr(run, "prepare", prepare)  # noqa: B010 -- a module loaded by name has no known attributes
    run.main(Namespace(db=sys.argv[3], language="nl"))


if __name__ == "__main__":
    main()
