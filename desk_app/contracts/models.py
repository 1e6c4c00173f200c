# SPDX-License-Identifier: EUPL-1.2
"""Tables of when we are open."""

from datetime import date, time

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from desk_app.core.base import Base, IntKey


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
