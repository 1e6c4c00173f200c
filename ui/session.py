# SPDX-License-Identifier: EUPL-1.2
"""What one signed-in agent has in the window: pages of their own, their wishes granted, and what they can undo.

After a switch all of it is made anew, so nothing of one agent is left for the next.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from desk_app.core.actor import Right, Role
from desk_app.core.codes import CodeKind, CommandCard, ScannedCode
from desk_app.core.i18n import N_, _
from desk_app.tickets.messages import Done, Undo
from ui.board.page import BoardPage
from ui.catalogue.page import CataloguePage
from ui.intake.page import IntakePage
from ui.intake.parked_shelf import ParkedShelf
from ui.shell.main_window import MainWindow
from ui.shell.page import Deed, IntakeWish, Page, Workplace
from ui.shell.pages import PageSpec
from ui.tickets.page import TicketPage

START_PAGES: dict[Role, str] = {
    Role.SECOND_LINE: "board",
    Role.BACK_OFFICE: "board",
    Role.ACCOUNT_MANAGER: "relations",
    Role.MANAGER: "board",
}
"""Where each role begins; the others begin at the counter (``ux.md`` 2.2)."""

MOST_DEEDS = 50


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page of the desk before it is made."""

    id: str
    name: str
    icon: str
    page: type[Page]
    right: Right
    actions: frozenset[str]
    in_rail: bool = True


_VIEWS = frozenset(f"view_{number}" for number in range(1, 10))

_KINDS = frozenset({"kind_complaint", "kind_request", "kind_information", "kind_incident", "non_standard"})

PLANS: tuple[PagePlan, ...] = (
    PagePlan(
        "desk",
        N_("Counter"),
        "concierge-bell",
        IntakePage,
        Right.INTAKE,
        frozenset({"finish", "finish_ready", "intake", "park", "resume", "add_question"})
        | frozenset({"anonymous", "add_customer", "description"})
        | _KINDS,
    ),
    PagePlan(
        "board",
        N_("Board"),
        "square-kanban",
        BoardPage,
        Right.SEE_TICKETS,
        frozenset({"complete", "dispatch", "print"}) | _VIEWS,
    ),
    PagePlan("catalogue", N_("Catalogue"), "library", CataloguePage, Right.SEE_CATALOGUE, frozenset()),
    PagePlan(
        "ticket",
        N_("Ticket"),
        "ticket",
        TicketPage,
        Right.SEE_TICKETS,
        frozenset({"complete", "dispatch", "print", "finish", "refresh"}),
        in_rail=False,
    ),
)


class Session(QObject):
    """One agent at one window, from sign-in to switch."""

    def __init__(self, workplace: Workplace, window: MainWindow) -> None:
        super().__init__(window)
        self.workplace = workplace
        self._window = window
        self._pages: dict[str, Page] = {}
        self._deeds: list[Deed] = []
        actor = workplace.actor
        self._plans = [plan for plan in PLANS if actor.may(plan.right)]
        self._came_from = ""
        self.shelf = ParkedShelf(workplace) if actor.may(Right.INTAKE) else None
        if self.shelf is not None:
            self.shelf.resume_wanted.connect(self._resume)

    def show(self) -> None:
        """Makes the pages known and opens the one where this role begins."""
        specs = [
            PageSpec(plan.id, plan.name, plan.icon, partial(self._make, plan), plan.right, plan.actions, plan.in_rail)
            for plan in self._plans
        ]
        self._window.show_pages(specs, START_PAGES.get(self.workplace.actor.role, "desk"))

    def leave(self) -> None:
        """Writes down what was typed, on every page."""
        for page in self._pages.values():
            page.leave()

    def undo_last(self) -> None:
        """Alt+Z when the sentence at the foot is gone already."""
        if self._deeds:
            self._undo(self._deeds[-1])
        else:
            self._window.show_notice(_("There is nothing to undo."))

    def on_scan(self, code: ScannedCode) -> None:
        """A scan that the page in view has no use for (``ux.md`` 2.3)."""
        if self._window.route_scan(code):
            self._window.flash()
        elif code.kind is CodeKind.TICKET:
            self._open_scanned(code)
        elif code.kind in (CodeKind.BADGE, CodeKind.PRODUCT) and "desk" in self._ids():
            self._window.go("desk")
            self._window.route_scan(code)
            self._window.flash()
        elif code.kind is CodeKind.COMMAND and code.value == CommandCard.UNDO:
            self.undo_last()
        else:
            self._window.flash(is_error=True)
            self._window.show_notice(_("There is nothing here to use this code for."), is_error=True)

    def _ids(self) -> set[str]:
        return {plan.id for plan in self._plans}

    def _make(self, plan: PagePlan) -> Page:
        page = plan.page(self.workplace)
        self._pages[plan.id] = page
        page.ticket_wanted.connect(self._show_ticket)
        page.person_wanted.connect(self._show_person)
        page.intake_wanted.connect(self._start_intake)
        page.done.connect(self.tell)
        if isinstance(page, IntakePage) and self.shelf is not None:
            page.shelf_changed.connect(self.shelf.refresh)
        if isinstance(page, TicketPage):
            page.back_wanted.connect(self._go_back)
        return page

    def _resume(self, draft_id: str) -> None:
        self._window.go("desk")
        page = self._pages.get("desk")
        if isinstance(page, IntakePage):
            page.resume(draft_id)

    def _go_back(self) -> None:
        self._window.go(self._came_from or START_PAGES.get(self.workplace.actor.role, "desk"))

    def _show_ticket(self, ticket_id: int) -> None:
        if self._window.page_id != "ticket":
            self._came_from = self._window.page_id
        self._window.go("ticket", ticket_id)

    def _show_person(self, person_id: int) -> None:
        self._window.go("relations", person_id)

    def _start_intake(self, wish: IntakeWish) -> None:
        self._window.go("desk", wish)

    def tell(self, deed: Deed) -> None:
        """Says what was done, and remembers how to undo it."""
        if deed.command_id is None:
            self._window.say(deed.sentence)
            return
        self._deeds.append(deed)
        del self._deeds[:-MOST_DEEDS]
        self._window.say(deed.sentence, partial(self._undo, deed))

    def _undo(self, deed: Deed) -> None:
        if deed.command_id is None or deed not in self._deeds:
            return
        self._deeds.remove(deed)
        desk, actor = self.workplace.desk, self.workplace.actor
        command = Undo(undone_id=deed.command_id)
        self.workplace.tasks.run(self, lambda: desk.undo.undo(actor, command), done=self._on_undone)

    def _on_undone(self, done: Done) -> None:
        self._window.say(_("Undone: {numbers}.").format(numbers=", ".join(done.numbers)))

    def _open_scanned(self, code: ScannedCode) -> None:
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(
            self,
            lambda: desk.ticket_queries.by_number(actor, code.value).id,
            done=self._on_scanned,
            failed=self._on_unknown,
        )

    def _on_scanned(self, ticket_id: int) -> None:
        self._window.flash()
        self._show_ticket(ticket_id)

    def _on_unknown(self, error: Exception) -> None:
        self._window.flash(is_error=True)
        self.workplace.problems.show(error)
