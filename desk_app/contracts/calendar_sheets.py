# SPDX-License-Identifier: EUPL-1.2
"""Calendars as they are edited, and what runs by them, read in any session."""

from collections.abc import Iterator
from datetime import time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desk_app.contracts.calendar_messages import (
    CalendarRow,
    CalendarSheet,
    CalendarUse,
    ClosureLine,
    OwnHoursLine,
    WindowLine,
)
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.contracts.models import (
    Agreement,
    AgreementTarget,
    Closure,
    OwnHours,
    ServiceCalendar,
    ServiceWindow,
)
from desk_app.contracts.opening import opening_hours
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _, language


def read_calendar_rows(session: Session) -> Iterator[CalendarRow]:
    """All calendars, that of the desk first and then by code."""
    target = AgreementTarget
    used = select(target.calendar_id, func.count().label("uses")).where(target.active).group_by(target.calendar_id)
    counts = {row.calendar_id: row.uses for row in session.execute(used)}
    query = select(
        ServiceCalendar.id,
        ServiceCalendar.version,
        ServiceCalendar.code,
        ServiceCalendar.name,
        ServiceCalendar.is_desk,
    ).order_by(ServiceCalendar.is_desk.desc(), ServiceCalendar.code, ServiceCalendar.id)
    for row in session.execute(query).all():
        hours = opening_hours(read_calendar(session, row.id), language())
        by_itself = counts.get(None, 0) if row.is_desk else 0
        yield CalendarRow(*row, hours=hours, target_count=counts.get(row.id, 0) + by_itself)


def read_sheet(session: Session, calendar_id: int) -> CalendarSheet:
    """A whole calendar; raises NotFound."""
    columns = select(
        ServiceCalendar.id,
        ServiceCalendar.version,
        ServiceCalendar.code,
        ServiceCalendar.name,
        ServiceCalendar.is_desk,
        ServiceCalendar.holidays,
        ServiceCalendar.good_friday,
        ServiceCalendar.liberation_day,
        ServiceCalendar.bridging,
    )
    row = session.execute(columns.where(ServiceCalendar.id == calendar_id)).first()
    if row is None:
        raise NotFound(_("This calendar is no longer there. Press F5 and look again."))
    hours = select(ServiceWindow.weekday, ServiceWindow.opens, ServiceWindow.closes)
    hours = hours.where(ServiceWindow.calendar_id == calendar_id)
    days = select(Closure.day, Closure.name, Closure.begins, Closure.ends).where(Closure.calendar_id == calendar_id)
    own = select(OwnHours.day, OwnHours.opens, OwnHours.closes).where(OwnHours.calendar_id == calendar_id)
    return CalendarSheet(
        *row,
        windows=tuple(
            WindowLine(weekday=weekday, opens=opens, closes=closes, next_day=runs_on(opens, closes))
            for weekday, opens, closes in session.execute(
                hours.order_by(ServiceWindow.weekday, ServiceWindow.opens, ServiceWindow.id)
            )
        ),
        closures=tuple(
            ClosureLine(day=day, name=name, begins=begins, ends=ends)
            for day, name, begins, ends in session.execute(
                days.order_by(Closure.day, func.coalesce(Closure.begins, time()), Closure.id)
            )
        ),
        own_hours=tuple(
            OwnHoursLine(day=day, opens=opens, closes=closes, next_day=runs_on(opens, closes))
            for day, opens, closes in session.execute(own.order_by(OwnHours.day, OwnHours.opens, OwnHours.id))
        ),
    )


def runs_on(opens: time, closes: time) -> bool:
    """Whether stored hours go on after midnight; until midnight is the same day."""
    return closes <= opens and closes != time()


def read_use(session: Session, calendar_id: int) -> CalendarUse:
    """What runs by a calendar; by that of the desk also every target that names none."""
    is_desk = session.scalar(select(ServiceCalendar.is_desk).where(ServiceCalendar.id == calendar_id))
    target = AgreementTarget
    by_it = target.calendar_id == calendar_id
    if is_desk:
        by_it |= target.calendar_id.is_(None)
    query = select(target.active, Agreement.code, Agreement.name).join(Agreement, Agreement.id == target.agreement_id)
    rows = session.execute(query.where(by_it).order_by(Agreement.code, Agreement.id)).all()
    in_use = [row for row in rows if row.active]
    return CalendarUse(
        target_count=len(in_use),
        past_count=len(rows) - len(in_use),
        agreements=tuple(dict.fromkeys(f"{row.code} · {row.name}" for row in in_use)),
    )
