# SPDX-License-Identifier: EUPL-1.2
"""The steps of a ticket: in order, side by side, never half, and everything can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import ServiceLane, StepKind
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.process.messages import FinishStep, RedoStep, SkipStep
from desk_app.tickets.lifecycle import StepStatus, TicketEventKind, TicketStatus
from desk_app.tickets.messages import CancelTickets, ReopenTickets, TakeTickets
from desk_app.tickets.sentences import Names, line_of
from tests import factories
from tests.processes import a_process, a_step, a_ticket, approval_is_needed, steps

W, R, D, S = StepStatus.WAITING, StepStatus.READY, StepStatus.DONE, StepStatus.SKIPPED


def finish(desk: Desk, actor: Actor, ticket_id: int, code: str, text: str = "", *, checked: bool = True) -> str:
    done = desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code=code, input=text, checked=checked))
    return done.done.command_id


def states(desk: Desk, actor: Actor, ticket_id: int) -> list[StepStatus]:
    return [step.status for step in steps(desk, actor, ticket_id).values()]


def newest_line(desk: Desk, actor: Actor, ticket_id: int) -> tuple[str, str, tuple[str, ...]]:
    teams = {team.id: team.name for team in desk.who.teams()}
    line = line_of(desk.ticket_queries.timeline(actor, ticket_id)[-1], Names(teams))
    return line.what, line.text, line.changes


def test_a_ticket_gets_the_steps_of_its_product_and_only_the_first_can_be_done(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    found = steps(desk, actor, ticket_id)

    assert [step.status for step in found.values()] == [R, W, W, W]
    assert [step.number for step in found.values()] == [1, 2, 3, 4]
    assert found["order"].waits_for == ("Check",)
    assert found["hand"].waits_for == ("Order", "Place")
    assert (found["order"].together, found["place"].together) == ((3,), (2,))
    assert found["check"].due_at == datetime(2026, 11, 25, 16, tzinfo=UTC)
    assert found["order"].due_at is None


def test_a_product_without_steps_has_none_and_is_completed_as_ever(desk: Desk, actor: Actor) -> None:
    ticket = a_ticket(desk, actor)

    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket,), work_done="Klaar."))

    assert steps(desk, actor, ticket) == {}
    assert desk.ticket_queries.ticket(actor, ticket).status is TicketStatus.COMPLETED


def test_old_tickets_keep_their_steps_when_the_product_changes(desk: Desk, actor: Actor, ticket_id: int) -> None:
    a_process(desk.db, "P-PAS", a_step("later", after=("hand",)))

    fresh = a_ticket(desk, actor)

    assert "later" not in steps(desk, actor, ticket_id)
    assert "later" in steps(desk, actor, fresh)


def test_the_first_step_takes_the_ticket_to_its_team_only_in_the_lane_close_here(desk: Desk, actor: Actor) -> None:
    audio = factories.team_id(desk.db, "AV")
    a_process(desk.db, "P-PAS", a_step("order", StepKind.ORDER, team_id=audio))
    here = desk.ticket_queries.ticket(actor, a_ticket(desk, actor))
    approval_is_needed(desk.db, "P-PAS", ServiceLane.SECOND_LINE)

    elsewhere = desk.ticket_queries.ticket(actor, a_ticket(desk, actor))

    assert here.team_id == audio
    assert elsewhere.lane is ServiceLane.SECOND_LINE
    assert elsewhere.team_id == factories.team_id(desk.db, "EERSTELIJN")


def test_two_steps_that_wait_for_the_same_one_start_together_and_the_ticket_follows(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))

    finish(desk, actor, ticket_id, "check", "blauwe pas")

    found = steps(desk, actor, ticket_id)
    ticket = desk.ticket_queries.ticket(actor, ticket_id)
    assert [step.status for step in found.values()] == [D, R, R, W]
    assert found["order"].ready_at == found["place"].ready_at == found["check"].done_at
    assert found["order"].due_at == datetime(2026, 11, 26, 16, tzinfo=UTC)
    assert found["place"].due_at == datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
    assert (ticket.team, ticket.assignee_id) == ("Audiovisueel", None)


def test_a_step_that_waits_for_two_starts_only_after_both(
    desk: Desk, actor: Actor, piet: Actor, ticket_id: int
) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")

    finish(desk, piet, ticket_id, "place")
    half = states(desk, actor, ticket_id)
    finish(desk, actor, ticket_id, "order")

    assert half == [D, R, D, W]
    assert states(desk, actor, ticket_id) == [D, D, D, R]
    assert desk.ticket_queries.ticket(actor, ticket_id).team == "Eerste lijn"
    assert steps(desk, actor, ticket_id)["place"].done_by == "Piet"


def test_new_work_is_in_progress_after_its_first_step_when_the_team_keeps_it(desk: Desk, actor: Actor) -> None:
    a_process(desk.db, "P-PAS", a_step("check", StepKind.CHECK), a_step("hand", after=("check",)))
    ticket = a_ticket(desk, actor)

    finish(desk, actor, ticket, "check")

    assert desk.ticket_queries.ticket(actor, ticket).status is TicketStatus.IN_PROGRESS


def test_what_a_step_asks_and_what_must_be_true_is_said_under_its_field(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    with pytest.raises(InvalidInput) as refused:
        finish(desk, actor, ticket_id, "check", "  ", checked=False)

    assert set(refused.value.fields) == {"input", "checked"}
    assert states(desk, actor, ticket_id) == [R, W, W, W]


def test_a_step_cannot_be_done_before_its_time(desk: Desk, actor: Actor, ticket_id: int) -> None:
    with pytest.raises(Conflict, match="Order"):
        finish(desk, actor, ticket_id, "hand")

    assert states(desk, actor, ticket_id) == [R, W, W, W]


def test_the_second_who_finishes_the_same_step_hears_who_was_first(
    desk: Desk, actor: Actor, piet: Actor, ticket_id: int
) -> None:
    finish(desk, piet, ticket_id, "check", "rode pas")

    with pytest.raises(Conflict, match=r"Piet.*Check"):
        finish(desk, actor, ticket_id, "check", "blauwe pas")

    assert steps(desk, actor, ticket_id)["check"].input == "rode pas"


def test_two_who_finish_the_same_step_at_the_same_moment_do_it_once(
    desk: Desk, actor: Actor, piet: Actor, ticket_id: int
) -> None:
    together = Barrier(2)

    def press_enter(who: Actor) -> str:
        together.wait()
        try:
            return finish(desk, who, ticket_id, "check", who.name)
        except Conflict as error:
            return str(error)

    with ThreadPoolExecutor(2) as counters:
        answers = dict(zip(("Eva", "Piet"), counters.map(press_enter, (actor, piet)), strict=True))

    check = steps(desk, actor, ticket_id)["check"]
    loser = "Piet" if check.done_by == "Eva" else "Eva"
    lines = [line for line in desk.ticket_queries.timeline(actor, ticket_id) if line.text in ("Eva", "Piet")]
    assert check.input == check.done_by
    assert answers[loser].startswith(f"{check.done_by} heeft stap")
    assert len(lines) == 1


def test_a_step_is_skipped_only_with_a_reason(desk: Desk, actor: Actor, ticket_id: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.process.skip(actor, SkipStep(ticket_id=ticket_id, code="check", reason=" "))
    desk.process.skip(actor, SkipStep(ticket_id=ticket_id, code="check", reason="al gedaan"))

    check = steps(desk, actor, ticket_id)["check"]
    assert set(refused.value.fields) == {"reason"}
    assert (check.status, check.reason, check.done_by) == (S, "al gedaan", "Eva")
    assert states(desk, actor, ticket_id) == [S, R, R, W]


def test_a_step_again_puts_back_all_that_came_after_it_and_nothing_else(
    desk: Desk, actor: Actor, clock: FixedClock, ticket_id: int
) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")
    finish(desk, actor, ticket_id, "order")
    finish(desk, actor, ticket_id, "place")
    clock.advance(timedelta(hours=1))

    desk.process.redo(actor, RedoStep(ticket_id=ticket_id, code="order", reason="verkeerde besteld"))

    found = steps(desk, actor, ticket_id)
    assert [step.status for step in found.values()] == [D, R, D, W]
    assert [step.times_redone for step in found.values()] == [0, 1, 0, 0]
    assert found["order"].ready_at == clock.now()
    assert found["order"].reason == "verkeerde besteld"
    assert desk.ticket_queries.ticket(actor, ticket_id).team == "Audiovisueel"


def test_a_step_again_is_refused_while_it_is_not_over(desk: Desk, actor: Actor, ticket_id: int) -> None:
    with pytest.raises(Conflict, match="Doe hem gewoon"):
        desk.process.redo(actor, RedoStep(ticket_id=ticket_id, code="check", reason="zomaar"))

    assert states(desk, actor, ticket_id) == [R, W, W, W]


def test_a_ticket_is_not_completed_while_a_step_is_open(desk: Desk, actor: Actor, ticket_id: int) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")

    with pytest.raises(Conflict, match="Order"):
        desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar."))

    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.NEW


def test_after_the_last_step_completing_is_offered_and_allowed(desk: Desk, actor: Actor, ticket_id: int) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")
    for code in ("order", "place"):
        finish(desk, actor, ticket_id, code)

    last = desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code="hand"))
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar."))

    assert last.offers_completion
    assert last.next_steps == ()
    assert desk.ticket_queries.ticket(actor, ticket_id).status is TicketStatus.COMPLETED


def test_a_cancelled_ticket_keeps_its_steps_as_they_were_and_they_go_on_after_reopening(
    desk: Desk, actor: Actor, ticket_id: int
) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")
    desk.tickets.cancel(actor, CancelTickets(ticket_ids=(ticket_id,), reason="niet meer nodig"))
    with pytest.raises(Conflict, match="geannuleerd"):
        finish(desk, actor, ticket_id, "order")
    manager = factories.an_actor(desk.db, "mo", Role.MANAGER)

    desk.tickets.reopen(manager, ReopenTickets(ticket_ids=(ticket_id,), reason="toch wel"))
    finish(desk, actor, ticket_id, "order")

    assert states(desk, actor, ticket_id) == [D, D, R, W]


def test_the_timeline_says_which_step_and_what_happened(desk: Desk, actor: Actor, ticket_id: int) -> None:
    opened = newest_line(desk, actor, ticket_id)

    finish(desk, actor, ticket_id, "check", "blauwe pas")
    done = newest_line(desk, actor, ticket_id)
    desk.process.skip(actor, SkipStep(ticket_id=ticket_id, code="place", reason="ligt er al"))
    skipped = newest_line(desk, actor, ticket_id)
    desk.process.redo(actor, RedoStep(ticket_id=ticket_id, code="place", reason="toch niet"))
    again = newest_line(desk, actor, ticket_id)

    assert opened == ("Het proces begint met stap ‘Check’.", "", ())
    assert done == (
        "Stap ‘Check’ is klaar.",
        "blauwe pas",
        ("Team: van Eerste lijn naar Audiovisueel", "Kan nu: Order, Place"),
    )
    assert skipped == ("Stap ‘Place’ is overgeslagen.", "ligt er al", ())
    assert again == ("Stap ‘Place’ wordt opnieuw gedaan, met alles wat erna komt.", "toch niet", ())


def test_every_act_is_one_line_with_one_audit_entry(desk: Desk, actor: Actor, ticket_id: int) -> None:
    before = desk.ticket_queries.timeline(actor, ticket_id)

    command = finish(desk, actor, ticket_id, "check", "blauwe pas")

    fresh = desk.ticket_queries.timeline(actor, ticket_id)[len(before) :]
    assert [(line.kind, line.command_id) for line in fresh] == [(TicketEventKind.STEP, command)]


def test_who_may_not_work_on_tickets_changes_no_step(desk: Desk, actor: Actor, ticket_id: int) -> None:
    nobody = Actor(None, "Gast", Role.COUNTER, frozenset())

    with pytest.raises(NotAllowed):
        finish(desk, nobody, ticket_id, "check", "blauwe pas")

    assert states(desk, actor, ticket_id) == [R, W, W, W]


def test_a_step_that_is_not_there_is_said_so(desk: Desk, actor: Actor, ticket_id: int) -> None:
    with pytest.raises(NotFound):
        finish(desk, actor, ticket_id, "elders")


def test_late_steps_are_found_longest_late_first(desk: Desk, actor: Actor, clock: FixedClock, ticket_id: int) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")
    clock.advance(timedelta(hours=3))
    one = desk.process_queries.late_steps(actor)
    clock.advance(timedelta(days=3))

    both = desk.process_queries.late_steps(actor)

    assert [step.step for step in one] == ["Place"]
    assert [(step.step, step.team) for step in both] == [("Place", "Eerste lijn"), ("Order", "Audiovisueel")]
    assert steps(desk, actor, ticket_id)["place"].is_late
