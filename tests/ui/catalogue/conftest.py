# SPDX-License-Identifier: EUPL-1.2
"""The catalogue page on a new desk with our own catalogue, as somebody who may edit it or may not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desk_app import starter
from desk_app.app import Desk, build
from desk_app.catalogue.messages import Complexity, Funding, ItemContent, ItemFilter, SaveItem, TicketKind
from desk_app.core.actor import Actor, Role, the_program
from desk_app.core.clock import FixedClock
from desk_app.core.db import Database, database_url
from desk_app.core.events import EventBus
from tests import databases, factories
from tests.ui.listener import Listener, calm, show
from ui.catalogue.page import CataloguePage
from ui.shell.page import Workplace
from ui.shell.theme import Theme

Open = Callable[..., CataloguePage]


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A new desk with our own catalogue."""
    db = Database(database_url(databases.sqlite_copy(tmp_path)), clock, EventBus())
    starter.load(db, the_program())
    desk = build(db)
    yield desk
    desk.close()


@pytest.fixture
def actor(desk: Desk) -> Actor:
    """An agent at the counter: sees the catalogue, may not edit it."""
    return factories.an_actor(desk.db, "eva", Role.COUNTER, "Balie Hoofdgebouw")


@pytest.fixture
def owner(desk: Desk) -> Actor:
    """Who may edit the catalogue."""
    return factories.an_actor(desk.db, "mila", Role.MANAGER, "Balie Hoofdgebouw")


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, workplace: Workplace, owner: Actor, listener: Listener) -> Iterator[Open]:
    """Opens the page as the owner (or somebody else), with the cursor in its search box."""
    opened: list[CataloguePage] = []

    def open_it(who: Actor | None = None) -> CataloguePage:
        page = CataloguePage(replace(workplace, actor=who or owner))
        opened.append(page)
        listener.hear(page)
        page.said.connect(lambda sentence, _undo: listener.notices.append(sentence))
        show(qtbot, workplace, page)
        workplace.problems.attach(listener, page)
        page.search.setFocus()
        return page

    yield open_it
    workplace.problems.detach()
    for page in opened:
        page.close()


@pytest.fixture
def settle(qtbot: QtBot, workplace: Workplace) -> Callable[[], None]:
    """Waits until every answer is in."""
    return lambda: calm(qtbot, workplace)


@pytest.fixture
def change(desk: Desk) -> Callable[..., int]:
    """A colleague changes a product: fields of its content by name; returns its version."""

    def change(who: Actor, item_id: int, **values: object) -> int:
        sheet = desk.catalogue.sheet(who, item_id)
        content: ItemContent = replace(sheet.content, **values)  # type: ignore[arg-type]  # names of its fields
        desk.catalogue_service.save_item(who, SaveItem(item_id=item_id, version=sheet.version, content=content))
        return desk.catalogue.sheet(who, item_id).version

    return change


def dialog() -> QDialog:
    """The dialog on top, once it has the keys."""
    found = open_dialogs()[-1]
    for _round in range(200):
        if found.isActiveWindow():
            break
        QApplication.processEvents()
    assert found.isActiveWindow()
    return found


def open_dialogs() -> list[QDialog]:
    """Every dialog in view."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def plain_item(desk: Desk, who: Actor) -> int:
    """The id of a product that anybody can have without a question asked."""
    return next(
        item.id
        for item in desk.catalogue.items(who, ItemFilter())
        if item.kind is TicketKind.REQUEST
        and not (item.fields or item.entitlements or item.needs_space)
        and item.funding is Funding.BASIC
        and item.complexity is Complexity.OPERATIONAL
    )
