# SPDX-License-Identifier: EUPL-1.2
"""What stands in the editor and is not saved: kept per agent and product, so that Esc, a lock or a crash loses nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from desk_app.app import Desk
from desk_app.catalogue.messages import ItemContent
from desk_app.catalogue.versions import from_json, to_json
from desk_app.core.actor import Actor
from ui.widgets import half_lines
from ui.widgets.half_lines import HalfLines


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed (``mine``), on top of which stored version.

    ``half`` is what stands in the form of a line and is in no list yet, by the name of the list; ``files`` are the names
    of the files that wait for a new product. The files themselves are not kept.
    """

    mine: ItemContent
    base: ItemContent
    version: int | None
    half: Mapping[str, HalfLines] = field(default_factory=dict)
    files: tuple[str, ...] = ()


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
        "lines": json.dumps(half_lines.to_plain(kept.half)),
        "files": json.dumps(kept.files),
    }
    desk.unfinished.keep(actor, about, texts)


def kept(desk: Desk, actor: Actor, about: str) -> Kept | None:
    """What was kept, if anything; what this program cannot read is left alone."""
    texts = desk.unfinished.kept(actor, about)
    try:
        return _from_texts(texts) if texts else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def forget(desk: Desk, actor: Actor, about: str) -> None:
    """It was saved, or thrown away."""
    desk.unfinished.forget(actor, about)


def settle(desk: Desk, actor: Actor, about: str, item_id: int, kept: Kept) -> None:
    """It was saved; only what is half typed in a line stays, with the product as it is stored now."""
    forget(desk, actor, about)
    if not any(kept.half.values()):
        return
    sheet = desk.catalogue.sheet(actor, item_id)
    half = {
        name: half_lines.moved(lines, getattr(kept.mine, name), getattr(sheet.content, name))
        for name, lines in kept.half.items()
    }
    keep(desk, actor, about_item(item_id), Kept(sheet.content, sheet.content, sheet.version, half))


def _from_texts(texts: Mapping[str, str]) -> Kept:
    version = texts["version"]
    return Kept(
        mine=from_json(json.loads(texts["mine"])),
        base=from_json(json.loads(texts["base"])),
        version=int(version) if version else None,
        half=half_lines.from_plain(json.loads(texts.get("lines") or "{}")),
        files=tuple(map(str, json.loads(texts.get("files") or "[]"))),
    )
