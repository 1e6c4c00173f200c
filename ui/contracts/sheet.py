# SPDX-License-Identifier: EUPL-1.2
"""Everything that the tabs of one agreement show, read at once on a worker; figures come by themselves."""

from dataclasses import dataclass
from datetime import date

from desk_app.app import Desk
from desk_app.catalogue.attachments import MOST_BYTES, judged
from desk_app.contracts.line_words import Names, names_of
from desk_app.contracts.messages import (
    ActionRow,
    AddDocument,
    AgreementRow,
    AgreementSheet,
    AgreementUse,
    RemoveDocument,
    TargetRow,
)
from desk_app.core.actor import Actor
from desk_app.core.clock import today
from desk_app.core.messages import FileRow
from desk_app.progress.messages import AgreementFigures, Period
from ui.contracts.beside import beside


@dataclass(frozen=True, slots=True)
class Shown:
    """One agreement; ``day`` is that on which it was read (local)."""

    day: date
    row: AgreementRow
    sheet: AgreementSheet
    targets: tuple[TargetRow, ...]
    documents: tuple[FileRow, ...]
    actions: tuple[ActionRow, ...]
    use: AgreementUse
    names: Names
    beside: tuple[str, ...] = ()
    """What other agreements that hold on this day promise about the same products."""


def read_shown(desk: Desk, actor: Actor, agreement_id: int) -> Shown:
    """On a worker; raises NotFound."""
    queries, day = desk.agreement_queries, today(desk.clock)
    sheet, names = queries.sheet(actor, agreement_id), names_of(queries.choices(actor))
    return Shown(
        day=day,
        row=queries.agreement(actor, agreement_id),
        sheet=sheet,
        targets=queries.targets(actor, agreement_id),
        documents=queries.documents(actor, agreement_id),
        actions=queries.actions(actor, agreement_id),
        use=queries.use(actor, agreement_id),
        names=names,
        beside=beside(sheet, queries.beside(actor, agreement_id), names),
    )


def read_year(desk: Desk, actor: Actor, agreement_id: int) -> AgreementFigures:
    """On a worker: how it went this year, for what a ticket costs."""
    day = today(desk.clock)
    return desk.performance.agreement(actor, agreement_id, Period(day.replace(month=1, day=1), day))


class Documents:
    """Where the files of agreements lie, for the box of files; every call is made on a worker."""

    most_bytes = MOST_BYTES

    def __init__(self, desk: Desk, actor: Actor) -> None:
        self._desk = desk
        self._actor = actor

    def judged(self, name: str, content: bytes) -> str:
        """The name to keep it under; raises InvalidInput for what is not kept."""
        return judged(name, content)[0]

    def attach(self, owner_id: int, name: str, content: bytes) -> int:
        """Puts it with an agreement; returns its id."""
        return self._desk.agreements.add_document(
            self._actor, AddDocument(agreement_id=owner_id, name=name, content=content)
        )

    def remove(self, file_id: int) -> None:
        """Takes it away."""
        self._desk.agreements.remove_document(self._actor, RemoveDocument(document_id=file_id))

    def content(self, file_id: int) -> bytes:
        """What is in it."""
        return self._desk.agreement_queries.document_content(self._actor, file_id)
