# SPDX-License-Identifier: EUPL-1.2
"""Lines in the box under the description that say something before the fields: danger, and what changed meanwhile."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desk_app.core.i18n import _
from ui.widgets.announce import announce
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain


class DangerBar(QFrame):
    """Says what comes before registering when there is danger."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "error")
        self._words = plain_label(_("Call 112 or security first. Register after that."), role="strong", wrap=True)
        layout = QHBoxLayout(self)
        pad(layout, margins=(12, 8, 12, 8), spacing=8)
        layout.addWidget(Mark("triangle-alert", "late.text", 20))
        layout.addWidget(self._words, 1)
        self.setMinimumHeight(look().px("control"))
        self.hide()

    def set_phone(self, number: str) -> None:
        """The extension of security, when the desk has one."""
        if number:
            sentence = _("Call 112 or security ({phone}) first. Register after that.").format(phone=number)
            set_plain(self._words, sentence)

    def set_on(self, *, is_on: bool) -> None:
        """Shows it, and says it once."""
        is_news = is_on and self.isHidden()
        self.setVisible(is_on)
        if is_news:
            announce(self, self._words.text(), urgent=True)


class NewsBar(QFrame):
    """Says what changed about the product since it was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "notice")
        self._words = plain_label("", wrap=True)
        layout = QHBoxLayout(self)
        pad(layout, margins=(12, 8, 12, 8), spacing=8)
        layout.addWidget(Mark("history", "soon.text", 18))
        layout.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says; empty while it is not there."""
        return self._words.text()

    def show_sentence(self, sentence: str) -> None:
        """Says this; an empty sentence takes it away."""
        is_news = bool(sentence) and sentence != self.sentence
        set_plain(self._words, sentence)
        self.setVisible(bool(sentence))
        if is_news:
            announce(self, sentence)
