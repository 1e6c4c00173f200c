# SPDX-License-Identifier: EUPL-1.2
"""What relations can be asked, what it tells afterwards, and the rows it shows."""

from dataclasses import dataclass
from datetime import date

from desk_app.core.events import DomainEvent
from desk_app.core.i18n import N_
from desk_app.core.messages import Command
from desk_app.relations.models import PersonKind as PersonKind

PERSON_KIND_NAMES: dict[PersonKind, str] = {
    PersonKind.EMPLOYEE: N_("employee"),
    PersonKind.STUDENT: N_("student"),
    PersonKind.VISITOR: N_("visitor"),
    PersonKind.SUPPLIER: N_("supplier"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson(Command):
    """A new customer in four fields: family name and department are needed, and e-mail or phone.

    A visitor or supplier needs no department. ``even_so``: also when somebody else has this e-mail address.
    """

    family_name: str
    given_name: str = ""
    infix: str = ""
    department_id: int | None = None
    email: str = ""
    phone: str = ""
    badge: str = ""
    personnel_number: str = ""
    kind: PersonKind = PersonKind.EMPLOYEE
    space_id: int | None = None
    language: str = "nl"
    even_so: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson(Command):
    """New facts about a person; ``version`` is the one that was on screen."""

    person_id: int
    version: int
    family_name: str
    given_name: str = ""
    infix: str = ""
    department_id: int | None = None
    email: str = ""
    phone: str = ""
    badge: str = ""
    personnel_number: str = ""
    space_id: int | None = None
    language: str = "nl"
    attention: str = ""
    attention_until: date | None = None
    even_so: bool = False


@dataclass(frozen=True, slots=True)
class PersonChanged(DomainEvent):
    """A person is new or was changed."""


@dataclass(frozen=True, slots=True)
class PersonHit:
    """One line of the customer picker: ``name`` "Sanne Jansen", ``detail`` "Facilitair · 104711 · B2.14"."""

    id: int
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the customer card shows it; ``slip_name`` is initial + surname, as printed."""

    id: int
    version: int
    name: str
    slip_name: str
    given_name: str
    infix: str
    family_name: str
    kind: PersonKind
    department_id: int | None
    department: str
    space_id: int | None
    space: str
    badge: str
    personnel_number: str
    email: str
    phone: str
    language: str
    prefers_mail: bool
    attention: str
    """Empty when there is none or its last day has passed."""
    attention_until: date | None = None
    """Its last day, when it has one."""


@dataclass(frozen=True, slots=True)
class SpaceHit:
    """One line of the location picker: ``code`` "D2.14", ``detail`` "Gebouw D · collegezaal"."""

    id: int
    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A department to choose."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCostCentre(Command):
    """A cost centre, new (``cost_centre_id`` None) or changed; ``version`` is the one that was on screen."""

    cost_centre_id: int | None = None
    version: int | None = None
    code: str
    name: str
    department_id: int | None = None
    holder_id: int | None = None
    """The person who decides about it."""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDelegation(Command):
    """Who decides for a budget holder, from one local day up to and including another."""

    delegation_id: int | None = None
    holder_id: int | None
    delegate_id: int | None
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDelegation(Command):
    """From now on nobody decides for the holder in this period; what was decided stays decided."""

    delegation_id: int


@dataclass(frozen=True, slots=True)
class CostCentreChanged(DomainEvent):
    """A cost centre is new or was changed."""


@dataclass(frozen=True, slots=True)
class DelegationChanged(DomainEvent):
    """A delegation is new, was changed, or is gone."""


@dataclass(frozen=True, slots=True)
class CostCentreRow:
    """A cost centre; ``holder`` is the name of who decides, empty when that is nobody."""

    id: int
    version: int
    code: str
    name: str
    department_id: int | None
    department: str
    holder_id: int | None
    holder: str
    holder_left: bool
    """The holder no longer works here: only a delegate can decide."""
    active: bool


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """Who decides for whom, on these local days."""

    id: int
    holder_id: int
    holder: str
    delegate_id: int
    delegate: str
    delegate_left: bool
    """The delegate no longer works here, so the holder decides."""
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveSupplier(Command):
    """A supplier, new (``supplier_id`` None) or changed; ``version`` is the one that was on screen."""

    supplier_id: int | None = None
    version: int | None = None
    code: str
    name: str
    email: str = ""
    phone: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class SupplierChanged(DomainEvent):
    """A supplier is new or was changed."""


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier; not ``active``: we make no new agreements with it."""

    id: int
    version: int
    code: str
    name: str
    email: str
    phone: str
    active: bool
