# SPDX-License-Identifier: EUPL-1.2
"""A product that is being made looks as it will once it is saved."""

from dataclasses import replace
from datetime import date

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemFilter
from desk_app.catalogue.trial import as_row
from desk_app.core.actor import Actor
from desk_app.core.clock import today


def test_every_product_on_trial_is_as_the_counter_sees_it(desk: Desk, actor: Actor) -> None:
    day: date = today(desk.clock)

    for row in desk.catalogue.items(actor, ItemFilter(only_active=False)):
        content = desk.catalogue.sheet(actor, row.id).content
        trial = as_row(content, day, row.team, row.policy)
        assert replace(trial, id=row.id, version=row.version) == row
