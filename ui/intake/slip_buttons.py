# SPDX-License-Identifier: EUPL-1.2
"""The buttons of the slip, each with its key: three under the fields, two in the line above them."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desk_app.core.i18n import _
from ui.widgets.buttons import button, set_button_text
from ui.widgets.flow import FlowLayout
from ui.widgets.look import pad
from ui.widgets.text import plain_label, set_plain


class SlipButtons(QObject):
    """Makes the buttons, the ``bar`` under the fields and the ``header`` above them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.register = _with_key(_("Register and print"), "Ctrl+Enter", "printer", "primary")
        self.complete = _with_key(_("Ready at once"), "Ctrl+Shift+Enter")
        self.park = _with_key(_("Park"), "F7")
        self.more = _with_key(_("Another question"), "Alt+M", "plus", "quiet")
        self.discard = button(_("Throw away"), icon="trash-2", kind="quiet")
        self._state = plain_label("", colour="muted")
        self.bar = QWidget()
        flow = FlowLayout(self.bar)
        pad(flow, margins=(16, 10, 16, 10), spacing=8)
        for one in (self.register, self.complete, self.park):
            flow.addWidget(one)
        self.header = QWidget()
        row = QHBoxLayout(self.header)
        pad(row, spacing=8)
        row.addWidget(plain_label(_("Intake"), role="title"))
        row.addWidget(self._state, 1)
        row.addWidget(self.more)
        row.addWidget(self.discard)

    def in_order(self) -> list[QPushButton]:
        """All of them, in Tab order."""
        return [self.register, self.complete, self.park, self.more, self.discard]

    def show_state(self, *, is_empty: bool, prints: bool) -> None:
        """What can be done with the slip, and what registering will do."""
        set_plain(self._state, _("new") if is_empty else "")
        self.discard.setVisible(not is_empty)
        set_button_text(self.register, _("Register and print") if prints else _("Register"), "Ctrl+Enter")


def ruled(words: str) -> QWidget:
    """A small heading with a line after it."""
    heading = QWidget()
    row = QHBoxLayout(heading)
    pad(row, margins=(0, 4, 0, 0), spacing=12)
    row.addWidget(plain_label(words, role="strong"))
    rule = QFrame()
    rule.setProperty("ground", "line")
    row.addWidget(rule, 1)
    return heading


def _with_key(words: str, keys: str, icon: str = "", kind: str = "") -> QPushButton:
    result = button(words, icon=icon, kind=kind)
    set_button_text(result, words, keys)
    return result
