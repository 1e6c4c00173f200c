# SPDX-License-Identifier: EUPL-1.2
"""The line that says what was just done, with a button to undo it; at the foot of the window, never over the work."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk_app.core.i18n import _
from ui.widgets.announce import announce
from ui.widgets.icons import Mark
from ui.widgets.look import pad
from ui.widgets.text import ElidedLabel

SECONDS = 10

Offer = tuple[str, Callable[[], None]]
"""Words of a button beside the sentence, and what it does."""


class Toast(QWidget):
    """One sentence at a time; the newest wins. Goes after ``seconds``, but not while the mouse is on it.

    Signals:
        shown: there is a sentence now.
        gone: the sentence was taken away, and with it the chance to undo.
    """

    shown = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.seconds = SECONDS
        self._undo: Callable[[], None] | None = None
        self._offer: Offer | None = None
        self._mark = Mark("done", "done.text", 16)
        self._words = ElidedLabel()
        self.undo_button = QPushButton(_("Undo (Alt+Z)"))
        self.undo_button.setProperty("kind", "quiet")
        self.undo_button.setAutoDefault(False)
        self.offer_button = QPushButton()
        self.offer_button.setProperty("kind", "quiet")
        self.offer_button.setAutoDefault(False)
        layout = QHBoxLayout(self)
        pad(layout, spacing=8)
        layout.addWidget(self._mark)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.offer_button)
        layout.addWidget(self.undo_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.undo_button.clicked.connect(self.undo)
        self.offer_button.clicked.connect(self._on_offer)
        self._show_parts(is_on=False)

    @property
    def sentence(self) -> str:
        """What it says now; empty when nothing."""
        return self._words.accessibleName()

    @property
    def can_undo(self) -> bool:
        """Whether Alt+Z would undo what the sentence speaks of."""
        return self._undo is not None

    def say(
        self,
        sentence: str,
        undo: Callable[[], None] | None = None,
        *,
        is_error: bool = False,
        offer: Offer | None = None,
    ) -> None:
        """Shows and reads a sentence; ``undo`` runs once when asked within the time, and so does ``offer``."""
        self._undo = undo
        self._offer = offer
        if offer is not None:
            self.offer_button.setText(offer[0])
            self.offer_button.setAccessibleName(offer[0])
        colour = "late" if is_error else "done"
        if offer is not None and not is_error:
            self._mark.show_mark("bell", "accent")
        else:
            self._mark.show_mark("late" if is_error else "done", f"{colour}.text")
        self._words.setProperty("colour", colour if is_error else "")
        self._words.style().polish(self._words)
        self._words.show_text(sentence)
        self._show_parts(is_on=True)
        self._timer.start(self.seconds * 1000)
        announce(self, sentence, urgent=is_error)
        self.shown.emit()

    def undo(self) -> None:
        """Does what the button does."""
        undo, self._undo = self._undo, None
        self.clear()
        if undo is not None:
            undo()

    def clear(self) -> None:
        """Takes the sentence away."""
        self._timer.stop()
        self._undo = None
        self._offer = None
        self._words.show_text("")
        self._show_parts(is_on=False)
        self.gone.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.sentence:
            self._timer.start(self.seconds * 1000)

    def _show_parts(self, *, is_on: bool) -> None:
        self._mark.setVisible(is_on)
        self.undo_button.setVisible(is_on and self._undo is not None)
        self.offer_button.setVisible(is_on and self._offer is not None)

    def _on_offer(self) -> None:
        offer = self._offer
        self.clear()
        if offer is not None:
            offer[1]()
