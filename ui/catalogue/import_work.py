# SPDX-License-Identifier: EUPL-1.2
"""Long work beside the window: how far it is, at the foot of the window, with Stop."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.core.i18n import _
from ui.shell.tasks import Tasks

LOOK_EVERY = 250
"""Milliseconds between two looks at how far it is; what is done sooner is never shown."""


class Gauge:
    """How far the work is, written by the worker, read by the window; and the wish to stop, the other way round."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self.is_stopped = False

    def progress(self, done: int, total: int) -> None:
        """On the worker."""
        self.done, self.total = done, total

    def stop(self) -> bool:
        """On the worker: whether somebody pressed Stop."""
        return self.is_stopped

    @property
    def percent(self) -> int | None:
        """None while nobody knows."""
        return min(100, self.done * 100 // self.total) if self.total else None


class LongWork(QObject):
    """One piece of work at a time.

    Signals:
        told(str, object, object): how it goes, in words, per cent or None, and a callable that stops it; empty when over.
    """

    told = Signal(str, object, object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._words = ""
        self._gauge: Gauge | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether something is still to come."""
        return self._gauge is not None

    def start(
        self,
        words: str,
        call: Callable[[Gauge], Any],
        *,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Runs ``call`` on the slow lane; ``words`` (translated) name it."""
        gauge = self._gauge = Gauge()
        self._words = words
        self._timer.start()

        def over(answer: Any) -> None:  # noqa: ANN401 -- what the call answered
            self._end()
            done(answer)

        def wrong(error: Exception) -> None:
            self._end()
            failed(error)

        self._tasks.run(self, lambda: call(gauge), done=over, failed=wrong, lane="slow")

    def stop(self) -> None:
        """Asks the work to end; it answers with ``failed``."""
        if self._gauge is not None:
            self._gauge.is_stopped = True

    def _look(self) -> None:
        if self._gauge is None:
            return
        percent = self._gauge.percent
        words = self._words if percent is None else _("{words} {percent} %").format(words=self._words, percent=percent)
        self.told.emit(words, percent, self.stop)

    def _end(self) -> None:
        self._gauge = None
        self._timer.stop()
        self.told.emit("", None, None)
