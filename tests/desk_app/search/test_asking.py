# SPDX-License-Identifier: EUPL-1.2
"""What the search box understands of what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.codes import code_of
from desk_app.search.asking import Asked, Scope, parse, ticket_numbers


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("jansen", Asked(Scope.EVERYTHING, "jansen")),
        ("  jansen ", Asked(Scope.EVERYTHING, "jansen")),
        ("@ jansen", Asked(Scope.CUSTOMER, "jansen")),
        ("#4217", Asked(Scope.TICKET, "4217")),
        ("/pas", Asked(Scope.PRODUCT, "pas")),
        (">gereed", Asked(Scope.ACTION, "gereed")),
        ("!V-00231", Asked(Scope.LOAN_ITEM, "V-00231")),
        ("?toetsen", Asked(Scope.HELP, "toetsen")),
        ("#", Asked(Scope.TICKET, "")),
        ("", Asked(Scope.EVERYTHING, "")),
        ("a@b.nl", Asked(Scope.EVERYTHING, "a@b.nl")),
    ],
)
def test_sign_in_front_says_where_to_look(typed: str, asked: Asked) -> None:
    assert parse(typed) == asked


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("M26-004217", ("M26-004217",)),
        ("m26-4217", ("M26-004217",)),
        ("26-4217", ("M26-004217",)),
        ("4217", ("M26-004217", "M25-004217")),
        (" 0004217 ", ("M26-004217", "M25-004217")),
        (code_of("M25-000001"), ("M25-000001",)),
        ("M26-004217-0", ()),
        ("beamer", ()),
        ("12345678", ()),
        ("٤٢", ()),
        ("", ()),
    ],
)
def test_ticket_number_may_be_short(typed: str, numbers: tuple[str, ...]) -> None:
    assert ticket_numbers(typed, 2026) == numbers


@given(st.text())
def test_any_text_is_understood_as_something(text: str) -> None:
    asked = parse(text)

    assert asked.words in text
    assert len(ticket_numbers(text, 2026)) <= 2
