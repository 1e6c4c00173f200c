# SPDX-License-Identifier: EUPL-1.2
"""The foot of the window: who waits, the printer, the connection, long work, and what was just done."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from desk_app.core.i18n import _
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain
from ui.widgets.toast import Toast

ROOM_FOR_ALL = 1000


class _Light(QWidget):
    """One state: mark and words."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark("on_time", "done.bar", 12)
        self._words = plain_label("", role="small")
        layout = QHBoxLayout(self)
        pad(layout, spacing=4)
        layout.addWidget(self._mark)
        layout.addWidget(self._words)
        self.hide()

    def show_state(self, words: str, mark: str, colour: str) -> None:
        self._mark.show_mark(mark, colour)
        set_plain(self._words, words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class Foot(QFrame):
    """One line over the whole width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "foot")
        self._waiting = plain_label("", role="small")
        self._waiting.hide()
        self._printer = _Light()
        self._connection = _Light()
        self.toast = Toast()
        self._work = ElidedLabel(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QPushButton(_("Stop"))
        self._stop.setProperty("kind", "quiet")
        self._stop.setAutoDefault(False)
        self._on_stop: Callable[[], None] | None = None
        self._progress = QWidget()
        row = QHBoxLayout(self._progress)
        pad(row, spacing=8)
        row.addWidget(self._work, 1)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._progress.hide()
        self._states = QWidget()
        states = QHBoxLayout(self._states)
        pad(states, spacing=24)
        for widget in (self._waiting, self._printer, self._connection):
            states.addWidget(widget)
        layout = QHBoxLayout(self)
        pad(layout, margins=(16, 4, 16, 4), spacing=24)
        layout.addWidget(self._states)
        layout.addWidget(self._progress, 1)
        layout.addWidget(self.toast, 2)
        self.toast.shown.connect(self._make_room)
        self.toast.gone.connect(self._make_room)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._size()

    def show_waiting(self, words: str) -> None:
        """Such as "4 waiting · longest 07:20"; empty shows nothing."""
        set_plain(self._waiting, words)
        self._waiting.setVisible(bool(words))

    def show_printer(self, words: str, *, is_well: bool | None = True) -> None:
        """Such as "Printer: ready"; ``is_well`` None is neither well nor wrong."""
        if is_well is None:
            self._printer.show_state(words, "printer", "muted")
        else:
            self._printer.show_state(words, "done" if is_well else "late", "done.text" if is_well else "late.text")

    def show_connection(self, words: str, *, is_well: bool = True) -> None:
        """Such as "Connected"."""
        self._connection.show_state(words, "on_time" if is_well else "late", "done.text" if is_well else "late.text")

    def show_progress(self, words: str, percent: int | None = None, stop: Callable[[], None] | None = None) -> None:
        """Long work, named; ``percent`` None while unknown; ``stop`` ends it. Empty words: it is over."""
        self._work.show_text(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0 if percent is None else 100)
        self._bar.setValue(percent or 0)
        self._on_stop = stop
        self._stop.setVisible(stop is not None)
        self._progress.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "_bar"):
            self._size()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What was just done is more urgent than what lasts: where both do not fit, the states step aside."""
        is_tight = bool(self.toast.sentence) and self.width() < look().px(ROOM_FOR_ALL)
        self._states.setVisible(not is_tight)

    def _size(self) -> None:
        self._bar.setFixedWidth(look().px(120))
        self.setMinimumHeight(look().px(40))

    def _on_stop_clicked(self) -> None:
        if self._on_stop is not None:
            self._on_stop()
