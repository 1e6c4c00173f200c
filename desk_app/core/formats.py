# SPDX-License-Identifier: EUPL-1.2
"""Dates, durations and money as people read them, on screen and on paper, in Dutch and English."""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_time
from babel.numbers import format_currency

from desk_app.core.clock import local
from desk_app.core.i18n import catalogue, language

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
_A_MONDAY = date(2024, 1, 1)


def _locale(which: str | None) -> str:
    return _LOCALES[which or language()]


def day_long(day: date, lang: str | None = None) -> str:
    """``dinsdag 24 november 2026``."""
    return format_date(day, "EEEE d MMMM y", locale=_locale(lang))


def day_plain(day: date, lang: str | None = None) -> str:
    """``24 november 2026``."""
    return format_date(day, "d MMMM y", locale=_locale(lang))


def day_short(day: date, lang: str | None = None) -> str:
    """``di 24 nov``."""
    return format_date(day, "EEE d MMM", locale=_locale(lang))


def day_of_month(day: date, lang: str | None = None) -> str:
    """``5 mei``."""
    return format_date(day, "d MMMM", locale=_locale(lang))


def month_plain(day: date, lang: str | None = None) -> str:
    """``november 2026``."""
    return format_date(day, "LLLL y", locale=_locale(lang))


def month_short(day: date, lang: str | None = None) -> str:
    """``nov``: where there is little room."""
    return format_date(day, "LLL", locale=_locale(lang)).rstrip(".")


def weekday(number: int, lang: str | None = None) -> str:
    """``maandag`` for 0."""
    return format_date(_A_MONDAY + timedelta(days=number), "EEEE", locale=_locale(lang))


def clock_time(moment: datetime, lang: str | None = None) -> str:
    """``17.00`` in Dutch, ``17:00`` in English; the time on the wall of the desk."""
    pattern = "H.mm" if (lang or language()) == "nl" else "H:mm"
    return format_time(local(moment).time(), pattern, locale=_locale(lang))


def moment_long(moment: datetime, lang: str | None = None) -> str:
    """``dinsdag 24 november 2026, 17.00 uur``: for paper and mail."""
    return _with_hour(day_long(local(moment).date(), lang), moment, lang)


def moment_plain(moment: datetime, lang: str | None = None) -> str:
    """``24 november 2026, 10.42 uur``: for paper, where the weekday says nothing."""
    return _with_hour(day_plain(local(moment).date(), lang), moment, lang)


def _with_hour(day: str, moment: datetime, lang: str | None) -> str:
    pattern = catalogue(lang).gettext("{day}, {time}")
    return pattern.format(day=day, time=clock_time(moment, lang))


def moment_short(moment: datetime, lang: str | None = None) -> str:
    """``di 24 nov 17.00``: for lists and cards."""
    return f"{day_short(local(moment).date(), lang)} {clock_time(moment, lang)}"


def money(cents: int, lang: str | None = None) -> str:
    """``€ 12,50``; a debt is ``€ -12,50``."""
    return format_currency(cents / 100, "EUR", locale=_locale(lang))


def duration(minutes: int, lang: str | None = None) -> str:
    """``40 min``, ``1 u 12 min``, ``3 dagen``: the largest two units that matter; ``minutes`` is not negative."""
    texts = catalogue(lang)
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    if days >= 2:
        return texts.ngettext("{count} day", "{count} days", days).format(count=days)
    hours += days * 24
    if hours == 0:
        return texts.gettext("{minutes} min").format(minutes=left)
    if left == 0:
        return texts.gettext("{hours} h").format(hours=hours)
    return texts.gettext("{hours} h {minutes} min").format(hours=hours, minutes=left)


def working_duration(minutes: int, hours_per_day: int = 8, lang: str | None = None) -> str:
    """``4 werkuren``, ``2 werkdagen``: the term of a promise, given in open minutes."""
    texts = catalogue(lang)
    days, rest = divmod(minutes, hours_per_day * 60)
    if days and not rest:
        return texts.ngettext("{count} working day", "{count} working days", days).format(count=days)
    hours, left = divmod(minutes, 60)
    if hours and not left:
        return texts.ngettext("{count} working hour", "{count} working hours", hours).format(count=hours)
    return texts.ngettext("{count} working minute", "{count} working minutes", minutes).format(count=minutes)
