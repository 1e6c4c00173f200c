# SPDX-License-Identifier: EUPL-1.2
"""A ticket with steps; a budget holder, and a ticket that waits for them."""

import pytest

from desk_app.app import Desk
from desk_app.catalogue.models import LeadUnit, StepKind
from desk_app.core.actor import Actor, Role
from tests import factories
from tests.processes import CENTRE, a_budget_holder, a_cost_centre, a_process, a_step, a_ticket, approval_is_needed


@pytest.fixture
def holder_id(desk: Desk) -> int:
    """Joke Bos decides about the cost centre; the product needs approval, and has one step after it."""
    person_id = a_budget_holder(desk.db)
    a_cost_centre(desk.db, "Bos")
    a_process(desk.db, "P-PAS", a_step("deliver"))
    approval_is_needed(desk.db, "P-PAS")
    return person_id


@pytest.fixture
def approval_id(desk: Desk, actor: Actor, holder_id: int) -> int:
    """Asked for that cost centre."""
    return a_ticket(desk, actor, cost_centre=CENTRE)


@pytest.fixture
def piet(desk: Desk) -> Actor:
    """A colleague at the other counter."""
    return factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")


@pytest.fixture
def ticket_id(desk: Desk, actor: Actor) -> int:
    """First a check; then order by Audiovisueel and a place side by side; then hand over."""
    audio = factories.team_id(desk.db, "AV")
    a_process(
        desk.db,
        "P-PAS",
        a_step("check", StepKind.CHECK, required_input="Welke pas?", exit_check="De naam klopt"),
        a_step("order", StepKind.ORDER, after=("check",), team_id=audio, lead_amount=2),
        a_step("place", StepKind.CHECK, after=("check",), lead_amount=60, lead_unit=LeadUnit.MINUTES),
        a_step("hand", StepKind.HAND_OVER, after=("order", "place"), name="Uitreiken", name_en="Hand out"),
    )
    return a_ticket(desk, actor)
