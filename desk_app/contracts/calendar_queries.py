# SPDX-License-Identifier: EUPL-1.2
"""The calendars, as stored, and the holidays of a year by choice."""

from desk_app.contracts.calendar_messages import CalendarRow, CalendarSheet, CalendarUse, HolidayRow
from desk_app.contracts.calendar_sheets import read_calendar_rows, read_sheet, read_use
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.i18n import language
from desk_app.core.public_holidays import HolidayChoice, holidays_of


class CalendarQueries:
    """When we and others work, for who may see tickets."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def calendars(self, actor: Actor) -> tuple[CalendarRow, ...]:
        """All calendars, that of the desk first and then by code."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return tuple(read_calendar_rows(session))

    def calendar(self, actor: Actor, calendar_id: int) -> CalendarSheet:
        """A whole calendar to show or to edit; raises NotFound."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_sheet(session, calendar_id)

    def use(self, actor: Actor, calendar_id: int) -> CalendarUse:
        """What runs by a calendar."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_use(session, calendar_id)

    def preview(self, actor: Actor, choice: HolidayChoice, year: int) -> tuple[HolidayRow, ...]:
        """The closed days of a year by a choice, in order. Raises CalendarFault (field ``years``) outside 1966-2200."""
        actor.require(Right.SEE_TICKETS)
        days = holidays_of(choice, [year], language())
        return tuple(HolidayRow(day, name) for day, name in days.items())
