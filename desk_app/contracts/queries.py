# SPDX-License-Identifier: EUPL-1.2
"""The calendar of the desk, as stored."""

from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from desk_app.contracts.models import Closure, ServiceWindow
from desk_app.core.worktime import Calendar

ALWAYS_ON_WEEKDAYS = {weekday: ((time(9), time(17)),) for weekday in range(5)}
"""Used while no opening hours are stored, so that a promise can always be made."""


def read_calendar(session: Session) -> Calendar:
    """Opening hours and closed days."""
    windows: dict[int, list[tuple[time, time]]] = {}
    hours = select(ServiceWindow.weekday, ServiceWindow.opens, ServiceWindow.closes)
    for weekday, opens, closes in session.execute(hours.order_by(ServiceWindow.weekday, ServiceWindow.opens)):
        windows.setdefault(weekday, []).append((opens, closes))
    closures = {row.day: row.name for row in session.execute(select(Closure.day, Closure.name))}
    return Calendar({day: tuple(spans) for day, spans in windows.items()} or ALWAYS_ON_WEEKDAYS, closures)
