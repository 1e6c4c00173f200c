# SPDX-License-Identifier: EUPL-1.2
"""The lines of an item in words: a price, an intake field, a step of the process, who may have it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desk_app.catalogue.content import EntitlementLine, FieldLine, PriceLine, StepLine
from desk_app.catalogue.models import Supply
from desk_app.catalogue.wording import FIELD_TYPE_NAMES, SUPPLY_NAMES, VAT_NAMES, in_language, lead_text, money_text
from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.relations.messages import PERSON_KIND_NAMES


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids in a content are called; an id that is not there is shown as ``?``."""

    teams: Mapping[int, str] = field(default_factory=dict)
    topics: Mapping[int, str] = field(default_factory=dict)
    departments: Mapping[int, str] = field(default_factory=dict)
    agreements: Mapping[int, str] = field(default_factory=dict)


def price_words(line: PriceLine) -> str:
    """``€ 12,50 · vanaf 1 januari 2027 · 21 % btw``; to order is said, from stock is not."""
    first = formats.day_plain(line.valid_from)
    if line.valid_until is None:
        period = _("from {day}").format(day=first)
    else:
        period = _("{first} to {last}").format(first=first, last=formats.day_plain(line.valid_until))
    parts = [money_text(line.price_cents), period, _(VAT_NAMES[line.vat])]
    if line.supply is Supply.ORDER:
        parts.insert(1, _(SUPPLY_NAMES[line.supply]))
    return " · ".join(parts)


def field_words(line: FieldLine) -> str:
    """``Welke ruimte? · keuze: klein, groot · verplicht``."""
    kind = _(FIELD_TYPE_NAMES[line.field_type])
    if line.choices:
        kind = f"{kind}: {', '.join(line.choices)}"
    parts = [in_language(line.label, line.label_en), kind]
    if line.required:
        parts.append(_("required"))
    return " · ".join(parts)


def after_words(line: StepLine, steps: Sequence[StepLine]) -> str:
    """``na stap 1 en 3``; at the start when it waits for none."""
    numbers = [str(number) for number, one in enumerate(steps, start=1) if one.code in line.after]
    if not numbers:
        return _("begins at once")
    if len(numbers) == 1:
        return _("after step {number}").format(number=numbers[0])
    return _("after steps {numbers} and {last}").format(numbers=", ".join(numbers[:-1]), last=numbers[-1])


def step_words(line: StepLine, steps: Sequence[StepLine], names: Names) -> str:
    """``Akkoord van de budgethouder · na stap 1 · 2 werkdagen``; the team when it is another one."""
    parts = [in_language(line.name, line.name_en), after_words(line, steps), lead_text(line.lead)]
    if line.team_id is not None:
        parts.append(names.teams.get(line.team_id, "?"))
    return " · ".join(parts)


def entitlement_words(line: EntitlementLine, names: Names) -> str:
    """``medewerker · Facilitair · met SLA Gebouwen``; everybody when nothing is filled in."""
    parts = [_(name) for kind, name in PERSON_KIND_NAMES.items() if kind.value == line.person_kind]
    if line.department_id is not None:
        parts.append(names.departments.get(line.department_id, "?"))
    if line.agreement_id is not None:
        parts.append(_("under {agreement}").format(agreement=names.agreements.get(line.agreement_id, "?")))
    return " · ".join(parts) or _("everybody")
