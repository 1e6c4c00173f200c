# SPDX-License-Identifier: EUPL-1.2
"""A product has a last day when that day must still come and somebody can ask for it until then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemStatus, RetireItems, SaveItem
from desk_app.core.actor import Actor
from desk_app.core.errors import InvalidInput
from tests.desk_app.catalogue.conftest import Contents

DAY = date(2026, 11, 24)


def test_item_with_a_last_day_is_sold_up_to_and_including_it(desk: Desk, owner: Actor, item_id: int) -> None:
    last = DAY + timedelta(7)

    desk.catalogue_service.retire(owner, RetireItems(item_ids=(item_id,), last_day=last))

    row = desk.catalogue.item(owner, item_id)
    assert (row.status, row.valid_until) == (ItemStatus.EXPIRING, last)
    assert len(desk.catalogue.find_items(owner, "rolstoel")) == 1
    with pytest.raises(InvalidInput, match="al voorbij"):
        desk.catalogue_service.retire(owner, RetireItems(item_ids=(item_id,), last_day=DAY - timedelta(1)))


def test_concept_that_is_retired_is_never_offered_and_gets_no_last_day(
    desk: Desk, owner: Actor, item_id: int, content: Contents
) -> None:
    concept = content(code="P-NIEUW", name="Nieuw", status=ItemStatus.CONCEPT)
    concept_id = desk.catalogue_service.save_item(owner, SaveItem(content=concept))

    with pytest.raises(InvalidInput) as refused:
        desk.catalogue_service.retire(owner, RetireItems(item_ids=(item_id, concept_id), last_day=DAY + timedelta(7)))
    assert refused.value.fields["last_day"].startswith("'Nieuw' is een concept")
    assert desk.catalogue.sheet(owner, item_id).content.status is ItemStatus.ACTIVE
    desk.catalogue_service.retire(owner, RetireItems(item_ids=(concept_id,)))

    assert desk.catalogue.sheet(owner, concept_id).content == replace(concept, status=ItemStatus.RETIRED)


def test_product_is_not_saved_as_offered_until_a_day_that_is_past(
    desk: Desk, owner: Actor, item_id: int, content: Contents
) -> None:
    past = content(valid_until=DAY - timedelta(1))

    with pytest.raises(InvalidInput, match="is al voorbij"):
        desk.catalogue_service.save_item(owner, SaveItem(item_id=item_id, version=1, content=past))

    assert desk.catalogue.sheet(owner, item_id).version == 1
