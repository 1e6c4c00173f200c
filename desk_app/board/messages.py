# SPDX-License-Identifier: EUPL-1.2
"""What the board shows, how it is filtered, and what can be asked of its saved views."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desk_app.catalogue.models import TicketKind
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import N_
from desk_app.core.messages import Command
from desk_app.tickets.lifecycle import PendingReason, TicketStatus


class Lane(StrEnum):
    """The five columns of the board, from left to right."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    PENDING = "pending"
    READY = "ready"
    DONE_TODAY = "done_today"


LANE_NAMES: dict[Lane, str] = {
    Lane.NEW: N_("New"),
    Lane.IN_PROGRESS: N_("In progress"),
    Lane.PENDING: N_("Waiting for"),
    Lane.READY: N_("Ready for pick-up"),
    Lane.DONE_TODAY: N_("Done today"),
}

LANE_OF: dict[TicketStatus, Lane] = {
    TicketStatus.NEW: Lane.NEW,
    TicketStatus.IN_PROGRESS: Lane.IN_PROGRESS,
    TicketStatus.PENDING: Lane.PENDING,
    TicketStatus.READY: Lane.READY,
    TicketStatus.COMPLETED: Lane.DONE_TODAY,
    TicketStatus.COLLECTED: Lane.DONE_TODAY,
    TicketStatus.CLOSED: Lane.DONE_TODAY,
}


@dataclass(frozen=True, slots=True)
class BoardCard:
    """One ticket on the board; moments aware, UTC; ``space`` is the code on the door."""

    id: int
    number: str
    kind: TicketKind
    status: TicketStatus
    subject: str
    requester: str
    space: str
    team_id: int | None
    team: str
    assignee_id: int | None
    assignee: str
    registered_at: datetime
    due_at: datetime | None
    soon_at: datetime | None
    paused_at: datetime | None
    pending_reason: PendingReason | None
    follow_up_on: date | None
    shelf: str
    ready_at: datetime | None
    completed_at: datetime | None
    confidential: bool

    @property
    def lane(self) -> Lane:
        """The column it stands in."""
        return LANE_OF[self.status]


class Pressing(StrEnum):
    """How urgent a card must be to be shown."""

    ALL = "all"
    LATE = "late"
    SOON = "soon"
    """Late, or soon to be."""


class Whose(StrEnum):
    """Whose work is shown, when no single team is asked."""

    ALL = "all"
    MY_TEAMS = "my_teams"
    """Of my teams, mine, or of no team yet: nobody's work is everybody's."""
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which cards are wanted; every condition must hold. ``team_id`` goes before ``whose``."""

    words: str = ""
    kind: TicketKind | None = None
    team_id: int | None = None
    whose: Whose = Whose.ALL
    pressing: Pressing = Pressing.ALL


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """Open work in numbers; work whose clock stands still is open, but neither late nor soon."""

    open: int = 0
    late: int = 0
    soon: int = 0


@dataclass(frozen=True, slots=True)
class BoardView:
    """A filter under a name. ``id`` None: built in, always there. ``limits``: above how many cards a lane warns.

    ``name`` is what a person typed, or a msgid when it is built in.
    """

    id: int | None
    name: str
    filter: BoardFilter
    limits: Mapping[Lane, int] = field(default_factory=dict)
    for_everybody: bool = False


BUILT_IN_VIEWS: tuple[BoardView, ...] = (
    BoardView(None, N_("My team"), BoardFilter(whose=Whose.MY_TEAMS)),
    BoardView(None, N_("Everything"), BoardFilter()),
    BoardView(None, N_("Mine"), BoardFilter(whose=Whose.MINE)),
    BoardView(None, N_("Late"), BoardFilter(pressing=Pressing.LATE)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveView(Command):
    """Keep this filter under a name; with ``view_id`` it takes the place of what that view was."""

    name: str
    filter: BoardFilter
    limits: Mapping[Lane, int] = field(default_factory=dict)
    for_everybody: bool = False
    view_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameView(Command):
    """Another name for the same view."""

    view_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView(Command):
    """Give the view to everybody, or take it back to myself."""

    view_id: int
    for_everybody: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderViews(Command):
    """The saved views in this order; those not named come after."""

    view_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteView(Command):
    """The view is not needed any more; no ticket changes."""

    view_id: int


@dataclass(frozen=True, slots=True)
class ViewsChanged(DomainEvent):
    """A saved view is new, changed or gone."""
