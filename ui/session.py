# SPDX-License-Identifier: EUPL-1.2
"""What one signed-in agent has in the window: pages of their own, their wishes granted, and what they can undo.

After a switch all of it is made anew, so nothing of one agent is left for the next.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desk_app.contracts.messages import AgreementChanged
from desk_app.core.actor import Right, Role
from desk_app.core.codes import CodeKind, CommandCard, ScannedCode
from desk_app.core.i18n import _, ngettext
from desk_app.process.messages import ApprovalRow
from desk_app.progress.messages import Watch
from desk_app.tickets.messages import Done, TicketChanged, Undo
from ui.contracts.overview import count_decisions
from ui.intake.page import IntakePage
from ui.intake.parked_shelf import ParkedShelf
from ui.places import PLACES, Place
from ui.progress.news_teller import NewsTeller, Ways
from ui.progress.warner import Warner
from ui.search.results import Doors, SearchResults
from ui.settings.page import SettingsPage
from ui.settings.section import Equipment
from ui.shell.main_window import MainWindow
from ui.shell.page import Deed, IntakeWish, Page, Workplace
from ui.tickets.approval_form import grouped
from ui.tickets.page import TicketPage
from ui.tickets.step_desk import ApprovalTarget

START_PAGES: dict[Role, str] = {
    Role.SECOND_LINE: "board",
    Role.BACK_OFFICE: "board",
    Role.ACCOUNT_MANAGER: "relations",
    Role.MANAGER: "board",
}
"""Where each role begins; the others begin at the counter (``ux.md`` 2.2)."""

MOST_DEEDS = 50


class Session(QObject):
    """One agent at one window, from sign-in to switch.

    Signals:
        printer_chosen(str): the printer of this computer from now on.
    """

    printer_chosen = Signal(str)

    def __init__(self, workplace: Workplace, window: MainWindow, equipment: Equipment) -> None:
        super().__init__(window)
        self.workplace = workplace
        self._window = window
        self._equipment = equipment
        self._places = {place.id: place for place in PLACES if workplace.actor.may(place.right)}
        self._pages: dict[str, Page] = {}
        self._deeds: list[Deed] = []
        self._came_from = ""
        doors = Doors(self.show_ticket, self.show_person, self._show_product, window.open_palette, self.on_scan)
        self.results = SearchResults(workplace, doors)
        self.shelf: ParkedShelf | None = None
        if "desk" in self._places:
            self.shelf = ParkedShelf(workplace)
            self.shelf.resume_wanted.connect(self._resume)
        self.warner = Warner(workplace, self)
        self.warner.ticked.connect(self._count)
        ways = Ways(lambda: window.is_locked, self.show_ticket, partial(window.go, "progress"))
        self._teller = NewsTeller(self.warner, window.foot.toast, ways, self)
        workplace.bridge.listen(self, (TicketChanged, AgreementChanged), lambda _event: self._count())

    def show(self) -> None:
        """Makes the pages known and opens the one where this role begins."""
        specs = [place.spec(partial(self._make, place)) for place in self._places.values()]
        self._window.show_pages(specs, self._start_page)
        self._count()
        self.warner.start()
        desk, actor = self.workplace.desk, self.workplace.actor
        if actor.may(Right.SEE_CATALOGUE):  # read beforehand, so that the first key of a search does not wait for it
            self.workplace.tasks.run(self, partial(desk.catalogue.vocabulary, actor), done=_nothing, lane="slow")

    def leave(self) -> None:
        """Writes down what was typed, on every page."""
        for page in self._pages.values():
            page.leave()

    def page(self, page_id: str) -> Page | None:
        """A page, when it was made already."""
        return self._pages.get(page_id)

    def new_intake(self) -> None:
        """F2, from anywhere."""
        self._window.go("desk", IntakeWish())

    def resume(self) -> None:
        """F8, from anywhere."""
        if self.shelf is not None:
            self.shelf.choose()

    def undo_last(self) -> None:
        """Alt+Z when the sentence at the foot is gone already."""
        if self._deeds:
            self._undo(self._deeds[-1])
        else:
            self._window.show_notice(_("There is nothing to undo."))

    def tell(self, deed: Deed) -> None:
        """Says what was done, and remembers how to undo it."""
        if deed.command_id is None:
            self._window.say(deed.sentence)
            return
        self._deeds.append(deed)
        del self._deeds[:-MOST_DEEDS]
        self._window.say(deed.sentence, partial(self._undo, deed))

    def on_scan(self, code: ScannedCode) -> None:
        """A scan: the page in view first, then the window (``ux.md`` 2.3)."""
        if self._window.route_scan(code):
            self._window.flash()
        elif code.kind is CodeKind.TICKET:
            self._open_scanned(code)
        elif code.kind is CodeKind.APPROVAL:
            self._open_approval(code)
        elif code.kind in (CodeKind.BADGE, CodeKind.PRODUCT) and "desk" in self._places:
            self._window.go("desk")
            self._window.flash(is_error=not self._window.route_scan(code))
        elif code.kind is CodeKind.COMMAND and code.value == CommandCard.UNDO:
            self.undo_last()
        else:
            self._window.flash(is_error=True)
            self._window.show_notice(_("There is nothing here to use this code for."), is_error=True)

    def show_ticket(self, target: int | ApprovalTarget) -> None:
        """Opens a ticket, by id or by what a scanned code leads to; Esc goes back to where this was asked."""
        if self._window.page_id != "ticket":
            self._came_from = self._window.page_id
        self._window.go("ticket", target)

    def show_person(self, person_id: int) -> None:
        """Opens the card of a customer."""
        self._window.go("relations", person_id)

    @property
    def _start_page(self) -> str:
        return START_PAGES.get(self.workplace.actor.role, "desk")

    def _show_product(self, item_id: int) -> None:
        self._window.go("catalogue", item_id)

    def _make(self, place: Place) -> Page:
        page = place.make(self.workplace, self._equipment)
        self._pages[place.id] = page
        page.ticket_wanted.connect(self.show_ticket)
        page.person_wanted.connect(self.show_person)
        page.intake_wanted.connect(partial(self._window.go, "desk"))
        page.done.connect(self.tell)
        if isinstance(page, IntakePage) and self.shelf is not None:
            page.shelf_changed.connect(self.shelf.refresh)
        if isinstance(page, TicketPage):
            page.back_wanted.connect(self._go_back)
        if isinstance(page, SettingsPage):
            page.printer_chosen.connect(self.printer_chosen)
        return page

    def _count(self) -> None:
        """What is late and what breaks today, in the rail; once a page is made it counts by itself."""
        desk, actor = self.workplace.desk, self.workplace.actor
        counts: dict[str, Callable[[], int]] = {
            "board": lambda: desk.board.counts(actor).late,
            "progress": lambda: desk.progress_queries.counts(actor)[Watch.BREAKS_TODAY],
            "contracts": lambda: count_decisions(desk, actor),
        }
        for page_id, count in counts.items():
            if page_id in self._places and page_id not in self._pages:
                self.workplace.tasks.run(self, count, done=partial(self._show_count, page_id), key=page_id)

    def _show_count(self, page_id: str, count: int) -> None:
        if page_id not in self._pages:
            self._window.rail.set_count(page_id, count)

    def _resume(self, draft_id: str) -> None:
        self._window.go("desk")
        page = self._pages.get("desk")
        if isinstance(page, IntakePage):
            page.resume(draft_id)

    def _go_back(self) -> None:
        self._window.go(self._came_from or self._start_page)

    def _undo(self, deed: Deed) -> None:
        if deed.command_id is None or deed not in self._deeds:
            return
        self._deeds.remove(deed)
        desk, actor = self.workplace.desk, self.workplace.actor
        command = Undo(undone_id=deed.command_id)
        self.workplace.tasks.run(self, lambda: desk.undo.undo(actor, command), done=self._on_undone)

    def _on_undone(self, done: Done) -> None:
        count = len(done.numbers)
        if count == 1:
            self._window.say(_("Undone: {number}.").format(number=done.numbers[0]))
        else:
            self._window.say(
                ngettext("Undone for {count} ticket.", "Undone for {count} tickets.", count).format(count=count)
            )

    def _open_scanned(self, code: ScannedCode) -> None:
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(
            self,
            lambda: desk.ticket_queries.by_number(actor, code.value).id,
            done=partial(self._on_scanned, code),
            failed=self._on_unknown,
        )

    def _open_approval(self, code: ScannedCode) -> None:
        """The code of a mail that asked for approval: its ticket, with the form for the answer."""
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(
            self,
            lambda: desk.process.approval_by_token(actor, code.value),
            done=partial(self._on_approval_found, code),
            failed=self._on_unknown,
        )

    def _on_approval_found(self, code: ScannedCode, request: ApprovalRow) -> None:
        self._window.flash()
        self.show_ticket(ApprovalTarget(request.ticket_id, request.step_code, grouped(code.value)))

    def _on_scanned(self, code: ScannedCode, ticket_id: int) -> None:
        self._window.flash()
        self.show_ticket(ticket_id)
        page = self._pages.get("ticket")
        if isinstance(page, TicketPage):
            page.take_scan(code)

    def _on_unknown(self, error: Exception) -> None:
        self._window.flash(is_error=True)
        self.workplace.problems.show(error)


def _nothing(_answer: object) -> None:
    """The answer is kept where it was made."""
