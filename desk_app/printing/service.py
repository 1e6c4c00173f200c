# SPDX-License-Identifier: EUPL-1.2
"""Paper is asked for inside the command that needs it, and waits as a row until a printer took it.

What a person does to a job is a command. What the printer reports about it (``take``, ``finish`` …) is jotted down:
no act of anybody, but it must survive a crash. Drawing happens outside any transaction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.formats import moment_plain
from desk_app.core.i18n import _
from desk_app.core.settings import read_settings
from desk_app.printing import filing, trial, wording
from desk_app.printing.documents import Document, DocumentKind, Paper
from desk_app.printing.drawing import as_copy, draw
from desk_app.printing.messages import (
    CancelJob,
    JobState,
    PrintJobChanged,
    PrintTrial,
    ReprintJob,
    RetryJob,
    SettleJob,
    Trouble,
)
from desk_app.printing.models import PrintJob

_NOT_OUT = frozenset({JobState.QUEUED, JobState.FAILED})
"""Surely not on paper: printing it again is no duplicate."""
_STUCK = _NOT_OUT | {JobState.UNSURE}


@dataclass(frozen=True, slots=True)
class Paperwork:
    """A document ready for the printer: PDF, the title to show in the print system, and a name for a file."""

    job_id: int
    pdf: bytes
    paper: Paper
    title: str
    file_name: str


class PrintService:
    """Takes orders for paper and keeps the state of each job."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def enqueue(self, unit: Unit, document: Document, paper: Paper, *, printer: str = "") -> int:
        """Asks for paper as part of the command that is under way; returns the id of the job.

        It costs one insert. Without ``printer`` the job waits for the printer that the counter chooses.
        """
        kind = filing.kind_of(document)
        job = PrintJob(
            kind=kind,
            title=wording.title(document),
            about=document.about,
            paper=paper,
            printer=printer,
            language=document.language,
            state=JobState.QUEUED,
            copy=document.marks.copy,
            created_at=unit.now,
            agent_id=unit.actor.agent_id,
            counter_id=unit.actor.counter_id,
            document=filing.to_text(document),
        )
        unit.session.add(job)
        unit.session.flush()
        unit.publish(PrintJobChanged(job.id))
        return job.id

    def paperwork(self, job_id: int) -> Paperwork:
        """The PDF of a job, as it was printed before or else freshly drawn; for printer, preview and file.

        Raises NotFound when the job is gone or its content was removed for privacy.
        """
        with self._db.read() as session:
            row = session.execute(
                select(PrintJob.kind, PrintJob.paper, PrintJob.title, PrintJob.document, PrintJob.pdf).where(
                    PrintJob.id == job_id
                )
            ).one_or_none()
        if row is None or row.document is None:
            raise NotFound(_("This paper is no longer kept."))
        document = filing.from_text(row.kind, row.document)
        pdf = row.pdf if row.pdf is not None else draw(document, row.paper)
        return Paperwork(job_id, pdf, row.paper, row.title, wording.file_name(document))

    def copy_preview(self, job_id: int, paper: Paper) -> Paperwork:
        """What ``copy_of`` would print of this job now, without asking for it; raises NotFound when it is gone."""
        with self._db.read() as session:
            job = session.get(PrintJob, job_id)
            if job is None or job.document is None:
                raise NotFound(_("This paper is no longer kept."))
            document = self._as_copy(session, job, self._db.clock.now())
        return Paperwork(job_id, draw(document, paper), paper, wording.title(document), wording.file_name(document))

    def retry(self, actor: Actor, command: RetryJob) -> None:
        """Prints a waiting or failed job now, perhaps elsewhere; an unsure one must be settled first."""
        actor.require(Right.PRINT)
        with self._db.write(actor, command) as unit:
            job = _job(unit.session, command.job_id, _NOT_OUT)
            job.state, job.trouble, job.trouble_detail, job.spool_id = JobState.QUEUED, None, "", ""
            job.counter_id = actor.counter_id
            if command.printer is not None:
                job.printer = command.printer
            if command.paper is not None and command.paper is not job.paper:
                job.paper, job.pdf = command.paper, None
            _tell(unit, job)

    def cancel(self, actor: Actor, command: CancelJob) -> None:
        """Takes a job off the list; nothing comes out of the printer any more."""
        actor.require(Right.PRINT)
        with self._db.write(actor, command) as unit:
            job = _job(unit.session, command.job_id, _STUCK)
            job.state, job.finished_at = JobState.CANCELLED, unit.now
            _tell(unit, job)

    def settle(self, actor: Actor, command: SettleJob) -> None:
        """A person looked at the printer: the unsure job is done, or is printed again as a copy."""
        actor.require(Right.PRINT)
        with self._db.write(actor, command) as unit:
            job = _job(unit.session, command.job_id, frozenset({JobState.UNSURE}))
            job.state, job.finished_at = JobState.DONE, unit.now
            _tell(unit, job)
            if not command.printed:
                self._copy(unit, job, job.printer, job.paper)

    def reprint(self, actor: Actor, command: ReprintJob) -> int:
        """The same document once more, marked KOPIE with number and time; returns the id of the new job."""
        actor.require(Right.PRINT)
        with self._db.write(actor, command) as unit:
            job = unit.session.get(PrintJob, command.job_id)
            if job is None or job.document is None:
                raise NotFound(_("This paper is no longer kept."))
            unit.about = job.about
            return self._copy(unit, job, command.printer, command.paper or job.paper)

    def print_trial(self, actor: Actor, command: PrintTrial) -> int:
        """The test page; returns the id of the job."""
        actor.require(Right.PRINT)
        with self._db.write(actor, command) as unit:
            page = trial.document(read_settings(unit.session), moment_plain(unit.now))
            unit.about = page.about
            return self.enqueue(unit, page, command.paper, printer=command.printer)

    def copy_of(
        self, unit: Unit, about: Collection[str], kind: DocumentKind, paper: Paper, *, printer: str = ""
    ) -> int | None:
        """As part of the command under way: the newest document of this kind once more, marked KOPIE.

        Returns the id of the job; None when none was ever asked for, or it is no longer kept.
        """
        wanted = (PrintJob.about.in_(about), PrintJob.kind == kind, PrintJob.document.is_not(None))
        living = PrintJob.state != JobState.CANCELLED
        job = unit.session.scalar(select(PrintJob).where(*wanted, living).order_by(PrintJob.id.desc()).limit(1))
        return None if job is None else self._copy(unit, job, printer, paper)

    def withdraw(self, unit: Unit, about: Collection[str], created_at: datetime) -> None:
        """Takes back the paper that an undone command asked for at ``created_at`` (UTC), unless it is out already."""
        asked = (PrintJob.about.in_(about), PrintJob.created_at == created_at, PrintJob.state.in_(_STUCK))
        for job in unit.session.scalars(select(PrintJob).where(*asked)):
            job.state, job.finished_at = JobState.CANCELLED, unit.now
            unit.publish(PrintJobChanged(job.id))

    def _copy(self, unit: Unit, job: PrintJob, printer: str, paper: Paper) -> int:
        if job.document is None:
            raise NotFound(_("This paper is no longer kept."))
        return self.enqueue(unit, self._as_copy(unit.session, job, unit.now), paper, printer=printer)

    def _as_copy(self, session: Session, job: PrintJob, now: datetime) -> Document:
        last = session.scalar(
            select(func.max(PrintJob.copy)).where(PrintJob.about == job.about, PrintJob.kind == job.kind)
        )
        document = filing.from_text(job.kind, job.document or "")
        return as_copy(document, (last or 1) + 1, moment_plain(now, document.language))

    def take(self, paperwork: Paperwork, printer: str) -> bool:
        """Claims a queued job for ``printer`` and files what will be printed; False when somebody else was first."""
        return self._jot(
            paperwork.job_id,
            frozenset({JobState.QUEUED}),
            state=JobState.PRINTING,
            printer=printer,
            pdf=paperwork.pdf,
            trouble=None,
            trouble_detail="",
        )

    def spooled(self, job_id: int, spool_id: str) -> None:
        """The print system accepted it under this name; it is not on paper yet."""
        self._jot(job_id, frozenset({JobState.PRINTING}), spool_id=spool_id[:200])

    def note(self, job_id: int, trouble: Trouble | None, detail: str = "") -> None:
        """The print system has it but is held up (no paper); None: it goes on again."""
        self._jot(job_id, frozenset({JobState.PRINTING}), trouble=trouble, trouble_detail=detail[:500])

    def finish(self, job_id: int) -> None:
        """The printer took all of it."""
        going = frozenset({JobState.PRINTING})
        self._jot(job_id, going, state=JobState.DONE, finished_at=self._db.clock.now(), trouble=None, trouble_detail="")

    def fail(self, job_id: int, trouble: Trouble, detail: str = "") -> None:
        """Nothing was printed; a person may try again."""
        going = frozenset({JobState.PRINTING, JobState.QUEUED})
        self._jot(job_id, going, state=JobState.FAILED, trouble=trouble, trouble_detail=detail[:500])

    def put_back(self, job_id: int, trouble: Trouble) -> None:
        """Nothing was printed and it will go by itself later (new paper): back to waiting, with the reason."""
        self._jot(job_id, frozenset({JobState.PRINTING}), state=JobState.QUEUED, trouble=trouble)

    def doubt(self, job_id: int) -> None:
        """We lost sight of it half way: a person must look at the printer."""
        self._jot(job_id, frozenset({JobState.PRINTING}), state=JobState.UNSURE)

    def doubt_the_lost(self, counter_id: int | None) -> None:
        """At start: what was being handed over when the program ended may or may not have been printed."""
        at = PrintJob.counter_id.is_(None) if counter_id is None else PrintJob.counter_id == counter_id
        lost = (PrintJob.state == JobState.PRINTING, PrintJob.spool_id == "", at)
        with self._db.jot() as session:
            found = list(session.scalars(select(PrintJob.id).where(*lost)))
            session.execute(update(PrintJob).where(PrintJob.id.in_(found)).values(state=JobState.UNSURE))
        for job_id in found:
            self._db.events.publish(PrintJobChanged(job_id))

    def _jot(
        self,
        job_id: int,
        from_states: frozenset[JobState],
        **values: JobState | Trouble | str | bytes | datetime | None,
    ) -> bool:
        """Changes a job that is in one of these states; False, and nothing done, when it is in another."""
        where = (PrintJob.id == job_id, PrintJob.state.in_(from_states))
        with self._db.jot() as session:
            hit = session.execute(update(PrintJob).where(*where).values(**values).returning(PrintJob.id)).first()
        if hit is not None:
            self._db.events.publish(PrintJobChanged(job_id))
        return hit is not None


def _job(session: Session, job_id: int, states: frozenset[JobState]) -> PrintJob:
    job = session.get(PrintJob, job_id, with_for_update=True)
    if job is None:
        raise NotFound(_("This print job is gone."))
    if job.state not in states:
        raise Conflict(_("This print job has moved on. Press F5 and look again."))
    return job


def _tell(unit: Unit, job: PrintJob) -> None:
    unit.about = job.about
    unit.publish(PrintJobChanged(job.id))
