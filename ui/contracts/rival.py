# SPDX-License-Identifier: EUPL-1.2
"""Looks whether somebody else saved the agreement that is in the form, and shows what they made of it."""

from PySide6.QtCore import QObject, Signal

from desk_app.contracts.editing import differences
from desk_app.contracts.messages import AgreementSheet
from desk_app.core.i18n import _
from ui.contracts import opening
from ui.contracts.opening import Opened
from ui.shell.page import Workplace
from ui.widgets.conflict_box import ConflictBox


class Rival(QObject):
    """What is stored now, when that is not what the form began with.

    Signals:
        unseen: it is different, and nobody typed anything here: just show what is stored.
    """

    unseen = Signal()

    def __init__(self, workplace: Workplace, box: ConflictBox, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._box = box
        self._opened: Opened | None = None
        self.theirs: AgreementSheet | None = None

    def watch(self, opened: Opened | None) -> None:
        """From now on this agreement; None for none."""
        self._opened = opened
        self.theirs = None
        self._box.hide()

    def look(self, *, is_clean: bool, sentence: str = "") -> None:
        """Asks what is stored. ``is_clean``: nobody typed anything; ``sentence`` is why a save was refused."""
        opened = self._opened
        if opened is None or opened.agreement_id is None:
            return
        desk, actor, agreement_id, version = (
            self._workplace.desk,
            self._workplace.actor,
            opened.agreement_id,
            opened.version,
        )
        self._workplace.tasks.run(
            self,
            lambda: opening.newer(desk, actor, agreement_id, version),
            done=lambda found: self._show(opened, found, is_clean=is_clean, sentence=sentence),
            key="newer",
        )

    def _show(self, opened: Opened, found: tuple[AgreementSheet, str] | None, *, is_clean: bool, sentence: str) -> None:
        if opened is not self._opened:
            return
        if found is None:
            if sentence:
                self._box.show_difference(sentence, (), takes_focus=True)
            return
        if is_clean:
            self.unseen.emit()
            return
        self.theirs, name = found
        said = _("{name} has just changed this agreement. Your text is kept. What shall stand?")
        changes = differences(opened.base, self.theirs, opened.grounds.names)
        self._box.show_difference(
            said.format(name=name or _("A colleague")),
            [one.sentence for one in changes],
            takes_focus=bool(sentence),
        )
