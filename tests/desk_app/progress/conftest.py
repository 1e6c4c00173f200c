# SPDX-License-Identifier: EUPL-1.2
"""A manager and a colleague beside Eva."""

import pytest

from desk_app.app import Desk
from desk_app.core.actor import Actor, Role
from tests import factories


@pytest.fixture
def manager(desk: Desk) -> Actor:
    """Sees what is confidential."""
    return factories.an_actor(desk.db, "noor", Role.MANAGER)


@pytest.fixture
def piet(desk: Desk) -> Actor:
    """A colleague at the other counter."""
    return factories.an_actor(desk.db, "piet", Role.SECOND_LINE, "Balie 2")
