# SPDX-License-Identifier: EUPL-1.2
"""A long form that scrolls: whatever has the focus is in view, with the words under its field."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets.column_area import ColumnArea
from ui.widgets.form import Field
from ui.widgets.look import look


class FollowingArea(ColumnArea):
    """A column of fields that follows the focus."""

    def __init__(self, *, margins: int | tuple[int, int, int, int] = 0, spacing: int = 8, asks: int = 0) -> None:
        super().__init__(margins=margins, spacing=spacing, asks=asks)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            self._bring_into_view()
            QTimer.singleShot(0, self, self._bring_into_view)  # once more, when a sentence under it has its place

    def _bring_into_view(self) -> None:
        new = QApplication.focusWidget()
        if new is None or not self.isAncestorOf(new):
            return
        field: QWidget | None = new
        while field is not None and not isinstance(field, Field):
            field = field.parentWidget()
        if field is not None and field.height() < self.viewport().height():
            self.ensureWidgetVisible(field, 0, look().px(8))  # with the words under it
        else:
            self.ensureWidgetVisible(new, look().px(24), look().px(48))
