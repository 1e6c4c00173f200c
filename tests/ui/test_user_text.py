# SPDX-License-Identifier: EUPL-1.2
"""No widget opens what a text names: a picture in every field of the desk, and a watch on that picture."""

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from desk_app.catalogue.models import CatalogueItem, DemandTopic
from desk_app.core.actor import Role
from desk_app.core.settings import read_settings, write_settings
from desk_app.identity.models import Counter, Team
from desk_app.intake.messages import Question
from desk_app.relations.models import Building, Department, Person, Space
from desk_app.tickets.messages import AddNote
from tests import databases, factories
from ui.completion.dialog import CompleteDialog
from ui.desk_opening import OpenDesk, open_for_window
from ui.desk_window import DeskWindow
from ui.places import PLACES
from ui.run import Ground
from ui.shell.page import Deed
from ui.shell.theme import Theme
from ui.shell.window_state import WindowState

IN_OPEN = 0x20
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="watches a file with inotify")


class Watch:
    """Counts how often a file is opened, by whichever code in this process."""

    def __init__(self, file: Path) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._handle = self._libc.inotify_init1(os.O_NONBLOCK)
        self._libc.inotify_add_watch(self._handle, str(file).encode(), IN_OPEN)

    def opened(self) -> int:
        """How often since the last time this was asked."""
        try:
            return len(os.read(self._handle, 65536)) // struct.calcsize("iIII")
        except BlockingIOError:
            return 0

    def close(self) -> None:
        """Watches no more."""
        os.close(self._handle)


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture that nobody should look at."""
    file = tmp_path / "canary.png"
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(file))
    return file


@pytest.fixture
def watch(picture: Path) -> Iterator[Watch]:
    """The watch on it."""
    watch = Watch(picture)
    yield watch
    watch.close()


@pytest.fixture
def named(picture: Path) -> str:
    """A text that names it."""
    return f'<img src="file://{picture}"><b>x</b>'


@pytest.fixture
def opened(tmp_path: Path, named: str) -> OpenDesk:
    """A small desk with that text in every field that a person, an import or a colleague fills in."""
    file = databases.sqlite_copy(tmp_path).removeprefix("sqlite:///")
    db = databases.open_database(file)
    factories.a_small_desk(db)
    with db.jot() as session:
        session.execute(
            update(Person).values(given_name=named, infix=named[:60], attention=named[:80], phone=named[:60])
        )
        session.execute(update(Department).values(name=named))
        session.execute(update(Building).values(name=named))
        session.execute(update(Space).values(name=named))
        session.execute(update(Team).values(name=named, public_name=named))
        session.execute(update(Counter).where(Counter.name == "Balie 1").values(location=named))
        session.execute(
            update(CatalogueItem).values(name=named, explanation=named, answer=named, customer_brings=named)
        )
        session.add(DemandTopic(code="X", name=named, name_en=named))
        write_settings(session, replace(read_settings(session), organisation=named, privacy_address=named))
    db.close()
    return open_for_window(file)


@pytest.fixture
def counter(opened: OpenDesk, theme: Theme, window_state: WindowState, qtbot: QtBot) -> Iterator[DeskWindow]:
    """The window on that desk."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    counter = DeskWindow(opened, Ground(app, theme, window_state))
    counter.start()
    yield counter
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)
    counter.put_away()
    opened.desk.close()
    QApplication.sendPostedEvents(None, 0)


def test_the_watch_sees_a_label_that_guesses(qtbot: QtBot, watch: Watch, named: str) -> None:
    label = QLabel(named)  # what every label would do that is not told otherwise
    qtbot.addWidget(label)

    label.show()
    qtbot.waitExposed(label)
    label.grab()

    assert watch.opened() > 0


def test_no_page_and_no_form_opens_what_a_text_names(
    counter: DeskWindow, opened: OpenDesk, qtbot: QtBot, watch: Watch, named: str
) -> None:
    desk = opened.desk
    actor = factories.an_actor(desk.db, "bas", Role.ADMINISTRATOR)
    visit = factories.a_visit(
        desk, actor, Question(item_id=factories.item_id(desk.db, "P-PAS"), description=named, details={"goal": named})
    )
    desk.tickets.add_note(actor, AddNote(ticket_id=visit.ticket_ids[0], text=named, for_customer=True))
    counter.begin(replace(actor, name=named, counter_name=named))
    session = counter.session
    assert session is not None

    def look() -> None:
        qtbot.waitUntil(lambda: not counter.tasks.is_busy)
        counter.window.grab()

    for place in PLACES:
        counter.window.go(place.id)
        look()
    session.show_ticket(visit.ticket_ids[0])
    look()
    dialog = CompleteDialog(session.workplace, visit.ticket_ids, counter.window)
    dialog.open()
    look()
    dialog.grab()
    dialog.reject()
    counter.window.go("desk")
    QTest.keyClicks(QApplication.focusWidget() or counter.window, "jans")
    qtbot.waitUntil(lambda: not counter.tasks.is_busy)
    look()
    counter.window.open_palette("@jans")
    look()
    session.tell(Deed(named))
    counter.window.show_outage(named, None)
    look()
    counter.lock()
    look()
    counter.window.unlock()

    assert watch.opened() == 0
