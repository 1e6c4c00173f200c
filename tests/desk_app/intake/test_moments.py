# SPDX-License-Identifier: EUPL-1.2
"""A moment is read as people at a counter type it."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.core.clock import DESK_ZONE
from desk_app.intake.moments import read_moment, write_moment

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=DESK_ZONE)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24-11 17.00", (2026, 11, 24, 17, 0)),
        ("24/11 9:30", (2026, 11, 24, 9, 30)),
        ("24-11-2027 17.00", (2027, 11, 24, 17, 0)),
        ("1-12-26 8.15", (2026, 12, 1, 8, 15)),
        ("2026-12-03 17:00", (2026, 12, 3, 17, 0)),
        ("di 24 nov 17.00", (2026, 11, 24, 17, 0)),
        ("1 mei 12.00", (2027, 5, 1, 12, 0)),
        ("17.00", (2026, 11, 24, 17, 0)),
        ("1730", (2026, 11, 24, 17, 30)),
        ("17u", (2026, 11, 24, 17, 0)),
        ("17 uur", (2026, 11, 24, 17, 0)),
        ("morgen", (2026, 11, 25, 17, 0)),
        ("Morgen om 10", (2026, 11, 25, 10, 0)),
        ("vr 9.30", (2026, 11, 27, 9, 30)),
        ("donderdag 9.30", (2026, 11, 26, 9, 30)),
        ("wed 9:30", (2026, 11, 25, 9, 30)),
        ("3-1", (2027, 1, 3, 17, 0)),
        ("23-11 17.00", (2026, 11, 23, 17, 0)),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: tuple[int, int, int, int, int]) -> None:
    assert read_moment(typed, NOW) == datetime(*meant, tzinfo=DESK_ZONE)


@pytest.mark.parametrize(
    "typed", ["", "   ", "gauw", "25.00", "31-2 10.00", "24-11 17.00 of zo", "=cmd", "17.75", "\0"]
)
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert read_moment(typed, NOW) is None


@given(st.datetimes(datetime(2026, 11, 1), datetime(2028, 10, 1)))
def test_what_is_shown_is_read_back(moment: datetime) -> None:
    shown = moment.replace(second=0, microsecond=0, tzinfo=DESK_ZONE, fold=0)

    assert read_moment(write_moment(shown, NOW), NOW) in (shown, shown.replace(fold=1))


@given(st.text(max_size=30))
def test_no_text_breaks_it(typed: str) -> None:
    found = read_moment(typed, NOW)

    assert found is None or found.tzinfo is DESK_ZONE
