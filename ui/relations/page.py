# SPDX-License-Identifier: EUPL-1.2
"""Customers: look for one at the left, see the card at the right; Enter starts an intake (``ux.md`` 2.5.8)."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desk_app.core.actor import Right
from desk_app.core.errors import NotFound
from desk_app.core.events import DomainEvent
from desk_app.core.i18n import _
from desk_app.relations.messages import PersonChanged, PersonHit, PersonRow
from desk_app.tickets.messages import TicketChanged, TicketLine
from ui.intake.new_customer import NewCustomer
from ui.orders.kept_texts import PAUSE_MS
from ui.relations.card import CustomerCard
from ui.relations.edit_form import EditPerson
from ui.shell.page import Deed, IntakeWish, Page, Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.choice_list import Choice, ChoiceView
from ui.widgets.empty_state import EmptyState
from ui.widgets.look import look, pad
from ui.widgets.page_keys import PageKeys
from ui.widgets.search_box import SearchBox
from ui.widgets.text import plain_label, set_plain
from ui.widgets.turning import TurningBox

LIST_WIDTH = 340
LIST_HEIGHT = 260
"""At most, where it stands above the card."""
TURN_BELOW = 900
QWIDGETSIZE_MAX = 16_777_215
"""Of Qt: no limit. It has no name in Python."""
MOST = 50
"""Customers in the list; more words make it shorter."""
NEW = "person:new"

Card = tuple[PersonRow, tuple[TicketLine, ...], tuple[TicketLine, ...]]


class RelationsPage(Page):
    """The list and the card."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._person: PersonRow | None = None
        self._wanted_id: int | None = None
        self._asked = ""
        self._answered = ""
        self._starts_when_answered = False
        self._typed: Mapping[str, str] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        self.search = SearchBox(name=_("Look for a customer"), placeholder=_("Name, badge, e-mail or phone"))
        self.list = ChoiceView()
        self.list.setAccessibleName(_("Customers found"))
        self.words = plain_label("", colour="muted", wrap=True)
        self.add = button(_("New customer"), icon="user-plus")
        set_button_text(self.add, _("New customer"), "Alt+Q")
        self.card = CustomerCard(workplace.desk.clock.now)
        self.new_customer = NewCustomer(workplace, self)
        self._nothing = EmptyState("users", _("Type a name or a badge number. The customer appears here."))
        self._keys = PageKeys({"Ctrl+E": self.edit, "Alt+Q": self.add_customer}, self)
        self._lay_out()
        self._connect()
        self._show_hits("", ())

    @property
    def person(self) -> PersonRow | None:
        """The customer on the card."""
        return self._person

    def show_person(self, person_id: int) -> None:
        """Shows this customer."""
        self._wanted_id = person_id
        desk, actor = self.workplace.desk, self.workplace.actor

        def read() -> Card:
            person = desk.people.person(actor, person_id)
            tickets = desk.ticket_queries
            return person, tickets.open_tickets_of(actor, person_id), tickets.history_of(actor, person_id)

        self.workplace.tasks.run(self, read, done=self._show_card, failed=self._on_unreadable, key="card")

    def start_intake(self) -> None:
        """For the customer on the card."""
        if self._person is not None:
            self.intake_wanted.emit(IntakeWish(person_id=self._person.id))

    def edit(self) -> None:
        """Opens the facts of the customer on the card."""
        if self._person is None or not self.card.edit.isEnabled():
            return
        form = EditPerson(self.workplace, self._person, self)
        form.done.connect(self.done)
        form.saved.connect(self._on_saved)
        form.open()

    def add_customer(self) -> None:
        """Opens the four fields of a new customer, with what was typed there before."""
        self.new_customer.start(self._typed or {"family_name": self._name_asked()})

    def bindings(self) -> Mapping[str, Callable[[], object]]:
        return {"edit": self.edit, "add_customer": self.add_customer}

    def first_focus(self) -> QWidget | None:
        return self.search

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self.show_person(target)

    def refresh(self) -> None:
        if self._wanted_id is not None:
            self.show_person(self._wanted_id)

    def clear_person(self) -> None:
        self.search.clear()
        self._person = self._wanted_id = None
        self._stack.setCurrentWidget(self._nothing)

    def leave(self) -> None:
        self._keep()

    def help_topic(self) -> str:
        return "relations"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.selectAll()
        elif not self._keys.take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows in the box move through the list; the box keeps the keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {
                Qt.Key.Key_Up: -1,
                Qt.Key.Key_Down: 1,
                Qt.Key.Key_PageUp: -8,
                Qt.Key.Key_PageDown: 8,
            }.get(Qt.Key(event.key()))
            if step is not None:
                self.list.step(step)
                self._show_highlighted()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        pad(left, spacing=8)
        left.addWidget(plain_label(_("Customers"), role="title"))
        left.addWidget(self.search)
        left.addWidget(self.words)
        left.addWidget(self.list, 1)
        left.addWidget(self.add)
        self._side = QWidget()
        self._side.setLayout(left)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.card)
        both = TurningBox(TURN_BELOW, spacing=16)
        both.row.addWidget(self._side)
        both.row.addWidget(self._stack, 1)
        both.turned.connect(self._fit_side)
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=0)
        layout.addWidget(both)

    def _fit_side(self, is_upright: bool) -> None:
        """The list beside the card, or low above it."""
        self._side.setMinimumWidth(0 if is_upright else look().px(LIST_WIDTH))
        self._side.setMaximumWidth(QWIDGETSIZE_MAX if is_upright else look().px(LIST_WIDTH))
        self._side.setMaximumHeight(look().px(LIST_HEIGHT) if is_upright else QWIDGETSIZE_MAX)

    def _connect(self) -> None:
        self.search.installEventFilter(self)
        self._keys.guard(self.search)
        self.search.asked.connect(self._ask)
        self.search.entered.connect(self._on_entered)
        self.list.clicked.connect(lambda _index: self._show_highlighted())
        self.list.doubleClicked.connect(lambda _index: self.start_intake())
        self.add.clicked.connect(self.add_customer)
        self.card.ticket_wanted.connect(self.ticket_wanted)
        self.card.intake_wanted.connect(self.start_intake)
        self.card.edit_wanted.connect(self.edit)
        self.new_customer.added.connect(self._on_added)
        self.new_customer.known.connect(lambda person_id, _name: self._on_known(person_id))
        self.new_customer.typed.connect(self._on_typed)
        may_add = self.workplace.actor.may(Right.EDIT_PEOPLE)
        self.add.setEnabled(may_add)
        self.workplace.bridge.listen(self, PersonChanged, self._on_person_changed)
        self.workplace.bridge.listen(self, TicketChanged, self._on_ticket_changed)
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(self, lambda: desk.unfinished.kept(actor, NEW), done=self._on_kept)

    def _ask(self, text: str) -> None:
        if text == self._asked:
            return
        self._asked = text
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(
            self,
            lambda: desk.people.find_people(actor, text, MOST),
            done=lambda hits: self._show_hits(text, hits),
            lane="slow",
            key="find",
        )

    def _show_hits(self, text: str, hits: Sequence[PersonHit]) -> None:
        if text != self._asked:
            return
        self._answered = text
        self.list.show_choices([Choice(hit.id, hit.name, hit.detail) for hit in hits])
        if hits:
            sentence = ""
        elif text:
            sentence = _("Nobody found for “{text}”. New customer? Press Alt+Q.").format(text=text)
        else:
            sentence = _("The first hit opens by itself; arrows choose another one.")
        set_plain(self.words, sentence)
        self.words.setVisible(bool(sentence))
        if hits:
            self._show_highlighted()
        elif text:
            self._starts_when_answered = False
            self._person = self._wanted_id = None
            self._stack.setCurrentWidget(self._nothing)

    def _show_highlighted(self) -> None:
        choice = self.list.current
        if choice is not None and choice.key != self._wanted_id:
            self.show_person(choice.key)
        elif self._starts_when_answered:
            self._starts_when_answered = False
            self.start_intake()

    def _on_entered(self, text: str) -> None:
        """Enter starts an intake; who types faster than the search gets the top hit when it comes."""
        is_behind = text != self._answered or (self._person is not None and self._person.id != self._wanted_id)
        if text and (is_behind or self._person is None):
            self._starts_when_answered = True
            self._ask(text)
        else:
            self.start_intake()

    def _show_card(self, card: Card) -> None:
        person, open_, history = card
        self._person = person
        self.card.show_person(person, may_edit=self.workplace.actor.may(Right.EDIT_PEOPLE))
        self.card.show_tickets(open_, history)
        self._stack.setCurrentWidget(self.card)
        if self._starts_when_answered:
            self._starts_when_answered = False
            self.start_intake()

    def _on_unreadable(self, error: Exception) -> None:
        self._starts_when_answered = False
        if isinstance(error, NotFound):
            self._person = self._wanted_id = None
            self._nothing.show_sentence(str(error))
            self._stack.setCurrentWidget(self._nothing)
        else:
            self.workplace.problems.show(error)

    def _name_asked(self) -> str:
        """What was looked for, when it looks like a name."""
        return (
            self._asked
            if self.list.current is None and not any(sign.isdigit() or sign == "@" for sign in self._asked)
            else ""
        )

    def _on_typed(self, typed: Mapping[str, str]) -> None:
        self._typed = typed
        self._pause.start()

    def _keep(self) -> None:
        self._pause.stop()
        desk, actor, typed = self.workplace.desk, self.workplace.actor, dict(self._typed)
        self.workplace.tasks.run(self, lambda: desk.unfinished.keep(actor, NEW, typed), done=None)

    def _on_kept(self, typed: Mapping[str, str]) -> None:
        self._typed = self._typed or typed

    def _on_added(self, person: PersonRow) -> None:
        self._typed = {}
        self._keep()
        self.done.emit(Deed(_("{name} is added.").format(name=person.name)))
        self.show_person(person.id)

    def _on_known(self, person_id: int) -> None:
        self._typed = {}
        self._keep()
        self.show_person(person_id)

    def _on_saved(self, person: PersonRow) -> None:
        self.show_person(person.id)

    def _on_person_changed(self, event: DomainEvent) -> None:
        if event.id == self._wanted_id:
            self.show_person(event.id)

    def _on_ticket_changed(self, _event: DomainEvent) -> None:
        if self._wanted_id is not None and self.isVisible():
            self.show_person(self._wanted_id)
