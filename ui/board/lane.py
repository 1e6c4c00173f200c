# SPDX-License-Identifier: EUPL-1.2
"""A lane whole: its digit, name and number of cards above, its cards below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.board.messages import LANE_NAMES
from desk_app.core.i18n import _, ngettext
from ui.board.card_delegate import CardDelegate
from ui.board.lane_model import LaneModel
from ui.board.lane_view import LaneView
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import ElidedLabel, plain_label, set_plain, set_plain_tooltip

NARROWEST = 180
"""Pixels at 100 %; where the window is narrower the board scrolls sideways."""


class LaneBox(QFrame):
    """Head and cards of one lane."""

    def __init__(self, model: LaneModel, digit: int, delegate: CardDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sunken")
        self.view = LaneView(model, delegate, self)
        self._model = model
        self._limit = 0
        self._name = _(LANE_NAMES[model.lane])
        self._digit = plain_label(str(digit), role="small", colour="muted")
        self._title = ElidedLabel(self._name, role="heading")
        self._warning = Mark("triangle-alert", "soon.text", 16)
        self._warning.hide()
        self.count = plain_label("0", role="strong", colour="muted")
        head = QHBoxLayout()
        pad(head, margins=(8, 6, 8, 2), spacing=6)
        head.addWidget(self._digit, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title, 1)
        head.addWidget(self._warning)
        head.addWidget(self.count)
        layout = QVBoxLayout(self)
        pad(layout, margins=(3, 0, 1, 3), spacing=2)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        self.fit()
        self.show_count()

    def show_limit(self, limit: int) -> None:
        """Above this number of cards the head warns; 0 for never. It never forbids."""
        self._limit = limit
        self.show_count()

    def show_count(self) -> None:
        """The number in the head, and what a screen reader hears of the lane."""
        count = self._model.rowCount()
        is_over = 0 < self._limit < count
        words = _("{count} / {limit}").format(count=count, limit=self._limit) if self._limit else str(count)
        set_plain(self.count, words)
        self.count.setProperty("colour", "soon" if is_over else "muted")
        self.count.style().polish(self.count)
        self._warning.setVisible(is_over)
        spoken = ngettext("{count} card", "{count} cards", count).format(count=count)
        warning = _("This is more than the {limit} that you agreed.").format(limit=self._limit) if is_over else ""
        set_plain_tooltip(self.count, warning)
        self.view.setAccessibleDescription(f"{spoken} {warning}".strip())

    def show_awaited(self, *, is_on: bool) -> None:
        """After M: the digits are what is asked."""
        self._digit.setProperty("colour", "link" if is_on else "muted")
        self._digit.setProperty("role", "heading" if is_on else "small")
        self._digit.style().unpolish(self._digit)
        self._digit.style().polish(self._digit)

    def fit(self) -> None:
        """Follows the zoom."""
        self.setMinimumWidth(look().px(NARROWEST))
