# SPDX-License-Identifier: EUPL-1.2
"""The ladder: which warnings a ticket has come to, each about one moment. Pure.

Built in: *soon* goes to who works on it, else to the team; *late* to the team and to the owner; *waiting* (the day to
look again has passed) to the owner. An agreement adds rungs of its own: so many per cent of the term, in the open time
of its calendar. A clock that stands still comes to no rung. Who is not there is replaced by who comes next, so that a
warning is never for nobody; only *late* skips an owner who is not there, because the team is warned anyway.

A rung warns once about one moment. *Soon* and *late* are about the moment that the ticket has now: when a pause moves
it, the next one counts anew. The rungs of an agreement are about the registration, and once per target: used time does
not come back. A ticket that is late already is no longer "soon".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desk_app.contracts.models import Addressee
from desk_app.contracts.promise import counting, due_of
from desk_app.contracts.terms import Terms
from desk_app.core.worktime import add_working_time, working_seconds_between
from desk_app.progress.elapsed import day_end, local_day
from desk_app.tickets.lifecycle import TicketStatus

SOON, LATE, LATE_OWNER, WAITING, PERCENT = "soon", "late", "late-owner", "waiting", "percent"

_INSTEAD: dict[Addressee, tuple[Addressee, ...]] = {
    Addressee.ASSIGNEE: (Addressee.ASSIGNEE, Addressee.TEAM),
    Addressee.TEAM: (Addressee.TEAM, Addressee.MANAGER),
    Addressee.OWNER: (Addressee.OWNER, Addressee.ASSIGNEE, Addressee.TEAM),
    Addressee.AGREEMENT_OWNER: (Addressee.AGREEMENT_OWNER, Addressee.MANAGER),
    Addressee.MANAGER: (Addressee.MANAGER, Addressee.TEAM),
}


@dataclass(frozen=True, slots=True)
class LadderRung:
    """A rung of an agreement: whom to warn once ``percent`` of the term has gone (over 100: late), and why."""

    percent: int
    addressee: Addressee
    reason: str


@dataclass(frozen=True, slots=True)
class Guarded:
    """What of a ticket is needed; moments aware, UTC. ``ladder`` is empty without an agreement."""

    ticket_id: int
    status: TicketStatus
    registered_at: datetime
    due_at: datetime | None
    soon_at: datetime | None
    paused_at: datetime | None
    follow_up_on: date | None
    has_owner: bool
    target_id: int | None
    ladder: Sequence[LadderRung] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A warning that a ticket has come to. ``reason`` empty: it follows from ``rung``."""

    ticket_id: int
    rung: str
    about_at: datetime
    addressee: Addressee
    reason: str = ""

    @property
    def key(self) -> tuple[int, str, datetime]:
        """What makes it the same warning."""
        return self.ticket_id, self.rung, self.about_at


Moments = Callable[[Guarded, int], datetime]
"""When so many per cent of the term of a ticket have gone."""


def passed(ticket: Guarded, now: datetime, moment_of: Moments) -> Iterator[Due]:
    """The warnings that a ticket has come to at ``now``, given before or not."""
    follow_up = ticket.follow_up_on
    if ticket.status is TicketStatus.PENDING and follow_up is not None and follow_up < local_day(now):
        yield Due(ticket.ticket_id, WAITING, day_end(follow_up), Addressee.OWNER)
    if ticket.paused_at is not None or ticket.due_at is None:
        return
    if now >= ticket.due_at:
        yield Due(ticket.ticket_id, LATE, ticket.due_at, Addressee.TEAM)
        if ticket.has_owner:
            yield Due(ticket.ticket_id, LATE_OWNER, ticket.due_at, Addressee.OWNER)
    elif ticket.soon_at is not None and now >= ticket.soon_at:
        yield Due(ticket.ticket_id, SOON, ticket.soon_at, Addressee.ASSIGNEE)
    for rung in ticket.ladder:
        if now >= moment_of(ticket, rung.percent):
            name = f"{PERCENT}-{rung.percent}-{rung.addressee.value}-{ticket.target_id}"
            yield Due(ticket.ticket_id, name, ticket.registered_at, rung.addressee, rung.reason)


def percent_moment(terms: Terms, registered_at: datetime, due_at: datetime, percent: int) -> datetime:
    """When ``percent`` of the term have gone, for a ticket that is due at ``due_at``.

    What lies between registration and due time beyond the term itself is time that the clock stood still; it is taken
    as over, because a clock that runs has it behind it.
    """
    calendar = counting(terms.calendar, terms.completion)
    term = working_seconds_between(calendar, registered_at, due_of(terms.calendar, registered_at, terms.completion))
    whole = working_seconds_between(calendar, registered_at, due_at)
    return add_working_time(calendar, registered_at, max(0, whole - term + term * percent // 100))


def first_there(addressee: Addressee, names: Mapping[Addressee, str]) -> tuple[Addressee, str]:
    """Who is warned, with the name: the one that is meant, else who comes next; the last one without a name."""
    order = _INSTEAD[addressee]
    return next(((one, names[one]) for one in order if names.get(one)), (order[-1], ""))
