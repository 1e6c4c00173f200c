# SPDX-License-Identifier: EUPL-1.2
"""Says that this may have been reported already. A hint, never a bar: whoever goes on typing is not stopped."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desk_app.core.i18n import _
from desk_app.tickets.messages import TicketLine
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class DuplicateHint(QFrame):
    """One line with two buttons.

    Signals:
        view_wanted(int): show this ticket.
    """

    view_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "notice")
        self._shown: TicketLine | None = None
        self._waved_away: set[int] = set()
        self._words = plain_label("", wrap=True)
        self.view_button = button(_("View"), kind="quiet")
        self.new_button = button(_("New after all"), kind="quiet")
        layout = QHBoxLayout(self)
        pad(layout, margins=(12, 4, 8, 4), spacing=8)
        layout.addWidget(Mark("copy", "soon.text", 18))
        layout.addWidget(self._words, 1)
        for one in (self.view_button, self.new_button):
            layout.addWidget(one, alignment=Qt.AlignmentFlag.AlignTop)
        self.view_button.clicked.connect(self._on_view)
        self.new_button.clicked.connect(self._on_new)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty while it is not there."""
        return self._words.text() if self._shown is not None else ""

    def show_lines(
        self, lines: Sequence[TicketLine], state_of: Callable[[TicketLine], str], name: str, own: set[int]
    ) -> None:
        """The newest ticket that looks the same. ``state_of(line)`` is how it stands in a word, ``name`` the given name
        of the customer, ``own`` the ids of tickets of that customer."""
        line = next((line for line in lines if line.id not in self._waved_away), None)
        is_news = line is not None and line != self._shown
        self._shown = line
        if line is not None:
            if name and line.id in own:
                sentence = _("{name} reported this already: {number}, {state}.")
            else:
                sentence = _("This was reported already: {number}, {state}.")
            set_plain(self._words, sentence.format(name=name, number=line.number, state=state_of(line)))
        self.setVisible(line is not None)
        if is_news:
            announce(self, self.sentence)

    def clear(self) -> None:
        """Another customer: nothing is known, nothing was waved away."""
        self._waved_away.clear()
        self._shown = None
        self.hide()

    def _on_view(self) -> None:
        if self._shown is not None:
            self.view_wanted.emit(self._shown.id)

    def _on_new(self) -> None:
        if self._shown is not None:
            self._waved_away.add(self._shown.id)
        self._shown = None
        self.hide()
