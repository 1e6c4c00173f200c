# SPDX-License-Identifier: EUPL-1.2
"""Once a minute the warnings that are due go out, whichever counter sees it first; what is for me is said calmly."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.core.errors import DeskError
from desk_app.progress.news import WarningNews
from ui.shell.page import Workplace

EVERY_MS = 60_000
FIRST_MS = 5_000
"""After signing in: the window is there first."""


@dataclass(frozen=True, slots=True)
class _Round:
    """``last_id``: up to which warning all is told."""

    last_id: int
    news: tuple[WarningNews, ...]


class Warner(QObject):
    """Sends what is due from ``start`` on, until it is gone; never twice at once. It belongs to one signed-in agent.

    Signals:
        news(tuple): these warnings came and are for this agent; oldest first, never none.
        ticked: a round is over, whatever came of it.
    """

    news = Signal(object)
    ticked = Signal()

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._last_id: int | None = None
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go_round)

    def start(self) -> None:
        """From now on. What was given before is no news."""
        self._timer.start(FIRST_MS)

    def go_round(self) -> None:
        """One round; nothing while one is under way."""
        if self._is_busy:
            return
        self._is_busy = True
        desk, actor, last_id = self._workplace.desk, self._workplace.actor, self._last_id

        def warn() -> _Round:
            known = desk.news.newest(actor) if last_id is None else last_id
            desk.progress.warn_due(actor)
            news = desk.news.since(actor, known)
            return _Round(max((one.id for one in news), default=known), news)

        self._workplace.tasks.run(self, warn, done=self._on_done, failed=self._on_failed, lane="slow")

    def _on_done(self, answer: _Round) -> None:
        self._last_id = answer.last_id
        self._go_on()
        if answer.news:
            self.news.emit(answer.news)

    def _on_failed(self, error: Exception) -> None:
        """A database that does not answer is told elsewhere; the next round makes up for this one."""
        self._go_on()
        if not isinstance(error, DeskError):
            raise error

    def _go_on(self) -> None:
        self._is_busy = False
        self._timer.start(EVERY_MS)
        self.ticked.emit()
