# SPDX-License-Identifier: EUPL-1.2
"""The bar that explains a clock: ran, stood still (hatched), too long (thick), done (double line), and what is left.

Form tells everything that colour tells: it reads the same in grey. The arrow keys walk along its parts, and the words
of each are shown and spoken; a mouse gets them as a tooltip. How closed time is drawn is in ``clock_scale.py``.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.tickets.clock_picture import BarMark, ClockPicture, Piece, Sign, Stretch
from ui.widgets.announce import announce
from ui.widgets.icons import paint_icon
from ui.widgets.look import look
from ui.widgets.text import show_plain_tooltip

TRACK = 14
THICKER = 3
"""The stretch after the target stands out this much above and below."""
LINE = 16
GAP = 5
MARGIN = 8
NEAR = 6
"""Pixels at 100 % around a mark that still mean this mark."""
FOLD = 7
"""Width of a closed stretch, pixels at 100 %; many of them are narrower."""

_ABOVE = (Sign.NOW, Sign.DONE, Sign.CANCELLED, Sign.RESPONDED)
_UNDER = (Sign.TARGET, Sign.PROMISE, Sign.BEGIN, Sign.RESPOND_BY)
"""In order of importance: a label for which there is no room is left out."""
_LOWER = (Sign.TARGET, Sign.PROMISE)
"""Worth a second line of labels."""


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    box: QRectF


class ClockBar(QWidget):
    """The bar.

    Signals:
        pointed(str): the words of the part under the arrow keys; empty when none is.
    """

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: ClockPicture | None = None
        self._current = -1
        self._labels: tuple[_Label, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def picture(self) -> ClockPicture | None:
        """What is shown."""
        return self._picture

    @property
    def labels(self) -> list[tuple[str, QRectF]]:
        """The labels that found room, and where."""
        return [(label.text, label.box) for label in self._labels]

    def x_of(self, moment: datetime) -> float:
        """Where a moment stands, in pixels from the left."""
        return self._at(self._picture.scale.place(moment)) if self._picture else 0.0

    def show_picture(self, picture: ClockPicture, spoken: str) -> None:
        """Shows this; ``spoken`` is all of it in words, for who does not see it."""
        if self._picture is None or len(picture.parts) != len(self._picture.parts):
            self._point(-1)
        self._picture = picture
        self.setAccessibleName(spoken)
        self._labels = self._arrange(self.width())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """A second line of labels where they do not fit beside each other."""
        least = self.track_top() + look().px(TRACK + GAP + LINE)
        return max([least, *(round(label.box.bottom()) for label in self._arrange(width))])

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), self.heightForWidth(max(self.width(), look().px(240))))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), self.track_top() + look().px(TRACK + GAP + LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._labels = self._arrange(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._labels = self._arrange(self.width())
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._picture.parts) if self._picture else 0
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not count or not plain:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Right:
            self._point(min(self._current + 1, count - 1))
        elif key == Qt.Key.Key_Left:
            self._point(max(self._current - 1, 0))
        elif key == Qt.Key.Key_Home:
            self._point(0)
        elif key == Qt.Key.Key_End:
            self._point(count - 1)
        elif key == Qt.Key.Key_Escape and self._current >= 0:
            self._point(-1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(-1)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_plain_tooltip(self, event.globalPos(), self.words_at(event.pos().x()))
            return True
        return super().event(event)

    def words_at(self, x: int) -> str:
        """What stands at this pixel: a mark nearby, else the stretch."""
        picture = self._picture
        if picture is None:
            return ""
        marks = [(abs(self.x_of(mark.at) - x), mark.words) for mark in picture.marks]
        distance, words = min(marks, default=(float(NEAR + 1), ""), key=lambda pair: pair[0])
        if distance <= look().px(NEAR):
            return words
        found = [piece.words for piece in picture.pieces if self._room(piece).left() <= x <= self._room(piece).right()]
        return found[0] if found else ""

    def paintEvent(self, _event: object) -> None:
        picture = self._picture
        if picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track, thin = self._track(), max(look().px(2), 1)
        painter.fillRect(QRectF(track.left(), track.center().y(), track.width(), thin), look().colour("divider"))
        for piece in picture.pieces:
            _paint_piece(painter, piece.kind, self._room(piece))
        end = max((piece.last for piece in picture.pieces), default=picture.marks[0].at)
        for first, last in picture.scale.folds:
            if first < end:
                self._paint_fold(painter, self.x_of(first), self.x_of(last))
        for mark in picture.marks:
            self._paint_mark(painter, mark)
        painter.setFont(look().font("small"))
        painter.setPen(look().colour("text"))
        for label in self._labels:
            painter.drawText(label.box, Qt.AlignmentFlag.AlignCenter, label.text)
        if self._current >= 0:
            self._paint_current(painter, picture.parts[self._current])
        painter.end()

    def _point(self, number: int) -> None:
        if number == self._current:
            return
        self._current = number
        words = self._picture.parts[number].words if self._picture and number >= 0 else ""
        self.pointed.emit(words)
        if words:
            announce(self, words)
        self.update()

    def track_top(self) -> int:
        """Where the bar itself begins under its labels, in pixels."""
        return look().px(LINE + GAP)

    def _track(self) -> QRectF:
        side = look().px(MARGIN)
        return QRectF(side, self.track_top(), max(self.width() - 2 * side, 1), look().px(TRACK))

    def _at(self, place: float) -> float:
        track = self._track()
        return track.left() + track.width() * place

    def _room(self, piece: Piece) -> QRectF:
        left, right = self.x_of(piece.first), self.x_of(piece.last)
        track = self._track()
        return QRectF(left, track.top(), max(right - left, 1), track.height())

    def _arrange(self, width: int) -> tuple[_Label, ...]:
        """The labels in a bar of this width: the important ones get a place first, none stands over another."""
        picture = self._picture
        if picture is None:
            return ()
        px, metrics = look().px, QFontMetrics(look().font("small"))
        under = self.track_top() + px(TRACK + GAP)
        taken: dict[int, list[QRectF]] = {0: [], under: [], under + px(LINE): []}
        above, *below = taken
        placed: list[_Label] = []
        for mark in sorted(picture.marks, key=lambda mark: (*_ABOVE, *_UNDER).index(mark.kind)):
            room = metrics.horizontalAdvance(mark.label) + px(4)
            middle = px(MARGIN) + (width - 2 * px(MARGIN)) * picture.scale.place(mark.at)
            left = min(max(middle - room / 2, 0.0), max(width - room, 0.0))
            if room > width or not mark.label:
                continue
            for top in [above] if mark.kind in _ABOVE else below[: 2 if mark.kind in _LOWER else 1]:
                box = QRectF(left, top, room, px(LINE))
                if not any(box.adjusted(-px(6), 0, px(6), 0).intersects(other) for other in taken[top]):
                    taken[top].append(box)
                    placed.append(_Label(mark.label, box))
                    break
        return tuple(placed)

    def _paint_fold(self, painter: QPainter, left: float, right: float) -> None:
        """Closed: the bar is cut through, with a dotted line in the cut."""
        track = self._track().adjusted(0, -look().px(THICKER), 0, look().px(THICKER))
        cut = QRectF(left, track.top(), max(right - left, 1), track.height())
        painter.fillRect(cut, look().colour("surface"))
        if cut.width() >= look().px(3):
            pen = QPen(look().colour("control"), max(look().px(1), 1))
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(cut.center().x(), cut.top(), cut.center().x(), cut.bottom()))

    def _paint_mark(self, painter: QPainter, mark: BarMark) -> None:
        px, x, track = look().px, self.x_of(mark.at), self._track()
        ink = look().colour("text")
        top, bottom = track.top() - px(GAP), track.bottom() + px(GAP)
        painter.setBrush(ink)
        if mark.kind in (Sign.TARGET, Sign.PROMISE):
            painter.setPen(QPen(look().colour("surface"), px(4)))  # it stands on dark stretches too
            painter.drawLine(QLineF(x, track.top() - px(THICKER), x, track.bottom() + px(THICKER)))
            pen = QPen(ink, px(2))
            pen.setStyle(Qt.PenStyle.SolidLine if mark.kind is Sign.TARGET else Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(x, top, x, bottom))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(_flag(x, top) if mark.kind is Sign.TARGET else _diamond(x, bottom - px(1), px(5)))
        elif mark.kind is Sign.NOW:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(QPolygonF([QPointF(x - px(5), top), QPointF(x + px(5), top), QPointF(x, top + px(7))]))
        elif mark.kind in (Sign.DONE, Sign.CANCELLED):
            tone, sign = ("done", "check") if mark.kind is Sign.DONE else ("waiting", "x")
            side = px(16)
            spot = QRectF(x - side / 2, track.center().y() - side / 2, side, side)
            painter.setPen(QPen(look().colour(f"{tone}.bar"), px(2)))
            painter.setBrush(look().colour("surface"))
            painter.drawEllipse(spot)
            inset = px(3)
            paint_icon(painter, sign, spot.adjusted(inset, inset, -inset, -inset), look().colour(f"{tone}.text"))
        else:
            is_open = mark.kind is Sign.RESPOND_BY
            painter.setBrush(look().colour("surface") if is_open else ink)
            painter.setPen(QPen(ink if is_open else look().colour("surface"), px(2)))
            painter.drawEllipse(QPointF(x, track.center().y()), px(4), px(4))

    def _paint_current(self, painter: QPainter, part: Piece | BarMark) -> None:
        """A frame around the part that the arrow keys are at; the ring around the bar is not ours."""
        px = look().px
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look().colour("focus"), px(2)))
        track = self._track().adjusted(0, -px(GAP + 1), 0, px(GAP + 1))
        if isinstance(part, Piece):
            room = self._room(part)
            box = QRectF(room.left() - px(2), track.top(), room.width() + px(4), track.height())
        else:
            box = QRectF(self.x_of(part.at) - px(8), track.top(), px(16), track.height())
        painter.drawRoundedRect(box, px(3), px(3))


def _paint_piece(painter: QPainter, kind: Stretch, room: QRectF) -> None:
    px, colour = look().px, look().colour
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if kind is Stretch.RUNNING:
        painter.fillRect(room, colour("on_time.bar"))
    elif kind is Stretch.LATE:
        painter.fillRect(room.adjusted(0, -px(THICKER), 0, px(THICKER)), colour("late.bar"))
    elif kind is Stretch.PAUSED:
        painter.fillRect(room, colour("waiting.tint"))
        _hatch(painter, room, colour("waiting.bar"))
        _outline(painter, room, colour("waiting.bar"))
    elif kind is Stretch.DONE:
        painter.fillRect(room, colour("surface"))
        for top in (room.top() + px(2), room.bottom() - px(5)):
            painter.fillRect(QRectF(room.left(), top, room.width(), px(3)), colour("done.bar"))
    else:
        painter.fillRect(room, colour("sunken"))
        _outline(painter, room, colour("control"))
    painter.restore()


def _outline(painter: QPainter, room: QRectF, ink: QColor) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, max(look().px(1), 1)))
    painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))


def _hatch(painter: QPainter, room: QRectF, ink: QColor) -> None:
    painter.setClipRect(room)
    painter.setPen(QPen(ink, max(look().px(3) / 2, 1.0)))
    step, height = look().px(6), room.height()
    count = int((room.width() + height) // step) + 2
    painter.drawLines(
        [
            QLineF(room.left() + step * number - height, room.bottom(), room.left() + step * number, room.top())
            for number in range(count)
        ]
    )
    painter.setClipping(False)


def _flag(x: float, top: float) -> QPolygonF:
    px = look().px
    return QPolygonF([QPointF(x, top - px(1)), QPointF(x + px(9), top + px(3)), QPointF(x, top + px(7))])


def _diamond(x: float, y: float, radius: float) -> QPolygonF:
    return QPolygonF([QPointF(x, y - radius), QPointF(x + radius, y), QPointF(x, y + radius), QPointF(x - radius, y)])
