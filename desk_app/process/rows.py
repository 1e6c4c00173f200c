# SPDX-License-Identifier: EUPL-1.2
"""Steps and requests out of their tables, as rows in the language of the screen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from desk_app.catalogue.wording import in_language
from desk_app.core.actor import Actor
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.identity.models import Team
from desk_app.process.chain import holding_up, together
from desk_app.process.messages import ApprovalRow, ApprovalState, StepRow
from desk_app.process.models import Approval, Decision
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import OVER
from desk_app.tickets.visibility import visible_to


def read_steps(session: Session, actor: Actor, ticket_id: int, now: datetime) -> tuple[StepRow, ...]:
    """The steps of a ticket, in order; none when the ticket is not there for this actor."""
    columns = TicketStep.__table__.c
    query = (
        select(TicketStep.__table__, Team.name.label("team"))
        .join(Ticket, Ticket.id == columns.ticket_id)
        .outerjoin(Team, Team.id == columns.team_id)
        .where(columns.ticket_id == ticket_id, visible_to(actor))
        .order_by(columns.position, columns.id)
    )
    steps = session.execute(query).all()
    if not steps:
        return ()
    approvals = _last_approvals(session, ticket_id, now)
    chain = {step.code: [str(code) for code in step.after] for step in steps}
    over = {step.code for step in steps if step.status in OVER}
    names = {step.code: in_language(step.name, step.name_en) for step in steps}
    numbers = {step.code: number for number, step in enumerate(steps, start=1)}
    beside = together(chain)
    return tuple(
        StepRow(
            id=step.id,
            ticket_id=step.ticket_id,
            code=step.code,
            number=numbers[step.code],
            kind=step.kind,
            name=names[step.code],
            team_id=step.team_id,
            team=step.team or "",
            status=step.status,
            waits_for=tuple(names[code] for code in holding_up(chain, step.code, over)),
            together=tuple(numbers[code] for code in beside[step.code]),
            required_input=in_language(step.required_input, step.required_input_en),
            exit_check=in_language(step.exit_check, step.exit_check_en),
            ready_at=step.ready_at,
            due_at=step.due_at,
            is_late=step.due_at is not None and (step.done_at or now) > step.due_at,
            done_at=step.done_at,
            done_by=step.done_by,
            input=step.input,
            reason=step.reason,
            times_redone=step.times_redone,
            approval=approvals.get(step.id),
        )
        for step in steps
    )


def read_approval(session: Session, actor: Actor, approval_id: int, now: datetime) -> ApprovalRow:
    """One request; raises NotFound when its ticket is not there for this actor."""
    row = session.execute(_approvals().where(Approval.id == approval_id, visible_to(actor))).first()
    if row is None:
        raise NotFound(_("This ticket is no longer there. Press F5 and look again."))
    return _approval(row, now)


def _last_approvals(session: Session, ticket_id: int, now: datetime) -> dict[int, ApprovalRow]:
    query = _approvals().where(TicketStep.ticket_id == ticket_id, Approval.decision != Decision.WITHDRAWN)
    rows: Sequence[Any] = session.execute(query.order_by(Approval.id)).all()
    return {row.step_id: _approval(row, now) for row in rows}


def _approvals() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Approval.id,
            Approval.step_id,
            Approval.cost_centre,
            Approval.approver_id,
            Approval.approver,
            Approval.on_behalf_of,
            Approval.token_hash.is_not(None).label("by_mail"),
            Approval.asked_at,
            Approval.expires_at,
            Approval.decision,
            Approval.decided_at,
            Approval.way,
            Approval.noted_by,
            Approval.note,
            TicketStep.ticket_id,
            TicketStep.code,
            TicketStep.name,
            TicketStep.name_en,
            Ticket.number,
            Ticket.subject,
            Ticket.price_cents,
        )
        .join(TicketStep, TicketStep.id == Approval.step_id)
        .join(Ticket, Ticket.id == TicketStep.ticket_id)
    )


def _approval(row: Any, now: datetime) -> ApprovalRow:  # noqa: ANN401 -- a row of ``_approvals``
    is_expired = row.decision is Decision.ASKED and row.expires_at <= now
    return ApprovalRow(
        id=row.id,
        ticket_id=row.ticket_id,
        number=row.number,
        subject=row.subject,
        step_code=row.code,
        step=in_language(row.name, row.name_en),
        price_cents=row.price_cents,
        cost_centre=row.cost_centre,
        approver_id=row.approver_id,
        approver=row.approver,
        on_behalf_of=row.on_behalf_of,
        state=ApprovalState.EXPIRED if is_expired else ApprovalState(row.decision.value),
        by_mail=bool(row.by_mail),
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        decided_at=row.decided_at,
        way=row.way,
        noted_by=row.noted_by,
        note=row.note,
    )
