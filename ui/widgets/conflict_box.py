# SPDX-License-Identifier: EUPL-1.2
"""Somebody else saved the same product: what differs, and the choice between both; nothing is thrown away unasked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.widgets.announce import announce
from ui.widgets.breaking import breakable
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain

MOST_SHOWN = 6


class ConflictBox(QFrame):
    """The difference and two buttons.

    Signals:
        mine_wanted: keep what I changed, on top of what is stored now.
        theirs_wanted: show what is stored now; mine is given up.
    """

    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "notice")
        self._sentence = plain_label("", role="strong", wrap=True)
        self._lines = plain_label("", wrap=True)
        self.mine = button(_("Keep my changes"), icon="pencil")
        self.theirs = button(_("Take what is stored"), icon="download")
        acts = QWidget()
        row = FlowLayout(acts)
        row.addWidget(self.mine)
        row.addWidget(self.theirs)
        layout = QVBoxLayout(self)
        pad(layout, margins=(12, 8, 12, 8), spacing=4)
        layout.addWidget(self._sentence)
        layout.addWidget(self._lines)
        layout.addWidget(acts)
        self.mine.clicked.connect(self.mine_wanted)
        self.theirs.clicked.connect(self.theirs_wanted)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._sentence.text()}\n{self._lines.text()}"

    def show_difference(self, sentence: str, differences: Sequence[str], *, takes_focus: bool) -> None:
        """``sentence`` says who changed it; each difference is one line. Who is typing keeps the focus."""
        lines = list(differences[:MOST_SHOWN])
        if len(differences) > MOST_SHOWN:
            lines.append(_("And {count} more.").format(count=len(differences) - MOST_SHOWN))
        set_plain(self._sentence, sentence)
        set_plain(self._lines, breakable("\n".join(lines)))
        self._lines.setVisible(bool(lines))
        self.show()
        if takes_focus:
            self.mine.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, sentence, urgent=True)
