# SPDX-License-Identifier: EUPL-1.2
"""A message to the customer from the list, framed as on the ticket page: blue means that the customer reads it."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from desk_app.tickets.messages import AddNote
from ui.orders import deeds
from ui.orders.form import OrderForm
from ui.shell.page import Deed, Workplace
from ui.tickets.voice_frame import VoiceFrame
from ui.widgets.look import pad
from ui.widgets.text_box import TextBox


class MessageDialog(OrderForm):
    """Tells the customer of one ticket something; it stands in the timeline."""

    def __init__(self, workplace: Workplace, ticket_id: int, parent: QWidget | None = None) -> None:
        title = _("Message to the customer")
        super().__init__(
            workplace,
            (ticket_id,),
            parent,
            name="message",
            title=title,
            go=_("Tell the customer"),
            icon="message-square",
        )
        self.text = TextBox(name=_("Message that the customer reads"), lines=4)
        frame = VoiceFrame(is_for_customer=True)
        inner = QVBoxLayout(frame)
        pad(inner, margins=12, spacing=0)
        inner.addWidget(self.text)
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        frame.setFocusProxy(self.text)
        self.form.add("text", _("The customer reads this"), frame, required=True)
        self.kept.watch("text", self.text)
        self.keep_typed()
        self.read_lines()
        self.text.setFocus()

    def command(self) -> Callable[[], Deed]:
        order = AddNote(ticket_id=self.ticket_ids[0], text=self.text.text(), for_customer=True)
        desk, actor = self.workplace.desk, self.workplace.actor
        return lambda: deeds.noted(desk.tickets.add_note(actor, order), for_customer=True)
