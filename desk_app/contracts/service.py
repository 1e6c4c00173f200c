# SPDX-License-Identifier: EUPL-1.2
"""Agreements are made and changed here."""

from datetime import date

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from desk_app.contracts.messages import AgreementChanged, SaveAgreement
from desk_app.contracts.models import Agreement, agreement_departments
from desk_app.core import text
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _
from desk_app.relations.models import Department

LONGEST_CODE = 32


class AgreementService:
    """What was agreed with whom, and from when until when."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, actor: Actor, command: SaveAgreement) -> int:
        """An agreement, new or changed; returns its id. Raises InvalidInput, NotFound and Conflict."""
        actor.require(Right.CHANGE_SETTINGS)
        code, name = command.code.strip(), command.name.strip()
        with self._db.write(actor, command) as unit:
            session = unit.session
            agreement = _stored(session, command)
            faults = {
                "code": None if code else _("Choose a short code, for example SLA-2026."),
                "name": None if name else _("Fill in the name."),
                "valid_until": _period_fault(command.valid_from, command.valid_until),
                "department_ids": _department_fault(session, command.department_ids),
            }
            if not text.fault_in(code, LONGEST_CODE) and (
                other := _same_code(session, code, agreement.id if agreement else 0)
            ):
                faults["code"] = _("{name} has this code already. Choose another code.").format(name=other)
            text.check({"code": (code, LONGEST_CODE), "name": (name, text.LINE)}, faults)
            agreement = _write(session, agreement, command)
            unit.about = f"agreement {agreement.id}"
            unit.publish(AgreementChanged(agreement.id))
            return agreement.id


def _stored(session: Session, command: SaveAgreement) -> Agreement | None:
    """None for a new one."""
    if command.agreement_id is None:
        return None
    agreement = session.get(Agreement, command.agreement_id)
    if agreement is None:
        raise NotFound(_("This agreement is no longer there. Press F5 and look again."))
    if agreement.version != command.version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    return agreement


def _write(session: Session, agreement: Agreement | None, command: SaveAgreement) -> Agreement:
    if agreement is None:
        agreement = Agreement()
        session.add(agreement)
    agreement.code, agreement.name, agreement.kind = command.code.strip(), command.name.strip(), command.kind
    agreement.valid_from, agreement.valid_until = command.valid_from, command.valid_until
    session.flush()
    if _link(session, agreement.id, command.department_ids):
        flag_modified(agreement, "code")  # another list of departments is another version too
    session.flush()
    return agreement


def _link(session: Session, agreement_id: int, department_ids: frozenset[int]) -> bool:
    """Whether anything changed."""
    links = agreement_departments
    stored = set(session.scalars(select(links.c.department_id).where(links.c.agreement_id == agreement_id)))
    gone, fresh = stored - department_ids, department_ids - stored
    if gone:
        session.execute(
            delete(links).where(links.c.agreement_id == agreement_id, links.c.department_id.in_(sorted(gone)))
        )
    if fresh:
        session.execute(
            insert(links),
            [{"agreement_id": agreement_id, "department_id": department_id} for department_id in sorted(fresh)],
        )
    return bool(gone or fresh)


def _period_fault(first: date, last: date | None) -> str | None:
    if last is not None and last < first:
        return _("The last day is before the first day. Choose a later one.")
    return None


def _department_fault(session: Session, department_ids: frozenset[int]) -> str | None:
    known = set(session.scalars(select(Department.id).where(Department.id.in_(sorted(department_ids)))))
    if known == department_ids:
        return None
    return _("A part of the organisation is no longer there. Press F5 and look again.")


def _same_code(session: Session, code: str, but: int) -> str:
    """The name of another agreement with this code, whatever its capitals; empty when there is none."""
    same = or_(Agreement.code == code, func.lower(Agreement.code) == code.lower())
    return session.scalar(select(Agreement.name).where(same, Agreement.id != but).limit(1)) or ""
