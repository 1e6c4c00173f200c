# SPDX-License-Identifier: EUPL-1.2
"""Icons, coloured from the theme: Lucide outlines (ISC, ``resources/icons``) and marks drawn here.

``set_icon(button, "printer")`` remembers the name, so that a change of theme or zoom draws it anew.
One icon has one meaning, and stands beside a word.
"""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QLineF, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.widgets.look import FAMILY, look

ICON_DIR = Path(__file__).resolve().parents[2] / "resources" / "icons"

STATUS_MARKS = ("on_time", "soon", "late", "waiting", "done", "ready")


@cache
def svg(name: str) -> str:
    """The outline of an icon as SVG text, drawn in ``currentColor``."""
    return (ICON_DIR / f"{name}.svg").read_text(encoding="utf-8")


def paint_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draws a Lucide icon or a status mark into ``rect``."""
    if name in STATUS_MARKS:
        paint_mark(painter, name, rect, colour)
        return
    renderer = QSvgRenderer(QByteArray(svg(name).replace("currentColor", colour.name()).encode()))
    renderer.render(painter, rect)


def icon(name: str, colour: str = "text", size: int = 20) -> QIcon:
    """An icon in a colour of the theme; ``size`` in pixels at 100 %. Disabled and selected states included."""
    side = look().px(size)
    result = QIcon()
    result.addPixmap(_pixmap(name, look().colour(colour), side), QIcon.Mode.Normal)
    result.addPixmap(_pixmap(name, look().colour("disabled"), side), QIcon.Mode.Disabled)
    return result


def pixmap(name: str, colour: str = "text", size: int = 20) -> QPixmap:
    """The same as a picture, for a label or a delegate."""
    return _pixmap(name, look().colour(colour), look().px(size))


def set_icon(target: QAbstractButton | QAction, name: str, colour: str = "text", size: int = 20) -> None:
    """Gives a button or an action its icon, and keeps it in step with theme and zoom."""
    target.setProperty("balie_icon", [name, colour, size])
    refresh(target)


def refresh(target: QObject) -> None:
    """Draws the icon of ``set_icon`` once more, if it has one."""
    wanted = target.property("balie_icon")
    if wanted and isinstance(target, QAbstractButton | QAction):
        name, colour, size = wanted
        target.setIcon(icon(name, colour, int(size)))
        if isinstance(target, QAbstractButton):
            side = look().px(int(size))
            target.setIconSize(QSize(side, side))


def _pixmap(name: str, colour: QColor, side: int) -> QPixmap:
    """Twice as many pixels as asked, so that it is sharp on a fine screen too."""
    result = QPixmap(side * 2, side * 2)
    result.setDevicePixelRatio(2)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, QRectF(0, 0, side, side), colour)
    painter.end()
    return result


def paint_mark(painter: QPainter, state: str, rect: QRectF, colour: QColor) -> None:
    """The mark of a state: dot, clock, triangle, pause, check or box. Each differs in form, not only in colour."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / 16, side / 16)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    stroke = QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if state == "on_time":
        painter.drawEllipse(QPointF(8, 8), 5, 5)
    elif state == "soon":
        painter.drawPie(QRectF(3, 3, 10, 10), 90 * 16, -270 * 16)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(8, 8), 6, 6)
    elif state == "late":
        painter.drawPolygon(QPolygonF([QPointF(8, 1.5), QPointF(15, 14), QPointF(1, 14)]))
    elif state == "waiting":
        painter.drawRoundedRect(QRectF(3, 2, 3.6, 12), 1, 1)
        painter.drawRoundedRect(QRectF(9.4, 2, 3.6, 12), 1, 1)
    elif state == "done":
        painter.setPen(stroke)
        painter.drawLines([QLineF(2.5, 8.5, 6.3, 12.3), QLineF(6.3, 12.3, 13.5, 4)])
    else:
        painter.drawRoundedRect(QRectF(2.5, 2.5, 11, 11), 1.5, 1.5)
    painter.restore()


def paint_letter(painter: QPainter, letter: str, rect: QRectF, colour: QColor) -> None:
    """The KWIS mark: a letter in a square outline."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0, 0, side - 2, side - 2)
    box.moveCenter(rect.center())
    painter.setPen(QPen(colour, max(1.2, side / 14)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, side / 7, side / 7)
    font = QFont(FAMILY)
    font.setPixelSize(max(8, round(side * 0.62)))
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


class Mark(QWidget):
    """A small square that shows a status mark, an icon, or (one capital) a KWIS letter. Not read aloud: a word stands by."""

    def __init__(self, name: str, colour: str = "text", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = colour
        self._size = size

    def show_mark(self, name: str, colour: str = "text") -> None:
        """Another mark in its place."""
        self._name = name
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        side = look().px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        side = look().px(self._size)
        rect = QRectF(0, 0, side, side)
        rect.moveCenter(QRectF(self.rect()).center())
        colour = look().colour(self._colour)
        if len(self._name) == 1:
            paint_letter(painter, self._name, rect, colour)
        else:
            paint_icon(painter, self._name, rect, colour)
        painter.end()
