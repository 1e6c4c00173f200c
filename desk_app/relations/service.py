# SPDX-License-Identifier: EUPL-1.2
"""Customers are added and changed here."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.core import text
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _
from desk_app.relations.messages import AddPerson, ChangePerson, PersonChanged, PersonRow
from desk_app.relations.models import Department, Person, PersonKind, Space
from desk_app.relations.names import slip_name
from desk_app.relations.phones import phone_digits
from desk_app.relations.queries import read_person

_LONGEST = {
    "family_name": text.LINE,
    "given_name": text.LINE,
    "infix": 64,
    "email": 254,
    "phone": 64,
    "badge": 64,
    "personnel_number": 64,
    "attention": 80,
}
_ADDRESS = re.compile(r"[^@\s<>\"(),:;]+@[^@\s<>\"(),:;]+\.[^@\s<>\"(),:;.]+")


class RelationsService:
    """Adds and changes customers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add_person(self, actor: Actor, command: AddPerson) -> PersonRow:
        """A new customer. Raises InvalidInput; ``email`` names who has that address already, unless ``even_so``."""
        actor.require(Right.EDIT_PEOPLE)
        faults = _faults(command)
        if not command.email.strip() and not command.phone.strip():
            faults["email"] = _("Fill in an e-mail address or a phone number.")
        if command.department_id is None and command.kind in (PersonKind.EMPLOYEE, PersonKind.STUDENT):
            faults["department_id"] = _("Choose the part of the organisation.")
        with self._db.write(actor, command) as unit:
            self._check(unit.session, command, faults)
            person = Person(kind=command.kind, **_facts(command))
            unit.session.add(person)
            unit.session.flush()
            unit.about = f"person {person.id}"
            unit.publish(PersonChanged(person.id))
            return read_person(unit.session, person.id, self._db)

    def change_person(self, actor: Actor, command: ChangePerson) -> PersonRow:
        """New facts about a customer. Raises InvalidInput, NotFound, and Conflict when the version is an older one."""
        actor.require(Right.EDIT_PEOPLE)
        faults = _faults(command)
        with self._db.write(actor, command) as unit:
            person = unit.session.get(Person, command.person_id)
            if person is None:
                raise NotFound(_("This customer is no longer there. Look for the name again."))
            if person.version != command.version:
                raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
            self._check(unit.session, command, faults, but=person.id)
            for name, value in _facts(command).items():
                setattr(person, name, value)
            person.attention, person.attention_until = command.attention.strip(), command.attention_until
            unit.session.flush()
            unit.about = f"person {person.id}"
            unit.publish(PersonChanged(person.id))
            return read_person(unit.session, person.id, self._db)

    def _check(
        self, session: Session, command: AddPerson | ChangePerson, faults: dict[str, str], but: int | None = None
    ) -> None:
        if command.department_id is not None and session.get(Department, command.department_id) is None:
            faults["department_id"] = _("Choose the part of the organisation.")
        if command.space_id is not None and session.get(Space, command.space_id) is None:
            faults["space_id"] = _("This room is no longer there. Choose another one.")
        if "email" not in faults and not command.even_so and (other := _same_address(session, command.email, but)):
            faults["email"] = _("This e-mail address already belongs to {name}. Is that the same person?").format(
                name=other
            )
        longest = {name: (getattr(command, name), most) for name, most in _LONGEST.items() if hasattr(command, name)}
        text.check(longest, faults)


def _faults(command: AddPerson | ChangePerson) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not command.family_name.strip():
        faults["family_name"] = _("Fill in the family name.")
    email = command.email.strip()
    if email and "@" not in email:
        faults["email"] = _("Check the e-mail address. An @ is missing.")
    elif email and not _ADDRESS.fullmatch(email):
        faults["email"] = _("Check the e-mail address. It looks like name@example.org.")
    phone = command.phone.strip()
    if phone and len(phone_digits(phone)) < 3:
        faults["phone"] = _("Check the phone number. Use digits, for example 06 12345678.")
    if command.language not in ("nl", "en"):
        faults["language"] = _("Choose Dutch or English.")
    return faults


def _facts(command: AddPerson | ChangePerson) -> dict[str, object]:
    phone = command.phone.strip()
    return {
        "given_name": command.given_name.strip(),
        "infix": command.infix.strip(),
        "family_name": command.family_name.strip(),
        "department_id": command.department_id,
        "space_id": command.space_id,
        "badge": command.badge.strip() or None,
        "personnel_number": command.personnel_number.strip() or None,
        "email": command.email.strip().lower() or None,
        "phone": phone or None,
        "phone_digits": phone_digits(phone) or None,
        "language": command.language,
    }


def _same_address(session: Session, email: str, but: int | None) -> str:
    """Who has this address, as on paper; empty when nobody else has."""
    if not email.strip():
        return ""
    query = select(Person.given_name, Person.infix, Person.family_name).where(
        Person.email == email.strip().lower(), Person.active
    )
    row = session.execute(query if but is None else query.where(Person.id != but)).first()
    return slip_name(*row) if row else ""
