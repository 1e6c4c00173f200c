# SPDX-License-Identifier: EUPL-1.2
"""Puts the window together: what outlives a switch of agent lives here, what does not lives in ``session.py``."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.core.actor import ROLE_NAMES, Actor
from desk_app.core.codes import ScannedCode, parse_code
from desk_app.core.i18n import _
from desk_app.core.settings import Settings
from desk_app.identity.messages import SettingsChanged
from desk_app.printing.messages import JobRow
from ui.desk_opening import OpenDesk, tidy_up
from ui.help.guide import Guide
from ui.identity.idle_lock import IdleLock
from ui.identity.idle_notice import IdleNotice
from ui.identity.set_up import SetUpCover
from ui.identity.sign_in import SignInCover
from ui.printing.jobs_dialog import printer_words
from ui.printing.printer import Printer
from ui.run import Ground
from ui.session import Session
from ui.settings.section import Equipment
from ui.shell.actions import Actions
from ui.shell.bridge import Bridge
from ui.shell.finder import Entry, Finder
from ui.shell.live import LiveChanges
from ui.shell.main_window import Frame, MainWindow
from ui.shell.only_one import OnlyOne, another_is_open
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
        actions = self._actions = Actions(parent=self)
        finder = Finder(self.tasks, self)
        for prefix in ("#", "@", "/"):
            finder.add(prefix, partial(self._find, prefix))
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
        self.idle = IdleLock(ground.app, desk.clock, self)
        self._idle_notice = IdleNotice(self.window, self.idle)
        self._door = OnlyOne(opened.place, self)
        self._equipment = Equipment(ground.theme, ground.state, opened.backups, opened.place)
        self._guide = Guide(self.window, actions)
        self.window.lock_wanted.connect(self.lock)
        self.window.switch_wanted.connect(self.switch)
        self.window.closed.connect(self.close)
        self.idle.lock_wanted.connect(self.lock)
        self._door.knocked.connect(self._come_forward)
        self.live.connection_changed.connect(self._on_connection)
        self.bridge.listen(self, SettingsChanged, lambda _event: self._read_settings())
        self.problems.catch_everything()

    def start(self) -> None:
        """Shows the window and asks who is there; on a new desk, who will be."""
        self._door.open()
        if self._opened.is_set_up:
            self._cover(None)
        else:
            desk = self._opened.desk
            cover = SetUpCover(desk, self.tasks, self.problems)
            cover.done.connect(self.begin)
            self.window.lock(cover)
        self.window.show()
        self.live.start()
        self.tasks.run(self, partial(tidy_up, self._opened), done=self._on_tidied, lane="slow")

    def _on_tidied(self, damage: str) -> None:
        if damage:
            self.window.show_outage(damage, None)

    def begin(self, actor: Actor) -> None:
        """Somebody signed in: pages of their own, their counter's printer."""
        if self.session is not None:
            self.session.deleteLater()
        workplace = Workplace(self._opened.desk, self.tasks, self.bridge, self.problems, actor)
        self.session = Session(workplace, self.window, self._equipment)
        self.session.printer_chosen.connect(self._use_printer)
        self.window.top.show_who(actor.counter_name, actor.name, _(ROLE_NAMES[actor.role]))
        self._shelf.fill(self.session.shelf)
        self.window.unlock()
        for name, run in (("intake", self.session.new_intake), ("resume", self.session.resume)):
            self._actions.bind(name, run)
        self.session.show()
        self._start_printer(actor)
        self.idle.start(self._settings.lock_after_minutes)

    def lock(self) -> None:
        """Covers the window until the same agent is back; what was typed is written down first."""
        if self.session is not None and not self.window.is_locked:
            self.session.leave()
            self._cover(self.session.workplace.actor)

    def switch(self) -> None:
        """Covers the window for another agent; nothing of this one stays."""
        if self.session is not None:
            self.session.leave()
            self.session.deleteLater()
            self.session = None
            self._shelf.fill(None)
            self.window.show_pages([])
            self.window.top.show_who("", "", "")
        self._cover(None)

    def _cover(self, locked_by: Actor | None) -> None:
        self.idle.stop()
        self.window.foot.toast.clear()
        desk = self._opened.desk
        cover = SignInCover(desk, self.tasks, self.problems, self._ground.state, locked_by=locked_by)
        cover.signed_in.connect(self.begin)
        cover.unlocked.connect(self._on_unlocked)
        self.window.lock(cover)

    def _on_unlocked(self) -> None:
        self.window.unlock()
        self.idle.start(self._settings.lock_after_minutes)

    def _come_forward(self) -> None:
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def _find(self, prefix: str, words: str) -> list[Entry]:
        """On a worker: what the agent who is signed in now may find."""
        session = self.session
        if session is None:
            return []
        results = session.results
        find = {"#": results.find_tickets, "@": results.find_people, "/": results.find_products}[prefix]
        return find(words)

    def close(self) -> None:
        """Finishes what was asked, then lets go of everything."""
        self._let_go()
        self._opened.desk.close()
        self._ground.app.quit()

    def put_away(self) -> None:
        """Closes the window and leaves the desk open, for another window on it."""
        self.window.closed.disconnect(self.close)
        self.window.close()
        self._let_go()
        self.window.deleteLater()
        self.deleteLater()

    def _let_go(self) -> None:
        self.live.stop()
        self.idle.close()
        self.router.close()
        self._door.close()
        if self._printer is not None:
            self._printer.close()
        self.tasks.close()
        self.bridge.close()
        self.problems.let_go()

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

    def _use_printer(self, printer: str) -> None:
        if self._printer is not None:
            self._printer.use_printer(printer or self._settings.printer)

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
        if self.idle.is_watching:
            self.idle.start(settings.lock_after_minutes)
        self.window.foot.toast.seconds = settings.undo_seconds


def open_window(opened: OpenDesk, ground: Ground) -> DeskWindow | None:
    """Makes the window and shows it; None when this user has one already, which then comes forward."""
    if another_is_open(opened.place):
        opened.desk.close()
        ground.app.quit()
        return None
    window = DeskWindow(opened, ground)
    window.start()
    room = window.window.screen().availableGeometry()
    if not room.contains(window.window.frameGeometry()):
        window.window.showMaximized()  # with its frame it would be larger than the screen
    return window
