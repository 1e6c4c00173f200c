# SPDX-License-Identifier: EUPL-1.2
"""Reads everything for the editor of a new product, a copy, or one that is there; on a worker."""

from dataclasses import replace

from desk_app.app import Desk
from desk_app.catalogue.editing import copied
from desk_app.catalogue.messages import ItemSheet
from desk_app.catalogue.policy import Cell
from desk_app.core.actor import Actor
from ui.catalogue import keeping
from ui.catalogue.grounds import REVIEW_AFTER, Opened, fresh_content, read_grounds


def new_item(desk: Desk, actor: Actor, topic_id: int | None, cell: Cell | None) -> Opened:
    """An empty product, or the new one that was never saved."""
    grounds = read_grounds(desk, actor)
    about = keeping.about_new()
    base = fresh_content(grounds, actor, topic_id, cell)
    return _with_kept(desk, actor, Opened(grounds, about, None, None, base, base))


def copy_of(desk: Desk, actor: Actor, item_id: int) -> Opened:
    """A new product that begins as another one, or the copy that was never saved."""
    grounds = read_grounds(desk, actor)
    sheet = desk.catalogue.sheet(actor, item_id)
    base = replace(
        copied(sheet.content, grounds.codes),
        valid_from=grounds.day,
        review_on=grounds.day + REVIEW_AFTER,
        owner=actor.name,
    )
    return _with_kept(desk, actor, Opened(grounds, keeping.about_copy(item_id), None, None, base, base))


def stored_item(desk: Desk, actor: Actor, item_id: int) -> Opened:
    """A product as it is, with what was changed and never saved; that may be on top of an older version."""
    grounds = read_grounds(desk, actor)
    sheet = desk.catalogue.sheet(actor, item_id)
    opened = Opened(
        grounds,
        keeping.about_item(item_id),
        item_id,
        sheet.version,
        sheet.content,
        sheet.content,
        sheet.open_tickets,
        desk.catalogue.attachments(actor, item_id),
    )
    return _with_kept(desk, actor, opened)


def newer(desk: Desk, actor: Actor, item_id: int, version: int | None) -> tuple[ItemSheet, str] | None:
    """What is stored now and who stored it, when that is not ``version`` any more."""
    sheet = desk.catalogue.sheet(actor, item_id)
    if sheet.version == version:
        return None
    names = [row.agent_name for row in desk.catalogue.versions(actor, item_id) if row.version == sheet.version]
    return sheet, next(iter(names), "")


def _with_kept(desk: Desk, actor: Actor, opened: Opened) -> Opened:
    found = keeping.kept(desk, actor, opened.about)
    if found is None or (found.mine == opened.mine and not any(found.half.values()) and not found.files):
        return opened
    return replace(
        opened,
        mine=found.mine,
        base=found.base,
        version=found.version,
        was_kept=True,
        half=found.half,
        lost_files=found.files,
    )
