# SPDX-License-Identifier: EUPL-1.2
"""Looks whether somebody else saved what is in an editor, and shows what they made of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.core.i18n import _
from ui.shell.page import Workplace
from ui.widgets.conflict_box import ConflictBox

Sheet = TypeVar("Sheet")


@dataclass(frozen=True, slots=True)
class Watched(Generic[Sheet]):
    """What is in the editor.

    ``newer`` (on a worker): what is stored and who stored it, when that is not what the editor began with.
    ``differences``: in sentences. ``sentence`` says with {name} that somebody saved it.
    """

    newer: Callable[[], tuple[Sheet, str] | None]
    differences: Callable[[Sheet], Sequence[str]]
    sentence: str


class Rival(QObject, Generic[Sheet]):
    """What is stored now, when that is not what the editor began with.

    Signals:
        unseen: it is different, and nobody typed anything here: just show what is stored.
    """

    unseen = Signal()

    def __init__(self, workplace: Workplace, box: ConflictBox, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._box = box
        self._watched: Watched[Sheet] | None = None
        self.theirs: Sheet | None = None

    def watch(self, watched: Watched[Sheet] | None) -> None:
        """From now on this; None for what nobody else can have saved."""
        self._watched = watched
        self.theirs = None
        self._box.hide()

    def look(self, *, is_clean: bool, sentence: str = "") -> None:
        """Asks what is stored. ``is_clean``: nobody typed anything; ``sentence`` is why a save was refused."""
        watched = self._watched
        if watched is None:
            return
        self._workplace.tasks.run(
            self,
            watched.newer,
            done=lambda found: self._show(watched, found, is_clean=is_clean, sentence=sentence),
            key="newer",
        )

    def _show(self, watched: Watched[Sheet], found: tuple[Sheet, str] | None, *, is_clean: bool, sentence: str) -> None:
        if watched is not self._watched:
            return
        if found is None:
            if sentence:
                self._box.show_difference(sentence, (), takes_focus=True)
            return
        if is_clean:
            self.unseen.emit()
            return
        self.theirs, name = found
        self._box.show_difference(
            watched.sentence.format(name=name or _("A colleague")),
            watched.differences(self.theirs),
            takes_focus=bool(sentence),
        )
