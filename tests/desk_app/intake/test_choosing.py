# SPDX-License-Identifier: EUPL-1.2
"""What a question becomes when a kind or a product is chosen: nothing typed goes."""

from dataclasses import replace

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemRow, Supply, TicketKind
from desk_app.core.actor import Actor
from desk_app.intake.choosing import (
    as_non_standard,
    changes_since,
    with_item,
    with_item_again,
    with_kind,
    without_item,
)
from desk_app.intake.messages import Question
from tests.products import A_KEY, FIELDS, STEPS, a_change, a_product

TYPED = Question(
    description="voor het weekend",
    details={"since": "gisteren", "cost_centre": "4711"},
    answers={"door": "D2.14"},
    exception_reason="examen",
)


@pytest.fixture
def key(desk: Desk, actor: Actor) -> ItemRow:
    return desk.catalogue.item(actor, a_product(desk))


def test_choosing_and_leaving_everything_keeps_what_was_typed(key: ItemRow) -> None:
    question = with_item(TYPED, key)
    for kind in TicketKind:
        question = with_kind(question, kind)
    question = without_item(as_non_standard(question, "sleutel"))

    assert (question.item_id, question.item, question.supply, question.asked) == (None, "", None, {})
    assert (question.description, question.details, question.answers, question.exception_reason) == (
        TYPED.description,
        TYPED.details,
        TYPED.answers,
        TYPED.exception_reason,
    )


def test_the_same_product_chosen_again_keeps_its_delivery_and_another_does_not(key: ItemRow) -> None:
    ordered = replace(with_item(TYPED, key), supply=Supply.ORDER)

    same, other = with_item(ordered, key), with_item(ordered, replace(key, id=key.id + 1))

    assert (same.supply, other.supply) == (Supply.ORDER, None)


def test_at_least_as_many_as_the_product_goes_by(key: ItemRow) -> None:
    assert with_item(TYPED, replace(key, min_quantity=3)).quantity == 3
    assert with_item(replace(TYPED, quantity=4), replace(key, max_quantity=1)).quantity == 1


def test_information_with_steps_is_not_answered_at_once(key: ItemRow) -> None:
    information = replace(key, kind=TicketKind.INFORMATION)

    assert with_item(TYPED, information).answered
    assert not with_item(TYPED, replace(information, steps=STEPS)).answered


def test_what_changed_about_a_product_is_said_once(desk: Desk, actor: Actor, key: ItemRow) -> None:
    question = with_item(TYPED, key)
    assert changes_since(question, key) == ""

    a_change(desk, key.id, fields=FIELDS, owner="Piet")
    newer = desk.catalogue.item(actor, key.id)

    assert (
        changes_since(question, newer) == "‘Sleutel’ is intussen veranderd. Kijk nog eens naar de afspraak en de prijs."
    )
    assert changes_since(with_item_again(question, newer), newer) == ""


def test_a_product_that_is_no_longer_ordered_forgets_that_choice(key: ItemRow) -> None:
    ordered = replace(with_item(TYPED, key), supply=Supply.ORDER)

    again = with_item_again(ordered, replace(key, order_lead=None, version=key.version + 1))

    assert again.supply is None
    assert A_KEY.order_lead is not None


def test_a_question_about_a_product_that_answers_nothing_is_not_answered_by_itself(key: ItemRow) -> None:
    asked = with_kind(TYPED, TicketKind.INFORMATION)
    written = replace(asked, answer="Ze liggen in de kast.")

    assert asked.answered
    assert not with_item(asked, key).answered
    assert not with_kind(with_item(TYPED, key), TicketKind.INFORMATION, key).answered
    assert with_item(written, key).answered


def test_a_complaint_about_a_product_asks_for_none_of_it(key: ItemRow) -> None:
    lunch = replace(key, min_quantity=4)
    ordered = with_item(TYPED, lunch)
    complaint = with_kind(ordered, TicketKind.COMPLAINT, lunch)

    assert (ordered.quantity, complaint.quantity) == (4, 1)
    assert with_item(with_kind(TYPED, TicketKind.COMPLAINT), lunch).quantity == 1
    assert with_kind(complaint, TicketKind.REQUEST, lunch).quantity == 4
    assert with_kind(replace(ordered, quantity=5), TicketKind.COMPLAINT, lunch).quantity == 5
