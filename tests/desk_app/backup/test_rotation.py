# SPDX-License-Identifier: EUPL-1.2
"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from desk_app.backup.rotation import groups

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def _staying(moments: list[datetime], now: datetime = NOW) -> set[datetime]:
    return {group[0] for group in groups(moments, now)}


def test_everything_of_the_last_day_stays() -> None:
    half_hours = [NOW - timedelta(minutes=30) * count for count in range(48)]

    staying = _staying(half_hours)

    assert staying == set(half_hours)


def test_two_years_of_half_hours_thin_out_to_days_weeks_and_months() -> None:
    half_hours = [NOW - timedelta(minutes=30) * count for count in range(2 * 365 * 48)]

    older = sorted(moment for moment in _staying(half_hours) if NOW - moment > timedelta(hours=24))

    days = {moment.date() for moment in older}
    assert len(older) == len(days) <= 7 + 5 + 12
    assert min(older) < NOW - timedelta(days=300)


def test_a_clock_that_was_set_back_throws_nothing_of_the_last_day_away() -> None:
    half_hours = [NOW - timedelta(minutes=30) * count for count in range(48)]

    staying = _staying(half_hours, now=NOW - timedelta(days=900))

    assert staying == set(half_hours)


def test_a_clock_that_ran_ahead_does_not_empty_the_shelf() -> None:
    last_year = [NOW - timedelta(days=365, hours=count) for count in range(20)]

    staying = _staying(last_year)

    assert len(staying) >= 1
    assert max(last_year) in staying
