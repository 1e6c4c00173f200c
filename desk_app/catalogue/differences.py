# SPDX-License-Identifier: EUPL-1.2
"""What differs between two contents of an item, or of a cell of the matrix, field by field in words. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk_app.catalogue.content import FieldLine, ItemContent, LeadTime, PolicyContent, StepLine
from desk_app.catalogue.line_words import Names, entitlement_words, field_words, price_words, step_words
from desk_app.catalogue.wording import (
    COMPLEXITY_NAMES,
    COST_CENTRE_RULE_NAMES,
    FORM_FIELD_NAMES,
    FUNDING_NAMES,
    ITEM_LABELS,
    KIND_NAMES,
    LANE_NAMES,
    POLICY_LABELS,
    STATUS_NAMES,
    STEP_KIND_NAMES,
    TYPE_NAMES,
    lead_text,
)
from desk_app.core import formats
from desk_app.core.i18n import N_, _

LONGEST = 160
"""Characters of a text that are shown of it."""
RUN_UP = 40
"""Characters that are shown before the place where two long texts begin to differ."""
_BREAKS = re.compile(r"[^\S\xa0\u202f]+")
"""Spaces and new lines, but not the space within an amount of money."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs: its name, its label (translated), and both values in words, empty for nothing.

    Of a list that has lines in both, only those that are not the same.
    """

    field: str
    label: str
    before: str
    after: str

    @property
    def text(self) -> str:
        """``1 werkdag → 2 werkdagen``."""
        before, after = _shortened(self.before, self.after)
        return f"{before} → {after}" if before != after else _("changed")

    @property
    def sentence(self) -> str:
        """``Naam voor de klant: was Pas, is nu Toegangspas``."""
        before, after = _shortened(self.before, self.after)
        if before == after:
            return _("{field}: changed").format(field=self.label)
        return _("{field}: was {before}, is now {after}").format(field=self.label, before=before, after=after)


def item_differences(before: ItemContent, after: ItemContent, names: Names) -> Iterator[Difference]:
    """What became different in an item, in the order of the editor."""
    for name, label in ITEM_LABELS.items():
        if getattr(before, name) == getattr(after, name):
            continue
        if name in _LINES:
            old, new = _apart(_told(name, before, after, names), _told(name, after, before, names))
        else:
            old, new = in_words(name, before, names), in_words(name, after, names)
        yield Difference(name, _(label), old, new)


def policy_differences(before: PolicyContent, after: PolicyContent, names: Names) -> Iterator[Difference]:
    """The same for a cell of the matrix."""
    for name, label in POLICY_LABELS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(name, _(label), _value(name, old, names), _value(name, new, names))


def in_words(name: str, content: ItemContent, names: Names) -> str:
    """The value of one field of an item, as people read it; empty for nothing."""
    value = getattr(content, name)
    if name not in _LINES:
        return _value(name, value, names)
    return "; ".join(_numbered(name, [_LINES[name](line, content, names) for line in value]))


_CHOICES: dict[str, Mapping[Any, str]] = {
    "complexity": COMPLEXITY_NAMES,
    "funding": FUNDING_NAMES,
    "item_type": TYPE_NAMES,
    "kind": KIND_NAMES,
    "cost_centre_rule": COST_CENTRE_RULE_NAMES,
    "status": STATUS_NAMES,
    "lane": LANE_NAMES,
}
_LINES: dict[str, Callable[[Any, ItemContent, Names], str]] = {
    "prices": lambda line, _content, _names: price_words(line),
    "fields": lambda line, _content, _names: field_words(line),
    "steps": lambda line, content, names: step_words(line, content.steps, names),
    "entitlements": lambda line, _content, names: entitlement_words(line, names),
}
_MORE: dict[str, str] = {
    "kind": N_("What is done?"),
    "name": N_("Name"),
    "name_en": N_("Name (English)"),
    "required_input": N_("Ask at the end"),
    "required_input_en": N_("Ask at the end (English)"),
    "exit_check": N_("Tick at the end"),
    "exit_check_en": N_("Tick at the end (English)"),
    "label": N_("Question"),
    "label_en": N_("Question (English)"),
    "help": N_("Help"),
    "help_en": N_("Help (English)"),
    "choices_en": N_("The same answers in English"),
}
"""What the words of a step or a field leave out; it is told where it differs."""


def _told(name: str, content: ItemContent, other: ItemContent, names: Names) -> Sequence[str]:
    """The lines of a list in words; of each step or question that ``other`` has too also what else differs."""
    others = {line.code: line for line in getattr(other, name)} if name in ("fields", "steps") else {}
    parts = []
    for line in getattr(content, name):
        words = _LINES[name](line, content, names)
        found = others.get(line.code) if others else None
        parts.append(" · ".join((words, *_more(line, found, words))))
    return _numbered(name, parts)


def _apart(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """Only the lines that are not the same, unless one of both would seem empty then."""
    old, new = [line for line in before if line not in after], [line for line in after if line not in before]
    if not old or not new:
        old, new = list(before), list(after)
    return "; ".join(old), "; ".join(new)


def _more(line: FieldLine | StepLine, other: FieldLine | StepLine | None, words: str) -> Iterator[str]:
    if other is None:
        return
    for name, label in _MORE.items():
        value = getattr(line, name, None)
        if value == getattr(other, name, None):
            continue
        shown = _plain(value)
        if not shown or shown not in words:
            yield f"{_(label)}: {shown or _('nothing')}"


def _numbered(name: str, parts: Sequence[str]) -> Sequence[str]:
    """Steps by their number: other steps say which one they begin after."""
    return [f"{number}. {part}" for number, part in enumerate(parts, start=1)] if name == "steps" else parts


def _value(name: str, value: Any, names: Names) -> str:  # noqa: ANN401 -- the value of a field
    if name in _CHOICES:
        return _(_CHOICES[name][value])
    if name == "team_id":
        return "" if value is None else names.teams.get(value, "?")
    if name == "agreement_id":
        return "" if value is None else names.agreements.get(value, "?")
    if name == "topics":
        return "; ".join(names.topics.get(topic, "?") for topic in value)
    if name == "form_fields":
        return "; ".join(_(FORM_FIELD_NAMES[one]) if one in FORM_FIELD_NAMES else one for one in value)
    return _plain(value)


def _plain(value: Any) -> str:  # noqa: ANN401 -- the value of a field
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case LeadTime():
            return lead_text(value)
        case date():
            return formats.day_plain(value)
        case tuple():
            return ", ".join(map(str, value))
    if value in STEP_KIND_NAMES:
        return _(STEP_KIND_NAMES[value])
    return str(value)


def _shortened(before: str, after: str) -> tuple[str, str]:
    """Both on one line; what is long begins shortly before the place where it differs."""
    texts = [_BREAKS.sub(" ", text).strip() for text in (before, after)]
    start = 0
    if max(map(len, texts)) > LONGEST:
        places = (place for place, (one, other) in enumerate(zip(*texts, strict=False)) if one != other)
        start = texts[0].rfind(" ", 0, max(next(places, min(map(len, texts))) - RUN_UP, 0)) + 1
    first, second = (_cut(text, start) or _("nothing") for text in texts)
    return first, second


def _cut(text: str, start: int) -> str:
    part = f"…{text[start:]}" if start else text
    return part if len(part) <= LONGEST else f"{part[: LONGEST - 1]}…"
