# SPDX-License-Identifier: EUPL-1.2
"""What was agreed about an invented ticket, chosen by the same rule as at the counter; every answer is worked out once."""

from datetime import date

from sqlalchemy import select

from desk_app.catalogue.messages import ItemRow, LeadTime
from desk_app.catalogue.models import CatalogueItem, Supply, TicketKind
from desk_app.contracts.target_reading import read_targets, read_terms
from desk_app.contracts.targets import Asked, Target, choose
from desk_app.contracts.terms import Terms
from desk_app.core.db import Database
from desk_app.relations.models import Person

_About = tuple[int, TicketKind, int | None, Supply | None, int | None]
"""Which targets concern the customer, and what the ticket is about."""


class Agreed:
    """Terms by what a ticket is about. No agreement with customers names places or products, and all keep to months."""

    def __init__(self, db: Database) -> None:
        """Of a desk with its people and its catalogue."""
        self._db = db
        with db.read() as session:
            self._departments = {
                row.id: row.department_id for row in session.execute(select(Person.id, Person.department_id))
            }
            self._defaults = {
                row.id: row.agreement_id
                for row in session.execute(select(CatalogueItem.id, CatalogueItem.agreement_id))
            }
        self._which: dict[tuple[int | None, int | None, int], int] = {}
        self._targets: list[tuple[Target, ...]] = []
        self._chosen: dict[_About, Terms] = {}
        self._terms: dict[tuple[int | None, TicketKind, LeadTime | None], Terms] = {}

    def terms(
        self,
        kind: TicketKind,
        item: ItemRow | None,
        supply: Supply | None,
        priority: int | None,
        holder: int | None,
        day: date,
    ) -> Terms:
        """The terms of a ticket of ``holder`` (a person) that was registered on a local day."""
        department_id = self._departments.get(holder) if holder is not None else None
        asked = Asked(kind, item.id if item is not None else None, priority, None, department_id, day)
        about = (self._concerning(asked), kind, asked.item_id, supply, priority)
        found = self._chosen.get(about)
        if found is None:
            target = choose(self._targets[about[0]], asked).target
            found = self._chosen[about] = self._read(target, kind, _lead(item, kind, supply))
        return found

    def _concerning(self, asked: Asked) -> int:
        """The place in ``_targets`` of those that concern the customer: by their department, the agreement that the
        product has by itself, and the month."""
        default = self._defaults[asked.item_id] if asked.item_id is not None else None
        key = (asked.department_id, default, asked.day.year * 12 + asked.day.month)
        place = self._which.get(key)
        if place is None:
            with self._db.read() as session:
                targets = read_targets(session, asked)
            if targets not in self._targets:
                self._targets.append(targets)
            place = self._which[key] = self._targets.index(targets)
        return place

    def _read(self, target: Target | None, kind: TicketKind, lead: LeadTime | None) -> Terms:
        key = (target.id if target is not None else None, kind, lead)
        if key not in self._terms:
            with self._db.read() as session:
                self._terms[key] = read_terms(session, target, kind=kind, lead=lead)
        return self._terms[key]


def _lead(item: ItemRow | None, kind: TicketKind, supply: Supply | None) -> LeadTime | None:
    """As ``tickets/ticket_terms.py`` reads it of what was sold."""
    if item is None or item.kind is not kind:
        return None
    return item.order_lead if supply is Supply.ORDER and item.order_lead is not None else item.lead
