# SPDX-License-Identifier: EUPL-1.2
"""How well promises were kept, against a sum by hand; and every number has its list of tickets."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import InvalidInput, NotAllowed, NotFound
from desk_app.progress.messages import COUNTS, Figure, Figures, Part, Period, Verdict
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import ReopenTickets, Undo
from tests.guarding import a_target, a_ticket, agreement_of, at, put

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
DONE: dict[str, Any] = {"status": TicketStatus.COMPLETED, "registered_at": at(2, 9), "due_at": at(10, 12)}


def _done(desk: Desk, actor: Actor, completed_at: datetime, **columns: Any) -> int:  # noqa: ANN401 -- columns of Ticket
    return a_ticket(desk, actor, **{**DONE, "completed_at": completed_at, **columns})


def test_met_is_completed_at_the_due_time_or_before(desk: Desk, actor: Actor) -> None:
    target_id = a_target(desk.db, norm_percent=60)
    for minutes in (-60, 0, 30, 90, 600):
        _done(desk, actor, at(10, 12) + timedelta(minutes=minutes), target_id=target_id)

    (found,) = desk.performance.agreements(actor, NOVEMBER)

    (target,) = found.targets
    assert found.figures == target.figures == Figures(n=5, met=2, late_median=90, late_p90=600)
    assert (found.score, found.norm, found.verdict) == (40, 60, Verdict.UNDER)
    assert (target.about, target.verdict, found.code) == ("alle meldingen", Verdict.UNDER, "SLA-FAC")


@pytest.mark.parametrize(
    ("columns", "figures"),
    [
        ({"due_at": None}, Figures()),
        ({"due_at": None, "met_at_source": True}, Figures(n=1, met=1)),
        ({"due_at": None, "met_at_source": False}, Figures(n=1)),
        ({"met_at_source": False}, Figures(n=1, met=1)),
        ({"status": TicketStatus.READY}, Figures(n=1, met=1)),
        ({"status": TicketStatus.CANCELLED}, Figures()),
        ({"status": TicketStatus.VOIDED}, Figures()),
        ({"respond_by": at(3, 9), "responded_at": at(3, 9)}, Figures(n=1, met=1, response_n=1, response_met=1)),
        ({"respond_by": at(3, 9), "responded_at": at(3, 9, 1)}, Figures(n=1, met=1, response_n=1)),
        ({"respond_by": at(3, 9)}, Figures(n=1, met=1, response_n=1)),
    ],
)
def test_what_counts_and_what_does_not(desk: Desk, actor: Actor, columns: dict[str, Any], figures: Figures) -> None:
    _done(desk, actor, at(10, 11), **{"responded_at": None, **columns})

    assert desk.performance.overall(actor, NOVEMBER) == figures


def test_a_period_is_local_days_with_both_ends(desk: Desk, actor: Actor) -> None:
    for moment in (at(9, 23, 59), at(10, 0), at(10, 23, 59), at(11, 0)):
        _done(desk, actor, moment)

    assert desk.performance.overall(actor, Period(date(2026, 11, 10), date(2026, 11, 10))).n == 2
    with pytest.raises(InvalidInput):
        desk.performance.overall(actor, Period(date(2026, 11, 10), date(2026, 11, 9)))


def test_too_few_tickets_are_not_judged_and_exactly_the_norm_is_met(desk: Desk, actor: Actor) -> None:
    few, enough = a_target(desk.db, "SLA-A", norm_percent=100), a_target(desk.db, "SLA-B", norm_percent=80)
    for number in range(4):
        _done(desk, actor, at(11, 9), target_id=few)
        _done(desk, actor, at(10, 9), target_id=enough, priority=number)
    _done(desk, actor, at(11, 9), target_id=enough)

    met, too_few = desk.performance.agreements(actor, NOVEMBER)

    assert (met.code, met.verdict, met.figures.percent) == ("SLA-B", Verdict.MET, 80)
    assert (too_few.code, too_few.verdict, too_few.figures.percent) == ("SLA-A", Verdict.TOO_FEW, 0)


def test_the_score_weighs_the_targets_that_have_tickets(desk: Desk, actor: Actor) -> None:
    heavy = a_target(desk.db, weight=3, norm_percent=90)
    light = a_target(desk.db, weight=1, norm_percent=50, position=1)
    a_target(desk.db, weight=9, position=2)
    for _number in range(5):
        _done(desk, actor, at(10, 9), target_id=heavy)
        _done(desk, actor, at(11, 9), target_id=light)

    found = desk.performance.agreement(actor, agreement_of(desk.db, heavy), NOVEMBER)

    assert (found.score, found.norm, found.verdict) == (75, 80, Verdict.UNDER)
    assert [target.figures.n for target in found.targets] == [5, 5, 0]


def test_under_the_norm_comes_first_the_farthest_on_top(desk: Desk, actor: Actor) -> None:
    for code, late in (("SLA-A", 0), ("SLA-B", 1), ("SLA-C", 4)):
        target_id = a_target(desk.db, code)
        for number in range(5):
            _done(desk, actor, at(11 if number < late else 10, 9), target_id=target_id)
    _done(desk, actor, at(10, 9))

    found = desk.performance.agreements(actor, NOVEMBER)

    assert [row.code for row in found] == ["SLA-C", "SLA-B", "SLA-A", ""]
    assert (found[-1].name, found[-1].verdict) == ("Geen overeenkomst", Verdict.TOO_FEW)


def test_a_reopened_ticket_is_told_and_an_undone_one_is_not(desk: Desk, actor: Actor) -> None:
    def completed() -> int:
        ticket_id = a_ticket(desk, actor)
        desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar."))
        return ticket_id

    back, mistaken = completed(), completed()
    desk.tickets.reopen(actor, ReopenTickets(ticket_ids=(back,), reason="weer stuk"))
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(back,), work_done="Nu echt."))
    wrong = desk.tickets.reopen(actor, ReopenTickets(ticket_ids=(mistaken,), reason="vergissing"))
    desk.undo.undo(actor, Undo(undone_id=wrong.command_id))

    listed = desk.performance.tickets_of(actor, Figure(NOVEMBER, Part.REOPENED))

    assert desk.performance.overall(actor, NOVEMBER).reopened == 1
    assert [row.id for row in listed.rows] == [back]


def test_what_is_open_and_late_is_told_beside_the_figures(desk: Desk, actor: Actor) -> None:
    target_id = a_target(desk.db)
    late = a_ticket(desk, actor, target_id=target_id, due_at=at(24, 9))
    a_ticket(desk, actor, target_id=target_id, due_at=at(25, 9))

    figures = desk.performance.agreements(actor, NOVEMBER)[0].figures
    listed = desk.performance.tickets_of(actor, Figure(NOVEMBER, Part.OPEN_LATE, target_id=target_id))

    assert (figures.n, figures.open_late) == (0, 1)
    assert [(row.id, row.late_minutes, row.met) for row in listed.rows] == [(late, 102, None)]


def test_twelve_months_with_the_empty_ones(desk: Desk, actor: Actor) -> None:
    target_id = a_target(desk.db)
    _done(desk, actor, at(1, 0, 30), target_id=target_id)
    _done(desk, actor, at(31, 23, 30, month=10), target_id=target_id, due_at=at(31, 12, month=10))
    _done(desk, actor, datetime.fromisoformat("2025-12-01T00:00:00+01:00"), target_id=target_id)
    _done(desk, actor, datetime.fromisoformat("2025-11-30T23:59:00+01:00"), target_id=target_id)
    _done(desk, actor, at(5, 9))

    trend = desk.performance.trend(actor, date(2026, 11, 24), target_id=target_id)
    everything = desk.performance.trend(actor, date(2026, 11, 1))

    assert [month.month for month in trend] == [date(2025, 12, 1), *(date(2026, number, 1) for number in range(1, 12))]
    assert [(month.n, month.met) for month in trend] == [(1, 1), *[(0, 0)] * 9, (1, 0), (1, 1)]
    assert (everything[-1].n, trend[3].percent) == (2, None)
    assert desk.performance.trend(actor, date(2026, 11, 1), agreement_id=agreement_of(desk.db, target_id)) == trend


def test_the_figures_equal_a_sum_by_hand_and_every_number_has_its_list(
    desk: Desk, actor: Actor, manager: Actor
) -> None:
    chance = Random(7)
    targets = [a_target(desk.db, code, position=place) for code in ("SLA-A", "SLA-B") for place in range(2)]
    for number in range(30):
        due = chance.choice([None, at(10, 12)])
        late = chance.choice([-30, 0, 7, 45, 300])
        respond_by = chance.choice([None, at(3, 9)])
        _done(
            desk,
            actor,
            at(10, 12) + timedelta(minutes=late),
            due_at=due,
            met_at_source=chance.choice([None, True, False]),
            respond_by=respond_by,
            responded_at=chance.choice([None, at(3, 8), at(4, 8)]),
            target_id=chance.choice([None, *targets]),
            confidential=number % 5 == 0,
        )

    whole = desk.performance.overall(manager, NOVEMBER)
    rows = desk.performance.agreements(manager, NOVEMBER)

    assert {name: sum(getattr(row.figures, name) for row in rows) for name in COUNTS} == {
        name: getattr(whole, name) for name in COUNTS
    }
    everything = desk.performance.tickets_of(manager, Figure(NOVEMBER)).rows
    minutes = sorted(row.late_minutes for row in everything if row.late_minutes is not None)
    assert (whole.n, whole.met) == (len(everything), sum(row.met is True for row in everything))
    assert whole.late_median == minutes[-(-len(minutes) // 2) - 1]
    assert whole.late_p90 == minutes[-(-len(minutes) * 9 // 10) - 1]
    parts = {Part.ALL: "n", Part.MET: "met", Part.MISSED: "missed", Part.RESPONSE_ALL: "response_n"}
    for row in rows:
        figure = Figure(NOVEMBER, agreement_id=row.agreement_id, without_agreement=row.agreement_id is None)
        for part, name in parts.items():
            listed = desk.performance.tickets_of(manager, Figure(**{**_fields(figure), "part": part}))
            assert listed.total == len(listed.rows) == getattr(row.figures, name), (row.code, part)
    answers = [desk.performance.tickets_of(manager, Figure(NOVEMBER, part)).total for part in _RESPONSES]
    assert answers == [whole.response_n, whole.response_met, whole.response_n - whole.response_met]
    for_eva = desk.performance.tickets_of(actor, Figure(NOVEMBER))
    assert (for_eva.total, len(for_eva.rows) + for_eva.hidden) == (whole.n, whole.n)
    assert for_eva.hidden > 0


_RESPONSES = (Part.RESPONSE_ALL, Part.RESPONSE_MET, Part.RESPONSE_MISSED)


def _fields(figure: Figure) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in Figure.__slots__}


def test_the_longest_late_comes_first_with_what_somebody_wrote(desk: Desk, actor: Actor) -> None:
    short = _done(desk, actor, at(10, 13), late_reason="Lift was stuk")
    long = _done(desk, actor, at(12, 12))
    put(desk.db, long, assignee_id=None)

    listed = desk.performance.tickets_of(actor, Figure(NOVEMBER, Part.MISSED), limit=2)

    assert [(row.id, row.late_minutes) for row in listed.rows] == [(long, 2880), (short, 60)]
    assert listed.rows[1].cause == "Lift was stuk"
    assert listed.rows[0].cause


def test_figures_are_for_who_may_see_tickets_and_of_what_is_there(desk: Desk, actor: Actor) -> None:
    nobody = Actor(None, "Niemand", Role.COUNTER, frozenset())

    for ask in (
        lambda: desk.performance.agreements(nobody, NOVEMBER),
        lambda: desk.performance.agreement(nobody, 1, NOVEMBER),
        lambda: desk.performance.overall(nobody, NOVEMBER),
        lambda: desk.performance.trend(nobody, NOVEMBER.last),
        lambda: desk.performance.tickets_of(nobody, Figure(NOVEMBER)),
    ):
        with pytest.raises(NotAllowed):
            ask()
    with pytest.raises(NotFound):
        desk.performance.agreement(actor, 999, NOVEMBER)
