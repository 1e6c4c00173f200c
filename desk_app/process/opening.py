# SPDX-License-Identifier: EUPL-1.2
"""A new ticket gets the steps of its item, as they are today."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desk_app.catalogue.messages import ItemRow, LeadTime, StepLine
from desk_app.catalogue.models import LeadUnit, ServiceLane, StepKind, Supply
from desk_app.core.db import Unit
from desk_app.core.i18n import N_, catalogue
from desk_app.core.settings import read_settings
from desk_app.core.worktime import Calendar
from desk_app.process.flow import begin_what_can, follow, hold_together
from desk_app.tickets.models import Ticket, TicketStep
from desk_app.tickets.steps import StepWork, add_steps

APPROVE_CODE = "approval"
APPROVE_NAME = N_("Approval of the budget holder")


def open_process(
    unit: Unit, ticket: Ticket, item: ItemRow, *, calendar: Calendar, keeps_team: bool = False
) -> tuple[TicketStep, ...]:
    """Copies the steps of ``item`` to a ticket that was just registered, within the command that registers it.

    An item in a cell that needs approval, and without a step for it, gets that step first. What can start is ready at
    once; in the lane "close here" the ticket goes to the team of the first of those, unless it ``keeps_team`` because
    somebody chose it. No steps: nothing happens.
    """
    lines = steps_of(item, read_settings(unit.session).approval_days, ticket.supply)
    if not lines:
        return ()
    steps = add_steps(unit, ticket, [_columns(line, item) for line in lines])
    work = StepWork(unit, ticket)
    started = begin_what_can(work, steps, calendar)
    if started:
        work.about(started[0])
    hold_together(work, steps)
    stays = keeps_team or ticket.lane not in (None, ServiceLane.CLOSE_HERE)
    work.write(**({} if stays else follow(work, steps)))
    return tuple(steps)


def steps_of(item: ItemRow, approval_days: int, supply: Supply | None) -> list[StepLine]:
    """The steps that a ticket with this item gets. What comes from stock is not ordered first; in a cell that needs
    approval, and without a step for it, the budget holder comes first, with so many working days to answer. Pure."""
    lines = list(item.steps)
    if item.order_lead is not None and supply is Supply.STOCK:
        lines = _without_orders(lines)
    if not item.policy.needs_approval or any(line.kind is StepKind.APPROVE for line in lines):
        return lines
    taken = {line.code for line in lines}
    code = next(
        code for code in (APPROVE_CODE, *(f"{APPROVE_CODE}-{number}" for number in range(2, 999))) if code not in taken
    )
    dutch, english = (catalogue(lang).gettext(APPROVE_NAME) for lang in ("nl", "en"))
    approve = StepLine(code, StepKind.APPROVE, dutch, english, lead=LeadTime(approval_days, LeadUnit.WORKING_DAYS))
    return [approve, *(line if line.after else replace(line, after=(code,)) for line in lines)]


def _without_orders(lines: Sequence[StepLine]) -> list[StepLine]:
    """What came after an order comes after what the order came after."""
    orders = {line.code: line.after for line in lines if line.kind is StepKind.ORDER}

    def before(codes: Sequence[str], passed: frozenset[str] = frozenset()) -> list[str]:
        found: list[str] = []
        for code in codes:
            if code not in orders:
                found.append(code)
            elif code not in passed:
                found += before(orders[code], passed | {code})
        return list(dict.fromkeys(found))

    return [replace(line, after=tuple(before(line.after))) for line in lines if line.code not in orders]


def _columns(line: StepLine, item: ItemRow) -> dict[str, Any]:
    """Of ``TicketStep``."""
    return {
        "item_id": item.id,
        "code": line.code,
        "kind": line.kind,
        "name": line.name,
        "name_en": line.name_en,
        "team_id": line.team_id or item.team_id,
        "lead_amount": line.lead.amount,
        "lead_unit": line.lead.unit,
        "after": list(line.after),
        "required_input": line.required_input,
        "required_input_en": line.required_input_en,
        "exit_check": line.exit_check,
        "exit_check_en": line.exit_check_en,
    }
