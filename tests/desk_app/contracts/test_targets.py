# SPDX-License-Identifier: EUPL-1.2
"""Which target counts, by the written order of precedence, and how it explains itself."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.contracts.models import AgreementKind
from desk_app.contracts.targets import Asked, Standing, Target, choose, in_order

BEAMER, HOUSE = 7, 3
ASKED = Asked(TicketKind.INCIDENT, BEAMER, 1, HOUSE, 5, date(2026, 11, 24))
EVERYTHING = Target(
    id=1,
    agreement_id=1,
    agreement_code="FMG-2026",
    agreement_name="Facilitair",
    agreement_kind=AgreementKind.SLA,
    party="Facilitair",
    item_id=None,
    building_id=None,
    priority=None,
    kind=None,
    response=None,
    completion=LeadTime(480, LeadUnit.MINUTES),
    item="Beamer",
    building="gebouw D",
)
Facts = dict[str, object]
PRODUCT: Facts = {"item_id": BEAMER}
PLACE: Facts = {"building_id": HOUSE}
PRIORITY: Facts = {"priority": 1}
KIND: Facts = {"kind": TicketKind.INCIDENT}
OWN: Facts = {"standing": Standing.OWN}
DEFAULT: Facts = {"standing": Standing.DEFAULT}


def a_target(number: int, *facts: Facts, **more: object) -> Target:
    """A target that names these things."""
    fields: dict[str, Any] = {name: value for one in (*facts, more) for name, value in one.items()}
    return replace(EVERYTHING, id=number, **fields)


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ([OWN], [DEFAULT, PRODUCT, PLACE, PRIORITY, KIND]),
        ([{"names_product": True}], [PRODUCT, PLACE, PRIORITY, KIND]),
        ([PRODUCT], [PLACE, PRIORITY, KIND]),
        ([PLACE], [PRIORITY, KIND]),
        ([PRIORITY], [KIND]),
        ([KIND], []),
        ([PRODUCT, KIND], [PRODUCT]),
        ([{"agreement_code": "A"}], [{"agreement_code": "B"}]),
    ],
)
def test_the_first_difference_decides(stronger: list[Facts], weaker: list[Facts]) -> None:
    one, other = a_target(9, *stronger), a_target(2, *weaker)

    found = choose([other, one], ASKED)

    assert found.target == one


def test_of_two_that_say_the_same_the_one_made_first_counts() -> None:
    assert choose([a_target(8), a_target(4), a_target(6)], ASKED).target == a_target(4)


@pytest.mark.parametrize(
    "other",
    [{"item_id": 99}, {"building_id": 99}, {"priority": 2}, {"kind": TicketKind.REQUEST}],
)
def test_what_is_not_so_never_counts(other: dict[str, object]) -> None:
    found = choose([a_target(1, PRODUCT, PLACE, PRIORITY, KIND, **other)], ASKED)

    assert found.target is None
    assert found.why == "Geen overeenkomst zegt hier iets over."


def test_a_ticket_without_product_place_or_priority_falls_under_what_names_none() -> None:
    bare = replace(ASKED, item_id=None, building_id=None, priority=None)
    named = [a_target(number, fact) for number, fact in enumerate((PRODUCT, PLACE, PRIORITY), start=2)]

    assert choose([*named, a_target(9)], bare).target == a_target(9)


@pytest.mark.parametrize("kind", [AgreementKind.OLA, AgreementKind.SUPPLIER])
def test_what_a_team_or_a_supplier_agreed_is_no_promise_to_a_customer(kind: AgreementKind) -> None:
    assert choose([a_target(1, PRODUCT, agreement_kind=kind)], ASKED).target is None


@pytest.mark.parametrize(
    ("targets", "sentence"),
    [
        (
            [a_target(1, PLACE, PRIORITY, KIND), a_target(2, KIND)],
            "SLA FMG-2026: storingen met prioriteit 1 in gebouw D; gaat voor de norm voor alle storingen",
        ),
        ([a_target(1)], "SLA FMG-2026: alle meldingen"),
        ([a_target(1, PRODUCT)], "SLA FMG-2026: meldingen over “Beamer”"),
        ([a_target(1, KIND, agreement_code="SLA-PLUS")], "SLA-PLUS: alle storingen"),
        (
            [a_target(1, KIND), a_target(2, DEFAULT, PRODUCT, agreement_id=2, agreement_code="BASIS")],
            "SLA FMG-2026: alle storingen; gaat voor SLA BASIS",
        ),
    ],
)
def test_it_says_why_in_one_sentence(targets: list[Target], sentence: str) -> None:
    assert choose(targets, ASKED).why == sentence


TARGETS = st.builds(
    a_target,
    st.integers(1, 10**6),
    item_id=st.sampled_from([None, BEAMER, 99]),
    building_id=st.sampled_from([None, HOUSE, 99]),
    priority=st.sampled_from([None, 1, 2]),
    kind=st.sampled_from([None, *TicketKind]),
    standing=st.sampled_from(Standing),
    names_product=st.booleans(),
    agreement_code=st.sampled_from(["A", "B", "C"]),
    agreement_kind=st.sampled_from([AgreementKind.SLA, AgreementKind.SLA, AgreementKind.OLA]),
)
LISTS = st.lists(TARGETS, max_size=12, unique_by=lambda target: target.id)


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_read_changes_nothing(targets: list[Target], chance: Random) -> None:
    shuffled = list(targets)
    chance.shuffle(shuffled)

    assert choose(shuffled, ASKED) == choose(targets, ASKED)
    assert in_order(shuffled, ASKED) == in_order(targets, ASKED)


@given(LISTS, st.data())
def test_a_target_that_says_less_never_takes_its_place(targets: list[Target], data: st.DataObject) -> None:
    before = choose(targets, ASKED).target
    if before is None:
        return
    names = [name for name in ("item_id", "building_id", "priority", "kind") if getattr(before, name) is not None]
    gone = data.draw(st.sets(st.sampled_from(names), min_size=1)) if names else set()
    number = max(target.id for target in targets) + 1
    changes: dict[str, Any] = {"id": number, **dict.fromkeys(gone)}
    less = replace(before, **changes)

    assert choose([less, *targets], ASKED).target == before
    assert choose([*targets, less], ASKED).target == before


@given(LISTS)
def test_there_is_one_before_the_other_always(targets: list[Target]) -> None:
    order = in_order(targets, ASKED)

    assert len({target.id for target in order}) == len(order)
    for place, target in enumerate(order):
        for later in order[place + 1 :]:
            assert in_order([later, target], ASKED) == [target, later] == in_order([target, later], ASKED)


@given(LISTS)
def test_an_own_agreement_always_goes_before_that_of_the_product(targets: list[Target]) -> None:
    found = choose(targets, ASKED).target
    own = [
        target
        for target in targets
        if target.standing is Standing.OWN and target.agreement_kind is AgreementKind.SLA and target.holds_for(ASKED)
    ]

    assert found is None or found.standing is Standing.OWN or not own
