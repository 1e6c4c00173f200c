# SPDX-License-Identifier: EUPL-1.2
"""The public holidays of the Netherlands on which an organisation is closed, by its own choice. Pure.

No law says that anybody is free on a holiday; collective agreements and employers do, and they differ in three:
Goede Vrijdag (few), Bevrijdingsdag (civil servants every year, most others in years that end in 0 or 5, some never) and
the days in between. Koningsdag is on 26 April when the 27th is a Sunday: that is not a choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desk_app.core.calendars import CalendarFault
from desk_app.core.i18n import N_, _, catalogue

FIRST_YEAR = 1966
"""The first whole year of the Algemene termijnenwet; earlier holidays are not known here."""

LAST_YEAR = 2200


class Holiday(StrEnum):
    """A public holiday, by the Dutch name that the library ``holidays`` gives it."""

    NEW_YEAR = "Nieuwjaarsdag"
    GOOD_FRIDAY = "Goede vrijdag"
    EASTER_SUNDAY = "Eerste paasdag"
    EASTER_MONDAY = "Tweede paasdag"
    KINGS_DAY = "Koningsdag"
    """Until 2013 Koninginnedag."""
    LIBERATION_DAY = "Bevrijdingsdag"
    ASCENSION_DAY = "Hemelvaartsdag"
    WHIT_SUNDAY = "Eerste pinksterdag"
    WHIT_MONDAY = "Tweede pinksterdag"
    CHRISTMAS_DAY = "Eerste kerstdag"
    BOXING_DAY = "Tweede kerstdag"


class LiberationDay(StrEnum):
    """In which years 5 May is a free day."""

    NEVER = "never"
    FIVE_YEARLY = "five_yearly"
    YEARLY = "yearly"


class Bridging(StrEnum):
    """Which working days between a holiday and a weekend are free too."""

    NONE = "none"
    ASCENSION = "ascension"
    """The Friday after Hemelvaartsdag."""
    ALL = "all"
    """Each Friday after a holiday on Thursday, and each Monday before one on Tuesday."""


HOLIDAY_NAMES: dict[Holiday, str] = {
    Holiday.NEW_YEAR: N_("New Year’s Day"),
    Holiday.GOOD_FRIDAY: N_("Good Friday"),
    Holiday.EASTER_SUNDAY: N_("Easter Sunday"),
    Holiday.EASTER_MONDAY: N_("Easter Monday"),
    Holiday.KINGS_DAY: N_("King’s Day"),
    Holiday.LIBERATION_DAY: N_("Liberation Day"),
    Holiday.ASCENSION_DAY: N_("Ascension Day"),
    Holiday.WHIT_SUNDAY: N_("Whit Sunday"),
    Holiday.WHIT_MONDAY: N_("Whit Monday"),
    Holiday.CHRISTMAS_DAY: N_("Christmas Day"),
    Holiday.BOXING_DAY: N_("Boxing Day"),
}

EVERYBODY_FREE = frozenset(Holiday) - {Holiday.GOOD_FRIDAY, Holiday.LIBERATION_DAY}
"""The holidays on which nearly every office in the Netherlands is closed."""

_TODAY_CALLED = {"Koninginnedag": "Koningsdag"}
_FIRST_KINGS_DAY = 2014
_TUESDAY, _THURSDAY = 1, 3


@dataclass(frozen=True, slots=True)
class HolidayChoice:
    """What an organisation chose. ``others``: the holidays on which it is closed besides the three choices."""

    good_friday: bool = False
    liberation_day: LiberationDay = LiberationDay.FIVE_YEARLY
    bridging: Bridging = Bridging.NONE
    others: frozenset[Holiday] = EVERYBODY_FREE

    def has(self, holiday: Holiday, year: int) -> bool:
        """Whether the organisation is closed on ``holiday`` in ``year``."""
        if holiday is Holiday.GOOD_FRIDAY:
            return self.good_friday
        if holiday is Holiday.LIBERATION_DAY:
            yearly = self.liberation_day is LiberationDay.YEARLY
            return yearly or (self.liberation_day is LiberationDay.FIVE_YEARLY and year % 5 == 0)
        return holiday in self.others


def holidays_of(choice: HolidayChoice, years: Iterable[int], language: str = "nl") -> dict[date, str]:
    """The closed days of these years -> name in ``language``, in order; two holidays on one day are joined by "; ".

    A bridging day lies in the same year as its holiday or in another one that was asked for. It is never a holiday
    itself. Bevrijdingsdag is a yearly holiday from 1982, before that only in years that end in 0 or 5.
    Raises CalendarFault (field ``years``) outside 1966-2200.
    """
    import holidays  # noqa: PLC0415 -- lazy: holidays costs 120 ms and is needed once per desk

    wanted = sorted(set(years))
    if wanted and not FIRST_YEAR <= wanted[0] <= wanted[-1] <= LAST_YEAR:
        sentence = _("Holidays are known from {first} to {last}. Choose years between these.")
        raise CalendarFault({"years": sentence.format(first=FIRST_YEAR, last=LAST_YEAR)})
    around = {*wanted, *(year + 1 for year in wanted)}  # New Year's Day on a Tuesday bridges 31 December
    found = holidays.country_holidays("NL", years=around, language="nl", categories=("public", "optional"))
    closed: dict[date, list[Holiday]] = {}
    for day in sorted(found):
        known = [Holiday(_TODAY_CALLED.get(name, name)) for name in found.get_list(day)]
        if chosen := [holiday for holiday in known if choice.has(holiday, day.year)]:
            closed[day] = chosen
    text = catalogue(language).gettext
    named = {day: "; ".join(text(_name_in(holiday, day.year)) for holiday in closed[day]) for day in closed}
    for day, feasts in closed.items():
        bridge = _bridge(choice.bridging, day, feasts)
        if bridge is not None and bridge not in closed:
            named[bridge] = text(N_("Bridging day"))
    return {day: named[day] for day in sorted(named) if day.year in wanted}


def _name_in(holiday: Holiday, year: int) -> str:
    """What the holiday was called in that year."""
    if holiday is Holiday.KINGS_DAY and year < _FIRST_KINGS_DAY:
        return N_("Queen’s Day")
    return HOLIDAY_NAMES[holiday]


def _bridge(bridging: Bridging, day: date, feasts: list[Holiday]) -> date | None:
    """The working day between this holiday and a weekend, when it is free."""
    if bridging is Bridging.NONE or (bridging is Bridging.ASCENSION and Holiday.ASCENSION_DAY not in feasts):
        return None
    if day.weekday() == _THURSDAY:
        return day + timedelta(days=1)
    if day.weekday() == _TUESDAY:
        return day - timedelta(days=1)
    return None
