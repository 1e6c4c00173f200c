# SPDX-License-Identifier: EUPL-1.2
"""Print jobs as lists and the printer see them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, select

from desk_app.core.db import Database
from desk_app.printing.messages import JobRow
from desk_app.printing.models import PrintJob

_COLUMNS = (
    PrintJob.id,
    PrintJob.kind,
    PrintJob.title,
    PrintJob.about,
    PrintJob.paper,
    PrintJob.printer,
    PrintJob.language,
    PrintJob.state,
    PrintJob.trouble,
    PrintJob.trouble_detail,
    PrintJob.copy,
    PrintJob.spool_id,
    PrintJob.created_at,
    PrintJob.finished_at,
    PrintJob.counter_id,
)


class PrintQueries:
    """Reads print jobs."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open_jobs(self, counter_id: int | None) -> tuple[JobRow, ...]:
        """What this counter still waits for, oldest first: queued, printing, unsure, failed."""
        return self._rows(
            select(*_COLUMNS).where(PrintJob.finished_at.is_(None), _at(counter_id)).order_by(PrintJob.id)
        )

    def jobs_about(self, about: str) -> tuple[JobRow, ...]:
        """Every job of one ticket or visit, newest first."""
        return self._rows(select(*_COLUMNS).where(PrintJob.about == about).order_by(PrintJob.id.desc()))

    def job(self, job_id: int) -> JobRow | None:
        """One job; None when it is gone."""
        return next(iter(self._rows(select(*_COLUMNS).where(PrintJob.id == job_id))), None)

    def _rows(self, statement: Select[*tuple[Any, ...]]) -> tuple[JobRow, ...]:
        with self._db.read() as session:
            return tuple(JobRow(*row) for row in session.execute(statement))


def _at(counter_id: int | None) -> ColumnElement[bool]:
    return PrintJob.counter_id.is_(None) if counter_id is None else PrintJob.counter_id == counter_id
