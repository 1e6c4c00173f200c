# SPDX-License-Identifier: EUPL-1.2
"""Customers are added and changed here."""

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desk_app.core import formats, text
from desk_app.core.actor import Actor, Right
from desk_app.core.addresses import LONGEST as LONGEST_ADDRESS
from desk_app.core.addresses import address_fault
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _
from desk_app.relations.budget import leads_back
from desk_app.relations.messages import (
    AddPerson,
    ChangePerson,
    CostCentreChanged,
    DelegationChanged,
    PersonChanged,
    PersonRow,
    RemoveDelegation,
    SaveCostCentre,
    SaveDelegation,
    SaveSupplier,
    SupplierChanged,
)
from desk_app.relations.models import BudgetDelegation, CostCentre, Department, Person, PersonKind, Space
from desk_app.relations.names import display_name, slip_name
from desk_app.relations.phones import phone_digits
from desk_app.relations.queries import read_person
from desk_app.relations.suppliers import write_supplier

_LONGEST = {
    "family_name": text.LINE,
    "given_name": text.LINE,
    "infix": 64,
    "email": LONGEST_ADDRESS,
    "phone": 64,
    "badge": 64,
    "personnel_number": 64,
    "attention": 80,
}


class RelationsService:
    """Adds and changes customers, cost centres, who decides for whom, and suppliers."""

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

    def save_cost_centre(self, actor: Actor, command: SaveCostCentre) -> int:
        """A cost centre, new or changed; returns its id. Raises InvalidInput, NotFound and Conflict."""
        actor.require(Right.CHANGE_SETTINGS)
        code, name = command.code.strip(), command.name.strip()
        faults: dict[str, str] = {}
        if not code:
            faults["code"] = _("Fill in the code, as finance writes it.")
        if not name:
            faults["name"] = _("Fill in the name.")
        with self._db.write(actor, command) as unit:
            session = unit.session
            centre = _stored_centre(session, command)
            if "code" not in faults and (other := _same_code(session, code, centre.id if centre else 0)):
                faults["code"] = _("{name} has this code already. Choose another code.").format(name=other)
            if command.department_id is not None and session.get(Department, command.department_id) is None:
                faults["department_id"] = _("This part of the organisation is no longer there. Choose another one.")
            if command.active and command.holder_id is not None and (fault := _absent(session, command.holder_id)):
                faults["holder_id"] = fault
            text.check({"code": (code, 64), "name": (name, text.LINE)}, faults)
            if centre is None:
                centre = CostCentre()
                session.add(centre)
            centre.code, centre.name, centre.active = code, name, command.active
            centre.department_id, centre.holder_id = command.department_id, command.holder_id
            session.flush()
            unit.about = f"cost centre {centre.id}"
            unit.publish(CostCentreChanged(centre.id))
            return centre.id

    def save_delegation(self, actor: Actor, command: SaveDelegation) -> int:
        """Who decides for a budget holder in a period, new or changed; returns its id.

        Raises InvalidInput, and NotFound when it was removed meanwhile.
        """
        actor.require(Right.CHANGE_SETTINGS)
        with self._db.write(actor, command) as unit:
            session = unit.session
            delegation = None
            if command.delegation_id is not None:
                delegation = session.get(BudgetDelegation, command.delegation_id)
                if delegation is None:
                    raise NotFound(_("This deputy is no longer there. Press F5 and look again."))
            faults = _delegation_faults(session, command)
            if delegation is None and "valid_until" not in faults and command.valid_until < today(self._db.clock):
                faults["valid_until"] = _("This date has passed. Choose today or later.")
            text.check({}, faults)
            if delegation is None:
                delegation = BudgetDelegation()
                session.add(delegation)
            delegation.holder_id, delegation.delegate_id = command.holder_id or 0, command.delegate_id or 0
            delegation.valid_from, delegation.valid_until = command.valid_from, command.valid_until
            session.flush()
            unit.about = f"delegation {delegation.id}"
            unit.publish(DelegationChanged(delegation.id))
            return delegation.id

    def remove_delegation(self, actor: Actor, command: RemoveDelegation) -> None:
        """The holder decides again. Raises NotFound when somebody else removed it."""
        actor.require(Right.CHANGE_SETTINGS)
        with self._db.write(actor, command) as unit:
            delegation = unit.session.get(BudgetDelegation, command.delegation_id)
            if delegation is None:
                raise NotFound(_("This deputy is no longer there. Press F5 and look again."))
            unit.session.delete(delegation)
            unit.about = f"delegation {delegation.id}"
            unit.publish(DelegationChanged(delegation.id))

    def save_supplier(self, actor: Actor, command: SaveSupplier) -> int:
        """A supplier, new or changed; returns its id. Raises InvalidInput, NotFound and Conflict."""
        actor.require(Right.CHANGE_SETTINGS)
        with self._db.write(actor, command) as unit:
            supplier_id = write_supplier(unit.session, command)
            unit.about = f"supplier {supplier_id}"
            unit.publish(SupplierChanged(supplier_id))
            return supplier_id

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
    if fault := address_fault(command.email):
        faults["email"] = fault
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


def _stored_centre(session: Session, command: SaveCostCentre) -> CostCentre | None:
    """None for a new one."""
    if command.cost_centre_id is None:
        return None
    centre = session.get(CostCentre, command.cost_centre_id)
    if centre is None:
        raise NotFound(_("This cost centre is no longer there. Press F5 and look again."))
    if centre.version != command.version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    return centre


def _same_code(session: Session, code: str, but: int) -> str:
    """The name of another cost centre with this code, whatever its capitals; empty when there is none."""
    if text.fault_in(code, 64):
        return ""
    same = or_(CostCentre.code == code, func.lower(CostCentre.code) == code.lower())
    return session.scalar(select(CostCentre.name).where(same, CostCentre.id != but).limit(1)) or ""


def _absent(session: Session, person_id: int) -> str:
    """Why this person cannot decide; empty when they can."""
    person = session.get(Person, person_id)
    if person is None:
        return _("This person is no longer there. Choose somebody else.")
    if not person.active:
        name = display_name(person.given_name, person.infix, person.family_name)
        return _("{name} no longer works here. Choose somebody else.").format(name=name)
    return ""


def _delegation_faults(session: Session, command: SaveDelegation) -> dict[str, str]:
    faults: dict[str, str] = {}
    holder_id, delegate_id = command.holder_id, command.delegate_id
    if holder_id is None:
        faults["holder_id"] = _("Choose the budget holder.")
    elif session.get(Person, holder_id, with_for_update=True) is None:  # so that two counters do not save at once
        faults["holder_id"] = _("This person is no longer there. Choose somebody else.")
    if delegate_id is None:
        faults["delegate_id"] = _("Choose who decides meanwhile.")
    elif delegate_id == holder_id:
        faults["delegate_id"] = _("Somebody cannot be their own deputy. Choose somebody else.")
    elif fault := _absent(session, delegate_id):
        faults["delegate_id"] = fault
    first, last = command.valid_from, command.valid_until
    if last < first:
        faults["valid_until"] = _("The last day is before the first day. Choose a later one.")
    if faults or holder_id is None or delegate_id is None:
        return faults
    taken = _overlap(session, holder_id, first, last, command.delegation_id)
    if taken is not None:
        name, since, until = taken
        faults["valid_from"] = _("{name} is the deputy from {first} to {last} already. Choose other days.").format(
            name=name, first=formats.day_plain(since), last=formats.day_plain(until)
        )
    elif leads_back(session, holder_id, delegate_id, first, last, command.delegation_id):
        faults["delegate_id"] = _(
            "In this period they would decide for each other, so nobody would. Choose somebody else or other days."
        )
    return faults


def _overlap(
    session: Session, holder_id: int, first: date, last: date, but: int | None
) -> tuple[str, date, date] | None:
    """The deputy who is there already in these days, and from when until when."""
    query = (
        select(
            Person.given_name,
            Person.infix,
            Person.family_name,
            BudgetDelegation.valid_from,
            BudgetDelegation.valid_until,
        )
        .join(Person, Person.id == BudgetDelegation.delegate_id)
        .where(
            BudgetDelegation.holder_id == holder_id,
            BudgetDelegation.valid_from <= last,
            BudgetDelegation.valid_until >= first,
            BudgetDelegation.id != (but or 0),
        )
        .order_by(BudgetDelegation.valid_from)
    )
    row = session.execute(query).first()
    return (display_name(row[0], row[1], row[2]), row[3], row[4]) if row else None
