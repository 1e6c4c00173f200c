# SPDX-License-Identifier: EUPL-1.2
"""The one way to write the steps of a ticket: all that a command does to them is one line in the timeline, with enough
in it to undo.

A change of a step is kept as ``step.<id>.<column>`` -> [before, after]; what the area above lets go with it has a word
of its own, and ``UndoService`` is told which table that is. Equal values before and after only tell: the name of the
step that the line is about.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.wording import in_language
from desk_app.core.base import Base
from desk_app.core.db import Unit
from desk_app.tickets import ledger
from desk_app.tickets.lifecycle import Act, StepStatus, TicketEventKind
from desk_app.tickets.models import Ticket, TicketStep

STEP, APPROVAL, MAIL = "step", "approval", "mail"
"""The words that changes are kept under; a request for approval is in ``process/models.py``."""

OVER = frozenset({StepStatus.DONE, StepStatus.SKIPPED})


def open_step_names(session: Session, ticket_id: int) -> tuple[str, ...]:
    """The steps that still have to be done, in the language of the screen; what can be done now comes first."""
    query = (
        select(TicketStep.name, TicketStep.name_en, TicketStep.status)
        .where(TicketStep.ticket_id == ticket_id, TicketStep.status.in_([StepStatus.WAITING, StepStatus.READY]))
        .order_by(TicketStep.position, TicketStep.id)
    )
    rows = sorted(session.execute(query), key=lambda row: row.status is not StepStatus.READY)
    return tuple(in_language(row.name, row.name_en) for row in rows)


def load_steps(unit: Unit, ticket: Ticket) -> list[TicketStep]:
    """The steps of a ticket that the command has locked, in order."""
    query = select(TicketStep).where(TicketStep.ticket_id == ticket.id)
    return list(unit.session.scalars(query.order_by(TicketStep.position, TicketStep.id)))


def add_steps(unit: Unit, ticket: Ticket, columns: Sequence[dict[str, Any]]) -> list[TicketStep]:
    """Steps for a new ticket, in this order, all waiting; ``StepWork`` then lets the first ones begin."""
    added = [
        TicketStep(ticket_id=ticket.id, position=place, status=StepStatus.WAITING, **values)
        for place, values in enumerate(columns)
    ]
    unit.session.add_all(added)
    unit.session.flush()
    return added


class StepWork:
    """What one command does to the steps of one ticket. Nothing is told before ``write``."""

    def __init__(self, unit: Unit, ticket: Ticket) -> None:
        self.unit = unit
        self.ticket = ticket
        self._changes: dict[str, list[Any]] = {}

    @property
    def changes(self) -> dict[str, list[Any]]:
        """What is kept so far, for a command that writes a line of its own."""
        return dict(self._changes)

    def about(self, step: TicketStep) -> None:
        """The step that the line in the timeline is about."""
        self.name(step)
        self.keep(STEP, step, "kind", step.kind, step.kind)

    def name(self, step: TicketStep) -> None:
        """Keeps what this step is called, so that the line can name it."""
        for name in ("name", "name_en"):
            self.keep(STEP, step, name, getattr(step, name), getattr(step, name))

    def set(self, step: TicketStep, **fields: Any) -> None:  # noqa: ANN401 -- columns of TicketStep
        """Sets columns of a step."""
        self.set_of(STEP, step, **fields)

    def set_of(self, word: str, row: Base, **fields: Any) -> None:  # noqa: ANN401 -- columns of the row
        """Sets columns of a row that goes with a step; ``word`` is the one that ``UndoService`` knows its table by."""
        for name, after in fields.items():
            before = getattr(row, name)
            if before != after:
                self.keep(word, row, name, before, after)
                setattr(row, name, after)

    def keep(self, word: str, row: Base, name: str, before: Any, after: Any) -> None:  # noqa: ANN401 -- any values
        """Keeps a change of a column that is made already; ``before`` is what undo makes of it."""
        key = f"{word}.{getattr(row, 'id')}.{name}"  # noqa: B009 -- Base has no id, every table of ours has
        if key in self._changes:
            before = self._changes[key][0]
        self._changes[key] = [ledger.plain(before), ledger.plain(after)]

    def write(self, text: str = "", *, act: Act | None = None, **fields: Any) -> None:  # noqa: ANN401 -- of Ticket
        """Writes the line, with what changes of the ticket itself; ``text`` is what somebody typed with it."""
        ledger.change(self.unit, self.ticket, TicketEventKind.STEP, text, act=act, also=self._changes, **fields)
