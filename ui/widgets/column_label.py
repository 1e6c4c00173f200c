# SPDX-License-Identifier: EUPL-1.2
"""A label of a fixed width, for a column of them; the width follows the zoom."""

from PySide6.QtCore import QEvent

from ui.widgets.look import look
from ui.widgets.text import PlainLabel


class ColumnLabel(PlainLabel):
    """Small grey words, ``width`` pixels wide at 100 %; a little lower where larger words stand beside it."""

    def __init__(self, text: str, width: int, *, role: str = "small", drop: int = 0) -> None:
        super().__init__(text, role=role, colour="muted", wrap=True)
        self._width = width
        self._drop = drop
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedWidth(look().px(self._width))
        self.setContentsMargins(0, look().px(self._drop), 0, 0)
