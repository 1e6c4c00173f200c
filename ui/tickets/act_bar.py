# SPDX-License-Identifier: EUPL-1.2
"""The buttons of the ticket page: only what can be done now is not grey, and what is grey says why."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desk_app.core.actor import Actor
from desk_app.core.i18n import _
from desk_app.tickets.messages import TicketRow
from ui.tickets.acts import GESTURES, Gesture, shown_in, why_not
from ui.widgets.buttons import button, set_button_text
from ui.widgets.flow import FlowLayout
from ui.widgets.text import set_plain_tooltip


class ActBar(QWidget):
    """One button per gesture.

    Signals:
        asked(Gesture): this button was pressed.
    """

    asked = Signal(object)

    def __init__(self, gestures: Iterable[Gesture], *, kind: str = "", parent: QWidget | None = None) -> None:
        """``kind`` as ``button`` takes it, for those without one of their own."""
        super().__init__(parent)
        self.buttons: dict[Gesture, QPushButton] = {}
        row = FlowLayout(self)
        for gesture in gestures:
            spec = GESTURES[gesture]
            own_kind = {Gesture.COMPLETE: "primary", Gesture.CANCEL: "danger"}.get(gesture, kind)
            made = button(_(spec.text), icon=spec.icon, kind=own_kind)
            set_button_text(made, _(spec.text), spec.key)
            made.clicked.connect(lambda _on=False, chosen=gesture: self.asked.emit(chosen))
            made.setEnabled(False)
            row.addWidget(made)
            self.buttons[gesture] = made

    def rename(self, gesture: Gesture, words: str) -> None:
        """Other words on a button; its key stays."""
        set_button_text(self.buttons[gesture], words.replace("&", "&&"), GESTURES[gesture].key)

    def show_for(self, row: TicketRow, actor: Actor, open_step: str = "") -> None:
        """Greys out what cannot be done to this ticket now; ``open_step``: the step that comes first."""
        shown = shown_in(row.status)
        for gesture, made in self.buttons.items():
            made.setVisible(gesture in shown)
            sentence = why_not(gesture, row, actor, open_step)
            had_focus = made.hasFocus()
            made.setEnabled(not sentence)
            set_plain_tooltip(made, sentence)
            made.setAccessibleDescription(sentence or GESTURES[gesture].key)
            if sentence and had_focus:
                self.setFocus()
