# SPDX-License-Identifier: EUPL-1.2
"""Which warnings are news for whom: what was for them, came after they looked last, and is not done yet."""

from dataclasses import replace

import pytest

from desk_app.app import Desk
from desk_app.completion.messages import CompleteTickets
from desk_app.core.actor import Actor
from desk_app.core.errors import NotAllowed
from desk_app.progress.messages import Addressee, EscalateTicket, TakeOwnership
from desk_app.tickets.messages import TakeTickets
from tests import factories


def escalate(desk: Desk, actor: Actor, ticket_id: int, to: Addressee, reason: str = "nu graag") -> None:
    desk.progress.escalate(actor, EscalateTicket(ticket_id=ticket_id, addressee=to, reason=reason))


def heard(desk: Desk, actor: Actor, after: int = 0) -> list[str]:
    return [one.reason for one in desk.news.since(actor, after)]


@pytest.fixture
def ticket_id(desk: Desk, actor: Actor, piet: Actor) -> int:
    """Eva minds it, Piet works on it."""
    ticket_id = factories.a_visit(desk, actor).ticket_ids[0]
    desk.progress.take_ownership(actor, TakeOwnership(ticket_ids=(ticket_id,)))
    desk.tickets.take(piet, TakeTickets(ticket_ids=(ticket_id,)))
    return ticket_id


def test_each_hears_what_is_for_them(desk: Desk, actor: Actor, piet: Actor, manager: Actor, ticket_id: int) -> None:
    kim = factories.an_actor(desk.db, "kim", actor.role)
    in_team = replace(kim, team_ids=frozenset({factories.team_id(desk.db, "EERSTELIJN")}))

    for to in (Addressee.OWNER, Addressee.ASSIGNEE, Addressee.TEAM, Addressee.MANAGER):
        escalate(desk, kim, ticket_id, to, to.value)

    assert heard(desk, actor) == ["owner"]
    assert heard(desk, piet) == ["assignee"]
    assert heard(desk, manager) == ["manager"]
    assert heard(desk, kim) == []
    assert heard(desk, replace(in_team, name="Bo")) == ["team"]


def test_who_gives_a_warning_does_not_hear_it(desk: Desk, actor: Actor, ticket_id: int) -> None:
    escalate(desk, actor, ticket_id, Addressee.OWNER)

    assert heard(desk, actor) == []


def test_only_what_came_after_the_last_look(desk: Desk, actor: Actor, piet: Actor, ticket_id: int) -> None:
    escalate(desk, piet, ticket_id, Addressee.OWNER, "eerst")
    newest = desk.news.newest(actor)

    escalate(desk, piet, ticket_id, Addressee.OWNER, "daarna")

    assert heard(desk, actor, newest) == ["daarna"]
    assert desk.news.newest(actor) > newest


def test_what_was_done_meanwhile_is_no_news(desk: Desk, actor: Actor, piet: Actor, ticket_id: int) -> None:
    escalate(desk, piet, ticket_id, Addressee.OWNER)

    desk.completion.complete(piet, CompleteTickets(ticket_ids=(ticket_id,), work_done="Klaar."))

    assert heard(desk, actor) == []


def test_without_the_right_there_is_no_news(desk: Desk, actor: Actor) -> None:
    nobody = replace(actor, rights=frozenset())

    with pytest.raises(NotAllowed):
        desk.news.since(nobody, 0)
    with pytest.raises(NotAllowed):
        desk.news.newest(nobody)
