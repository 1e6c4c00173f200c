# SPDX-License-Identifier: EUPL-1.2
"""Who is likely to stand at the counter now."""

from datetime import timedelta

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.core.clock import FixedClock
from desk_app.tickets.near import people_near
from tests import factories


def near(desk: Desk, actor: Actor) -> dict[int, int]:
    with desk.db.read() as session:
        return dict(people_near(session, actor, desk.clock.now()))


def test_who_was_here_today_is_nearer_than_who_has_open_work(desk: Desk, actor: Actor, clock: FixedClock) -> None:
    jansen, berg = factories.person_id(desk.db, "Jansen"), factories.person_id(desk.db, "Berg")
    factories.a_visit(desk, actor, customer="Jansen")
    factories.a_visit(desk, actor, customer="Jansen")
    clock.advance(timedelta(days=1))

    factories.a_visit(desk, actor, customer="Berg")

    assert near(desk, actor) == {jansen: 2, berg: 101}


def test_visit_at_another_counter_counts_for_its_open_work_only(desk: Desk, actor: Actor) -> None:
    other = factories.an_actor(desk.db, "piet", Role.COUNTER, "Balie 2")

    factories.a_visit(desk, other, customer="Jansen")

    assert near(desk, actor) == {factories.person_id(desk.db, "Jansen"): 1}
    assert near(desk, other) == {factories.person_id(desk.db, "Jansen"): 101}


def test_visit_without_a_name_is_of_nobody(desk: Desk, actor: Actor) -> None:
    factories.a_visit(desk, actor, customer=None)

    assert near(desk, actor) == {}
