# SPDX-License-Identifier: EUPL-1.2
"""What can be asked about who works here, and the rows it shows."""

from dataclasses import dataclass, field

from desk_app.core.actor import Role
from desk_app.core.events import DomainEvent
from desk_app.core.messages import Command
from desk_app.core.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpDesk(Command):
    """The first start: the organisation and its first administrator."""

    organisation: str
    name: str
    login: str
    pin: str = field(repr=False)
    counter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn(Command):
    """I am at this counter now; the PIN never reaches a log."""

    login: str
    pin: str = field(repr=False)
    counter_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAgent(Command):
    """A new colleague."""

    name: str
    login: str
    role: Role
    pin: str = field(repr=False)
    team_ids: tuple[int, ...] = ()
    language: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAgent(Command):
    """New facts about a colleague; an empty PIN keeps the old one."""

    agent_id: int
    version: int
    name: str
    role: Role
    active: bool
    pin: str = field(default="", repr=False)
    team_ids: tuple[int, ...] = ()
    language: str = "nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings(Command):
    """New settings for the whole desk."""

    settings: Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTeam(Command):
    """A team, new (``team_id`` None) or changed; ``version`` is the one that was on screen.

    ``code`` counts for a new one only; ``line`` 1 first, 2 second, 0 back office. ``email`` is where reminders go; empty:
    only on screen. Members are set at the colleagues.
    """

    team_id: int | None = None
    version: int | None = None
    code: str
    name: str
    public_name: str
    line: int = 0
    active: bool = True
    email: str = ""


@dataclass(frozen=True, slots=True)
class TeamChanged(DomainEvent):
    """A team is new or was changed."""


@dataclass(frozen=True, slots=True)
class AgentChanged(DomainEvent):
    """A colleague is new or was changed."""


@dataclass(frozen=True, slots=True)
class SettingsChanged(DomainEvent):
    """Settings of the desk changed; the id is always 1."""


@dataclass(frozen=True, slots=True)
class SignInName:
    """Somebody who may sign in: ``login`` is what to sign in with, ``name`` what people call them."""

    agent_id: int
    login: str
    name: str


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A colleague as a list shows it."""

    id: int
    version: int
    login: str
    name: str
    role: Role
    language: str
    active: bool
    team_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team to choose; ``line`` 1 first, 2 second, 0 back office."""

    id: int
    code: str
    name: str
    public_name: str
    line: int


@dataclass(frozen=True, slots=True)
class TeamCard:
    """A team as it is set, in use or not; ``members`` counts colleagues who work here."""

    id: int
    version: int
    code: str
    name: str
    public_name: str
    line: int
    active: bool
    members: int
    email: str = ""


@dataclass(frozen=True, slots=True)
class CounterRow:
    """A counter to sign in at."""

    id: int
    name: str
    location: str
