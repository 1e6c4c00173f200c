# SPDX-License-Identifier: EUPL-1.2
"""What is read beside the form while somebody types: the customer, the product, the promise, what looks the same.

Every question has its key, so that only the latest answer counts; nothing here holds up a key.
"""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desk_app.catalogue.messages import CatalogueChanged, ItemChanged, ItemRow
from desk_app.contracts.calendar_messages import CalendarChanged
from desk_app.contracts.messages import AgreementChanged
from desk_app.core.errors import DeskError
from desk_app.core.events import DomainEvent
from desk_app.intake.draft import is_empty
from desk_app.intake.messages import Derived, Question
from desk_app.relations.messages import PersonChanged, PersonRow
from desk_app.tickets.messages import TicketChanged, TicketLine
from ui.intake.side_panel import CustomerCard, SidePanel
from ui.intake.slip_form import SlipForm
from ui.shell.page import Workplace
from ui.tickets.urgency_chip import line_chip


class Lookups(QObject):
    """Reads for one form and its panel.

    Signals:
        arrived: the customer or the product is known now, or will not be.
    """

    arrived = Signal()

    def __init__(self, workplace: Workplace, slip: SlipForm, panel: SidePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._slip = slip
        self._panel = panel
        self._asked: tuple[object, ...] | None = None
        slip.customer_changed.connect(self.read_customer)
        slip.customer_changed.connect(self._read_promise)
        slip.holder_changed.connect(self._read_promise)
        slip.product_changed.connect(self._read_item)
        slip.question_changed.connect(self._on_question_changed)
        workplace.bridge.listen(self, (TicketChanged, PersonChanged), lambda _event: self.read_customer())
        workplace.bridge.listen(self, (ItemChanged, CatalogueChanged), self._on_catalogue_changed)
        workplace.bridge.listen(self, (AgreementChanged, CalendarChanged), lambda _event: self._read_promise())

    def read_customer(self) -> None:
        """The facts about the customer, what is open for them, when they were here."""
        draft = self._slip.draft
        if draft.customer_id is None:
            self._panel.customer.show_nobody(is_anonymous=draft.anonymous)
            return
        person_id, desk, actor = draft.customer_id, self._workplace.desk, self._workplace.actor
        shown = self._panel.customer.card
        if shown is not None and shown.person.id != person_id:
            self._panel.customer.show_nobody()

        def read() -> CustomerCard:
            return CustomerCard(
                desk.people.person(actor, person_id),
                desk.ticket_queries.open_tickets_of(actor, person_id),
                desk.intake.last_contact(actor, person_id),
            )

        self._workplace.tasks.run(self, read, done=self._on_card, failed=self._on_lost, key="customer")

    def read_question(self) -> None:
        """Product, promise and look-alikes of the question on screen."""
        self._asked = None
        self._read_item()
        self._on_question_changed()

    def choose_person(self, person_id: int) -> None:
        """Makes somebody the customer, by id."""
        desk, actor = self._workplace.desk, self._workplace.actor

        def chosen(person: PersonRow) -> None:
            self._slip.set_person(person.id, person.name)

        self._workplace.tasks.run(self, lambda: desk.people.person(actor, person_id), done=chosen)

    def choose_item(self, item_id: int) -> None:
        """Makes something the product, by id."""
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self, lambda: desk.catalogue.item(actor, item_id), done=self._slip.question.choose_item
        )

    def _on_question_changed(self) -> None:
        asked = _what_matters(self._slip.draft.question)
        if asked != self._asked:
            self._asked = asked
            self._read_promise()
            self._read_lookalikes()

    def _read_item(self) -> None:
        item_id = self._slip.draft.question.item_id
        known = self._slip.question.item
        if item_id is not None and (known is None or known.id != item_id):
            self._read_item_anew(item_id)

    def _read_item_anew(self, item_id: int) -> None:
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.catalogue.item(actor, item_id),
            done=self._on_item,
            failed=self._on_item_lost,
            key="item",
        )

    def _read_promise(self) -> None:
        draft = self._slip.draft
        question, person_id, for_id = draft.question, draft.customer_id, draft.for_id
        desk, actor = self._workplace.desk, self._workplace.actor
        if is_empty(question):
            self._panel.show_nothing_asked()
            self._slip.show_derived(None)
            return
        self._workplace.tasks.run(
            self,
            lambda: desk.intake.derive(actor, question, person_id, for_id),
            done=self._on_derived,
            failed=self._on_lost,
            key="promise",
        )

    def _read_lookalikes(self) -> None:
        draft = self._slip.draft
        question = draft.question
        if question.item_id is None and not question.kind_chosen:
            self._on_lookalikes(())
            return
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.ticket_queries.lookalikes(
                actor,
                person_id=draft.customer_id,
                item_id=question.item_id,
                space_id=question.space_id,
                kind=question.kind,
            ),
            done=self._on_lookalikes,
            failed=self._on_lost,
            lane="slow",
            key="lookalikes",
        )

    def _on_card(self, card: CustomerCard) -> None:
        if card.person.id != self._slip.draft.customer_id:
            return
        self._panel.customer.show_card(card, self._workplace.desk.clock.now())
        self._slip.show_person(card.person)
        self._read_lookalikes()
        self.arrived.emit()

    def _on_item(self, item: ItemRow) -> None:
        self._slip.show_item(item)
        self._read_promise()
        self.arrived.emit()

    def _on_item_lost(self, error: Exception) -> None:
        self._slip.question.show_item_lost()
        self._on_lost(error)

    def _on_catalogue_changed(self, event: DomainEvent) -> None:
        """The product on screen may be another one now: what changed is said, the promise is made again."""
        item_id = self._slip.draft.question.item_id
        if item_id is not None and (isinstance(event, CatalogueChanged) or event.id == item_id):
            self._read_item_anew(item_id)

    def _on_derived(self, derived: Derived) -> None:
        draft = self._slip.draft
        question = draft.question
        if draft.customer_id is None and not draft.anonymous:
            derived = replace(derived, facts=replace(derived.facts, refusal=""))  # nobody is there to be refused
        if not is_empty(question):
            self._slip.show_derived(derived)
            self._panel.show_derived(derived, question, self._slip.question.item)

    def _on_lookalikes(self, lines: tuple[TicketLine, ...]) -> None:
        card = self._panel.customer.card
        now = self._workplace.desk.clock.now()
        own = {line.id for line in card.open_tickets} if card is not None else set()
        name = (card.person.given_name or card.person.name) if card is not None else ""
        self._slip.hint.show_lines(lines, lambda line: line_chip(line, now).word, name, own)

    def _on_lost(self, error: Exception) -> None:
        """What the panel cannot show holds nobody up; registering says what is wrong. Faults of ours are shown."""
        self.arrived.emit()
        if not isinstance(error, DeskError):
            raise error


def _what_matters(question: Question) -> tuple[object, ...]:
    """The fields that the promise and the look-alikes follow from; not the words."""
    return (
        question.kind,
        question.kind_chosen,
        question.non_standard,
        question.item_id,
        question.space_id,
        question.quantity,
        question.due,
        question.team_id,
        question.answered,
        question.supply,
        tuple(question.details.get(name, "") for name in _STEERING),
        tuple(question.answer_names.items()),
        is_empty(question),
    )


_STEERING = ("cost_centre", "complexity", "funding", "affected", "danger")
"""Details from which lane, team, policy and priority follow."""
