# SPDX-License-Identifier: EUPL-1.2
"""Brings queued jobs to paper, one per printer at a time, and never on the thread of the window.

Each job is drawn on the slow lane, claimed on the db lane, then handed to the print system (``lp``, a process of its
own) or sent to a receipt printer on the network (slow lane). What became of it is a row; a dead printer costs nobody
anything but its paper.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.core.errors import DeskError
from desk_app.core.i18n import _
from desk_app.printing import escpos, spool
from desk_app.printing.documents import Paper
from desk_app.printing.escpos import Delivery, Ending
from desk_app.printing.messages import TROUBLE_TEXTS, JobRow, JobState, PrintJobChanged, Trouble
from desk_app.printing.queries import PrintQueries
from desk_app.printing.raster import page_sizes
from desk_app.printing.service import Paperwork, PrintService
from ui.printing.follower import PACE_MS, Follower
from ui.printing.run import CommandRun, RunEnd
from ui.shell.bridge import Bridge
from ui.shell.tasks import Tasks

_log = logging.getLogger(__name__)

PATIENCE_MS = 20_000
"""For the print system to accept a job."""
REST_MS = 10_000
"""A printer without paper is tried again after this."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A job that can go: ``data`` for a receipt printer on the network, else the size of the page in millimetres."""

    paperwork: Paperwork
    printer: str
    size_mm: tuple[float, float]
    data: bytes = b""


class Printer(QObject):
    """The way to paper of one counter.

    Signals:
        troubled(int, str): this job (0: a page without a job) did not come through; a sentence to show.
        jobs_changed(tuple[JobRow, ...]): what waits at this counter now.
    """

    troubled = Signal(int, str)
    jobs_changed = Signal(object)

    def __init__(
        self,
        service: PrintService,
        queries: PrintQueries,
        tasks: Tasks,
        bridge: Bridge,
        *,
        counter_id: int | None,
        default_printer: str = "",
        pace_ms: int = PACE_MS,
        patience_ms: int = PATIENCE_MS,
        parent: QObject | None = None,
    ) -> None:
        """``default_printer`` takes the jobs that name none: its name in the print system, ``tcp://host:9100``, or
        empty: then such jobs wait. ``pace_ms``: between two looks at the queue of the print system;
        ``patience_ms``: for it to accept a job."""
        super().__init__(parent)
        self._service = service
        self._queries = queries
        self._tasks = tasks
        self._counter_id = counter_id
        self._default = default_printer
        self._patience_ms = patience_ms
        self._in_hand: dict[int, str] = {}
        self._resting: set[str] = set()
        self._told: dict[int, Trouble] = {}
        self._runs: list[CommandRun] = []
        self._follower = Follower(self, pace_ms=pace_ms)
        self._follower.finished.connect(self._on_left_the_queue)
        self._follower.held_up.connect(self._on_held_up)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rested)
        bridge.listen(self, PrintJobChanged, lambda _event: self.look())

    def start(self) -> None:
        """Once, after sign-in: settles what the last run left behind, then begins."""
        lost = partial(self._service.doubt_the_lost, self._counter_id)
        self._tasks.run(self, lost, done=lambda _none: self.look())

    def use_printer(self, printer: str) -> None:
        """Another default; what waited for one goes there now."""
        self._default = printer
        self.look()

    def look(self) -> None:
        """Looks what waits at this counter, and begins what can go."""
        self._tasks.run(self, partial(self._queries.open_jobs, self._counter_id), done=self._on_jobs, key="jobs")

    def print_once(self, pdf: bytes, title: str) -> None:
        """An A4 page of the program itself (the key sheet) on the default printer; no job, nothing to keep."""
        if not self._default or escpos.is_network_printer(self._default):
            self.troubled.emit(0, _("There is no printer for this page. Choose one in the list of slips."))
            return
        program, arguments = spool.print_command(self._default, Paper.A4, (210, 297), title)

        def on_ended(end: RunEnd, code: int, _out: str, complaint: str) -> None:
            if end is not RunEnd.EXITED or code != 0:
                trouble = spool.refusal(complaint) if end is RunEnd.EXITED else Trouble.NO_SPOOLER
                self.troubled.emit(0, _(TROUBLE_TEXTS[trouble]))

        self._run(program, arguments, pdf, on_ended)

    def close(self) -> None:
        """The window closes. What was being handed over is unsure at the next start; the rest waits."""
        self._rest.stop()
        self._follower.close()
        for run in self._runs:
            run.stop()
        self._runs.clear()

    def _on_jobs(self, jobs: tuple[JobRow, ...]) -> None:
        self.jobs_changed.emit(jobs)
        for job in jobs:
            printer = job.printer or self._default
            if job.state is JobState.PRINTING and job.spool_id:
                self._follower.follow(job.id, job.spool_id, job.printer)
            elif job.state is JobState.QUEUED and self._is_free(printer) and job.id not in self._in_hand:
                self._in_hand[job.id] = printer
                draw = partial(_make_ready, self._service, job.id, printer)
                self._tasks.run(
                    self, draw, done=self._on_ready, failed=partial(self._on_not_drawn, job.id), lane="slow"
                )

    def _is_free(self, printer: str) -> bool:
        return bool(printer) and printer not in self._resting and printer not in self._in_hand.values()

    def _on_not_drawn(self, job_id: int, error: Exception) -> None:
        if not isinstance(error, DeskError):
            _log.error("print job %s could not be drawn", job_id, exc_info=error)
        self._fail(job_id, Trouble.NOT_DRAWN, type(error).__name__)

    def _on_ready(self, ready: _Ready) -> None:
        take = partial(self._service.take, ready.paperwork, ready.printer)
        self._tasks.run(self, take, done=partial(self._on_taken, ready), failed=partial(self._on_not_taken, ready))

    def _on_not_taken(self, ready: _Ready, error: Exception) -> None:
        _log.warning("print job %s could not be taken: %s", ready.paperwork.job_id, type(error).__name__)
        self._in_hand.pop(ready.paperwork.job_id, None)
        self._rest_from(ready.printer)

    def _on_taken(self, ready: _Ready, is_ours: bool) -> None:
        if not is_ours:
            self._let_go(ready.paperwork.job_id)
        elif ready.data:
            send = partial(escpos.deliver, ready.printer, ready.data)
            self._tasks.run(self, send, done=partial(self._on_delivered, ready), lane="slow")
        else:
            self._hand_over(ready)

    def _on_delivered(self, ready: _Ready, delivery: Delivery) -> None:
        job_id = ready.paperwork.job_id
        if delivery.ending is Ending.PRINTED:
            self._jot(job_id, partial(self._service.finish, job_id))
        elif delivery.ending is Ending.LOST:
            self._doubt(job_id)
        elif delivery.trouble is Trouble.NO_PAPER:
            self._rest_from(ready.printer)
            self._jot(job_id, partial(self._service.put_back, job_id, Trouble.NO_PAPER))
            self._tell(job_id, Trouble.NO_PAPER)
        else:
            self._fail(job_id, delivery.trouble or Trouble.NO_ANSWER, delivery.detail)

    def _hand_over(self, ready: _Ready) -> None:
        paperwork = ready.paperwork
        program, arguments = spool.print_command(ready.printer, paperwork.paper, ready.size_mm, paperwork.title)
        self._run(program, arguments, paperwork.pdf, partial(self._on_handed_over, paperwork.job_id))

    def _run(
        self, program: str, arguments: list[str], pdf: bytes, answer: Callable[[RunEnd, int, str, str], None]
    ) -> None:
        run = CommandRun(program, arguments, feed=pdf, patience_ms=self._patience_ms, parent=self)
        self._runs.append(run)

        def on_ended(end: RunEnd, code: int, out: str, complaint: str) -> None:
            self._runs.remove(run)
            answer(end, code, out, complaint)

        run.ended.connect(on_ended)
        run.start()

    def _on_handed_over(self, job_id: int, end: RunEnd, code: int, out: str, complaint: str) -> None:
        if end is RunEnd.TIMED_OUT:
            self._doubt(job_id)
        elif end is RunEnd.NOT_STARTED:
            self._fail(job_id, Trouble.NO_SPOOLER)
        elif code != 0:
            self._fail(job_id, spool.refusal(complaint), complaint.strip())
        elif spool_id := spool.accepted(out):
            self._jot(job_id, partial(self._service.spooled, job_id, spool_id))
        else:
            self._jot(job_id, partial(self._service.finish, job_id))

    def _on_left_the_queue(self, job_id: int) -> None:
        self._jot(job_id, partial(self._service.finish, job_id))

    def _on_held_up(self, job_id: int, trouble: Trouble | None) -> None:
        self._jot(job_id, partial(self._service.note, job_id, trouble))
        self._tell(job_id, trouble)

    def _fail(self, job_id: int, trouble: Trouble, detail: str = "") -> None:
        self._jot(job_id, partial(self._service.fail, job_id, trouble, detail))
        self._told.pop(job_id, None)
        self._tell(job_id, trouble)

    def _tell(self, job_id: int, trouble: Trouble | None) -> None:
        """Says it once, not at every new attempt."""
        if trouble is not None and self._told.get(job_id) is not trouble:
            self.troubled.emit(job_id, _(TROUBLE_TEXTS[trouble]))
            self._told[job_id] = trouble

    def _doubt(self, job_id: int) -> None:
        self._jot(job_id, partial(self._service.doubt, job_id))
        self.troubled.emit(job_id, _("Perhaps a slip was not printed. Look at the printer, then at the list of slips."))

    def _jot(self, job_id: int, call: partial[None]) -> None:
        """Writes down what became of a job; then its printer is free for the next."""
        self._tasks.run(self, call, done=lambda _none: self._let_go(job_id))

    def _let_go(self, job_id: int) -> None:
        self._in_hand.pop(job_id, None)
        self.look()

    def _rest_from(self, printer: str) -> None:
        self._resting.add(printer)
        self._rest.start()

    def _on_rested(self) -> None:
        self._resting.clear()
        self.look()


def _make_ready(service: PrintService, job_id: int, printer: str) -> _Ready:
    """On the slow lane: draws, measures, and turns into dots where the printer wants dots."""
    paperwork = service.paperwork(job_id)
    if escpos.is_network_printer(printer):
        return _Ready(paperwork, printer, (0.0, 0.0), escpos.encode(paperwork.pdf))
    return _Ready(paperwork, printer, page_sizes(paperwork.pdf)[0])
