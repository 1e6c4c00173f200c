# SPDX-License-Identifier: EUPL-1.2
"""What is done to a content as a whole: tidied up, copied, put on top of another one, retired or offered. Pure."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from desk_app.catalogue.content import EntitlementLine, FieldLine, ItemContent, PriceLine, StepLine
from desk_app.catalogue.models import FieldType, ItemStatus, Supply

LONGEST_CODE = 32


def tidied(content: ItemContent) -> ItemContent:
    """The same content as it is stored: without stray spaces, every list in its own order, nothing twice.

    Two contents that say the same are equal after this, so that a save without a change can be told from one with.
    """
    return replace(
        content,
        code=content.code.strip(),
        name=_line(content.name),
        name_en=_line(content.name_en),
        keywords=keywords(content.keywords.split(",")),
        topics=tuple(sorted(set(content.topics))),
        explanation=content.explanation.strip(),
        explanation_en=content.explanation_en.strip(),
        customer_brings=content.customer_brings.strip(),
        customer_brings_en=content.customer_brings_en.strip(),
        answer=content.answer.strip(),
        answer_en=content.answer_en.strip(),
        owner=_line(content.owner),
        prices=tuple(sorted(content.prices, key=_price_order)),
        fields=tuple(map(_tidy_field, content.fields)),
        steps=_tidy_steps(content.steps),
        entitlements=tuple(dict.fromkeys(map(_tidy_entitlement, content.entitlements))),
    )


def keywords(asked: Iterable[str]) -> str:
    """Words of customers as they are stored: each once, separated by a comma and a space."""
    return ", ".join(dict.fromkeys(word for one in asked if (word := _line(one))))


def copied(content: ItemContent, taken_codes: Collection[str]) -> ItemContent:
    """A concept to start a new item from: the same, under the first free code after it (``P-PAS-2``)."""
    taken = {code.upper() for code in taken_codes}
    number = 2
    while (code := _numbered(content.code, number)).upper() in taken:
        number += 1
    return replace(content, code=code, status=ItemStatus.CONCEPT, valid_from=None, valid_until=None)


def merged(base: ItemContent, mine: ItemContent, theirs: ItemContent) -> ItemContent:
    """Theirs, with what I changed since ``base`` on top of it. Of a list, each line by itself: what only one of us added,
    changed or took away is so; a line that both changed is mine."""
    changed: dict[str, Any] = {}
    for one in fields(ItemContent):
        ours, before = getattr(mine, one.name), getattr(base, one.name)
        if ours != before:
            key = _KEYS.get(one.name)
            changed[one.name] = _merged_lines(key, before, ours, getattr(theirs, one.name)) if key else ours
    return replace(theirs, **changed)


_KEYS: dict[str, Callable[[Any], Hashable]] = {
    "topics": lambda line: line,
    "prices": lambda line: (line.supply, line.valid_from),
    "fields": lambda line: line.code,
    "steps": lambda line: line.code,
    "entitlements": lambda line: line,
}
"""What makes a line of a list the same line."""


def _merged_lines(
    key: Callable[[Any], Hashable], base: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, ...]:
    """My order, then what is new of theirs."""
    before, ours, their = (_by_key(key, lines) for lines in (base, mine, theirs))
    kept = []
    for name, line in ours.items():
        is_touched = before.get(name) != line
        if name in their:
            kept.append(line if is_touched else their[name])
        elif is_touched:
            kept.append(line)
    kept += [line for name, line in their.items() if name not in ours and before.get(name) != line]
    return tuple(kept)


def _by_key(key: Callable[[Any], Hashable], lines: tuple[Any, ...]) -> dict[Hashable, Any]:
    """Lines that have the same key, as two prices from one day, are told apart by their number among them."""
    seen: Counter[Hashable] = Counter()
    found: dict[Hashable, Any] = {}
    for line in lines:
        seen[key(line)] += 1
        found[key(line), seen[key(line)]] = line
    return found


def retired(content: ItemContent, day: date, last_day: date | None = None) -> ItemContent:
    """No longer offered: after ``last_day``, or from now on (None); ``day`` is today. Both are local.

    What is on sale until now had its last day today; what was never on sale keeps its dates, and has no ``last_day``
    (``checks.last_day_fault``).
    """
    is_on_sale = content.status in (ItemStatus.ACTIVE, ItemStatus.EXPIRING)
    if last_day is not None:
        return replace(content, status=ItemStatus.EXPIRING, valid_until=last_day)
    started = content.valid_from is None or content.valid_from <= day
    ends_later = content.valid_until is None or content.valid_until > day
    last = day if is_on_sale and started and ends_later else content.valid_until
    return replace(content, status=ItemStatus.RETIRED, valid_until=last)


def offered(content: ItemContent, day: date) -> ItemContent:
    """Offered (again) on ``day`` (local); a last day stays only where it was meant for this time."""
    stays = content.status in (ItemStatus.CONCEPT, ItemStatus.ACTIVE)
    keeps_end = stays and content.valid_until is not None and content.valid_until >= day
    return replace(content, status=ItemStatus.ACTIVE, valid_until=content.valid_until if keeps_end else None)


def _numbered(code: str, number: int) -> str:
    ending = f"-{number}"
    return code[: LONGEST_CODE - len(ending)] + ending


def _line(text: str) -> str:
    return " ".join(text.split())


def _price_order(line: PriceLine) -> tuple[bool, object]:
    return line.supply is not Supply.STOCK, line.valid_from


def _tidy_field(line: FieldLine) -> FieldLine:
    has_choices = line.field_type is FieldType.CHOICE
    return replace(
        line,
        code=line.code.strip(),
        label=_line(line.label),
        label_en=_line(line.label_en),
        help=_line(line.help),
        help_en=_line(line.help_en),
        choices=tuple(map(_line, line.choices)) if has_choices else (),
        choices_en=tuple(map(_line, line.choices_en)) if has_choices and any(line.choices_en) else (),
    )


def _tidy_steps(lines: Sequence[StepLine]) -> tuple[StepLine, ...]:
    """What a step waits for stands in the order of the steps."""
    tidy = [_tidy_step(line) for line in lines]
    order = {line.code: place for place, line in enumerate(tidy)}
    return tuple(
        replace(line, after=tuple(sorted(line.after, key=lambda code: order.get(code, len(order))))) for line in tidy
    )


def _tidy_step(line: StepLine) -> StepLine:
    return replace(
        line,
        code=line.code.strip(),
        name=_line(line.name),
        name_en=_line(line.name_en),
        after=tuple(dict.fromkeys(code.strip() for code in line.after)),
        required_input=_line(line.required_input),
        required_input_en=_line(line.required_input_en),
        exit_check=_line(line.exit_check),
        exit_check_en=_line(line.exit_check_en),
    )


def _tidy_entitlement(line: EntitlementLine) -> EntitlementLine:
    return replace(line, person_kind=line.person_kind or None)
