# SPDX-License-Identifier: EUPL-1.2
"""A look at the completion notice before it is sent: the paper as it will be, or the words of the mail."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from desk_app.core.i18n import _
from ui.widgets.buttons import button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label


class MailPreview(QDialog):
    """The words of a mail; open it with ``open()``."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Preview"))
        self.words = QPlainTextEdit(words)
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(_("What the customer reads"))
        close = button(_("Close"))
        set_button_text(close, _("Close"), "Esc")
        buttons = QDialogButtonBox()
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        layout.addWidget(plain_label(title, role="title"))
        layout.addWidget(self.words, 1)
        layout.addWidget(buttons)

    def sizeHint(self) -> QSize:
        return QSize(look().px(560), look().px(560))
