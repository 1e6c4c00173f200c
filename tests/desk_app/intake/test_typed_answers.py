# SPDX-License-Identifier: EUPL-1.2
"""What somebody types in an extra field is understood, or refused with a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.messages import FieldLine, FieldType
from desk_app.core.i18n import set_language
from desk_app.intake.typed_answers import answer_fault, read_answer, read_number
from desk_app.tickets.answers import Answer, from_json, label_of, number_words, rows_of, to_json, words_of
from tests.products import FIELDS

TODAY = date(2026, 11, 24)
BY_CODE = {line.code: line for line in FIELDS}


@pytest.fixture
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("nl")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.250", "1250"),
        ("1.250,50", "1250.5"),
        (" 1 250 ", "1250"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3,0", "-3"),
        ("007", "7"),
        ("-0", "0"),
        ("12,", ""),
        ("1,2,3", ""),
        ("1.25.000", ""),
        ("twaalf", ""),
        ("1e5", ""),
        ("١٢", ""),
        ("9" * 16, ""),
        ("", ""),
    ],
)
def test_a_number_is_read_as_the_dutch_write_it(typed: str, value: str) -> None:
    assert read_number(typed) == value


@pytest.mark.usefixtures("english")
def test_an_english_screen_reads_the_marks_the_other_way_round() -> None:
    assert [read_number(typed) for typed in ("1,250.5", "1.250", "12,5")] == ["1250.5", "1.25", "12.5"]


@given(st.decimals(-99999, 99999, places=3, allow_nan=False, allow_infinity=False))
def test_a_number_that_was_read_reads_back_as_itself(number: object) -> None:
    value = read_number(str(number))

    assert read_number(number_words(value, "nl")) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("24-11", "2026-11-24"),
        ("1-2-2027", "2027-02-01"),
        ("morgen", "2026-11-25"),
        ("vr", "2026-11-27"),
        ("5 mei 2027", "2027-05-05"),
        ("2027-05-05", "2027-05-05"),
    ],
)
def test_a_day_is_typed_as_people_say_it(typed: str, value: str) -> None:
    answer = read_answer(BY_CODE["until"], typed, "", TODAY)

    assert answer is not None
    assert answer.value == value


@pytest.mark.parametrize(
    ("code", "typed", "name", "sentence"),
    [
        ("door", "  ", "", "Vul dit in."),
        ("door", "nul\0teken", "", "In deze tekst staat een teken dat niet kan worden opgeslagen."),
        ("length", "een el", "", "Dit is geen getal. Typ bijvoorbeeld 12 of 12,5."),
        ("until", "31-2-2027", "", "Deze datum begrijp ik niet."),
        ("until", "24-11 17.00", "", "Deze datum begrijp ik niet."),
        ("sort", "vierkant", "", "‘vierkant’ staat niet meer in de lijst."),
        ("deposit", "misschien", "", "Kies ja of nee."),
        ("who", "jans", "", "Kies een naam uit de lijst of maak het veld leeg."),
        ("who", "jans", "Sanne Jansen", "Kies een naam uit de lijst of maak het veld leeg."),
        ("where", "17", "", "Deze ruimte ken ik niet."),
    ],
)
def test_what_is_no_answer_is_said_in_words(code: str, typed: str, name: str, sentence: str) -> None:
    fault = answer_fault(BY_CODE[code], typed, name, TODAY)

    assert fault is not None
    assert fault.startswith(sentence)


@pytest.mark.parametrize("line", FIELDS, ids=lambda line: line.code)
def test_only_what_is_needed_must_be_filled_in(line: FieldLine) -> None:
    free, needed = replace(line, required=False), replace(line, required=True)

    assert answer_fault(free, "", "", TODAY) is None
    assert answer_fault(needed, "", "", TODAY)
    assert read_answer(free, "", "", TODAY) is None


def test_an_answer_reads_in_both_languages_and_after_the_field_is_gone() -> None:
    typed = {
        "door": ("D2.14", ""),
        "length": ("1,5", ""),
        "until": ("1-12", ""),
        "sort": ("rond", ""),
        "deposit": ("yes", ""),
        "who": ("1", "Sanne Jansen"),
        "where": ("7", "D2.14"),
    }
    read = [read_answer(line, *typed[line.code], TODAY) for line in FIELDS]

    kept = from_json(to_json(answer for answer in read if answer is not None))

    assert [words_of(answer, "nl") for answer in kept] == [
        "D2.14",
        "1,5",
        "1 december 2026",
        "rond",
        "Ja",
        "Sanne Jansen",
        "D2.14",
    ]
    assert [words_of(answer, "en") for answer in kept] == [
        "D2.14",
        "1.5",
        "1 December 2026",
        "round",
        "Yes",
        "Sanne Jansen",
        "D2.14",
    ]
    assert [label_of(answer, "en") for answer in kept][:2] == ["Which door?", "How long in metres?"]


def test_what_another_version_wrote_still_reads() -> None:
    stored = [
        {"code": "old", "type": "colour", "value": "rood", "extra": 1},
        {"code": "day", "label": "Dag", "type": "date", "value": "ooit"},
        "nonsense",
        {"label": "without a code"},
    ]

    assert rows_of(from_json(stored), "nl") == (("old", "rood"), ("Dag", "ooit"))


def test_a_choice_without_english_words_stays_dutch() -> None:
    answer = read_answer(replace(BY_CODE["sort"], choices_en=()), "plat", "", TODAY)

    assert answer == Answer("sort", "Welke soort?", "Which kind?", FieldType.CHOICE, "plat")
    assert words_of(answer, "en") == "plat"


@given(st.sampled_from(FIELDS), st.text(max_size=40), st.sampled_from(["", "Sanne Jansen"]))
def test_whatever_is_typed_is_an_answer_or_has_a_fault(line: FieldLine, typed: str, name: str) -> None:
    fault, answer = answer_fault(line, typed, name, TODAY), read_answer(line, typed, name, TODAY)

    if fault is None and typed.strip():
        assert answer is not None
        assert from_json(to_json([answer])) == (answer,)
        assert words_of(answer, "nl")
    if not typed.strip():
        assert answer is None
