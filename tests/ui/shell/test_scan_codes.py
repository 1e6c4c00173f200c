# SPDX-License-Identifier: EUPL-1.2
"""A scanner is told from a typist by the clock and the form of our codes."""

from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.codes import ScannedCode, code_of, parse_code
from ui.shell.scan_codes import ScanRecogniser

TICKET = code_of("M26-004217")


def feed(recogniser: ScanRecogniser, text: str, gap: float, at: float = 1000.0) -> tuple[str, float]:
    """Types ``text`` and tells what reached the field before Enter, and when it ended."""
    typed, held = "", ""
    for character in text:
        verdict = recogniser.character(character, at)
        if verdict.release:
            typed, held = typed + held, ""
        if verdict.hold:
            held += character
        else:
            typed += character
        at += gap
    return typed, at


def test_a_scan_is_read_and_nothing_of_it_reaches_a_field() -> None:
    recogniser = ScanRecogniser()

    typed, at = feed(recogniser, TICKET, gap=2)
    verdict = recogniser.end(at)

    assert typed == ""
    assert verdict.code == parse_code(TICKET)
    assert verdict.drop


def test_the_same_code_typed_by_hand_is_text() -> None:
    recogniser = ScanRecogniser()

    typed, at = feed(recogniser, TICKET, gap=80)
    verdict = recogniser.end(at)

    assert verdict.code is None
    assert typed + ("" if not verdict.release else TICKET[len(typed) :]) == TICKET


def test_a_code_with_a_wrong_check_character_is_text() -> None:
    recogniser = ScanRecogniser()
    wrong = TICKET[:-1] + ("A" if TICKET[-1] != "A" else "B")

    _typed, at = feed(recogniser, wrong, gap=2)
    verdict = recogniser.end(at)

    assert verdict.code is None
    assert verdict.release


def test_a_second_code_right_after_the_first_is_thrown_away() -> None:
    recogniser = ScanRecogniser()
    _typed, at = feed(recogniser, TICKET, gap=2)
    recogniser.end(at)

    _typed, at = feed(recogniser, TICKET, gap=2, at=at + 100)
    echo = recogniser.end(at)
    _typed, at = feed(recogniser, TICKET, gap=2, at=at + 400)
    next_one = recogniser.end(at)

    assert (echo.code, echo.drop) == (None, True)
    assert next_one.code == parse_code(TICKET)


def test_a_line_feed_after_the_enter_of_the_scanner_is_thrown_away() -> None:
    recogniser = ScanRecogniser()
    _typed, at = feed(recogniser, TICKET, gap=2)
    recogniser.end(at)

    assert recogniser.end(at + 10).drop
    assert not recogniser.end(at + 500).drop


@given(st.text(alphabet="abcmpv0123456789-MPVC ", max_size=40), st.floats(min_value=1, max_value=200))
def test_whatever_is_typed_at_whatever_speed_nothing_is_lost(text: str, gap: float) -> None:
    recogniser = ScanRecogniser()

    typed, at = feed(recogniser, text, gap)
    held = recogniser.held
    verdict = recogniser.end(at)

    if verdict.code is None:
        assert typed + held == text
    else:
        assert isinstance(verdict.code, ScannedCode)
        assert typed + held == text
