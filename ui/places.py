# SPDX-License-Identifier: EUPL-1.2
"""The pages of the desk, once: name, icon, right, actions, and how each is made."""

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.core.actor import Right
from desk_app.core.i18n import N_
from ui.board.page import BoardPage
from ui.catalogue.page import CataloguePage
from ui.completion.shelf_page import ShelfPage
from ui.contracts.page import ContractsPage
from ui.intake.page import IntakePage
from ui.progress.page import ProgressPage
from ui.progress.words import ORDER
from ui.relations.page import RelationsPage
from ui.settings.page import SettingsPage
from ui.settings.section import Equipment
from ui.shell.page import Page, Workplace
from ui.shell.pages import PageSpec
from ui.tickets.page import TicketPage

Maker = Callable[[Workplace, Equipment], Page]


@dataclass(frozen=True, slots=True)
class Place:
    """A page before it is made; ``actions`` are the ids in its ``bindings``, which a test compares."""

    id: str
    name: str
    icon: str
    right: Right
    make: Maker
    actions: frozenset[str] = frozenset()
    in_rail: bool = True

    def spec(self, factory: Callable[[], Page]) -> PageSpec:
        """What the window wants to know of it."""
        return PageSpec(self.id, self.name, self.icon, factory, self.right, self.actions, self.in_rail)


def _plain(kind: Callable[[Workplace], Page]) -> Maker:
    return lambda workplace, _equipment: kind(workplace)


_INTAKE = frozenset({"finish", "finish_ready", "intake", "park", "resume", "add_question", "anonymous", "add_customer"})
_KINDS = frozenset({"kind_complaint", "kind_request", "kind_information", "kind_incident", "non_standard"})
_WORK = frozenset({"complete", "dispatch", "print"})
_OWNER = frozenset({"new", "edit", "finish", "copy_item", "retire_item", "offer_item", "edit_policy", "missed_words"})
_TOPICS = frozenset({"topic_new", "topic_rename", "topic_move", "topic_remove"})
_VIEWS = frozenset(f"view_{number}" for number in range(1, 10))

PLACES: tuple[Place, ...] = (
    Place(
        "desk",
        N_("Counter"),
        "concierge-bell",
        Right.INTAKE,
        _plain(IntakePage),
        _INTAKE | _KINDS | {"description", "promise"},
    ),
    Place("board", N_("Board"), "square-kanban", Right.SEE_TICKETS, _plain(BoardPage), _WORK | _VIEWS),
    Place("shelf", N_("Pick-up"), "package", Right.HAND_OVER, _plain(ShelfPage), frozenset({"finish"})),
    Place(
        "catalogue",
        N_("Catalogue"),
        "library",
        Right.SEE_CATALOGUE,
        lambda workplace, equipment: CataloguePage(workplace, backups=equipment.backups),
        _OWNER | _TOPICS | {"catalogue_import", "catalogue_export"},
    ),
    Place(
        "relations",
        N_("Relations"),
        "users",
        Right.SEE_PEOPLE,
        _plain(RelationsPage),
        frozenset({"add_customer", "edit"}),
    ),
    Place(
        "progress",
        N_("Guarding"),
        "shield",
        Right.SEE_TICKETS,
        _plain(ProgressPage),
        frozenset({"complete", "dispatch"}) | frozenset(f"view_{n}" for n, _watch in enumerate(ORDER, start=1)),
    ),
    Place(
        "contracts",
        N_("Contracts"),
        "handshake",
        Right.SEE_TICKETS,
        _plain(ContractsPage),
        frozenset({"new", "edit", "finish"}),
    ),
    Place("settings", N_("Settings"), "settings", Right.SEE_TICKETS, SettingsPage, frozenset({"finish", "new"})),
    Place(
        "ticket",
        N_("Ticket"),
        "ticket",
        Right.SEE_TICKETS,
        _plain(TicketPage),
        _WORK | {"finish", "steps", "edit"},
        in_rail=False,
    ),
)
"""The order is that of the rail, where a place has a fixed number (``shell/pages.py``)."""
