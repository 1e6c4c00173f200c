# SPDX-License-Identifier: EUPL-1.2
"""Who is at the counter."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from desk_app.app import Desk
from desk_app.core.actor import Actor, Right, Role
from desk_app.core.clock import FixedClock
from desk_app.core.db import Database
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed
from desk_app.core.settings import Settings
from desk_app.identity.messages import AddAgent, ChangeAgent, ChangeSettings, SetUpDesk, SignIn
from desk_app.identity.models import Agent
from desk_app.identity.queries import IdentityQueries
from desk_app.identity.rights import RIGHTS, rights_of
from desk_app.identity.service import IdentityService

FIRST = SetUpDesk(organisation="Hogeschool Voorbeeld", name="Eva de Vries", login="eva", pin="1357", counter="Balie 1")


@pytest.fixture
def administrator(db: Database) -> Actor:
    return IdentityService(db).set_up(FIRST)


def test_the_first_start_makes_the_first_administrator(db: Database) -> None:
    queries = IdentityQueries(db)
    assert not queries.is_set_up()

    actor = IdentityService(db).set_up(FIRST)

    assert (actor.role, actor.counter_name) == (Role.ADMINISTRATOR, "Balie 1")
    assert queries.is_set_up()
    assert queries.settings().organisation == "Hogeschool Voorbeeld"
    with pytest.raises(Conflict):
        IdentityService(db).set_up(SetUpDesk(organisation="X", name="Y", login="z", pin="0000"))


def test_a_pin_is_never_stored_and_never_shown(db: Database, administrator: Actor) -> None:
    with db.read() as session:
        stored = session.scalars(select(Agent.pin_hash)).one()

    assert stored.startswith("$argon2id$")
    assert "1357" not in stored + repr(FIRST) + repr(SignIn(login="eva", pin="1357"))


def test_name_and_pin_sign_in_whatever_the_capitals(db: Database, administrator: Actor) -> None:
    actor = IdentityService(db).sign_in(SignIn(login="EVA ", pin="1357", counter_id=administrator.counter_id))

    assert (actor.name, actor.counter_name) == ("Eva de Vries", "Balie 1")


@pytest.mark.parametrize(("login", "pin"), [("eva", "0000"), ("niemand", "1357"), ("eva", "1357 ")])
def test_a_wrong_pin_and_an_unknown_name_say_the_same(db: Database, administrator: Actor, login: str, pin: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        IdentityService(db).sign_in(SignIn(login=login, pin=pin))

    assert refused.value.fields == {"pin": "Deze naam en pincode horen niet bij elkaar. Probeer het opnieuw."}


def test_guessing_takes_days_but_locks_nobody_out(db: Database, administrator: Actor, clock: FixedClock) -> None:
    service = IdentityService(db)
    for _ in range(5):
        with pytest.raises(InvalidInput):
            service.sign_in(SignIn(login="eva", pin="0000"))

    with pytest.raises(Conflict):
        service.sign_in(SignIn(login="eva", pin="1357"))
    clock.advance(timedelta(minutes=1, seconds=1))

    assert service.sign_in(SignIn(login="eva", pin="1357")).name == "Eva de Vries"


def test_a_colleague_who_left_does_not_get_in(db: Database, administrator: Actor) -> None:
    service = IdentityService(db)
    agent_id = service.add_agent(administrator, AddAgent(name="Piet", login="piet", role=Role.COUNTER, pin="2468"))
    row = next(row for row in IdentityQueries(db).agents(administrator) if row.id == agent_id)
    service.change_agent(
        administrator,
        ChangeAgent(agent_id=agent_id, version=row.version, name="Piet", role=Role.COUNTER, active=False),
    )

    with pytest.raises(InvalidInput):
        service.sign_in(SignIn(login="piet", pin="2468"))


def test_the_last_administrator_stays(db: Database, administrator: Actor) -> None:
    row = IdentityQueries(db).agents(administrator)[0]

    with pytest.raises(InvalidInput) as refused:
        IdentityService(db).change_agent(
            administrator,
            ChangeAgent(agent_id=row.id, version=row.version, name=row.name, role=Role.COUNTER, active=True),
        )

    assert "role" in refused.value.fields


def test_two_colleagues_do_not_share_a_name_to_sign_in(db: Database, administrator: Actor) -> None:
    with pytest.raises(InvalidInput) as refused:
        IdentityService(db).add_agent(administrator, AddAgent(name="E", login="Eva", role=Role.COUNTER, pin="2468"))

    assert "login" in refused.value.fields


def test_settings_are_checked_and_kept(db: Database, administrator: Actor) -> None:
    service = IdentityService(db)
    with pytest.raises(InvalidInput) as refused:
        service.change_settings(
            administrator, ChangeSettings(settings=Settings(badge_pattern="(", undo_seconds=1, receipt_paper="krant"))
        )

    service.change_settings(administrator, ChangeSettings(settings=Settings(organisation="Gemeente", practice=True)))

    assert set(refused.value.fields) == {"badge_pattern", "undo_seconds", "receipt_paper"}
    assert IdentityQueries(db).settings() == Settings(organisation="Gemeente", practice=True)


def test_what_is_not_in_the_table_is_refused(desk: Desk) -> None:
    assert set(RIGHTS) == set(Role)
    for role in Role:
        actor = Actor(1, "x", role, rights_of(role))
        for right in Right:
            if right in RIGHTS[role]:
                actor.require(right)
            else:
                with pytest.raises(NotAllowed):
                    actor.require(right)
