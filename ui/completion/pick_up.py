# SPDX-License-Identifier: EUPL-1.2
"""The pick-up card: where it lies, for whom it is, is this the right person; handed over, signed if wanted, closed.

The slip opens it; the badge of the right person hands over (``ux.md`` 2.5.3).
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.completion.messages import HandOver, ShelfRow
from desk_app.core import formats
from desk_app.core.codes import CodeKind, ScannedCode
from desk_app.core.errors import NotFound
from desk_app.core.i18n import _
from desk_app.relations.messages import PersonHit
from ui.completion.signature_pad import SignaturePad
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.widgets.announce import announce
from ui.widgets.buttons import button, set_button_text
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class PickUpDialog(OrderForm):
    """Hands over what lies ready for one ticket."""

    def __init__(self, workplace: Workplace, ticket_id: int, parent: QWidget | None = None) -> None:
        super().__init__(
            workplace,
            (ticket_id,),
            parent,
            name="pick-up",
            title=_("Collect"),
            go=_("Yes, hand over"),
            icon="handshake",
        )
        set_button_text(self.not_now, _("No"), "Esc")
        self._row: ShelfRow | None = None
        self.shelf = plain_label("", role="display", wrap=True)
        self.customer = plain_label("", role="heading", wrap=True)
        self.waiting = plain_label("", colour="muted")
        self.warning = plain_label("", colour="error", wrap=True)
        self.warning.hide()
        self.taker = QLineEdit()
        self.signature = SignaturePad()
        self.wipe = button(_("Clear"), icon="x", kind="quiet")
        self.wipe.setEnabled(False)
        self.form.add_widget(self._card())
        self.form.add("name", _("Who takes it along?"), self.taker, required=True)
        self.form.add("signature", _("Signature"), self._pad(), hint=_("Not needed. Draw with the mouse or a pen."))
        self.wipe.clicked.connect(self.signature.clear)
        self.signature.signed.connect(lambda: self.wipe.setEnabled(not self.signature.is_empty))
        self.go.setEnabled(False)
        desk, actor = workplace.desk, workplace.actor
        workplace.tasks.run(
            self,
            lambda: desk.completion_queries.on_shelf(actor, ticket_id),
            done=self._show_row,
            failed=self._on_missing,
        )
        self.taker.setFocus()

    @property
    def ticket_id(self) -> int:
        """The ticket on the card."""
        return self.ticket_ids[0]

    def command(self) -> Callable[[], Deed]:
        name = self.taker.text().strip()
        order = HandOver(ticket_ids=self.ticket_ids, name=name, signature=self.signature.png())
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: deeds.handed_over(desk.completion.hand_over(actor, order), name)

    def is_last(self, field: QWidget) -> bool:
        return field is self.taker

    def take_scan(self, code: ScannedCode) -> bool:
        """The badge of the customer hands over, somebody else's is refused; the slip is checked. True when dealt with."""
        row = self._row
        if row is None:
            return False
        if code.kind is CodeKind.TICKET:
            is_this = code.value == row.number
            self._warn("" if is_this else _("This is another slip: {number}.").format(number=code.value))
            return is_this
        if code.kind is not CodeKind.BADGE:
            return False
        desk, actor = self.workplace.desk, self.workplace.actor
        self.workplace.tasks.run(
            self,
            lambda: desk.people.find_people(actor, code.value, limit=2),
            done=lambda hits: self._on_badge(code.value, hits),
        )
        return True

    def _card(self) -> QWidget:
        card = QWidget()
        column = QVBoxLayout(card)
        pad(column, margins=(0, 0, 0, 8), spacing=4)
        for label in (self.shelf, self.customer, self.waiting, self.warning):
            column.addWidget(label)
        return card

    def _pad(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        pad(column, spacing=4)
        column.addWidget(self.signature)
        column.addWidget(self.wipe, alignment=Qt.AlignmentFlag.AlignLeft)
        whole.setFocusProxy(self.signature)
        return whole

    def _show_row(self, row: ShelfRow) -> None:
        self._row = row
        self.about_line.show_text(f"{row.number} · {row.subject}")
        set_plain(self.shelf, _("Shelf {shelf}").format(shelf=row.shelf))
        name = row.requested_for or row.requester
        set_plain(self.customer, _("For {name}. Is this the right person?").format(name=name) if name else "")
        self.customer.setVisible(bool(name))
        since = formats.moment_short(row.ready_at)
        set_plain(self.waiting, _("Ready since {moment}").format(moment=since))
        if not self.taker.text():
            self.taker.setText(name)
            self.taker.selectAll()
        self.go.setEnabled(True)

    def _on_missing(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.form.show_errors({"": str(error)})
        else:
            self.workplace.problems.show(error)

    def _on_badge(self, badge: str, hits: Sequence[PersonHit]) -> None:
        row = self._row
        if row is None:
            return
        hit = hits[0] if hits else None
        if hit is None:
            self._warn(_("I do not know this badge: {badge}.").format(badge=badge))
        elif hit.id in (row.requester_id, row.requested_for_id):
            self._warn("")
            self.taker.setText(hit.name)
            self.submit()
        else:
            self._warn(_("This is the badge of {name}. It is not for this customer.").format(name=hit.name))

    def _warn(self, sentence: str) -> None:
        set_plain(self.warning, sentence)
        self.warning.setVisible(bool(sentence))
        if sentence:
            announce(self.taker, sentence, urgent=True)
