# SPDX-License-Identifier: EUPL-1.2
"""Section Back-up: when the last good one was made, where they are, one more now, and whether the database is whole."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.backup.messages import PART_TEXTS, BackupRow, Fault, MakeBackup
from desk_app.core import formats
from desk_app.core.actor import Right
from desk_app.core.clock import local
from desk_app.core.errors import DeskError
from desk_app.core.i18n import N_, _, ngettext
from ui.settings.section import Equipment, Section
from ui.shell.page import Workplace
from ui.widgets.announce import announce
from ui.widgets.buttons import button
from ui.widgets.flow import FlowLayout
from ui.widgets.text import plain_label, set_plain

MEGABYTE = 1_000_000


class BackupSection(Section):
    """Only for who has the right; others see who does."""

    NAME: ClassVar[str] = N_("Back-up")
    EXPLANATION: ClassVar[str] = N_("Balie makes a back-up at every start, and checks it. Put one on another disk too.")
    ICON: ClassVar[str] = "database"
    WORDS: ClassVar[tuple[str, ...]] = (N_("Make a back-up now…"), N_("Check the database"))
    RIGHT: ClassVar[Right | None] = Right.BACKUP

    def __init__(self, workplace: Workplace, equipment: Equipment) -> None:
        super().__init__(workplace, equipment)
        self._is_busy = False
        self._newest = plain_label("", role="strong", wrap=True)
        self._where = plain_label("", wrap=True)
        self._answer = plain_label("", wrap=True)
        for label in (self._where, self._answer):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.make = button(_("Make a back-up now…"), icon="save", kind="primary")
        self.check = button(_("Check the database"), icon="shield")
        self._buttons = QWidget()
        row = FlowLayout(self._buttons, spacing=8)
        row.addWidget(self.make)
        row.addWidget(self.check)
        for widget in (self._newest, self._where, self._buttons, self._answer):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.make.clicked.connect(self._on_make)
        self.check.clicked.connect(self._on_check)
        if not self.may_change or equipment.backups is None:
            self._buttons.hide()
        self.refresh()

    @property
    def answer(self) -> str:
        """How the last thing asked here went."""
        return self._answer.text()

    @property
    def newest(self) -> str:
        """The sentence about the newest back-up."""
        return self._newest.text()

    def first_focus(self) -> QWidget:
        return self.make

    def refresh(self) -> None:
        if self.may_change and self.equipment.backups is not None:
            self.workplace.tasks.run(self, self.equipment.backups.kept, done=self._show, lane="slow", key="kept")

    def copy_to(self, file: Path) -> None:
        """Makes a back-up in this file."""
        if self.equipment.backups is not None:
            call = partial(self.equipment.backups.make, self.workplace.actor, MakeBackup(file=file))
            self._ask(_("The back-up is being made…"))
            self.workplace.tasks.run(self, call, done=self._on_made, failed=self._on_failed, lane="slow")

    def _show(self, rows: list[BackupRow]) -> None:
        if not rows:
            set_plain(self._newest, _("There is no back-up yet. The first one comes at the next start."))
            set_plain(self._where, "")
            return
        newest = rows[0]
        sentence = _("Last good back-up: {moment} ({size} MB).")
        size = -(-newest.size // MEGABYTE)
        set_plain(self._newest, sentence.format(moment=formats.moment_long(newest.at), size=size))
        words = ngettext("{count} back-up, in {folder}", "{count} back-ups, in {folder}", len(rows))
        set_plain(self._where, words.format(count=len(rows), folder=newest.file.parent))

    def _on_make(self) -> None:
        dialog = QFileDialog(self, _("Make a back-up"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Back-ups (*.db)"))
        dialog.setDefaultSuffix("db")
        now = local(self.workplace.desk.clock.now())
        dialog.selectFile(f"balie-{now:%Y-%m-%d}.db")
        dialog.fileSelected.connect(lambda file: self.copy_to(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_check(self) -> None:
        if self.equipment.backups is not None:
            call = partial(self.equipment.backups.verify, self.workplace.actor)
            self._ask(_("The database is being checked. This may take a minute; you can go on working."))
            self.workplace.tasks.run(self, call, done=self._on_checked, failed=self._on_failed, lane="slow")

    def _ask(self, sentence: str) -> None:
        for widget in (self.make, self.check):
            widget.setEnabled(False)
        self._say(sentence)

    def _on_made(self, row: BackupRow) -> None:
        self._answered(_("The back-up is made and checked: {file}").format(file=row.file))
        self.refresh()

    def _on_checked(self, fault: Fault | None) -> None:
        if fault is None:
            self._answered(_("The database is whole."))
        else:
            found = _(PART_TEXTS[fault.part]).format(detail=fault.detail)
            self._answered(f"{found} {_('Stop working and put back the last good back-up.')}")

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self._answered(str(error))
        else:
            self._answered("")
            self.workplace.problems.show(error)

    def _answered(self, sentence: str) -> None:
        for widget in (self.make, self.check):
            widget.setEnabled(True)
        self._say(sentence)

    def _say(self, sentence: str) -> None:
        set_plain(self._answer, sentence)
        announce(self, sentence)
