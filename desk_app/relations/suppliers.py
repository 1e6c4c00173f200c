# SPDX-License-Identifier: EUPL-1.2
"""Suppliers, as stored: read by code, and one of them written after it was judged."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desk_app.core import text
from desk_app.core.addresses import LONGEST as LONGEST_ADDRESS
from desk_app.core.addresses import address_fault
from desk_app.core.errors import Conflict, NotFound
from desk_app.core.i18n import _
from desk_app.relations.messages import SaveSupplier, SupplierRow
from desk_app.relations.models import Supplier
from desk_app.relations.phones import phone_digits

LONGEST_CODE = 32
LONGEST_PHONE = 64
LEAST_DIGITS = 3


def read_suppliers(session: Session) -> tuple[SupplierRow, ...]:
    """All suppliers by code, also those that are out of use."""
    query = select(
        Supplier.id,
        Supplier.version,
        Supplier.code,
        Supplier.name,
        Supplier.email,
        Supplier.phone,
        Supplier.active,
    ).order_by(Supplier.code, Supplier.id)
    return tuple(SupplierRow(*row) for row in session.execute(query))


def write_supplier(session: Session, command: SaveSupplier) -> int:
    """A supplier, new or changed; returns its id. Raises InvalidInput, NotFound and Conflict."""
    supplier = _stored(session, command)
    code, name = command.code.strip(), command.name.strip()
    email, phone = command.email.strip(), command.phone.strip()
    but = supplier.id if supplier else 0
    faults = {
        "code": _code_fault(session, code, but),
        "name": _name_fault(session, name, but),
        "email": address_fault(email),
        "phone": _phone_fault(phone),
    }
    text.check({"email": (email, LONGEST_ADDRESS), "phone": (phone, LONGEST_PHONE)}, faults)
    if supplier is None:
        supplier = Supplier()
        session.add(supplier)
    supplier.code, supplier.name, supplier.active = code, name, command.active
    supplier.email, supplier.phone = email, phone
    session.flush()
    return supplier.id


def _stored(session: Session, command: SaveSupplier) -> Supplier | None:
    """None for a new one."""
    if command.supplier_id is None:
        return None
    supplier = session.get(Supplier, command.supplier_id)
    if supplier is None:
        raise NotFound(_("This supplier is no longer there. Press F5 and look again."))
    if supplier.version != command.version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    return supplier


def _code_fault(session: Session, code: str, but: int) -> str | None:
    if not code:
        return _("Choose a short code, for example LEV-01.")
    if fault := text.fault_in_line(code, LONGEST_CODE):
        return fault
    same = or_(Supplier.code == code, func.lower(Supplier.code) == code.lower())
    other = session.scalar(select(Supplier.name).where(same, Supplier.id != but).limit(1))
    return _("{name} has this code already. Choose another code.").format(name=other) if other else None


def _name_fault(session: Session, name: str, but: int) -> str | None:
    if not name:
        return _("Fill in the name.")
    if fault := text.fault_in_line(name, text.LINE):
        return fault
    same = or_(Supplier.name == name, func.lower(Supplier.name) == name.lower())
    other = session.scalar(select(Supplier.code).where(same, Supplier.id != but).limit(1))
    if other is None:
        return None
    return _("There is a supplier with this name already: {code}. Open that one, or choose another name.").format(
        code=other
    )


def _phone_fault(phone: str) -> str | None:
    if phone and len(phone_digits(phone)) < LEAST_DIGITS:
        return _("Check the phone number. Use digits, for example 06 12345678.")
    return None
