# SPDX-License-Identifier: EUPL-1.2
"""Titles with words under them, as many as there are: the body of the tabs of a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.breaking import breakable
from ui.widgets.column_area import ColumnArea
from ui.widgets.text import PlainLabel, plain_label, set_plain


@dataclass(frozen=True, slots=True)
class Block:
    """A title and what stands under it; both translated or typed text. ``is_marked``: it asks for attention."""

    title: str
    text: str
    is_marked: bool = False
    is_short: bool = False
    """Title and text fit on one line."""


class Blocks(ColumnArea):
    """The blocks, in order; empty ones are left out. The labels are used again, so that walking a list stays smooth."""

    def __init__(self, *, name: str, nothing: str = "", margins: tuple[int, int, int, int] = (16, 12, 16, 12)) -> None:
        super().__init__(margins=margins, spacing=4, asks=200)
        self.setAccessibleName(name)  # it takes the focus so that the arrow keys scroll it
        self._nothing = nothing
        self._pairs: list[tuple[PlainLabel, PlainLabel]] = []
        self._shown = 0
        self._feet = 0
        self.column.addStretch(1)

    @property
    def texts(self) -> list[str]:
        """The titles and words in view."""
        return [label.text() for pair in self._pairs[: self._shown] for label in pair]

    def put_above(self, widget: QWidget) -> None:
        """Something above the blocks, which scrolls along."""
        self.column.insertWidget(0, widget)

    def put_below(self, widget: QWidget) -> None:
        """Something below the blocks."""
        self.column.insertWidget(self.column.count() - 1, widget)
        self._feet += 1

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Shows these; the sentence ``nothing`` when all are empty."""
        shown = [block for block in blocks if block.text.strip()]
        if not shown and self._nothing:
            shown = [Block("", self._nothing)]
        while len(self._pairs) < len(shown):
            self._add_pair()
        for place, (title, words) in enumerate(self._pairs):
            is_shown = place < len(shown)
            if is_shown:
                block = shown[place]
                text = block.text.strip()
                set_plain(title, "" if block.is_short else breakable(block.title))
                set_plain(words, breakable(f"{block.title}: {text}" if block.is_short else text))
                _colour(words, "late" if block.is_marked else "")
            title.setVisible(is_shown and bool(title.text()))
            words.setVisible(is_shown)
        self._shown = len(shown)

    def _add_pair(self) -> None:
        title = plain_label("", role="strong", wrap=True)
        words = plain_label("", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setContentsMargins(0, 0, 0, 6)
        place = self.column.count() - 1 - self._feet
        self.column.insertWidget(place, title)
        self.column.insertWidget(place + 1, words)
        self._pairs.append((title, words))


def _colour(label: PlainLabel, colour: str) -> None:
    if (label.property("colour") or "") != colour:
        label.setProperty("colour", colour)
        label.style().unpolish(label)
        label.style().polish(label)
