# SPDX-License-Identifier: EUPL-1.2
"""Beside the form: who this customer is, what is open for them, and what follows from the question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.catalogue.messages import ItemRow
from desk_app.catalogue.wording import LANE_NAMES, in_language
from desk_app.core import formats
from desk_app.core.clock import local
from desk_app.core.i18n import N_, _, ngettext
from desk_app.intake.draft import is_ordered, standard_text
from desk_app.intake.messages import Derived, LastContact, Question, TicketKind
from desk_app.relations.messages import PersonRow
from desk_app.tickets.messages import TicketLine
from desk_app.tickets.prices import with_vat
from ui.tickets.urgency_chip import line_chip
from ui.widgets.badge import Badge
from ui.widgets.buttons import button, set_button_text
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import ElidedLabel, PlainLabel, plain_label, set_plain, set_plain_tooltip

MOST_TICKETS, MOST_WHILE_ASKING = 4, 2
"""So many that what follows from the question below them stays in view."""
KIND_NAMES = {
    "employee": N_("employee"),
    "student": N_("student"),
    "visitor": N_("visitor"),
    "supplier": N_("supplier"),
}
CHANNEL_NAMES = {
    "counter": N_("at the counter"),
    "email": N_("by e-mail"),
    "phone": N_("by phone"),
    "portal": N_("on the portal"),
    "post": N_("by post"),
    "chat": N_("by chat"),
    "account_manager": N_("with the account manager"),
}


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """What the panel shows of a customer."""

    person: PersonRow
    open_tickets: tuple[TicketLine, ...]
    last_contact: LastContact | None


class SidePanel(QWidget):
    """Two blocks: customer and derived.

    Signals:
        ticket_wanted(int): show this ticket.
        person_wanted(int): show the card of this customer.
    """

    ticket_wanted = Signal(int)
    person_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.customer = CustomerBlock()
        self.derived = DerivedBlock()
        layout = QVBoxLayout(self)
        pad(layout, margins=16, spacing=16)
        layout.addWidget(self.customer)
        layout.addWidget(_line())
        layout.addWidget(self.derived)
        layout.addStretch(1)
        self.customer.ticket_wanted.connect(self.ticket_wanted)
        self.customer.person_wanted.connect(self.person_wanted)

    def show_derived(self, derived: Derived, question: Question, item: ItemRow | None) -> None:
        """What follows from this question; the customer takes less room meanwhile."""
        self.customer.show_less(is_less=True)
        self.derived.show_derived(derived, question, item)

    def show_nothing_asked(self) -> None:
        """Nothing was asked yet."""
        self.customer.show_less(is_less=False)
        self.derived.show_nothing()


class CustomerBlock(QWidget):
    """Who it is, and what is open.

    Signals:
        ticket_wanted(int): show this ticket.
        person_wanted(int): show the card of this customer.
    """

    ticket_wanted = Signal(int)
    person_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._card: CustomerCard | None = None
        self._now = datetime.min
        self._is_less = False
        self._name = plain_label("", role="heading", wrap=True)
        self._facts = plain_label("", colour="muted", wrap=True)
        self._reach = plain_label("", colour="muted", wrap=True)
        self._mail = plain_label("", colour="muted", wrap=True)
        self._attention = QFrame()
        self._attention.setProperty("ground", "notice")
        self._attention_words = plain_label("", wrap=True)
        row = QHBoxLayout(self._attention)
        pad(row, margins=(8, 6, 8, 6), spacing=8)
        row.addWidget(Mark("flag", "soon.text", 16))
        row.addWidget(self._attention_words, 1)
        self._open_heading = plain_label("", role="strong")
        self._tickets = QVBoxLayout()
        pad(self._tickets, spacing=4)
        self._rows: list[QWidget] = []
        self._last = plain_label("", role="small", colour="muted", wrap=True)
        self.card_button = button(_("Customer card"), icon="id-card", kind="quiet")
        self.card_button.clicked.connect(self._on_card)
        layout = QVBoxLayout(self)
        pad(layout, spacing=6)
        layout.addWidget(plain_label(_("Customer"), role="small", colour="muted"))
        for widget in (self._name, self._facts, self._reach, self._mail, self._attention, self._open_heading):
            layout.addWidget(widget)
        layout.addLayout(self._tickets)
        layout.addWidget(self._last)
        layout.addWidget(self.card_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.show_nobody()

    @property
    def card(self) -> CustomerCard | None:
        """What it shows; None for nobody."""
        return self._card

    def show_nobody(self, *, is_anonymous: bool = False) -> None:
        """Nobody yet, or somebody without a name."""
        self._card = None
        set_plain(self._name, _("Without a name") if is_anonymous else _("Nobody yet"))
        hint = _("Nothing about this person is stored.") if is_anonymous else _("Scan the badge or type a name.")
        set_plain(self._facts, hint)
        for widget in (self._reach, self._mail, self._attention, self._open_heading, self._last):
            widget.hide()
        self.card_button.hide()
        self._show_tickets((), datetime.min)

    def show_card(self, card: CustomerCard, now: datetime) -> None:
        """This customer; ``now`` is UTC."""
        self._card = card
        self._now = now
        person = card.person
        set_plain(self._name, person.name)
        set_plain(self._facts, _joined(_(KIND_NAMES[person.kind]), person.department, person.badge))
        _show(self._reach, "" if self._is_less else _joined(person.space, person.phone, person.email))
        likes_mail = person.prefers_mail and not self._is_less
        _show(self._mail, _("Likes to hear from us by e-mail") if likes_mail else "")
        set_plain(self._attention_words, _("Mind: {text}").format(text=person.attention))
        self._attention.setVisible(bool(person.attention))
        count = len(card.open_tickets)
        _show(
            self._open_heading,
            ngettext("{count} open", "{count} open", count).format(count=count) if count else _("Nothing open"),
        )
        self._show_tickets(card.open_tickets, now)
        _show(self._last, "" if self._is_less else _last_words(card.last_contact))
        self.card_button.show()

    def show_less(self, *, is_less: bool) -> None:
        """Only who it is and what matters now, while something is asked."""
        if is_less != self._is_less:
            self._is_less = is_less
            if self._card is not None:
                self.show_card(self._card, self._now)

    def buttons(self) -> list[QPushButton]:
        """The open tickets, as buttons."""
        return [one for row in self._rows for one in row.findChildren(QPushButton)]

    def _on_card(self) -> None:
        if self._card is not None:
            self.person_wanted.emit(self._card.person.id)

    def _show_tickets(self, lines: Sequence[TicketLine], now: datetime) -> None:
        for row in self._rows:
            self._tickets.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(line, now) for line in lines[: MOST_WHILE_ASKING if self._is_less else MOST_TICKETS]]
        for row in self._rows:
            self._tickets.addWidget(row)

    def _row(self, line: TicketLine, now: datetime) -> QWidget:
        chip = line_chip(line, now)
        state = _joined(chip.word, _("shelf {shelf}").format(shelf=line.shelf) if line.shelf else "")
        number = QPushButton()
        number.setProperty("kind", "quiet")
        number.setAutoDefault(False)
        set_button_text(number, line.number)
        number.setAccessibleName(f"{line.number}, {state}, {line.subject}")
        set_plain_tooltip(number, line.subject)
        number.clicked.connect(partial(self.ticket_wanted.emit, line.id))
        row = QWidget()
        grid = QGridLayout(row)
        pad(grid, spacing=0)
        grid.addWidget(number, 0, 0)
        grid.addWidget(Badge(chip, row), 0, 2)
        subject = ElidedLabel(_joined(line.subject, state if line.shelf else ""), role="small", colour="muted")
        subject.setContentsMargins(8, 0, 0, 0)
        grid.addWidget(subject, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        return row


class DerivedBlock(QWidget):
    """What we would promise now, and why."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = plain_label("", role="small", colour="muted")
        self._when = plain_label("", role="heading", wrap=True)
        self._why = plain_label("", colour="muted", wrap=True)
        self._source = plain_label("", role="small", colour="muted", wrap=True)
        self._respond = _Fact("message-square", _("First answer"))
        self._refusal = _Fact("ban", _("Not entitled"))
        self._policy = _Fact("tag", _("Group"))
        self._team = _Fact("users", _("Route to"))
        self._cost = _Fact("euro", _("Cost"))
        self._brings = _Fact("id-card", _("The customer brings"))
        self._steps = _Fact("list", _("Steps to come"))
        self._answer = _Fact("info", _("Answer"))
        layout = QVBoxLayout(self)
        pad(layout, spacing=6)
        for widget in (self._heading, self._when, self._why, self._source, *self._all_facts()):
            layout.addWidget(widget)
        self.show_nothing()

    @property
    def sentence(self) -> str:
        """Heading and moment, as they are read."""
        return f"{self._heading.text()} {self._when.text()}"

    @property
    def reason(self) -> str:
        """The term, and what was agreed when something else is promised."""
        return self._why.text()

    @property
    def source(self) -> str:
        """By which agreement, or by which term."""
        return self._source.text()

    @property
    def response(self) -> str:
        """Until when somebody has to answer; empty when that was not agreed."""
        return self._respond.words

    def show_nothing(self) -> None:
        """Nothing was asked yet."""
        set_plain(self._heading, _("Derived"))
        self._when.hide()
        set_plain(self._why, _("As soon as you choose a request, the promise stands here."))
        self._why.show()
        _show(self._source, "")
        for fact in self._all_facts():
            fact.show_text("")

    def show_derived(self, derived: Derived, question: Question, item: ItemRow | None) -> None:
        """What follows from this question."""
        self._when.show()
        hears = question.kind is TicketKind.COMPLAINT or (question.kind is TicketKind.REQUEST and item is None)
        if question.answered:
            set_plain(self._heading, _("Answered at once"))
            set_plain(self._when, _("Ready now"))
            set_plain(self._why, "")
            _show(self._source, "")
        else:
            set_plain(self._heading, _("You hear from us before") if hears else _("Ready by"))
            set_plain(self._when, formats.moment_short(derived.due_at))
            own = question.due is not None and question.due != derived.norm_at
            agreed = _("Agreed: {moment}").format(moment=formats.moment_short(derived.norm_at)) if own else ""
            set_plain(self._why, _joined(agreed, derived.reason))
            _show(self._source, derived.why)
        self._why.setVisible(bool(self._why.text()))
        self._respond.show_text("" if question.answered else derived.response)
        self._refusal.show_text(derived.facts.refusal)
        self._policy.show_text(derived.policy)
        self._team.show_text(_joined(derived.team, _(LANE_NAMES[derived.lane]) if derived.lane else ""))
        self._cost.show_text(_price(derived, question, item))
        is_order = item is not None and is_ordered(question, item)
        self._brings.show_text(
            in_language(item.customer_brings, item.customer_brings_en) if item is not None and is_order else ""
        )
        self._steps.show_text(" → ".join(derived.steps))
        is_question = question.kind is TicketKind.INFORMATION
        self._answer.show_text(standard_text(question, item) if is_question else "")

    def _all_facts(self) -> "tuple[_Fact, ...]":
        """In the order in which they stand."""
        return (
            self._respond,
            self._refusal,
            self._cost,
            self._brings,
            self._policy,
            self._team,
            self._steps,
            self._answer,
        )


class _Fact(QWidget):
    """A mark, what it is in grey, and the fact."""

    def __init__(self, icon: str, name: str) -> None:
        super().__init__()
        self._fact = plain_label("", wrap=True)
        words = QVBoxLayout()
        pad(words, spacing=0)
        words.addWidget(plain_label(name, role="small", colour="muted"))
        words.addWidget(self._fact)
        layout = QHBoxLayout(self)
        pad(layout, spacing=8)
        layout.addWidget(Mark(icon, "muted", 18))
        layout.addLayout(words, 1)

    @property
    def words(self) -> str:
        return self._fact.text()

    def show_text(self, text: str) -> None:
        set_plain(self._fact, text)
        self.setVisible(bool(text))


def _price(derived: Derived, question: Question, item: ItemRow | None) -> str:
    """For all of it, with the VAT in it."""
    if item is None or not is_ordered(question, item):
        return ""
    if not derived.price_cents:
        return _("free")
    total = with_vat(derived.price_cents, derived.vat)
    if question.quantity == 1:
        return total
    each = formats.money(derived.price_cents // question.quantity)
    return _("{count} × {each} = {total}").format(count=question.quantity, each=each, total=total)


def _last_words(contact: LastContact | None) -> str:
    if contact is None:
        return _("First contact")
    day = formats.day_short(local(contact.at).date())
    return _("Last contact: {day}, {channel}").format(day=day, channel=_(CHANNEL_NAMES[contact.channel]))


def _joined(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)


def _show(label: PlainLabel, text: str) -> None:
    set_plain(label, text)
    label.setVisible(bool(text))


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("ground", "line")
    return line
