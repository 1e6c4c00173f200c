# SPDX-License-Identifier: EUPL-1.2
"""What became different in a product or a cell is told field by field, and never as the same words twice."""

from dataclasses import fields, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest

from desk_app.catalogue.differences import LONGEST, item_differences, policy_differences
from desk_app.catalogue.line_words import Names
from desk_app.catalogue.messages import (
    EntitlementLine,
    FieldLine,
    FieldType,
    ItemContent,
    LeadTime,
    LeadUnit,
    PolicyContent,
    PriceLine,
    StepKind,
    StepLine,
    Supply,
)
from desk_app.catalogue.wording import ITEM_LABELS, POLICY_LABELS
from desk_app.core.i18n import catalogue

DAY = date(2027, 1, 1)
NAMES = Names(teams={7: "Gebouw"}, topics={1: "Iets is stuk › Licht"}, agreements={7: "SLA Gebouw"})
STEP = StepLine(code="a", kind=StepKind.CHECK, name="Controleren")
FIELD = FieldLine(code="dag", field_type=FieldType.CHOICE, label="Welke dag?", choices=("ma", "di"))
OTHERS: dict[str, object] = {
    "topics": (1,),
    "prices": (PriceLine(Supply.STOCK, DAY, None, 1250),),
    "fields": (FIELD,),
    "steps": (STEP,),
    "entitlements": (EntitlementLine(person_kind="student"),),
    "order_lead": LeadTime(5, LeadUnit.WORKING_DAYS),
    "valid_from": DAY,
    "valid_until": DAY,
    "review_on": DAY,
    "team_id": 7,
    "agreement_id": 7,
    "form_fields": ("goal",),
}


@pytest.mark.parametrize("name", ItemContent.__dataclass_fields__)
def test_every_field_of_a_product_is_told(name: str) -> None:
    before = ItemContent()
    after = replace(before, **{name: _another(name, getattr(before, name))})

    (told,) = item_differences(before, after, NAMES)

    assert (told.field, told.label) == (name, catalogue().gettext(ITEM_LABELS[name]))
    assert told.before != told.after
    assert told.sentence == f"{told.label}: was {told.before or 'niets'}, is nu {told.after or 'niets'}"


@pytest.mark.parametrize("name", PolicyContent.__dataclass_fields__)
def test_every_field_of_a_cell_is_told(name: str) -> None:
    before = PolicyContent()
    after = replace(before, **{name: _another(name, getattr(before, name))})

    (told,) = policy_differences(before, after, NAMES)

    assert (told.field, told.label) == (name, catalogue().gettext(POLICY_LABELS[name]))
    assert told.text == f"{told.before or 'niets'} → {told.after or 'niets'}"


@pytest.mark.parametrize("line", [STEP, FIELD])
def test_whatever_changes_in_a_step_or_a_question_is_told(line: StepLine | FieldLine) -> None:
    name = "steps" if isinstance(line, StepLine) else "fields"
    values: dict[str, Any] = {
        "lead": LeadTime(9, LeadUnit.WORKING_DAYS),
        "choices": ("wo", "do"),
        "choices_en": ("Mon", "Tue"),
    }
    values |= {"after": ("b",), "required": True, "team_id": 7}
    second = replace(line, code="b")

    for one in fields(line):
        if one.name != "code":
            value: Any = values.get(one.name) or _another(one.name, getattr(line, one.name))
            before: dict[str, Any] = {name: (line, second)}
            after: dict[str, Any] = {name: (replace(line, **{one.name: value}), second)}
            (told,) = item_differences(ItemContent(**before), ItemContent(**after), NAMES)
            assert told.before != told.after, one.name


def test_steps_have_the_numbers_that_other_steps_begin_after() -> None:
    second = StepLine(code="b", kind=StepKind.DELIVER, name="Leveren", after=("a",), team_id=7)

    (told,) = item_differences(ItemContent(), ItemContent(steps=(STEP, second)), NAMES)

    assert told.after == ("1. Controleren · begint meteen · 1 werkdag; 2. Leveren · na stap 1 · 1 werkdag · Gebouw")


def test_of_a_list_only_the_lines_that_differ_are_told() -> None:
    second = StepLine(code="b", kind=StepKind.DELIVER, name="Leveren", after=("a",))
    before = ItemContent(steps=(STEP, second))

    (told,) = item_differences(before, ItemContent(steps=(STEP, replace(second, exit_check="Is het heel?"))), NAMES)
    (added,) = item_differences(ItemContent(steps=(STEP,)), before, NAMES)

    words = "2. Leveren · na stap 1 · 1 werkdag"
    assert told.text == (f"{words} · Vinkje aan het einde: niets → {words} · Vinkje aan het einde: Is het heel?")
    assert (
        added.text
        == f"1. Controleren · begint meteen · 1 werkdag → 1. Controleren · begint meteen · 1 werkdag; {words}"
    )


def test_of_two_long_texts_the_place_is_shown_where_they_differ() -> None:
    long = "Eerst dit en dan dat. " * 30
    before, after = ItemContent(explanation=f"{long}Klaar."), ItemContent(explanation=f"{long}Af.")

    (told,) = item_differences(before, after, NAMES)

    assert told.text.startswith("…")
    assert "Klaar. → …" in told.text
    assert told.text.endswith("Af.")
    assert len(told.text) < 2 * LONGEST + 5


def test_a_difference_that_no_words_show_is_still_told() -> None:
    before, after = ItemContent(explanation="Een twee"), ItemContent(explanation="Een\ntwee")

    (told,) = item_differences(before, after, NAMES)

    assert (told.text, told.sentence) == ("gewijzigd", "Korte uitleg: gewijzigd")


def test_what_is_gone_is_a_question_mark_and_never_an_error() -> None:
    lines = (EntitlementLine(department_id=4, agreement_id=5),)
    after = ItemContent(topics=(9,), team_id=8, agreement_id=6, entitlements=lines)

    told = {one.field: one.after for one in item_differences(ItemContent(), after, Names())}

    assert told == {"topics": "?", "agreement_id": "?", "entitlements": "? · met ?", "team_id": "?"}


def _another(name: str, value: object) -> Any:  # noqa: ANN401 -- another value for this field
    if name in OTHERS:
        return OTHERS[name]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, LeadTime):
        return LeadTime(value.amount + 1, value.unit)
    if isinstance(value, Enum):
        return next(one for one in type(value) if one is not value)
    return "iets"
