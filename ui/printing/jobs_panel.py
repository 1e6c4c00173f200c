# SPDX-License-Identifier: EUPL-1.2
"""The list of papers that wait: why, and what one can do about it, by keyboard."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk_app.core import formats
from desk_app.core.actor import Actor
from desk_app.core.i18n import N_, _
from desk_app.printing.documents import Paper
from desk_app.printing.messages import (
    TROUBLE_TEXTS,
    CancelJob,
    JobRow,
    JobState,
    PrintJobChanged,
    RetryJob,
    SettleJob,
)
from desk_app.printing.queries import PrintQueries
from desk_app.printing.service import Paperwork, PrintService
from ui.printing.elsewhere import PAPER_NAMES, PrintElsewhere
from ui.printing.preview import Preview
from ui.printing.saving import ask_and_save
from ui.shell.bridge import Bridge
from ui.shell.tasks import Tasks
from ui.widgets.announce import announce
from ui.widgets.badge import Chip
from ui.widgets.buttons import button, set_button_text
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.look import pad
from ui.widgets.table_model import Column, RowTableModel
from ui.widgets.table_view import TableView
from ui.widgets.text import plain_label, set_plain

_STATES: dict[JobState, tuple[str, str]] = {
    JobState.QUEUED: (N_("Queued"), "waiting"),
    JobState.PRINTING: (N_("Printing"), "on_time"),
    JobState.UNSURE: (N_("Look at the printer"), "soon"),
    JobState.FAILED: (N_("Failed"), "late"),
    JobState.DONE: (N_("Printed"), "done"),
    JobState.CANCELLED: (N_("Not printed"), "waiting"),
}


class JobsTable(TableView):
    """The list; single keys act on the row.

    Signals:
        key_pressed(str): ``retry``, ``elsewhere``, ``save``, ``printed``, ``again`` or ``cancel``.
    """

    key_pressed = Signal(str)

    _KEYS = {  # noqa: RUF012 -- a table of keys
        Qt.Key.Key_R: "retry",
        Qt.Key.Key_P: "elsewhere",
        Qt.Key.Key_S: "save",
        Qt.Key.Key_J: "printed",
        Qt.Key.Key_N: "again",
        Qt.Key.Key_Delete: "cancel",
    }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._KEYS.get(Qt.Key(event.key()))
        if act is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.key_pressed.emit(act)
        else:
            super().keyPressEvent(event)


class JobsPanel(QWidget):
    """What waits at this counter.

    Signals:
        count_changed(int): how many papers wait for a person or a printer.
        printer_chosen(str): from now on, this is the printer of this computer (``Printer.use_printer``; remember it).
    """

    count_changed = Signal(int)
    printer_chosen = Signal(str)

    def __init__(
        self,
        service: PrintService,
        queries: PrintQueries,
        tasks: Tasks,
        bridge: Bridge,
        actor: Actor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._queries = queries
        self._tasks = tasks
        self._actor = actor
        self.model: RowTableModel[JobRow] = RowTableModel(_columns(), lambda job: job.id, self)
        empty = EmptyState("printer", _("Nothing waits for the printer. Slips that cannot be printed stay here."))
        self.table = JobsTable(self.model, name=_("Slips that wait for the printer"), empty=empty)
        self._why = plain_label("", wrap=True)
        self.buttons = {
            "preview": _with_key(_("Preview"), "eye", "Enter"),
            "retry": _with_key(_("Try again"), "refresh-cw", "R"),
            "elsewhere": _with_key(_("Print elsewhere"), "printer", "P"),
            "printed": _with_key(_("It was printed"), "check", "J"),
            "again": _with_key(_("Not printed: print a copy"), "printer", "N"),
            "save": _with_key(_("Save as PDF"), "download", "S"),
            "cancel": _with_key(_("Do not print"), "x", "Delete"),
        }
        buttons = QWidget()
        row = FlowLayout(buttons)
        for act, its_button in self.buttons.items():
            its_button.clicked.connect(lambda _checked=False, act=act: self._act(act))
            row.addWidget(its_button)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=12)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._why)
        layout.addWidget(buttons)
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda _job: self._act("preview"))
        self.table.key_pressed.connect(self._act)
        self.table.moved_to.connect(lambda _job: self._mind_current())
        bridge.listen(self, PrintJobChanged, lambda _event: self.refresh())
        self._mind_current()
        self.refresh()

    @property
    def sentence(self) -> str:
        """What is said about the slip under the cursor."""
        return self._why.text()

    def refresh(self) -> None:
        """Reads the list again; the selection stays."""
        call = partial(self._queries.open_jobs, self._actor.counter_id)
        self._tasks.run(self, call, done=self._on_jobs, key="jobs")

    def _on_jobs(self, jobs: tuple[JobRow, ...]) -> None:
        here = {job.id for job in jobs}
        for gone in [job.id for job in self.model.rows if job.id not in here]:
            self.model.remove(gone)
        for job in jobs:
            self.model.upsert(job)
        if not self.table.currentIndex().isValid():
            self.table.go_to_first()
        self._mind_current()
        self.count_changed.emit(len(jobs))

    def _mind_current(self) -> None:
        job: JobRow | None = self.table.current_row()
        set_plain(self._why, why(job) if job else "")
        for act, its_button in self.buttons.items():
            its_button.setVisible(job is not None and _can(act, job))

    def _act(self, act: str) -> None:
        job: JobRow | None = self.table.current_row()
        if job is None or not _can(act, job):
            return
        if act in ("preview", "save"):
            show = self._on_preview if act == "preview" else self._on_save
            self._tasks.run(self, partial(self._service.paperwork, job.id), done=partial(show, job), lane="slow")
        elif act == "retry":
            self._do(partial(self._service.retry, self._actor, RetryJob(job_id=job.id)))
        elif act == "elsewhere":
            dialog = PrintElsewhere(job.printer, job.paper, is_default=not job.printer, parent=self)
            dialog.chosen.connect(partial(self._on_elsewhere, job.id))
            dialog.open()
        elif act == "cancel":
            self._do(partial(self._service.cancel, self._actor, CancelJob(job_id=job.id)))
        else:
            order = SettleJob(job_id=job.id, printed=act == "printed")
            self._do(partial(self._service.settle, self._actor, order))

    def _on_elsewhere(self, job_id: int, printer: str, paper: Paper, from_now_on: bool) -> None:
        if from_now_on:
            self.printer_chosen.emit(printer)
        self._do(partial(self._service.retry, self._actor, RetryJob(job_id=job_id, printer=printer, paper=paper)))

    def _do(self, call: partial[None]) -> None:
        self._tasks.run(self, call, done=lambda _none: self.refresh())

    def _on_preview(self, job: JobRow, paperwork: Paperwork) -> None:
        preview = Preview(paperwork, self._tasks, self, can_print=_can("retry", job))
        preview.print_wanted.connect(lambda: self._act("retry"))
        preview.open()

    def _on_save(self, _job: JobRow, paperwork: Paperwork) -> None:
        ask_and_save(self, self._tasks, paperwork, say=self._say)

    def _say(self, sentence: str) -> None:
        set_plain(self._why, sentence)
        announce(self, sentence)


def why(job: JobRow) -> str:
    """The sentence that explains where the paper is."""
    if job.trouble is not None:
        return _(TROUBLE_TEXTS[job.trouble])
    if job.state is JobState.UNSURE:
        return _("It is not certain that this was printed. Did it come out of the printer?")
    if job.state is JobState.QUEUED and not job.printer:
        return _("No printer is chosen yet. This waits until there is one. You can look at it or save it as PDF.")
    if job.state is JobState.PRINTING:
        return _("The print system has it.")
    return _("This is next for the printer.")


def _can(act: str, job: JobRow) -> bool:
    if act in ("preview", "save"):
        return True
    if act in ("retry", "elsewhere"):
        return job.state in (JobState.QUEUED, JobState.FAILED)
    if act == "cancel":
        return job.state in (JobState.QUEUED, JobState.FAILED, JobState.UNSURE)
    return job.state is JobState.UNSURE


def _columns() -> tuple[Column[JobRow], ...]:
    return (
        Column(_("Slip"), lambda job: job.title),
        Column(_("State"), _state_word, chip=_chip, width=152),
        Column(_("Printer"), lambda job: job.printer or _("none chosen"), width=152),
        Column(_("Paper"), lambda job: _(PAPER_NAMES[job.paper]), width=128),
        Column(
            _("Since"), lambda job: formats.moment_short(job.created_at), sort=lambda job: job.created_at, width=140
        ),
    )


def _state_word(job: JobRow) -> str:
    return _(_STATES[job.state][0])


def _chip(job: JobRow) -> Chip:
    word, state = _STATES[job.state]
    return Chip(_(word), state)


def _with_key(text: str, icon: str, key: str) -> QPushButton:
    result = button(text, icon=icon)
    set_button_text(result, text, key)
    return result
