# SPDX-License-Identifier: EUPL-1.2
"""Follows what the print system has accepted until it is through: accepted is not yet on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.printing import spool
from desk_app.printing.messages import Trouble
from ui.printing.run import CommandRun, RunEnd

PACE_MS = 1500
"""Between two looks at the queue."""
PATIENCE_MS = 10_000
"""For one answer of the print system."""
ROUNDS_BEFORE_ASKING = 3
"""A job that is still there after so many looks makes us ask how the printer is."""


@dataclass(slots=True)
class _Followed:
    """One job: its name in the print system, its printer, how often we looked, what holds it up."""

    spool_id: str
    printer: str
    looks: int = 0
    trouble: Trouble | None = None


class Follower(QObject):
    """Looks at the queue of the print system as long as there is something to follow.

    Signals:
        finished(int): this job left the queue.
        held_up(int, object): what holds this job up now: a Trouble, or None when it goes on.
    """

    finished = Signal(int)
    held_up = Signal(int, object)

    def __init__(self, parent: QObject, *, pace_ms: int = PACE_MS) -> None:
        super().__init__(parent)
        self._followed: dict[int, _Followed] = {}
        self._runs: list[CommandRun] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pace_ms)
        self._timer.timeout.connect(self._look)

    def follow(self, job_id: int, spool_id: str, printer: str) -> None:
        """From now on; again is harmless."""
        self._followed.setdefault(job_id, _Followed(spool_id, printer))
        if not self._timer.isActive() and not self._runs:
            self._timer.start()

    def close(self) -> None:
        """Stops looking."""
        self._timer.stop()
        self._followed.clear()
        for run in self._runs:
            run.stop()
        self._runs.clear()

    def _look(self) -> None:
        for printer in {job.printer for job in self._followed.values()}:
            self._ask(spool.waiting_command(printer), printer, self._on_queue)

    def _ask(self, command: tuple[str, list[str]], printer: str, answer: Callable[[str, str], None]) -> None:
        run = CommandRun(*command, patience_ms=PATIENCE_MS, parent=self)
        self._runs.append(run)

        def on_ended(end: RunEnd, code: int, out: str, _complaint: str) -> None:
            self._runs.remove(run)
            if end is RunEnd.EXITED and code == 0:
                answer(printer, out)
            if self._followed and not self._runs:
                self._timer.start()

        run.ended.connect(on_ended)
        run.start()

    def _on_queue(self, printer: str, out: str) -> None:
        waiting = spool.waiting(out)
        is_slow = False
        for job_id, job in list(self._followed.items()):
            if job.printer != printer:
                continue
            if job.spool_id not in waiting:
                del self._followed[job_id]
                self.finished.emit(job_id)
                continue
            job.looks += 1
            is_slow = is_slow or job.looks >= ROUNDS_BEFORE_ASKING
        if is_slow:
            self._ask(spool.condition_command(printer), printer, self._on_condition)

    def _on_condition(self, printer: str, out: str) -> None:
        trouble = spool.held_up(out)
        for job_id, job in self._followed.items():
            if job.printer == printer and job.trouble is not trouble:
                job.trouble = trouble
                self.held_up.emit(job_id, trouble)
