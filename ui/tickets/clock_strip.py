# SPDX-License-Identifier: EUPL-1.2
"""The clock of a ticket on its page: the bar, one sentence that says how it stands, and where its target comes from."""

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.core.errors import DeskError, InvalidInput
from desk_app.core.i18n import _
from desk_app.tickets.clocks import Clock
from desk_app.tickets.messages import TicketRow
from ui.shell.page import Workplace
from ui.tickets.act_bar import ActBar
from ui.tickets.acts import MINDING, Gesture
from ui.tickets.clock_bar import ClockBar
from ui.tickets.clock_words import picture_of, response_of, sentence_of, spoken_of
from ui.widgets.breaking import breakable
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain
from ui.widgets.turning import TurningBox

TURN_BELOW = 860


class ClockStrip(QFrame):
    """The strip; empty and hidden until a clock is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self._clock: Clock | None = None
        self._promised_at: datetime | None = None
        self.bar = ClockBar()
        self.sentence = plain_label("", role="strong", wrap=True)
        self.source = plain_label("", role="small", colour="muted", wrap=True)
        self._standing = ""
        self._pointed = ""
        self.acts = ActBar(MINDING, kind="quiet")
        under = TurningBox(TURN_BELOW, spacing=12)
        under.row.addWidget(self.source, 1)
        under.row.addWidget(self.acts)
        layout = QVBoxLayout(self)
        pad(layout, margins=(12, 8, 12, 4), spacing=2)
        layout.addWidget(self.bar)
        layout.addWidget(self.sentence)
        layout.addWidget(under)
        self.bar.pointed.connect(self._on_pointed)
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """As high as its width asks (``heightForWidth``), not as high as in a very narrow window."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_clock(self, clock: Clock, row: TicketRow, now: datetime) -> None:
        """Shows the clock of this ticket, what the customer was told, and who minds it."""
        self._clock = clock
        self.bar.show()
        self._promised_at = row.promised_at
        self.acts.rename(Gesture.OWNER, _("Minded by {name}").format(name=row.owner or _("nobody")))
        self.show_time(now)
        self.setVisible(True)

    def show_trouble(self, reason: str, row: TicketRow) -> None:
        """There is no clock to show, because of ``reason``; who minds it is still there."""
        self._clock = None
        self.acts.rename(Gesture.OWNER, _("Minded by {name}").format(name=row.owner or _("nobody")))
        self._standing = _("The time of this ticket cannot be worked out: {reason}").format(reason=reason)
        self._say()
        set_plain(self.source, "")
        self.bar.hide()
        self.setVisible(True)

    def show_time(self, now: datetime) -> None:
        """Time went on."""
        clock = self._clock
        if clock is None:
            return
        picture = picture_of(clock, self._promised_at, now)
        self.bar.show_picture(picture, spoken_of(clock, picture, now))
        self._standing = sentence_of(clock, now)
        self._say()
        parts = (response_of(clock, now), clock.terms.source)
        set_plain(self.source, breakable(" · ".join(part for part in parts if part)))

    def clear(self) -> None:
        """Another ticket comes."""
        self._clock = None
        self.hide()

    def _on_pointed(self, words: str) -> None:
        self._pointed = words
        self._say()

    def _say(self) -> None:
        """While the arrow keys walk along the bar, its words stand in the place of the sentence."""
        set_plain(self.sentence, breakable(self._pointed or self._standing))


def read_clock(workplace: Workplace, ticket_id: int) -> Clock | DeskError:
    """On a worker. A ticket is read whole also when its calendar is too empty to say when it is due."""
    try:
        return workplace.desk.ticket_queries.clock(workplace.actor, ticket_id)
    except InvalidInput as error:
        return error
