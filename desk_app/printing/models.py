# SPDX-License-Identifier: EUPL-1.2
"""Print jobs: a row that is written with the command that asked for paper, so that no paper is ever forgotten.

``document`` is the frozen document as text; it is drawn when the paper is first needed, outside the transaction of the
counter, and kept as ``pdf`` from then on, so that a later copy is equal to the byte. Both hold personal data and are
emptied together when the retention term has passed.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey, Key
from desk_app.printing.documents import DocumentKind, Paper
from desk_app.printing.messages import JobState, Trouble


class PrintJob(Base):
    """One document on its way to paper.

    ``about`` is a ticket number or the reference of a visit. ``printer`` is empty while none is chosen. ``copy`` is 1
    for the first print and 2 and up for each KOPIE. ``counter_id`` tells which counter's printer it waits for.
    """

    __tablename__ = "print_jobs"
    __table_args__ = (
        CheckConstraint("copy >= 1", name="copy_counts_from_one"),
        CheckConstraint("(state in ('done', 'cancelled')) = (finished_at is not null)", name="finished_has_a_time"),
        Index("ix_print_jobs_about_id", "about", "id"),
        Index(
            "ix_print_jobs_open",
            "counter_id",
            "id",
            sqlite_where=text("finished_at is null"),
            postgresql_where=text("finished_at is null"),
        ),
    )

    id: Mapped[IntKey]
    kind: Mapped[DocumentKind] = mapped_column(EnumText(DocumentKind))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(64))
    paper: Mapped[Paper] = mapped_column(EnumText(Paper))
    printer: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(5))
    state: Mapped[JobState] = mapped_column(EnumText(JobState))
    trouble: Mapped[Trouble | None] = mapped_column(EnumText(Trouble))
    trouble_detail: Mapped[str] = mapped_column(String(500), default="")
    copy: Mapped[int] = mapped_column(default=1)
    spool_id: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    agent_id: Mapped[int | None] = mapped_column(Key)
    counter_id: Mapped[int | None] = mapped_column(Key)
    document: Mapped[str | None] = mapped_column(Text, deferred=True)
    pdf: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
