# SPDX-License-Identifier: EUPL-1.2
"""A field to sign in with mouse, finger or pen. Who works with the keyboard passes it by: a signature is never needed."""

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageWriter, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.core.i18n import _
from ui.widgets.look import look

WIDTH, HEIGHT = 420, 140
"""Of the field and, times two, of the picture, in pixels at 100 %."""
INK = 2.4
"""Width of a stroke."""


class SignaturePad(QWidget):
    """Strokes on paper; ``png`` gives them as a picture, black on white, in both themes.

    Signals:
        signed: something was drawn, or taken away.
    """

    signed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Signature of the customer"))
        self.setAccessibleDescription(_("Optional. Draw with the mouse or a pen. Delete clears it."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._strokes: list[list[QPointF]] = []
        self._is_down = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not self._strokes

    def clear(self) -> None:
        """Takes the strokes away."""
        if self._strokes:
            self._strokes.clear()
            self.update()
            self.signed.emit()

    def png(self) -> bytes | None:
        """The signature as PNG; None when nothing was drawn."""
        if self.is_empty:
            return None
        image = QImage(WIDTH * 2, HEIGHT * 2, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._draw(painter, QRectF(image.rect()), Qt.GlobalColor.black)
        painter.end()
        content = QByteArray()
        buffer = QBuffer(content)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(image)
        buffer.close()
        return bytes(content.data())

    def sizeHint(self) -> QSize:
        return QSize(look().px(WIDTH), look().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._put_down(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._lift()

    def tabletEvent(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._put_down(event.position())
        elif kind == QEvent.Type.TabletMove:
            self._move_to(event.position())
        elif kind == QEvent.Type.TabletRelease:
            self._lift()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look().colour("control"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(box, look().px("radius"), look().px("radius"))
        base = box.bottom() - box.height() * 0.22
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left() + look().px(16), base), QPointF(box.right() - look().px(16), base))
        self._draw(painter, QRectF(self.rect()), Qt.GlobalColor.black)
        painter.end()

    def _draw(self, painter: QPainter, room: QRectF, ink: Qt.GlobalColor) -> None:
        """The strokes, as large as ``room``."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(room.width(), room.height())
        pen = QPen(ink, INK, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        pen.setWidthF(INK * room.width() / WIDTH)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for stroke in self._strokes:
            path = QPainterPath(stroke[0])
            for point in stroke[1:] or [stroke[0] + QPointF(0.002, 0)]:
                path.lineTo(point)
            painter.drawPath(path)
        painter.restore()

    def _put_down(self, at: QPointF) -> None:
        self._is_down = True
        self._strokes.append([self._place(at)])
        self.update()

    def _move_to(self, at: QPointF) -> None:
        if self._is_down:
            self._strokes[-1].append(self._place(at))
            self.update()

    def _lift(self) -> None:
        if self._is_down:
            self._is_down = False
            self.signed.emit()

    def _place(self, at: QPointF) -> QPointF:
        """Between 0 and 1, so that a change of zoom does not move the strokes."""
        across, down = at.x() / max(self.width(), 1), at.y() / max(self.height(), 1)
        return QPointF(min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0))
