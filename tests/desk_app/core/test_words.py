# SPDX-License-Identifier: EUPL-1.2
"""Words are found without accents, and with a slip of the finger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.words import LONGEST_WORD, MOST_WORDS, asked_words, fold, nearest, words

NAMES = ["jansen", "janssen", "jansma", "bakker", "lukaszewicz", "beamer", "sleutel", "li"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Łukasz Çelik", ["lukasz", "celik"]),
        ("IJsbrand ĳssel", ["ijsbrand", "ijssel"]),
        ("D2.14", ["d2", "14"]),
        ("van 't Hof", ["van", "t", "hof"]),
        ("Groß Ærø", ["gross", "aero"]),
        ("Phạm", ["pham"]),
        ("Йовович", ["йовович"]),
        ("王小明", ["王小明"]),
        ('"; drop* (near)', ["drop", "near"]),
        ("…  —", []),
    ],
)
def test_text_is_cut_into_plain_words(typed: str, found: list[str]) -> None:
    assert words(typed) == found


@given(st.text())
def test_words_are_clean_and_folding_twice_changes_nothing(text: str) -> None:
    found = words(text)

    assert all(word and len(word) <= LONGEST_WORD and not set(word) & set("\"'*() \0") for word in found)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_question_has_a_limited_number_of_different_words(text: str) -> None:
    asked = asked_words(text)

    assert len(asked) == len(set(asked)) <= MOST_WORDS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jansn", "jansen"),
        ("jnasen", "jansen"),
        ("jannsen", "jansen"),
        ("beemer", "beamer"),
        ("lukazs", "lukaszewicz"),
        ("sluetel", "sleutel"),
    ],
)
def test_slip_of_the_finger_finds_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, NAMES)[0] == meant


@pytest.mark.parametrize("typed", ["lo", "xyz", "4711", "qqqqqq"])
def test_short_words_numbers_and_nonsense_are_left_alone(typed: str) -> None:
    assert nearest(typed, NAMES) == []
