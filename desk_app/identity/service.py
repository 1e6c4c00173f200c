# SPDX-License-Identifier: EUPL-1.2
"""Setting up, signing in, colleagues and settings.

A PIN or password is kept as Argon2id. After five wrong ones each next try has to wait a minute longer, so guessing
takes days, and nobody is locked out for good.
"""

import re
from dataclasses import fields
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import delete, exists, func, insert, select

from desk_app.core import text
from desk_app.core.actor import Actor, Right, Role, the_program
from desk_app.core.db import Database, Unit
from desk_app.core.errors import Conflict, InvalidInput
from desk_app.core.i18n import LANGUAGES, _
from desk_app.core.settings import Settings, write_settings
from desk_app.identity.messages import (
    AddAgent,
    AgentChanged,
    ChangeAgent,
    ChangeSettings,
    SettingsChanged,
    SetUpDesk,
    SignIn,
)
from desk_app.identity.models import Agent, Counter, agent_teams
from desk_app.identity.rights import rights_of

SHORTEST_PIN = 4
FREE_TRIES = 5
LONGEST_SECRET = 200
PAPERS = ("80mm", "a5", "a4", "mail", "none")


class IdentityService:
    """Who is at the counter."""

    def __init__(self, db: Database, hasher: PasswordHasher | None = None) -> None:
        self._db = db
        self._hasher = hasher or PasswordHasher()

    def set_up(self, command: SetUpDesk) -> Actor:
        """The first start: organisation, counter and first administrator, who is signed in.

        Raises Conflict when the desk has an agent already.
        """
        text.check(
            {
                "organisation": (command.organisation, text.LINE),
                "name": (command.name, text.LINE),
                "login": (command.login, 64),
                "counter": (command.counter, text.LINE),
            },
            {
                "organisation": _missing(command.organisation, _("Type the name of your organisation.")),
                "name": _missing(command.name, _("Type your name.")),
                "login": _missing(command.login, _("Choose a name to sign in with.")),
                "pin": _weak(command.pin),
            },
        )
        with self._db.write(the_program(), command) as unit:
            if unit.session.scalar(select(exists().where(Agent.id > 0))):
                raise Conflict(_("This desk was set up before. Sign in."))
            write_settings(unit.session, Settings(organisation=command.organisation.strip()))
            agent = Agent(
                login=command.login.strip(),
                name=command.name.strip(),
                role=Role.ADMINISTRATOR,
                pin_hash=self._hasher.hash(command.pin),
            )
            unit.session.add(agent)
            name = command.counter.strip() or _("Counter 1")
            counters = list(unit.session.scalars(select(Counter)))
            counter = next((row for row in counters if row.name == name), None)
            if counter is None and len(counters) == 1:  # the one of the starter: this is what it is called here
                counter = counters[0]
                counter.name = name
            elif counter is None:
                counter = Counter(name=name)
                unit.session.add(counter)
            unit.session.flush()
            return _actor(unit, agent, counter)

    def sign_in(self, command: SignIn) -> Actor:
        """Who I am, at which counter, allowed what.

        Raises InvalidInput on ``pin`` for a wrong name or PIN (it does not say which), Conflict after too many tries.
        """
        faults = {
            "login": _missing(command.login, _("Type your name.")),
            "pin": _missing(command.pin, _("Type your PIN.")),
        }
        text.check({"login": (command.login, 64), "pin": (command.pin, LONGEST_SECRET)}, faults)
        with self._db.write(the_program(), command) as unit:
            agent = unit.session.scalar(select(Agent).where(func.lower(Agent.login) == command.login.strip().lower()))
            if agent is not None:
                _must_wait(unit, agent)
            known = agent is not None and agent.active and self._fits(agent.pin_hash, command.pin)
            if agent is None:
                self._hasher.hash(command.pin)  # an unknown name takes as long as a wrong PIN
            elif known:
                agent.wrong_pins, agent.wrong_pin_at = 0, None
            else:
                agent.wrong_pins, agent.wrong_pin_at = agent.wrong_pins + 1, unit.now
            unit.about = f"agent {agent.id}" if known and agent else "refused"
            counter = unit.session.get(Counter, command.counter_id) if command.counter_id else None
            actor = _actor(unit, agent, counter) if agent is not None and known else None
        if actor is None:
            raise InvalidInput({"pin": _("This name and PIN do not belong together. Try again.")})
        return actor

    def add_agent(self, actor: Actor, command: AddAgent) -> int:
        """A new colleague; returns the id."""
        actor.require(Right.MANAGE_AGENTS)
        text.check(
            {"name": (command.name, text.LINE), "login": (command.login, 64)},
            {
                "name": _missing(command.name, _("Type the name of your colleague.")),
                "login": _missing(command.login, _("Choose a name to sign in with.")),
                "pin": _weak(command.pin),
            },
        )
        with self._db.write(actor, command) as unit:
            taken = func.lower(Agent.login) == command.login.strip().lower()
            if unit.session.scalar(select(exists().where(taken))):
                raise InvalidInput({"login": _("Somebody signs in with this name already. Choose another one.")})
            agent = Agent(
                login=command.login.strip(),
                name=command.name.strip(),
                role=command.role,
                language=command.language,
                pin_hash=self._hasher.hash(command.pin),
            )
            unit.session.add(agent)
            unit.session.flush()
            _set_teams(unit, agent.id, command.team_ids)
            unit.about = f"agent {agent.id}"
            unit.publish(AgentChanged(agent.id))
            return agent.id

    def change_agent(self, actor: Actor, command: ChangeAgent) -> None:
        """New facts about a colleague; the last administrator cannot be taken away."""
        actor.require(Right.MANAGE_AGENTS)
        text.check(
            {"name": (command.name, text.LINE)},
            {
                "name": _missing(command.name, _("Type the name of your colleague.")),
                "pin": _weak(command.pin) if command.pin else None,
            },
        )
        with self._db.write(actor, command) as unit:
            agent = unit.session.get(Agent, command.agent_id)
            if agent is None or agent.version != command.version:
                raise Conflict(_("Somebody has just changed this. Look at the difference. Your text is kept."))
            others = select(exists().where(Agent.role == Role.ADMINISTRATOR, Agent.active, Agent.id != agent.id))
            stays = command.active and command.role is Role.ADMINISTRATOR
            if agent.role is Role.ADMINISTRATOR and not stays and not unit.session.scalar(others):
                raise InvalidInput({"role": _("This is the last administrator. Appoint another one first.")})
            agent.name, agent.role, agent.active = command.name.strip(), command.role, command.active
            agent.language = command.language
            if command.pin:
                agent.pin_hash, agent.wrong_pins = self._hasher.hash(command.pin), 0
            _set_teams(unit, agent.id, command.team_ids)
            unit.about = f"agent {agent.id}"
            unit.publish(AgentChanged(agent.id))

    def change_settings(self, actor: Actor, command: ChangeSettings) -> None:
        """New settings for all counters; raises InvalidInput with the name of the setting."""
        actor.require(Right.CHANGE_SETTINGS)
        text.check(
            {
                setting.name: (getattr(command.settings, setting.name), text.LINE)
                for setting in fields(Settings)
                if isinstance(getattr(command.settings, setting.name), str)
            },
            _setting_faults(command.settings),
        )
        with self._db.write(actor, command) as unit:
            unit.about = ", ".join(write_settings(unit.session, command.settings))[:64]
            unit.publish(SettingsChanged(1))

    def _fits(self, pin_hash: str, pin: str) -> bool:
        try:
            return self._hasher.verify(pin_hash, pin)
        except VerificationError:
            return False


def _missing(value: str, sentence: str) -> str | None:
    return None if value.strip() else sentence


def _weak(pin: str) -> str | None:
    if len(pin) < SHORTEST_PIN:
        return _("Choose at least {count} digits or characters.").format(count=SHORTEST_PIN)
    return text.fault_in(pin, LONGEST_SECRET)


def _must_wait(unit: Unit, agent: Agent) -> None:
    extra = agent.wrong_pins - FREE_TRIES
    if extra < 0 or agent.wrong_pin_at is None:
        return
    minutes = extra + 1
    if unit.now < agent.wrong_pin_at + timedelta(minutes=minutes):
        raise Conflict(
            _("The PIN was wrong too often. Wait {minutes} min, or ask your administrator for a new PIN.").format(
                minutes=minutes
            )
        )


def _actor(unit: Unit, agent: Agent, counter: Counter | None) -> Actor:
    teams = unit.session.scalars(select(agent_teams.c.team_id).where(agent_teams.c.agent_id == agent.id))
    return Actor(
        agent_id=agent.id,
        name=agent.name,
        role=agent.role,
        rights=rights_of(agent.role),
        team_ids=frozenset(teams),
        counter_id=counter.id if counter else None,
        counter_name=counter.name if counter else "",
    )


def _set_teams(unit: Unit, agent_id: int, team_ids: tuple[int, ...]) -> None:
    unit.session.execute(delete(agent_teams).where(agent_teams.c.agent_id == agent_id))
    for team_id in team_ids:
        unit.session.execute(insert(agent_teams).values(agent_id=agent_id, team_id=team_id))


def _setting_faults(settings: Settings) -> dict[str, str | None]:
    faults: dict[str, str | None] = {
        "organisation": _missing(settings.organisation, _("Type the name of your organisation.")),
        "language": None if settings.language in LANGUAGES else _("Choose Dutch or English."),
        "receipt_paper": None if settings.receipt_paper in PAPERS else _("Choose a kind of paper."),
    }
    for name, least, most in (
        ("retention_years", 1, 100),
        ("lock_after_minutes", 1, 480),
        ("undo_seconds", 5, 60),
        ("reopen_working_days", 1, 100),
        ("approval_days", 1, 100),
        ("complaint_term_days", 1, 366),
    ):
        if not least <= getattr(settings, name) <= most:
            faults[name] = _("Choose a number from {least} to {most}.").format(least=least, most=most)
    try:
        re.compile(settings.badge_pattern)
    except re.error:
        faults["badge_pattern"] = _("This is not a pattern. An example for seven digits: \\d{7}")
    return faults
