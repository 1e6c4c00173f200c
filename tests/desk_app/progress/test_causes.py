# SPDX-License-Identifier: EUPL-1.2
"""Why a ticket was late when nobody wrote it down; without a database."""

from datetime import timedelta
from typing import Any

import pytest

from desk_app.core.i18n import set_language
from desk_app.progress.causes import LateStep, Line, cause_of
from desk_app.tickets.lifecycle import TicketEventKind as Kind
from tests.guarding import at

BEGIN, END = at(2, 9), at(12, 9)
TAKEN = Line(at(2, 10), Kind.TAKEN, {"assignee_id": [None, 1]})


def _waits(day: int, reason: str | None) -> Line:
    kind = Kind.WAITING if reason else Kind.RESUMED
    return Line(at(day, 9), kind, {"pending_reason": [None, reason]})


def _back(day: int) -> Line:
    return Line(at(day, 9), Kind.REOPENED, {})


STEPS = (LateStep("Bestellen", timedelta(hours=3)), LateStep("Leveren", timedelta(days=2)))

CASES: list[tuple[list[Line], tuple[LateStep, ...], str]] = [
    ([TAKEN], (), "Niemand schreef op waarom."),
    ([], (), "Bleef 10 dagen liggen voordat iemand begon."),
    ([Line(at(8, 9), Kind.TAKEN, {})], (), "Bleef 6 dagen liggen voordat iemand begon."),
    ([Line(at(2, 11), Kind.ASSIGNED, {"assignee_id": [None, 3]})], (), "Niemand schreef op waarom."),
    ([TAKEN, _waits(3, "supplier"), _waits(6, None)], (), "Wachtte 3 dagen op een leverancier."),
    ([TAKEN, _waits(3, "supplier"), _waits(5, "part")], (), "Wachtte 7 dagen op een onderdeel."),
    ([TAKEN, _waits(3, "supplier"), _waits(5, None)], (), "Niemand schreef op waarom."),
    ([TAKEN, _waits(3, "supplier"), _waits(9, None)], STEPS, "Stap Leveren was 2 dagen te laat."),
    ([TAKEN, _back(8)], STEPS, "Was klaar en kwam terug."),
    ([TAKEN, _back(8), _back(9)], (), "Was klaar en kwam 2 keer terug."),
]


@pytest.mark.parametrize(("lines", "steps", "sentence"), CASES)
def test_the_timeline_says_what_took_so_long(lines: list[Line], steps: tuple[LateStep, ...], sentence: str) -> None:
    set_language("nl")

    assert cause_of(BEGIN, END, lines, steps) == sentence


def test_a_clock_that_ran_back_gives_no_negative_time() -> None:
    assert cause_of(END, BEGIN, [Line(BEGIN, Kind.WAITING, {"pending_reason": [None, "part"]}), _waits(1, None)], ())


def test_lines_that_change_nothing_of_it_are_passed_over() -> None:
    note: dict[str, Any] = {"price_cents": [0, 100]}

    assert cause_of(BEGIN, END, [TAKEN, Line(at(3, 9), Kind.CHANGED, note)], ()) == "Niemand schreef op waarom."
