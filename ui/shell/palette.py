# SPDX-License-Identifier: EUPL-1.2
"""Ctrl+K: type a few letters, Enter does it. Every action, every page, and everything that search can find."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.shell.actions import Actions, key_text
from ui.shell.finder import Entry, Finder, matching
from ui.widgets.announce import announce
from ui.widgets.choice_list import ChoiceView
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def action_entries(actions: Actions, words: str) -> list[Entry]:
    """The source of ``>``: what can be done here and now."""
    entries = [
        Entry(
            f"action/{spec.id}",
            action.text().replace("&", ""),
            action.trigger,
            aside=key_text(action),
            icon=spec.icon or "command",
        )
        for spec, action in actions.offered()
        if spec.id != "palette"
    ]
    return matching(words, entries)


class Palette(QFrame):
    """A line and a list over the window. Not a window of its own; Esc gives the focus back to where it was.

    Signals:
        ran(Entry): this was chosen, and is done now.
    """

    ran = Signal(object)

    def __init__(self, window: QWidget, finder: Finder) -> None:
        super().__init__(window)
        self._finder = finder
        self._over = window
        self._before: QWidget | None = None
        self.setProperty("ground", "popup")
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Command or search text"))
        self.line.setPlaceholderText(_("Command or search text"))
        self.list = ChoiceView()
        self.list.setAccessibleName(_("Commands found"))
        self._nothing = plain_label("", colour="muted", wrap=True)
        self._hint = plain_label(
            _("> action   # ticket   @ customer   ! item   / product   ? help"), role="small", colour="muted"
        )
        layout = QVBoxLayout(self)
        pad(layout, margins=12, spacing=8)
        for widget in (self.line, self._hint, self._nothing, self.list):
            layout.addWidget(widget)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(30)
        self._pause.timeout.connect(self._ask)
        self.line.textChanged.connect(self._on_text_changed)
        self.line.installEventFilter(self)
        window.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self.run_current())
        self.hide()

    @property
    def current(self) -> Entry | None:
        """What Enter would do."""
        choice = self.list.current
        return choice.key if choice is not None else None

    @property
    def nothing_label(self) -> QLabel:
        """The sentence when nothing matches."""
        return self._nothing

    def open(self, text: str = "") -> None:
        """Shows the palette with ``text`` in the line."""
        self._before = self._over.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.line.setText(text)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.end(False)  # a given ">" is a beginning, not something to type over
        self._ask()

    def dismiss(self) -> None:
        """Closes it and puts the focus back."""
        if not self.isVisible():
            return
        self._pause.stop()
        before, self._before = self._before, None
        had_focus = self.line.hasFocus()
        self.hide()
        if had_focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def run_current(self) -> None:
        """Does what is highlighted."""
        if self._pause.isActive():
            self._ask()
        entry = self.current
        if entry is None:
            return
        self._finder.used(entry)
        self.dismiss()
        entry.run()
        self.ran.emit(entry)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._leave_if_left)
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in _ENTER:
            self.run_current()
        elif key in steps:
            self.list.step(steps[key])
            if self.current is not None:
                announce(self.line, self.current.choice.line)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.list.step(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _leave_if_left(self) -> None:
        if not self.line.hasFocus() and self.window().isActiveWindow():
            self.hide()

    def _on_text_changed(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        text = self.line.text()
        show: Callable[[list[Entry]], None] = partial(self._show, text)
        self._finder.ask(self, text, show)

    def _show(self, text: str, entries: list[Entry]) -> None:
        if text != self.line.text():
            return
        self.list.show_choices([entry.choice for entry in entries])
        is_empty = not entries
        self._nothing.setVisible(is_empty)
        self.list.setVisible(not is_empty)
        if is_empty:
            set_plain(self._nothing, _("Nothing found for “{text}”.").format(text=text.strip()))
        elif text.strip():
            announce(self.line, entries[0].choice.line)
        self._place()

    def _place(self) -> None:
        window = self._over
        width = min(look().px(680), window.width() - look().px(32))
        rows = min(max(self.list.choices.rowCount(), 1), 10)
        height = min(look().px(36) * rows + look().px(96), window.height() - look().px(96))
        self.setGeometry((window.width() - width) // 2, look().px(72), width, height)
