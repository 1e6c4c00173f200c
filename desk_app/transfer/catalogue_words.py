# SPDX-License-Identifier: EUPL-1.2
"""What stands in the cells of a catalogue as our values: choices, yes and no, days, money, lead times, lists. Pure.

A choice may be written as our own word (``working_days``), or as people read it in Dutch or English (``werkdagen``).
Every function raises ValueError with a sentence that names what it could not read.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from desk_app.catalogue.content import LeadTime
from desk_app.catalogue.models import ItemStatus, LeadUnit, TicketKind
from desk_app.catalogue.wording import (
    COMPLEXITY_NAMES,
    COST_CENTRE_RULE_NAMES,
    FIELD_TYPE_NAMES,
    FUNDING_NAMES,
    KIND_LETTERS,
    KIND_NAMES,
    LANE_NAMES,
    STATUS_NAMES,
    STEP_KIND_NAMES,
    SUPPLY_NAMES,
    TYPE_NAMES,
    UNIT_NAMES,
    VAT_NAMES,
)
from desk_app.core.i18n import LANGUAGES, _, catalogue
from desk_app.core.words import fold
from desk_app.relations.messages import PERSON_KIND_NAMES

NAMES: dict[str, Mapping[Any, str]] = {
    "complexity": COMPLEXITY_NAMES,
    "funding": FUNDING_NAMES,
    "item_type": TYPE_NAMES,
    "kind": KIND_NAMES,
    "status": STATUS_NAMES,
    "lead_unit": UNIT_NAMES,
    "supply": SUPPLY_NAMES,
    "vat": VAT_NAMES,
    "cost_centre_rule": COST_CENTRE_RULE_NAMES,
    "lane": LANE_NAMES,
    "field_type": FIELD_TYPE_NAMES,
    "step_kind": STEP_KIND_NAMES,
    "person_kind": PERSON_KIND_NAMES,
}
"""The choices of each field that has them, with the msgid of what people read."""

YES, NO = (
    frozenset({"yes", "ja", "true", "waar", "1", "j", "y", "x"}),
    frozenset({"no", "nee", "false", "onwaar", "0", "n"}),
)

_ALSO: dict[str, dict[str, Any]] = {
    "kind": {
        **{fold(letter): kind for kind, letter in KIND_LETTERS.items()},
        "aanvraag": TicketKind.REQUEST,
        "verzoek": TicketKind.REQUEST,
        "vraag": TicketKind.INFORMATION,
        "storing": TicketKind.INCIDENT,
        "incident": TicketKind.INCIDENT,
    },
    "status": {
        **dict.fromkeys(YES, ItemStatus.ACTIVE),
        **dict.fromkeys(NO, ItemStatus.RETIRED),
        "inactive": ItemStatus.RETIRED,
        "inactief": ItemStatus.RETIRED,
    },
}
"""Words that others use and that can mean one thing only."""

_UNITS: dict[str, tuple[LeadUnit, int]] = {
    **dict.fromkeys(("minuut", "minuten", "minute", "minutes", "min"), (LeadUnit.MINUTES, 1)),
    **dict.fromkeys(("werkminuut", "working minute"), (LeadUnit.MINUTES, 1)),
    **dict.fromkeys(("uur", "uren", "hour", "hours", "h", "u"), (LeadUnit.MINUTES, 60)),
    **dict.fromkeys(("werkuur", "werkuren", "working hour", "working hours"), (LeadUnit.MINUTES, 60)),
    **dict.fromkeys(
        ("werkdag", "werkdagen", "working day", "working days", "business days", "workdays", "wd"),
        (LeadUnit.WORKING_DAYS, 1),
    ),
    **dict.fromkeys(
        ("dag", "dagen", "day", "days", "kalenderdag", "kalenderdagen", "calendar day", "calendar days"),
        (LeadUnit.CALENDAR_DAYS, 1),
    ),
    **dict.fromkeys(("week", "weken", "weeks"), (LeadUnit.CALENDAR_DAYS, 7)),
    **dict.fromkeys(("klokminuut", "klokminuten", "clock minute", "clock minutes"), (LeadUnit.CLOCK_MINUTES, 1)),
    **dict.fromkeys(("klokuur", "klokuren", "clock hour", "clock hours"), (LeadUnit.CLOCK_MINUTES, 60)),
}
"""How others call a unit, and how many of ours it is."""

_LEAD = re.compile(r"(\d{1,6})\s*(\D*)")
_DUTCH_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SEPARATORS = re.compile(r"[\n,;]")
_AMOUNT = re.compile(r"\d+|\d{1,3}(?:[. ']\d{3})+|\d{1,3}(?:,\d{3})+")


@cache
def vocabulary(field: str) -> Mapping[str, Any]:
    """Every word for the choices of a field, folded: our own and what people read in each language."""
    found: dict[str, Any] = {}
    for value, name in NAMES[field].items():
        found[plain(value.value)] = value
        for language in LANGUAGES:
            found.setdefault(plain(catalogue(language).gettext(name)), value)
    for word, value in _ALSO.get(field, {}).items():
        found.setdefault(word, value)
    return found


def plain(text: str) -> str:
    """A word to compare: folded, and with spaces for what stands for them."""
    return " ".join(fold(text).replace("_", " ").split())


def choice(field: str, text: str) -> Any:  # noqa: ANN401 -- a member of the field's choices
    """The choice that a word means."""
    value = vocabulary(field).get(plain(text))
    if value is None:
        words = ", ".join(_(name) for name in NAMES[field].values())
        raise ValueError(_("'{word}' must be one of: {words}.").format(word=text[:60], words=words))
    return value


def yes_no(text: str) -> bool:
    """``yes``, ``ja``, ``x`` or nothing."""
    word = plain(text)
    if word in YES:
        return True
    if word in NO or not word:
        return False
    raise ValueError(_("'{word}' must be one of: {words}.").format(word=text[:60], words=f"{_('yes')}, {_('no')}"))


def day(text: str) -> date:
    """``2026-11-24`` or ``24-11-2026``; a time of day behind it does not count."""
    try:
        if found := _DUTCH_DAY.fullmatch(text.strip()):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.fromisoformat(text.strip()).date()
    except ValueError as error:
        raise ValueError(_("The date {text} cannot be read.").format(text=text[:60])) from error


def number(text: str) -> int:
    """A whole number."""
    plain_text = text.strip()
    if not plain_text.isascii() or not plain_text.isdecimal() or len(plain_text) > 9:
        raise ValueError(_("'{text}' is not a whole number.").format(text=text[:60]))
    return int(plain_text)


def cents(text: str) -> int:
    """``12.5``, ``12,50``, ``€ 1.250,00`` as cents; ``1.250`` alone can mean two things and is refused."""
    amount = re.sub(r"€|EUR|\s", "", text, flags=re.IGNORECASE).removesuffix(",-").removesuffix(".-")
    whole, mark, part = amount, "", ""
    if found := re.fullmatch(r"(.*)([.,])(\d{1,2})", amount):
        whole, mark, part = found.groups()
    if not _AMOUNT.fullmatch(whole or "x") or (mark and mark in whole):
        raise ValueError(_("'{text}' is not an amount. Write it as 1250,00.").format(text=text[:60]))
    if not mark and not whole.isdecimal():
        raise ValueError(_("'{text}' can mean two amounts. Write it as 1250,00.").format(text=text[:60]))
    return int(Decimal(re.sub(r"\D", "", whole)) * 100) + int(f"{part:<02}" if part else 0)


def lead(text: str, unit: str = "", default: LeadUnit = LeadUnit.WORKING_DAYS) -> LeadTime:
    """``3`` with its unit beside it, ``3 werkdagen``, ``2 weken``; without any unit in that of ``default``."""
    found = _LEAD.fullmatch(text.strip())
    if found is None:
        raise ValueError(_("'{text}' is not a lead time. Write it as 3 working days.").format(text=text[:60]))
    word = found[2].strip() or unit
    kind, factor = unit_of(word) if word else (default, 1)
    return LeadTime(int(found[1]) * factor, kind)


def unit_of(text: str) -> tuple[LeadUnit, int]:
    """The unit that a word means, and how many of ours it is: ``weken`` are 7 calendar days."""
    word = plain(text).rstrip(".")
    if word in _UNITS:
        return _UNITS[word]
    return LeadUnit(choice("lead_unit", text)), 1


def lead_words(value: LeadTime | None) -> tuple[int | None, str]:
    """Amount and unit as they stand in a file of ours."""
    return (None, "") if value is None else (value.amount, value.unit.value)


def split(text: str) -> tuple[str, ...]:
    """A list in one cell: one on each line, else with commas or semicolons between."""
    pieces = text.split("\n") if "\n" in text else re.split("[,;]", text)
    return tuple(piece.strip() for piece in pieces if piece.strip())


def joined(parts: Iterable[str]) -> str:
    """A list as one cell, so that ``split`` gives it back."""
    listed = list(parts)
    if any(_SEPARATORS.search(part) for part in listed):
        return "\n".join((*listed, ""))
    return ", ".join(listed)
