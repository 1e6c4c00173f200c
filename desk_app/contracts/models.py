# SPDX-License-Identifier: EUPL-1.2
"""Tables of when we are open, and of what we agreed with whom."""

from datetime import date, time
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.core.base import Base, EnumText, IntKey, Key
from desk_app.core.kept_files import KeptFile
from desk_app.core.public_holidays import Bridging, LiberationDay


class AgreementKind(StrEnum):
    """With whom: a customer (SLA), a team of our own (OLA), a supplier (underpinning contract)."""

    SLA = "sla"
    OLA = "ola"
    SUPPLIER = "supplier"


class Renewal(StrEnum):
    """What happens at the end: nothing, it goes on unless one of both gives notice, or both must say so."""

    NONE = "none"
    TACIT = "tacit"
    EXPLICIT = "explicit"


class CostPeriod(StrEnum):
    """For what the cost of an agreement is paid."""

    ONCE = "once"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Evaluation(StrEnum):
    """How often both look together at how it went."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class PendingReason(StrEnum):
    """Whom or what a waiting ticket waits for; a target says for which of these its clock stands still."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    APPROVAL = "approval"
    PART = "part"


class Addressee(StrEnum):
    """Whom a rung of the escalation ladder reaches."""

    ASSIGNEE = "assignee"
    TEAM = "team"
    OWNER = "owner"
    """Who minds the ticket until the customer is done."""
    MANAGER = "manager"
    AGREEMENT_OWNER = "agreement_owner"


class ServiceCalendar(Base):
    """When somebody works: hours, and the choice of holidays of the organisation. One of them is that of the desk."""

    __tablename__ = "service_calendars"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    is_desk: Mapped[bool] = mapped_column(default=False)
    """The calendar that holds where nothing else is said; exactly one has it."""
    holidays: Mapped[bool] = mapped_column(default=False)
    """Closed on the holidays on which nearly every office is; the next two say which more."""
    good_friday: Mapped[bool] = mapped_column(default=False)
    liberation_day: Mapped[LiberationDay] = mapped_column(EnumText(LiberationDay), default=LiberationDay.NEVER)
    bridging: Mapped[Bridging] = mapped_column(EnumText(Bridging), default=Bridging.NONE)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


class ServiceWindow(Base):
    """Open hours on one weekday (Monday 0), local time; several rows make a day with a break.

    Hours that do not end later than they begin run on into the next day.
    """

    __tablename__ = "service_windows"
    __table_args__ = (Index("ix_service_windows_calendar_id", "calendar_id"),)

    id: Mapped[IntKey]
    calendar_id: Mapped[int] = mapped_column(ForeignKey("service_calendars.id"))
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]


class Closure(Base):
    """A day on which we are closed; with times only that part of it (0.00 as its end is midnight)."""

    __tablename__ = "closures"
    __table_args__ = (Index("ix_closures_calendar_id", "calendar_id", "day"),)

    id: Mapped[IntKey]
    calendar_id: Mapped[int] = mapped_column(ForeignKey("service_calendars.id"))
    day: Mapped[date]
    name: Mapped[str] = mapped_column(String(200))
    begins: Mapped[time | None]
    ends: Mapped[time | None]


class OwnHours(Base):
    """Hours of one day that differ from those of its weekday, also on a closed day."""

    __tablename__ = "own_hours"
    __table_args__ = (Index("ix_own_hours_calendar_id", "calendar_id", "day"),)

    id: Mapped[IntKey]
    calendar_id: Mapped[int] = mapped_column(ForeignKey("service_calendars.id"))
    day: Mapped[date]
    opens: Mapped[time]
    closes: Mapped[time]


class Agreement(Base):
    """What was agreed for a period. Its party: the departments (SLA), the team (OLA) or the supplier.

    ``notice_on``: the last local day on which notice can be given; ``notice_given_on``: the day on which it was;
    ``reminder_on``: the day to think about it. When it holds: ``in_force.py``.
    """

    __tablename__ = "agreements"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[AgreementKind] = mapped_column(EnumText(AgreementKind))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"))
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("suppliers.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    notice_on: Mapped[date | None]
    notice_given_on: Mapped[date | None]
    reminder_on: Mapped[date | None]
    renewal: Mapped[Renewal] = mapped_column(EnumText(Renewal), default=Renewal.NONE)
    cost_cents: Mapped[int] = mapped_column(default=0)
    """Without VAT, per ``cost_period``."""
    cost_period: Mapped[CostPeriod] = mapped_column(EnumText(CostPeriod), default=CostPeriod.YEAR)
    evaluation: Mapped[Evaluation] = mapped_column(EnumText(Evaluation), default=Evaluation.QUARTERLY)
    owner: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


agreement_departments = Table(
    "agreement_departments",
    Base.metadata,
    Column("agreement_id", Key, ForeignKey("agreements.id"), primary_key=True),
    Column("department_id", Key, ForeignKey("departments.id"), primary_key=True, index=True),
)
"""The parts of the organisation that an agreement is with."""

agreement_items = Table(
    "agreement_items",
    Base.metadata,
    Column("agreement_id", Key, ForeignKey("agreements.id"), primary_key=True),
    Column("item_id", Key, ForeignKey("catalogue_items.id"), primary_key=True, index=True),
)
"""The products an agreement covers; none at all: every product."""


class AgreementTarget(Base):
    """Within which time we answer and are ready, for what a ticket is about; None: for all of these.

    ``pauses`` holds values of ``PendingReason``: while a ticket waits for that, the clock stands still.
    """

    __tablename__ = "agreement_targets"
    __table_args__ = (Index("ix_agreement_targets_agreement_id", "agreement_id"),)

    id: Mapped[IntKey]
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    position: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_items.id"))
    building_id: Mapped[int | None] = mapped_column(ForeignKey("buildings.id"))
    priority: Mapped[int | None]
    kind: Mapped[TicketKind | None] = mapped_column(EnumText(TicketKind))
    response_amount: Mapped[int | None]
    response_unit: Mapped[LeadUnit | None] = mapped_column(EnumText(LeadUnit))
    completion_amount: Mapped[int]
    completion_unit: Mapped[LeadUnit] = mapped_column(EnumText(LeadUnit))
    calendar_id: Mapped[int | None] = mapped_column(ForeignKey("service_calendars.id"))
    """None: the calendar of the desk."""
    pauses: Mapped[list[Any]] = mapped_column(default=list)
    norm_percent: Mapped[int] = mapped_column(default=95)
    """Per hundred tickets, how many are to be on time."""
    weight: Mapped[int] = mapped_column(default=1)
    consequence: Mapped[str] = mapped_column(String(200), default="")
    """Penalty or bonus, as it stands in the contract."""
    active: Mapped[bool] = mapped_column(default=True)
    """A target that tickets hang on is never thrown away."""


class EscalationRung(Base):
    """Whom to warn once so much of the time has gone (per cent of the term; over 100: late), and why."""

    __tablename__ = "escalation_rungs"
    __table_args__ = (Index("ix_escalation_rungs_agreement_id", "agreement_id"),)

    id: Mapped[IntKey]
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    percent: Mapped[int]
    addressee: Mapped[Addressee] = mapped_column(EnumText(Addressee))
    reason: Mapped[str] = mapped_column(String(200))


class AgreementDocument(KeptFile, Base):
    """A file with an agreement."""

    __tablename__ = "agreement_documents"
    __table_args__ = (Index("ix_agreement_documents_agreement_id", "agreement_id"),)

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))


class AgreementAction(Base):
    """What somebody is to do about an agreement before a local day; ``done_on`` None: still to do."""

    __tablename__ = "agreement_actions"
    __table_args__ = (Index("ix_agreement_actions_agreement_id", "agreement_id"),)

    id: Mapped[IntKey]
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    what: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date]
    done_on: Mapped[date | None]
