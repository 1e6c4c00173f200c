# SPDX-License-Identifier: EUPL-1.2
"""The frame of the small forms for one line of a list: a price, a field, a step. Nothing is saved here; the line goes
back into the list. Esc closes, and what was typed stands there again when the same line is opened once more: whoever
opens the form asks what is ``typed`` and gives it to ``begin`` the next time."""

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desk_app.core.errors import InvalidInput
from desk_app.core.i18n import _
from ui.widgets.buttons import button, set_button_text
from ui.widgets.column_area import ColumnArea
from ui.widgets.form import Form
from ui.widgets.half_lines import Typed
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label
from ui.widgets.typed import retype, typed, watch

WIDTH = 680
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineForm(QDialog):
    """One line; open it with ``open()``.

    Signals:
        ready(object): the line as it is now; the form is closed.
        touched: something stands in a box that did not stand there before.
    """

    ready = Signal(object)
    touched = Signal()
    JUDGED: ClassVar[frozenset[str]] = frozenset()
    """Fields of which the fault is said when they are left."""

    def __init__(self, parent: QWidget | None, *, title: str, words: str = "") -> None:
        """``title`` is translated; ``words`` explain in one line what this is for."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = Form()
        self.go = button(_("Into the list"), icon="check", kind="primary")
        set_button_text(self.go, _("Into the list"), "Ctrl+Enter")
        self.not_now = button(_("Not yet"))
        set_button_text(self.not_now, _("Not yet"), "Esc")
        buttons = QDialogButtonBox()
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.not_now, QDialogButtonBox.ButtonRole.RejectRole)
        self._area = ColumnArea(margins=5, spacing=0)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.column.addWidget(self.form)
        self._area.column.addStretch(1)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addWidget(plain_label(title, role="title"))
        if words:
            layout.addWidget(plain_label(words, colour="muted", wrap=True))
        layout.addWidget(self._area, 1)
        layout.addWidget(buttons)
        buttons.accepted.connect(self.submit)
        buttons.rejected.connect(self.reject)
        self.form.left.connect(self._on_left)
        self._begun: Typed = {}

    @property
    def typed(self) -> Typed:
        """What stands in the boxes now."""
        return typed(self.form)

    @property
    def is_touched(self) -> bool:
        """Whether that is something else than the line that it began with."""
        return self.typed != self._begun

    def begin(self, half: Typed | None) -> None:
        """Once, before it opens; ``half`` was typed at this line some other time."""
        self._begun = self.typed
        if half is not None:
            retype(self.form, half)
        watch(self.form, self.touched.emit)

    def line(self) -> Any:  # noqa: ANN401 -- the kind of line of the subclass
        """The line from the fields as they are now; raises InvalidInput."""
        raise NotImplementedError

    def is_last(self, _field: QWidget) -> bool:
        """Whether plain Enter in this field finishes."""
        return False

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Shows what the desk found wrong with this line, under its fields."""
        self.form.show_errors(faults)

    def fault_of(self, name: str) -> str:
        """What is wrong with this field now; empty when nothing."""
        try:
            self.line()
        except InvalidInput as error:
            return error.fields.get(name, "")
        return ""

    def submit(self) -> None:
        """Hands the line over, or says what is wrong."""
        try:
            line = self.line()
        except InvalidInput as error:
            self.form.show_errors(error.fields)
            return
        self.form.show_errors({})
        self.accept()
        self.ready.emit(line)

    def sizeHint(self) -> QSize:
        """As high as the fields ask, as far as the screen has room."""
        room = self.screen().availableSize() * 0.94
        return QSize(look().px(WIDTH), super().sizeHint().height()).boundedTo(room)

    def event(self, event: QEvent) -> bool:
        """Grows when a field or a sentence appears, and stays on the screen."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            wanted = self.sizeHint().expandedTo(self.size())
            if wanted != self.size():
                self.resize(wanted)
            room, frame = self.screen().availableGeometry(), self.frameGeometry()
            left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
            top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
            if (left, top) != (frame.left(), frame.top()):
                self.move(left, top)
        return answer

    def _on_left(self, name: str) -> None:
        fault = self.fault_of(name) if name in self.JUDGED else ""
        if fault:
            self.form.show_error(name, fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif isinstance(focus, QAbstractButton) and not focus.isCheckable():
            focus.click()
        elif self.is_last(focus):
            self.submit()
        else:
            self.focusNextChild()
