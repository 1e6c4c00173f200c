# SPDX-License-Identifier: EUPL-1.2
"""What is done to an agreement as a whole while it is edited: made an order of, put on top of another one, compared. Pure."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from desk_app.catalogue.differences import Difference
from desk_app.contracts.line_words import Names, pauses_words, rung_words, target_line_words
from desk_app.contracts.messages import AgreementKind, AgreementSheet, Renewal, SaveAgreement, TargetLine
from desk_app.contracts.models import CostPeriod, Evaluation
from desk_app.contracts.wording import AGREEMENT_KIND_NAMES, COST_PERIOD_NAMES, EVALUATION_NAMES, RENEWAL_NAMES
from desk_app.core import formats
from desk_app.core.i18n import N_, _

CONTENT = tuple(one.name for one in fields(AgreementSheet) if one.name not in ("id", "version"))
"""The fields that are edited."""

LABELS: dict[str, str] = {
    "name": N_("Name"),
    "code": N_("Number"),
    "kind": N_("Kind"),
    "department_ids": N_("Parts of the organisation"),
    "team_id": N_("Team"),
    "supplier_id": N_("Supplier"),
    "valid_from": N_("First day"),
    "valid_until": N_("Last day"),
    "notice_on": N_("Give notice before"),
    "notice_given_on": N_("Notice was given on"),
    "reminder_on": N_("Reminder"),
    "renewal": N_("Renewal"),
    "owner": N_("Owner of the agreement"),
    "item_ids": N_("Products"),
    "cost_cents": N_("Amount"),
    "cost_period": N_("Paid"),
    "evaluation": N_("Evaluation"),
    "targets": N_("Targets"),
    "rungs": N_("Escalation"),
}
"""What each field is called, in the order of the form."""


def fresh(day: date, owner: str) -> AgreementSheet:
    """Where a new agreement begins: with a customer, from ``day`` (local) on, mine."""
    return AgreementSheet(
        id=0,
        version=0,
        code="",
        name="",
        kind=AgreementKind.SLA,
        department_ids=frozenset(),
        team_id=None,
        supplier_id=None,
        valid_from=day,
        valid_until=None,
        notice_on=None,
        notice_given_on=None,
        reminder_on=None,
        renewal=Renewal.NONE,
        cost_cents=0,
        cost_period=CostPeriod.YEAR,
        evaluation=Evaluation.QUARTERLY,
        owner=owner,
        item_ids=frozenset(),
        targets=(),
        rungs=(),
    )


def order_of(sheet: AgreementSheet, agreement_id: int | None, version: int | None) -> SaveAgreement:
    """The order that stores this; on top of ``version``."""
    return SaveAgreement(agreement_id=agreement_id, version=version, **{name: getattr(sheet, name) for name in CONTENT})


def merged(base: AgreementSheet, mine: AgreementSheet, theirs: AgreementSheet) -> AgreementSheet:
    """Theirs, with what I changed since ``base`` on top of it. Of targets and rungs, each by itself: what only one of us
    added, changed or took away is so; one that both changed is mine."""
    changed: dict[str, Any] = {}
    for name in CONTENT:
        ours, before = getattr(mine, name), getattr(base, name)
        if ours == before:
            continue
        if name in _KEYS:
            changed[name] = _merged_lines(_KEYS[name], before, ours, getattr(theirs, name))
        elif isinstance(ours, frozenset):
            changed[name] = (getattr(theirs, name) | (ours - before)) - (before - ours)
        else:
            changed[name] = ours
    return replace(theirs, **changed)


def _key_of_target(line: TargetLine) -> Hashable:
    return line.id if line.id is not None else line


_KEYS: Mapping[str, Callable[[Any], Hashable]] = {
    "targets": _key_of_target,
    "rungs": lambda line: (line.percent, line.addressee),
}
"""What makes a line the same line."""


def _merged_lines(
    key: Callable[[Any], Hashable], base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...]:
    """My order, then what is new of theirs."""
    before, their = ({key(line): line for line in lines} for lines in (base, theirs))
    kept = []
    for line in mine:
        name = key(line)
        is_touched = before.get(name) != line
        if name in their and not is_touched:
            kept.append(their[name])
        elif name in their or is_touched:
            kept.append(line)
    ours = {key(line) for line in mine}
    kept += [line for line in theirs if key(line) not in ours and before.get(key(line)) != line]
    return tuple(kept)


def differences(before: AgreementSheet, after: AgreementSheet, names: Names) -> Iterator[Difference]:
    """What became different, in the order of the form."""
    for name, label in LABELS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if name in _KEYS:
            told = [[_line_words(name, line, names) for line in lines] for lines in (old, new)]
            first, second = _apart(*told)
            yield Difference(name, _(label), "; ".join(first), "; ".join(second))
        else:
            yield Difference(name, _(label), _value(name, old, names), _value(name, new, names))


def _apart(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Only the lines that are not the same, unless one of both would seem empty then."""
    old, new = [line for line in before if line not in after], [line for line in after if line not in before]
    return (old, new) if old and new else (before, after)


def _line_words(name: str, line: Any, names: Names) -> str:  # noqa: ANN401 -- a TargetLine or a RungLine
    if name == "rungs":
        return rung_words(line)
    calendar = names.calendars.get(line.calendar_id or 0, "")
    more = [calendar, pauses_words(line.pauses), line.consequence]
    return " · ".join([target_line_words(line, names), *filter(None, more)])


_CHOICES: Mapping[str, Mapping[Any, str]] = {
    "kind": AGREEMENT_KIND_NAMES,
    "renewal": RENEWAL_NAMES,
    "cost_period": COST_PERIOD_NAMES,
    "evaluation": EVALUATION_NAMES,
}


def _value(name: str, value: Any, names: Names) -> str:  # noqa: ANN401 -- the value of a field
    if name in _CHOICES:
        return _(_CHOICES[name][value])
    if name == "cost_cents":
        return formats.money(value)
    by_name = {
        "team_id": names.teams,
        "supplier_id": names.suppliers,
        "department_ids": names.departments,
        "item_ids": names.items,
    }
    if name in by_name:
        ids = value if isinstance(value, frozenset) else () if value is None else (value,)
        return ", ".join(sorted(by_name[name].get(one, "?") for one in ids))
    if isinstance(value, date):
        return formats.day_plain(value)
    return "" if value is None else str(value)
