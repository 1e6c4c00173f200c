# SPDX-License-Identifier: EUPL-1.2
"""Tables of whom we serve and where they are."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, EnumText, IntKey


class PersonKind(StrEnum):
    """How somebody belongs to the organisation."""

    EMPLOYEE = "employee"
    STUDENT = "student"
    VISITOR = "visitor"
    SUPPLIER = "supplier"


class Department(Base):
    """A part of the organisation that is our customer."""

    __tablename__ = "departments"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))


class Building(Base):
    """A building of a site."""

    __tablename__ = "buildings"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    site: Mapped[str] = mapped_column(String(200), default="")


class Space(Base):
    """A room or place; ``code`` is what is on the door (``D2.14``)."""

    __tablename__ = "spaces"
    __table_args__ = (Index("uq_spaces_building_id_code", "building_id", "code", unique=True),)

    id: Mapped[IntKey]
    building_id: Mapped[int] = mapped_column(ForeignKey("buildings.id"))
    code: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(200), default="")


class Person(Base):
    """A customer. ``given_name`` is what people call them; ``infix`` is the tussenvoegsel (``van der``)."""

    __tablename__ = "persons"
    __table_args__ = (
        Index("ix_persons_badge", "badge"),
        Index("ix_persons_personnel_number", "personnel_number"),
        Index("ix_persons_email", "email"),
        Index("ix_persons_phone_digits", "phone_digits"),
    )

    id: Mapped[IntKey]
    given_name: Mapped[str] = mapped_column(String(200), default="")
    infix: Mapped[str] = mapped_column(String(64), default="")
    family_name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[PersonKind] = mapped_column(EnumText(PersonKind), default=PersonKind.EMPLOYEE)
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"), index=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"))
    badge: Mapped[str | None] = mapped_column(String(64))
    personnel_number: Mapped[str | None] = mapped_column(String(64))
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(64))
    phone_digits: Mapped[str | None] = mapped_column(String(32))
    """The last nine digits, so that +31 6 and 06 find the same person."""
    language: Mapped[str] = mapped_column(String(2), default="nl")
    prefers_mail: Mapped[bool] = mapped_column(default=False)
    attention: Mapped[str] = mapped_column(String(80), default="")
    attention_until: Mapped[date | None]
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


class CostCentre(Base):
    """Where costs are charged to, and who decides about them."""

    __tablename__ = "cost_centres"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("departments.id"))
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    """The budget holder."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


class BudgetDelegation(Base):
    """Who decides for a budget holder from one day up to and including another."""

    __tablename__ = "budget_delegations"

    id: Mapped[IntKey]
    holder_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    valid_from: Mapped[date]
    valid_until: Mapped[date]


class Supplier(Base):
    """A company that does work for us or delivers to us."""

    __tablename__ = "suppliers"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(64), default="")
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class
