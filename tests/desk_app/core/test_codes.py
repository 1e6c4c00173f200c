# SPDX-License-Identifier: EUPL-1.2
"""Codes on badges, slips, items and cards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.codes import CodeKind, ScannedCode, check_character, code_of, may_become_code, parse_code

DIGITS_AT = (1, 2, 4, 5, 6, 7, 8, 9)
numbers = st.integers(0, 999_999).map(lambda number: f"M26-{number:06d}")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0004711", CodeKind.BADGE, "0004711"),
        (code_of("M26-004217"), CodeKind.TICKET, "M26-004217"),
        (code_of("V-00231"), CodeKind.ITEM, "V-00231"),
        ("P-PAS", CodeKind.PRODUCT, "P-PAS"),
        ("C-KLAAR", CodeKind.COMMAND, "KLAAR"),
        ("c-klaar", CodeKind.COMMAND, "KLAAR"),
        ("X-7K3M-0QX4-9WBE", CodeKind.APPROVAL, "7K3M0QX49WBE"),
    ],
)
def test_every_kind_of_code_is_known(text: str, kind: CodeKind, value: str) -> None:
    assert parse_code(text) == ScannedCode(kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pas",
        "123",
        "M26-004217",
        "C-ANDERS",
        "P-",
        "V-1",
        "M26-004217-",
        "X-7K3M-0QX4",
        "X-7K3M-0QX4-9WBU",
        "<b>",
        "é",
    ],
)
def test_other_text_is_no_code(text: str) -> None:
    assert parse_code(text) is None


@given(numbers)
def test_one_wrong_digit_is_caught(number: str) -> None:
    check = check_character(number)

    wrong = {
        number[:at] + digit + number[at + 1 :] for at in DIGITS_AT for digit in "0123456789" if digit != number[at]
    }

    assert all(check_character(other) != check for other in wrong)


@given(numbers)
def test_two_neighbours_that_changed_places_are_caught(number: str) -> None:
    code = number.replace("-", "") + check_character(number)

    swapped = {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(1, len(code) - 1)} - {code}

    assert not [text for text in swapped if parse_code(f"{text[:3]}-{text[3:9]}-{text[9:]}")]


@given(numbers)
def test_the_check_character_cannot_be_mistaken_for_another(number: str) -> None:
    assert check_character(number) not in "IOQSU"


@given(numbers)
def test_a_code_that_arrives_key_by_key_is_a_code_all_the_way(number: str) -> None:
    code = code_of(number)

    assert all(may_become_code(code[:length]) for length in range(1, len(code) + 1))


def test_a_code_of_an_approval_arrives_key_by_key() -> None:
    code = "X-7K3M-0QX4-9WBE"

    assert all(may_become_code(code[:length]) for length in range(1, len(code) + 1))


@pytest.mark.parametrize("text", ["pa", "xx", "ma", "vr", "c ", "12a", "pas is kapot"])
def test_ordinary_words_are_not_held_up(text: str) -> None:
    assert not may_become_code(text)
