# SPDX-License-Identifier: EUPL-1.2
"""What is guarded: which promises are in danger, with whom, and why."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from desk_app.contracts.models import Agreement, AgreementTarget
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database
from desk_app.identity.models import Agent, Team
from desk_app.progress.elapsed import local_day
from desk_app.progress.messages import GuardedRow, WarningRow, Watch, WatchCounts
from desk_app.progress.models import TicketWarning
from desk_app.progress.reasons import Facts, why
from desk_app.progress.surroundings import (
    WARNING_COLUMNS,
    read_steps,
    read_suppliers,
    read_told,
    read_waiting_since,
    read_warnings,
)
from desk_app.progress.watches import conditions, pressing_moment
from desk_app.relations.models import Person
from desk_app.relations.names import display_name
from desk_app.tickets.lifecycle import TicketStatus
from desk_app.tickets.models import OPEN_WORK, Ticket
from desk_app.tickets.urgency import urgency
from desk_app.tickets.visibility import visible_to

MANY = 200
"""Rows of a list at once; ``counts`` tells how many there are."""

_OWNER = aliased(Agent)
_COPIED = tuple(name for name in GuardedRow.__slots__ if name in Ticket.__table__.c)
"""The fields of a row that are columns of the ticket."""


class ProgressQueries:
    """Reads open work that wants attention, for who may see it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def guarded(
        self,
        actor: Actor,
        watch: Watch,
        *,
        team_id: int | None = None,
        owner_id: int | None = None,
        limit: int = MANY,
    ) -> tuple[GuardedRow, ...]:
        """The tickets of one list, the most pressing first; of one team, or minded by one colleague."""
        actor.require(Right.SEE_TICKETS)
        now = self._db.clock.now()
        query = (
            _columns()
            .where(OPEN_WORK, conditions(now)[watch], *_narrowed(actor, team_id, owner_id))
            .order_by(pressing_moment(watch).nulls_last(), Ticket.id)
            .limit(limit)
        )
        with self._db.read() as session:
            return _rows(session, session.execute(query).all(), watch, now)

    def counts(self, actor: Actor, *, team_id: int | None = None, owner_id: int | None = None) -> WatchCounts:
        """How many tickets stand in each list."""
        actor.require(Right.SEE_TICKETS)
        sums = [
            func.coalesce(func.sum(case((condition, 1), else_=0)), 0).label(watch.value)
            for watch, condition in conditions(self._db.clock.now()).items()
        ]
        query = select(*sums).select_from(Ticket).where(OPEN_WORK, *_narrowed(actor, team_id, owner_id))
        with self._db.read() as session:
            row = session.execute(query).one()
        return {watch: int(getattr(row, watch.value)) for watch in Watch}

    def warnings(self, actor: Actor, ticket_id: int) -> tuple[WarningRow, ...]:
        """Who was warned about a ticket, the last first; nothing when it is not there for this actor."""
        actor.require(Right.SEE_TICKETS)
        query = (
            select(*WARNING_COLUMNS)
            .join(Ticket, Ticket.id == TicketWarning.ticket_id)
            .where(TicketWarning.ticket_id == ticket_id, visible_to(actor))
            .order_by(TicketWarning.id.desc())
        )
        with self._db.read() as session:
            return tuple(WarningRow(*row) for row in session.execute(query))


def _narrowed(actor: Actor, team_id: int | None, owner_id: int | None) -> list[ColumnElement[bool]]:
    wanted = [visible_to(actor)]
    if team_id is not None:
        wanted.append(Ticket.team_id == team_id)
    if owner_id is not None:
        wanted.append(Ticket.owner_id == owner_id)
    return wanted


def _columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            *(getattr(Ticket, name) for name in _COPIED),
            Ticket.requester_id,
            Ticket.catalogue_item_id,
            Person.given_name,
            Person.infix,
            Person.family_name,
            Team.name.label("team"),
            Agent.name.label("assignee"),
            _OWNER.name.label("owner"),
            Agreement.id.label("agreement_id"),
            Agreement.code.label("agreement"),
        )
        .outerjoin(Person, Person.id == Ticket.requester_id)
        .outerjoin(Team, Team.id == Ticket.team_id)
        .outerjoin(Agent, Agent.id == Ticket.assignee_id)
        .outerjoin(_OWNER, _OWNER.id == Ticket.owner_id)
        .outerjoin(AgreementTarget, AgreementTarget.id == Ticket.target_id)
        .outerjoin(Agreement, Agreement.id == AgreementTarget.agreement_id)
    )


def _rows(session: Session, found: Sequence[Any], watch: Watch, now: datetime) -> tuple[GuardedRow, ...]:
    ids = [row.id for row in found]
    if not ids:
        return ()
    steps, told, warnings = read_steps(session, ids), read_told(session, ids), read_warnings(session, ids)
    waits = read_waiting_since(session, [row.id for row in found if row.status is TicketStatus.PENDING])
    items = [row.catalogue_item_id for row in found if row.catalogue_item_id is not None]
    suppliers = read_suppliers(session, items, local_day(now))
    rows = []
    for row in found:
        step = steps.get(row.id)
        supplier = suppliers.get(row.catalogue_item_id, "")
        many, last_warning = warnings.get(row.id, (0, None))
        facts = Facts(
            status=row.status,
            team=row.team or "",
            assignee=row.assignee or "",
            due_at=row.due_at,
            promised_at=row.promised_at,
            respond_by=row.respond_by,
            pending_reason=row.pending_reason,
            waits_since=waits.get(row.id),
            follow_up_on=row.follow_up_on,
            supplier=supplier,
            step=step,
        )
        rows.append(
            GuardedRow(
                customer_id=row.requester_id,
                customer=display_name(row.given_name, row.infix, row.family_name),
                team=facts.team,
                assignee=facts.assignee,
                owner=row.owner or "",
                agreement_id=row.agreement_id,
                agreement=row.agreement or "",
                urgency=urgency(row.status, row.due_at, row.soon_at, row.paused_at, now),
                step=step.name if step else "",
                step_team=step.team if step else "",
                supplier=supplier,
                why=why(facts, watch, now),
                told=told.get(row.id),
                warnings=many,
                last_warning=last_warning,
                **{name: getattr(row, name) for name in _COPIED},
            )
        )
    return tuple(rows)
