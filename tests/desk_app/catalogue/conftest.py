# SPDX-License-Identifier: EUPL-1.2
"""A catalogue owner, a few branches of the tree, and a content without faults to start from."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemContent, ItemStatus, SaveItem, SaveTopic
from desk_app.core.actor import Actor, Role
from tests import factories

Contents = Callable[..., ItemContent]


@pytest.fixture
def owner(desk: Desk) -> Actor:
    """Somebody who may edit the catalogue."""
    return factories.an_actor(desk.db, "olga", Role.MANAGER)


@pytest.fixture
def topic_id(desk: Desk, owner: Actor) -> int:
    """The branch that new items hang on."""
    return desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=None, code="LENEN", name="Ik wil iets lenen"))


@pytest.fixture
def content(desk: Desk, topic_id: int) -> Contents:
    """A content that can be saved, with what the test says about it."""
    base = ItemContent(
        code="P-ROL",
        name="Rolstoel lenen",
        keywords="rolstoel, invalide",
        topics=(topic_id,),
        explanation="U leent een rolstoel voor een dag.",
        team_id=factories.team_id(desk.db, "EERSTELIJN"),
        owner="Olga",
        status=ItemStatus.ACTIVE,
    )

    def make(**facts: Any) -> ItemContent:  # noqa: ANN401 -- any field of a content
        return replace(base, **facts)

    return make


@pytest.fixture
def item_id(desk: Desk, owner: Actor, content: Contents) -> int:
    """That content as an item."""
    return desk.catalogue_service.save_item(owner, SaveItem(content=content()))
