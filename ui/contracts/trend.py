# SPDX-License-Identifier: EUPL-1.2
"""How well promises were kept in each of the last months, as bars with the norm as a line; the arrow keys read them out.

Bars begin at 0 and carry their number; one under the norm is hatched as well as of another colour (``ux.md`` 2.1, 8)."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.core import formats
from desk_app.core.i18n import _, ngettext
from desk_app.progress.messages import LEAST_OBSERVATIONS, MonthFigures
from ui.contracts.words import percent_words
from ui.widgets.announce import announce
from ui.widgets.look import look
from ui.widgets.text import height_of, set_plain_tooltip

HEIGHT, LEAST_WIDTH = 168, 300
STEP_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class TrendChart(QWidget):
    """The bars.

    Signals:
        opened(object): Enter, or a double click: the tickets of this month; the first day of the month.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._months: tuple[MonthFigures, ...] = ()
        self._norm: float | None = None
        self._about = ""
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def words(self) -> str:
        """Everything it shows, in words."""
        return "\n".join(month_words(month, self._norm) for month in self._months)

    def show_months(self, months: Sequence[MonthFigures], norm: float | None, about: str) -> None:
        """Shows others; ``about`` is what they are of."""
        self._months = tuple(months)
        self._norm = norm
        self._about = about
        self._at = len(self._months) - 1
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(LEAST_WIDTH * 2), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(LEAST_WIDTH), look().px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self._months:
            super().keyPressEvent(event)
        elif key in STEP_KEYS:
            self._go(self._at + STEP_KEYS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if key == Qt.Key.Key_Home else len(self._months) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._months[self._at].month)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = self._place_at(event.position().x())
        if place is not None:
            self._go(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position().x())
        if place is not None:
            self.opened.emit(self._months[place].month)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look().font("small"))
        room = self._room()
        self._paint_ground(painter, room)
        for place, month in enumerate(self._months):
            self._paint_month(painter, room, place, month)
        if self._norm is not None and self._months:
            self._paint_norm(painter, room)
        for place, month in enumerate(self._months):
            self._paint_number(painter, room, place, month)
        painter.end()

    def _room(self) -> QRectF:
        """Where the bars stand: room for a number above and a month below."""
        line = height_of("small")
        return QRectF(self.rect()).adjusted(look().px(4), line + look().px(4), -look().px(72), -line - look().px(6))

    def _column(self, room: QRectF, place: int) -> QRectF:
        width = room.width() / max(len(self._months), 1)
        return QRectF(room.left() + place * width, room.top(), width, room.height())

    def _paint_ground(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(QPen(look().colour("divider"), 1))
        painter.drawLine(QLineF(room.bottomLeft(), room.bottomRight()))

    def _paint_month(self, painter: QPainter, room: QRectF, place: int, month: MonthFigures) -> None:
        column = self._column(room, place)
        is_at = place == self._at and self.hasFocus()
        if is_at:
            whole = QRectF(column.left(), 1, column.width(), self.height() - 2)
            painter.setPen(QPen(look().colour("focus"), look().px(2)))
            painter.drawRoundedRect(whole.adjusted(1, 0, -1, 0), look().px(4), look().px(4))
        line = height_of("small")
        below = QRectF(column.left(), room.bottom() + look().px(4), column.width(), line)
        painter.setPen(look().colour("text" if is_at else "muted"))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, formats.month_short(month.month))
        if month.percent is None:
            return
        gap = column.width() * 0.2
        bar = self._bar(room, place, month.percent).adjusted(gap, 0, -gap, 0)
        _paint_bar(painter, bar, self._colour_of(month), is_hatched=self._is_under(month))

    def _bar(self, room: QRectF, place: int, percent: float) -> QRectF:
        column, high = self._column(room, place), room.height() * percent / 100
        return QRectF(column.left(), room.bottom() - high, column.width(), high)

    def _paint_number(self, painter: QPainter, room: QRectF, place: int, month: MonthFigures) -> None:
        """Above its bar, and before the norm: a line through a number makes it another one."""
        if month.percent is None:
            return
        words, line = str(int(month.percent)), height_of("small")
        bar = self._bar(room, place, month.percent)
        width = painter.fontMetrics().horizontalAdvance(words) + look().px(4)
        box = QRectF(bar.center().x() - width / 2, bar.top() - line - look().px(1), width, line)
        painter.fillRect(box, look().colour("window"))
        painter.setPen(look().colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_norm(self, painter: QPainter, room: QRectF) -> None:
        height = room.bottom() - room.height() * (self._norm or 0) / 100
        pen = QPen(look().colour("text"), look().px(1))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QLineF(QPointF(room.left(), height), QPointF(room.right(), height)))
        line = height_of("small")
        words = _("norm {percent}").format(percent=percent_words(self._norm))
        place = QRectF(room.right() + look().px(6), height - line / 2, look().px(66), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _is_under(self, month: MonthFigures) -> bool:
        return (
            self._norm is not None
            and month.n >= LEAST_OBSERVATIONS
            and month.percent is not None
            and month.percent < self._norm
        )

    def _colour_of(self, month: MonthFigures) -> QColor:
        if month.n < LEAST_OBSERVATIONS:
            return look().colour("waiting.bar")
        return look().colour("late.bar" if self._is_under(month) else "on_time.bar")

    def _place_at(self, across: float) -> int | None:
        room = self._room()
        for place in range(len(self._months)):
            column = self._column(room, place)
            if column.left() <= across < column.right():
                return place
        return None

    def _go(self, place: int) -> None:
        self._at = min(max(place, 0), len(self._months) - 1)
        words = month_words(self._months[self._at], self._norm)
        set_plain_tooltip(self, words)
        self.setAccessibleDescription(words)
        announce(self, words)
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(_("On time in the last months: {about}").format(about=self._about))
        self.setAccessibleDescription(self.words)


def month_words(month: MonthFigures, norm: float | None) -> str:
    """``november 2026: 87 % van 41 meldingen op tijd, lager dan de norm``."""
    name = formats.month_plain(month.month)
    if month.percent is None:
        return _("{month}: no tickets").format(month=name)
    said = ngettext(
        "{month}: {percent} of {count} ticket on time", "{month}: {percent} of {count} tickets on time", month.n
    ).format(month=name, percent=percent_words(month.percent), count=month.n)
    if month.n < LEAST_OBSERVATIONS:
        return _("{share}, too few tickets to judge").format(share=said)
    if norm is not None and month.percent < norm:
        return _("{share}, lower than the norm").format(share=said)
    return said


def _paint_bar(painter: QPainter, bar: QRectF, colour: QColor, *, is_hatched: bool) -> None:
    if not is_hatched:
        painter.fillRect(bar, colour)
        return
    painter.save()
    painter.setClipRect(bar)
    painter.fillRect(bar, look().colour("late.tint"))
    painter.setPen(QPen(colour, look().px(2)))
    step = look().px(6)
    across = int(bar.height() + bar.width())
    for offset in range(0, across, step):
        start = QPointF(bar.left() + offset, bar.bottom())
        painter.drawLine(QLineF(start, start - QPointF(bar.height(), bar.height())))
    painter.restore()
    painter.setPen(QPen(colour, look().px(2)))
    painter.drawRect(bar.adjusted(1, 1, -1, 0))
