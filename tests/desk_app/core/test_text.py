# SPDX-License-Identifier: EUPL-1.2
"""What a line may not hold: nothing that nobody sees, nothing that turns what is around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.text import LINE, fault_in, fault_in_line


@pytest.mark.parametrize(
    "text",
    [
        "\u200b",
        "\u2060",
        " \u200b\u200d ",
        "\ufeff",
        "\u00ad",
        "\u3164",
        "\u2800",
        "\u034f\ufe0f",
        "\x07",
        "\U000e0041",
    ],
)
def test_line_on_which_nothing_is_seen_is_refused(text: str) -> None:
    assert fault_in_line(text, LINE) == "Aan deze tekst is niets te zien. Typ letters of cijfers."
    assert fault_in(text, LINE) is None


@pytest.mark.parametrize("mark", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
def test_line_that_turns_the_direction_of_reading_is_refused(mark: str) -> None:
    fault = fault_in_line(f"Pas {mark}nieuw", LINE)

    assert fault == "In deze tekst staat een onzichtbaar teken dat de leesrichting omkeert. Typ de tekst opnieuw."
    assert fault_in(f"Pas {mark}nieuw", LINE) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "Pas",
        "7",
        "-",
        "مرحبا \u200f123",
        "می\u200cخواهم",
        "👩🏽\u200d💻",
        "🏳️\u200d🌈",
        "e\u0301",
        "fiets\u00adpomp",
        "日本",
    ],
)
def test_line_that_people_really_write_is_kept(text: str) -> None:
    assert fault_in_line(text, LINE) is None


@given(st.text(st.characters(), max_size=250))
def test_line_may_hold_nothing_that_no_text_may_hold(text: str) -> None:
    fault = fault_in(text, LINE)

    assert fault is None or fault_in_line(text, LINE) == fault
