# SPDX-License-Identifier: EUPL-1.2
"""An answer to an extra field, or to one that a cell asks, as somebody at a counter types or chooses it: what it means,
or what is wrong. Pure."""

import re
from datetime import date

from desk_app.catalogue.messages import FieldLine
from desk_app.catalogue.models import FieldType
from desk_app.core import text
from desk_app.core.i18n import N_, _, language
from desk_app.intake.moments import read_day
from desk_app.tickets.answers import NO, YES, Answer

LOOKED_UP = (FieldType.PERSON, FieldType.LOCATION)
"""Types that are chosen from what we know; the answer is an id."""

_DIGITS = 15
"""More digits than this are no amount of anything."""
_NUMBER = re.compile(r"(?P<sign>[-\u2212]?)(?P<whole>[0-9]+)(?:(?P<mark>[.,])(?P<part>[0-9]+))?")
_GROUPED = {
    "nl": re.compile(r"[-\u2212]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
    "en": re.compile(r"[-\u2212]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
}
_GROUP_MARK = {"nl": ".", "en": ","}

_MISSING = {
    FieldType.TEXT: N_("Fill this in."),
    FieldType.NUMBER: N_("Fill in a number."),
    FieldType.DATE: N_("Fill in a date."),
    FieldType.CHOICE: N_("Choose one."),
    FieldType.YES_NO: N_("Choose yes or no."),
    FieldType.PERSON: N_("Choose a name from the list."),
    FieldType.LOCATION: N_("Choose a room from the list."),
}


def field_name(code: str) -> str:
    """How the field with this code is called on the form and in errors."""
    return f"answer:{code}"


def read_answer(line: FieldLine, typed: str, name: str, today: date) -> Answer | None:
    """The answer, or None when nothing (sensible) was typed. ``name`` goes with the id of a person or a room."""
    value = _value(line, typed.strip(), name, today)
    if not value:
        return None
    shown = name if line.field_type in LOOKED_UP else ""
    if line.field_type is FieldType.CHOICE and line.choices_en:
        shown = line.choices_en[line.choices.index(value)]
    return Answer(line.code, line.label, line.label_en, line.field_type, value, shown)


def answer_fault(line: FieldLine, typed: str, name: str, today: date) -> str | None:
    """The sentence under the field, or None."""
    if not typed.strip():
        return _(_MISSING[line.field_type]) if line.required else None
    if fault := text.fault_in(typed, text.TEXT if line.field_type is FieldType.TEXT else text.LINE):
        return fault
    return None if _value(line, typed.strip(), name, today) else _not_understood(line, typed.strip())


def read_detail(name: str, typed: str, today: date) -> str:
    """A field of the kind or the cell as a ticket keeps it: a wanted day as ISO date, people as a whole number, the rest
    as typed. Empty when it is nothing of the sort."""
    if name == "wanted_on":
        day = read_day(typed, today)
        return "" if day is None else day.isoformat()
    if name == "people":
        count = read_number(typed)
        return count if count.isdecimal() and count != "0" else ""
    return typed.strip()


def detail_fault(name: str, typed: str, longest: int, today: date) -> str | None:
    """The sentence under a field of the kind or the cell, or None; ``longest`` in characters."""
    if fault := text.fault_in(typed, longest):
        return fault
    if not typed.strip() or read_detail(name, typed, today):
        return None
    if name == "people":
        return _("Type for how many people it is, for example 12.")
    return _("I do not understand this date. Type for example 24-11-2026.")


def _not_understood(line: FieldLine, typed: str) -> str:
    if line.field_type is FieldType.NUMBER:
        example = "12,5" if language() == "nl" else "12.5"
        return _("This is no number. Type for example 12 or {example}.").format(example=example)
    if line.field_type is FieldType.DATE:
        return _("I do not understand this date. Type for example 24-11-2026.")
    if line.field_type is FieldType.CHOICE:
        return _("“{choice}” is not in the list any more. Choose another one.").format(choice=typed)
    if line.field_type is FieldType.PERSON:
        return _("Choose a name from the list, or empty the field.")
    if line.field_type is FieldType.LOCATION:
        return _("I do not know this room. Choose one from the list, or empty the field.")
    return _(_MISSING[line.field_type])


def _value(line: FieldLine, typed: str, name: str, today: date) -> str:
    """As ``Answer.value`` keeps it; empty when it is nothing of this type."""
    if line.field_type is FieldType.NUMBER:
        return read_number(typed)
    if line.field_type is FieldType.DATE:
        day = read_day(typed, today)
        return "" if day is None else day.isoformat()
    if line.field_type is FieldType.CHOICE:
        return typed if typed in line.choices else ""
    if line.field_type is FieldType.YES_NO:
        return typed if typed in (YES, NO) else ""
    if line.field_type in LOOKED_UP:
        return typed if name and typed.isascii() and typed.isdecimal() else ""
    return typed


def read_number(typed: str) -> str:
    """``12,5`` and ``1.250,5`` as ``12.5`` and ``1250.5`` (in English the marks the other way round); empty when it is
    no number."""
    plain = "".join(typed.split())
    if _GROUPED[language()].fullmatch(plain):
        plain = plain.replace(_GROUP_MARK[language()], "")
    found = _NUMBER.fullmatch(plain)
    if found is None or len(found["whole"]) + len(found["part"] or "") > _DIGITS:
        return ""
    whole = found["whole"].lstrip("0") or "0"
    part = (found["part"] or "").rstrip("0")
    amount = f"{whole}.{part}" if part else whole
    return f"-{amount}" if found["sign"] and amount != "0" else amount
