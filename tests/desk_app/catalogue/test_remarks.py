# SPDX-License-Identifier: EUPL-1.2
"""What an owner is told about a product that can be saved: steps that take too long, an approval that nobody gives."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.messages import (
    CostCentreRule,
    ItemContent,
    LeadTime,
    LeadUnit,
    PolicyContent,
    PriceLine,
    StepKind,
    StepLine,
    Supply,
)
from desk_app.catalogue.remarks import approval_remark, longest_chain, slow_steps

DAYS, CALENDAR, MINUTES = LeadUnit.WORKING_DAYS, LeadUnit.CALENDAR_DAYS, LeadUnit.MINUTES
ONE_DAY = LeadTime(1, DAYS)


def step(
    code: str, lead: LeadTime = ONE_DAY, after: tuple[str, ...] = (), kind: StepKind = StepKind.DELIVER
) -> StepLine:
    """A step with its code for a name."""
    return StepLine(code=code, kind=kind, name=code, lead=lead, after=after)


CHAIN = (step("a"), step("b", after=("a",)))


def test_steps_that_take_longer_than_the_promise_are_told() -> None:
    item = ItemContent(lead=ONE_DAY, steps=CHAIN)

    told = list(slow_steps(item))

    assert told == ["De stappen duren samen 2 werkdagen, de afspraak is 1 werkdag."]


@pytest.mark.parametrize(
    "item",
    [
        ItemContent(lead=LeadTime(0, MINUTES)),
        ItemContent(lead=ONE_DAY, steps=(step("a"),)),
        ItemContent(lead=ONE_DAY, steps=(step("a"), step("b"))),
        ItemContent(lead=LeadTime(2, DAYS), steps=CHAIN),
        ItemContent(lead=LeadTime(0, MINUTES), steps=(step("a", LeadTime(0, MINUTES)),)),
        ItemContent(lead=LeadTime(3, CALENDAR), steps=(step("a", LeadTime(3, CALENDAR)),)),
    ],
)
def test_steps_that_fit_are_not_spoken_of(item: ItemContent) -> None:
    assert not list(slow_steps(item))


def test_what_comes_from_stock_is_not_ordered_first() -> None:
    steps = (step("a", LeadTime(9, DAYS), kind=StepKind.ORDER), step("b", after=("a",)))

    stock = list(slow_steps(ItemContent(lead=ONE_DAY, order_lead=LeadTime(10, DAYS), steps=steps)))
    order = list(slow_steps(ItemContent(lead=ONE_DAY, order_lead=LeadTime(5, DAYS), steps=steps)))

    assert not stock
    assert order == ["Bij bestellen duren de stappen samen 10 werkdagen, de afspraak is 5 werkdagen."]


def test_a_chain_is_told_in_the_unit_of_its_steps() -> None:
    same = (step("a", LeadTime(2, CALENDAR)), step("b", LeadTime(1, CALENDAR), after=("a",)))
    mixed = (step("a"), step("b", LeadTime(30, MINUTES), after=("a",)))

    assert longest_chain(same) == LeadTime(3, CALENDAR)
    assert longest_chain(mixed) == LeadTime(510, MINUTES)


def test_steps_that_can_never_start_take_no_time() -> None:
    circle = (step("a", after=("b",)), step("b", after=("a",)), step("c", after=("x",)), step("d"))

    assert longest_chain(circle) == ONE_DAY


LEADS = st.builds(LeadTime, st.integers(0, 9), st.sampled_from(LeadUnit))


@st.composite
def courses(draw: st.DrawFn) -> tuple[StepLine, ...]:
    """Up to seven steps in any order; each waits for some of those that were drawn before it."""
    steps: list[StepLine] = []
    for code in "abcdefg"[: draw(st.integers(0, 7))]:
        after = draw(st.lists(st.sampled_from([one.code for one in steps]), unique=True)) if steps else []
        steps.append(step(code, draw(LEADS), tuple(after)))
    return tuple(draw(st.permutations(steps)))


@given(courses())
def test_the_longest_chain_is_the_longest_of_all_chains(steps: tuple[StepLine, ...]) -> None:
    by_code = {one.code: one for one in steps}

    found = longest_chain(steps)

    longest = max((max(_chains(by_code, one)) for one in steps), default=0)
    exact = {one.lead.unit for one in steps} <= {MINUTES, DAYS}
    assert found.minutes == longest if exact else longest <= found.minutes <= longest + len(steps)


def _chains(steps: Mapping[str, StepLine], last: StepLine) -> list[int]:
    """The minutes of every chain that ends with this step."""
    before = [minutes for code in last.after for minutes in _chains(steps, steps[code])]
    return [minutes + last.lead.minutes for minutes in before or [0]]


@pytest.mark.parametrize(
    ("rule", "price_cents", "cell_asks", "can_approve"),
    [
        (CostCentreRule.ALWAYS, 0, False, True),
        (CostCentreRule.NEVER, 100, True, False),
        (CostCentreRule.BY_CELL, 100, True, True),
        (CostCentreRule.BY_CELL, 100, False, False),
        (CostCentreRule.WITH_PRICE, 100, False, True),
        (CostCentreRule.WITH_PRICE, 0, True, False),
    ],
)
def test_an_approval_needs_a_cost_centre(
    rule: CostCentreRule, price_cents: int, *, cell_asks: bool, can_approve: bool
) -> None:
    prices = (PriceLine(Supply.STOCK, date(2027, 1, 1), None, price_cents),)
    item = ItemContent(cost_centre_rule=rule, prices=prices, steps=(step("a", kind=StepKind.APPROVE),))

    told = approval_remark(item, PolicyContent(needs_cost_centre=cell_asks))

    if can_approve:
        assert told == "De balie vraagt een kostenplaats. De budgethouder daarvan geeft akkoord."
    else:
        assert told == "Niemand kan akkoord geven. Kies bij 'Kostenplaats' voor 'altijd': dan is er een budgethouder."


def test_an_approval_that_the_group_asks_counts_too_and_without_one_nothing_is_told() -> None:
    assert approval_remark(ItemContent(), PolicyContent(needs_approval=True)).startswith("Niemand kan akkoord geven.")
    assert not approval_remark(ItemContent(steps=CHAIN), PolicyContent(needs_cost_centre=True))
