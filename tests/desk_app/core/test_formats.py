# SPDX-License-Identifier: EUPL-1.2
"""Dates, money and durations as people read them."""

from datetime import UTC, datetime

import pytest

from desk_app.core import formats

MOMENT = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def test_a_promise_on_dutch_paper_has_the_weekday_and_the_hour() -> None:
    assert formats.moment_long(MOMENT, "nl") == "dinsdag 24 november 2026, 17.00 uur"
    assert formats.moment_long(MOMENT, "en") == "Tuesday 24 November 2026, 17:00"


def test_lists_and_cards_are_short() -> None:
    assert formats.moment_short(MOMENT, "nl") == "di 24 nov 17.00"


@pytest.mark.parametrize(
    ("cents", "dutch"), [(1250, "€\xa012,50"), (0, "€\xa00,00"), (123450, "€\xa01.234,50"), (-123450, "€\xa0-1.234,50")]
)
def test_money_is_written_the_dutch_way(cents: int, dutch: str) -> None:
    assert formats.money(cents, "nl") == dutch


@pytest.mark.parametrize(
    ("minutes", "dutch"),
    [(0, "0 min"), (40, "40 min"), (60, "1 u"), (72, "1 u 12 min"), (25 * 60, "25 u"), (3 * 24 * 60, "3 dagen")],
)
def test_a_duration_names_what_matters(minutes: int, dutch: str) -> None:
    assert formats.duration(minutes, "nl") == dutch


@pytest.mark.parametrize(
    ("minutes", "dutch"),
    [(480, "1 werkdag"), (960, "2 werkdagen"), (240, "4 werkuren"), (30, "30 werkminuten"), (90, "90 werkminuten")],
)
def test_a_term_is_said_in_working_time(minutes: int, dutch: str) -> None:
    assert formats.working_duration(minutes, lang="nl") == dutch
