# SPDX-License-Identifier: EUPL-1.2
"""What printing can be asked, what it tells afterwards, and the rows it shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk_app.core.events import DomainEvent
from desk_app.core.i18n import N_
from desk_app.core.messages import Command
from desk_app.printing.documents import DocumentKind, Paper


class JobState(StrEnum):
    """Where a print job is.

    queued: waits for a printer. printing: handed over, no answer yet. unsure: we lost sight of it, a person must look.
    done: the spooler or printer took all of it. failed: a person can retry. cancelled: not wanted any more.
    """

    QUEUED = "queued"
    PRINTING = "printing"
    UNSURE = "unsure"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Trouble(StrEnum):
    """Why a job failed; ``TROUBLE_TEXTS`` has the sentence."""

    NO_ANSWER = "no_answer"
    NO_PAPER = "no_paper"
    NO_SPOOLER = "no_spooler"
    UNKNOWN_PRINTER = "unknown_printer"
    REFUSED = "refused"
    NOT_DRAWN = "not_drawn"


TROUBLE_TEXTS: dict[Trouble, str] = {
    Trouble.NO_ANSWER: N_("The printer does not answer. The ticket is saved. Switch the printer on or choose A4."),
    Trouble.NO_PAPER: N_("Out of paper. Put in a new roll. The slip follows by itself."),
    Trouble.NO_SPOOLER: N_("This computer cannot print now. The ticket is saved. Save the slip as PDF, or try later."),
    Trouble.UNKNOWN_PRINTER: N_(
        "This computer does not know the printer. The ticket is saved. Choose another printer."
    ),
    Trouble.REFUSED: N_("The printer refused the slip. The ticket is saved. Try again or choose another printer."),
    Trouble.NOT_DRAWN: N_("The slip could not be drawn. The ticket is saved. Report this to your administrator."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryJob(Command):
    """Print a failed or waiting job now, on ``printer`` and ``paper`` when given instead of those of the job."""

    job_id: int
    printer: str | None = None
    paper: Paper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelJob(Command):
    """This paper is not wanted any more."""

    job_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprintJob(Command):
    """Print the same document once more, marked KOPIE with the time."""

    job_id: int
    printer: str = ""
    paper: Paper | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleJob(Command):
    """A person looked: the unsure job did come out of the printer (``printed``) or did not."""

    job_id: int
    printed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintTrial(Command):
    """Print the test page on this printer (empty: the one of this computer)."""

    printer: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class PrintJobChanged(DomainEvent):
    """A print job is new, or its state changed."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A print job as a list shows it; times aware, UTC."""

    id: int
    kind: DocumentKind
    title: str
    about: str
    paper: Paper
    printer: str
    language: str
    state: JobState
    trouble: Trouble | None
    trouble_detail: str
    copy: int
    spool_id: str
    created_at: datetime
    finished_at: datetime | None
    counter_id: int | None
