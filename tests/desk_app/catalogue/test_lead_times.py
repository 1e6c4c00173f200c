# SPDX-License-Identifier: EUPL-1.2
"""How long something takes, in words and in a file: each unit is its own, none is another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.messages import LeadTime, LeadUnit
from desk_app.catalogue.wording import lead_text
from desk_app.transfer import catalogue_words as words

MINUTES, DAYS, CALENDAR, CLOCK = (
    LeadUnit.MINUTES,
    LeadUnit.WORKING_DAYS,
    LeadUnit.CALENDAR_DAYS,
    LeadUnit.CLOCK_MINUTES,
)
IN_WORDS = [
    (LeadTime(0, MINUTES), "direct", "at once"),
    (LeadTime(0, CLOCK), "direct", "at once"),
    (LeadTime(1, MINUTES), "1 werkminuut", "1 working minute"),
    (LeadTime(90, MINUTES), "90 werkminuten", "90 working minutes"),
    (LeadTime(60, MINUTES), "1 werkuur", "1 working hour"),
    (LeadTime(480, MINUTES), "8 werkuren", "8 working hours"),
    (LeadTime(1, DAYS), "1 werkdag", "1 working day"),
    (LeadTime(60, DAYS), "60 werkdagen", "60 working days"),
    (LeadTime(28, CALENDAR), "28 dagen", "28 days"),
    (LeadTime(1, CLOCK), "1 klokminuut", "1 clock minute"),
    (LeadTime(90, CLOCK), "90 klokminuten", "90 clock minutes"),
    (LeadTime(60, CLOCK), "1 klokuur", "1 clock hour"),
    (LeadTime(2880, CLOCK), "48 klokuren", "48 clock hours"),
]


@pytest.mark.parametrize(("lead", "dutch", "english"), IN_WORDS)
def test_a_lead_time_in_words(lead: LeadTime, dutch: str, english: str) -> None:
    assert lead_text(lead, "nl") == dutch
    assert lead_text(lead, "en") == english


@pytest.mark.parametrize(("lead", "dutch", "english"), [one for one in IN_WORDS if one[0].amount])
def test_what_people_read_can_be_brought_in_again(lead: LeadTime, dutch: str, english: str) -> None:
    assert words.lead(dutch) == lead
    assert words.lead(english) == lead


@pytest.mark.parametrize(
    ("amount", "unit", "lead"),
    [
        ("90", "klokminuten", LeadTime(90, CLOCK)),
        ("4", "klokuren", LeadTime(240, CLOCK)),
        ("4", "Clock hours", LeadTime(240, CLOCK)),
        ("90", "clock_minutes", LeadTime(90, CLOCK)),
        ("4", "uur", LeadTime(240, MINUTES)),
    ],
)
def test_minutes_day_and_night_come_in_from_a_file(amount: str, unit: str, lead: LeadTime) -> None:
    assert words.lead(amount, unit) == lead


@given(st.sampled_from(LeadUnit), st.integers(0, 50_000), st.integers(0, 50_000))
def test_the_longer_one_comes_last(unit: LeadUnit, one: int, other: int) -> None:
    shorter, longer = sorted((one, other))

    assert LeadTime(shorter, unit).minutes <= LeadTime(longer, unit).minutes


def test_a_day_and_a_night_is_a_day_of_the_calendar() -> None:
    assert LeadTime(14 * 1440, CLOCK).minutes == LeadTime(14, CALENDAR).minutes
