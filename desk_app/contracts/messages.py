# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of agreements, what they tell afterwards, and the rows they show."""

from dataclasses import dataclass, field
from datetime import date

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import TicketKind
from desk_app.contracts.in_force import holds_on
from desk_app.contracts.models import Addressee as Addressee
from desk_app.contracts.models import AgreementKind as AgreementKind
from desk_app.contracts.models import CostPeriod as CostPeriod
from desk_app.contracts.models import Evaluation as Evaluation
from desk_app.contracts.models import PendingReason as PendingReason
from desk_app.contracts.models import Renewal as Renewal
from desk_app.contracts.signals import Signal as Signal
from desk_app.contracts.terms import DEFAULT_PAUSES
from desk_app.core.events import DomainEvent
from desk_app.core.messages import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetLine:
    """Within which time we answer and are ready, and for which tickets; None in the first four: for all of these.

    ``id`` None: a new one. ``calendar_id`` None: the calendar of the desk. ``pauses``: while a ticket waits for that, the
    clock stands still. ``norm_percent``: of a hundred tickets so many are on time. ``consequence``: penalty or bonus.
    """

    id: int | None = None
    item_id: int | None = None
    building_id: int | None = None
    priority: int | None = None
    kind: TicketKind | None = None
    response: LeadTime | None = None
    completion: LeadTime
    calendar_id: int | None = None
    pauses: frozenset[PendingReason] = DEFAULT_PAUSES
    norm_percent: int = 95
    weight: int = 1
    consequence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RungLine:
    """Whom to warn once ``percent`` of the time of a ticket has gone (over 100: it is late), and why."""

    percent: int
    addressee: Addressee
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAgreement(Command):
    """A whole agreement, new (``agreement_id`` None) or changed; ``version`` is the one that was on screen.

    ``valid_until`` is the last local day; None: until further notice. Of the three parties only the one of its kind is
    kept: ``department_ids`` of an SLA (whoever belongs to one of them falls under it; none at all: it holds only for
    products that name it), ``team_id`` of an OLA, ``supplier_id`` of a contract with a supplier. ``item_ids``: the
    products it covers; none: all. ``targets`` and ``rungs`` are all that there are: one that is left out is over.
    """

    agreement_id: int | None = None
    version: int | None = None
    code: str
    name: str
    kind: AgreementKind = AgreementKind.SLA
    department_ids: frozenset[int] = frozenset()
    team_id: int | None = None
    supplier_id: int | None = None
    valid_from: date
    valid_until: date | None = None
    notice_on: date | None = None
    """The last local day on which notice can be given."""
    notice_given_on: date | None = None
    """Notice was given on this local day: after ``valid_until`` it is over, whatever ``renewal`` says."""
    reminder_on: date | None = None
    renewal: Renewal = Renewal.NONE
    cost_cents: int = 0
    """Without VAT, per ``cost_period``."""
    cost_period: CostPeriod = CostPeriod.YEAR
    evaluation: Evaluation = Evaluation.QUARTERLY
    owner: str
    item_ids: frozenset[int] = frozenset()
    targets: tuple[TargetLine, ...] = ()
    rungs: tuple[RungLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddDocument(Command):
    """A file with an agreement."""

    agreement_id: int
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveDocument(Command):
    """Takes a file away."""

    document_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveAction(Command):
    """Somebody is to do something about an agreement before a local day; new (``action_id`` None) or changed."""

    action_id: int | None = None
    agreement_id: int
    what: str
    who: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleAction(Command):
    """It is done today, or after all it is not."""

    action_id: int
    is_done: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAction(Command):
    """It need not be done at all."""

    action_id: int


@dataclass(frozen=True, slots=True)
class AgreementChanged(DomainEvent):
    """An agreement, or one of its documents or actions, is new, was changed or is gone; the id is the agreement's."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as the list shows it.

    ``party``: the names of the departments, or the name of the team or supplier; empty: nobody in particular.
    ``signal``: the most urgent one on the day it was read. ``open_actions`` are still to be done.
    """

    id: int
    version: int
    code: str
    name: str
    kind: AgreementKind
    valid_from: date
    valid_until: date | None
    notice_on: date | None
    notice_given_on: date | None
    reminder_on: date | None
    renewal: Renewal
    owner: str
    department_ids: frozenset[int]
    departments: tuple[str, ...]
    """Names, in order."""
    party: str
    target_count: int
    open_actions: int
    signal: Signal | None

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a local day (``in_force.py``)."""
        return holds_on(self, day)


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """A whole agreement, to show and to edit; the fields are those of ``SaveAgreement``."""

    id: int
    version: int
    code: str
    name: str
    kind: AgreementKind
    department_ids: frozenset[int]
    team_id: int | None
    supplier_id: int | None
    valid_from: date
    valid_until: date | None
    notice_on: date | None
    notice_given_on: date | None
    reminder_on: date | None
    renewal: Renewal
    cost_cents: int
    cost_period: CostPeriod
    evaluation: Evaluation
    owner: str
    item_ids: frozenset[int]
    targets: tuple[TargetLine, ...]
    """Those that hold, in order."""
    rungs: tuple[RungLine, ...]
    """By percentage."""

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a local day (``in_force.py``)."""
        return holds_on(self, day)


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target with the names of what it is about; a name is empty where the target says all of them.

    ``calendar`` is the name of its calendar, also when that is the desk's. Not ``active``: it is over, but tickets hang on it.
    """

    line: TargetLine
    agreement_id: int
    item: str
    building: str
    calendar: str
    active: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """What somebody is to do before a local day; ``done_on`` None: still to do."""

    id: int
    agreement_id: int
    what: str
    who: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementUse:
    """What hangs on an agreement: the products whose terms it sets, and those one is entitled to by it."""

    terms_of: tuple[str, ...] = ()
    entitles_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose in the form of an agreement."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AgreementChoices:
    """Everything the form of an agreement chooses from, by name; teams and suppliers at work, products on offer."""

    departments: tuple[Choice, ...]
    teams: tuple[Choice, ...]
    suppliers: tuple[Choice, ...]
    items: tuple[Choice, ...]
    buildings: tuple[Choice, ...]
    calendars: tuple[Choice, ...]
