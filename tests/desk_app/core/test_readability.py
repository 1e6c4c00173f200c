# SPDX-License-Identifier: EUPL-1.2
"""A text that is hard to read gets a warning that says what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.readability import reading_warnings

PLAIN = "U krijgt een nieuwe pas. Neem uw oude pas mee. Wij maken hem klaar terwijl u wacht."


def sentence(words: int) -> str:
    return " ".join(["woord"] * words) + "."


@pytest.mark.parametrize("text", ["", "   ", "…", PLAIN, "Neem mee:\n- uw pas\n- een foto", sentence(15)])
def test_plain_text_reads_well(text: str) -> None:
    assert reading_warnings(text) == ()


def test_long_sentences_are_counted() -> None:
    assert reading_warnings(sentence(24)) == (
        "Deze tekst is te moeilijk: zinnen van gemiddeld 24 woorden. Maak ze korter.",
    )


def test_one_long_sentence_among_short_ones_is_named() -> None:
    assert reading_warnings(f"{sentence(26)} {PLAIN}") == ("Er is een zin van 26 woorden. Maak er twee van.",)


def test_words_of_an_office_get_a_plain_one() -> None:
    assert reading_warnings("U betaalt middels een factuur. Tevens krijgt u een bon.") == (
        "Kies een gewoner woord: ‘met’ voor ‘middels’, ‘ook’ voor ‘tevens’.",
    )


def test_very_long_word_is_named_unless_a_hyphen_cuts_it() -> None:
    (warning,) = reading_warnings("Vraag de aansprakelijkheidsverzekering aan.")

    assert "aansprakelijkheidsverzekering" in warning
    assert reading_warnings("Vraag de aansprakelijkheids-verzekering aan.") == ()


def test_sentence_without_somebody_who_acts_is_named() -> None:
    (warning,) = reading_warnings("De pas wordt binnen een dag gemaakt.")

    assert "wordt binnen een dag gemaakt" in warning


def test_english_has_its_own_words() -> None:
    text = "Middels is Dutch. Your badge is printed by us. Utilise it with care."

    assert reading_warnings(text, "en") == (
        "Kies een gewoner woord: ‘use’ voor ‘utilise’.",
        "Zeg wie het doet: ‘is printed by’.",
    )


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    assert all(reading_warnings(text, lang) is not None for lang in ("nl", "en"))
