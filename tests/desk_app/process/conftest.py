# SPDX-License-Identifier: EUPL-1.2
"""A budget holder, and a ticket that waits for them."""

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor
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
