# SPDX-License-Identifier: EUPL-1.2
"""Times of other programs, in their zone, also in the nights on which the clock changes."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from desk_app.transfer.moments import Moments


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "text", "moment"),
    [
        ("Europe/Amsterdam", "2026-01-05T09:00:00", "2026-01-05T08:00:00"),
        ("Europe/Amsterdam", "2026-07-05T09:00:00", "2026-07-05T07:00:00"),
        ("America/New_York", "2015-03-08T01:59:59", "2015-03-08T06:59:59"),
        ("America/New_York", "2015-03-08T02:30:00", "2015-03-08T07:30:00"),
        ("America/New_York", "2015-03-08T03:00:00", "2015-03-08T07:00:00"),
        ("America/New_York", "2015-11-01T01:30:00", "2015-11-01T05:30:00"),
        ("Europe/Amsterdam", "2026-03-29T02:30:00", "2026-03-29T01:30:00"),
        ("Europe/Amsterdam", "2026-10-25T02:30:00", "2026-10-25T00:30:00"),
        ("Europe/Amsterdam", "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00"),
        ("UTC", "2026-10-25T02:30:00", "2026-10-25T02:30:00"),
    ],
)
def test_time_counts_in_the_zone_of_its_source(zone: str, text: str, moment: str) -> None:
    moments = Moments(ZoneInfo(zone), "iso")

    found = moments.read(text)

    assert found == utc(moment)


def test_hour_that_comes_twice_is_the_second_when_something_came_before_it() -> None:
    moments = Moments(ZoneInfo("Europe/Amsterdam"), "iso")
    opened, closed = moments.read("2026-10-25T02:50:00"), moments.read("2026-10-25T02:10:00")

    after = moments.not_before(closed, opened)

    assert after == utc("2026-10-25T01:10:00")
    assert (after - opened).total_seconds() == 20 * 60


def test_earlier_time_on_another_day_stays_as_it_was() -> None:
    moments = Moments(ZoneInfo("Europe/Amsterdam"), "iso")
    opened, closed = moments.read("2026-10-26T09:00:00"), moments.read("2026-10-25T02:10:00")

    assert moments.not_before(closed, opened) == closed
    assert moments.not_before(opened, closed) == opened


def test_term_that_is_a_day_lasts_until_its_end() -> None:
    moments = Moments(ZoneInfo("Europe/Amsterdam"), "iso")

    assert moments.read_end("2026-03-29") == utc("2026-03-29T22:00:00")
    assert moments.read_end("2026-03-29T12:00") == utc("2026-03-29T10:00:00")
    assert moments.read("2026-03-29") == utc("2026-03-28T23:00:00")


@pytest.mark.parametrize("text", ["", "yesterday", "0016-01-05T09:00:00", "2100-01-01", "2026-02-30", "1e9"])
def test_what_is_no_time_is_told(text: str) -> None:
    moments = Moments(ZoneInfo("Europe/Amsterdam"), "iso")

    for _again in range(2):
        with pytest.raises(ValueError, match=text or "time"):
            moments.read(text)
