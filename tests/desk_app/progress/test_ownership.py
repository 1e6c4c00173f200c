# SPDX-License-Identifier: EUPL-1.2
"""One owner from beginning to end, whoever works on a ticket."""

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from desk_app.progress.messages import GiveOwnership, TakeOwnership, Watch
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.messages import TakeTickets, Undo
from desk_app.tickets.sentences import Names, line_of
from tests.guarding import a_ticket, at


def _owners(desk: Desk, actor: Actor) -> list[str]:
    return [row.owner for row in desk.progress_queries.guarded(actor, Watch.NO_NEXT_STEP)]


def test_who_takes_it_minds_it_and_who_works_on_it_stays(desk: Desk, actor: Actor, piet: Actor) -> None:
    ids = tuple(a_ticket(desk, actor, due_at=at(24, 9, minute)) for minute in (1, 2))
    desk.tickets.take(actor, TakeTickets(ticket_ids=ids))

    done = desk.progress.take_ownership(piet, TakeOwnership(ticket_ids=ids))

    rows = desk.progress_queries.guarded(actor, Watch.LATE, owner_id=piet.agent_id)
    assert done.ticket_ids == ids
    assert [(row.owner, row.assignee) for row in rows] == [("Piet", "Eva")] * 2


def test_given_away_with_a_reason_and_taken_back(desk: Desk, actor: Actor, piet: Actor) -> None:
    ticket_id = a_ticket(desk, actor, owner_id=actor.agent_id)
    assert piet.agent_id is not None
    order = GiveOwnership(ticket_ids=(ticket_id,), agent_id=piet.agent_id, reason="Eva is met vakantie")

    done = desk.progress.give_ownership(actor, order)
    given = _owners(desk, actor)
    line = line_of(desk.ticket_queries.timeline(actor, ticket_id)[-1], Names(agents={1: "Eva", 2: "Piet"}))
    desk.undo.undo(actor, Undo(undone_id=done.command_id))

    assert (given, _owners(desk, actor)) == (["Piet"], ["Eva"])
    assert (line.text, line.changes) == ("Eva is met vakantie", ("Eigenaar: van Eva naar Piet",))


@pytest.mark.parametrize("reason", ["", "  "])
def test_giving_away_asks_why(desk: Desk, actor: Actor, piet: Actor, reason: str) -> None:
    ticket_id = a_ticket(desk, actor)
    assert piet.agent_id is not None

    with pytest.raises(InvalidInput) as refused:
        desk.progress.give_ownership(
            actor, GiveOwnership(ticket_ids=(ticket_id,), agent_id=piet.agent_id, reason=reason)
        )

    assert set(refused.value.fields) == {"reason"}


def test_nobody_who_is_not_here_minds_a_ticket(desk: Desk, actor: Actor) -> None:
    ticket_id = a_ticket(desk, actor)

    with pytest.raises(InvalidInput):
        desk.progress.give_ownership(actor, GiveOwnership(ticket_ids=(ticket_id,), agent_id=999, reason="weg"))
    with pytest.raises(InvalidInput):
        desk.progress.take_ownership(the_program(), TakeOwnership(ticket_ids=(ticket_id,)))


def test_who_minds_a_confidential_ticket_can_read_it(desk: Desk, actor: Actor, manager: Actor, piet: Actor) -> None:
    ticket_id = a_ticket(desk, actor, confidential=True)
    assert piet.agent_id is not None
    order = GiveOwnership(ticket_ids=(ticket_id,), agent_id=piet.agent_id, reason="ik ben er niet")

    with pytest.raises(InvalidInput) as refused:
        desk.progress.give_ownership(manager, order)
    with pytest.raises(NotFound):
        desk.progress.take_ownership(actor, TakeOwnership(ticket_ids=(ticket_id,)))

    assert "Piet" in refused.value.fields["agent_id"]


def test_what_is_done_needs_no_owner(desk: Desk, actor: Actor) -> None:
    open_one, done = a_ticket(desk, actor, owner_id=None), a_ticket(desk, actor, status=TicketStatus.CLOSED)

    with pytest.raises(Conflict):
        desk.progress.take_ownership(actor, TakeOwnership(ticket_ids=(open_one, done)))

    assert _owners(desk, actor) == [""]


def test_minding_is_for_who_may_work_on_tickets(desk: Desk, actor: Actor) -> None:
    ticket_id = a_ticket(desk, actor)
    reader = Actor(actor.agent_id, "Lezer", Role.BACK_OFFICE, frozenset())

    with pytest.raises(NotAllowed):
        desk.progress.take_ownership(reader, TakeOwnership(ticket_ids=(ticket_id,)))
