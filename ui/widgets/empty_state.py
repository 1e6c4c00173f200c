# SPDX-License-Identifier: EUPL-1.2
"""What stands where nothing is yet: one sentence about what will appear, one action with its key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class EmptyState(QWidget):
    """An icon, a sentence, and perhaps a button.

    Signals:
        asked: the button was pressed.
    """

    asked = Signal()

    def __init__(self, icon: str, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = plain_label(sentence, colour="muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addStretch(1)
        layout.addWidget(Mark(icon, "muted", 32), alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._sentence)
        if action:
            button = QPushButton(action)
            button.setAutoDefault(False)
            button.clicked.connect(self.asked)
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)

    def show_sentence(self, sentence: str) -> None:
        """Another sentence: an empty search says something else than an empty day."""
        set_plain(self._sentence, sentence)
