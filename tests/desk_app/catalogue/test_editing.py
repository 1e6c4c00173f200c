# SPDX-License-Identifier: EUPL-1.2
"""A content is tidied up before it is saved, and can be copied, merged or retired."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

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


def test_both_of_us_added_a_question_and_both_are_kept() -> None:
    old, own, new = (FieldLine(code, FieldType.TEXT, code) for code in ("oud", "mijn", "hun"))
    base = ItemContent(fields=(old,))

    result = merged(base, replace(base, fields=(old, own)), replace(base, fields=(new, old)))

    assert [line.code for line in result.fields] == ["oud", "mijn", "hun"]


def test_a_line_that_both_changed_is_mine_and_one_that_i_left_alone_is_theirs() -> None:
    first, second = (FieldLine(code, FieldType.TEXT, code) for code in ("a", "b"))
    base = ItemContent(fields=(first, second))
    mine = replace(base, fields=(replace(first, label="van mij"), second))
    theirs = replace(base, fields=(replace(first, label="van hen"), replace(second, label="van hen")))

    result = merged(base, mine, theirs)

    assert [line.label for line in result.fields] == ["van mij", "van hen"]


def test_two_lines_under_one_key_are_both_kept() -> None:
    price = PriceLine(Supply.STOCK, DAY, None, 1)
    base = ItemContent()
    mine = replace(base, prices=(price, replace(price, price_cents=2)))
    theirs = replace(base, prices=(PriceLine(Supply.ORDER, DAY, None, 3),))

    result = merged(base, mine, theirs)

    assert result.prices == (*mine.prices, *theirs.prices)
    assert merged(base, mine, base) == mine


LINES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(("x", "y", "z")), max_size=4)


def _with(labels: dict[str, str]) -> ItemContent:
    return ItemContent(fields=tuple(FieldLine(code, FieldType.TEXT, label) for code, label in labels.items()))


@given(LINES, LINES, LINES)
def test_nothing_that_only_one_of_us_touched_is_lost(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    merged_lines = merged(_with(base), _with(mine), _with(theirs)).fields
    result = {line.code: line.label for line in merged_lines}

    for code in {*base, *mine, *theirs}:
        before, ours, their = base.get(code), mine.get(code), theirs.get(code)
        if ours == before:
            assert result.get(code) == their
        elif their == before:
            assert result.get(code) == ours
        else:
            assert result.get(code) in (ours, their)
    assert len(merged_lines) == len(result)
    assert merged(_with(base), _with(mine), _with(base)) == _with(mine)
    assert merged(_with(base), _with(base), _with(theirs)) == _with(theirs)


def test_what_is_on_sale_ends_today_or_after_its_last_day_and_a_concept_keeps_its_dates() -> None:
    later = date(2026, 2, 1)
    on_sale, concept = ItemContent(status=ItemStatus.ACTIVE), ItemContent(valid_until=later)

    ended, ending, dropped = retired(on_sale, DAY), retired(on_sale, DAY, later), retired(concept, DAY)

    assert (ended.status, ended.valid_until) == (ItemStatus.RETIRED, DAY)
    assert (ending.status, ending.valid_until) == (ItemStatus.EXPIRING, later)
    assert (dropped.status, dropped.valid_until) == (ItemStatus.RETIRED, later)
