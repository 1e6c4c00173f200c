# SPDX-License-Identifier: EUPL-1.2
"""How long tickets took, and how often they came back or went to another team."""

from datetime import date, timedelta

import pytest

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.core.errors import NotAllowed
from desk_app.progress.durations import Handling, Which
from desk_app.progress.messages import Period
from desk_app.tickets.messages import AssignTickets, ReopenTickets, Undo
from tests import factories, guarding


def complete(desk: Desk, actor: Actor, ticket_id: int) -> None:
    desk.completion.complete(actor, CompleteTickets(ticket_ids=(ticket_id,), work_done="klaar"))


def test_desk_without_tickets_has_no_figures(desk: Desk, actor: Actor) -> None:
    found = desk.handling.handling(actor, Which())

    assert found == Handling()
    assert found.source_percent is None


def test_times_are_those_between_the_two_neighbours(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    for minutes in (10, 20, 40):
        ticket_id = guarding.a_ticket(desk, actor)
        clock.advance(timedelta(minutes=minutes))
        complete(desk, actor, ticket_id)
    guarding.a_ticket(desk, actor)

    found = desk.handling.handling(actor, Which())

    assert (found.tickets, found.open, found.timed) == (4, 1, 3)
    assert found.seconds == pytest.approx((720, 1200, 2160, 2376))
    assert (found.with_promise, found.after_promise, found.late_unsaid) == (3, 0, 0)


def test_ticket_that_was_done_before_it_came_in_took_no_time(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    before = clock.now() - timedelta(minutes=1)
    guarding.a_ticket(desk, actor, completed_at=before, promised_at=before)

    found = desk.handling.handling(actor, Which())

    assert found.seconds == (0, 0, 0, 0)
    assert found.after_promise == 0


def test_what_came_back_and_what_another_team_took_over(
    desk: Desk, actor: Actor, manager: Actor, clock: FixedClock
) -> None:
    audio, first = (factories.team_id(desk.db, code) for code in ("AV", "EERSTELIJN"))
    twice, once, undone, calm = (guarding.a_ticket(desk, actor) for _ in range(4))
    for ticket_id in (twice, once, twice):
        complete(desk, actor, ticket_id)
        desk.tickets.reopen(actor, ReopenTickets(ticket_ids=(ticket_id,), reason="weer kapot"))
    complete(desk, actor, undone)
    reopened = desk.tickets.reopen(actor, ReopenTickets(ticket_ids=(undone,), reason="per ongeluk"))
    desk.undo.undo(actor, Undo(undone_id=reopened.command_id))
    for team in (audio, first, audio):
        desk.tickets.assign(actor, AssignTickets(ticket_ids=(twice,), team_id=team, reason="hoort daar"))
    moved = desk.tickets.assign(actor, AssignTickets(ticket_ids=(calm,), team_id=audio, reason="per ongeluk"))
    desk.undo.undo(actor, Undo(undone_id=moved.command_id))

    found = desk.handling.handling(actor, Which())

    assert (found.reopened, found.most_reopened) == (2, 2)
    assert (found.reassigned, found.most_reassigned) == (1, 3)
    assert desk.handling.handling(actor, Which(team_id=audio)).reopened == 1


def test_of_an_agreement_and_a_period(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    target = guarding.a_target(desk.db)
    guarding.a_ticket(desk, actor, target_id=target)
    guarding.a_ticket(desk, actor)
    guarding.a_ticket(desk, actor, target_id=target, registered_at=clock.now() - timedelta(days=40))
    today = Period(date(2026, 11, 24), date(2026, 11, 24))

    whole = desk.handling.handling(actor, Which(agreement_id=guarding.agreement_of(desk.db, target)))
    part = desk.handling.handling(actor, Which(today, agreement_id=guarding.agreement_of(desk.db, target)))

    assert (whole.tickets, part.tickets) == (2, 1)
    assert desk.handling.handling(actor, Which(today)).tickets == 2
    assert desk.handling.handling(actor, Which(source="elsewhere")) == Handling()


def test_word_of_the_source_stands_beside_the_dates(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    now = clock.now()
    early, late = now + timedelta(hours=1), now - timedelta(hours=1)
    for number, (promised, met) in enumerate(
        [(early, True), (late, False), (late, True), (early, False), (late, None)]
    ):
        guarding.a_ticket(
            desk,
            actor,
            promised_at=promised,
            completed_at=now,
            met_at_source=met,
            source="old",
            external_number=str(number),
        )

    found = desk.handling.handling(actor, Which(source="old"))

    assert (found.source_met, found.source_missed, found.source_percent) == (2, 2, 50)
    assert (found.with_promise, found.after_promise) == (5, 3)
    assert (found.source_differs, found.late_unsaid) == (2, 1)


def test_confidential_tickets_count_for_who_may_see_them(desk: Desk, manager: Actor, piet: Actor) -> None:
    guarding.a_ticket(desk, manager, confidential=True)

    assert desk.handling.handling(manager, Which()).tickets == 1
    assert desk.handling.handling(piet, Which()).tickets == 0


def test_figures_are_for_who_may_see_tickets(desk: Desk) -> None:
    nobody = Actor(None, "Nobody", Role.COUNTER, frozenset())

    with pytest.raises(NotAllowed):
        desk.handling.handling(nobody, Which())
