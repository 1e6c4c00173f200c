# SPDX-License-Identifier: EUPL-1.2
"""Saves a paper as PDF where the person says: the file is there whole or not at all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.core.i18n import _
from desk_app.core.paths import atomic_write
from desk_app.printing.service import Paperwork
from ui.shell.tasks import Tasks


def ask_and_save(owner: QWidget, tasks: Tasks, paperwork: Paperwork, *, say: Callable[[str], None]) -> QFileDialog:
    """Opens the dialog for a file; ``say`` gets the sentence about how it went. Returns the open dialog."""
    dialog = QFileDialog(owner, _("Save as PDF"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(_("PDF files (*.pdf)"))
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(paperwork.file_name)

    def on_chosen(file: str) -> None:
        target = Path(file)

        def on_saved(_none: None) -> None:
            say(_("Saved: {file}").format(file=target.name))

        def on_failed(_error: Exception) -> None:
            say(_("The file could not be saved here. Choose another folder."))

        tasks.run(owner, partial(atomic_write, target, paperwork.pdf), done=on_saved, failed=on_failed, lane="slow")

    dialog.fileSelected.connect(on_chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
