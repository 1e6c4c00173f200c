# SPDX-License-Identifier: EUPL-1.2
"""The places at the left: icon and word, a number where work waits; icons only when there is little room."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from desk_app.core.i18n import _, ngettext
from ui.widgets.icons import paint_icon
from ui.widgets.look import look, pad
from ui.widgets.text import set_plain_tooltip


class RailButton(QAbstractButton):
    """One place."""

    def __init__(self, page_id: str, name: str, icon: str, key: str) -> None:
        super().__init__()
        self.page_id = page_id
        self._icon = icon
        self._key = key
        self._count = 0
        self._is_narrow = False
        self.setText(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._name_it()

    def set_count(self, count: int) -> None:
        """The number at this place; none for 0."""
        self._count = count
        self._name_it()
        self.update()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Icon only; the word is in the tooltip then."""
        self._is_narrow = is_narrow
        self._name_it()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = look().px("rail_item")
        return QSize(side if self._is_narrow else look().px("rail") - look().px(16), side)

    def minimumSizeHint(self) -> QSize:
        """At 200 % nine places must fit in 768 pixels; they may be lower then, never too small to point at."""
        return QSize(self.sizeHint().width(), look().px("target"))

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = look().px
        rect = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().colour("select" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(rect, px("radius"), px("radius"))
        if self.isChecked():
            painter.setBrush(look().colour("accent"))
            painter.drawRoundedRect(QRectF(0, px(10), px(4), rect.height() - px(20)), px(2), px(2))
        ink = look().colour("text" if self.isChecked() else "muted")
        side = px(22)
        left = px(12)
        if self._is_narrow:
            left = px(6) if self._count else round((rect.width() - side) / 2)
        paint_icon(painter, self._icon, QRectF(left, (rect.height() - side) / 2, side, side), ink)
        if not self._is_narrow:
            font = look().font("body")
            font.setBold(self.isChecked())
            painter.setFont(font)
            painter.setPen(look().colour("text"))
            room = rect.adjusted(px(42), 0, -px(4), 0)
            if self._count:
                room.setRight(room.right() - self._count_width(painter) - px(2))
            word = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
        if self._count:
            self._paint_count(painter, rect)
        painter.end()

    def _count_text(self) -> str:
        return str(self._count) if self._count < 1000 else "999+"

    def _count_width(self, painter: QPainter) -> int:
        painter.save()
        painter.setFont(look().font("small"))
        width = max(painter.fontMetrics().horizontalAdvance(self._count_text()) + look().px(12), look().px(20))
        painter.restore()
        return width

    def _paint_count(self, painter: QPainter, rect: QRectF) -> None:
        px = look().px
        width, height = self._count_width(painter), px(20)
        box = QRectF(0, 0, width, height)
        if self._is_narrow:
            box.moveTopRight(QPointF(rect.right(), rect.top() + px(2)))
        else:
            box.moveCenter(QPointF(rect.right() - px(4) - width / 2, rect.center().y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("accent"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        font = look().font("small")
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look().colour("on_accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._count_text())

    def _name_it(self) -> None:
        name = self.text()
        if self._count:
            waiting = ngettext("{count} waiting", "{count} waiting", self._count).format(count=self._count)
            name = f"{name}, {waiting}"
        self.setAccessibleName(name)
        tip = f"{name} ({self._key})" if self._key else name
        set_plain_tooltip(self, tip if self._is_narrow else self._key)


class Rail(QFrame):
    """The places; Tab stops once, the arrows go up and down, Enter or Space goes there.

    Signals:
        chosen(str): go to the page with this id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setAccessibleName(_("Pages"))
        self.buttons: list[RailButton] = []
        self._is_narrow = False
        self._layout = QVBoxLayout(self)
        pad(self._layout, margins=(8, 8, 8, 8), spacing=4)
        self._layout.addStretch(1)

    def show_places(self, places: list[tuple[str, str, str, str]]) -> None:
        """Shows these: id, translated name, icon, key."""
        for button in self.buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for number, (page_id, name, icon, key) in enumerate(places):
            button = RailButton(page_id, name, icon, key)
            button.set_narrow(is_narrow=self._is_narrow)
            button.clicked.connect(self._on_clicked)
            self._layout.insertWidget(number, button)
            self.buttons.append(button)

    def mark(self, page_id: str) -> None:
        """This place is in view; a page outside the rail marks none."""
        for button in self.buttons:
            button.setChecked(button.page_id == page_id)
        self._mind_tab_stop()

    def set_count(self, page_id: str, count: int) -> None:
        """The number at a place."""
        for button in self.buttons:
            if button.page_id == page_id:
                button.set_count(count)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Icons only, or icons with words."""
        self._is_narrow = is_narrow
        self.setFixedWidth(look().px("rail_narrow" if is_narrow else "rail") + (look().px(8) if is_narrow else 0))
        for button in self.buttons:
            button.set_narrow(is_narrow=is_narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        focus = self.focusWidget()
        if step is None or not isinstance(focus, RailButton):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, RailButton):
                focus.click()
                return
            super().keyPressEvent(event)
            return
        place = (self.buttons.index(focus) + step) % len(self.buttons)
        self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _mind_tab_stop(self) -> None:
        on = next((button for button in self.buttons if button.isChecked()), self.buttons[0] if self.buttons else None)
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is on else Qt.FocusPolicy.ClickFocus)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, RailButton):
            sender.setChecked(True)
            self.chosen.emit(sender.page_id)
