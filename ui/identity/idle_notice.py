# SPDX-License-Identifier: EUPL-1.2
"""The sentence before the counter locks by itself; any key takes it away, and that key is typed as well."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from desk_app.core.i18n import ngettext
from ui.identity.idle_lock import IdleLock
from ui.widgets.announce import announce
from ui.widgets.icons import Mark
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label, set_plain


class IdleNotice(QFrame):
    """Stands over the top of the window in use, dialogs included; takes no focus and no clicks."""

    def __init__(self, window: QWidget, idle: IdleLock) -> None:
        super().__init__(window)
        self._home = window
        self.setProperty("ground", "notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = plain_label("", wrap=True)
        row = QHBoxLayout(self)
        pad(row, margins=(12, 8, 12, 8), spacing=12)
        row.addWidget(Mark("lock", "soon.text", 20))
        row.addWidget(self._words, 1)
        self.hide()
        idle.warned.connect(self._show)
        idle.awake.connect(self._go)

    @property
    def sentence(self) -> str:
        """What it says; empty when it is not there."""
        return "" if self.isHidden() else self._words.text()

    def _show(self, seconds: int) -> None:
        words = ngettext(
            "This counter locks in {count} second. Press a key to go on working. What you typed stays.",
            "This counter locks in {count} seconds. Press a key to go on working. What you typed stays.",
            seconds,
        ).format(count=seconds)
        set_plain(self._words, words)
        over = QApplication.activeModalWidget() or self._home
        self.setParent(over)
        width = min(look().px(640), over.width() - look().px(32))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((over.width() - width) // 2, look().px(12))
        self.show()
        self.raise_()
        announce(over, words, urgent=True)

    def _go(self) -> None:
        self.hide()
        self.setParent(self._home)
