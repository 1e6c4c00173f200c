# SPDX-License-Identifier: EUPL-1.2
"""A desk that was set up by its administrator, with a colleague at the counter, both with a real PIN."""

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from desk_app.identity.messages import AddAgent, SetUpDesk


@pytest.fixture
def administrator(desk: Desk) -> Actor:
    """Eva, at counter 1; her colleague Piet works at the counter."""
    who = desk.identity.set_up(
        SetUpDesk(organisation="Hogeschool Voorbeeld", name="Eva de Vries", login="eva", pin="1357", counter="Balie 1")
    )
    desk.identity.add_agent(who, AddAgent(name="Piet Zandstra", login="piet", role=Role.COUNTER, pin="2468"))
    return who
