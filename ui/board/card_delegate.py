# SPDX-License-Identifier: EUPL-1.2
"""Paints a card: bar, mark, number, kind, subject, place, time. Its state is told by form and word, not by colour alone.

Bars (``ux.md`` 2.5.6): late solid and thick, soon dashed, on time dotted, waiting hatched, done double.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QLineF, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.board.messages import BoardCard
from desk_app.board.wording import about_words, state_name, time_words
from desk_app.catalogue.wording import KIND_LETTERS
from desk_app.tickets.urgency import Urgency
from ui.board.lane_model import CardRole
from ui.widgets.icons import paint_icon, paint_letter
from ui.widgets.look import look
from ui.widgets.two_lines import fitting, two_lines

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
HEIGHT = 118
"""Of a row at 100 %: the card and the gap under it."""
GAP = 6
MOST_REMEMBERED = 4000


class CardDelegate(QStyledItemDelegate):
    """One for all lanes; ``now`` and ``state`` come from the store, so that what is painted agrees with the counts."""

    def __init__(
        self, now: Callable[[], datetime], state: Callable[[BoardCard], Urgency], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._state = state
        self._broken: dict[tuple[str, int, int], tuple[str, str]] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(look().px(176), look().px(HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: BoardCard = index.data(CardRole)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self.paint_card(painter, QRectF(option.rect), card, is_selected=is_selected, is_current=is_current)

    def paint_card(
        self, painter: QPainter, rect: QRectF, card: BoardCard, *, is_selected: bool, is_current: bool
    ) -> None:
        """Draws a card into a row of the lane."""
        px, colour = look().px, look().colour
        state = self._state(card)
        name = state_name(card, state)
        tone = "done" if name == "ready" else name
        box = rect.adjusted(px(3), px(3), -px(3), -px(GAP) + px(3))
        painter.save()
        painter.fillRect(rect, colour("sunken"))  # the view has painted the selection over the gap too
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(box, px("card_radius"), px("card_radius"))
        painter.fillPath(shape, colour("select" if is_selected else "surface"))
        painter.setPen(QPen(colour("accent" if is_selected else "divider"), 1))
        painter.drawPath(shape)
        paint_bar(painter, tone, QRectF(box.left() + px(4), box.top() + px(6), px(6), box.height() - px(12)))
        self._paint_words(painter, box.adjusted(px(16), px(7), -px(8), -px(6)), card, name, tone, is_selected)
        if is_current:
            painter.setPen(QPen(colour("focus"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -px(GAP) + px(5)), px(9), px(9))
        painter.restore()

    def _paint_words(
        self, painter: QPainter, room: QRectF, card: BoardCard, name: str, tone: str, is_selected: bool
    ) -> None:
        px, colour = look().px, look().colour
        left, top, width = room.left(), room.top(), room.width()
        ink = colour(f"{tone}.text")
        paint_icon(painter, name, QRectF(left, top + px(2), px(16), px(16)), ink)
        right = self._paint_signs(painter, QRectF(room.right() - px(20), top, px(20), px(20)), card)
        painter.setPen(colour("text"))
        strong = look().font("body")
        strong.setBold(True)
        painter.setFont(strong)
        number = QRectF(left + px(22), top, right - left - px(24), px(20))
        painter.drawText(number, LINE, fitting(painter.fontMetrics(), card.number, number.width()))
        painter.setFont(look().font("body"))
        lines = self._two_lines(card.subject, painter.fontMetrics(), width)
        for place, line in enumerate(lines):
            painter.drawText(QRectF(left, top + px(22 + 20 * place), width, px(20)), LINE, line)
        painter.setFont(look().font("small"))
        painter.setPen(colour("muted"))
        about = fitting(painter.fontMetrics(), about_words(card), width)
        painter.drawText(QRectF(left, top + px(62), width, px(16)), LINE, about)
        small = look().font("small")
        small.setBold(True)
        painter.setFont(small)
        painter.setPen(ink)
        if is_selected:
            width -= px(22)
            _paint_check(painter, QRectF(room.right() - px(19), top + px(78), px(19), px(19)))
        words = fitting(painter.fontMetrics(), time_words(card, self._now()), width)
        painter.drawText(QRectF(left, top + px(79), width, px(18)), LINE, words)

    def _paint_signs(self, painter: QPainter, box: QRectF, card: BoardCard) -> float:
        """Kind and lock at the right of the first line; returns where they begin."""
        colour = look().colour
        paint_letter(painter, KIND_LETTERS[card.kind], box, colour("text"))
        if card.confidential:
            box.translate(-box.width() - look().px(2), 0)
            inset = look().px(2)
            paint_icon(painter, "lock", box.adjusted(inset, inset, -inset, -inset), colour("text"))
        return box.left()

    def _two_lines(self, text: str, metrics: QFontMetrics, width: float) -> tuple[str, str]:
        """The text over two lines, broken between words, ending in … where it does not fit; remembered."""
        key = (text, round(width), look().zoom)
        lines = self._broken.get(key)
        if lines is None:
            if len(self._broken) >= MOST_REMEMBERED:
                self._broken.clear()
            lines = self._broken[key] = two_lines(text, metrics, width)
        return lines


def paint_bar(painter: QPainter, tone: str, bar: QRectF) -> None:
    """The pattern of a state at the left edge of a card; ``bar`` is 6 wide at 100 %."""
    px = look().px
    ink = look().colour(f"{tone}.bar")
    painter.save()
    painter.setClipRect(bar)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if tone == "late":
        painter.drawRect(bar)
    elif tone == "soon":
        _pieces(painter, bar.adjusted(px(1), 0, -px(1), 0), px(10), px(5))
    elif tone == "on_time":
        step, radius = px(8), px(2)
        for number in range(int(bar.height() // step)):
            painter.drawEllipse(QPointF(bar.center().x(), bar.top() + step * number + step / 2), radius, radius)
    elif tone == "waiting":
        _hatch(painter, bar, ink)
    else:
        for left in (bar.left(), bar.left() + px(4)):
            painter.drawRect(QRectF(left, bar.top(), px(2), bar.height()))
    painter.restore()


def _paint_check(painter: QPainter, box: QRectF) -> None:
    """The sign of a selected card; its ground alone would be a matter of colour."""
    square = QPainterPath()
    square.addRoundedRect(box, look().px(4), look().px(4))
    painter.fillPath(square, look().colour("accent"))
    inset = look().px(3)
    paint_icon(painter, "check", box.adjusted(inset, inset, -inset, -inset), look().colour("on_accent"))


def _pieces(painter: QPainter, bar: QRectF, length: int, gap: int) -> None:
    top = bar.top()
    while top < bar.bottom():
        painter.drawRect(QRectF(bar.left(), top, bar.width(), min(length, bar.bottom() - top)))
        top += length + gap


def _hatch(painter: QPainter, bar: QRectF, ink: QColor) -> None:
    width, step = bar.width(), look().px(4)
    painter.setPen(QPen(ink, max(1.0, look().px(3) / 2)))
    lines = [
        QLineF(bar.left(), bar.top() + step * number + width, bar.right(), bar.top() + step * number)
        for number in range(-2, int(bar.height() // step) + 1)
    ]
    painter.drawLines(lines)
