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
