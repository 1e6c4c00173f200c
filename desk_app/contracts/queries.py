# SPDX-License-Identifier: EUPL-1.2
"""The agreements, as stored."""

from datetime import date

from sqlalchemy import and_, or_, select, true, union
from sqlalchemy.orm import Session

from desk_app.catalogue.models import CatalogueItem, Entitlement, ItemStatus
from desk_app.contracts.in_force import in_force, last_day
from desk_app.contracts.messages import (
    ActionRow,
    AgreementChoices,
    AgreementRow,
    AgreementSheet,
    AgreementUse,
    SaveAgreement,
    TargetRow,
)
from desk_app.contracts.models import (
    Agreement,
    AgreementAction,
    AgreementDocument,
    AgreementTarget,
    agreement_departments,
    agreement_items,
)
from desk_app.contracts.reading import read_choices, read_rows, read_sheets, read_target_rows
from desk_app.core.actor import Actor, Right
from desk_app.core.audit import AuditEntry
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.core.kept_files import read_content, read_files
from desk_app.core.messages import FileRow
from desk_app.identity.models import Agent


class AgreementQueries:
    """What was agreed with whom, for who may see tickets."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def agreements(self, actor: Actor) -> tuple[AgreementRow, ...]:
        """All agreements by code, also those that are over or still to come."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return tuple(read_rows(session, true(), today(self._db.clock)))

    def agreement(self, actor: Actor, agreement_id: int) -> AgreementRow:
        """One agreement; raises NotFound."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            for row in read_rows(session, Agreement.id == agreement_id, today(self._db.clock)):
                return row
        raise NotFound(_("This agreement is no longer there. Press F5 and look again."))

    def sheet(self, actor: Actor, agreement_id: int) -> AgreementSheet:
        """A whole agreement to show or to edit; raises NotFound."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            for sheet in read_sheets(session, Agreement.id == agreement_id):
                return sheet
        raise NotFound(_("This agreement is no longer there. Press F5 and look again."))

    def changed_by(self, actor: Actor, agreement_id: int) -> str:
        """The name of who saved an agreement last; empty when that was no agent."""
        actor.require(Right.SEE_TICKETS)
        query = (
            select(Agent.name)
            .select_from(AuditEntry)
            .outerjoin(Agent, Agent.id == AuditEntry.agent_id)
            .where(AuditEntry.command == SaveAgreement.__name__, AuditEntry.about == f"agreement {agreement_id}")
            .order_by(AuditEntry.seq.desc())
            .limit(1)
        )
        with self._db.read() as session:
            return session.scalar(query) or ""

    def beside(self, actor: Actor, agreement_id: int) -> tuple[AgreementSheet, ...]:
        """The other agreements in force that name one of the same products, by code."""
        actor.require(Right.SEE_TICKETS)
        covered, target = agreement_items.c, AgreementTarget
        mine = union(
            select(covered.item_id).where(covered.agreement_id == agreement_id),
            select(target.item_id).where(
                target.agreement_id == agreement_id, target.active.is_(True), target.item_id.is_not(None)
            ),
        ).subquery()
        same = select(mine.c.item_id)
        which = and_(
            Agreement.id != agreement_id,
            in_force(today(self._db.clock)),
            or_(
                Agreement.id.in_(select(covered.agreement_id).where(covered.item_id.in_(same))),
                Agreement.id.in_(select(target.agreement_id).where(target.active.is_(True), target.item_id.in_(same))),
            ),
        )
        with self._db.read() as session:
            return tuple(read_sheets(session, which))

    def targets(self, actor: Actor, agreement_id: int) -> tuple[TargetRow, ...]:
        """The targets of an agreement with names, in order; those that are over come last."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_target_rows(session, agreement_id)

    def documents(self, actor: Actor, agreement_id: int) -> tuple[FileRow, ...]:
        """The files with an agreement, oldest first."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_files(session, AgreementDocument, AgreementDocument.agreement_id == agreement_id)

    def document_content(self, actor: Actor, document_id: int) -> bytes:
        """What is in a file; raises NotFound."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_content(session, AgreementDocument, document_id)

    def actions(self, actor: Actor, agreement_id: int | None = None) -> tuple[ActionRow, ...]:
        """What is to be done about an agreement (None: about all), by day, and then what is done, the latest first."""
        actor.require(Right.SEE_TICKETS)
        action = AgreementAction
        query = select(action.id, action.agreement_id, action.what, action.who, action.due_on, action.done_on)
        if agreement_id is not None:
            query = query.where(action.agreement_id == agreement_id)
        with self._db.read() as session:
            rows = [ActionRow(*row) for row in session.execute(query.order_by(action.due_on, action.id))]
        done = sorted((row for row in rows if row.done_on), key=lambda row: row.done_on or date.min, reverse=True)
        return (*(row for row in rows if row.done_on is None), *done)

    def use(self, actor: Actor, agreement_id: int) -> AgreementUse:
        """The products that hang on an agreement, by name; not those that are no longer offered."""
        actor.require(Right.SEE_TICKETS)
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

    def use_of_supplier(self, actor: Actor, supplier_id: int) -> tuple[str, ...]:
        """The agreements with a supplier that are in force or still to come, as "code · name"."""
        actor.require(Right.SEE_TICKETS)
        now = today(self._db.clock)
        with self._db.read() as session:
            sheets = list(read_sheets(session, Agreement.supplier_id == supplier_id))
        ends = {sheet.id: last_day(sheet) or date.max for sheet in sheets}
        return tuple(f"{sheet.code} · {sheet.name}" for sheet in sheets if ends[sheet.id] >= now)

    def choices(self, actor: Actor) -> AgreementChoices:
        """Everything the form of an agreement chooses from."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_choices(session)


def read_agreements_of(session: Session, department_id: int | None, day: date) -> frozenset[int]:
    """The agreements in force for a part of the organisation on a local day; none for who belongs to no part."""
    if department_id is None:
        return frozenset()
    query = (
        select(Agreement.id)
        .join(agreement_departments, agreement_departments.c.agreement_id == Agreement.id)
        .where(agreement_departments.c.department_id == department_id, in_force(day))
    )
    return frozenset(session.scalars(query))
