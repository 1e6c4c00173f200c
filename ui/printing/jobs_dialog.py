# SPDX-License-Identifier: EUPL-1.2
"""The list of waiting slips as a window of its own, and the words about it at the foot of the main window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desk_app.core.i18n import _, ngettext
from desk_app.printing.messages import JobRow, JobState, Trouble
from ui.printing.jobs_panel import JobsPanel
from ui.widgets.buttons import button, set_button_text
from ui.widgets.look import look, pad
from ui.widgets.text import plain_label


def printer_words(jobs: tuple[JobRow, ...], printer: str) -> tuple[str, bool | None]:
    """How it is with the printer, in a few words, and whether all is well: None while there is none.

    From ``Printer.jobs_changed``.
    """
    stuck = sum(job.state in (JobState.FAILED, JobState.UNSURE) for job in jobs)
    if stuck:
        return ngettext("Printer: {count} slip failed", "Printer: {count} slips failed", stuck).format(
            count=stuck
        ), False
    if any(job.trouble is Trouble.NO_PAPER for job in jobs):
        return _("Printer: out of paper"), False
    if any(job.trouble is not None for job in jobs):
        return _("Printer: no answer"), False
    waiting = sum(not (job.printer or printer) for job in jobs)
    if waiting:
        words = ngettext("No printer: {count} slip waits", "No printer: {count} slips wait", waiting)
        return words.format(count=waiting), False
    if jobs:
        return _("Printer: busy"), True
    return (_("Printer: ready"), True) if printer else (_("No printer chosen"), None)


class JobsDialog(QDialog):
    """Open it with ``open()``; the panel in it keeps itself up to date."""

    def __init__(self, panel: JobsPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Slips that wait for the printer"))
        close = button(_("Close"), icon="x")
        set_button_text(close, _("Close"), "Esc")
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        pad(layout, margins=8, spacing=0)
        layout.addWidget(plain_label(_("Slips that wait for the printer"), role="title"))
        layout.addWidget(panel, 1)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        self.resize(look().px(1100), look().px(480))
        panel.setFocus()
