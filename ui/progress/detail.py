# SPDX-License-Identifier: EUPL-1.2
"""Under the list: everything about the ticket under the cursor, for which a row has no room."""

from datetime import datetime

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from desk_app.progress.messages import GuardedRow
from ui.progress.words import details
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel

LINES = 3
"""After the first; always so many, so that the list does not jump."""


class GuardDetail(QFrame):
    """The lines; each is one line high, and its whole text is a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.why = ElidedLabel(role="strong")
        self.lines = [ElidedLabel(colour="muted") for _number in range(LINES)]
        layout = QVBoxLayout(self)
        pad(layout, margins=(12, 8, 12, 8), spacing=2)
        for label in (self.why, *self.lines):
            label.setMinimumHeight(look().px(20))
            layout.addWidget(label)

    def show_row(self, row: GuardedRow | None, now: datetime) -> None:
        """Shows this ticket; nothing for None."""
        if row is None:
            self.why.show_text("")
            said: list[str] = []
        else:
            self.why.show_text(_("{number}: {why}").format(number=row.number, why=row.why))
            said = list(details(row, now))
        for place, label in enumerate(self.lines):
            label.show_text(said[place] if place < len(said) else "")
