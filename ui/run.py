# SPDX-License-Identifier: EUPL-1.2
"""``main.py run``: a picture at once, the desk beside it, then the window."""

import platform
import sys
from argparse import Namespace
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from desk_app.core.i18n import _, language, set_language
from desk_app.core.logs import write_log_to
from desk_app.core.paths import paths_under, user_paths
from ui.opening import Opening
from ui.shell.gc import Collector
from ui.shell.problems import Problems
from ui.shell.tasks import Tasks
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState
from ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from ui.desk_opening import OpenDesk

BROKEN_FROM, SOUND_PYTHON = (6, 12), (3, 12)
"""PySide6 6.12 loses references to None on Python before 3.12 and ends the program within minutes."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What every window of this process stands on."""

    app: QApplication
    theme: Theme
    state: WindowState


def prepare(words: list[str], state_file: Path | None = None) -> Ground:
    """The application with its names, look and Qt's own texts; once in a process. With a ``state_file`` nothing of this
    user is read or written: the log goes beside it."""
    app = QApplication(words)
    app.setApplicationName("Balie")
    app.setDesktopFileName("balie")
    paths = paths_under(state_file.parent) if state_file is not None else user_paths()
    paths.make()
    write_log_to(paths.logs)
    state = WindowState(state_file or paths.data / "window.ini")
    speak(app)
    theme = Theme(app, state)
    FocusRing(app)
    return Ground(app, theme, state)


def speak(app: QApplication) -> None:
    """Dates, numbers and Qt's own buttons in the language of the screen."""
    QLocale.setDefault(QLocale("nl_NL" if language() == "nl" else "en_GB"))
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


class Start:
    """From the first picture to the window; ``open`` may be tried again."""

    def __init__(self, arguments: Namespace, ground: Ground) -> None:
        self._arguments = arguments
        self._ground = ground
        self._tasks = Tasks(Problems())
        self._opening = Opening(self.open)
        self.window: object | None = None

    def show(self) -> None:
        """Paints first, then opens."""
        self._opening.show()
        QTimer.singleShot(0, self.open)

    def open(self) -> None:
        """Opens the desk beside the window: the database libraries are loaded there."""
        self._tasks.run(self._opening, self._load, done=self._on_open, failed=self._on_failed)

    def _load(self) -> "OpenDesk":
        opened: OpenDesk = import_module("ui.desk_opening").open_for_window(self._arguments.db)
        return opened

    def _on_open(self, opened: "OpenDesk") -> None:
        if self._arguments.language is None:
            set_language(opened.settings.language)
            speak(self._ground.app)
        self._tasks.close()
        self.window = import_module("ui.desk_window").open_window(opened, self._ground)
        self._opening.close()

    def _on_failed(self, error: Exception) -> None:
        if type(error).__module__ != "desk_app.core.errors":
            raise error
        self._opening.refuse(str(error))


def main(arguments: Namespace) -> int:
    """Opens the counter and stays until it is closed; returns the exit code."""
    version = tuple(int(part) for part in PySide6.__version__.split(".")[:2])
    if version >= BROKEN_FROM and sys.version_info < SOUND_PYTHON:
        sentence = _("PySide6 {qt} does not work with Python {python}. Run make setup again.")
        print(sentence.format(qt=PySide6.__version__, python=platform.python_version()), file=sys.stderr)  # noqa: T201 -- there is no window to say it in
        return 1
    ground = prepare(sys.argv[:1])
    collector = Collector(ground.app)
    start = Start(arguments, ground)
    start.show()
    code = ground.app.exec()
    collector.close()
    return code
