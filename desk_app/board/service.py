# SPDX-License-Identifier: EUPL-1.2
"""Saved views of the board: everybody has their own, and some are for the whole desk."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from desk_app.board.filters import as_stored, from_stored
from desk_app.board.messages import (
    BUILT_IN_VIEWS,
    BoardView,
    DeleteView,
    Lane,
    OrderViews,
    RenameView,
    SaveView,
    ShareView,
    ViewsChanged,
)
from desk_app.board.models import SavedView
from desk_app.core import text
from desk_app.core.actor import Actor, Right
from desk_app.core.db import Database, Unit
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _

LONGEST_NAME = 60
MOST_CARDS = 999
"""The highest limit of a lane."""


class BoardService:
    """Keeps the views. What everybody has is changed by who may change the settings of the desk."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def views(self, actor: Actor) -> tuple[BoardView, ...]:
        """The built-in views, then the saved ones in their order: mine and everybody's."""
        actor.require(Right.SEE_TICKETS)
        with self._db.read() as session:
            return BUILT_IN_VIEWS + tuple(map(_view, _saved(session, actor)))

    def save(self, actor: Actor, command: SaveView) -> BoardView:
        """A new view, or new contents for an old one; raises InvalidInput on ``name`` or ``limits``."""
        actor.require(Right.SEE_TICKETS)
        _check(command.name, command.limits, command.filter.words)
        if command.for_everybody:
            actor.require(Right.CHANGE_SETTINGS)
        contents = as_stored(command.filter) | {"limits": {str(lane): top for lane, top in command.limits.items()}}
        with self._db.write(actor, command) as unit:
            if command.view_id is None:
                others = _saved(unit.session, actor)
                place = max((other.position for other in others), default=0) + 1
                view = SavedView(name="", filter={}, position=place)
                unit.session.add(view)
            else:
                view = _find(unit, command.view_id)
            view.name = command.name.strip()
            view.filter = contents
            view.agent_id = None if command.for_everybody else actor.agent_id
            _tell(unit, view)
            return _view(view)

    def rename(self, actor: Actor, command: RenameView) -> None:
        """Another name."""
        actor.require(Right.SEE_TICKETS)
        _check(command.name, {})
        with self._db.write(actor, command) as unit:
            view = _find(unit, command.view_id)
            view.name = command.name.strip()
            _tell(unit, view)

    def share(self, actor: Actor, command: ShareView) -> None:
        """For everybody, or for me alone again."""
        actor.require(Right.CHANGE_SETTINGS)
        with self._db.write(actor, command) as unit:
            view = _find(unit, command.view_id)
            view.agent_id = None if command.for_everybody else actor.agent_id
            _tell(unit, view)

    def order(self, actor: Actor, command: OrderViews) -> None:
        """The order of my own views; those of everybody move only for who may change them."""
        actor.require(Right.SEE_TICKETS)
        with self._db.write(actor, command) as unit:
            views = {view.id: view for view in _saved(unit.session, actor)}
            named = [views[view_id] for view_id in command.view_ids if view_id in views]
            unnamed = [view for view in views.values() if view not in named]
            for position, view in enumerate([*named, *unnamed], start=1):
                if view.position != position and (view.agent_id is not None or actor.may(Right.CHANGE_SETTINGS)):
                    view.position = position
                    _tell(unit, view)

    def delete(self, actor: Actor, command: DeleteView) -> None:
        """Away with it."""
        actor.require(Right.SEE_TICKETS)
        with self._db.write(actor, command) as unit:
            view = _find(unit, command.view_id)
            _tell(unit, view)
            unit.session.delete(view)


def _saved(session: Session, actor: Actor) -> list[SavedView]:
    whose = or_(SavedView.agent_id.is_(None), SavedView.agent_id == actor.agent_id)
    return list(session.scalars(select(SavedView).where(whose).order_by(SavedView.position, SavedView.id)))


def _find(unit: Unit, view_id: int) -> SavedView:
    """The view, if the actor may change it."""
    view = unit.session.get(SavedView, view_id)
    if view is None or view.agent_id not in (None, unit.actor.agent_id):
        raise NotFound(_("This view is no longer there."))
    if view.agent_id is None:
        unit.actor.require(Right.CHANGE_SETTINGS)
    return view


def _tell(unit: Unit, view: SavedView) -> None:
    unit.session.flush()
    unit.about = unit.about or f"view {view.id}"
    unit.publish(ViewsChanged(view.id))


def _view(view: SavedView) -> BoardView:
    limits: dict[str, Any] = view.filter.get("limits", {})
    return BoardView(
        id=view.id,
        name=view.name,
        filter=from_stored(view.filter),
        limits={Lane(lane): int(top) for lane, top in limits.items() if lane in set(Lane)},
        for_everybody=view.agent_id is None,
    )


def _check(name: str, limits: Mapping[Lane, int], words: str = "") -> None:
    faults: dict[str, str | None] = {"name": None if name.strip() else _("Give the view a name.")}
    if any(not 1 <= top <= MOST_CARDS for top in limits.values()):
        faults["limits"] = _("Write a number of cards between 1 and 999.")
    text.check({"name": (name.strip(), LONGEST_NAME), "words": (words, text.LINE)}, faults)
