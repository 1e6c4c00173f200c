# SPDX-License-Identifier: EUPL-1.2
"""Tables of who works here and where."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.actor import Role
from desk_app.core.base import Base, EnumText, IntKey, Key

agent_teams = Table(
    "agent_teams",
    Base.metadata,
    Column("agent_id", Key, ForeignKey("agents.id"), primary_key=True),
    Column("team_id", Key, ForeignKey("teams.id"), primary_key=True),
)


class Team(Base):
    """A line or back office with a queue of its own; ``public_name`` is how a customer reads it."""

    __tablename__ = "teams"

    id: Mapped[IntKey]
    code: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    public_name: Mapped[str] = mapped_column(String(200))
    line: Mapped[int] = mapped_column(default=0)
    """1 first line, 2 second line, 0 back office."""
    email: Mapped[str] = mapped_column(String(254), default="")
    """Where reminders go; empty: only on screen."""
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class


class Counter(Base):
    """A place where customers are served; every audit entry names one."""

    __tablename__ = "counters"

    id: Mapped[IntKey]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    location: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)


class Agent(Base):
    """Somebody who works here; ``pin_hash`` is Argon2id."""

    __tablename__ = "agents"
    __table_args__ = (Index("uq_agents_login", text("lower(login)"), unique=True),)

    id: Mapped[IntKey]
    login: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(EnumText(Role))
    pin_hash: Mapped[str] = mapped_column(String(200))
    wrong_pins: Mapped[int] = mapped_column(default=0)
    wrong_pin_at: Mapped[datetime | None]
    language: Mapped[str] = mapped_column(String(2), default="nl")
    active: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it from the class
