# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of agreements, what they tell afterwards, and the rows they show."""

from dataclasses import dataclass
from datetime import date

from desk_app.contracts.models import AgreementKind as AgreementKind
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import N_
from desk_app.core.messages import Command

AGREEMENT_KIND_NAMES: dict[AgreementKind, str] = {
    AgreementKind.SLA: N_("with a customer (SLA)"),
    AgreementKind.OLA: N_("with a team of ours (OLA)"),
    AgreementKind.SUPPLIER: N_("with a supplier"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAgreement(Command):
    """An agreement, new (``agreement_id`` None) or changed; ``version`` is the one that was on screen.

    ``valid_until`` is the last local day; None: until further notice. ``department_ids``: with which parts of the
    organisation; whoever belongs to one of them falls under it.
    """

    agreement_id: int | None = None
    version: int | None = None
    code: str
    name: str
    kind: AgreementKind = AgreementKind.SLA
    valid_from: date
    valid_until: date | None = None
    department_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AgreementChanged(DomainEvent):
    """An agreement is new or was changed."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement; ``departments`` are the names, in order."""

    id: int
    version: int
    code: str
    name: str
    kind: AgreementKind
    valid_from: date
    valid_until: date | None
    department_ids: frozenset[int]
    departments: tuple[str, ...]

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a local day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class AgreementUse:
    """What hangs on an agreement: the products whose terms it sets, and those one is entitled to by it."""

    terms_of: tuple[str, ...] = ()
    entitles_to: tuple[str, ...] = ()
