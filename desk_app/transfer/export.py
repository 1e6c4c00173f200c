# SPDX-License-Identifier: EUPL-1.2
"""People and tickets to a CSV file that is there whole or not at all, with nothing in it that runs as a formula."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desk_app.catalogue.models import CatalogueItem
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import local
from desk_app.core.db import Database
from desk_app.core.errors import Unavailable
from desk_app.core.i18n import _
from desk_app.core.paths import atomic_file
from desk_app.identity.models import Agent, Team
from desk_app.relations.models import Building, Department, Person, Space
from desk_app.relations.names import display_name
from desk_app.tickets.models import Ticket
from desk_app.tickets.visibility import visible_to
from desk_app.transfer.cells import safe_cell
from desk_app.transfer.messages import ExportPeople, ExportTickets

PEOPLE_COLUMNS = (
    "given_name",
    "infix",
    "family_name",
    "kind",
    "department_code",
    "department",
    "building_code",
    "building",
    "space",
    "badge",
    "personnel_number",
    "email",
    "phone",
    "language",
    "prefers_mail",
    "attention",
    "attention_until",
    "active",
)
TICKET_COLUMNS = (
    "number",
    "kind",
    "status",
    "subject",
    "description",
    "requester",
    "product_code",
    "product",
    "building",
    "space",
    "quantity",
    "priority",
    "channel",
    "team",
    "assignee",
    "registered_at",
    "due_at",
    "promised_at",
    "completed_at",
    "closed_at",
    "collected_at",
    "outcome",
    "resolution",
    "pending_reason",
    "follow_up_on",
    "price_cents",
    "confidential",
    "source",
    "external_number",
    "details",
)
_AT_ONCE = 2_000


class Exporter:
    """Writes files for other programs. Each is noted in the audit trail before the first row leaves."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def people(self, actor: Actor, command: ExportPeople, file: Path) -> int:
        """All people, also those who left; returns how many. Raises Unavailable when the disk refuses."""
        actor.require(Right.EXPORT)
        with self._db.write(actor, command) as unit:
            unit.about = "export people"
        return _write(file, PEOPLE_COLUMNS, self._people())

    def tickets(self, actor: Actor, command: ExportTickets, file: Path) -> int:
        """All tickets that the actor may see; returns how many. Raises Unavailable when the disk refuses."""
        actor.require(Right.EXPORT)
        with self._db.write(actor, command) as unit:
            unit.about = "export tickets"
        return _write(file, TICKET_COLUMNS, self._tickets(actor))

    def _people(self) -> Iterator[Sequence[Any]]:
        query = (
            select(
                Person.given_name,
                Person.infix,
                Person.family_name,
                Person.kind,
                Department.code,
                Department.name,
                Building.code,
                Building.name,
                Space.code,
                Person.badge,
                Person.personnel_number,
                Person.email,
                Person.phone,
                Person.language,
                Person.prefers_mail,
                Person.attention,
                Person.attention_until,
                Person.active,
            )
            .outerjoin(Department, Department.id == Person.department_id)
            .outerjoin(Space, Space.id == Person.space_id)
            .outerjoin(Building, Building.id == Space.building_id)
            .order_by(Person.id)
            .execution_options(yield_per=_AT_ONCE)
        )
        with self._db.read() as session:
            yield from session.execute(query)

    def _tickets(self, actor: Actor) -> Iterator[Sequence[Any]]:
        requester = aliased(Person)
        query = (
            select(
                Ticket.number,
                Ticket.kind,
                Ticket.status,
                Ticket.subject,
                Ticket.description,
                requester.given_name,
                requester.infix,
                requester.family_name,
                CatalogueItem.code,
                CatalogueItem.name,
                Building.name,
                Space.code,
                Ticket.quantity,
                Ticket.priority,
                Ticket.channel,
                Team.name,
                Agent.name,
                Ticket.registered_at,
                Ticket.due_at,
                Ticket.promised_at,
                Ticket.completed_at,
                Ticket.closed_at,
                Ticket.collected_at,
                Ticket.outcome,
                Ticket.resolution,
                Ticket.pending_reason,
                Ticket.follow_up_on,
                Ticket.price_cents,
                Ticket.confidential,
                Ticket.source,
                Ticket.external_number,
                Ticket.details,
            )
            .outerjoin(requester, requester.id == Ticket.requester_id)
            .outerjoin(CatalogueItem, CatalogueItem.id == Ticket.catalogue_item_id)
            .outerjoin(Space, Space.id == Ticket.space_id)
            .outerjoin(Building, Building.id == Space.building_id)
            .outerjoin(Team, Team.id == Ticket.team_id)
            .outerjoin(Agent, Agent.id == Ticket.assignee_id)
            .where(visible_to(actor))
            .order_by(Ticket.id)
            .execution_options(yield_per=_AT_ONCE)
        )
        with self._db.read() as session:
            for row in session.execute(query):
                cells = tuple(row)
                yield *cells[:5], display_name(*cells[5:8]), *cells[8:]


def _write(file: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    try:
        with atomic_file(file) as target:
            text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
            writer = csv.writer(text)
            writer.writerow(header)
            for row in rows:
                writer.writerow([safe_cell(_text(value)) for value in row])
                count += 1
            text.flush()
            text.detach()  # the file is closed where it was opened, after its fsync
    except OSError as error:
        raise Unavailable(
            _("{file} cannot be written. Check the folder, your rights and the room on the disk.").format(file=file)
        ) from error
    return count


def _text(value: Any) -> str:  # noqa: ANN401 -- any column value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return str(value)
