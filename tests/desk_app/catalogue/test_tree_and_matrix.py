# SPDX-License-Identifier: EUPL-1.2
"""The matrix and the tree of the demand side are changed without ever bending back into themselves."""

from dataclasses import replace

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import (
    Complexity,
    Funding,
    ItemFilter,
    PolicyContent,
    RemoveTopic,
    SaveItem,
    SavePolicy,
    SaveTopic,
    ServiceLane,
)
from desk_app.core.actor import Actor
from desk_app.core.errors import Conflict, InvalidInput, NotFound
from tests import factories
from tests.desk_app.catalogue.conftest import Contents


def test_cell_means_something_else_for_new_tickets(desk: Desk, owner: Actor, item_id: int) -> None:
    account = factories.team_id(desk.db, "ACCOUNT")
    wanted = PolicyContent(
        lane=ServiceLane.ACCOUNT_MANAGER, team_id=account, needs_quote=True, form_fields=("quote", "goal")
    )

    order = SavePolicy(complexity=Complexity.OPERATIONAL, funding=Funding.BASIC, version=0, content=wanted)
    desk.catalogue_service.save_policy(owner, order)

    rows = desk.catalogue.policies(owner)
    assert len(rows) == 9
    assert rows[0].content == replace(wanted, form_fields=("goal", "quote"))
    assert (rows[0].version, rows[0].team) == (1, "Accountmanagement")
    assert (rows[1].version, rows[1].content.lane) == (0, ServiceLane.CLOSE_HERE)
    assert desk.catalogue.item(owner, item_id).policy == rows[0].content
    assert desk.catalogue.items(owner, ItemFilter(words="rolstoel"))[0].policy == rows[0].content
    again = replace(order, command_id="2", content=PolicyContent())
    with pytest.raises(Conflict):
        desk.catalogue_service.save_policy(owner, again)
    desk.catalogue_service.save_policy(owner, replace(again, command_id="3", version=1))
    assert desk.catalogue.policies(owner)[0].version == 2


@pytest.mark.parametrize(
    ("content", "field"),
    [(PolicyContent(team_id=99), "team_id"), (PolicyContent(form_fields=("schoenmaat",)), "form_fields")],
)
def test_cell_with_an_unknown_team_or_field_is_refused(
    desk: Desk, owner: Actor, content: PolicyContent, field: str
) -> None:
    order = SavePolicy(complexity=Complexity.TACTICAL, funding=Funding.PLUS, version=0, content=content)

    with pytest.raises(InvalidInput) as refused:
        desk.catalogue_service.save_policy(owner, order)

    assert set(refused.value.fields) == {field}


def test_branch_cannot_hang_below_itself(desk: Desk, owner: Actor, topic_id: int) -> None:
    below = desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=topic_id, code="AV", name="Beamer"))
    lowest = desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=below, code="KABEL", name="Kabel"))

    for parent in (topic_id, below, lowest):
        order = SaveTopic(topic_id=topic_id, version=1, parent_id=parent, code="LENEN", name="Ik wil iets lenen")
        with pytest.raises(InvalidInput) as refused:
            desk.catalogue_service.save_topic(owner, order)
        assert "Ik wil iets lenen" in refused.value.fields["parent_id"]

    assert [topic.parent_id for topic in desk.catalogue.topics(owner)] == [None, topic_id, below]


def test_branch_has_a_code_of_its_own_and_a_name(desk: Desk, owner: Actor, topic_id: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=99, code="lenen", name=" "))

    assert set(refused.value.fields) == {"code", "name", "parent_id"}
    assert "Ik wil iets lenen" in refused.value.fields["code"]


def test_branch_goes_to_its_place_among_the_others(desk: Desk, owner: Actor, topic_id: int) -> None:
    for code in ("B", "C"):
        desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=None, code=code, name=code))

    last = desk.catalogue.topics(owner)[-1]
    order = SaveTopic(topic_id=last.id, version=last.version, parent_id=None, code="C", name="C", position=0)
    desk.catalogue_service.save_topic(owner, order)

    assert [topic.code for topic in desk.catalogue.topics(owner)] == ["C", "LENEN", "B"]
    with pytest.raises(Conflict):
        desk.catalogue_service.save_topic(owner, replace(order, command_id="2", name="D"))
    with pytest.raises(NotFound):
        desk.catalogue_service.save_topic(owner, replace(order, command_id="3", topic_id=99))


def test_removed_branch_leaves_its_items_and_branches_one_higher(
    desk: Desk, owner: Actor, topic_id: int, content: Contents
) -> None:
    middle = desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=topic_id, code="AV", name="Beamer"))
    low = desk.catalogue_service.save_topic(owner, SaveTopic(parent_id=middle, code="KABEL", name="Kabel"))
    item_id = desk.catalogue_service.save_item(owner, SaveItem(content=content(topics=(middle,))))

    desk.catalogue_service.remove_topic(owner, RemoveTopic(topic_id=middle))

    assert [(topic.id, topic.parent_id) for topic in desk.catalogue.topics(owner)] == [
        (topic_id, None),
        (low, topic_id),
    ]
    assert desk.catalogue.sheet(owner, item_id).content.topics == (topic_id,)
    assert [row.id for row in desk.catalogue.items(owner, ItemFilter(topic_id=topic_id))] == [item_id]


def test_branch_with_items_that_hang_nowhere_else_stays(desk: Desk, owner: Actor, topic_id: int, item_id: int) -> None:
    with pytest.raises(Conflict, match="'Rolstoel lenen' staat alleen in 'Ik wil iets lenen'"):
        desk.catalogue_service.remove_topic(owner, RemoveTopic(topic_id=topic_id))

    assert desk.catalogue.sheet(owner, item_id).content.topics == (topic_id,)
