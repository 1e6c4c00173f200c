# SPDX-License-Identifier: EUPL-1.2
"""Where a note is typed. For colleagues unless somebody says otherwise, and then it looks quite different."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.orders.kept_texts import KeptTexts
from ui.shell.page import Workplace
from ui.tickets.voice_frame import VoiceFrame
from ui.widgets.announce import announce
from ui.widgets.buttons import button, set_button_text
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.segmented import Segmented
from ui.widgets.text import plain_label, set_plain
from ui.widgets.text_box import TextBox
from ui.widgets.turning import TurningBox

TURN_BELOW = 376
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoteBox(QWidget):
    """A text and who reads it.

    Signals:
        sent(str, bool): add this note; True when the customer reads it. Call ``note_added`` when it was added,
            ``show_error`` when it was not: the text stays until then.
    """

    sent = Signal(str, bool)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket_id = 0
        self.voice = Segmented(
            [(False, _("For colleagues only")), (True, _("The customer reads this"))], name=_("Who reads the note?")
        )
        self.box = TextBox(name=_("Note"), lines=2, max_lines=6)
        self.add = button(_("Add"), icon="plus")
        set_button_text(self.add, _("Add"), "Ctrl+Enter")
        self.error = plain_label("", role="small", colour="error", wrap=True)
        self.error.hide()
        self._mark = Mark("users", "muted", 18)
        self._words = plain_label("", role="strong")
        self._frame = VoiceFrame()
        self.kept = KeptTexts(workplace, self)
        self.kept.watch("text", self.box)
        inner = QVBoxLayout(self._frame)
        pad(inner, margins=12, spacing=8)
        title = QWidget()
        who = QHBoxLayout(title)
        pad(who, spacing=8)
        who.addWidget(self._mark)
        who.addWidget(self._words)
        who.addStretch(1)
        head = TurningBox(TURN_BELOW)
        head.row.addWidget(title, 1)
        head.row.addWidget(self.voice)
        body = TurningBox(TURN_BELOW)
        body.row.addWidget(self.box, 1)
        body.row.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignBottom)
        for part in (self, head, body):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inner.addWidget(head)
        inner.addWidget(body)
        inner.addWidget(self.error)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self.setFocusProxy(self.box)
        QWidget.setTabOrder(self.box.editor, self.add)
        self.voice.chosen.connect(self._show_voice)
        self.add.clicked.connect(self.send)
        self.box.edited.connect(lambda: self.show_error(""))
        self._show_voice(False)

    @property
    def is_for_customer(self) -> bool:
        """Whether the customer reads it."""
        return bool(self.voice.key)

    def open(self, ticket_id: int) -> None:
        """The box belongs to this ticket now: what stood in it is kept, and what was typed at this one comes back."""
        self.kept.write()
        self._empty()
        self._ticket_id = ticket_id
        self.kept.open(_about(ticket_id))

    def send(self) -> None:
        """Asks to add the note."""
        if self.add.isEnabled():
            self.add.setEnabled(False)
            self.sent.emit(self.box.text(), self.is_for_customer)

    def note_added(self, ticket_id: int, text: str) -> None:
        """This was added to that ticket; what was typed after it stays."""
        self.kept.forget(_about(ticket_id))
        if ticket_id != self._ticket_id:
            return
        typed = self.box.text()
        self._empty()
        if typed != text:
            rest = typed.removeprefix(text)
            self.box.set_text(rest)
            self.box.set_cursor_position(len(rest))
            self.kept.write()

    def show_error(self, sentence: str) -> None:
        """Says what is wrong with it; the text stays."""
        set_plain(self.error, sentence)
        self.error.setVisible(bool(sentence))
        self.box.editor.setAccessibleDescription(sentence or self._words.text())
        self.add.setEnabled(True)
        if sentence:
            announce(self.box.editor, sentence, urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.send()
        else:
            super().keyPressEvent(event)

    def _empty(self) -> None:
        """Empty, and for colleagues again: nobody writes to a customer by accident."""
        self.box.set_text("")
        self.voice.set_key(False)
        self._show_voice(False)
        self.show_error("")

    def _show_voice(self, is_for_customer: bool) -> None:
        self._frame.show_voice(is_for_customer=is_for_customer)
        self._mark.show_mark("message-square" if is_for_customer else "users", "accent" if is_for_customer else "muted")
        words = _("Message to the customer") if is_for_customer else _("Note")
        set_plain(self._words, words)
        name = _("Message that the customer reads") if is_for_customer else _("Note for colleagues only")
        self.box.editor.setAccessibleName(name)
        self.box.editor.setAccessibleDescription(name)


def _about(ticket_id: int) -> str:
    return f"note:{ticket_id}"
