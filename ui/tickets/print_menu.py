# SPDX-License-Identifier: EUPL-1.2
"""Printing at a ticket: the papers it has, a digit prints one. The second time it says that it will be a copy."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.core import formats
from desk_app.core.errors import DeskError
from desk_app.core.i18n import N_, _
from desk_app.printing.documents import DocumentKind, Paper
from desk_app.printing.service import Paperwork
from desk_app.tickets.prints import PaperOffer, PrintForTicket
from ui.printing.preview import Preview
from ui.shell.page import Deed, Workplace
from ui.widgets.buttons import button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label, set_plain

PAPER_NAMES: dict[Paper, str] = {Paper.ROLL: N_("80 mm"), Paper.A5: N_("A5"), Paper.A4: N_("A4")}
OFFER_NAMES: dict[DocumentKind, str] = {
    DocumentKind.RECEIPT: N_("Receipt"),
    DocumentKind.COMPLETION: N_("Completion notice"),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def show_print_menu(
    workplace: Workplace, ticket_id: int, parent: QWidget | None, on_done: Callable[[Deed], None]
) -> "PrintMenu":
    """Opens the choice of papers for a ticket; ``on_done`` hears what was printed."""
    menu = PrintMenu(workplace, ticket_id, parent)
    menu.printed.connect(on_done)
    menu.open()
    return menu


class PrintMenu(QDialog):
    """One row per paper: its digit, its name, whether it will be a copy, and a look at it.

    Signals:
        printed(Deed): paper was asked for.
    """

    printed = Signal(object)

    def __init__(self, workplace: Workplace, ticket_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Print"))
        self.setMinimumWidth(look().px(640))
        self._workplace = workplace
        self._ticket_id = ticket_id
        self.rows: list[_OfferRow] = []
        self.paper = Segmented([(paper, _(name)) for paper, name in PAPER_NAMES.items()], name=_("Paper"))
        self._trouble = plain_label("", colour="error", wrap=True)
        self._trouble.hide()
        self._column = QVBoxLayout()
        pad(self._column, spacing=8)
        paper_row = QHBoxLayout()
        pad(paper_row, spacing=12)
        paper_row.addWidget(plain_label(_("Paper"), buddy=self.paper))
        paper_row.addWidget(self.paper)
        paper_row.addStretch(1)
        close = button(_("Close"))
        set_button_text(close, _("Close"), "Esc")
        close.clicked.connect(self.reject)
        paper_row.addWidget(close)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addWidget(plain_label(_("Print"), role="title"))
        layout.addLayout(self._column)
        layout.addWidget(self._trouble)
        layout.addLayout(paper_row)
        desk, actor = workplace.desk, workplace.actor
        workplace.tasks.run(
            self,
            lambda: (desk.prints.offers(actor, ticket_id), desk.who.settings().receipt_paper),
            done=lambda answer: self._show_offers(*answer),
            failed=self._show_trouble,
        )

    def print(self, document: DocumentKind) -> None:
        """Asks for the paper, and closes."""
        order = PrintForTicket(ticket_id=self._ticket_id, document=document, paper=self.paper.key)
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.prints.print(actor, order),
            done=lambda _job: self._on_printed(document),
            failed=self._show_trouble,
        )

    def show_preview(self, document: DocumentKind) -> None:
        """Shows how it will look on the chosen paper."""
        order = PrintForTicket(ticket_id=self._ticket_id, document=document, paper=self.paper.key)
        desk, actor = self._workplace.desk, self._workplace.actor
        self._workplace.tasks.run(
            self,
            lambda: desk.prints.preview(actor, order),
            done=lambda paperwork: self._open_preview(document, paperwork),
            failed=self._show_trouble,
            lane="slow",
            key="preview",
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        focus = self.focusWidget()
        if digit.isdecimal() and digit.isascii() and 0 < int(digit) <= len(self.rows):
            self.rows[int(digit) - 1].go.click()
        elif event.key() in _ENTER and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def _show_offers(self, offers: Sequence[PaperOffer], usual: str) -> None:
        if usual in set(Paper):
            self.paper.set_key(Paper(usual))
        for number, offer in enumerate(offers, start=1):
            row = _OfferRow(number, offer)
            row.go.clicked.connect(partial(self.print, offer.document))
            row.look_first.clicked.connect(partial(self.show_preview, offer.document))
            self._column.addWidget(row)
            self.rows.append(row)
        next((row.go for row in self.rows if row.go.isEnabled()), self).setFocus()

    def _open_preview(self, document: DocumentKind, paperwork: Paperwork) -> None:
        preview = Preview(paperwork, self._workplace.tasks, self)
        preview.print_wanted.connect(partial(self.print, document))
        preview.open()

    def _on_printed(self, document: DocumentKind) -> None:
        self.printed.emit(Deed(_("{paper} goes to the printer.").format(paper=_(OFFER_NAMES[document]))))
        self.accept()

    def _show_trouble(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            self._workplace.problems.show(error)
            return
        set_plain(self._trouble, str(error))
        self._trouble.show()


class _OfferRow(QFrame):
    """One paper."""

    def __init__(self, number: int, offer: PaperOffer) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        name = _(OFFER_NAMES[offer.document])
        self.go = button(f"{number}   {name}", icon="printer")
        self.look_first = button(_("Preview"), kind="quiet")
        self.look_first.setAccessibleName(f"{_('Preview')}: {name}")
        self.words = plain_label(_state(offer), role="small", colour="muted", wrap=True)
        self.go.setAccessibleDescription(self.words.text())
        for choice in (self.go, self.look_first):
            choice.setEnabled(not offer.refusal)
        self.go.setMinimumWidth(look().px(208))
        layout = QHBoxLayout(self)
        pad(layout, margins=8, spacing=12)
        layout.addWidget(self.go)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.look_first)


def _state(offer: PaperOffer) -> str:
    if offer.refusal:
        return offer.refusal
    if offer.asked_at is None:
        return _("Not printed yet.")
    moment = formats.moment_short(offer.asked_at)
    return _("Printed {moment}. Now it says COPY {number}.").format(moment=moment, number=offer.copy)
