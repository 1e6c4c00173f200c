# SPDX-License-Identifier: EUPL-1.2
"""One card in the middle of an empty window: for signing in and for the first start. It scrolls at a large zoom."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

WIDTH = 440


class Card(QScrollArea):
    """A heading with an icon, a few words, and what a subclass adds to ``body``."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._heading = plain_label("", role="title", wrap=True)
        self._words = plain_label("", colour="muted", wrap=True)
        self._frame = QFrame()
        self._frame.setProperty("ground", "card")
        self.body = QVBoxLayout(self._frame)
        pad(self.body, margins=24, spacing=16)
        top = QHBoxLayout()
        pad(top, spacing=12)
        self._mark = Mark(icon, "accent", 28)
        top.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._heading, 1)
        self.body.addLayout(top)
        self.body.addWidget(self._words)
        name = plain_label("Balie", role="display")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ground = QWidget()
        column = QVBoxLayout(ground)
        pad(column, margins=16, spacing=16)
        column.addStretch(1)
        column.addWidget(name)
        column.addWidget(self._frame, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setWidget(ground)
        self._frame.installEventFilter(self)
        self._fit()

    def show_words(self, heading: str, words: str, icon: str = "") -> None:
        """The heading and the explanation under it."""
        set_plain(self._heading, heading)
        set_plain(self._words, words)
        self._words.setVisible(bool(words))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)
        if icon:
            self._mark.show_mark(icon, "accent")

    @property
    def heading(self) -> QLabel:
        """The label on top, to read it."""
        return self._heading

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_frame"):
            self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._frame and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As high as its wrapped texts really are; Qt would squeeze them in a window that is too low."""
        width = look().px(WIDTH)
        self._frame.setFixedWidth(width)
        self._frame.setMinimumHeight(self.body.totalHeightForWidth(width))
