# SPDX-License-Identifier: EUPL-1.2
"""The head of the ticket page: number, kind, subject, how it stands, and the few facts that everybody asks first."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.catalogue.wording import KIND_LETTERS, KIND_NAMES
from desk_app.core import formats
from desk_app.core.i18n import _
from desk_app.tickets.messages import TicketRow
from ui.tickets.urgency_chip import chip_of
from ui.widgets.badge import Badge
from ui.widgets.breaking import breakable
from ui.widgets.buttons import button, set_button_text
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class TicketHeader(QFrame):
    """The head.

    Signals:
        back_wanted: the button with the arrow was pressed.
        person_wanted: the name of the customer was pressed.
    """

    back_wanted = Signal()
    person_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.back = button(_("Back"), icon="arrow-left", kind="quiet")
        set_button_text(self.back, _("Back"), "Esc")
        self.number = plain_label("", role="strong", colour="muted")
        self.letter = Mark("W", "text", 20)
        self.kind = plain_label("", colour="muted")
        self.chip = Badge()
        self.subject = plain_label("", role="title", wrap=True)
        self.customer = button("", icon="user", kind="quiet")
        self.facts = plain_label("", colour="muted", wrap=True)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        pad(top, spacing=8)
        for widget in (self.back, self.letter, self.number, self.kind):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.chip)
        under = QHBoxLayout()
        pad(under, spacing=8)
        under.addWidget(self.customer)
        under.addWidget(self.facts, 1)
        layout = QVBoxLayout(self)
        pad(layout, margins=(12, 8, 16, 8), spacing=4)
        layout.addLayout(top)
        layout.addWidget(self.subject)
        layout.addLayout(under)
        self.back.clicked.connect(self.back_wanted)
        self.customer.clicked.connect(self.person_wanted)

    def minimumSizeHint(self) -> QSize:
        """As high as its width asks (``heightForWidth``), not as high as in a very narrow window."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_ticket(self, row: TicketRow, now: datetime) -> None:
        """Shows this ticket."""
        set_plain(self.number, row.number)
        self.letter.show_mark(KIND_LETTERS[row.kind])
        set_plain(self.kind, _(KIND_NAMES[row.kind]))
        set_plain(self.subject, breakable(" ".join(row.subject.split())))
        name = row.requester or _("Without a name")
        set_button_text(self.customer, name.replace("&", "&&"))
        self.customer.setEnabled(row.requester_id is not None)
        set_plain(self.facts, breakable(" · ".join(_few_facts(row))))
        self.show_time(row, now)

    def show_time(self, row: TicketRow, now: datetime) -> None:
        """Time went on: the chip may say something else."""
        self.chip.show_chip(chip_of(row, now))


def _few_facts(row: TicketRow) -> list[str]:
    who = _("{team}, {name}").format(team=row.team, name=row.assignee) if row.team and row.assignee else ""
    promised = ""
    if row.promised_at is not None and row.completed_at is None:
        promised = _("promised {moment}").format(moment=formats.moment_short(row.promised_at))
    for_whom = _("for {name}").format(name=row.requested_for) if row.requested_for else ""
    return [part for part in (for_whom, row.space, who or row.team or row.assignee, promised) if part]
