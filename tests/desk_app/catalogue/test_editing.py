# SPDX-License-Identifier: EUPL-1.2
"""A content is tidied up before it is saved, and can be copied, merged or retired."""

from dataclasses import replace
from datetime import date

from desk_app.catalogue.editing import copied, merged, retired, tidied
from desk_app.catalogue.messages import (
    EntitlementLine,
    FieldLine,
    FieldType,
    ItemContent,
    ItemStatus,
    PriceLine,
    Supply,
)

DAY = date(2026, 1, 1)


def test_contents_that_say_the_same_are_equal_once_tidied() -> None:
    one = ItemContent(
        code=" P-PAS ",
        name="Pas  vervangen ",
        keywords="pas ,badge,, pas",
        topics=(3, 1, 3),
        prices=(PriceLine(Supply.ORDER, DAY, None, 1), PriceLine(Supply.STOCK, DAY, None, 2)),
        entitlements=(EntitlementLine("", 1), EntitlementLine(None, 1)),
        fields=(FieldLine("a", FieldType.TEXT, " A ", choices=("x",)),),
    )
    other = ItemContent(
        code="P-PAS",
        name="Pas vervangen",
        keywords="pas, badge",
        topics=(1, 3),
        prices=(PriceLine(Supply.STOCK, DAY, None, 2), PriceLine(Supply.ORDER, DAY, None, 1)),
        entitlements=(EntitlementLine(None, 1),),
        fields=(FieldLine("a", FieldType.TEXT, "A"),),
    )

    assert tidied(one) == other == tidied(other)


def test_copy_is_a_concept_under_the_first_free_code() -> None:
    item = ItemContent(code="P-PAS", name="Pas", status=ItemStatus.RETIRED, valid_until=DAY)

    copy = copied(item, {"P-PAS", "p-pas-2"})

    assert copy == replace(item, code="P-PAS-3", status=ItemStatus.CONCEPT, valid_until=None)


def test_code_of_a_copy_is_never_too_long() -> None:
    assert copied(ItemContent(code="X" * 32), ()).code == "X" * 30 + "-2"


def test_my_changes_stand_on_top_of_what_somebody_else_saved() -> None:
    base = ItemContent(code="P-A", name="A", keywords="een")
    mine, theirs = replace(base, keywords="twee"), replace(base, name="B")

    result = merged(base, mine, theirs)

    assert (result.name, result.keywords) == ("B", "twee")


def test_what_is_on_sale_ends_today_or_after_its_last_day_and_a_concept_keeps_its_dates() -> None:
    later = date(2026, 2, 1)
    on_sale, concept = ItemContent(status=ItemStatus.ACTIVE), ItemContent(valid_until=later)

    ended, ending, dropped = retired(on_sale, DAY), retired(on_sale, DAY, later), retired(concept, DAY, later)

    assert (ended.status, ended.valid_until) == (ItemStatus.RETIRED, DAY)
    assert (ending.status, ending.valid_until) == (ItemStatus.EXPIRING, later)
    assert (dropped.status, dropped.valid_until) == (ItemStatus.RETIRED, later)
