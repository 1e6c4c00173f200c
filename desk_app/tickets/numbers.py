# SPDX-License-Identifier: EUPL-1.2
"""Ticket numbers: ``M26-004217``; given once, in order, per year of registration."""

from datetime import datetime

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from desk_app.core.clock import local
from desk_app.tickets.models import TicketNumber


def number_text(year: int, serial: int) -> str:
    """``M26-004217``; a seventh digit when a year has more than 999,999."""
    return f"M{year % 100:02d}-{serial:06d}"


def take_numbers(session: Session, year: int, count: int) -> int:
    """Reserves ``count`` numbers of ``year`` in this transaction; returns the first serial."""
    for _attempt in (1, 2):
        last: int | None = session.scalar(
            update(TicketNumber)
            .where(TicketNumber.year == year)
            .values(last=TicketNumber.last + count)
            .returning(TicketNumber.last)
        )
        if last is not None:
            return last - count + 1
        try:
            with session.begin_nested():
                session.execute(insert(TicketNumber).values(year=year, last=0))
        except IntegrityError:
            continue  # another counter opened the year at this very moment
    raise RuntimeError("no number could be taken")


def next_number(session: Session, moment: datetime) -> str:
    """The next number for a ticket registered at ``moment`` (the local year counts)."""
    year = local(moment).year
    return number_text(year, take_numbers(session, year, 1))
