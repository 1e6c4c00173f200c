# SPDX-License-Identifier: EUPL-1.2
"""Hours and days as people write them: read, written back, and seen as the closed days of a year."""

from datetime import date, time

import pytest

from desk_app.contracts.calendar_messages import ClosureLine, HolidayRow
from desk_app.core.errors import InvalidInput
from ui.settings.calendar_lines import (
    OwnDay,
    Stretch,
    closure_lines,
    days_as_text,
    days_from_text,
    days_to_see,
    own_days,
    own_hours_lines,
    stretch_words,
    stretches,
)
from ui.settings.hours_text import Span, hours_text, minutes_of, read_hours

NINE_TO_FIVE = Span(time(9), time(17))
CHRISTMAS = Stretch(date(2026, 12, 24), date(2027, 1, 1), "Kerstsluiting")
EVE = Stretch(date(2026, 12, 24), date(2026, 12, 24), "Kerstavond", time(12), time(0))


@pytest.mark.parametrize(
    ("typed", "is_night", "spans"),
    [
        ("", False, ()),
        ("9-17", False, (NINE_TO_FIVE,)),
        ("9.00 – 17.00", False, (NINE_TO_FIVE,)),
        ("9:00 tot 17:00", False, (NINE_TO_FIVE,)),
        ("9u00-17u00", False, (NINE_TO_FIVE,)),
        ("13.00-17.00, 9.00-12.30", False, (Span(time(9), time(12, 30)), Span(time(13), time(17)))),
        ("9-12 en 13-17", False, (Span(time(9), time(12)), Span(time(13), time(17)))),
        ("0-24", False, (Span(time(0), time(0)),)),
        ("18-24", True, (Span(time(18), time(0)),)),
        ("22-6", True, (Span(time(22), time(6), next_day=True),)),
        ("9-17", True, (NINE_TO_FIVE,)),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, *, is_night: bool, spans: tuple[Span, ...]) -> None:
    assert read_hours(typed, is_night=is_night) == spans
    assert read_hours(hours_text(spans), is_night=is_night) == spans


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("negen", "Schrijf de uren zo"),
        ("9", "Schrijf de uren zo"),
        ("9-17-18", "Schrijf de uren zo"),
        ("9-25", "geen tijd: 9-25"),
        ("9.60-17", "geen tijd"),
        ("24-6", "geen tijd"),
    ],
)
def test_what_is_no_hour_is_said(typed: str, says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_hours(typed, is_night=True)

    assert says in caught.value.fields["hours"]


@pytest.mark.parametrize(
    ("typed", "night", "says"),
    [
        ("22-6", "Met nachtdiensten", "Loopt het door in de volgende dag? Zet dan “Met nachtdiensten” aan."),
        ("9-12, 17-9", "Met nachtdiensten", "Bij “17.00-9.00” ligt het einde niet na het begin."),
        ("9-9", "", "Maak dan twee regels, voor elke dag een."),
    ],
)
def test_hours_that_end_before_they_begin_name_what_can_be_done(typed: str, night: str, says: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_hours(typed, is_night=False, night=night)

    assert says in caught.value.fields["hours"]


def test_a_night_shift_is_as_long_as_it_is() -> None:
    spans = read_hours("22-6, 9-12.30", is_night=True)

    assert minutes_of(spans) == 8 * 60 + 210


def test_closed_days_in_a_row_are_one_line_and_go_back_as_days() -> None:
    lines, places = closure_lines([EVE, CHRISTMAS])

    assert len(lines) == 10
    assert places == (0, *[1] * 9)
    assert stretches(lines) == (EVE, CHRISTMAS)
    assert stretch_words(CHRISTMAS) == "24 december 2026 tot en met 1 januari 2027 · Kerstsluiting"
    assert stretch_words(EVE) == "24 december 2026 · 12.00-24.00 · Kerstavond"


def test_days_with_another_name_are_another_line() -> None:
    lines = [ClosureLine(day=date(2027, 5, day), name=name) for day, name in ((3, "Vakantie"), (4, "Herdenking"))]

    assert [stretch.name for stretch in stretches(lines)] == ["Vakantie", "Herdenking"]


def test_hours_of_one_day_stand_together() -> None:
    own = OwnDay(date(2026, 11, 28), (Span(time(10), time(12)), Span(time(13), time(14))))

    assert own_days(own_hours_lines([own])[0]) == (own,)
    assert own_hours_lines([own])[1] == (0, 0)


def test_days_that_are_not_saved_are_kept_as_text() -> None:
    own = OwnDay(date(2026, 11, 28), (Span(time(22), time(6), next_day=True),))

    assert days_from_text(days_as_text([EVE, CHRISTMAS], [own])) == ((EVE, CHRISTMAS), (own,))
    assert days_from_text("") == ((), ())
    assert days_from_text('{"a": 1}') == ((), ())


def test_year_shows_what_is_closed_that_would_be_open() -> None:
    working_days = frozenset(range(5))
    holidays = [HolidayRow(date(2026, 12, 25), "Eerste kerstdag"), HolidayRow(date(2026, 12, 26), "Tweede kerstdag")]
    own = [OwnDay(date(2026, 11, 28), (Span(time(10), time(14)),))]

    shown = days_to_see(
        2026,
        weekdays=working_days,
        holidays=holidays,
        closed=[EVE, Stretch(date(2026, 12, 28), date(2027, 1, 2), "Sluiting")],
        own=own,
    )

    assert [(look.day.day, look.what) for look in shown] == [
        (28, "open 10.00-14.00"),
        (24, "Kerstavond, dicht 12.00-24.00"),
        (25, "Eerste kerstdag"),  # the 26th is a Saturday
        (28, "Sluiting"),
        (29, "Sluiting"),
        (30, "Sluiting"),
        (31, "Sluiting"),
    ]
