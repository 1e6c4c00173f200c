# SPDX-License-Identifier: EUPL-1.2
"""Calendars are made, changed and removed here; what was promised by one stays as it was."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from desk_app.contracts.calendar_checks import calendar_faults
from desk_app.contracts.calendar_messages import CalendarChanged, CalendarSheet, RemoveCalendar, SaveCalendar
from desk_app.contracts.calendar_reading import chosen_holidays
from desk_app.contracts.calendar_sheets import read_sheet, read_use
from desk_app.contracts.models import Closure, OwnHours, ServiceCalendar, ServiceWindow
from desk_app.core.actor import Actor, Right
from desk_app.core.base import Base
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from desk_app.core.i18n import _
from desk_app.core.public_holidays import HolidayChoice

_PLAIN = ("is_desk", "holidays", "good_friday", "liberation_day", "bridging")


class CalendarService:
    """When we and others work; always exactly one calendar is that of the desk."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, actor: Actor, command: SaveCalendar) -> int:
        """A calendar, new or changed; returns its id. It moves no promise that was made.

        Raises InvalidInput with the names of ``calendar_checks.py``, NotFound and Conflict.
        """
        actor.require(Right.CHANGE_SETTINGS)
        choice = HolidayChoice(command.good_friday, command.liberation_day, command.bridging)
        faults = calendar_faults(command, chosen_holidays(choice if command.holidays else None))
        with self._db.write(actor, command) as unit:
            session = unit.session
            calendar = _stored(session, command.calendar_id, command.version)
            but = calendar.id if calendar else 0
            if "code" not in faults and (other := _same_code(session, command.code.strip(), but)):
                faults["code"] = _("{name} has this code already. Choose another code.").format(name=other)
            desks = _desks(session, but)
            if not command.is_desk and not desks:
                faults["is_desk"] = _("The desk needs a calendar. Make another one that of the desk first.")
            if faults:
                raise InvalidInput(faults)
            for other_desk in desks if command.is_desk else ():
                other_desk.is_desk = False
                unit.publish(CalendarChanged(other_desk.id))
            calendar_id = _write(session, calendar, command)
            _tell(unit, calendar_id)
            return calendar_id

    def remove(self, actor: Actor, command: RemoveCalendar) -> None:
        """Takes a calendar away. Raises NotFound, and Conflict that says what uses it."""
        actor.require(Right.CHANGE_SETTINGS)
        with self._db.write(actor, command) as unit:
            session = unit.session
            calendar = _stored(session, command.calendar_id, command.version)
            assert calendar is not None
            if calendar.is_desk:
                raise Conflict(_("This is the calendar of the desk. Make another one that of the desk first."))
            use = read_use(session, calendar.id)
            if use.agreements:
                text = _("These agreements use this calendar: {names}. Choose another one there first.")
                raise Conflict(text.format(names=", ".join(use.agreements)))
            if use.past_count:
                raise Conflict(
                    _(
                        "Targets of before run by this calendar. It stays, so that the clocks of their tickets stay right."
                    )
                )
            for model in (ServiceWindow, Closure, OwnHours):
                session.execute(delete(model).where(model.calendar_id == calendar.id))
            session.delete(calendar)
            _tell(unit, calendar.id)


def _tell(unit: Unit, calendar_id: int) -> None:
    unit.about = f"calendar {calendar_id}"
    unit.publish(CalendarChanged(calendar_id))


def _stored(session: Session, calendar_id: int | None, version: int | None) -> ServiceCalendar | None:
    """None for a new one."""
    if calendar_id is None:
        return None
    calendar = session.get(ServiceCalendar, calendar_id)
    if calendar is None:
        raise NotFound(_("This calendar is no longer there. Press F5 and look again."))
    if calendar.version != version:
        raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
    return calendar


def _same_code(session: Session, code: str, but: int) -> str:
    """The name of another calendar with this code, whatever its capitals; empty when there is none."""
    same = or_(ServiceCalendar.code == code, func.lower(ServiceCalendar.code) == code.lower())
    return session.scalar(select(ServiceCalendar.name).where(same, ServiceCalendar.id != but).limit(1)) or ""


def _desks(session: Session, but: int) -> list[ServiceCalendar]:
    """The other calendars that are that of the desk; at most one. Its version keeps two counters from taking it at once."""
    found = select(ServiceCalendar).where(ServiceCalendar.is_desk, ServiceCalendar.id != but)
    return list(session.scalars(found.order_by(ServiceCalendar.id)))


def _write(session: Session, calendar: ServiceCalendar | None, command: SaveCalendar) -> int:
    before: CalendarSheet | None = None
    if calendar is None:
        calendar = ServiceCalendar()
        session.add(calendar)
    else:
        before = read_sheet(session, calendar.id)
    calendar.code, calendar.name = command.code.strip(), command.name.strip()
    for name in _PLAIN:
        setattr(calendar, name, getattr(command, name))
    session.flush()
    number = calendar.id
    windows: Rows = [{"weekday": line.weekday, "opens": line.opens, "closes": line.closes} for line in command.windows]
    closures: Rows = [
        {"day": line.day, "name": line.name.strip(), "begins": line.begins, "ends": line.ends}
        for line in command.closures
    ]
    own: Rows = [{"day": line.day, "opens": line.opens, "closes": line.closes} for line in command.own_hours]
    _replace(session, ServiceWindow, number, windows)
    _replace(session, Closure, number, closures)
    _replace(session, OwnHours, number, own)
    if before is not None and read_sheet(session, number) != before:
        flag_modified(calendar, "code")  # other hours are another version too
    session.flush()
    return number


Rows = list[dict[str, Any]]


def _replace(session: Session, model: type[Base], calendar_id: int, rows: Iterable[dict[str, Any]]) -> None:
    table = model.__table__
    session.execute(delete(model).where(table.c.calendar_id == calendar_id))
    added = [{**row, "calendar_id": calendar_id} for row in rows]
    if added:
        session.execute(insert(model), added)
