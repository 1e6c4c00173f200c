# SPDX-License-Identifier: EUPL-1.2
"""What differs between two versions of a product, in words; and my changes put on top of somebody else's. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from desk_app.catalogue.messages import ItemContent, LeadTime
from desk_app.catalogue.wording import (
    COMPLEXITY_NAMES,
    COST_CENTRE_RULE_NAMES,
    FUNDING_NAMES,
    KIND_NAMES,
    STATUS_NAMES,
    TYPE_NAMES,
    lead_text,
)
from desk_app.core.i18n import N_, _
from desk_app.transfer import catalogue_differences
from ui.catalogue.words import Names, day_words, entitlement_words, field_words, price_words, step_words

LONGEST = 160
"""Characters of a text that are shown of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs; all three are translated or typed text, ``label`` names the field."""

    name: str
    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """``Naam: was Pas, is nu Toegangspas``"""
        return _("{field}: was {before}, is now {after}").format(
            field=self.label, before=_shortened(self.before), after=_shortened(self.after)
        )


LABELS: dict[str, str] = {"code": N_("Code"), **catalogue_differences.LABELS}
"""Every field, in the order of the editor."""

_WORDS: dict[str, dict[Any, str]] = {
    "complexity": dict(COMPLEXITY_NAMES),
    "funding": dict(FUNDING_NAMES),
    "item_type": dict(TYPE_NAMES),
    "kind": dict(KIND_NAMES),
    "cost_centre_rule": dict(COST_CENTRE_RULE_NAMES),
    "status": dict(STATUS_NAMES),
}


def differences(before: ItemContent, after: ItemContent, names: Names) -> list[Difference]:
    """What changed, in the order of the editor."""
    return [
        Difference(name, _(label), in_words(name, before, names), in_words(name, after, names))
        for name, label in LABELS.items()
        if getattr(before, name) != getattr(after, name)
    ]


def merged(base: ItemContent, mine: ItemContent, theirs: ItemContent) -> ItemContent:
    """Theirs, with what I changed since ``base`` on top of it."""
    changed = {
        one.name: getattr(mine, one.name)
        for one in fields(ItemContent)
        if getattr(mine, one.name) != getattr(base, one.name)
    }
    return replace(theirs, **changed)


def in_words(name: str, content: ItemContent, names: Names) -> str:
    """The value of one field of a product, as people read it; empty for nothing."""
    value = getattr(content, name)
    if name in _WORDS:
        return _(_WORDS[name][value])
    if name in _LISTS:
        return _joined([_LISTS[name](line, content, names) for line in value])
    if name == "topics":
        return _joined([names.topics.get(topic, "?") for topic in value])
    if name == "team_id":
        return names.teams.get(value, "")
    if name == "agreement_id":
        return names.agreements.get(value, "?") if value is not None else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, LeadTime):
        return lead_text(value)
    if isinstance(value, date):
        return day_words(value)
    return "" if value is None else str(value)


_LISTS: dict[str, Callable[[Any, ItemContent, Names], str]] = {
    "prices": lambda line, _content, _names: price_words(line),
    "fields": lambda line, _content, _names: field_words(line),
    "steps": lambda line, content, names: step_words(line, content.steps, names),
    "entitlements": lambda line, _content, names: entitlement_words(line, names),
}


def _shortened(words: str) -> str:
    plain = " ".join(words.split()) or _("nothing")
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(parts)
