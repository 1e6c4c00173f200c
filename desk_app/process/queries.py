# SPDX-License-Identifier: EUPL-1.2
"""What is asked about processes: the steps of a ticket, and how they go over a period."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select

from desk_app.catalogue.models import CatalogueItem
from desk_app.catalogue.wording import in_language
from desk_app.contracts.calendar_reading import read_calendar
from desk_app.core.actor import Actor, Right
from desk_app.core.clock import today
from desk_app.core.db import Database
from desk_app.identity.models import Team
from desk_app.process.deciders import customers_of, holder_of
from desk_app.process.figures import FinishedStep, StepHead, figures_of
from desk_app.process.messages import (
    ApproverRow,
    ExceptionFigures,
    ExceptionTicket,
    LateStep,
    StepFigures,
    StepRow,
)
from desk_app.process.rows import read_steps
from desk_app.tickets.lifecycle import WORKABLE, StepStatus, TicketStatus
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import OVER
from desk_app.tickets.visibility import visible_to


class ProcessQueries:
    """Reads steps and their figures. Codes of mails are looked up by ``ProcessService``, which counts wrong ones."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def steps(self, actor: Actor, ticket_id: int) -> tuple[StepRow, ...]:
        """The steps of a ticket, in order; none when it has none, or is not there for this actor."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return read_steps(session, actor, ticket_id, self._db.clock.now())

    def approver_for(self, actor: Actor, cost_centre: str, ticket_id: int | None = None) -> ApproverRow | None:
        """Who decides about this cost centre (by code) today, and is not the customer of that ticket; None when nobody
        is known."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            ticket = session.get(Ticket, ticket_id) if ticket_id is not None else None
            customers = customers_of(ticket) if ticket is not None else frozenset[int]()
            found = holder_of(session, cost_centre, today(self._db.clock), customers)
        if found is None or found.person_id is None:
            return None
        return ApproverRow(found.person_id, found.name, found.on_behalf_of, bool(found.email))

    def step_figures(self, actor: Actor, item_id: int, since: datetime, until: datetime) -> tuple[StepFigures, ...]:
        """Per step of an item: what was over from ``since`` up to (not with) ``until``, both UTC. Tickets whose
        registration was undone do not count; cancelled ones do, as far as they came. A step is called as on the newest
        ticket."""
        actor.require(Right.SEE_CATALOGUE)
        step = TicketStep.__table__.c
        over = (
            select(step.code, step.status, step.ready_at, step.due_at, step.done_at, step.times_redone)
            .join(Ticket.__table__, Ticket.__table__.c.id == step.ticket_id)
            .where(
                step.item_id == item_id,
                step.status.in_(OVER),
                step.done_at >= since,
                step.done_at < until,
                Ticket.__table__.c.status != TicketStatus.VOIDED,
            )
        )
        newest = select(func.max(step.id)).where(step.item_id == item_id).group_by(step.code)
        heads = select(step.code, step.name, step.name_en, step.kind, step.position).where(step.id.in_(newest))
        with self._db.read() as session:
            calendar = read_calendar(session)
            steps = [FinishedStep(*row) for row in session.execute(over)]
            names = {
                row.code: StepHead(in_language(row.name, row.name_en), row.kind, row.position)
                for row in session.execute(heads)
            }
        return figures_of(steps, names, calendar)

    def late_steps(self, actor: Actor, item_id: int | None = None, limit: int = 200) -> tuple[LateStep, ...]:
        """Steps that can be done and are late, longest late first; of all items, or of one."""
        actor.require(Right.SEE_TICKETS)
        query = (
            select(
                TicketStep.ticket_id,
                Ticket.number,
                Ticket.subject,
                TicketStep.name,
                TicketStep.name_en,
                TicketStep.team_id,
                Team.name.label("team"),
                TicketStep.due_at,
            )
            .join(Ticket, Ticket.id == TicketStep.ticket_id)
            .outerjoin(Team, Team.id == TicketStep.team_id)
            .where(
                TicketStep.status == StepStatus.READY,
                TicketStep.due_at < self._db.clock.now(),
                Ticket.status.in_(WORKABLE),
                visible_to(actor),
            )
            .order_by(TicketStep.due_at, TicketStep.id)
            .limit(limit)
        )
        if item_id is not None:
            query = query.where(TicketStep.item_id == item_id)
        with self._db.read() as session:
            rows = session.execute(query).all()
        return tuple(
            LateStep(
                row.ticket_id,
                row.number,
                row.subject,
                in_language(row.name, row.name_en),
                row.team_id,
                row.team or "",
                row.due_at,
            )
            for row in rows
        )

    def exceptions(self, actor: Actor, since: datetime, until: datetime) -> tuple[ExceptionFigures, ...]:
        """Per item the tickets registered from ``since`` up to (not with) ``until`` for somebody who was not entitled,
        most of them first."""
        actor.require(Right.SEE_CATALOGUE)
        happened = (
            Ticket.exception_reason != "",
            Ticket.registered_at >= since,
            Ticket.registered_at < until,
            Ticket.status != TicketStatus.VOIDED,
        )
        item = CatalogueItem
        counts = (
            select(item.id, item.code, item.name, item.name_en, func.count().label("many"))
            .join(Ticket, Ticket.catalogue_item_id == item.id)
            .where(*happened)
            .group_by(item.id, item.code, item.name, item.name_en)
            .order_by(func.count().desc(), item.code)
        )
        single = (
            select(
                Ticket.catalogue_item_id,
                Ticket.id,
                Ticket.number,
                Ticket.registered_at,
                Ticket.exception_reason,
                Ticket.exception_by,
            )
            .where(*happened, visible_to(actor))
            .order_by(Ticket.id.desc())
        )
        tickets: defaultdict[int | None, list[ExceptionTicket]] = defaultdict(list)
        with self._db.read() as session:
            items = session.execute(counts).all()
            for row in session.execute(single):
                tickets[row.catalogue_item_id].append(
                    ExceptionTicket(row.id, row.number, row.registered_at, row.exception_reason, row.exception_by)
                )
        return tuple(
            ExceptionFigures(one.id, one.code, in_language(one.name, one.name_en), one.many, tuple(tickets[one.id]))
            for one in items
        )
