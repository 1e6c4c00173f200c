# SPDX-License-Identifier: EUPL-1.2
"""Whether two agreements set a time for the same ticket. Pure.

They do when they are of one kind and with one party, hold on a common day, and cover a common product; an agreement
that names no products covers all of them. One that renews tacitly has no last day (``in_force.py``). One without
targets sets no times: it only says who may have what. An SLA without departments is nobody's own: products name it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from desk_app.contracts.in_force import last_day
from desk_app.contracts.messages import AgreementKind, AgreementSheet, SaveAgreement
from desk_app.core import formats
from desk_app.core.i18n import _


def overlap_fault(
    command: SaveAgreement,
    others: Iterable[AgreementSheet],
    items: Mapping[int, str],
    departments: Mapping[int, str],
) -> str | None:
    """Which other agreement is in the way, about what, and what can be done; None when none is."""
    other = next((other for other in others if overlap(command, other)), None)
    if other is None:
        return None
    what = _common_product(command.item_ids, other.item_ids, items)
    whom = sorted(departments.get(number, "") for number in command.department_ids & other.department_ids)
    if command.kind is AgreementKind.SLA:
        text = _("{code} · {name} is already about {what} for {department} in this period.")
    else:
        text = _("{code} · {name} is already about {what} in this period.")
    said = text.format(code=other.code, name=other.name, what=what, department=whom[0] if whom else "")
    if other.valid_until is not None and other.valid_until < command.valid_from:
        advice = _("It is renewed tacitly after {day}: fill in there that notice was given, or choose other products.")
        return f"{said} {advice.format(day=formats.day_plain(other.valid_until))}"
    advice = _("Choose other products or dates, or change that one first.")
    return f"{said} {advice}"


def overlap(one: SaveAgreement | AgreementSheet, other: SaveAgreement | AgreementSheet) -> bool:
    """Whether both could set the time of one ticket."""
    return (
        one.kind is other.kind
        and bool(one.targets and other.targets)
        and _same_party(one, other)
        and _same_days(one, other)
        and _same_products(one.item_ids, other.item_ids)
    )


def _same_party(one: SaveAgreement | AgreementSheet, other: SaveAgreement | AgreementSheet) -> bool:
    if one.kind is AgreementKind.SLA:
        return not one.department_ids.isdisjoint(other.department_ids)
    if one.kind is AgreementKind.OLA:
        return one.team_id == other.team_id
    return one.supplier_id == other.supplier_id


def _same_days(one: SaveAgreement | AgreementSheet, other: SaveAgreement | AgreementSheet) -> bool:
    one_ends, other_ends = last_day(one) or date.max, last_day(other) or date.max
    return one.valid_from <= other_ends and other.valid_from <= one_ends


def _same_products(one: frozenset[int], other: frozenset[int]) -> bool:
    return not one or not other or not one.isdisjoint(other)


def _common_product(one: frozenset[int], other: frozenset[int], items: Mapping[int, str]) -> str:
    both = one & other if one and other else one | other
    named = sorted(f"‘{items[number]}’" for number in both if number in items)
    return named[0] if named else _("all products")
