# SPDX-License-Identifier: EUPL-1.2
"""Saved views: mine, everybody's, and who may change which."""

import pytest

from desk_app.app import Desk
from desk_app.board.filters import as_stored, from_stored
from desk_app.board.messages import (
    BUILT_IN_VIEWS,
    BoardFilter,
    BoardView,
    DeleteView,
    Lane,
    OrderViews,
    Pressing,
    RenameView,
    SaveView,
    ShareView,
    ViewsChanged,
    Whose,
)
from desk_app.catalogue.models import TicketKind
from desk_app.core.actor import Actor, Role
from desk_app.core.errors import InvalidInput, NotAllowed, NotFound
from tests.factories import an_actor

FAULTS = BoardFilter(words="beamer", kind=TicketKind.INCIDENT, whose=Whose.MINE, pressing=Pressing.SOON)


def names(desk: Desk, actor: Actor) -> list[str]:
    return [view.name for view in desk.views.views(actor) if view.id is not None]


def saved(desk: Desk, actor: Actor, name: str) -> int:
    view = desk.views.save(actor, SaveView(name=name, filter=FAULTS))
    assert view.id is not None
    return view.id


def test_a_saved_view_comes_back_as_it_was(desk: Desk, actor: Actor) -> None:
    told: list[ViewsChanged] = []
    desk.events.subscribe(ViewsChanged, lambda event: told.append(ViewsChanged(event.id)))

    view = desk.views.save(actor, SaveView(name=" Mijn storingen ", filter=FAULTS, limits={Lane.IN_PROGRESS: 8}))

    assert desk.views.views(actor) == (*BUILT_IN_VIEWS, view)
    assert view == BoardView(view.id, "Mijn storingen", FAULTS, {Lane.IN_PROGRESS: 8})
    assert told == [ViewsChanged(view.id or 0)]


def test_a_view_is_seen_by_its_owner_until_it_is_shared(desk: Desk, actor: Actor) -> None:
    manager = an_actor(desk.db, "mila", Role.MANAGER)
    view_id = saved(desk, manager, "Vandaag af")

    before = names(desk, actor)
    desk.views.share(manager, ShareView(view_id=view_id, for_everybody=True))

    assert before == []
    assert names(desk, actor) == ["Vandaag af"]


def test_a_counter_agent_does_not_change_what_everybody_has(desk: Desk, actor: Actor) -> None:
    manager = an_actor(desk.db, "mila", Role.MANAGER)
    view_id = saved(desk, manager, "Vandaag af")
    desk.views.share(manager, ShareView(view_id=view_id, for_everybody=True))

    with pytest.raises(NotAllowed):
        desk.views.delete(actor, DeleteView(view_id=view_id))
    with pytest.raises(NotAllowed):
        desk.views.rename(actor, RenameView(view_id=view_id, name="Anders"))
    with pytest.raises(NotAllowed):
        desk.views.save(actor, SaveView(name="Van mij", filter=FAULTS, for_everybody=True))

    assert names(desk, actor) == ["Vandaag af"]


def test_a_view_of_somebody_else_is_not_there(desk: Desk, actor: Actor) -> None:
    colleague = an_actor(desk.db, "piet", Role.COUNTER)
    view_id = saved(desk, colleague, "Van Piet")

    with pytest.raises(NotFound):
        desk.views.delete(actor, DeleteView(view_id=view_id))


def test_views_are_renamed_ordered_replaced_and_deleted(desk: Desk, actor: Actor) -> None:
    one, two, three = (saved(desk, actor, name) for name in ("Een", "Twee", "Drie"))

    desk.views.order(actor, OrderViews(view_ids=(three, one, two)))
    desk.views.rename(actor, RenameView(view_id=one, name="Eerste"))
    desk.views.save(actor, SaveView(view_id=three, name="Derde", filter=BoardFilter()))
    desk.views.delete(actor, DeleteView(view_id=two))

    assert names(desk, actor) == ["Derde", "Eerste"]
    assert desk.views.views(actor)[len(BUILT_IN_VIEWS)].filter == BoardFilter()


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "nul\0"])
def test_a_view_needs_a_name(desk: Desk, actor: Actor, name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        desk.views.save(actor, SaveView(name=name, filter=FAULTS))

    assert set(refused.value.fields) == {"name"}


def test_a_filter_is_stored_short_and_read_back_whole() -> None:
    stored = as_stored(FAULTS)

    assert stored == {"words": "beamer", "kind": "incident", "whose": "mine", "pressing": "soon"}
    assert from_stored(stored) == FAULTS
    assert from_stored({"kind": "poem", "whose": "nobody", "team_id": "x"}) == BoardFilter()
