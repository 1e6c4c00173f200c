# SPDX-License-Identifier: EUPL-1.2
"""The ground of the slip: it scrolls by itself, keeps the field that has the keys in view, and its buttons under it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.intake.fields import focused
from ui.widgets.look import look, pad

LOW_BELOW = 420
"""Pixels at 100 %: in less height the buttons scroll along."""
ROOM = 28
"""Pixels at 100 % that stay visible above and below the field that has the keys."""


class SlipSheet(QWidget):
    """Holds the ``form`` in a scroll area, and its ``foot`` with a bar that warns and the buttons below it.

    Signals:
        entered: the focus came from elsewhere in the program.
        resized: it has another width.
    """

    entered = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = _Fields()
        self._scroll.shrunk.connect(self._keep_focus_in_view)
        self._inside = QWidget()
        self._foot = QFrame()
        self._foot.setProperty("ground", "foot")

    def fill(self, form: QWidget, *foot: QWidget) -> None:
        """Gives all of them their place; once."""
        below = QVBoxLayout(self._foot)
        pad(below, spacing=0)
        for one in foot:
            below.addWidget(one)
        column = QVBoxLayout(self._inside)
        pad(column, margins=(16, 8, 16, 12), spacing=8)
        column.addWidget(form, 1)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        pad(layout, spacing=0)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self._foot)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def place(self) -> int:
        """How far it is scrolled, in pixels."""
        return self._scroll.verticalScrollBar().value()

    def scroll_to(self, place: int) -> None:
        """Back to where it was."""
        self._scroll.verticalScrollBar().setValue(place)

    def fit(self) -> None:
        """Gives what was shown or hidden its room at once, before something is scrolled to."""
        self._inside.adjustSize()

    def show_top(self) -> None:
        """The line on top in view, and then the field that has the keys."""
        self.fit()
        self.scroll_to(0)
        self._keep_focus_in_view()

    def hasHeightForWidth(self) -> bool:
        """It scrolls by itself: whatever height there is will do."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Under the fields, always in view; on a low window (200 %) they scroll along, to leave room for the fields."""
        home = self._inside if self.height() < look().px(LOW_BELOW) else self
        layout = home.layout()
        if self._foot.parentWidget() is not home and layout is not None:
            layout.addWidget(self._foot)

    def _keep_focus_in_view(self) -> None:
        widget = focused(self)
        if widget is not None and self._inside.isAncestorOf(widget):
            self._scroll.ensureWidgetVisible(widget, 0, look().px(ROOM))

    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard may go where the eye is not yet."""
        if new is None or not self._inside.isAncestorOf(new):
            return
        self._scroll.ensureWidgetVisible(new, 0, look().px(ROOM))
        if old is None or not self.isAncestorOf(old):
            self.entered.emit()


class _Fields(QScrollArea):
    """The part that scrolls. Signals: shrunk: a bar below it took some of its height."""

    shrunk = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            self.shrunk.emit()
