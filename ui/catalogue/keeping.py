# SPDX-License-Identifier: EUPL-1.2
"""What stands in the editor and is not saved: kept per agent and product, so that Esc, a lock or a crash loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemContent
from desk_app.catalogue.versions import from_json, to_json
from desk_app.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed (``mine``), on top of which stored version."""

    mine: ItemContent
    base: ItemContent
    version: int | None


def about_new() -> str:
    """The name under which a new product is kept."""
    return "item:new"


def about_copy(item_id: int) -> str:
    """The same for a copy of a product."""
    return f"item:copy:{item_id}"


def about_item(item_id: int) -> str:
    """The same for a change of a product."""
    return f"item:{item_id}"


def keep(desk: Desk, actor: Actor, about: str, kept: Kept) -> None:
    """Writes it down."""
    texts = {
        "mine": json.dumps(to_json(kept.mine)),
        "base": json.dumps(to_json(kept.base)),
        "version": str(kept.version or ""),
    }
    desk.unfinished.keep(actor, about, texts)


def kept(desk: Desk, actor: Actor, about: str) -> Kept | None:
    """What was kept, if anything; what this program cannot read is left alone."""
    texts = desk.unfinished.kept(actor, about)
    try:
        return _from_texts(texts) if texts else None
    except (ValueError, KeyError, TypeError):
        return None


def forget(desk: Desk, actor: Actor, about: str) -> None:
    """It was saved, or thrown away."""
    desk.unfinished.forget(actor, about)


def _from_texts(texts: Mapping[str, str]) -> Kept:
    version = texts["version"]
    return Kept(
        mine=from_json(json.loads(texts["mine"])),
        base=from_json(json.loads(texts["base"])),
        version=int(version) if version else None,
    )
