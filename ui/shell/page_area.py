# SPDX-License-Identifier: EUPL-1.2
"""Where a page stands (it scrolls when the window is too small for it), and the panel at its right."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.shell.pages import Page
from ui.shell.panes import first_focusable
from ui.widgets.look import look

SIDE_WIDTH = 340


class PageArea(QScrollArea):
    """One page, as large as the window allows."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self._is_fresh = True
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def take_focus(self) -> None:
        """Puts the cursor where it was on this page, or where the page wants it first."""
        last: QWidget | None = None if self._is_fresh else self.page.focusWidget()
        self._is_fresh = False  # until now Qt itself gave the focus to whatever comes first
        target = (
            last if last is not None and last.isVisible() else self.page.first_focus() or first_focusable(self.page)
        )
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page that grows under the cursor (it was read, another zoom) keeps the cursor in view."""
        answer = super().eventFilter(watched, event)
        if watched is self.page and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep_focus_in_view)
        return answer

    def _keep_focus_in_view(self) -> None:
        self._on_focus_changed(None, QApplication.focusWidget())

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not self.page.isAncestorOf(new):
            return
        self.ensureWidgetVisible(new, look().px(24), look().px(48))
        if new.height() < self.viewport().height():  # of a text box Qt would show only the line with the cursor
            corner = new.mapTo(self.page, QPoint(0, 0))
            for y in (corner.y() + new.height(), corner.y()):
                self.ensureVisible(corner.x(), y, 0, look().px(8))


class SidePanel(QFrame):
    """The panel of the page, or the help; a drawer over the page where there is little room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "side")
        self.setAccessibleName(_("Side panel"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._layout.addWidget(self._area)
        self._panel: QWidget | None = None
        self._help: QWidget | None = None
        self._is_wanted = True
        self._is_drawer = False
        self._is_drawn = False
        self._came_from: QWidget | None = None

    @property
    def has_something(self) -> bool:
        """Whether there is a panel or help to show."""
        return self._panel is not None or self._help is not None

    def show_panel(self, panel: QWidget | None) -> None:
        """The panel of the page in view."""
        self._panel = panel
        self._fill()

    def show_help(self, pane: QWidget | None) -> None:
        """The help, in the place of the panel; None gives the panel back."""
        self._help = pane
        self._is_drawn = pane is not None
        self._is_wanted = True
        self._fill()

    def toggle(self) -> None:
        """Shows or hides it by hand."""
        if self._is_drawer:
            self._is_drawn = not self._is_drawn
            if self._is_drawn:
                self._came_from = self.window().focusWidget()
        else:
            self._is_wanted = not self._is_wanted

    def fit(self, body: QWidget, *, is_drawer: bool) -> None:
        """Beside the page, or over it as a drawer at the right of ``body``."""
        layout = body.layout()
        if layout is not None and is_drawer != self._is_drawer:
            if is_drawer:
                layout.removeWidget(self)
                self.setParent(body)
            else:
                layout.addWidget(self)
            self._is_drawer = is_drawer
        width = min(look().px(SIDE_WIDTH), body.width() * 3 // 4 if is_drawer else look().px(SIDE_WIDTH))
        self.setVisible(self.has_something and (self._is_drawn if is_drawer else self._is_wanted))
        if is_drawer:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16777215)
            self.setGeometry(body.width() - width, 0, width, body.height())
            self.raise_()
            if self.isVisible() and not self.isAncestorOf(self.window().focusWidget() or body):
                (first_focusable(self) or self).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFixedWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_drawer and self._is_drawn:
            self._is_drawn = False
            self.hide()
            if self._came_from is not None and shiboken6.isValid(self._came_from):
                self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        wanted = self._help or self._panel
        if self._area.widget() is wanted:
            return
        if self._area.widget() is not None:
            old = self._area.takeWidget()
            old.hide()
        if wanted is not None:
            self._area.setWidget(wanted)
            wanted.show()
