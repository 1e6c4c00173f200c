# SPDX-License-Identifier: EUPL-1.2
"""What a scan means on the page Balie: the table of ``ux.md`` 2.3."""

from typing import Protocol

from PySide6.QtCore import QObject

from desk_app.catalogue.messages import ItemRow
from desk_app.core.codes import CodeKind, CommandCard, ScannedCode
from desk_app.core.i18n import _
from desk_app.intake.draft import IntakeDraft, is_empty
from desk_app.intake.messages import TicketKind
from desk_app.relations.messages import PersonRow
from desk_app.tickets.messages import TicketRow
from ui.intake.slip_form import SlipForm
from ui.shell.page import Workplace


class Intake(Protocol):
    """What a scan asks of the page."""

    slip: SlipForm

    @property
    def draft(self) -> IntakeDraft:
        """The slip that is being filled in."""
        ...

    def new_slip(self) -> None:
        """Parks what is unfinished."""
        ...

    def park(self) -> None:
        """Parks this one."""
        ...

    def finish(self) -> None:
        """Registers and prints."""
        ...

    def add_question(self) -> None:
        """Makes room for the next question."""
        ...

    def show_ticket(self, ticket_id: int) -> None:
        """Shows a ticket."""
        ...

    def look_for(self, words: str) -> None:
        """Shows whom these words find."""
        ...

    def fill_badge(self, number: str) -> bool:
        """A badge for a new customer."""
        ...

    def warn(self, sentence: str) -> None:
        """Says what cannot be done."""
        ...

    def tell(self, sentence: str) -> None:
        """Says what happened by itself."""
        ...


class Scans(QObject):
    """Turns codes into acts of the page."""

    def __init__(self, workplace: Workplace, page: Intake, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._page = page

    def take(self, code: ScannedCode) -> bool:
        """Whether the page has a use for this code."""
        desk, actor = self._workplace.desk, self._workplace.actor
        run = self._workplace.tasks.run
        value = code.value
        if code.kind is CodeKind.BADGE:
            if self._page.fill_badge(value):
                return True
            run(self, lambda: self._with_badge(value), done=lambda found: self._on_badge(value, found))
        elif code.kind is CodeKind.PRODUCT:
            run(self, lambda: desk.catalogue.by_code(actor, value), done=self._on_product)
        elif code.kind is CodeKind.TICKET:
            run(self, lambda: desk.ticket_queries.by_number(actor, value), done=self._on_ticket)
        elif value == CommandCard.PARK:
            self._page.park()
        elif value == CommandCard.FINISH:
            self._on_finish()
        else:
            return False
        return True

    def _with_badge(self, badge: str) -> list[PersonRow]:
        """On a worker: everybody who has this badge; mostly one."""
        desk, actor = self._workplace.desk, self._workplace.actor
        hits = desk.people.find_people(actor, badge, limit=3)
        return [row for hit in hits if (row := desk.people.person(actor, hit.id)).badge == badge]

    def _on_badge(self, badge: str, found: list[PersonRow]) -> None:
        page = self._page
        if len(found) != 1:
            page.look_for(badge)
            sentence = (
                _("Two people have this badge. Choose the right one.") if found else _("I do not know this badge.")
            )
            page.warn(sentence)
            return
        person, now = found[0], page.draft.customer_id
        if now == person.id:
            return
        if now is not None or page.draft.anonymous:
            page.new_slip()
            page.tell(_("Another badge: this is {name} now. The intake before is parked.").format(name=person.name))
        page.slip.set_person(person.id, person.name)
        page.slip.go_to("item" if is_empty(page.draft.question) else "description")

    def _on_product(self, item: ItemRow) -> None:
        """Sets the product; a question that is complete already makes room for the next one."""
        page = self._page
        question = page.draft.question
        is_other = question.item_id is not None and question.item_id != item.id
        if is_other and question.description.strip() and not set(page.slip.faults()) - {"customer"}:
            page.add_question()
        page.slip.question.choose_item(item)
        page.slip.go_to("customer" if page.draft.customer_id is None and not page.draft.anonymous else "description")

    def _on_ticket(self, ticket: TicketRow) -> None:
        """A complaint belongs to the ticket that is scanned; otherwise the ticket is shown."""
        page = self._page
        if page.draft.question.kind is TicketKind.COMPLAINT and not page.draft.question.details.get("related"):
            page.slip.question.relate(ticket.number)
        else:
            page.show_ticket(ticket.id)

    def _on_finish(self) -> None:
        if self._page.draft.is_empty:
            self._page.warn(_("There is nothing to finish."))
        else:
            self._page.finish()
