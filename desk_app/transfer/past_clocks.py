# SPDX-License-Identifier: EUPL-1.2
"""The clock of an imported case: by our own rule from its lines, under the agreement that held for it then.

Where no agreement holds, the clock runs to what the source promised; that is kept as the promise in any case. What the
source says of keeping it stands apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem, Supply, TicketKind
from desk_app.contracts.target_reading import read_choice
from desk_app.contracts.targets import Asked
from desk_app.core.clock import local
from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from desk_app.relations.models import Department
from desk_app.tickets.clock_keeping import NewLine, clock_of, columns_of
from desk_app.tickets.lifecycle import PendingReason, TicketStatus
from desk_app.tickets.ticket_terms import TicketTerms
from desk_app.transfer.mapping import TicketMapping
from desk_app.transfer.past import Case


@dataclass(frozen=True, slots=True)
class _Ticket:
    """The columns that a clock is worked out from, of a ticket that has no row yet."""

    kind: TicketKind
    status: TicketStatus
    catalogue_item_id: int | None
    target_id: int | None
    pending_reason: PendingReason | None
    registered_at: datetime
    completed_at: datetime | None
    closed_at: datetime | None
    id: int = 0
    catalogue_version: int | None = None
    supply: Supply | None = None


class PastClocks:
    """The columns of imported tickets that follow from their clock; made for one transaction."""

    def __init__(self, session: Session, mapping: TicketMapping) -> None:
        """Raises InvalidInput when the mapping names a product or a department that is not here."""
        self._session = session
        self._terms = TicketTerms(session)
        self._items = _ids(session, CatalogueItem, "product", (*mapping.product.values(), mapping.default_product))
        self._departments = _ids(
            session, Department, "department", (*mapping.department.values(), mapping.default_department)
        )
        self._targets: dict[Asked, int | None] = {}

    def of(self, case: Case, lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
        """What the case is about, its target, and its clock; ``lines``: its timeline as it will be stored."""
        item_id = self._items.get(case.product)
        ticket = _Ticket(
            kind=case.kind,
            status=case.status,
            catalogue_item_id=item_id,
            target_id=self._target(case, item_id),
            pending_reason=case.pending_reason,
            registered_at=case.registered_at,
            completed_at=case.completed_at,
            closed_at=case.closed_at,
        )
        history = [NewLine(line["at"], line["kind"], False, line["changes"], None) for line in lines]
        clock = clock_of(ticket, history, self._terms.of(ticket))
        return {"catalogue_item_id": item_id, "target_id": ticket.target_id, **columns_of(clock, case.due_at)}

    def _target(self, case: Case, item_id: int | None) -> int | None:
        department_id = self._departments.get(case.department)
        if item_id is None and department_id is None:
            return None
        asked = Asked(case.kind, item_id, case.priority, None, department_id, local(case.registered_at).date())
        if asked not in self._targets:
            chosen = read_choice(self._session, asked).target
            self._targets[asked] = None if chosen is None else chosen.id
        return self._targets[asked]


def _ids(
    session: Session, kind: type[CatalogueItem] | type[Department], part: str, codes: Iterable[str]
) -> dict[str, int]:
    """Our ids by code."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    query = select(kind.code, kind.id).where(kind.code.in_(wanted))
    found = {row.code: row.id for row in session.execute(query)}
    for code in sorted(wanted - found.keys()):
        raise InvalidInput({part: _("The mapping names {code}, which is not here. Add it first.").format(code=code)})
    return found
