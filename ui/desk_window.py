# SPDX-License-Identifier: EUPL-1.2
"""Puts the window together: what outlives a switch of agent lives here, what does not lives in ``session.py``."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.core.actor import ROLE_NAMES, Actor
from desk_app.core.codes import ScannedCode, parse_code
from desk_app.core.i18n import _
from desk_app.core.settings import Settings
from desk_app.identity.messages import SettingsChanged
from desk_app.printing.messages import JobRow
from ui.desk_opening import OpenDesk, tidy_up
from ui.printing.jobs_dialog import printer_words
from ui.printing.printer import Printer
from ui.run import Ground
from ui.session import Session
from ui.shell.actions import Actions
from ui.shell.bridge import Bridge
from ui.shell.finder import Finder
from ui.shell.live import LiveChanges
from ui.shell.main_window import Frame, MainWindow
from ui.shell.page import Workplace
from ui.shell.problems import Problems
from ui.shell.scan_codes import ScanRecogniser
from ui.shell.scan_router import ScanRouter
from ui.shell.tasks import Tasks


class Slot(QWidget):
    """A place in the window whose content belongs to the agent who is signed in."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def fill(self, widget: QWidget | None) -> None:
        """Shows ``widget`` instead of what was there, which is destroyed."""
        while (item := self._layout.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        if widget is not None:
            self._layout.addWidget(widget)


class DeskWindow(QObject):
    """The window of one desk, from start to close."""

    def __init__(self, opened: OpenDesk, ground: Ground) -> None:
        super().__init__()
        self._opened = opened
        self._ground = ground
        self._settings = opened.settings
        desk = opened.desk
        self.problems = Problems(self)
        self.tasks = Tasks(self.problems, self)
        self.bridge = Bridge(desk.events, self)
        self.live = LiveChanges(desk, self.tasks, self)
        self.session: Session | None = None
        self._printer: Printer | None = None
        actions = Actions(parent=self)
        finder = Finder(self.tasks, self)
        self._shelf = Slot()
        self.window = MainWindow(
            Frame(self.tasks, self.problems, actions, finder, ground.theme, ground.state),
            shelf=self._shelf,
            print_pdf=self._print_once,
            may_close=self._may_close,
            undo=self._undo_last,
        )
        self.router = ScanRouter(ground.app, lambda: desk.clock.monotonic() * 1000, self._recogniser(), self)
        self.router.scanned.connect(self._on_scan)
        self.window.lock_wanted.connect(self.lock)
        self.window.switch_wanted.connect(self.lock)
        self.window.closed.connect(self.close)
        self.live.connection_changed.connect(self._on_connection)
        self.bridge.listen(self, SettingsChanged, lambda _event: self._read_settings())
        self.problems.catch_everything()

    def start(self) -> None:
        """Shows the window and asks who is there."""
        self.window.show()
        self.live.start()
        self.tasks.run(self, partial(tidy_up, self._opened), done=None, lane="slow")

    def begin(self, actor: Actor) -> None:
        """Somebody signed in: pages of their own, their counter's printer."""
        if self.session is not None:
            self.session.leave()
            self.session.deleteLater()
        desk = self._opened.desk
        workplace = Workplace(desk, self.tasks, self.bridge, self.problems, actor)
        self.session = Session(workplace, self.window)
        self.window.top.show_who(actor.counter_name, actor.name, _(ROLE_NAMES[actor.role]))
        self._shelf.fill(self.session.shelf)
        self.session.show()
        self._start_printer(actor)

    def lock(self) -> None:
        """Covers the window; what was typed is written down first."""
        if self.session is not None:
            self.session.leave()

    def close(self) -> None:
        """Finishes what was asked, then lets go of everything."""
        self.live.stop()
        if self._printer is not None:
            self._printer.close()
        self.tasks.close()
        self.bridge.close()
        self.problems.let_go()
        self._opened.desk.close()
        self._ground.app.quit()

    def _recogniser(self) -> ScanRecogniser:
        return ScanRecogniser(parse=partial(parse_code, badge_pattern=self._settings.badge_pattern))

    def _start_printer(self, actor: Actor) -> None:
        if self._printer is not None:
            self._printer.close()
        desk = self._opened.desk
        self._printer = Printer(
            desk.printing,
            desk.print_queries,
            self.tasks,
            self.bridge,
            counter_id=actor.counter_id,
            default_printer=self._ground.state.text("printer", self._settings.printer),
            parent=self,
        )
        self._printer.troubled.connect(self._on_printer_trouble)
        self._printer.jobs_changed.connect(self._on_jobs)
        self._printer.start()

    def _on_printer_trouble(self, _job_id: int, sentence: str) -> None:
        self.window.show_notice(sentence, is_error=True)

    def _on_jobs(self, jobs: tuple[JobRow, ...]) -> None:
        printer = self._ground.state.text("printer", self._settings.printer)
        words, is_well = printer_words(jobs, printer)
        self.window.foot.show_printer(words, is_well=is_well)

    def _print_once(self, pdf: bytes, title: str) -> None:
        if self._printer is not None:
            self._printer.print_once(pdf, title)

    def _may_close(self) -> bool:
        if self.session is not None:
            self.session.leave()
        return True

    def _undo_last(self) -> None:
        if self.session is not None:
            self.session.undo_last()

    def _on_scan(self, code: ScannedCode) -> None:
        if self.session is not None and not self.window.is_locked:
            self.session.on_scan(code)

    def _on_connection(self, is_well: bool) -> None:
        words = _("Connected") if is_well else _("No connection")
        self.window.foot.show_connection(words, is_well=is_well)

    def _read_settings(self) -> None:
        self.tasks.run(self, self._opened.desk.who.settings, done=self._use_settings, key="settings")

    def _use_settings(self, settings: Settings) -> None:
        self._settings = settings
        self.window.foot.toast.seconds = settings.undo_seconds


def open_window(opened: OpenDesk, ground: Ground) -> DeskWindow:
    """Makes the window and shows it."""
    window = DeskWindow(opened, ground)
    window.start()
    return window
