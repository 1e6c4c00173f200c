# SPDX-License-Identifier: EUPL-1.2
"""Looks whether somebody else saved the product that is in the editor, and shows what they made of it."""

from PySide6.QtCore import QObject, Signal

from desk_app.catalogue.differences import item_differences
from desk_app.catalogue.messages import ItemSheet
from desk_app.core.i18n import _
from ui.catalogue import opening
from ui.catalogue.grounds import Opened
from ui.shell.page import Workplace
from ui.widgets.conflict_box import ConflictBox


class Rival(QObject):
    """What is stored now, when that is not what the editor began with.

    Signals:
        unseen: it is different, and nobody typed anything here: just show what is stored.
    """

    unseen = Signal()

    def __init__(self, workplace: Workplace, box: ConflictBox, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._box = box
        self._opened: Opened | None = None
        self.theirs: ItemSheet | None = None

    def watch(self, opened: Opened | None) -> None:
        """From now on this product; None for none."""
        self._opened = opened
        self.theirs = None
        self._box.hide()

    def look(self, *, is_clean: bool, sentence: str = "") -> None:
        """Asks what is stored. ``is_clean``: nobody typed anything; ``sentence`` is why a save was refused."""
        opened = self._opened
        if opened is None or opened.item_id is None:
            return
        desk, actor, item_id, version = self._workplace.desk, self._workplace.actor, opened.item_id, opened.version
        self._workplace.tasks.run(
            self,
            lambda: opening.newer(desk, actor, item_id, version),
            done=lambda found: self._show(opened, found, is_clean=is_clean, sentence=sentence),
            key="newer",
        )

    def _show(self, opened: Opened, found: tuple[ItemSheet, str] | None, *, is_clean: bool, sentence: str) -> None:
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
        said = _("{name} has just saved this product. Your text is kept. What shall stand?")
        changes = item_differences(opened.base, self.theirs.content, opened.grounds.names)
        self._box.show_difference(
            said.format(name=name or _("A colleague")),
            [one.sentence for one in changes],
            takes_focus=bool(sentence),
        )
