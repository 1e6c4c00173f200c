# SPDX-License-Identifier: EUPL-1.2
"""Terms that were worked out on paper, each with the reason: the code has to agree with the paper.

Calendars of 2026 and after, local time:

* office: Monday to Friday 8.30-12.30 and 13.00-17.00, eight hours a day. Closed on 27 April, 5 May, 14 May, 25 May,
  25 December 2026 and 1 January 2027; on 24 December from 15.00; open on Saturday 5 December from 10.00 to 14.00.
* night: every day 22.00-6.00. porter: the same, closed on 27 April.
* clock: always open.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

import pytest

from desk_app.core.calendars import Calendar, ClosedPart, Window, make_calendar
from desk_app.core.clock import DESK_ZONE
from desk_app.core.worktime import (
    ROUND_THE_CLOCK,
    DayEnd,
    add_calendar_days,
    add_working_days,
    add_working_time,
    is_open,
    next_opening,
    working_seconds_between,
)

MINUTE, HOUR = 60, 3600

CALENDARS: Mapping[str, Calendar] = {
    "office": make_calendar(
        dict.fromkeys(range(5), (Window(time(8, 30), time(12, 30)), Window(time(13), time(17)))),
        {
            date(2026, 4, 27): "Koningsdag",
            date(2026, 5, 5): "Bevrijdingsdag",
            date(2026, 5, 14): "Hemelvaartsdag",
            date(2026, 5, 25): "Tweede pinksterdag",
            date(2026, 12, 25): "Eerste kerstdag",
            date(2027, 1, 1): "Nieuwjaarsdag",
        },
        [ClosedPart(date(2026, 12, 24), time(15), time(0), "Kerstavond")],
        {date(2026, 12, 5): [Window(time(10), time(14))]},
    ),
    "night": make_calendar(dict.fromkeys(range(7), (Window(time(22), time(6), next_day=True),))),
    "porter": make_calendar(
        dict.fromkeys(range(7), (Window(time(22), time(6), next_day=True),)), {date(2026, 4, 27): "Koningsdag"}
    ),
    "clock": ROUND_THE_CLOCK,
}

WORKING_TIME = [
    ("office", "Tue 2026-11-24 10:00", 2 * HOUR, "Tue 2026-11-24 12:00", "within one morning"),
    ("office", "Tue 2026-11-24 12:00", HOUR, "Tue 2026-11-24 13:30", "half before the break, half after it"),
    (
        "office",
        "Tue 2026-11-24 10:00",
        150 * MINUTE,
        "Tue 2026-11-24 12:30",
        "full when the break begins, not after it",
    ),
    ("office", "Tue 2026-11-24 10:00", 150 * MINUTE + 1, "Tue 2026-11-24 13:00:01", "the second after the break"),
    ("office", "Tue 2026-11-24 16:00", 2 * HOUR, "Wed 2026-11-25 09:30", "an hour today, an hour tomorrow from 8.30"),
    ("office", "Fri 2026-11-27 16:00", 2 * HOUR, "Mon 2026-11-30 09:30", "the weekend does not count"),
    ("office", "Sat 2026-11-28 11:00", HOUR, "Mon 2026-11-30 09:30", "reported in the weekend, begins on Monday"),
    ("office", "Tue 2026-11-24 07:00", HOUR, "Tue 2026-11-24 09:30", "before opening nothing passes"),
    ("office", "Tue 2026-11-24 12:45", 8 * HOUR, "Wed 2026-11-25 12:30", "four hours after the break, four tomorrow"),
    ("office", "Tue 2026-11-24 17:00", 1, "Wed 2026-11-25 08:30:01", "17.00 sharp is closed"),
    ("office", "Tue 2026-11-24 16:59:59", 1, "Tue 2026-11-24 17:00", "the last second of the day"),
    ("office", "Tue 2026-11-24 17:00", 0, "Tue 2026-11-24 17:00", "no time at all ends at once"),
    ("office", "Sun 2026-11-29 12:00", 0, "Sun 2026-11-29 12:00", "also in the weekend"),
    ("office", "Mon 2026-11-23 08:30", 40 * HOUR, "Fri 2026-11-27 17:00", "five days of eight hours"),
    ("office", "Mon 2026-11-23 08:30", 40 * HOUR + 1, "Mon 2026-11-30 08:30:01", "and one second more"),
    ("office", "Mon 2026-05-04 16:00", 8 * HOUR, "Wed 2026-05-06 16:00", "one hour, 5 May closed, seven on Wednesday"),
    ("office", "Tue 2026-05-05 11:00", HOUR, "Wed 2026-05-06 09:30", "reported on a holiday"),
    ("office", "Fri 2026-04-24 16:30", HOUR, "Tue 2026-04-28 09:00", "weekend and Koningsdag: half an hour, then half"),
    ("office", "Wed 2026-05-13 16:00", 9 * HOUR, "Fri 2026-05-15 17:00", "Hemelvaart between one hour and eight"),
    ("office", "Thu 2026-12-24 14:00", 4 * HOUR, "Mon 2026-12-28 11:30", "till 15.00, Christmas, weekend, three hours"),
    ("office", "Thu 2026-12-24 15:30", HOUR, "Mon 2026-12-28 09:30", "24 December is closed from 15.00"),
    ("office", "Thu 2026-12-31 16:00", 2 * HOUR, "Mon 2027-01-04 09:30", "New Year's Day and a weekend"),
    ("office", "Fri 2026-12-04 16:00", 3 * HOUR, "Sat 2026-12-05 12:00", "the Saturday that is open from 10.00"),
    ("office", "Fri 2026-12-04 16:00", 6 * HOUR, "Mon 2026-12-07 09:30", "one, four on Saturday, one on Monday"),
    ("office", "Mon 2028-02-28 16:00", 9 * HOUR, "Tue 2028-02-29 17:00", "29 February is a day like any other"),
    ("office", "Fri 2026-02-27 16:00", 2 * HOUR, "Mon 2026-03-02 09:30", "no 29 February in 2026"),
    ("office", "Fri 2026-03-27 16:00", 2 * HOUR, "Mon 2026-03-30 09:30", "the night that is an hour shorter is closed"),
    ("office", "Fri 2026-10-23 16:00", 2 * HOUR, "Mon 2026-10-26 09:30", "so is the night that is an hour longer"),
    ("clock", "Sat 2026-03-28 12:00", 24 * HOUR, "Sun 2026-03-29 13:00", "an hour was skipped, so later on the wall"),
    ("clock", "Sat 2026-10-24 12:00", 24 * HOUR, "Sun 2026-10-25 11:00", "an hour came twice, so earlier on the wall"),
    ("clock", "Sun 2026-03-29 01:30", HOUR, "Sun 2026-03-29 03:30", "after 1.59 comes 3.00"),
    ("clock", "Thu 2026-10-22 16:00", 58 * HOUR, "Sun 2026-10-25 02:00", "two days and ten hours: the first 2.00"),
    ("clock", "Thu 2026-10-22 16:00", 59 * HOUR, "Sun 2026-10-25 02:00 again", "and an hour later it is 2.00 again"),
    ("clock", "Thu 2026-12-31 23:00", 2 * HOUR, "Fri 2027-01-01 01:00", "over the end of the year"),
    ("clock", "Mon 2028-02-28 23:30", HOUR, "Tue 2028-02-29 00:30", "into the leap day"),
    ("clock", "Tue 2028-02-29 23:30", HOUR, "Wed 2028-03-01 00:30", "and out of it"),
    ("night", "Tue 2026-11-24 23:00", 8 * HOUR, "Wed 2026-11-25 23:00", "seven till 6.00, one from 22.00"),
    ("night", "Wed 2026-11-25 12:00", HOUR, "Wed 2026-11-25 23:00", "by day nothing passes"),
    ("night", "Wed 2026-11-25 05:59:30", MINUTE, "Wed 2026-11-25 22:00:30", "half a minute before and after the day"),
    ("night", "Sat 2026-03-28 22:00", 8 * HOUR, "Sun 2026-03-29 23:00", "that shift has seven hours"),
    ("night", "Sat 2026-10-24 22:00", 9 * HOUR, "Sun 2026-10-25 06:00", "and that one nine"),
    ("night", "Thu 2026-12-31 23:00", 3 * HOUR, "Fri 2027-01-01 02:00", "the shift goes on in the new year"),
    ("porter", "Sun 2026-04-26 23:00", 2 * HOUR, "Tue 2026-04-28 23:00", "home at midnight, no shift on Koningsdag"),
]

CLOSING = [
    ("office", "Tue 2026-11-24 10:00", 1, "Wed 2026-11-25 17:00", "tomorrow before we close"),
    ("office", "Tue 2026-11-24 08:00", 1, "Wed 2026-11-25 17:00", "before opening is still today"),
    ("office", "Tue 2026-11-24 18:00", 1, "Wed 2026-11-25 17:00", "so is after closing: the day itself never counts"),
    ("office", "Fri 2026-11-27 16:00", 1, "Mon 2026-11-30 17:00", "the weekend does not count"),
    ("office", "Fri 2026-03-27 16:00", 1, "Mon 2026-03-30 17:00", "the change of the clock does not shift it"),
    ("office", "Sat 2026-07-04 03:00", 1, "Mon 2026-07-06 17:00", "the first open day after Saturday"),
    ("office", "Thu 2026-12-24 12:00", 1, "Mon 2026-12-28 17:00", "not at Christmas"),
    ("office", "Wed 2026-12-23 10:00", 1, "Thu 2026-12-24 15:00", "a short day is a day, and closes at 15.00"),
    ("office", "Mon 2026-05-04 10:00", 5, "Tue 2026-05-12 17:00", "6, 7, 8, 11 and 12 May: the 5th is closed"),
    ("office", "Fri 2026-12-04 10:00", 1, "Sat 2026-12-05 14:00", "the Saturday that is open"),
    ("office", "Thu 2026-12-31 10:00", 2, "Tue 2027-01-05 17:00", "Monday 4 and Tuesday 5 January"),
    ("office", "Tue 2026-11-24 10:00", 0, "Tue 2026-11-24 17:00", "the same day"),
    ("office", "Tue 2026-11-24 18:00", 0, "Wed 2026-11-25 17:00", "the same day is over"),
    (
        "night",
        "Tue 2026-11-24 02:00",
        1,
        "Wed 2026-11-25 06:00",
        "the shift of Monday runs; the next is over on Wednesday",
    ),
    ("night", "Tue 2026-11-24 12:00", 1, "Thu 2026-11-26 06:00", "reported on Tuesday; the shift of Wednesday counts"),
    ("clock", "Tue 2026-11-24 10:00", 1, "Thu 2026-11-26 00:00", "all of Wednesday"),
]

SAME_TIME = [
    ("office", "Tue 2026-11-24 10:00", 1, "Wed 2026-11-25 10:00", "as late as it was"),
    ("office", "Fri 2026-03-27 16:00", 1, "Mon 2026-03-30 16:00", "16.00 stays 16.00 in summer time"),
    ("office", "Fri 2026-10-23 16:00", 1, "Mon 2026-10-26 16:00", "and in winter time"),
    ("office", "Sat 2026-07-04 03:00", 1, "Tue 2026-07-07 08:30", "begins on Monday at 8.30"),
    ("office", "Tue 2026-11-24 12:45", 1, "Wed 2026-11-25 13:00", "begins after the break"),
    ("office", "Tue 2026-11-24 17:00", 1, "Thu 2026-11-26 08:30", "begins on Wednesday at 8.30"),
    ("office", "Wed 2026-12-23 16:00", 1, "Thu 2026-12-24 15:00", "closed at 16.00, so when we close"),
    ("office", "Thu 2026-12-03 09:00", 2, "Sat 2026-12-05 10:00", "closed at 9.00, so when we open"),
    ("office", "Thu 2026-12-24 12:00", 1, "Mon 2026-12-28 12:00", "not at Christmas"),
    ("office", "Mon 2028-02-28 09:15", 2, "Wed 2028-03-01 09:15", "29 February and 1 March"),
    ("night", "Tue 2026-11-24 02:00", 1, "Wed 2026-11-25 02:00", "one shift on"),
    ("clock", "Sat 2026-03-28 02:30", 1, "Sun 2026-03-29 03:00", "2.30 is skipped that night"),
    ("clock", "Sat 2026-10-24 02:30", 1, "Sun 2026-10-25 02:30", "2.30 comes twice: the first"),
    (
        "clock",
        "Sun 2026-10-25 02:30 again",
        371,
        "Sun 2027-10-31 02:30",
        "the first, also from the second a year before",
    ),
]

CALENDAR_DAYS = [
    ("office", "Tue 2026-11-24 10:00", 1, "Wed 2026-11-25 17:00", "the next day till closing time"),
    ("office", "Fri 2026-11-27 10:00", 1, "Mon 2026-11-30 17:00", "Saturday is closed, so Monday"),
    ("office", "Fri 2026-11-27 10:00", 3, "Mon 2026-11-30 17:00", "Saturday, Sunday, Monday"),
    ("office", "Tue 2026-11-24 10:00", 42, "Tue 2027-01-05 17:00", "six weeks"),
    ("office", "Fri 2026-11-20 10:00", 42, "Mon 2027-01-04 17:00", "six weeks end on New Year's Day"),
    ("office", "Sun 2026-03-15 23:30", 14, "Mon 2026-03-30 17:00", "ends on the Sunday on which the clock changes"),
    ("office", "Tue 2028-02-29 10:00", 365, "Wed 2029-02-28 17:00", "a year of 365 days from a leap day"),
    ("office", "Wed 2026-12-23 10:00", 1, "Thu 2026-12-24 15:00", "till 15.00 on Christmas Eve"),
    ("office", "Tue 2026-11-24 18:00", 0, "Wed 2026-11-25 17:00", "today is over"),
    ("clock", "Tue 2026-11-24 10:00", 1, "Thu 2026-11-26 00:00", "all of Wednesday"),
    (
        "night",
        "Tue 2026-11-24 02:00",
        1,
        "Thu 2026-11-26 06:00",
        "reported on Tuesday; the shift of Wednesday is the last",
    ),
]

BETWEEN = [
    ("office", "Fri 2026-11-27 16:00", "Mon 2026-11-30 09:30", 2 * HOUR, "an hour on either side of the weekend"),
    ("office", "Sat 2026-11-28 00:00", "Mon 2026-11-30 08:30", 0, "a weekend"),
    ("office", "Tue 2026-11-24 12:29:59", "Tue 2026-11-24 13:00:01", 2, "a second on either side of the break"),
    ("office", "Tue 2026-11-24 16:00", "Tue 2026-11-24 10:00", 0, "the end before the start"),
    ("office", "Tue 2026-11-24 10:00:00.900", "Tue 2026-11-24 10:00:01.800", 0, "nine tenths of a second"),
    ("office", "Thu 2026-12-24 14:00", "Mon 2026-12-28 09:30", 2 * HOUR, "an hour on either side of Christmas"),
    ("office", "Mon 2026-05-04 00:00", "Mon 2026-05-11 00:00", 32 * HOUR, "a week without 5 May: four days"),
    ("clock", "Sat 2026-03-28 12:00", "Sun 2026-03-29 12:00", 23 * HOUR, "an hour was skipped"),
    ("clock", "Sat 2026-10-24 12:00", "Sun 2026-10-25 12:00", 25 * HOUR, "an hour came twice"),
    ("clock", "Thu 2026-12-31 23:00", "Fri 2027-01-01 00:30", 90 * MINUTE, "in UTC that is still last year"),
    ("clock", "Sun 2026-10-25 02:30", "Sun 2026-10-25 02:30 again", HOUR, "the hour that came twice"),
    ("clock", "Sun 2026-10-25 02:50", "Sun 2026-10-25 02:10 again", 20 * MINUTE, "later, though the wall says earlier"),
    ("clock", "Sat 2028-01-01 00:00", "Mon 2029-01-01 00:00", 366 * 24 * HOUR, "a leap year"),
    ("night", "Sat 2026-03-28 12:00", "Sun 2026-03-29 12:00", 7 * HOUR, "the short night"),
    ("night", "Sat 2026-10-24 12:00", "Sun 2026-10-25 12:00", 9 * HOUR, "the long night"),
    (
        "porter",
        "Sun 2026-04-26 12:00",
        "Wed 2026-04-29 12:00",
        10 * HOUR,
        "two before midnight, eight after Koningsdag",
    ),
]

OPENING = [
    ("office", "Tue 2026-11-24 10:00", "Tue 2026-11-24 10:00", "open"),
    ("office", "Tue 2026-11-24 08:30", "Tue 2026-11-24 08:30", "the moment of opening is open"),
    ("office", "Tue 2026-11-24 12:30", "Tue 2026-11-24 13:00", "the break"),
    ("office", "Fri 2026-11-27 17:00", "Mon 2026-11-30 08:30", "the weekend"),
    ("office", "Thu 2026-12-24 15:00", "Mon 2026-12-28 08:30", "Christmas Eve"),
    ("office", "Mon 2026-05-04 17:00", "Wed 2026-05-06 08:30", "5 May"),
    ("office", "Fri 2026-12-04 17:00", "Sat 2026-12-05 10:00", "the Saturday that is open"),
    ("office", "Thu 2026-12-31 17:00", "Mon 2027-01-04 08:30", "New Year"),
    ("night", "Wed 2026-11-25 06:00", "Wed 2026-11-25 22:00", "the day"),
    ("night", "Fri 2027-01-01 03:00", "Fri 2027-01-01 03:00", "the shift of last year still runs"),
    ("porter", "Mon 2026-04-27 00:00", "Tue 2026-04-28 22:00", "Koningsdag begins at midnight"),
]


def at(text: str) -> datetime:
    """``Sun 2026-10-25 02:00 again``: local time, with its weekday as a check, and the second time that it comes."""
    weekday, _space, rest = text.partition(" ")
    moment = datetime.fromisoformat(rest.removesuffix(" again"))
    assert moment.strftime("%a") == weekday, text
    return moment.replace(tzinfo=DESK_ZONE, fold=int(rest.endswith("again"))).astimezone(UTC)


@pytest.mark.parametrize(("calendar", "start", "seconds", "due", "reason"), WORKING_TIME)
def test_working_time(calendar: str, start: str, seconds: int, due: str, reason: str) -> None:
    assert add_working_time(CALENDARS[calendar], at(start), seconds) == at(due), reason


@pytest.mark.parametrize(("calendar", "start", "days", "due", "reason"), CLOSING)
def test_within_working_days(calendar: str, start: str, days: int, due: str, reason: str) -> None:
    assert add_working_days(CALENDARS[calendar], at(start), days) == at(due), reason


@pytest.mark.parametrize(("calendar", "start", "days", "due", "reason"), SAME_TIME)
def test_working_days_later_at_the_same_time(calendar: str, start: str, days: int, due: str, reason: str) -> None:
    assert add_working_days(CALENDARS[calendar], at(start), days, DayEnd.SAME_TIME) == at(due), reason


@pytest.mark.parametrize(("calendar", "start", "days", "due", "reason"), CALENDAR_DAYS)
def test_within_calendar_days(calendar: str, start: str, days: int, due: str, reason: str) -> None:
    assert add_calendar_days(CALENDARS[calendar], at(start), days) == at(due), reason


@pytest.mark.parametrize(("calendar", "start", "end", "seconds", "reason"), BETWEEN)
def test_working_time_between(calendar: str, start: str, end: str, seconds: int, reason: str) -> None:
    assert working_seconds_between(CALENDARS[calendar], at(start), at(end)) == seconds, reason


@pytest.mark.parametrize(("calendar", "moment", "opening", "reason"), OPENING)
def test_next_opening(calendar: str, moment: str, opening: str, reason: str) -> None:
    assert next_opening(CALENDARS[calendar], at(moment)) == at(opening), reason
    assert is_open(CALENDARS[calendar], at(moment)) is (moment == opening), reason
