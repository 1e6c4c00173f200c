# SPDX-License-Identifier: EUPL-1.2
"""Agreements are made and changed here, with their documents and actions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.catalogue.attachments import judged
from desk_app.contracts.checks import agreement_faults
from desk_app.contracts.messages import (
    AddDocument,
    AgreementChanged,
    AgreementSheet,
    RemoveAction,
    RemoveDocument,
    SaveAction,
    SaveAgreement,
    SettleAction,
)
from desk_app.contracts.models import Agreement, AgreementAction, AgreementDocument
from desk_app.contracts.reading import read_sheets
from desk_app.contracts.writing import hold_party, read_known, write
from desk_app.core import kept_files
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from desk_app.core.i18n import _
from desk_app.core.text import LINE, fault_in_line

MOST_DOCUMENTS = 50


class AgreementService:
    """What was agreed with whom, from when until when, and within which time."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, actor: Actor, command: SaveAgreement) -> int:
        """A whole agreement, new or changed; returns its id. No clock of a ticket moves by it.

        Raises InvalidInput with the names of ``checks.py``, NotFound and Conflict.
        """
        actor.require(Right.EDIT_AGREEMENTS)
        with self._db.write(actor, command) as unit:
            session = unit.session
            hold_party(session, command)
            agreement, stored = _stored(session, command)
            faults = agreement_faults(command, read_known(session, command, stored, today(self._db.clock)))
            if faults:
                raise InvalidInput(faults)
            agreement_id = write(session, agreement, command, stored)
            _tell(unit, agreement_id)
            return agreement_id

    def faults(self, actor: Actor, command: SaveAgreement) -> dict[str, str]:
        """What ``save`` would refuse, by field; nothing is saved. For a form with a field that cannot even be sent, so
        that everything is told at once. Raises NotFound and Conflict.
        """
        actor.require(Right.EDIT_AGREEMENTS)
        with self._db.read() as session:
            _agreement, stored = _stored(session, command)
            return agreement_faults(command, read_known(session, command, stored, today(self._db.clock)))

    def add_document(self, actor: Actor, command: AddDocument) -> int:
        """A file with an agreement; returns its id. Raises InvalidInput on ``content`` for what may not be kept, NotFound."""
        actor.require(Right.EDIT_AGREEMENTS)
        name, media_type = judged(command.name, command.content)
        with self._db.write(actor, command) as unit:
            session = unit.session
            _must_be_there(session, command.agreement_id)
            here = AgreementDocument.agreement_id == command.agreement_id
            if kept_files.count(session, AgreementDocument, here) >= MOST_DOCUMENTS:
                text = _("An agreement can have {most} files. Remove one first.")
                raise InvalidInput({"content": text.format(most=MOST_DOCUMENTS)})
            _tell(unit, command.agreement_id)
            file = AgreementDocument(agreement_id=command.agreement_id)
            return kept_files.keep(unit, file, name, media_type, command.content)

    def remove_document(self, actor: Actor, command: RemoveDocument) -> None:
        """Takes a file away. Raises NotFound."""
        actor.require(Right.EDIT_AGREEMENTS)
        with self._db.write(actor, command) as unit:
            kept = kept_files.take_away(unit, AgreementDocument, command.document_id)
            _tell(unit, kept.agreement_id)

    def save_action(self, actor: Actor, command: SaveAction) -> int:
        """What somebody is to do, new or changed; returns its id. Raises InvalidInput and NotFound."""
        actor.require(Right.EDIT_AGREEMENTS)
        faults = {
            "what": _line_fault(command.what, _("Say what has to be done.")),
            "who": _line_fault(command.who, _("Fill in who does it.")),
        }
        with self._db.write(actor, command) as unit:
            session = unit.session
            _must_be_there(session, command.agreement_id)
            action = AgreementAction(agreement_id=command.agreement_id)
            if command.action_id is not None:
                action = _action(session, command.action_id)
            found = {name: fault for name, fault in faults.items() if fault}
            if found:
                raise InvalidInput(found)
            action.what, action.who, action.due_on = command.what.strip(), command.who.strip(), command.due_on
            session.add(action)
            session.flush()
            _tell(unit, action.agreement_id)
            return action.id

    def settle_action(self, actor: Actor, command: SettleAction) -> None:
        """It is done today, or to be done again. Raises NotFound."""
        actor.require(Right.EDIT_AGREEMENTS)
        with self._db.write(actor, command) as unit:
            action = _action(unit.session, command.action_id)
            if command.is_done is (action.done_on is None):
                action.done_on = today(self._db.clock) if command.is_done else None
            _tell(unit, action.agreement_id)

    def remove_action(self, actor: Actor, command: RemoveAction) -> None:
        """Takes an action away. Raises NotFound."""
        actor.require(Right.EDIT_AGREEMENTS)
        with self._db.write(actor, command) as unit:
            action = _action(unit.session, command.action_id)
            unit.session.delete(action)
            _tell(unit, action.agreement_id)


def _tell(unit: Unit, agreement_id: int) -> None:
    unit.about = f"agreement {agreement_id}"
    unit.publish(AgreementChanged(agreement_id))


def _stored(session: Session, command: SaveAgreement) -> tuple[Agreement | None, AgreementSheet | None]:
    """Both None for a new one."""
    if command.agreement_id is None:
        return None, None
    agreement = session.get(Agreement, command.agreement_id)
    if agreement is None:
        raise _no_agreement()
    if agreement.version != command.version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    (sheet,) = read_sheets(session, Agreement.id == agreement.id)
    return agreement, sheet


def _must_be_there(session: Session, agreement_id: int) -> None:
    if session.scalar(select(Agreement.id).where(Agreement.id == agreement_id)) is None:
        raise _no_agreement()


def _no_agreement() -> NotFound:
    return NotFound(_("This agreement is no longer there. Press F5 and look again."))


def _action(session: Session, action_id: int) -> AgreementAction:
    action = session.get(AgreementAction, action_id)
    if action is None:
        raise NotFound(_("This action is no longer there. Press F5 and look again."))
    return action


def _line_fault(text: str, when_empty: str) -> str | None:
    return fault_in_line(text, LINE) if text.strip() else when_empty
