# SPDX-License-Identifier: EUPL-1.2
"""Which warnings are due now, read from open work: those not given yet, whose team is at work.

A warning waits while the calendar of its ticket (that of its target, else that of the desk) is closed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, aliased

from desk_app.contracts.models import Addressee, Agreement, AgreementTarget, EscalationRung
from desk_app.contracts.target_reading import TermsReader
from desk_app.core.actor import Role
from desk_app.core.worktime import Calendar, CalendarFault, is_open, next_opening
from desk_app.identity.models import Agent, Team
from desk_app.progress.elapsed import local_day
from desk_app.progress.models import TicketWarning
from desk_app.progress.rungs import Due, Guarded, LadderRung, passed, percent_moment
from desk_app.progress.watches import IN_WORK
from desk_app.tickets.clocks import OFFICE_HOURS
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.models import OPEN_WORK, Ticket

FEW = 500
"""So many tickets are asked for by id; of more, all open work."""
MOST_KEPT = 100_000
"""So many moments are kept from one look to the next."""

_OWNER = aliased(Agent)


@dataclass(frozen=True, slots=True)
class Place:
    """A ticket with who can be warned about it; ``names`` without those that are not there."""

    ticket_id: int
    number: str
    subject: str
    confidential: bool
    due_at: datetime | None
    names: Mapping[Addressee, str]
    team_email: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is due: each with its place; ``waiting`` ones are held until somebody is at work."""

    due: tuple[tuple[Due, Place], ...]
    waiting: int


class DueReader:
    """Finds warnings; keeps the moments of the rungs of agreements, which only change when a due time does."""

    def __init__(self) -> None:
        self._moments: dict[tuple[int, datetime | None, int | None, int], datetime] = {}

    def find(self, session: Session, now: datetime, ticket_ids: Sequence[int] | None = None) -> Found:
        """Of all open work, or only of these tickets; by ticket, so that two counters never wait for each other."""
        terms = TermsReader(session)
        ladders = _ladders(session)
        rows = sorted(session.execute(_open_work(now, ladders, ticket_ids)).all(), key=lambda row: row.id)
        passed_now = [
            (due, row) for row in rows for due in passed(_guarded(row, ladders), now, self._moment_of(terms, row))
        ]
        given = _given(session, {row.id for _due, row in passed_now})
        fresh = [(due, row) for due, row in passed_now if due.key not in given]
        calendars = {row.calendar_id for _due, row in fresh}
        open_now = {one: is_open(_that_opens(terms.calendar(one), now), now) for one in calendars}
        managers = _managers(session) if fresh else ""
        due = tuple((due, _place(row, managers)) for due, row in fresh if open_now[row.calendar_id])
        return Found(due, len(fresh) - len(due))

    def _moment_of(self, terms: TermsReader, row: Any) -> Callable[[Guarded, int], datetime]:  # noqa: ANN401 -- a row
        def moment(ticket: Guarded, percent: int) -> datetime:
            key = (ticket.ticket_id, ticket.due_at, ticket.target_id, percent)
            if key not in self._moments:
                if len(self._moments) >= MOST_KEPT:
                    self._moments.clear()
                own = terms.terms(ticket.target_id, kind=row.kind, lead=None)
                own = replace(own, calendar=_that_opens(own.calendar, ticket.registered_at))
                due_at = ticket.due_at or ticket.registered_at
                self._moments[key] = percent_moment(own, ticket.registered_at, due_at, percent)
            return self._moments[key]

        return moment


def _that_opens(calendar: Calendar, moment: datetime) -> Calendar:
    """The calendar, or office hours when it is never open (again): no warning waits for ever."""
    try:
        next_opening(calendar, moment)
    except CalendarFault:
        return OFFICE_HOURS
    return calendar


def place_of(session: Session, ticket_id: int) -> Place:
    """One ticket, for a warning by hand."""
    return _place(session.execute(_columns().where(Ticket.id == ticket_id)).one(), _managers(session))


def _columns() -> Any:  # noqa: ANN401 -- a select of columns
    return (
        select(
            Ticket.id,
            Ticket.number,
            Ticket.subject,
            Ticket.confidential,
            Ticket.kind,
            Ticket.status,
            Ticket.registered_at,
            Ticket.due_at,
            Ticket.soon_at,
            Ticket.paused_at,
            Ticket.follow_up_on,
            Ticket.owner_id,
            Ticket.target_id,
            AgreementTarget.agreement_id,
            AgreementTarget.calendar_id,
            Agreement.owner.label("agreement_owner"),
            Team.name.label("team"),
            Team.email.label("team_email"),
            Agent.name.label("assignee"),
            _OWNER.name.label("owner"),
        )
        .outerjoin(AgreementTarget, AgreementTarget.id == Ticket.target_id)
        .outerjoin(Agreement, Agreement.id == AgreementTarget.agreement_id)
        .outerjoin(Team, Team.id == Ticket.team_id)
        .outerjoin(Agent, Agent.id == Ticket.assignee_id)
        .outerjoin(_OWNER, _OWNER.id == Ticket.owner_id)
    )


def _open_work(now: datetime, ladders: Iterable[int], ticket_ids: Sequence[int] | None) -> Any:  # noqa: ANN401 -- a select
    """What may have come to a rung: soon or late, a passed day to look again, or an agreement with a ladder."""
    pressing = and_(Ticket.paused_at.is_(None), or_(Ticket.soon_at <= now, Ticket.due_at <= now))
    waits = and_(Ticket.status == TicketStatus.PENDING, Ticket.follow_up_on < local_day(now))
    has_ladder = and_(Ticket.paused_at.is_(None), AgreementTarget.agreement_id.in_(sorted(ladders)))
    query = _columns().where(OPEN_WORK, IN_WORK, or_(pressing, waits, has_ladder))
    return query if ticket_ids is None else query.where(Ticket.id.in_(ticket_ids))


def _ladders(session: Session) -> Mapping[int, tuple[LadderRung, ...]]:
    rung = EscalationRung
    query = select(rung.agreement_id, rung.percent, rung.addressee, rung.reason).order_by(rung.percent, rung.id)
    found: dict[int, tuple[LadderRung, ...]] = {}
    for agreement_id, percent, addressee, reason in session.execute(query):
        found[agreement_id] = (*found.get(agreement_id, ()), LadderRung(percent, addressee, reason))
    return found


def _guarded(row: Any, ladders: Mapping[int, tuple[LadderRung, ...]]) -> Guarded:  # noqa: ANN401 -- a row
    return Guarded(
        ticket_id=row.id,
        status=row.status,
        registered_at=row.registered_at,
        due_at=row.due_at,
        soon_at=row.soon_at,
        paused_at=row.paused_at,
        follow_up_on=row.follow_up_on,
        has_owner=row.owner_id is not None,
        target_id=row.target_id,
        ladder=ladders.get(row.agreement_id, ()),
    )


def _given(session: Session, ticket_ids: set[int]) -> set[tuple[int, str, datetime]]:
    """The warnings that were given about these tickets (and perhaps others), by their key."""
    if not ticket_ids:
        return set()
    warning = TicketWarning
    query = select(warning.ticket_id, warning.rung, warning.about_at)
    if len(ticket_ids) <= FEW:
        query = query.where(warning.ticket_id.in_(sorted(ticket_ids)))
    else:
        query = query.join(Ticket, Ticket.id == warning.ticket_id).where(OPEN_WORK)
    return {(row.ticket_id, row.rung, row.about_at) for row in session.execute(query)}


def _managers(session: Session) -> str:
    """The names of the managers who work here, as far as they fit in a line."""
    query = select(Agent.name).where(Agent.role == Role.MANAGER, Agent.active).order_by(Agent.name)
    return ", ".join(session.scalars(query))[:200]


def _place(row: Any, managers: str) -> Place:  # noqa: ANN401 -- a row
    names = {
        Addressee.ASSIGNEE: row.assignee,
        Addressee.TEAM: row.team,
        Addressee.OWNER: row.owner,
        Addressee.MANAGER: managers,
        Addressee.AGREEMENT_OWNER: row.agreement_owner,
    }
    there = {addressee: name for addressee, name in names.items() if name}
    return Place(row.id, row.number, row.subject, row.confidential, row.due_at, there, row.team_email or "")
