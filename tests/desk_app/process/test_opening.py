# SPDX-License-Identifier: EUPL-1.2
"""Which steps a new ticket gets: from stock nothing is ordered, and what is left stays in order."""

from dataclasses import replace

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemRow, LeadTime, StepLine
from desk_app.catalogue.models import LeadUnit, StepKind, Supply
from desk_app.core.actor import Actor
from desk_app.process.opening import APPROVE_CODE, steps_of


@pytest.fixture
def item(desk: Desk, actor: Actor) -> ItemRow:
    """From stock or to order, in five steps, of which two are orders."""
    steps = (
        StepLine("check", StepKind.CHECK, "Nakijken"),
        StepLine("offer", StepKind.ORDER, "Offerte vragen", after=("check",)),
        StepLine("order", StepKind.ORDER, "Bestellen", after=("offer",)),
        StepLine("engrave", StepKind.DELIVER, "Graveren", after=("check",)),
        StepLine("hand", StepKind.HAND_OVER, "Meegeven", after=("order", "engrave")),
    )
    row = desk.catalogue.by_code(actor, "P-PAS")
    return replace(row, steps=steps, order_lead=LeadTime(20, LeadUnit.WORKING_DAYS))


def chain(lines: list[StepLine]) -> dict[str, tuple[str, ...]]:
    return {line.code: line.after for line in lines}


def test_from_stock_nothing_is_ordered_and_what_came_after_still_waits_for_what_came_before(item: ItemRow) -> None:
    found = steps_of(item, 10, Supply.STOCK)

    assert chain(found) == {"check": (), "engrave": ("check",), "hand": ("check", "engrave")}


def test_to_order_has_every_step(item: ItemRow) -> None:
    assert steps_of(item, 10, Supply.ORDER) == list(item.steps)


def test_what_is_never_ordered_by_choice_keeps_its_steps(item: ItemRow) -> None:
    always = replace(item, order_lead=None)

    assert steps_of(always, 10, None) == list(item.steps)


def test_a_circle_of_orders_holds_nothing_up(item: ItemRow) -> None:
    first, second, *_rest = item.steps[1:]
    circle = replace(item, steps=(replace(first, after=("order",)), second, replace(item.steps[4], after=("order",))))

    assert chain(steps_of(circle, 10, Supply.STOCK)) == {"hand": ()}


def test_an_approval_by_the_cell_comes_before_all_of_it(item: ItemRow) -> None:
    asked = replace(item, policy=replace(item.policy, needs_approval=True))

    found = chain(steps_of(asked, 10, Supply.STOCK))

    assert found == {APPROVE_CODE: (), "check": (APPROVE_CODE,), "engrave": ("check",), "hand": ("check", "engrave")}
