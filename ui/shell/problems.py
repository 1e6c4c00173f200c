# SPDX-License-Identifier: EUPL-1.2
"""Shows what went wrong. The one place of the window that tells the five expected errors apart.

InvalidInput goes to the form; NotAllowed, Conflict and NotFound are a notice that takes nothing away; Unavailable is
a bar with a button to try again; anything else is a fault of ours: one window with a report to copy, and the program
lives on. An exception in a slot arrives at the same place by way of ``sys.excepthook``.
"""

import logging
import platform
import sys
import traceback
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Protocol

import PySide6
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

import desk_app
from desk_app.core.errors import Conflict, InvalidInput, NotAllowed, NotFound, Unavailable
from desk_app.core.i18n import _
from ui.widgets.buttons import button
from ui.widgets.look import pad
from ui.widgets.text import plain_label

_log = logging.getLogger(__name__)


class Form(Protocol):
    """What can show errors at its fields (``ui.widgets.form.Form``)."""

    def show_errors(self, fields: Mapping[str, str]) -> None:
        """Shows each sentence under its field."""
        ...


class Stage(Protocol):
    """Where notices and bars appear: the main window."""

    def show_notice(self, sentence: str, *, is_error: bool = False) -> None:
        """Shows a sentence that goes away by itself."""
        ...

    def show_outage(self, sentence: str, retry: Callable[[], None] | None) -> None:
        """Shows a bar that stays until it is answered."""
        ...


class Problems(QObject):
    """Knows where to show which error; without a stage (before the window is there) it only logs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stage: Stage | None = None
        self._window: QWidget | None = None
        self._dialog: CrashDialog | None = None
        self._old_hook: Callable[..., object] | None = None

    def attach(self, stage: Stage, window: QWidget) -> None:
        """From now on, shows problems on this window."""
        self._stage = stage
        self._window = window

    def detach(self) -> None:
        """The window closes: what follows is only logged."""
        self._stage = None
        self._window = None

    def show(self, error: BaseException, *, form: Form | None = None, retry: Callable[[], None] | None = None) -> None:
        """Shows ``error`` the way its kind asks."""
        if isinstance(error, InvalidInput) and form is not None:
            form.show_errors(error.fields)
        elif isinstance(error, InvalidInput | NotAllowed | Conflict | NotFound):
            if isinstance(error, NotAllowed | Conflict):
                _log.info("%s", type(error).__name__)
            if self._stage is not None:
                self._stage.show_notice(str(error), is_error=True)
        elif isinstance(error, Unavailable):
            _log.warning("unavailable")
            if self._stage is not None:
                self._stage.show_outage(str(error), retry)
        else:
            self._crash(error)

    def for_form(self, form: Form) -> Callable[[Exception], None]:
        """What to hand to ``tasks.run(failed=…)`` so that InvalidInput lands in this form."""

        def show(error: Exception) -> None:
            self.show(error, form=form)

        return show

    def catch_everything(self) -> None:
        """Takes the place of ``sys.excepthook``: exceptions in slots come here."""
        self._old_hook = sys.excepthook
        sys.excepthook = self._on_uncaught

    def let_go(self) -> None:
        """Gives ``sys.excepthook`` back."""
        if self._old_hook is not None:
            sys.excepthook = self._old_hook
            self._old_hook = None

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error.with_traceback(trace))

    def _crash(self, error: BaseException) -> None:
        _log.error("unexpected", exc_info=error)
        if self._window is None or not shiboken6.isValid(self._window):
            return
        if self._dialog is not None and shiboken6.isValid(self._dialog):
            self._dialog.add(report(error))
            return
        self._dialog = CrashDialog(report(error), self._window)
        self._dialog.open()


def report(error: BaseException) -> str:
    """What we need to find a fault: versions and the trace; the trace names code, not what was typed in it."""
    head = f"Balie {desk_app.__version__} · Python {platform.python_version()} · PySide6 {PySide6.__version__} · {platform.system()}"
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    return f"{head}\n\n{frames}{type(error).__name__}"


class CrashDialog(QDialog):
    """Says that we made a mistake, what is safe, and offers the report to copy."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong"))
        self.setMinimumWidth(560)
        self._report = QPlainTextEdit(text)
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(_("Report of the fault"))
        title = plain_label(_("Something went wrong in Balie"), role="title")
        words = plain_label(
            _(
                "This is our fault, not yours. What you typed is still there and you can go on working. "
                "Does it happen again? Copy the report and send it to your administrator."
            ),
            wrap=True,
        )
        buttons = QDialogButtonBox()
        copy = button(_("Copy the report"), icon="copy")
        close = button(_("Go on working"), kind="primary")
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        close.setDefault(True)

        layout = QVBoxLayout(self)
        pad(layout, margins=24, spacing=12)
        for widget in (title, words, self._report, buttons):
            layout.addWidget(widget)

        copy.clicked.connect(self._on_copy)
        buttons.accepted.connect(self.accept)
        close.setFocus()

    def add(self, text: str) -> None:
        """One more fault while the window is open."""
        self._report.appendPlainText("\n" + text)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report.toPlainText())
