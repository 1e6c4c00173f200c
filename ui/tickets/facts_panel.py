# SPDX-License-Identifier: EUPL-1.2
"""The facts of a ticket at the right of its timeline."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desk_app.completion.messages import HandedOver
from desk_app.core.i18n import _
from ui.tickets.facts import FactGroup
from ui.widgets.breaking import breakable
from ui.widgets.buttons import button
from ui.widgets.column_area import ColumnArea
from ui.widgets.column_label import ColumnLabel
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label

SIGNATURE_WIDTH = 240
LABEL_WIDTH = 104
ASKS = 110
"""Height; the rest of the page may give more."""


class FactsPanel(ColumnArea):
    """Groups of label and value; rebuilt only when a fact changed.

    Signals:
        link_wanted(str): the button of this group was pressed; carries its words.
    """

    link_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(asks=ASKS, parent=parent)
        self.setAccessibleName(_("Facts"))
        self._shown: tuple[Sequence[FactGroup], HandedOver | None] | None = None
        self._card: QFrame | None = None
        self.signature: QLabel | None = None

    def show_facts(self, groups: Sequence[FactGroup], handed_over: HandedOver | None) -> None:
        """Shows these."""
        wanted = (groups, handed_over)
        if wanted == self._shown:
            return
        self._shown = wanted
        if self._card is not None:
            self.column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
        self._card = QFrame()
        self._card.setProperty("ground", "card")
        inner = QVBoxLayout(self._card)
        pad(inner, margins=16, spacing=8)
        for number, group in enumerate(groups):
            if number:
                inner.addSpacing(look().px(8))
            inner.addWidget(plain_label(group.title, role="heading"))
            inner.addLayout(_grid(group))
            if group.link:
                more = button(group.link, icon="history", kind="quiet")
                more.clicked.connect(lambda _on=False, words=group.link: self.link_wanted.emit(words))
                inner.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._add_signature(inner, handed_over)
        inner.addStretch(1)
        self.column.addWidget(self._card)

    def _add_signature(self, inner: QVBoxLayout, handed_over: HandedOver | None) -> None:
        self.signature = None
        if handed_over is None or not handed_over.is_signed:
            return
        inner.addWidget(plain_label(_("Signature"), role="heading"))
        if handed_over.signature is None:
            inner.addWidget(plain_label(_("Signed. Your role may not see the signature."), wrap=True))
            return
        picture = QPixmap.fromImage(QImage.fromData(handed_over.signature))
        self.signature = QLabel()
        self.signature.setPixmap(
            picture.scaledToWidth(look().px(SIGNATURE_WIDTH), Qt.TransformationMode.SmoothTransformation)
        )
        self.signature.setAccessibleName(_("Signature of {name}").format(name=handed_over.name))
        inner.addWidget(self.signature)


def _grid(group: FactGroup) -> QGridLayout:
    grid = QGridLayout()
    pad(grid, spacing=6)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for number, (label, value) in enumerate(group.facts):
        name = ColumnLabel(label, LABEL_WIDTH, drop=2)
        words = plain_label(breakable(value), wrap=True)
        words.setAccessibleName(f"{label}: {value}")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(name, number, 0, top)
        grid.addWidget(words, number, 1, top)
    return grid
