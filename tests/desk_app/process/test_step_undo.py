# SPDX-License-Identifier: EUPL-1.2
"""What was done to a step is taken back whole, or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk_app.app import Desk
from desk_app.catalogue.models import StepKind
from desk_app.core.actor import Actor
from desk_app.core.clock import FixedClock
from desk_app.core.errors import Conflict
from desk_app.process.messages import FinishStep, RedoStep, SkipStep
from desk_app.tickets.lifecycle import StepStatus, TicketStatus
from desk_app.tickets.messages import TakeTickets, Undo
from desk_app.tickets.models import TicketStep
from tests import factories
from tests.processes import a_process, a_step, steps

W, R, D, S = StepStatus.WAITING, StepStatus.READY, StepStatus.DONE, StepStatus.SKIPPED


def finish(desk: Desk, actor: Actor, ticket_id: int, code: str, text: str = "", *, checked: bool = True) -> str:
    done = desk.process.finish(actor, FinishStep(ticket_id=ticket_id, code=code, input=text, checked=checked))
    return done.done.command_id


def states(desk: Desk, actor: Actor, ticket_id: int) -> list[StepStatus]:
    return [step.status for step in steps(desk, actor, ticket_id).values()]


def stored(desk: Desk, ticket_id: int) -> list[dict[str, object]]:
    with desk.db.read() as session:
        rows = session.execute(select(TicketStep.__table__).where(TicketStep.ticket_id == ticket_id)).mappings()
        return sorted((dict(row) for row in rows), key=lambda row: str(row["position"]))


@pytest.mark.parametrize("act", ["finish", "skip", "redo"])
def test_everything_done_to_a_step_can_be_taken_back_whole(
    desk: Desk, actor: Actor, clock: FixedClock, ticket_id: int, act: str
) -> None:
    if act == "redo":
        finish(desk, actor, ticket_id, "check", "blauwe pas")
        finish(desk, actor, ticket_id, "order")
    desk.tickets.take(actor, TakeTickets(ticket_ids=(ticket_id,)))
    before, ticket = stored(desk, ticket_id), desk.ticket_queries.ticket(actor, ticket_id)
    clock.advance(timedelta(minutes=5))
    order: FinishStep | SkipStep | RedoStep
    if act == "finish":
        order = FinishStep(ticket_id=ticket_id, code="check", input="x", checked=True)
        desk.process.finish(actor, order)
    elif act == "skip":
        order = SkipStep(ticket_id=ticket_id, code="check", reason="al gedaan")
        desk.process.skip(actor, order)
    else:
        order = RedoStep(ticket_id=ticket_id, code="check", reason="was mis")
        desk.process.redo(actor, order)
    assert stored(desk, ticket_id) != before

    desk.undo.undo(actor, Undo(undone_id=order.command_id))

    after = desk.ticket_queries.ticket(actor, ticket_id)
    assert stored(desk, ticket_id) == before
    assert (after.team_id, after.assignee_id, after.status) == (ticket.team_id, ticket.assignee_id, ticket.status)


def test_undo_is_refused_when_the_next_step_was_done_meanwhile(
    desk: Desk, actor: Actor, piet: Actor, ticket_id: int
) -> None:
    first = finish(desk, actor, ticket_id, "check", "blauwe pas")
    finish(desk, piet, ticket_id, "order")

    with pytest.raises(Conflict):
        desk.undo.undo(actor, Undo(undone_id=first))

    assert states(desk, actor, ticket_id) == [D, D, R, W]


def test_an_undo_never_leaves_a_step_ready_before_its_time(
    desk: Desk, actor: Actor, piet: Actor, ticket_id: int
) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")
    mine = finish(desk, actor, ticket_id, "order")
    finish(desk, piet, ticket_id, "place")

    with pytest.raises(Conflict):
        desk.undo.undo(actor, Undo(undone_id=mine))

    assert states(desk, actor, ticket_id) == [D, D, D, R]


def test_an_undo_never_leaves_a_step_waiting_for_ever(desk: Desk, actor: Actor, piet: Actor, ticket_id: int) -> None:
    finish(desk, actor, ticket_id, "check", "blauwe pas")
    finish(desk, actor, ticket_id, "order")
    again = RedoStep(ticket_id=ticket_id, code="order", reason="was mis")
    desk.process.redo(actor, again)
    finish(desk, piet, ticket_id, "place")

    with pytest.raises(Conflict):
        desk.undo.undo(actor, Undo(undone_id=again.command_id))

    finish(desk, actor, ticket_id, "order")
    assert states(desk, actor, ticket_id) == [D, D, D, R]


def test_an_undone_registration_leaves_its_steps_harmless(desk: Desk, actor: Actor) -> None:
    a_process(desk.db, "P-PAS", a_step("check", StepKind.CHECK))
    visit = factories.a_visit(desk, actor)
    (ticket,) = visit.ticket_ids

    desk.undo.undo(actor, Undo(undone_id=visit.command_id))

    assert desk.ticket_queries.ticket(actor, ticket).status is TicketStatus.VOIDED
    assert desk.process_queries.late_steps(actor) == ()
    with pytest.raises(Conflict):
        finish(desk, actor, ticket, "check")
