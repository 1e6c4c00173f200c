# SPDX-License-Identifier: EUPL-1.2
"""Promises counted by hand: the moment, and the sentence that a customer reads."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.catalogue.messages import LeadTime
from desk_app.catalogue.models import LeadUnit, TicketKind
from desk_app.contracts.promise import (
    AT_ONCE,
    counted_spans,
    default_lead,
    due_of,
    promise_for,
    said,
    three_quarters_of,
)
from desk_app.core.clock import DESK_ZONE
from desk_app.core.public_holidays import Bridging, HolidayChoice, LiberationDay, holidays_of
from desk_app.core.worktime import ROUND_THE_CLOCK, Calendar, ClosedPart, working_seconds_between

MINUTES, DAYS, CALENDAR, CLOCK = (
    LeadUnit.MINUTES,
    LeadUnit.WORKING_DAYS,
    LeadUnit.CALENDAR_DAYS,
    LeadUnit.CLOCK_MINUTES,
)
_CHOICE = HolidayChoice(good_friday=False, liberation_day=LiberationDay.YEARLY, bridging=Bridging.NONE)
_WEEK = {weekday: ((time(9), time(17)),) for weekday in range(5)}
DESK = Calendar(_WEEK, dict(holidays_of(_CHOICE, range(2025, 2029))))
CHRISTMAS = Calendar(
    _WEEK,
    {date(2026, 12, 24) + timedelta(days=day): "Kerst" for day in range(8)} | {date(2027, 1, 1): "Nieuwjaar"},
)
PARTY = Calendar(
    _WEEK,
    {},
    (
        ClosedPart(date(2026, 12, 24), time(15), time(0), "Kerstborrel"),
        ClosedPart(date(2026, 12, 3), time(9), time(11), "Inventaris"),
        ClosedPart(date(2026, 12, 4), time(12), time(13, 30), "Lunch"),
    ),
)


def at(day: str, clock: str) -> datetime:
    """A moment at the desk, ``2026-05-04`` and ``10.00``."""
    hour, minute = clock.split(".")
    return datetime.combine(date.fromisoformat(day), time(int(hour), int(minute)), DESK_ZONE)


HAND_COUNTED = [
    # working minutes
    (DESK, "2025-05-02", "17.00", 480, MINUTES, "di 6 mei 17.00 uur: 8 werkuren, 5 mei gesloten"),
    (DESK, "2026-05-04", "13.00", 480, MINUTES, "wo 6 mei 13.00 uur: 8 werkuren, 5 mei gesloten"),
    (DESK, "2026-11-24", "10.42", 240, MINUTES, "di 24 nov 14.42 uur: 4 werkuren"),
    (DESK, "2026-11-24", "15.00", 240, MINUTES, "wo 25 nov 11.00 uur: 4 werkuren"),
    (DESK, "2026-11-27", "16.30", 90, MINUTES, "ma 30 nov 10.00 uur: 90 werkminuten"),
    (DESK, "2026-11-28", "14.00", 60, MINUTES, "ma 30 nov 10.00 uur: 1 werkuur"),
    (DESK, "2026-11-24", "10.42", 0, MINUTES, "di 24 nov 11.12 uur: 30 werkminuten"),
    (DESK, "2026-11-24", "16.50", 0, MINUTES, "wo 25 nov 9.20 uur: 30 werkminuten"),
    (DESK, "2026-12-24", "16.00", 120, MINUTES, "ma 28 dec 10.00 uur: 2 werkuren, 25 december gesloten"),
    (DESK, "2026-12-31", "16.00", 120, MINUTES, "ma 4 jan 2027 10.00 uur: 2 werkuren, 1 januari gesloten"),
    (DESK, "2026-04-03", "16.00", 120, MINUTES, "di 7 apr 10.00 uur: 2 werkuren, 6 april gesloten"),
    (DESK, "2026-05-13", "16.00", 960, MINUTES, "ma 18 mei 16.00 uur: 16 werkuren, 14 mei gesloten"),
    (DESK, "2026-04-24", "16.00", 4800, MINUTES, "di 12 mei 16.00 uur: 80 werkuren, 27 april en 5 mei gesloten"),
    (DESK, "2026-03-27", "16.00", 120, MINUTES, "ma 30 mrt 10.00 uur: 2 werkuren"),  # the clock goes forward
    (DESK, "2026-10-23", "16.00", 120, MINUTES, "ma 26 okt 10.00 uur: 2 werkuren"),  # and back
    # working days
    (DESK, "2026-11-24", "10.00", 1, DAYS, "wo 25 nov 17.00 uur: 1 werkdag"),
    (DESK, "2026-05-04", "16.59", 2, DAYS, "do 7 mei 17.00 uur: 2 werkdagen, 5 mei gesloten"),
    (DESK, "2026-05-05", "12.00", 1, DAYS, "wo 6 mei 17.00 uur: 1 werkdag"),  # the day of the report does not count
    (DESK, "2026-12-23", "10.00", 5, DAYS, "do 31 dec 17.00 uur: 5 werkdagen, 25 december gesloten"),
    (DESK, "2026-12-30", "10.00", 2, DAYS, "ma 4 jan 2027 17.00 uur: 2 werkdagen, 1 januari gesloten"),
    (
        CHRISTMAS,
        "2026-12-23",
        "10.00",
        1,
        DAYS,
        "ma 4 jan 2027 17.00 uur: 1 werkdag, 24 december tot en met 1 januari gesloten",
    ),
    (PARTY, "2026-12-23", "10.00", 1, DAYS, "do 24 dec 15.00 uur: 1 werkdag, 24 december vanaf 15.00 uur gesloten"),
    # calendar days
    (DESK, "2026-11-24", "10.00", 14, CALENDAR, "di 8 dec 17.00 uur: 14 dagen"),
    (DESK, "2026-11-24", "18.00", 4, CALENDAR, "ma 30 nov 17.00 uur: 4 dagen, 28 en 29 november gesloten"),
    (DESK, "2026-11-20", "10.00", 35, CALENDAR, "ma 28 dec 17.00 uur: 35 dagen, 25 tot en met 27 december gesloten"),
    (DESK, "2026-11-20", "10.00", 42, CALENDAR, "ma 4 jan 2027 17.00 uur: 42 dagen, 1 tot en met 3 januari gesloten"),
    (DESK, "2026-03-16", "10.00", 14, CALENDAR, "ma 30 mrt 17.00 uur: 14 dagen"),
    # day and night
    (DESK, "2026-11-28", "22.00", 240, CLOCK, "zo 29 nov 2.00 uur: 4 uur, dag en nacht"),
    (DESK, "2026-03-28", "23.00", 240, CLOCK, "zo 29 mrt 4.00 uur: 4 uur, dag en nacht"),
    (DESK, "2026-10-24", "23.00", 240, CLOCK, "zo 25 okt 2.00 uur: 4 uur, dag en nacht, wintertijd"),
    (DESK, "2026-10-24", "22.30", 240, CLOCK, "zo 25 okt 2.30 uur: 4 uur, dag en nacht, zomertijd"),
    (DESK, "2026-12-31", "23.30", 60, CLOCK, "vr 1 jan 2027 0.30 uur: 1 uur, dag en nacht"),
    (DESK, "2026-11-24", "12.00", 90, CLOCK, "di 24 nov 13.30 uur: 90 minuten, dag en nacht"),
    (DESK, "2028-02-28", "12.00", 2880, CLOCK, "wo 1 mrt 12.00 uur: 48 uur, dag en nacht"),
    # closed parts
    (
        PARTY,
        "2026-12-24",
        "14.00",
        120,
        MINUTES,
        "vr 25 dec 10.00 uur: 2 werkuren, 24 december vanaf 15.00 uur gesloten",
    ),
    (PARTY, "2026-12-03", "8.00", 60, MINUTES, "do 3 dec 12.00 uur: 1 werkuur, 3 december tot 11.00 uur gesloten"),
    (
        PARTY,
        "2026-12-04",
        "11.00",
        120,
        MINUTES,
        "vr 4 dec 14.30 uur: 2 werkuren, 4 december van 12.00 tot 13.30 uur gesloten",
    ),
]


@pytest.mark.parametrize(("calendar", "day", "clock", "amount", "unit", "sentence"), HAND_COUNTED)
def test_a_promise_counted_by_hand(
    calendar: Calendar, day: str, clock: str, amount: int, unit: LeadUnit, sentence: str
) -> None:
    given_promise = promise_for(calendar, at(day, clock), LeadTime(amount, unit), "nl")

    assert given_promise.sentence == sentence
    assert given_promise.sentence.endswith(f": {given_promise.reason}")


def test_a_customer_who_reads_english_gets_it_in_english() -> None:
    promise = promise_for(DESK, at("2026-05-04", "13.00"), LeadTime(480, MINUTES), "en")
    days = promise_for(CHRISTMAS, at("2026-12-23", "10.00"), LeadTime(1, DAYS), "en")

    assert promise.sentence == "Wed 6 May at 13:00: 8 working hours, 5 May closed"
    assert days.reason == "1 working day, 24 December to 1 January closed"


def test_many_closed_days_are_counted_and_not_named() -> None:
    closed = {date(2026, 6, 1) + timedelta(days=2 * day): "dicht" for day in range(40)}
    calendar = Calendar(_WEEK, closed)

    promise = promise_for(calendar, at("2026-05-29", "10.00"), LeadTime(30 * 480, MINUTES), "nl")

    assert "dagen gesloten" in promise.reason
    assert len(promise.reason) <= 200


def test_two_closed_days_of_one_month_share_its_name() -> None:
    calendar = Calendar(_WEEK, {date(2026, 6, 2): "a", date(2026, 6, 4): "b"})

    promise = promise_for(calendar, at("2026-06-01", "10.00"), LeadTime(3 * 480, MINUTES), "nl")

    assert promise.reason == "24 werkuren, 2 en 4 juni gesloten"


@pytest.mark.parametrize("amount", [0, -1, -480])
@pytest.mark.parametrize("unit", list(LeadUnit))
def test_no_term_is_ever_nothing(unit: LeadUnit, amount: int) -> None:
    start = at("2026-11-24", "10.42")

    promise = promise_for(DESK, start, LeadTime(amount, unit), "nl")

    assert promise.due_at == start + timedelta(minutes=AT_ONCE.amount)
    assert promise.reason == "30 werkminuten"


@pytest.mark.parametrize(
    ("kind", "days", "lead"),
    [
        (TicketKind.COMPLAINT, 42, LeadTime(42, CALENDAR)),
        (TicketKind.COMPLAINT, 0, LeadTime(1, CALENDAR)),
        (TicketKind.REQUEST, 42, LeadTime(5, DAYS)),
        (TicketKind.INFORMATION, 42, LeadTime(480, MINUTES)),
        (TicketKind.INCIDENT, 42, LeadTime(480, MINUTES)),
    ],
)
def test_every_kind_has_a_usual_term(kind: TicketKind, days: int, lead: LeadTime) -> None:
    assert default_lead(kind, days) == lead


def test_the_year_is_said_when_it_is_another_one() -> None:
    now = at("2026-12-30", "10.00")

    assert said(at("2026-12-31", "17.00"), "", now, "nl") == "do 31 dec 17.00 uur"
    assert said(at("2027-01-04", "17.00"), "1 werkdag", now, "nl") == "ma 4 jan 2027 17.00 uur: 1 werkdag"


def test_the_spans_are_what_somebody_counts_by_hand() -> None:
    start, lead = at("2026-05-04", "15.00"), LeadTime(480, MINUTES)

    spans = counted_spans(DESK, start, due_of(DESK, start, lead), lead)

    assert [(span.begins, span.ends, span.seconds) for span in spans] == [
        (start, at("2026-05-04", "17.00"), 7200),
        (at("2026-05-06", "9.00"), at("2026-05-06", "15.00"), 21600),
    ]


def test_day_and_night_is_counted_per_day_over_the_night_on_which_the_clock_changes() -> None:
    start, lead = at("2026-10-24", "12.00"), LeadTime(48 * 60, CLOCK)

    spans = counted_spans(DESK, start, due_of(DESK, start, lead), lead)

    assert [span.seconds // 3600 for span in spans] == [12, 25, 11]


STARTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 1), timezones=st.just(DESK_ZONE))
LEADS = st.one_of(
    st.builds(LeadTime, st.integers(0, 9_000), st.sampled_from([MINUTES, CLOCK])),
    st.builds(LeadTime, st.integers(0, 60), st.sampled_from([DAYS, CALENDAR])),
)


@given(STARTS, LEADS)
def test_a_promise_is_later_than_now_and_three_quarters_lie_between(start: datetime, lead: LeadTime) -> None:
    due = due_of(DESK, start, lead)
    soon = three_quarters_of(DESK, start, due, lead)

    assert start < due
    assert start <= soon <= due


@given(STARTS, LEADS)
def test_the_spans_add_up_to_the_time_that_counts(start: datetime, lead: LeadTime) -> None:
    due = due_of(DESK, start, lead)
    by = ROUND_THE_CLOCK if lead.unit is CLOCK and lead.amount else DESK

    spans = counted_spans(DESK, start, due, lead)

    assert abs(sum(span.seconds for span in spans) - working_seconds_between(by, start, due)) <= len(spans)
    assert all(one.ends <= other.begins for one, other in pairwise(spans))


@given(STARTS, LEADS)
def test_a_longer_term_is_never_over_earlier(start: datetime, lead: LeadTime) -> None:
    longer = LeadTime(max(lead.amount, 30) + 1, lead.unit)

    assert due_of(DESK, start, LeadTime(max(lead.amount, 30), lead.unit)) <= due_of(DESK, start, longer)
