# SPDX-License-Identifier: EUPL-1.2
"""What is said about the dates of an agreement, from ninety days before the last day for notice on."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.contracts.in_force import last_day
from desk_app.contracts.models import Renewal
from desk_app.contracts.signals import SignalKind, signal_of, signals_of

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
NOTICE, REMINDER = date(2026, 9, 30), date(2026, 8, 20)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of an agreement that renews tacitly."""

    valid_from: date = FIRST
    valid_until: date | None = LAST
    renewal: Renewal = Renewal.TACIT
    notice_on: date | None = NOTICE
    notice_given_on: date | None = None
    reminder_on: date | None = None


TACIT = Dates()
EXPLICIT = replace(TACIT, renewal=Renewal.EXPLICIT)
ENDS = replace(TACIT, renewal=Renewal.NONE, notice_on=None)
OPEN = replace(ENDS, valid_until=None, notice_on=NOTICE)


@pytest.mark.parametrize(
    ("row", "day", "kind", "says"),
    [
        (TACIT, NOTICE - timedelta(days=91), None, ""),
        (TACIT, NOTICE - timedelta(days=90), SignalKind.NOTICE_90, "Opzeggen kan tot en met 30 september 2026: nog 90 dagen. Zegt niemand op, dan loopt dit stilzwijgend door."),
        (TACIT, NOTICE - timedelta(days=61), SignalKind.NOTICE_90, "nog 61 dagen"),
        (TACIT, NOTICE - timedelta(days=60), SignalKind.NOTICE_60, "nog 60 dagen"),
        (TACIT, NOTICE - timedelta(days=31), SignalKind.NOTICE_60, "nog 31 dagen"),
        (TACIT, NOTICE - timedelta(days=30), SignalKind.NOTICE_30, "nog 30 dagen"),
        (TACIT, NOTICE - timedelta(days=1), SignalKind.NOTICE_30, "nog 1 dag."),
        (TACIT, NOTICE, SignalKind.NOTICE_30, "Vandaag is de laatste dag om op te zeggen. Zegt niemand op"),
        (TACIT, NOTICE + timedelta(days=1), SignalKind.NOTICE_PASSED, "Opzeggen kon tot en met 30 september 2026. Na 31 december 2026 loopt dit stilzwijgend door."),
        (TACIT, LAST, SignalKind.NOTICE_PASSED, "stilzwijgend door"),
        (TACIT, LAST + timedelta(days=1), SignalKind.RENEWED, "Liep tot en met 31 december 2026 en is stilzwijgend verlengd."),
        (replace(TACIT, notice_given_on=FIRST), NOTICE, None, ""),
        (replace(TACIT, notice_given_on=FIRST), LAST - timedelta(days=90), SignalKind.ENDING, "Loopt tot en met 31 december 2026: nog 90 dagen."),
        (replace(TACIT, notice_given_on=FIRST), LAST + timedelta(days=1), SignalKind.ENDED, "Geëindigd op 31 december 2026."),
        (replace(TACIT, reminder_on=REMINDER), REMINDER - timedelta(days=1), SignalKind.NOTICE_60, "nog 42 dagen"),
        (replace(TACIT, reminder_on=REMINDER), REMINDER, SignalKind.REMINDER, "Herinnering van 20 augustus 2026: besluit uiterlijk 30 september 2026"),
        (replace(TACIT, reminder_on=REMINDER), NOTICE - timedelta(days=30), SignalKind.NOTICE_30, "nog 30 dagen"),
        (replace(TACIT, reminder_on=REMINDER), NOTICE + timedelta(days=1), SignalKind.NOTICE_PASSED, "Opzeggen kon"),
        (ENDS, LAST - timedelta(days=91), None, ""),
        (ENDS, LAST - timedelta(days=90), SignalKind.ENDING, "Loopt tot en met 31 december 2026: nog 90 dagen."),
        (ENDS, LAST, SignalKind.ENDING, "Vandaag is de laatste dag."),
        (ENDS, LAST + timedelta(days=1), SignalKind.ENDED, "Geëindigd op 31 december 2026."),
        (replace(ENDS, reminder_on=REMINDER), REMINDER, SignalKind.REMINDER, "Herinnering van 20 augustus 2026: besluit of deze overeenkomst doorgaat."),
        (replace(ENDS, reminder_on=REMINDER), LAST + timedelta(days=1), SignalKind.ENDED, "Geëindigd"),
        (EXPLICIT, LAST - timedelta(days=30), SignalKind.NOTICE_PASSED, "Vul de volgende opzegdatum in"),
        (replace(EXPLICIT, notice_on=None), LAST - timedelta(days=1), SignalKind.ENDING, "nog 1 dag. Verlengen gebeurt alleen als jullie dat allebei afspreken."),
        (OPEN, NOTICE, SignalKind.NOTICE_30, "Vandaag is de laatste dag om op te zeggen."),
        (OPEN, NOTICE + timedelta(days=1), SignalKind.NOTICE_PASSED, "Vul de volgende opzegdatum in"),
        (replace(OPEN, notice_on=None), date(2099, 1, 1), None, ""),
    ],
)  # fmt: skip
def test_signal_on_a_day(row: Dates, day: date, kind: SignalKind | None, says: str) -> None:
    signal = signal_of(row, day)

    assert (signal and signal.kind) == kind
    assert says in (signal.sentence if signal else "")


def test_most_urgent_signal_comes_first() -> None:
    row = replace(EXPLICIT, reminder_on=REMINDER, notice_on=LAST)

    kinds = [signal.kind for signal in signals_of(row, LAST - timedelta(days=45))]

    assert kinds == [SignalKind.REMINDER, SignalKind.NOTICE_60, SignalKind.ENDING]
    assert [signal.is_urgent for signal in signals_of(row, LAST - timedelta(days=45))] == [True, False, False]


DAYS = st.integers(-50, 500).map(lambda days: FIRST + timedelta(days=days))
MAYBE = st.one_of(st.none(), DAYS)


@given(
    st.builds(
        Dates,
        valid_until=MAYBE,
        renewal=st.sampled_from(Renewal),
        notice_on=MAYBE,
        notice_given_on=MAYBE,
        reminder_on=MAYBE,
    ),
    DAYS,
)
def test_signals_are_in_order_and_true(row: Dates, day: date) -> None:
    signals = signals_of(row, day)

    places = [signal.place for signal in signals]
    assert places == sorted(set(places))
    ended = (last_day(row) or date.max) < day
    assert (SignalKind.ENDED in {signal.kind for signal in signals}) is ended
    if ended:
        assert len(signals) == 1
    if row.notice_given_on is not None:
        assert {signal.kind for signal in signals} <= {SignalKind.ENDING, SignalKind.ENDED}
