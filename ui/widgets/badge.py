# SPDX-License-Identifier: EUPL-1.2
"""The chip of a state: mark, word and colour together, because a tint alone says nothing to a colour-blind eye."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from ui.widgets.icons import paint_icon, paint_letter
from ui.widgets.look import look


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows. ``state``: on_time, soon, late, waiting, done or ready. ``mark``: an icon name or one KWIS
    letter instead of the mark of the state."""

    word: str
    state: str = "waiting"
    mark: str = ""


def chip_size(chip: Chip) -> QSize:
    """The room a chip needs, in pixels at the zoom in use."""
    metrics = QFontMetrics(look().font("small"))
    return QSize(metrics.horizontalAdvance(chip.word) + look().px(34), look().px(24))


def paint_chip(painter: QPainter, chip: Chip, rect: QRectF) -> None:
    """Draws a chip at the left of ``rect``, vertically centred; the word ends in … when there is no room."""
    colours = "done" if chip.state == "ready" else chip.state
    size = chip_size(chip)
    box = QRectF(rect.left(), rect.center().y() - size.height() / 2, min(size.width(), rect.width()), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box, look().px(4), look().px(4))
    painter.fillPath(path, look().colour(f"{colours}.tint"))
    side = look().px(14)
    mark = QRectF(0, 0, side, side)
    mark.moveCenter(QPointF(box.left() + look().px(15), box.center().y()))
    ink = look().colour(f"{colours}.text")
    if len(chip.mark) == 1:
        paint_letter(painter, chip.mark, mark, ink)
    else:
        paint_icon(painter, chip.mark or chip.state, mark, ink)
    painter.setFont(look().font("small"))
    painter.setPen(ink)
    room = box.adjusted(look().px(26), 0, -look().px(4), 0)
    word = painter.fontMetrics().elidedText(chip.word, Qt.TextElideMode.ElideRight, max(round(room.width()), 1))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
    painter.restore()


class Badge(QWidget):
    """A chip as a widget of its own."""

    def __init__(self, chip: Chip | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip: Chip | None = None
        self.show_chip(chip)

    def show_chip(self, chip: Chip | None) -> None:
        """Shows another state; nothing for None."""
        self._chip = chip
        self.setVisible(chip is not None)
        self.setAccessibleName(chip.word if chip else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._chip) if self._chip else QSize(0, look().px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        if self._chip is not None:
            painter = QPainter(self)
            paint_chip(painter, self._chip, QRectF(self.rect()))
            painter.end()
