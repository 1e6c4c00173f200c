# SPDX-License-Identifier: EUPL-1.2
"""The cover of a locked counter: everything behind it is hidden, not only covered, so no name can be read or reached."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QVBoxLayout, QWidget

from ui.shell.panes import first_focusable


class LockCover(QWidget):
    """Covers a window from the moment it is made until ``lift``."""

    def __init__(self, window: QMainWindow, inside: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._before: QWidget | None = window.focusWidget()
        self.setAutoFillBackground(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        self._dialogs = [
            widget
            for widget in QApplication.topLevelWidgets()
            if isinstance(widget, QDialog) and widget.isVisible() and widget.parentWidget() is not None
        ]
        for dialog in self._dialogs:
            dialog.hide()
        self._hidden = [part for part in (window.menuBar(), window.centralWidget()) if part is not None]
        for part in self._hidden:
            part.hide()
        self._title = window.windowTitle()
        window.setWindowTitle("Balie")
        QGuiApplication.clipboard().clear()
        self.cover_all()
        self.show()
        self.raise_()
        target = first_focusable(self)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def cover_all(self) -> None:
        """As large as the window."""
        self.setGeometry(self._over.rect())

    def lift(self) -> None:
        """Shows what was behind, as it was."""
        for part in self._hidden:
            part.show()
        self._over.setWindowTitle(self._title)
        for dialog in self._dialogs:
            dialog.show()
        self.hide()
        self.deleteLater()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
