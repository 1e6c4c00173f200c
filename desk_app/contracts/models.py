# SPDX-License-Identifier: EUPL-1.2
"""Tables of when we are open, and of what we agreed with whom."""

from datetime import date, time
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey, Key


class AgreementKind(StrEnum):
    """With whom: a customer (SLA), a team of our own (OLA), a supplier (underpinning contract)."""

    SLA = "sla"
    OLA = "ola"
    SUPPLIER = "supplier"


class ServiceWindow(Base):
    """Open hours on one weekday (Monday 0), local time; several rows make a day with a break."""

    __tablename__ = "service_windows"

    id: Mapped[IntKey]
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]


class Closure(Base):
    """A day on which we are closed."""

    __tablename__ = "closures"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class Agreement(Base):
    """What was agreed for a period, and so who may have what."""

    __tablename__ = "agreements"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[AgreementKind] = mapped_column(EnumText(AgreementKind))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


agreement_departments = Table(
    "agreement_departments",
    Base.metadata,
    Column("agreement_id", Key, ForeignKey("agreements.id"), primary_key=True),
    Column("department_id", Key, ForeignKey("departments.id"), primary_key=True, index=True),
)
"""The parts of the organisation that an agreement is with."""
