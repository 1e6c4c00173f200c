# SPDX-License-Identifier: EUPL-1.2
"""The agreements, as stored."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem, Entitlement, ItemStatus
from desk_app.contracts.messages import AgreementRow, AgreementUse
from desk_app.contracts.models import Agreement, agreement_departments
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.relations.models import Department


class AgreementQueries:
    """What was agreed with whom, for who may see what we offer."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def agreements(self, actor: Actor) -> tuple[AgreementRow, ...]:
        """All agreements by code, also those that are over or still to come."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            return tuple(_rows(session, true()))

    def agreement(self, actor: Actor, agreement_id: int) -> AgreementRow:
        """One agreement; raises NotFound."""
        actor.require(Right.SEE_CATALOGUE)
        with self._db.read() as session:
            for row in _rows(session, Agreement.id == agreement_id):
                return row
        raise NotFound(_("This agreement is no longer there. Press F5 and look again."))

    def use(self, actor: Actor, agreement_id: int) -> AgreementUse:
        """The products that hang on an agreement, by name; not those that are no longer offered."""
        actor.require(Right.SEE_CATALOGUE)
        names = select(CatalogueItem.name).where(CatalogueItem.status != ItemStatus.RETIRED)
        entitled = names.where(
            CatalogueItem.id.in_(select(Entitlement.item_id).where(Entitlement.agreement_id == agreement_id))
        )
        with self._db.read() as session:
            return AgreementUse(
                terms_of=tuple(
                    session.scalars(
                        names.where(CatalogueItem.agreement_id == agreement_id).order_by(CatalogueItem.name)
                    )
                ),
                entitles_to=tuple(session.scalars(entitled.order_by(CatalogueItem.name))),
            )


def read_agreements_of(session: Session, department_id: int | None, day: date) -> frozenset[int]:
    """The agreements in force for a part of the organisation on a local day; none for who belongs to no part."""
    if department_id is None:
        return frozenset()
    query = (
        select(Agreement.id)
        .join(agreement_departments, agreement_departments.c.agreement_id == Agreement.id)
        .where(
            agreement_departments.c.department_id == department_id,
            Agreement.valid_from <= day,
            or_(Agreement.valid_until.is_(None), Agreement.valid_until >= day),
        )
    )
    return frozenset(session.scalars(query))


def _rows(session: Session, which: ColumnElement[bool]) -> Iterator[AgreementRow]:
    links = (
        select(agreement_departments.c.agreement_id, Department.id, Department.name)
        .join(Department, Department.id == agreement_departments.c.department_id)
        .join(Agreement, Agreement.id == agreement_departments.c.agreement_id)
        .where(which)
        .order_by(Department.name, Department.id)
    )
    parts: dict[int, list[tuple[int, str]]] = {}
    for agreement_id, department_id, name in session.execute(links):
        parts.setdefault(agreement_id, []).append((department_id, name))
    columns = (
        Agreement.id,
        Agreement.version,
        Agreement.code,
        Agreement.name,
        Agreement.kind,
        Agreement.valid_from,
        Agreement.valid_until,
    )
    for row in session.execute(select(*columns).where(which).order_by(Agreement.code, Agreement.id)).all():
        own = parts.get(row.id, [])
        yield AgreementRow(
            *row,
            department_ids=frozenset(department_id for department_id, _name in own),
            departments=tuple(name for _id, name in own),
        )
