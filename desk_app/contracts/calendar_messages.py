# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of calendars, what they tell afterwards, and the rows they show."""

from dataclasses import dataclass
from datetime import date, time

from desk_app.core.events import DomainEvent
from desk_app.core.messages import Command
from desk_app.core.public_holidays import Bridging as Bridging
from desk_app.core.public_holidays import LiberationDay as LiberationDay


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLine:
    """Hours of a weekday (Monday 0), local; ``closes`` 0.00 is midnight. Two lines on one day leave a break between.

    ``next_day``: it closes on the day after, like a night shift.
    """

    weekday: int
    opens: time
    closes: time
    next_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureLine:
    """A day on which it is closed; with both times (local) only that part of it. ``ends`` 0.00 is midnight."""

    day: date
    name: str
    begins: time | None = None
    ends: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHoursLine:
    """Hours of one day instead of those of its weekday, also on a closed day; otherwise as ``WindowLine``."""

    day: date
    opens: time
    closes: time
    next_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveCalendar(Command):
    """A whole calendar, new (``calendar_id`` None) or changed; ``version`` is the one that was on screen.

    ``is_desk``: from now on this is the calendar of the desk, and no other one is. ``holidays``: closed on the holidays
    on which nearly every office is; without it the three choices after it say nothing.
    """

    calendar_id: int | None = None
    version: int | None = None
    code: str
    name: str
    is_desk: bool = False
    holidays: bool = True
    good_friday: bool = False
    liberation_day: LiberationDay = LiberationDay.FIVE_YEARLY
    bridging: Bridging = Bridging.NONE
    windows: tuple[WindowLine, ...]
    closures: tuple[ClosureLine, ...] = ()
    own_hours: tuple[OwnHoursLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveCalendar(Command):
    """Takes a calendar away that nothing uses; ``version`` is the one that was on screen."""

    calendar_id: int
    version: int


@dataclass(frozen=True, slots=True)
class CalendarChanged(DomainEvent):
    """A calendar is new, was changed, or is gone. What was promised stays as it was."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A calendar as the list shows it; ``hours`` like "ma-vr 9.00-17.00"; ``target_count``: targets in use that run by it."""

    id: int
    version: int
    code: str
    name: str
    is_desk: bool
    hours: str
    target_count: int


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """A whole calendar, to show and to edit; the fields are those of ``SaveCalendar``, each list in order."""

    id: int
    version: int
    code: str
    name: str
    is_desk: bool
    holidays: bool
    good_friday: bool
    liberation_day: LiberationDay
    bridging: Bridging
    windows: tuple[WindowLine, ...]
    closures: tuple[ClosureLine, ...]
    own_hours: tuple[OwnHoursLine, ...]


@dataclass(frozen=True, slots=True)
class CalendarUse:
    """What runs by a calendar. ``agreements``: code and name of those with targets that do.

    ``target_count`` counts the targets in use; ``past_count`` those that are over but on which tickets hang.
    """

    target_count: int
    past_count: int
    agreements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A closed day by the choice of holidays."""

    day: date
    name: str
