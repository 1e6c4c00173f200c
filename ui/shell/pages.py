# SPDX-License-Identifier: EUPL-1.2
"""What a page is to the window: a list entry, made when first shown, and a few questions the window may ask it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.core.actor import Right
from desk_app.core.codes import ScannedCode

RAIL_ORDER = (
    "desk",
    "queue",
    "board",
    "shelf",
    "catalogue",
    "relations",
    "progress",
    "contracts",
    "quality",
    "figures",
    "settings",
)
"""The order of the rail; Ctrl+1 … Ctrl+9 go to the pages that are there, in this order."""


class Page(QWidget):
    """The base of every page. A page shows rows, turns gestures into commands and reacts to events; no more.

    Signals:
        page_wanted(str, object): go to the page with this id, and show it this (an id, a row; None for as it was).
        said(str, object): say this at the foot of the window; the second is a callable that undoes it, or None.
        counted(int): the number at this page in the rail, 0 for none.
        working(str, object, object): long work, in words, per cent or None, and a callable that stops it; empty: over.
        action_enabled(str, bool): an action of ``bindings`` became possible or impossible.
        action_named(str, str): an action of ``bindings`` is called this now (translated).
        side_changed: ``side_panel`` would answer differently now.
    """

    page_wanted = Signal(str, object)
    said = Signal(str, object)
    counted = Signal(int)
    working = Signal(str, object, object)
    action_enabled = Signal(str, bool)
    action_named = Signal(str, str)
    side_changed = Signal()

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        """What the actions do while this page is in view, by action id. Asked once, when the page was made."""
        return {}

    def first_focus(self) -> QWidget | None:
        """Where the cursor belongs when the page is opened for the first time."""
        return None

    def show_target(self, target: object) -> None:
        """Shows what somebody wants to see here: the second part of ``page_wanted``. Called after the page is shown."""

    def refresh(self) -> None:
        """F5: reads everything again. Pages also do so by themselves when events tell them."""

    def side_panel(self) -> QWidget | None:
        """What stands at the right of this page; the page keeps it."""
        return None

    def take_scan(self, _code: ScannedCode) -> bool:
        """A code was scanned while this page is in view; True when the page has dealt with it."""
        return False

    def clear_person(self) -> None:
        """The customer has left, or the counter is locked: shows nothing about persons any more."""

    def help_topic(self) -> str:
        """The name of the manual page, ``resources/manual/<language>/<topic>.md``."""
        return ""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """An entry of the list of pages.

    ``name`` is a msgid; ``icon`` a Lucide name; ``right`` what it takes to see it; ``actions`` the ids in its
    ``bindings``, known before the page is made; a page that is not ``in_rail`` is only reached from others.
    """

    id: str
    name: str
    icon: str
    factory: Callable[[], Page]
    right: Right | None = None
    actions: frozenset[str] = field(default_factory=frozenset)
    in_rail: bool = True


def in_order(specs: list[PageSpec]) -> list[PageSpec]:
    """The pages of the rail, in its order; unknown ids come last."""
    known = {page_id: place for place, page_id in enumerate(RAIL_ORDER)}
    return sorted((spec for spec in specs if spec.in_rail), key=lambda spec: known.get(spec.id, len(known)))
