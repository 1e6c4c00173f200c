# SPDX-License-Identifier: EUPL-1.2
"""What is on screen while the desk is being opened, so that a start is seen at once; and why it cannot, if it cannot."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class Opening(QWidget):
    """The first picture of the program, as large as the window that follows."""

    def __init__(self, again: Callable[[], None]) -> None:
        super().__init__()
        self.setWindowTitle("Balie")
        self.resize(1366, 768)
        self._sentence = plain_label(_("The counter is being opened…"), colour="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = plain_label("Balie", role="display")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._again = QPushButton(_("Try again"))
        self._again.setProperty("kind", "primary")
        self._stop = QPushButton(_("Close"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._again)
        buttons.addWidget(self._stop)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        pad(layout, margins=48, spacing=24)
        layout.addStretch(1)
        layout.addWidget(title)
        layout.addWidget(self._sentence)
        layout.addLayout(buttons)
        layout.addStretch(2)
        self._again.clicked.connect(self._on_again)
        self._again.clicked.connect(again)
        self._stop.clicked.connect(self.close)
        self._show_buttons(is_on=False)

    def refuse(self, sentence: str) -> None:
        """Says why the desk cannot be opened."""
        set_plain(self._sentence, sentence)
        self._show_buttons(is_on=True)
        self._again.setFocus()

    def _on_again(self) -> None:
        set_plain(self._sentence, _("The counter is being opened…"))
        self._show_buttons(is_on=False)

    def _show_buttons(self, *, is_on: bool) -> None:
        self._again.setVisible(is_on)
        self._stop.setVisible(is_on)
