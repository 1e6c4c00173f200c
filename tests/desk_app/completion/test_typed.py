# SPDX-License-Identifier: EUPL-1.2
"""A duration and an amount as people type them."""

import pytest

from desk_app.completion.typed import cents_of, cents_text, minutes_of, minutes_text
from desk_app.core.errors import InvalidInput


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("0:20", 20), ("0.20", 20), ("1:05", 65), ("1u", 60), ("1 h 20 min", 80), ("20", 20), ("90 min", 90), (" ", None)],
)
def test_a_time_is_read_as_people_write_it(typed: str, minutes: int | None) -> None:
    assert minutes_of(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("12,50", 1250), ("12.5", 1250), ("€ 12", 1200), ("12,-", 1200), ("1.234,50", 123_450), ("1.234", 123_400)],
)
def test_an_amount_is_read_as_people_write_it(typed: str, cents: int) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize("typed", ["een uur", "-3", "1:99", "=1+1", "1e5", "٣", "9" * 30, "<b>1</b>"])
def test_what_cannot_be_read_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInput, match="0:20"):
        minutes_of(typed)
    with pytest.raises(InvalidInput, match="12,50"):
        cents_of(typed)


def test_what_is_shown_can_be_read_again() -> None:
    assert minutes_of(minutes_text(80)) == 80
    assert cents_of(cents_text(123_450)) == 123_450
