# SPDX-License-Identifier: EUPL-1.2
"""Who works here, which teams and counters there are, how the desk is set."""

from sqlalchemy import exists, func, select

from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.core.settings import Settings, read_settings
from desk_app.identity.messages import AgentRow, CounterRow, SignInName, TeamCard, TeamRow
from desk_app.identity.models import Agent, Counter, Team, agent_teams


class IdentityQueries:
    """Reads about the desk itself; what the sign-in screen needs asks no right."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def is_set_up(self) -> bool:
        """Whether anybody can sign in."""
        with self._db.read() as session:
            return bool(session.scalar(select(exists().where(Agent.active))))

    def settings(self) -> Settings:
        """The settings of the desk."""
        with self._db.read() as session:
            return read_settings(session)

    def sign_in_names(self) -> tuple[SignInName, ...]:
        """Active colleagues by name, for the sign-in screen of a counter."""
        with self._db.read() as session:
            query = select(Agent.id, Agent.login, Agent.name).where(Agent.active).order_by(Agent.name)
            return tuple(SignInName(*row) for row in session.execute(query))

    def counters(self) -> tuple[CounterRow, ...]:
        """Counters in use, by name."""
        with self._db.read() as session:
            query = select(Counter.id, Counter.name, Counter.location).where(Counter.active).order_by(Counter.name)
            return tuple(CounterRow(*row) for row in session.execute(query))

    def teams(self) -> tuple[TeamRow, ...]:
        """Teams in use: first line, second line, then back office."""
        with self._db.read() as session:
            query = select(Team.id, Team.code, Team.name, Team.public_name, Team.line).where(Team.active)
            rows = [TeamRow(*row) for row in session.execute(query.order_by(Team.name))]
        return tuple(sorted(rows, key=lambda team: (team.line or 9, team.name.casefold())))

    def team_cards(self) -> tuple[TeamCard, ...]:
        """All teams, also those out of use: first line, second line, then back office."""
        members = (
            select(agent_teams.c.team_id, func.count().label("members"))
            .join(Agent, Agent.id == agent_teams.c.agent_id)
            .where(Agent.active)
            .group_by(agent_teams.c.team_id)
            .subquery()
        )
        query = select(
            Team.id,
            Team.version,
            Team.code,
            Team.name,
            Team.public_name,
            Team.line,
            Team.active,
            func.coalesce(members.c.members, 0),
            Team.email,
        ).outerjoin(members, members.c.team_id == Team.id)
        with self._db.read() as session:
            cards = [TeamCard(*row) for row in session.execute(query)]
        return tuple(sorted(cards, key=lambda team: (team.line or 9, team.name.casefold(), team.id)))

    def agents(self, actor: Actor) -> tuple[AgentRow, ...]:
        """All colleagues, also those who left."""
        actor.require(Right.MANAGE_AGENTS)
        with self._db.read() as session:
            members: dict[int, list[int]] = {}
            for agent_id, team_id in session.execute(select(agent_teams.c.agent_id, agent_teams.c.team_id)):
                members.setdefault(agent_id, []).append(team_id)
            query = select(
                Agent.id, Agent.version, Agent.login, Agent.name, Agent.role, Agent.language, Agent.active
            ).order_by(Agent.name)
            return tuple(AgentRow(*row, team_ids=tuple(members.get(row.id, ()))) for row in session.execute(query))

    def colleagues(self) -> tuple[tuple[int, str], ...]:
        """(id, name) of active colleagues, to route work to."""
        with self._db.read() as session:
            query = select(Agent.id, Agent.name).where(Agent.active).order_by(Agent.name)
            return tuple((row.id, row.name) for row in session.execute(query))
