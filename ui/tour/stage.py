# SPDX-License-Identifier: EUPL-1.2
"""The desk, the window and the keyboard of the tour, and what its steps look up to see that all is well."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget

from desk_app.board.messages import BoardCard
from desk_app.core.actor import Actor, the_program
from desk_app.core.i18n import set_language
from desk_app.demo import service as demo
from desk_app.relations.messages import PersonRow
from desk_app.tickets.messages import TicketRow
from ui.desk_opening import open_for_window
from ui.desk_window import DeskWindow
from ui.identity.sign_in import LAST_COUNTER
from ui.intake.page import IntakePage
from ui.places import PLACES
from ui.run import Ground, prepare
from ui.shell.main_window import MainWindow
from ui.shell.page import Page
from ui.shell.pages import in_order
from ui.shell.problems import CrashDialog
from ui.tour.clock import TourClock
from ui.tour.keyboard import Keyboard
from ui.tour.recorder import Recorder
from ui.widgets.look import look

WIDTH, HEIGHT = 1366, 768
TICKETS, SEED, PIN = 400, 1, "1234"
PAUSES_MS = 400
"""Timers up to this long are pauses between keys and answers, which are waited for."""


P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=QWidget)


class Expected(Exception):
    """A step found something else than it should; the text says what."""


Step = tuple[str, Callable[["Stage"], None]]
"""A name for people, and what is done."""


class Stage:
    """Everything that a step needs."""

    def __init__(self, folder: Path, desk_folder: Path) -> None:
        """On a desk that was never opened before."""
        self._folder = desk_folder
        self._clock = TourClock()
        self.opened = open_for_window(str(desk_folder / "first.db"), self._clock)
        self.desk = self.opened.desk
        self.ground: Ground = prepare(["balie"], desk_folder / "window.ini")
        self.ground.theme.set_mode("light")
        self.ground.app.setCursorFlashTime(0)
        self._stray: list[str] = []
        self.ground.app.focusWindowChanged.connect(self._on_window)
        self.keys = Keyboard(self.ground.app)
        self._open_window()
        self.recorder = Recorder(folder, self.keys, self._picture)
        self._papers = 0

    def step(self, name: str, act: Callable[["Stage"], None]) -> None:
        """Does and records one step; what a failed one left open is closed, so that the next has a chance."""
        self._clock.go_on()
        self.window.foot.toast.clear()
        self._stray.clear()
        self.recorder.step(name, partial(self._act, act))
        while not self.recorder.steps[-1].ok and (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
            self.keys.settle()

    def open_demo(self) -> None:
        """Another window, on a demo desk."""
        self.counter.put_away()
        self.desk.close()
        self.opened = open_for_window(str(self._folder / "balie.db"), self._clock)
        self.desk = self.opened.desk
        demo.load(self.desk.db, the_program(), tickets=TICKETS, seed=SEED)
        self._open_window()

    def speak(self, which: str) -> None:
        """The window again, in another language."""
        set_language(which)
        self.counter.put_away()
        self._open_window()
        self.sign_in()

    def sign_in(self, login: str = "eva") -> None:
        """By name and PIN, as a person; the computer remembers the counter."""
        self.keys.pick(login)
        self.keys.type(PIN)
        self.keys.press("Tab")
        if self.ground.state.number(LAST_COUNTER, 0) == 0:
            self.keys.press("Down")
        self.keys.press("Ctrl+Return")
        self.keys.until(lambda: self.counter.session is not None, "nobody is signed in")
        self.keys.settle()

    @property
    def actor(self) -> Actor:
        """Who is signed in; raises Expected when nobody is."""
        if self.counter.session is None:
            raise Expected("nobody is signed in")
        return self.counter.session.workplace.actor

    @property
    def sentence(self) -> str:
        """What the foot of the window says."""
        return self.window.foot.toast.sentence

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.counter.window

    def page(self, kind: type[P]) -> P:
        """The page in view; raises Expected when it is another."""
        page = self.window.page
        if not isinstance(page, kind):
            raise Expected(f"{kind.__name__} is in view, not {self.window.page_id}")
        return page

    def dialog(self, kind: type[D]) -> D:
        """The dialog in front; raises Expected when it is another."""
        found = QApplication.activeModalWidget()
        if not isinstance(found, kind):
            raise Expected(f"{kind.__name__} is in front, not {type(found).__name__}")
        return found

    def intake(self) -> IntakePage:
        """The page Balie, which must be in view."""
        return self.page(IntakePage)

    def go(self, page_id: str) -> None:
        """To a page, by its key."""
        here = [place.spec(_not_made) for place in PLACES if self.actor.may(place.right)]
        number = 1 + [spec.id for spec in in_order(here)].index(page_id)
        self.keys.press(f"Ctrl+{number}")
        self.expect(self.window.page_id == page_id, f"page {page_id}, not {self.window.page_id}")

    def person(self, name: str) -> PersonRow:
        """The customer whom these letters find first."""
        hit = self.desk.people.find_people(the_program(), name, limit=1)[0]
        return self.desk.people.person(the_program(), hit.id)

    def newest(self, back: int = 0) -> TicketRow:
        """The ticket that the foot of the window speaks of, or the one that was registered ``back`` before it."""
        numbers = re.findall(r"M\d\d-(\d{6})", self.sentence)
        self.expect(numbers, f"a number at the foot, not “{self.sentence}”")
        return self.desk.ticket_queries.by_number(the_program(), f"M26-{int(numbers[-1]) - back:06d}")

    def ticket(self, ticket_id: int) -> TicketRow:
        """A ticket as it stands in the database."""
        return self.desk.ticket_queries.ticket(the_program(), ticket_id)

    def cards(self, status: str) -> list[BoardCard]:
        """Cards of the board in this status, as this agent sees them."""
        return [card for card in self.desk.board.cards(self.actor) if card.status == status]

    def expect(self, holds: object, otherwise: str) -> None:
        """Raises Expected when it does not hold."""
        if not holds:
            raise Expected(otherwise)

    def keep_papers(self, name: str) -> int:
        """Keeps every paper that was asked for since the last time; returns how many."""
        jobs = [job for job in self.desk.print_queries.open_jobs(self.actor.counter_id) if job.id > self._papers]
        for job in sorted(jobs, key=lambda job: job.id):
            self.recorder.paper(f"{name} {job.paper}", self.desk.printing.paperwork(job.id).pdf)
            self._papers = job.id
        return len(jobs)

    def picture(self, name: str) -> None:
        """The window as it is now; no key is spent on it."""
        self.recorder.picture(name)

    def close(self) -> None:
        """Closes the window and the desk."""
        self.window.close()
        self.keys.settle()

    def _act(self, act: Callable[["Stage"], None]) -> None:
        act(self)
        self.expect(not self._stray, f"a window that should not be there: {', '.join(self._stray)}")

    def _on_window(self, window: QWindow | None) -> None:
        """A widget that is shown before it has a parent blinks on a real screen, and takes the focus; and our own faults
        are told in a dialog, which the next key would close."""
        for widget in QApplication.topLevelWidgets():
            is_meant = isinstance(widget, QMainWindow | QDialog) or widget.windowType() is Qt.WindowType.Popup
            is_meant = is_meant and not isinstance(widget, CrashDialog)
            if window is not None and widget.windowHandle() is window and not is_meant:
                self._stray.append(type(widget).__name__)

    def _open_window(self) -> None:
        who = self.desk.who
        opened = replace(self.opened, settings=who.settings(), is_set_up=who.is_set_up())
        self.counter = DeskWindow(opened, self.ground)
        self.counter.start()
        self.window.resize(WIDTH, HEIGHT)
        self.window.move(0, 0)
        self.window.activateWindow()
        self.keys.use(self.window, self._is_busy)
        self.keys.settle()

    def _is_busy(self) -> bool:
        """A task runs, or a pause after a key."""
        return self.counter.tasks.is_busy or _pauses((self.counter, *QApplication.topLevelWidgets()))

    def _picture(self) -> QPixmap:
        """The window with what stands over it: menus and dialogs are windows of their own."""
        picture = self.window.grab()
        over = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget.isModal()]
        over.sort(key=lambda widget: widget is QApplication.activeModalWidget())
        popup = QApplication.activePopupWidget()
        for widget in (*over, *([popup] if popup is not None else [])):
            self._paint_over(picture, widget)
        return picture

    def _paint_over(self, picture: QPixmap, widget: QWidget) -> None:
        """With a line around it, where a desktop draws its frame."""
        place = self.window.mapFromGlobal(widget.mapToGlobal(widget.rect().topLeft()))
        painter = QPainter(picture)
        painter.drawPixmap(place, widget.grab())
        painter.setPen(look().colour("control"))
        painter.drawRect(widget.rect().translated(place).adjusted(-1, -1, 0, 0))
        painter.end()


def _pauses(roots: Iterable[QObject]) -> bool:
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= PAUSES_MS
        for root in roots
        for timer in root.findChildren(QTimer)
    )


def _not_made() -> Page:
    raise NotImplementedError
