# SPDX-License-Identifier: EUPL-1.2
"""The shelf above every page: slips that wait while somebody else is served. One key takes them back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.intake.messages import DraftLine
from ui.intake.fields import ENTER
from ui.shell.page import Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.choice_list import Choice, ChoiceView
from ui.widgets.flow import FlowLayout
from ui.widgets.icons import set_icon
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain, set_plain_tooltip

MOST = 6
"""Slips on the shelf; the rest is behind "+2"."""
MOST_LARGE, LARGE_FROM = 1, 150
"""From this zoom on only so many: the shelf must not push the work off the screen."""
OLD = timedelta(minutes=20)
ROUND_MS = 10_000
"""Between two looks at what other counters parked."""
LONGEST = 28
"""Characters of a name or a subject on the shelf."""


class ParkedShelf(QFrame):
    """A row of parked slips; not there at all when there are none.

    Signals:
        resume_wanted(str): take this slip back, by its id.
    """

    resume_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "bar")
        self.setAccessibleName(_("Parked"))
        self._workplace = workplace
        self._lines: tuple[DraftLine, ...] = ()
        self._slips: list[QPushButton] = []
        self._heading = plain_label("", role="strong")
        self._key = plain_label(_("F8 resumes"), role="small", colour="muted")
        self._more = button("", kind="quiet")
        self._flow_host = QWidget()
        self._flow = FlowLayout(self._flow_host, spacing=8)
        layout = QHBoxLayout(self)
        pad(layout, margins=(16, 6, 16, 6), spacing=12)
        layout.addWidget(self._heading)
        layout.addWidget(self._flow_host, 1)
        layout.addWidget(self._more)
        layout.addWidget(self._key)
        self._more.clicked.connect(self.choose)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ROUND_MS)
        self._timer.timeout.connect(self.refresh)
        self.hide()
        self.refresh()

    @property
    def lines(self) -> tuple[DraftLine, ...]:
        """The parked slips, this counter's first, oldest first."""
        return self._lines

    def refresh(self) -> None:
        """Looks again at what is parked; ``IntakePage.shelf_changed`` asks for it."""
        self._timer.start()
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self, lambda: desk.drafts.shelf(actor), done=self._show, failed=lambda _error: None, key="shelf"
        )

    def choose(self) -> None:
        """F8: one slip is resumed at once, out of more one is chosen."""
        if len(self._lines) == 1:
            self.resume_wanted.emit(self._lines[0].id)
        elif self._lines:
            dialog = ResumeList(self._lines, self._workplace.desk.clock.now(), self.window())
            dialog.chosen.connect(self.resume_wanted)
            dialog.open()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_timer"):
            QTimer.singleShot(0, self, lambda: self._show(self._lines))

    def _show(self, lines: Sequence[DraftLine]) -> None:
        self._lines = tuple(lines)
        now = self._workplace.desk.clock.now()
        had_focus = next((place for place, slip in enumerate(self._slips) if slip.hasFocus()), None)
        for slip in self._slips:
            self._flow.removeWidget(slip)
            slip.deleteLater()
        self._slips = [self._slip(line, now) for line in self._lines[: _most()]]
        for slip in self._slips:
            self._flow.addWidget(slip)
        if had_focus is not None and self._slips:
            self._slips[min(had_focus, len(self._slips) - 1)].setFocus()
        set_plain(self._heading, _("Parked ({count})").format(count=len(self._lines)))
        rest = len(self._lines) - _most()
        self._more.setVisible(rest > 0)
        set_button_text(self._more, f"+{rest}")
        self._more.setAccessibleName(_("{count} more parked").format(count=rest))
        self.setVisible(bool(self._lines))

    def _slip(self, line: DraftLine, now: datetime) -> QPushButton:
        is_old = now - line.started_at >= OLD
        words = slip_words(line, now)
        slip = QPushButton()
        slip.setAutoDefault(False)
        set_icon(slip, "clock" if is_old else "play", "soon.text" if is_old else "text", 16)
        set_button_text(slip, " · ".join(words).replace("&", "&&"))
        slip.setAccessibleName(_("Resume {slip}").format(slip=", ".join(words)))
        if is_old:
            slip.setAccessibleDescription(_("Parked for more than 20 minutes"))
        set_plain_tooltip(slip, "" if line.mine else _("Parked at {counter}").format(counter=line.counter_name))
        slip.clicked.connect(partial(self.resume_wanted.emit, line.id))
        return slip


def _most() -> int:
    return MOST_LARGE if look().zoom >= LARGE_FROM else MOST


class ResumeList(QDialog):
    """Chooses one out of several parked slips: a digit, or arrows and Enter.

    Signals:
        chosen(str): this slip, by its id.
    """

    chosen = Signal(str)

    def __init__(self, lines: Sequence[DraftLine], now: datetime, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Resume"))
        self._ids = [line.id for line in lines]
        self.list = ChoiceView()
        self.list.setAccessibleName(_("Parked"))
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.show_choices([_choice(number, line, now) for number, line in enumerate(lines, start=1)])
        self.list.setMinimumWidth(look().px(560))
        self.list.setFixedHeight(look().px(min(len(lines), 9) * 36 + 4))
        self.list.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        layout.addWidget(
            plain_label(_("Which customer do you help now? Press a digit, or choose and press Enter."), wrap=True)
        )
        layout.addWidget(self.list)
        self.list.setFocus()

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            digit = event.text()
            if digit.isdecimal() and digit.isascii() and digit != "0":
                self._take(int(digit) - 1)
                return True
            if event.key() in ENTER:
                self._take(self.list.currentIndex().row())
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # Qt hands in QObject and QEvent

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._ids):
            self.accept()
            self.chosen.emit(self._ids[row])


def _choice(number: int, line: DraftLine, now: datetime) -> Choice:
    who, *rest = slip_words(line, now)
    if not line.mine:
        rest.append(line.counter_name)
    return Choice(line.id, who, " · ".join(rest), icon=str(number) if number < 10 else "circle-pause")


def slip_words(line: DraftLine, now: datetime) -> list[str]:
    """Who, what, how long: ``Jansen``, ``pas vervangen``, ``3 min``."""
    minutes = max(int((now - line.started_at).total_seconds() // 60), 0)
    words = [_short(line.customer) or _("Without a name"), _short(line.subject), formats.duration(minutes)]
    return [word for word in words if word]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
