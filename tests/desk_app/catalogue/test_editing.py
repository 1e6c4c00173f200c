# SPDX-License-Identifier: EUPL-1.2
"""A content is tidied up before it is saved, and can be copied."""

from dataclasses import replace
from datetime import date

from desk_app.catalogue.editing import copied, tidied
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
