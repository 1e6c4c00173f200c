# SPDX-License-Identifier: EUPL-1.2
"""A name, a question, a choice or a step is something that people can read; free texts hold whatever was typed."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desk_app.app import Desk
from desk_app.catalogue.checks import Known, item_faults
from desk_app.catalogue.messages import FieldLine, FieldType, ItemContent, ItemStatus, SaveTopic, StepKind, StepLine
from desk_app.core.actor import Actor
from desk_app.core.errors import InvalidInput

KNOWN = Known(codes={}, teams=frozenset({1}), topics=frozenset({10}))
GOOD = ItemContent(
    code="P-PAS",
    name="Pas vervangen",
    topics=(10,),
    explanation="U krijgt een nieuwe pas.",
    team_id=1,
    owner="Olga",
    status=ItemStatus.ACTIVE,
)
INVISIBLE, TURNED = "\u200b\u2060", "Pas \u202enegnavrev"


@pytest.mark.parametrize("text", [INVISIBLE, TURNED])
@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("name", lambda text: {"name": text}),
        ("name_en", lambda text: {"name_en": text}),
        ("owner", lambda text: {"owner": text}),
        ("fields.0.label", lambda text: {"fields": (FieldLine("a", FieldType.TEXT, text),)}),
        (
            "fields.0.choices",
            lambda text: {"fields": (FieldLine("a", FieldType.CHOICE, "A", choices=("rood", text)),)},
        ),
        ("steps.0.name", lambda text: {"steps": (StepLine("a", StepKind.CHECK, text),)}),
        ("steps.0.exit_check", lambda text: {"steps": (StepLine("a", StepKind.CHECK, "A", exit_check=text),)}),
    ],
)
def test_line_that_nobody_can_read_is_refused(field: str, facts: Callable[[str], dict[str, object]], text: str) -> None:
    item = replace(GOOD, **facts(text))  # type: ignore[arg-type]  # any field of a content

    faults = item_faults(item, KNOWN)

    assert list(faults) == [field]
    assert ("niets te zien" if text is INVISIBLE else "leesrichting") in faults[field]


def test_free_text_may_hold_what_a_line_may_not() -> None:
    free = replace(GOOD, explanation=TURNED, answer=TURNED, customer_brings=INVISIBLE)

    assert item_faults(free, KNOWN) == {}


@pytest.mark.parametrize("text", [INVISIBLE, TURNED])
@pytest.mark.parametrize("field", ["name", "name_en"])
def test_branch_that_nobody_can_read_is_refused(desk: Desk, owner: Actor, field: str, text: str) -> None:
    branch = SaveTopic(parent_id=None, code="LENEN", name="Ik wil iets lenen")

    with pytest.raises(InvalidInput) as refused:
        desk.catalogue_service.save_topic(owner, replace(branch, **{field: text}))  # type: ignore[arg-type]  # a text

    assert list(refused.value.fields) == [field]
