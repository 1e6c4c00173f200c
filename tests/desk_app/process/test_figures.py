# SPDX-License-Identifier: EUPL-1.2
"""The figures of a process against numbers worked out by hand, and the laws they obey."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from desk_app.app import Desk
from desk_app.catalogue.models import ProcessStep, StepKind
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import NotAllowed
from desk_app.core.worktime import Calendar, working_minutes
from desk_app.process.figures import FinishedStep, OpenTime, StepHead, figures_of, nearest_rank
from desk_app.process.messages import FinishStep, RedoStep, SkipStep
from desk_app.tickets.lifecycle import StepStatus
from desk_app.tickets.models import Ticket
from tests import factories
from tests.processes import a_process, a_step, a_ticket

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Nine o'clock at the desk, when it opens."""
OFFICE = Calendar({day: ((time(9), time(12)), (time(13), time(17))) for day in range(5)})
OPEN_ALL_DAY = Calendar({day: ((time(0), time(23, 59)),) for day in range(7)})


HEADS = {
    "check": StepHead("Controle", StepKind.CHECK, 0),
    "order": StepHead("Bestellen", StepKind.ORDER, 1),
    "a": StepHead("Akkoord", StepKind.APPROVE, 2),
}


def over(taken: int, *, late: bool = False, **columns: object) -> FinishedStep:
    """A step that took so many open minutes from Monday nine o'clock, within the morning."""
    done_at = MONDAY + timedelta(minutes=taken)
    values: dict[str, object] = {
        "code": "check",
        "status": StepStatus.DONE,
        "ready_at": MONDAY,
        "due_at": done_at - timedelta(minutes=1) if late else done_at,
        "done_at": done_at,
        "times_redone": 0,
        **columns,
    }
    return FinishedStep(**values)  # type: ignore[arg-type]  # each value has the type of its field


def test_ten_steps_worked_out_by_hand() -> None:
    taken = [10, 20, 30, 40, 50, 60, 70, 80, 90, 170]
    steps = [over(minutes, late=minutes > 80) for minutes in taken]
    steps += [over(5, status=StepStatus.SKIPPED, late=True), over(15, times_redone=2)]

    (figures,) = figures_of(steps, HEADS, OFFICE)

    # done: 10 15 20 30 40 50 60 70 80 90 170; rank of the median ceil(11 × 0.5) = 6, of the 90th ceil(11 × 0.9) = 10
    assert (figures.volume, figures.done, figures.skipped) == (12, 11, 1)
    assert (figures.median_minutes, figures.p90_minutes) == (50, 90)
    assert (figures.late, figures.redone) == (3, 1)
    assert figures.late_share == pytest.approx(0.25)
    assert figures.skipped_share == pytest.approx(1 / 12)
    assert figures.redone_share == pytest.approx(1 / 12)


def test_only_open_minutes_count() -> None:
    friday_evening = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # half past four at the desk

    (figures,) = figures_of([over(60, ready_at=friday_evening)], HEADS, OFFICE)

    assert figures.median_minutes == 30 + 60


def test_a_step_that_was_only_skipped_has_no_lead_time() -> None:
    (figures,) = figures_of([over(60, status=StepStatus.SKIPPED)], HEADS, OFFICE)

    assert (figures.volume, figures.median_minutes, figures.p90_minutes) == (1, None, None)


def test_steps_come_in_the_order_of_the_process() -> None:
    found = figures_of([over(10, code="a"), over(10, code="order"), over(10)], HEADS, OFFICE)

    assert [step.name for step in found] == ["Controle", "Bestellen", "Akkoord"]


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([], 50, None),
        ([7], 50, 7),
        ([7], 90, 7),
        ([1, 2], 50, 1),
        (list(range(1, 11)), 90, 9),
        (list(range(1, 12)), 90, 10),
    ],
)
def test_nearest_rank(values: list[int], percent: int, expected: int | None) -> None:
    assert nearest_rank(values, percent) == expected


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=60), st.sampled_from([50, 90]))
def test_the_rank_is_a_value_that_enough_of_them_do_not_exceed(values: list[int], percent: int) -> None:
    ordered = sorted(values)

    rank = nearest_rank(ordered, percent)

    assert rank in ordered
    assert sum(value <= rank for value in ordered) * 100 >= percent * len(ordered)
    assert sum(value < rank for value in ordered) * 100 < percent * len(ordered)


@given(
    start=st.integers(0, 60 * 24 * 40),
    length=st.integers(-60, 60 * 24 * 20),
    calendar=st.sampled_from([OFFICE, OPEN_ALL_DAY]),
)
def test_open_time_found_by_halving_is_the_open_time_found_by_walking(
    start: int, length: int, calendar: Calendar
) -> None:
    begin = datetime(2026, 3, 20, 7, 13, tzinfo=UTC)  # the clock goes forward on the 29th
    first, last = begin + timedelta(minutes=start), begin + timedelta(minutes=start + length)

    open_time = OpenTime(calendar, begin - timedelta(days=1), begin + timedelta(days=70))

    assert open_time.minutes(first, last) == working_minutes(calendar, first, last)


STEPS = st.builds(
    over,
    taken=st.integers(0, 170),
    late=st.booleans(),
    code=st.sampled_from(["check", "order"]),
    status=st.sampled_from([StepStatus.DONE, StepStatus.SKIPPED]),
    times_redone=st.integers(0, 3),
)


@given(st.lists(STEPS, max_size=40), st.integers(0, 40))
def test_two_halves_of_a_period_add_up_to_the_whole(steps: list[FinishedStep], cut: int) -> None:
    def counts(part: list[FinishedStep]) -> dict[str, tuple[int, ...]]:
        return {
            one.code: (one.volume, one.done, one.skipped, one.late, one.redone)
            for one in figures_of(part, HEADS, OFFICE)
        }

    first, second, whole = counts(steps[:cut]), counts(steps[cut:]), counts(steps)

    for code, parts in whole.items():
        pairs = zip(first.get(code, (0,) * 5), second.get(code, (0,) * 5), strict=True)
        assert tuple(a + b for a, b in pairs) == parts
    for one in figures_of(steps, HEADS, OFFICE):
        assert one.volume == one.done + one.skipped
        assert max(one.late, one.redone) <= one.volume


def test_the_figures_of_a_product_are_those_of_its_tickets(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    item_id = a_process(
        desk.db, "P-PAS", a_step("check", StepKind.CHECK, lead_amount=1), a_step("hand", after=("check",))
    )
    tickets = [a_ticket(desk, actor) for _number in range(3)]
    since = clock.now()
    clock.advance(timedelta(minutes=30))
    desk.process.finish(actor, FinishStep(ticket_id=tickets[0], code="check"))
    clock.advance(timedelta(minutes=60))
    desk.process.finish(actor, FinishStep(ticket_id=tickets[1], code="check"))
    clock.advance(timedelta(days=2))
    desk.process.skip(actor, SkipStep(ticket_id=tickets[2], code="check", reason="niet nodig"))
    desk.process.redo(actor, RedoStep(ticket_id=tickets[0], code="check", reason="toch mis"))
    desk.process.finish(actor, FinishStep(ticket_id=tickets[0], code="check"))
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)

    (check,) = desk.process_queries.step_figures(manager, item_id, since, clock.now() + timedelta(minutes=1))
    today = desk.process_queries.step_figures(manager, item_id, clock.now(), clock.now() + timedelta(minutes=1))

    # done: the second after 90 minutes, the first again, at once; skipped: the third, a day late
    assert (check.name, check.volume, check.done, check.skipped) == ("Check", 3, 2, 1)
    assert (check.late, check.redone) == (1, 1)
    assert (check.median_minutes, check.p90_minutes) == (0, 90)
    assert today[0].volume == 2


def test_a_step_is_called_as_on_the_newest_ticket(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    item_id = a_process(desk.db, "P-PAS", a_step("check", StepKind.CHECK))
    ticket_id = a_ticket(desk, actor)
    desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="check"))
    with desk.db.jot() as session:
        session.execute(update(ProcessStep).where(ProcessStep.item_id == item_id).values(name="Nakijken"))
    a_ticket(desk, actor)

    (figures,) = desk.process_queries.step_figures(actor, item_id, clock.now(), clock.now() + timedelta(minutes=1))

    assert (figures.name, figures.volume) == ("Nakijken", 1)


def test_a_registration_that_was_undone_is_in_no_figure(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    item_id = a_process(desk.db, "P-PAS", a_step("check", StepKind.CHECK))
    ticket_id = a_ticket(desk, actor)
    command = desk.ticket_queries.timeline(actor, ticket_id)[0].command_id
    assert command is not None
    desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="check"))
    with desk.db.jot() as session:
        session.execute(update(Ticket).where(Ticket.id == ticket_id).values(status="voided"))

    found = desk.process_queries.step_figures(actor, item_id, clock.now(), clock.now() + timedelta(minutes=1))

    assert found == ()


def test_exceptions_are_counted_per_product_with_their_reason_and_name(
    desk: Desk, actor: Actor, clock: FixedClock
) -> None:
    tickets = [a_ticket(desk, actor) for _number in range(3)]
    with desk.db.jot() as session:
        session.execute(
            update(Ticket)
            .where(Ticket.id.in_(tickets[:2]))
            .values(exception_reason="werkt hier een week", exception_by="Eva")
        )
        session.execute(update(Ticket).where(Ticket.id == tickets[1]).values(confidential=True))
    since, until = clock.now(), clock.now() + timedelta(minutes=1)

    (figures,) = desk.process_queries.exceptions(actor, since, until)
    later = desk.process_queries.exceptions(actor, until, until + timedelta(days=1))

    assert (figures.code, figures.count) == ("P-PAS", 2)
    assert [(one.ticket_id, one.reason, one.by) for one in figures.tickets] == [
        (tickets[0], "werkt hier een week", "Eva")
    ]
    assert later == ()


def test_who_may_not_see_the_catalogue_sees_no_figures(desk: Desk, clock: FixedClock) -> None:
    nobody = Actor(None, "Gast", Role.COUNTER, frozenset())

    with pytest.raises(NotAllowed):
        desk.process_queries.step_figures(nobody, 1, clock.now(), clock.now())
    with pytest.raises(NotAllowed):
        desk.process_queries.exceptions(nobody, clock.now(), clock.now())
