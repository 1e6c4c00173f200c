# SPDX-License-Identifier: EUPL-1.2
"""A line for a moment that takes plain typing: ``24-11 17.00``, ``morgen 10``. What is no moment stays as typed."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.core.i18n import _
from desk_app.intake.moments import read_moment, write_moment
from ui.widgets.look import look


class MomentEdit(QLineEdit):
    """Shows the moment that follows from the question until somebody types another one.

    Signals:
        edited: it was typed in.
    """

    edited = Signal()

    def __init__(self, now: Callable[[], datetime], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._usual: datetime | None = None
        self._moment: datetime | None = None
        self._is_own = False
        self.setAccessibleName(name)
        self.setPlaceholderText(_("24-11 17.00"))
        self.setMinimumWidth(look().px("date"))
        self.textEdited.connect(self._on_edited)

    @property
    def moment(self) -> datetime | None:
        """What was typed, as a moment; None while the usual one holds, or when it is no moment."""
        return self._moment

    @property
    def unread(self) -> str:
        """What was typed and is no moment; empty when all is well."""
        return self.text() if self._is_own and self._moment is None else ""

    def show_usual(self, moment: datetime | None) -> None:
        """The moment that holds as long as nobody types another."""
        self._usual = moment
        if not self._is_own and not self.hasFocus():
            self._write(moment)

    def show_own(self, moment: datetime | None, unread: str) -> None:
        """What was typed before; nothing gives the usual moment back."""
        self._moment = moment
        self._is_own = moment is not None or bool(unread)
        if unread:
            self.setText(unread)
        else:
            self._write(moment or self._usual)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self.unread:
            self._write(self._moment or self._usual)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumWidth(look().px("date"))

    def _write(self, moment: datetime | None) -> None:
        self.setText("" if moment is None else write_moment(moment, self._now()))

    def _on_edited(self, typed: str) -> None:
        self._is_own = bool(typed.strip())
        self._moment = read_moment(typed, self._now())
        self.edited.emit()
