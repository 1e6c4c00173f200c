# SPDX-License-Identifier: EUPL-1.2
"""The ring around what has the focus: 2 pixels of accent with 2 pixels of air, above everything, in every window.

A style sheet cannot draw it around every kind of widget, so one small overlay follows the focus.
"""

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from ui.widgets.look import look

RING = 2
AIR = 2
_FOLLOWED = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ZOrderChange,
}


class FocusRing(QObject):
    """Follows the focus through the program; ``own_ring`` on a widget says that it shows its focus itself."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._overlay: _Overlay | None = None
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if new is not None and not new.isWindow() and not new.property("own_ring"):
            self._target = new
            ancestor: QWidget | None = new
            while ancestor is not None and not ancestor.isWindow():
                self._watched.append(ancestor)
                ancestor = ancestor.parentWidget()
            for widget in self._watched:
                widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        target = self._target if shiboken6.isValid(self._target) else None
        overlay = self._overlay if shiboken6.isValid(self._overlay) else None
        if target is None or not target.isVisible():
            if overlay is not None:
                overlay.hide()
            return
        window = target.window()
        if overlay is None or overlay.parentWidget() is not window:
            if overlay is not None:
                overlay.deleteLater()
            overlay = _Overlay(window)
        self._overlay = overlay
        overlay.surround(target)


class _Overlay(QWidget):
    """Only the ring: its inside is masked out, so a blinking cursor does not repaint it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def surround(self, target: QWidget) -> None:
        window = target.window()
        edge = look().px(RING) + AIR
        rect = QRect(target.mapTo(window, target.rect().topLeft()), target.size())
        rect = rect.adjusted(-edge, -edge, edge, edge).intersected(window.rect())
        shown = rect
        for port in _viewports_of(target):
            visible = QRect(port.mapTo(window, port.rect().topLeft()), port.size())
            shown = shown.intersected(visible.adjusted(-edge, -edge, edge, edge))
        if shown.isEmpty():
            self.hide()
            return
        self.setGeometry(rect)
        inner = self.rect().adjusted(edge, edge, -edge, -edge)
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inner)).intersected(shown.translated(-rect.topLeft())))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, _event: object) -> None:
        width = look().px(RING)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look().colour("focus"), width))
        half = width / 2
        radius = look().px("radius") + AIR
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        painter.end()


def _viewports_of(widget: QWidget) -> Iterator[QWidget]:
    """What clips ``widget``: the viewport of the area it scrolls in, of the one that this scrolls in, and so on."""
    child, parent = widget, widget.parentWidget()
    while parent is not None and not child.isWindow():
        if isinstance(parent, QAbstractScrollArea) and child is parent.viewport():
            yield child
        child, parent = parent, parent.parentWidget()
