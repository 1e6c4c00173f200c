# SPDX-License-Identifier: EUPL-1.2
"""How the steps of a process follow each other: a small drawing, and the same in words."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk_app.catalogue.messages import StepLine
from ui.catalogue.step_order import columns, course_words
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

BOX = 28
ACROSS = 56
"""From one column to the next, pixels at 100 %."""
DOWN = 36


class StepDrawing(QWidget):
    """Boxes with the numbers of the steps, in columns from left to right; what stands above each other runs together."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = _Picture()
        self._words = plain_label("", role="small", colour="muted", wrap=True)
        column = QVBoxLayout(self)
        pad(column, spacing=4)
        column.addWidget(self._picture)
        column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """The course in words."""
        return self._words.text()

    def show_steps(self, steps: Sequence[StepLine]) -> None:
        """Draws another course; nothing for fewer than two steps."""
        self._picture.show_steps(steps)
        set_plain(self._words, course_words(steps))
        self.setVisible(len(steps) > 1)


class _Picture(QWidget):
    """The drawing; the words under it are what is read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[int, tuple[int, int]] = {}
        self._arrows: list[tuple[int, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: Sequence[StepLine]) -> None:
        """Other steps."""
        numbers = {step.code: number for number, step in enumerate(steps, start=1)}
        self._places = {
            number: (across, down) for across, column in enumerate(columns(steps)) for down, number in enumerate(column)
        }
        self._arrows = [
            (numbers[code], number)
            for number, step in enumerate(steps, start=1)
            for code in step.after
            if code in numbers
        ]
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = max((down for _across, down in self._places.values()), default=0) + 1
        wide = max((across for across, _down in self._places.values()), default=0) + 1
        return QSize(look().px(ACROSS * wide), look().px(DOWN * rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        across = min(look().px(ACROSS), self.width() / max(self.sizeHint().width() / look().px(ACROSS), 1))
        painter.setPen(QPen(look().colour("control"), look().px(1)))
        boxes = {number: self._box(place, across) for number, place in self._places.items()}
        for start, end in self._arrows:
            if self._places[start][0] < self._places[end][0]:
                self._draw_arrow(painter, boxes[start], boxes[end])
        painter.setFont(look().font("small"))
        for number, box in boxes.items():
            painter.setBrush(look().colour("select"))
            painter.setPen(QPen(look().colour("control"), look().px(1)))
            painter.drawRoundedRect(box, look().px(4), look().px(4))
            painter.setPen(look().colour("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.end()

    def _box(self, place: tuple[int, int], across: float) -> QRectF:
        side = min(look().px(BOX), across * 0.7)
        return QRectF(place[0] * across + 1, place[1] * look().px(DOWN) + 2, side, look().px(BOX))

    def _draw_arrow(self, painter: QPainter, start: QRectF, end: QRectF) -> None:
        first, last = QPointF(start.right(), start.center().y()), QPointF(end.left(), end.center().y())
        painter.drawLine(QLineF(first, last))
        tip = look().px(4)
        painter.drawLine(QLineF(last, last + QPointF(-tip, -tip)))
        painter.drawLine(QLineF(last, last + QPointF(-tip, tip)))
