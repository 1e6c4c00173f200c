# SPDX-License-Identifier: EUPL-1.2
"""Whether an item can be saved: every fault as a sentence that says what to change, under the name of its field. Pure.

Names of nested fields count from 0: ``prices.0.valid_from``, ``steps.1.after``, ``fields.2.choices``, ``entitlements.0``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desk_app.catalogue.content import EntitlementLine, FieldLine, ItemContent, LeadTime
from desk_app.catalogue.editing import LONGEST_CODE
from desk_app.catalogue.models import CostCentreRule, FieldType, ItemStatus, LeadUnit, StepKind
from desk_app.catalogue.price_checks import price_faults
from desk_app.catalogue.step_checks import step_faults
from desk_app.catalogue.wording import STATUS_NAMES
from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.core.text import LINE, TEXT, fault_in, fault_in_line
from desk_app.relations.models import PersonKind

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?")
MOST_LINES = 50
"""Prices, fields, steps or entitlements that one item can have."""
MOST_CHOICES = 200
MOST_QUANTITY = 9_999
MOST_LEAD: dict[LeadUnit, int] = {
    LeadUnit.MINUTES: 60 * 8 * 250,
    LeadUnit.WORKING_DAYS: 1_250,
    LeadUnit.CALENDAR_DAYS: 1_830,
    LeadUnit.CLOCK_MINUTES: 60 * 24 * 366,
}
"""A year in minutes, five years in days: what is longer is a slip of the finger."""

Fault = tuple[str, str]
"""Name of a field, and the sentence under it."""

_LONGEST = {
    "code": LONGEST_CODE,
    "name": LINE,
    "name_en": LINE,
    "keywords": TEXT,
    "explanation": TEXT,
    "explanation_en": TEXT,
    "customer_brings": TEXT,
    "customer_brings_en": TEXT,
    "answer": TEXT,
    "answer_en": TEXT,
    "owner": LINE,
}
_FIELD_LONGEST = {"code": LONGEST_CODE, "label": LINE, "label_en": LINE, "help": LINE, "help_en": LINE}
_STEP_LONGEST = {
    "code": LONGEST_CODE,
    "name": LINE,
    "name_en": LINE,
    "required_input": LINE,
    "required_input_en": LINE,
    "exit_check": LINE,
    "exit_check_en": LINE,
}
_PERSON_KINDS = frozenset(kind.value for kind in PersonKind)


@dataclass(frozen=True, slots=True)
class Known:
    """What an item may refer to. ``codes``: code in capitals -> id and name of the item that has it.

    ``item_id`` is the item that is checked (None: a new one); its own code is no double. ``teams`` are those at work.
    ``day`` is today (local), for whom a last day must still come; None: what ended long ago may come in from a file.
    """

    codes: Mapping[str, tuple[int, str]]
    teams: frozenset[int]
    topics: frozenset[int]
    agreements: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()
    item_id: int | None = None
    day: date | None = None

    def of(self, item_id: int | None) -> "Known":
        """The same for another item; costs next to nothing."""
        return replace(self, item_id=item_id)


def item_faults(content: ItemContent, known: Known) -> dict[str, str]:
    """Everything that keeps the item from being saved; empty when it can be. One sentence per field."""
    found: dict[str, str] = {}
    for check in (_texts, _code, _places, _terms, _quantities, _dates, _fields, _entitlements, _steps):
        for name, sentence in check(content, known):
            found.setdefault(name, sentence)
    return found


def _texts(content: ItemContent, _known: Known) -> Iterator[Fault]:
    if not content.name.strip():
        yield "name", _("Give it a name that the customer knows.")
    if not content.owner.strip():
        yield "owner", _("Fill in who looks after this product.")
    offered = content.status in (ItemStatus.ACTIVE, ItemStatus.EXPIRING)
    if offered and not content.explanation.strip():
        yield "explanation", _("Explain in one or two short sentences what the customer gets.")
    yield from _unkeepable(content, _LONGEST)


def _unkeepable(holder: object, longest: Mapping[str, int], before: str = "") -> Iterator[Fault]:
    for name, most in longest.items():
        text: str = getattr(holder, name)
        judge = fault_in if most == TEXT else fault_in_line
        if text and (fault := judge(text, most)):
            yield f"{before}{name}", fault


def _code(content: ItemContent, known: Known) -> Iterator[Fault]:
    code = content.code.strip()
    if not code:
        yield "code", _("Give it a code, for example P-PAS.")
        return
    other = known.codes.get(code.upper())
    if other is not None and other[0] != known.item_id:
        yield "code", _("This code already exists at '{name}'. Choose another code.").format(name=other[1])
    if not CODE.fullmatch(code):
        yield "code", _("Use letters, digits and - in the code '{code}', for example P-PAS.").format(code=code[:40])


def _places(content: ItemContent, known: Known) -> Iterator[Fault]:
    if not content.topics:
        yield "topics", _("Choose at least one question of the customer that this product answers.")
    elif not known.topics.issuperset(content.topics):
        yield "topics", _("A chosen question of the customer is no longer there. Choose again.")
    if content.team_id is None:
        yield "team_id", _("Choose the team that does the work.")
    elif content.team_id not in known.teams:
        yield "team_id", _("This team is no longer there. Choose another one.")
    if content.agreement_id is not None and content.agreement_id not in known.agreements:
        yield "agreement_id", _("This agreement is no longer there. Choose another one, or none.")


def _terms(content: ItemContent, _known: Known) -> Iterator[Fault]:
    if fault := lead_fault(content.lead, least=0):
        yield "lead", fault
    if content.order_lead is not None and (fault := lead_fault(content.order_lead, least=1)):
        yield "order_lead", fault
    if len(content.prices) > MOST_LINES:
        yield "prices", _("A product can have {most} prices. Remove the oldest ones.").format(most=MOST_LINES)
    else:
        yield from price_faults(content)


def lead_fault(lead: LeadTime, least: int) -> str | None:
    """The sentence under a lead time; None when it can be."""
    most = MOST_LEAD[lead.unit]
    if least <= lead.amount <= most:
        return None
    if lead.amount > most and lead.unit in (LeadUnit.MINUTES, LeadUnit.CLOCK_MINUTES):
        return _("This takes at most {hours} hours. Fill in fewer.").format(hours=most // 60)
    return _("Fill in a number from {least} to {most}.").format(least=least, most=most)


def _quantities(content: ItemContent, _known: Known) -> Iterator[Fault]:
    for name in ("min_quantity", "max_quantity"):
        if not 1 <= getattr(content, name) <= MOST_QUANTITY:
            yield name, _("Fill in a number from {least} to {most}.").format(least=1, most=MOST_QUANTITY)
    if content.min_quantity > content.max_quantity:
        yield (
            "max_quantity",
            _("The most ({most}) is less than the least ({least}). Make it {least} or more.").format(
                most=content.max_quantity, least=content.min_quantity
            ),
        )


def last_day_fault(content: ItemContent, last_day: date) -> str | None:
    """Why this cannot be the last day on which an item is offered; None when it can be."""
    if content.status is ItemStatus.CONCEPT:
        text = _("'{name}' is a concept: nobody can ask for it, so it needs no last day. Leave the last day out.")
    elif content.status is ItemStatus.RETIRED:
        text = _("'{name}' is no longer offered already. Leave the last day out.")
    elif content.valid_from is not None and content.valid_from > last_day:
        text = _("'{name}' is offered from {first} on. Choose that day or a later one, or leave the last day out.")
        return text.format(name=content.name, first=formats.day_plain(content.valid_from))
    else:
        return None
    return text.format(name=content.name)


def _dates(content: ItemContent, known: Known) -> Iterator[Fault]:
    if content.valid_from and content.valid_until and content.valid_from > content.valid_until:
        yield "valid_until", _("The last day comes before the first day. Choose a later last day.")
    if content.status is ItemStatus.EXPIRING and content.valid_until is None:
        yield "valid_until", _("Fill in the last day of a product that expires.")
    offered = content.status in (ItemStatus.ACTIVE, ItemStatus.EXPIRING)
    if offered and content.valid_until is not None and known.day is not None and content.valid_until < known.day:
        text = _("The last day, {day}, has passed. Choose today or later, or choose the status '{status}'.")
        gone = _(STATUS_NAMES[ItemStatus.RETIRED])
        yield "valid_until", text.format(day=formats.day_plain(content.valid_until), status=gone)


def _fields(content: ItemContent, _known: Known) -> Iterator[Fault]:
    if len(content.fields) > MOST_LINES:
        yield "fields", _("A product can have {most} extra fields. Remove some.").format(most=MOST_LINES)
    seen: dict[str, str] = {}
    for number, line in enumerate(content.fields[:MOST_LINES]):
        name = f"fields.{number}."
        yield from _unkeepable(line, _FIELD_LONGEST, name)
        label = line.label.strip()
        if not label:
            yield f"{name}label", _("Write the question of field {number}.").format(number=number + 1)
        code = line.code.strip()
        if not CODE.fullmatch(code):
            yield f"{name}code", _("Give field '{name}' a code of letters and digits.").format(name=label)
        elif code in seen:
            text = _("The fields '{first}' and '{second}' have the same code '{code}'. Give one of them another code.")
            yield f"{name}code", text.format(first=seen[code], second=label, code=code)
        seen.setdefault(code, label)
        if line.field_type is FieldType.CHOICE and (fault := _choices_fault(line)):
            yield f"{name}choices", fault


def _choices_fault(line: FieldLine) -> str | None:
    choices = [choice.strip() for choice in line.choices]
    if len(choices) < 2 or not all(choices):
        return _("Give field '{name}' at least two choices, and leave none empty.").format(name=line.label)
    if len(choices) > MOST_CHOICES:
        text = _("Field '{name}' can have {most} choices. Remove some.")
        return text.format(name=line.label, most=MOST_CHOICES)
    double = next((choice for place, choice in enumerate(choices) if choice in choices[:place]), None)
    if double is not None:
        return _("Field '{name}' has the choice '{choice}' twice. Remove one.").format(name=line.label, choice=double)
    if line.choices_en and len(line.choices_en) != len(choices):
        return _("Field '{name}' has {dutch} Dutch and {english} English choices. Give each its translation.").format(
            name=line.label, dutch=len(choices), english=len(line.choices_en)
        )
    return next((fault for choice in (*choices, *line.choices_en) if (fault := fault_in_line(choice, LINE))), None)


def _entitlements(content: ItemContent, known: Known) -> Iterator[Fault]:
    if len(content.entitlements) > MOST_LINES:
        yield "entitlements", _("A product can have {most} ways to be entitled. Remove some.").format(most=MOST_LINES)
    for number, line in enumerate(content.entitlements[:MOST_LINES]):
        if fault := _entitlement_fault(line, known):
            yield f"entitlements.{number}", fault


def _entitlement_fault(line: EntitlementLine, known: Known) -> str | None:
    if not line.person_kind and line.department_id is None and line.agreement_id is None:
        return _("Fill in who may have it, or remove this line: a product without lines is for everybody.")
    if line.person_kind and line.person_kind not in _PERSON_KINDS:
        return _("This kind of customer does not exist. Choose another one.")
    if line.department_id is not None and line.department_id not in known.departments:
        return _("This part of the organisation is no longer there. Choose another one.")
    if line.agreement_id is not None and line.agreement_id not in known.agreements:
        return _("This agreement is no longer there. Choose another one, or none.")
    return None


def _steps(content: ItemContent, known: Known) -> Iterator[Fault]:
    if len(content.steps) > MOST_LINES:
        yield "steps", _("A process can have {most} steps. Remove some.").format(most=MOST_LINES)
        return
    for number, line in enumerate(content.steps):
        name = f"steps.{number}."
        yield from _unkeepable(line, _STEP_LONGEST, name)
        if not CODE.fullmatch(line.code.strip()):
            yield f"{name}code", _("Give step '{name}' a code of letters and digits.").format(name=line.name)
        if line.team_id is not None and line.team_id not in known.teams:
            text = _("The team of step '{name}' is no longer there. Choose another one.")
            yield f"{name}team_id", text.format(name=line.name)
        least = 1 if line.kind is StepKind.APPROVE else 0
        if fault := lead_fault(line.lead, least):
            yield f"{name}lead", f"{line.name}: {fault}"
    yield from step_faults(content.steps)
    asks = next((line.name for line in content.steps if line.kind is StepKind.APPROVE), None)
    if asks is not None and content.cost_centre_rule is CostCentreRule.NEVER:
        text = _("Step '{name}' asks the budget holder, and who that is follows from the cost centre. Ask for one.")
        yield "cost_centre_rule", text.format(name=asks)
